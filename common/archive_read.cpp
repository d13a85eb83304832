// Reading archives back. zlib unpacks, because it checks the checksum at the end of a
// gzip file and libarchive does not; libarchive reads the tar that comes out.
#include <algorithm>
#include <array>
#include <cerrno>
#include <functional>
#include <memory>
#include <new>
#include <stdexcept>
#include <system_error>

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <zlib.h>

#include "common/archive.hpp"
#include "common/file_descriptor.hpp"
#include "common/utf8_locale.hpp"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const fs::path& path, const std::string& why) {
    throw std::runtime_error{path.string() + " cannot be read as a .tgz: " + why};
}

// The bytes in a gzip file, piece by piece.
class Unpacker {
  public:
    explicit Unpacker(const fs::path& path) {
        FileDescriptor file{open(path.c_str(), O_RDONLY | O_CLOEXEC)};
        if (!file.is_open()) {
            throw std::system_error{errno, std::generic_category(),
                                    "cannot read " + path.string()};
        }
        gzip_.reset(gzdopen(file.get(), "rb"));
        if (!gzip_) throw std::bad_alloc{};
        file.release();
        // zlib hands on a file that is not gzip as it is; we do not want it.
        if (gzdirect(gzip_.get()) != 0) failure_ = "it is not compressed with gzip";
    }

    // The next piece, empty at the end and after a failure. Valid until the next call.
    std::span<const char> next() {
        if (!failure_.empty()) return {};
        const int got =
            gzread(gzip_.get(), buffer_.data(), static_cast<unsigned>(buffer_.size()));
        failure_ = what_went_wrong();
        if (got <= 0) return {};
        const std::span<const char> piece{buffer_.data(), static_cast<std::size_t>(got)};
        total_ += piece.size();
        if (total_ > largest_unpacked_archive) failure_ = "it is too large when unpacked";
        count_zeros(piece);
        return piece;
    }

    const std::string& failure() const { return failure_; }
    std::size_t zeros_at_end() const { return zeros_at_end_; }

  private:
    std::string what_went_wrong() const {
        int error = Z_OK;
        gzerror(gzip_.get(), &error);
        switch (error) {
        case Z_OK:
        case Z_STREAM_END:
            return "";
        case Z_ERRNO:
            return std::generic_category().message(errno);
        case Z_BUF_ERROR:
            return "it is cut short";
        default:
            return "it is damaged";
        }
    }

    void count_zeros(std::span<const char> piece) {
        const auto last =
            std::find_if(piece.rbegin(), piece.rend(), [](char c) { return c != 0; });
        const auto zeros = static_cast<std::size_t>(last - piece.rbegin());
        zeros_at_end_ = zeros == piece.size() ? zeros_at_end_ + zeros : zeros;
    }

    std::unique_ptr<gzFile_s, decltype(&gzclose_r)> gzip_{nullptr, &gzclose_r};
    std::array<char, 64U << 10U> buffer_{};
    std::string failure_;
    std::size_t total_ = 0;
    std::size_t zeros_at_end_ = 0;
};

la_ssize_t hand_over(archive* reader, void* unpacker, const void** bytes) {
    auto& from = *static_cast<Unpacker*>(unpacker);
    const std::span<const char> piece = from.next();
    *bytes = piece.data();
    if (from.failure().empty()) return static_cast<la_ssize_t>(piece.size());
    archive_set_error(reader, EILSEQ, "%s", from.failure().c_str());
    return -1;
}

class Reader {
  public:
    explicit Reader(fs::path path) : path_{std::move(path)}, unpacker_{path_} {
        if (!tar_) throw std::bad_alloc{};
        check(archive_read_support_format_tar(tar_.get()));
        check(archive_read_open(tar_.get(), &unpacker_, nullptr, &hand_over, nullptr));
    }

    // Calls take(name, size) for each file in it; what take() does not read() is passed
    // over.
    void for_each(const std::function<void(const char*, std::size_t)>& take) {
        std::size_t total = 0;
        archive_entry* entry = nullptr;
        while (check(archive_read_next_header(tar_.get(), &entry)) != ARCHIVE_EOF) {
            const char* name = archive_entry_pathname(entry);
            if (name == nullptr) refuse(path_, "an entry has no name");
            if (archive_entry_filetype(entry) != AE_IFREG ||
                archive_entry_hardlink(entry)) {
                refuse(path_, std::string{name} + " is not a regular file");
            }
            const auto size = static_cast<std::size_t>(archive_entry_size(entry));
            total += std::min(size, largest_unpacked_archive + 1);
            if (size > largest_archive_entry || total > largest_unpacked_archive) {
                refuse(path_, std::string{name} + " is too large");
            }
            take(name, size);
        }
        check_end();
    }

    std::string read() {
        std::string bytes;
        std::array<char, 64U << 10U> buffer;
        while (true) {
            const la_ssize_t got =
                archive_read_data(tar_.get(), buffer.data(), buffer.size());
            check(got < 0 ? static_cast<int>(got) : ARCHIVE_OK);
            if (got == 0) return bytes;
            bytes.append(buffer.data(), static_cast<std::size_t>(got));
        }
    }

  private:
    int check(int result) const {
        if (result == ARCHIVE_OK || result == ARCHIVE_EOF) return result;
        const char* why = archive_error_string(tar_.get());
        refuse(path_, why != nullptr ? why : "it is damaged");
    }

    // libarchive stops at the mark that ends a tar. What gzip keeps behind it is the
    // checksum; and a tar without the mark, 1024 zeros, has been cut between two files.
    void check_end() {
        while (!unpacker_.next().empty()) {
        }
        if (!unpacker_.failure().empty()) refuse(path_, unpacker_.failure());
        if (unpacker_.zeros_at_end() < 1024) refuse(path_, "it has no end");
    }

    Utf8Locale utf8_names_;
    fs::path path_;
    Unpacker unpacker_;
    std::unique_ptr<archive, decltype(&archive_read_free)> tar_{archive_read_new(),
                                                                &archive_read_free};
};

}  // namespace

std::vector<ListedEntry> list_tgz(const fs::path& archive) {
    std::vector<ListedEntry> entries;
    Reader reader{archive};
    reader.for_each([&](const char* name, std::size_t size) {
        entries.push_back({name, size});
    });
    return entries;
}

std::vector<ArchiveEntry> read_tgz(const fs::path& archive) {
    std::vector<ArchiveEntry> entries;
    Reader reader{archive};
    reader.for_each([&](const char* name, std::size_t) {
        entries.push_back({name, reader.read()});
    });
    return entries;
}

}  // namespace lockstep
