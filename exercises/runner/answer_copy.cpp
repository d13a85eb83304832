#include "exercises/runner/answer_copy.hpp"

#include <stdexcept>

#include "common/atomic_file.hpp"
#include "exercises/runner/run_command.hpp"

namespace lockstep::learn {
namespace {

namespace fs = std::filesystem;

// "exercises/03_event_handshake/last_batch.cpp"
fs::path name_below(const fs::path& file, const Places& places) {
    for (const auto& folder : {places.home, places.root})
        if (const auto name = file.lexically_proximate(folder);
            name.is_relative() && *name.begin() != "..")
            return name;
    return file.filename();
}

// By coreutils, so that everybody can take it once more.
std::string sha256_of(const fs::path& folder, const fs::path& name) {
    Command sum{{"sha256sum", name.string()}};
    sum.folder = folder.string();
    const auto outcome = run_command(sum);
    if (outcome.exit_code != 0) throw std::runtime_error{"sha256sum: " + outcome.err};
    write_atomically(folder / "sha256", outcome.out, IfExists::refuse, Survives::kill);
    return outcome.out.substr(0, outcome.out.find(' '));
}

bool is_still(const fs::path& file, const std::string& bytes) {
    try {
        return read_file(file) == bytes;
    } catch (const std::system_error&) {
        return false;
    }
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
}

}  // namespace

AnswerCopy::AnswerCopy(const Places& places, fs::path file, const std::string& name)
    : file_{std::move(file)}, name_{name_below(file_, places)}, bytes_{read_file(file_)} {
    take_folder(places, name);
    fs::create_directories(copy().parent_path());
    write_atomically(copy(), bytes_, IfExists::refuse, Survives::kill);
    sha256_ = sha256_of(folder_, name_);
}

void AnswerCopy::take_folder(const Places& places, const std::string& name) {
    for (int number = 1; !lock_; ++number) {
        const std::string one = number == 1 ? name : name + "+" + std::to_string(number);
        lock_ = FileLock::if_free(places.answers() / "locks" / one);
        folder_ = places.answers() / one;
    }
    fs::remove_all(folder_);
    fs::create_directories(folder_);
}

bool AnswerCopy::file_has_changed() const {
    return !is_still(file_, bytes_);
}

bool AnswerCopy::copy_has_changed() const {
    return !is_still(copy(), bytes_);
}

void AnswerCopy::remove() {
    std::error_code left_behind;
    fs::remove_all(folder_, left_behind);
}

std::string AnswerCopy::in_learners_words(std::string text, const Places& places) const {
    replace_all(text, copy().string(), places.from_root(file_));
    return text;
}

}  // namespace lockstep::learn
