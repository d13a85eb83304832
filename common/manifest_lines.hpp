// The lines of lockstep-manifest.txt (see common/manifest.hpp): how they are written and
// read.
//
// In file names a space, "%" and control characters are written as "%20". A line that is
// cut short, or that names anything but a plain .xml or .tgz file in the same folder, is
// passed over: a manifest that somebody tampered with cannot lead us to other files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lockstep {

constexpr std::string_view manifest_name = "lockstep-manifest.txt";
constexpr std::string_view manifest_header = "lockstep-manifest 1\n";

// What tells our file from another of the same name.
struct Fingerprint {
    std::size_t size = 0;
    std::uint32_t crc = 0;
    bool operator==(const Fingerprint&) const = default;
};
Fingerprint fingerprint(std::string_view bytes);

// Everything a manifest says.
struct ManifestLines {
    std::vector<std::string> xml_names;  // each once, in the order of the lines
    std::map<std::string, std::vector<Fingerprint>> fingerprints;  // of each of these
    std::vector<std::string> archive_names;                        // each once, in order
    std::map<std::string, std::vector<std::string>> contents;      // of each of these
};
ManifestLines parse_manifest(std::string_view text);

// Throw std::runtime_error for a name that a manifest must not hold.
std::string xml_line(const std::string& name, const Fingerprint& print);
std::string tgz_line(const std::string& name, std::span<const std::string> xml_names);

// The N of "N.tgz", when it has at most nine digits.
std::optional<int> archive_number(std::string_view name);

}  // namespace lockstep
