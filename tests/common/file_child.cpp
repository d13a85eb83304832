// What the tests of files do in a process of its own: on a full disk, without a system
// call, or until somebody kills it.
//
//     file_child write PATH SIZE         one file of SIZE bytes
//     file_child refuse PATH             the same, small, never replacing, without
//     renameat2 file_child pack ARCHIVE FILE... file_child record FOLDER SIZE announces
//     files in the manifest until that fails file_child pipeline FOLDER FIRST   writes
//     and packs XML, from number FIRST on, for ever
#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <filesystem>
#include <iostream>
#include <string>
#include <system_error>
#include <vector>

#include <fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

#include <fmt/format.h>

#include "common/archive.hpp"
#include "common/atomic_file.hpp"
#include "common/manifest.hpp"
#include "tests/common/file_child_content.hpp"

namespace fs = std::filesystem;
using Strings = std::vector<std::string>;

namespace {

// From now on renameat2 fails as it does on a kernel that does not have it.
void forbid_renameat2() {
    sock_filter rules[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_renameat2, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const sock_fprog program{std::size(rules), rules};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0) {
        throw std::system_error{errno, std::generic_category(), "seccomp"};
    }
    // glibc makes EINVAL of it, because flags are asked for.
    if (renameat2(AT_FDCWD, "a", AT_FDCWD, "b", RENAME_NOREPLACE) == 0 ||
        errno != EINVAL) {
        throw std::runtime_error{"renameat2 is still there"};
    }
}

void pack(lockstep::Manifest& manifest, const Strings& names) {
    const std::string archive = fmt::format("{}.tgz", manifest.next_archive_number());
    std::vector<fs::path> files;
    for (const auto& name : names) files.push_back(manifest.folder() / name);
    manifest.will_pack(archive, names);
    lockstep::pack_tgz(manifest.folder() / archive, files);
    for (const auto& file : files) fs::remove(file);
}

void run_pipeline(const fs::path& folder, int number) {
    lockstep::Manifest manifest{folder};
    Strings batch = manifest.recover().to_pack;
    for (;; ++number) {
        if (batch.size() >= 3) {
            pack(manifest, batch);
            batch.clear();
        }
        const std::string name = fmt::format("{:06}.xml", number);
        const std::string bytes = lockstep::test::content_of(name);
        manifest.will_write(name, bytes);
        lockstep::write_atomically(folder / name, bytes, lockstep::IfExists::refuse);
        batch.push_back(name);
        std::cout << "written " << name << std::endl;
    }
}

void run(const std::string& mode, const Strings& args) {
    if (mode == "write") {
        lockstep::write_atomically(args.at(0), std::string(std::stoul(args.at(1)), 'x'));
    } else if (mode == "refuse") {
        forbid_renameat2();
        lockstep::write_atomically(args.at(0), "new", lockstep::IfExists::refuse);
    } else if (mode == "pack") {
        lockstep::pack_tgz(args.at(0),
                           std::vector<fs::path>{args.begin() + 1, args.end()});
    } else if (mode == "record") {
        lockstep::Manifest manifest{args.at(0)};
        for (int i = 0;; ++i) manifest.will_write(fmt::format("{}.xml", i), "bytes");
    } else if (mode == "pipeline") {
        run_pipeline(args.at(0), std::stoi(args.at(1)));
    } else {
        throw std::runtime_error{"no such mode: " + mode};
    }
}

}  // namespace

int main(int argc, char** argv) {
    try {
        run(argc > 1 ? argv[1] : "", Strings{argv + std::min(argc, 2), argv + argc});
    } catch (const std::exception& error) {
        std::cerr << error.what() << '\n';
        return EXIT_FAILURE;
    }
}
