// ./lockstep reset: the file as it was shipped, from git; the learner's own is kept.
#include <system_error>

#include "common/atomic_file.hpp"
#include "common/console.hpp"
#include "common/screen.hpp"
#include "exercises/runner/author.hpp"
#include "exercises/runner/run_command.hpp"
#include "exercises/runner/runner.hpp"

namespace lockstep::learn {
namespace {

namespace fs = std::filesystem;

// From git; the repository may be another user's. Throws std::runtime_error in the
// learner's words.
std::string shipped_text(const Runner& runner, const Exercise& exercise) {
    const auto blob = released_blob(runner.places, exercise);
    if (blob.empty())
        throw std::runtime_error{
            runner.words.say("not released", {{"exercise", exercise.short_name()}})};
    Command command{{"git", "-c", "safe.directory=*", "cat-file", "blob", blob}};
    command.folder = runner.places.root.string();
    try {
        const Outcome git = run_command(command);
        if (git.exit_code == 0) return git.out;
        throw std::runtime_error{runner.words.say("git cannot", {{"error", git.err}})};
    } catch (const std::system_error&) {
        throw std::runtime_error{runner.words.say("no git")};
    }
}

// Where nobody edits exercises, an installed one is as it was shipped.
std::string text_for_a_copy(const Runner& runner, const Exercise& exercise) {
    try {
        return shipped_text(runner, exercise);
    } catch (const std::runtime_error&) {
        return read_file(runner.places.shipped_exercise(exercise));
    }
}

// exercises/saved/03_event_handshake/last_batch.1.cpp: the first number that is free.
fs::path keep(const Places& places, const Exercise& exercise, const std::string& text) {
    const auto folder = places.saved() / exercise.folder();
    fs::create_directories(folder);
    for (int number = 1;; ++number) {
        const auto copy =
            folder / (exercise.name() + "." + std::to_string(number) + ".cpp");
        if (fs::exists(copy)) continue;
        write_atomically(copy, text, IfExists::refuse, Survives::kill);
        return copy;
    }
}

}  // namespace

ResetDone reset_file(Runner& runner, const Exercise& exercise) {
    const auto file = runner.places.exercise(exercise);
    try {
        const std::string shipped = runner.places.home == runner.places.root
                                        ? shipped_text(runner, exercise)
                                        : text_for_a_copy(runner, exercise);
        ResetDone done;
        if (fs::exists(file)) {
            const std::string own = read_file(file);
            if (own == shipped) return done;
            done.saved = runner.places.from_root(keep(runner.places, exercise, own));
        }
        fs::create_directories(file.parent_path());
        write_atomically(file, shipped, IfExists::replace, Survives::kill);
        runner.progress.forget(exercise);
        return done;
    } catch (const std::exception& error) {
        return {"", error.what()};
    }
}

std::string own_copy(const Runner& runner, const Exercise& exercise) {
    const auto& places = runner.places;
    const auto file = places.exercise(exercise);
    if (places.home == places.root || fs::exists(file)) return "";
    fs::create_directories(file.parent_path());
    write_atomically(file, text_for_a_copy(runner, exercise), IfExists::refuse,
                     Survives::kill);
    return runner.words.say("own copy",
                            {{"root", places.root.string()}, {"file", file.string()}});
}

void say_own_copy(const Runner& runner, const Exercise& exercise) {
    const auto sentence = own_copy(runner, exercise);
    if (!sentence.empty()) console::write_plain_error(sentence);
}

int reset(Runner& runner, const Exercise& exercise) {
    const auto done = reset_file(runner, exercise);
    const std::string file = runner.places.from_root(runner.places.exercise(exercise));
    if (!done.trouble.empty()) {
        console::write_plain_error("lockstep: " + done.trouble);
        return exit_rejected;
    }
    Paper paper{style_of_output()};
    paper.paragraph(runner.words.say("is reset", {{"file", file}}));
    if (!done.saved.empty())
        paper.paragraph(runner.words.say("copy kept", {{"copy", done.saved}}));
    screen::write(screen::Stream::out, paper.text());
    return exit_passed;
}

}  // namespace lockstep::learn
