#include <algorithm>
#include <stdexcept>
#include <string>

#include "tests/exercises/grader/grader.hpp"

#include LOCKSTEP_ANSWER

using namespace lockstep::grader;

namespace {

const Names ours{"000001.xml", "000002.xml", "000007.xml"};
const Names others{"000003.xml", "1.xml", "000002.xml.old", "letter to the bank.xml"};

bool is_in(const Names& names, const std::string& name) {
    return std::ranges::count(names, name) > 0;
}

Names sorted(Names names) {
    std::ranges::sort(names);
    return names;
}

// A folder and an archive in memory. The step number `fails_at` throws. Before each step
// the power may go, so each is a moment at which all of ours must be readable.
struct Disk : Folder, Archive {
    explicit Disk(int step) : fails_at{step} {
        there.insert(there.end(), others.begin(), others.end());
    }

    Names files() const override { return there; }
    void remove(const std::string& file) override {
        step("remove(" + file + ")");
        expect(is_in(there, file), "only a file that is there is removed");
        std::erase(there, file);
        look("after remove(" + file + ")");
    }
    void add(const std::string& file) override {
        step("add(" + file + ")");
        expect(!closed, "nothing is added after the close");
        expect(is_in(there, file), "only a file that is there is added");
        expect(!is_in(added, file), "no file is added twice");
        added.push_back(file);
    }
    void close() override {
        step("close()");
        expect(!closed, "the archive is closed once");
        closed = true;
    }

    void look(const std::string& moment) const {
        for (const auto& file : ours)
            expect(is_in(there, file) || (closed && is_in(added, file)),
                   moment + " " + file + " can be read from folder or archive");
    }
    void step(const std::string& call) {
        look("before " + call);
        if (++steps != fails_at) return;
        failed = true;
        throw std::runtime_error{"no space left on device"};
    }

    const int fails_at;
    int steps = 0;
    bool failed = false, closed = false;
    Names there = ours, added;
};

constexpr int never = 0;

// True: something came out of pack().
bool pack_on(Disk& disk) {
    try {
        pack(disk, ours, disk);
    } catch (const std::runtime_error&) {
        disk.look("when pack() has thrown");
        return true;
    }
    disk.look("when pack() has come back");
    return false;
}

}  // namespace

TEST_CASE("each of our files can be read at any moment") {
    watched([] {
        Disk disk{never};
        pack_on(disk);
    });
    watched([] {
        bool failed = true;
        for (int step = 1; failed; ++step) {
            Disk disk{step};
            pack_on(disk);
            failed = disk.failed;
        }
    });
}

TEST_CASE("each of our files is packed") {
    watched([] {
        Disk disk{never};
        pack_on(disk);
        for (const auto& file : ours)
            expect(is_in(disk.added, file), file + " has been added to the archive");
        expect(disk.closed, "the archive has been closed");
    });
}

TEST_CASE("our files are in the archive and no others") {
    watched([] {
        Disk disk{never};
        pack_on(disk);
        expect(sorted(disk.added) == ours, "the archive holds our three files");
        for (const auto& file : others)
            expect(is_in(disk.there, file), "the files of others are still there");
    });
}

TEST_CASE("packed files are removed from the folder") {
    watched([] {
        Disk disk{never};
        pack_on(disk);
        expect(sorted(disk.there) == sorted(others), "only the files of others are left");
    });
}

TEST_CASE("a failure comes out of pack") {
    watched([] {
        for (int step = 1;; ++step) {
            Disk disk{step};
            const bool told = pack_on(disk);
            if (!disk.failed) break;
            expect(told, "the step that fails is step " + std::to_string(step) +
                             " and whoever called pack is told");
        }
    });
}
