#include "common/archive.hpp"

#include <array>
#include <cerrno>
#include <memory>
#include <set>
#include <stdexcept>
#include <system_error>

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <sys/stat.h>

#include "common/atomic_file.hpp"
#include "common/file_descriptor.hpp"
#include "common/utf8_locale.hpp"

namespace lockstep {
namespace {

namespace fs = std::filesystem;

using Writer = std::unique_ptr<archive, decltype(&archive_write_free)>;
using Entry = std::unique_ptr<archive_entry, decltype(&archive_entry_free)>;

// libarchive says what went wrong in `writer`; the reader also wants to know in which
// file.
void check(int result, archive* writer, const fs::path& path) {
    if (result >= ARCHIVE_OK) return;
    const char* why = archive_error_string(writer);
    std::string text =
        "cannot write " + path.string() + ": " + (why != nullptr ? why : "error");
    if (const int error = archive_errno(writer); error > 0) {
        text += ": " + std::generic_category().message(error);
    }
    throw std::runtime_error{text};
}

// An input: one regular file, never what a symbolic link points to.
class Source {
  public:
    explicit Source(fs::path path)
        : path_{std::move(path)},
          file_{open(path_.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)} {
        if (!file_.is_open() || fstat(file_.get(), &status_) != 0) fail(errno);
        if (!S_ISREG(status_.st_mode)) {
            throw std::runtime_error{"cannot pack " + path_.string() +
                                     ": it is not a regular file"};
        }
    }

    const fs::path& path() const { return path_; }
    std::size_t size() const { return static_cast<std::size_t>(status_.st_size); }
    std::time_t changed() const { return status_.st_mtime; }

    // 0 at the end.
    std::size_t read(std::span<char> buffer) {
        while (true) {
            const ssize_t got = ::read(file_.get(), buffer.data(), buffer.size());
            if (got >= 0) return static_cast<std::size_t>(got);
            if (errno != EINTR) fail(errno);
        }
    }

  private:
    [[noreturn]] void fail(int error) const {
        throw std::system_error{error, std::generic_category(),
                                "cannot read " + path_.string()};
    }

    fs::path path_;
    FileDescriptor file_;
    struct stat status_ {};
};

Entry describe(const Source& source) {
    Entry entry{archive_entry_new(), &archive_entry_free};
    if (!entry) throw std::bad_alloc{};
    archive_entry_set_pathname(entry.get(), source.path().filename().c_str());
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(source.size()));
    archive_entry_set_mtime(entry.get(), source.changed(), 0);
    return entry;
}

// The header promises a size, so a file that grows or shrinks meanwhile would spoil the
// archive.
void copy_bytes(archive* writer, Source& source, const fs::path& target) {
    std::array<char, 64U << 10U> buffer;
    std::size_t copied = 0;
    while (const std::size_t got = source.read(buffer)) {
        copied += got;
        if (copied > source.size()) break;
        const la_ssize_t taken = archive_write_data(writer, buffer.data(), got);
        check(taken < 0 ? ARCHIVE_FATAL : ARCHIVE_OK, writer, target);
        if (static_cast<std::size_t>(taken) != got) {
            throw std::runtime_error{"cannot write " + target.string() + ": short write"};
        }
    }
    if (copied != source.size()) {
        throw std::runtime_error{"cannot pack " + source.path().string() +
                                 ": its size changed while it was read"};
    }
}

void add_file(archive* writer, const fs::path& path, const fs::path& target) {
    Source source{path};
    const Entry entry = describe(source);
    // A warning says that the name is not UTF-8; it is then stored as plain bytes.
    const int result = archive_write_header(writer, entry.get());
    check(result == ARCHIVE_WARN ? ARCHIVE_OK : result, writer, target);
    copy_bytes(writer, source, target);
}

Writer open_writer(int descriptor, const fs::path& target) {
    Writer writer{archive_write_new(), &archive_write_free};
    if (!writer) throw std::bad_alloc{};
    check(archive_write_set_format_pax_restricted(writer.get()), writer.get(), target);
    check(archive_write_add_filter_gzip(writer.get()), writer.get(), target);
    check(archive_write_set_filter_option(writer.get(), "gzip", "compression-level", "6"),
          writer.get(), target);
    check(archive_write_open_fd(writer.get(), descriptor), writer.get(), target);
    return writer;
}

void refuse_equal_names(std::span<const fs::path> files) {
    std::set<std::string> names;
    for (const fs::path& file : files) {
        if (!names.insert(file.filename().string()).second) {
            throw std::runtime_error{"cannot pack " + file.string() +
                                     ": another file has the same name"};
        }
    }
}

}  // namespace

std::size_t pack_tgz(const fs::path& archive, std::span<const fs::path> files) {
    if (files.empty()) throw std::runtime_error{archive.string() + " would be empty"};
    refuse_equal_names(files);

    const Utf8Locale utf8_names;
    AtomicFile file{archive, IfExists::refuse};
    Writer writer = open_writer(file.descriptor(), archive);
    for (const fs::path& path : files) add_file(writer.get(), path, archive);
    check(archive_write_close(writer.get()), writer.get(), archive);
    if (archive_write_free(writer.release()) != ARCHIVE_OK) {
        throw std::runtime_error{"cannot write " + archive.string()};
    }
    struct stat status {};
    if (fstat(file.descriptor(), &status) != 0) {
        throw std::system_error{errno, std::generic_category(), archive.string()};
    }
    file.commit();
    return static_cast<std::size_t>(status.st_size);
}

}  // namespace lockstep
