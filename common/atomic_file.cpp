#include "common/atomic_file.hpp"

#include <cerrno>
#include <cstdio>
#include <random>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <sys/stat.h>

#include "common/system_failure.hpp"

namespace lockstep {
namespace {

constexpr std::string_view mark = ".lockstep-";
constexpr std::size_t letter_count = 6;
constexpr std::string_view alphabet =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

std::filesystem::path folder_of(const std::filesystem::path& path) {
    return path.has_parent_path() ? path.parent_path() : std::filesystem::path{"."};
}

// The hidden name must fit where the name itself fits, so a long name is shortened in it;
// never between the bytes of one UTF-8 character, which some file systems would refuse.
std::string temporary_name(std::string name) {
    constexpr std::size_t longest_kept = 100;
    if (name.size() > longest_kept) {
        std::size_t end = longest_kept;
        while (end > 1 && (static_cast<unsigned char>(name[end]) & 0xC0U) == 0x80U) --end;
        name.resize(end);
    }
    std::random_device random;
    std::uniform_int_distribution<std::size_t> letter{0, alphabet.size() - 1};
    std::string result = "." + name + std::string{mark};
    for (std::size_t i = 0; i < letter_count; ++i) result += alphabet[letter(random)];
    return result;
}

bool is_temporary_name(std::string_view name) {
    const std::size_t tail = mark.size() + letter_count;
    if (name.size() < 2 + tail || name.front() != '.') return false;
    const std::string_view end = name.substr(name.size() - tail);
    return end.starts_with(mark) &&
           end.find_first_not_of(alphabet, mark.size()) == std::string_view::npos;
}

// Renames without ever replacing. Not every file system knows how (WSL's view of Windows
// drives does not); a hard link, which never replaces either, does the same in two steps.
int rename_unless_present(int folder, const char* from, const char* to) {
    if (renameat2(folder, from, folder, to, RENAME_NOREPLACE) == 0) return 0;
    if (errno != EINVAL && errno != ENOSYS) return errno;
    if (linkat(folder, from, folder, to, 0) != 0) return errno;
    unlinkat(folder, from, 0);
    return 0;
}

}  // namespace

AtomicFile::AtomicFile(std::filesystem::path path, IfExists if_exists, Survives survives)
    : path_{std::move(path)}, if_exists_{if_exists}, survives_{survives} {
    open_folder();
    if (if_exists_ == IfExists::refuse) refuse_if_present();
    create_temporary();
}

AtomicFile::~AtomicFile() {
    if (!temporary_.empty()) unlinkat(folder_.get(), temporary_.c_str(), 0);
}

void AtomicFile::open_folder() {
    const std::string folder = folder_of(path_).string();
    folder_ = FileDescriptor{open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (!folder_.is_open()) {
        throw_system_error(errno, "cannot write " + path_.string() +
                                      ", cannot open its folder " + folder);
    }
}

void AtomicFile::refuse_if_present() const {
    struct stat there {};
    if (fstatat(folder_.get(), path_.filename().c_str(), &there, AT_SYMLINK_NOFOLLOW) ==
        0) {
        throw_system_error(EEXIST, "will not replace " + path_.string());
    }
}

void AtomicFile::create_temporary() {
    const std::string name = path_.filename().string();
    if (name.empty() || name == "." || name == "..") {
        throw_system_error(EISDIR, "cannot write " + path_.string());
    }
    // O_EXCL: a hidden file that exists is another writer's, so other letters are tried.
    int error = EEXIST;
    for (int attempt = 0; attempt < 100 && error == EEXIST; ++attempt) {
        std::string hidden = temporary_name(name);
        file_ = FileDescriptor{openat(folder_.get(), hidden.c_str(),
                                      O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666)};
        error = file_.is_open() ? 0 : errno;
        if (error == 0) temporary_ = std::move(hidden);
    }
    if (error != 0) {
        throw_system_error(error, "cannot write " + path_.string() +
                                      ", no new file can be made in " +
                                      folder_of(path_).string());
    }
}

void AtomicFile::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file_.get(), bytes.data(), bytes.size());
        if (written >= 0) {
            bytes.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            throw_system_error(errno, "cannot write " + path_.string());
        }
    }
}

void AtomicFile::commit() {
    if (survives_ == Survives::power_cut && fsync(file_.get()) != 0)
        throw_system_error(errno, "cannot write " + path_.string());
    // Linux closes the descriptor even when close() is interrupted: no error.
    if (::close(file_.release()) != 0 && errno != EINTR) {
        throw_system_error(errno, "cannot write " + path_.string());
    }
    give_it_its_name();
    if (survives_ == Survives::power_cut) flush_folder();
}

void AtomicFile::flush_folder() const {
    // Some file systems cannot flush a folder, and say so with EINVAL.
    if (fsync(folder_.get()) != 0 && errno != EINVAL) {
        throw_system_error(errno, "cannot flush the folder of " + path_.string());
    }
}

void AtomicFile::give_it_its_name() {
    const std::string name = path_.filename().string();
    const char* from = temporary_.c_str();
    if (if_exists_ == IfExists::refuse) {
        const int error = rename_unless_present(folder_.get(), from, name.c_str());
        if (error == EEXIST)
            throw_system_error(error, "will not replace " + path_.string());
        if (error != 0) throw_system_error(error, "cannot write " + path_.string());
    } else if (renameat(folder_.get(), from, folder_.get(), name.c_str()) != 0) {
        throw_system_error(errno, "cannot write " + path_.string());
    }
    temporary_.clear();
}

int AtomicFile::descriptor() const {
    return file_.get();
}

void write_atomically(const std::filesystem::path& path, std::string_view bytes,
                      IfExists if_exists, Survives survives) {
    AtomicFile file{path, if_exists, survives};
    file.write(bytes);
    file.commit();
}

std::size_t remove_leftover_temporaries(const std::filesystem::path& folder) {
    std::size_t removed = 0;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        if (!is_temporary_name(entry.path().filename().string())) continue;
        if (!std::filesystem::is_regular_file(entry.symlink_status())) continue;
        if (std::filesystem::remove(entry.path())) ++removed;
    }
    return removed;
}

std::string read_file(const std::filesystem::path& path) {
    const FileDescriptor file{open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    struct stat status {};
    if (!file.is_open() || fstat(file.get(), &status) != 0) {
        throw_system_error(errno, "cannot read " + path.string());
    }
    // One byte more than its size, so that the end is normally seen in the second read.
    std::string bytes(static_cast<std::size_t>(status.st_size) + 1, '\0');
    std::size_t size = 0;
    while (true) {
        if (size == bytes.size()) bytes.resize(2 * size);
        const ssize_t got = ::read(file.get(), bytes.data() + size, bytes.size() - size);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) throw_system_error(errno, "cannot read " + path.string());
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
    }
    bytes.resize(size);
    return bytes;
}

}  // namespace lockstep
