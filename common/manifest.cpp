#include "common/manifest.hpp"

#include <algorithm>
#include <cerrno>
#include <map>
#include <set>
#include <stdexcept>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/file.h>

#include "common/archive.hpp"
#include "common/atomic_file.hpp"
#include "common/manifest_lines.hpp"
#include "common/system_failure.hpp"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

// Never what a symbolic link points to.
bool is_plain_file(const fs::path& path) {
    std::error_code ignored;
    return fs::is_regular_file(fs::symlink_status(path, ignored));
}

// What an archive holds, by name; nothing when it is not there, damaged, or too large to
// be ours.
std::map<std::string, std::string> contents_of(const fs::path& archive) {
    std::map<std::string, std::string> contents;
    if (!is_plain_file(archive)) return contents;
    try {
        for (ArchiveEntry& entry : read_tgz(archive)) {
            contents.insert_or_assign(entry.name, std::move(entry.bytes));
        }
    } catch (const std::runtime_error&) {
        contents.clear();
    }
    return contents;
}

int highest_in(std::span<const std::string> names) {
    int highest = 0;
    for (const auto& name : names)
        highest = std::max(highest, archive_number(name).value_or(0));
    return highest;
}

}  // namespace

Manifest::Manifest(fs::path folder)
    : folder_{std::move(folder)}, path_{folder_ / manifest_name} {
    fs::create_directories(folder_);
    lock_folder();
    open_manifest();
    const std::string text = read_file(path_);
    if (!text.starts_with(manifest_header)) {
        throw std::runtime_error{path_.string() + " is not a manifest of ours"};
    }
    line_is_cut_ = !text.ends_with('\n');
    highest_number_ = highest_in(parse_manifest(text).archive_names);
}

Manifest::~Manifest() = default;

// The folder itself is locked and not the manifest: shorten() puts a new file in the
// manifest's place, which would not be locked. The system lifts the lock when the process
// ends, however.
void Manifest::lock_folder() {
    const int flags = O_RDONLY | O_DIRECTORY | O_CLOEXEC;
    folder_lock_ = FileDescriptor{open(folder_.c_str(), flags)};
    if (!folder_lock_.is_open())
        throw_system_error(errno, "cannot open the folder " + folder_.string());
    if (flock(folder_lock_.get(), LOCK_EX | LOCK_NB) == 0) return;
    if (errno != EWOULDBLOCK)
        throw_system_error(errno, "cannot lock the folder " + folder_.string());
    throw std::runtime_error{folder_.string() + " is in use by another run"};
}

void Manifest::open_manifest() {
    if (!fs::exists(fs::symlink_status(path_))) {
        write_atomically(path_, manifest_header, IfExists::refuse);
    }
    if (!is_plain_file(path_)) {
        throw std::runtime_error{path_.string() + " is not a manifest of ours"};
    }
    const int flags = O_WRONLY | O_APPEND | O_NOFOLLOW | O_CLOEXEC;
    file_ = FileDescriptor{open(path_.c_str(), flags)};
    if (!file_.is_open()) throw_system_error(errno, "cannot write " + path_.string());
}

// The caller holds mutex_, through the write: nobody else may append between a line that
// the disk had no room for and the line feed that ends it.
void Manifest::append(const std::string& line) {
    const std::string text = (line_is_cut_ ? "\n" : "") + line;
    ssize_t written = -1;
    do {
        written = ::write(file_.get(), text.data(), text.size());
    } while (written < 0 && errno == EINTR);
    if (written < 0) throw_system_error(errno, "cannot write " + path_.string());
    line_is_cut_ = static_cast<std::size_t>(written) != text.size();
    if (line_is_cut_) throw_system_error(ENOSPC, "cannot write " + path_.string());
}

void Manifest::will_write(const std::string& xml_name, std::string_view bytes) {
    const std::string line = xml_line(xml_name, fingerprint(bytes));
    const std::lock_guard lock{mutex_};
    append(line);
}

void Manifest::will_pack(const std::string& archive_name,
                         std::span<const std::string> xml_names) {
    const std::string line = tgz_line(archive_name, xml_names);
    const std::lock_guard lock{mutex_};
    append(line);
    highest_number_ = std::max(highest_number_, archive_number(archive_name).value_or(0));
    if (fsync(file_.get()) != 0)
        throw_system_error(errno, "cannot write " + path_.string());
}

int Manifest::next_archive_number() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator{folder_}) {
        names.push_back(entry.path().filename().string());
    }
    const std::lock_guard lock{mutex_};
    return 1 + std::max(highest_number_, highest_in(names));
}

Manifest::Recovery Manifest::recover() {
    Recovery recovery;
    recovery.temporaries = remove_leftover_temporaries(folder_);
    const ManifestLines lines = parse_manifest(read_file(path_));
    remove_what_is_packed(lines, recovery);
    for (const auto& name : lines.xml_names) {
        if (is_ours(name, lines)) recovery.to_pack.push_back(name);
    }
    if (recovery.to_pack.empty() && !lines.xml_names.empty())
        shorten(lines.archive_names);
    return recovery;
}

bool Manifest::is_ours(const std::string& xml_name, const ManifestLines& lines) const {
    const auto known = lines.fingerprints.find(xml_name);
    const fs::path path = folder_ / xml_name;
    if (known == lines.fingerprints.end() || !is_plain_file(path)) return false;
    const auto& prints = known->second;
    const std::size_t size = fs::file_size(path);
    if (std::ranges::find(prints, size, &Fingerprint::size) == prints.end()) return false;
    return std::ranges::find(prints, fingerprint(read_file(path))) != prints.end();
}

void Manifest::remove_what_is_packed(const ManifestLines& lines,
                                     Recovery& recovery) const {
    // Archives must be on the disk under their names before the XML goes.
    if (fsync(folder_lock_.get()) != 0 && errno != EINVAL)
        throw_system_error(errno, folder_.string());
    for (const auto& archive : lines.archive_names) {
        std::set<std::string> left;
        for (const auto& name : lines.contents.at(archive)) {
            if (is_ours(name, lines)) left.insert(name);
        }
        if (left.empty()) continue;
        const auto packed = contents_of(folder_ / archive);
        for (const auto& name : left) {
            const auto copy = packed.find(name);
            if (copy == packed.end() || copy->second != read_file(folder_ / name))
                continue;
            fs::remove(folder_ / name);
            recovery.removed.push_back(name);
        }
    }
}

// Keeps the names of the archives, for their numbers; there is nothing left that the rest
// of the lines could tell us.
void Manifest::shorten(std::span<const std::string> archive_names) {
    std::string text{manifest_header};
    for (const auto& name : archive_names) text += tgz_line(name, {});
    const std::lock_guard lock{mutex_};
    write_atomically(path_, text);
    open_manifest();
    line_is_cut_ = false;
}

}  // namespace lockstep
