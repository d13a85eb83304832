#include "exercises/runner/compile.hpp"

#include <algorithm>
#include <cstdlib>
#include <regex>

#include "common/atomic_file.hpp"
#include "exercises/runner/compiler_output.hpp"
#include "exercises/runner/includes.hpp"
#include "exercises/runner/machine.hpp"
#include "exercises/runner/run_command.hpp"

namespace lockstep::learn {
namespace {

namespace fs = std::filesystem;
using Words = std::vector<std::string>;

constexpr std::chrono::minutes longest_compile{5};
constexpr std::size_t memory_of_a_compiler = 512u << 20, disk_of_a_compiler = 32u << 20;

// As a literal in a macro.
std::string quoted(const std::string& text) {
    return '"' + std::regex_replace(text, std::regex{R"([\\"])"}, R"(\$&)") + '"';
}

class Compilation {
  public:
    Compilation(const Places& places, const GraderRecipe& recipe,
                const AnswerCopy& answer, const std::stop_token& stop)
        : places_{places}, recipe_{recipe}, answer_{answer}, stop_{stop} {
        facts_.exercise = recipe.exercise;
        facts_.sha256 = answer.sha256();
    }

    // Each step until one comes to a verdict.
    std::optional<Facts> run() {
        using Step = void (Compilation::*)();
        for (const Step step : {&Compilation::look_for_libraries, &Compilation::translate,
                                &Compilation::look_at_includes, &Compilation::link}) {
            (this->*step)();
            if (stopped_) return std::nullopt;
            if (!facts_.verdict.empty()) break;
        }
        facts_.compiler = errors_first(answer_.in_learners_words(output_, places_),
                                       places_.root.string());
        return facts_;
    }

  private:
    // What another program would have to build first.
    void look_for_libraries() {
        for (const auto& file : recipe_.libraries) demand(file);
        for (const auto& file : recipe_.precompiled) demand(file);
        demand(places_.grader(recipe_.exercise));
    }
    void demand(const fs::path& file) {
        if (!file.is_absolute() || fs::exists(file) || !facts_.verdict.empty()) return;
        facts_.verdict = "not_built";
        facts_.happened = places_.from_root(file) + " is missing.";
    }

    void translate() {
        auto words = translation();
        words.insert(words.end(),
                     {"-c", places_.grader(recipe_.exercise).string(), "-MD", "-MF",
                      answer_.included().string(), "-o", answer_.object().string()});
        call(words, R"((^|\n)[^ \n][^\n]*:\d+: (fatal )?error: )");
    }
    Words translation() const {
        Words words = recipe_.compile;
        // An #include "…" is looked for beside the file, as if it were no copy.
        words.insert(words.end(),
                     {"-iquote", answer_.file().parent_path().string(),
                      "-DLOCKSTEP_EXERCISE=" + quoted(recipe_.exercise.path),
                      "-DLOCKSTEP_ANSWER=" + quoted(answer_.copy().string())});
        return words;
    }

    void look_at_includes() {
        const auto files = files_in_rule(read_file(answer_.included()));
        const auto foreign = foreign_file(places_, recipe_, answer_, files);
        if (!foreign) return;
        facts_.verdict = "forbidden";
        facts_.check = "include";
        facts_.happened =
            places_.from_root((answer_.folder() / *foreign).lexically_normal());
        const auto text = answer_.folder() / "answer.ii";
        auto words = translation();
        words.insert(words.end(), {"-E", places_.grader(recipe_.exercise).string(), "-o",
                                   text.string()});
        if (start(words).exit_code == EXIT_SUCCESS)
            facts_.line = line_that_includes(read_file(text), answer_.copy(), *foreign);
    }

    void link() {
        auto words = recipe_.link;
        words.insert(words.end(),
                     {answer_.object().string(), "-o", answer_.program().string()});
        words.insert(words.end(), recipe_.libraries.begin(), recipe_.libraries.end());
        call(words, "undefined reference to|undefined symbol:|multiple definition of|"
                    "duplicate symbol:");
    }

    // `fault` is how it tells of a fault in the source; without one it is no fault of the
    // learner's that it fails.
    void call(const Words& words, const std::string& fault) {
        const auto outcome = start(words);
        output_ += outcome.out;
        if (outcome.exit_code == EXIT_SUCCESS || stopped_) return;
        facts_.check =
            outcome.timed_out ? "time" : lack_told_by(outcome.out, outcome.exit_code);
        const bool is_the_answers = std::regex_search(outcome.out, std::regex{fault});
        if (facts_.check.empty() && !is_the_answers)
            facts_.check =
                lack_found(answer_.folder(), memory_of_a_compiler, disk_of_a_compiler);
        facts_.verdict = !facts_.check.empty() ? "not_judged"
                         : is_the_answers      ? "does_not_compile"
                                               : "not_built";
    }

    Outcome start(const Words& words) {
        Command command{words};
        command.folder = answer_.folder().string();
        // Its messages in English, which we know, and its own files where ours are.
        command.environment = {"LC_ALL=C.UTF-8",
                               "LANGUAGE=", "TMPDIR=" + answer_.folder().string()};
        command.errors_among_output = true;
        command.limit = longest_compile;
        try {
            auto outcome = run_command(command, stop_);
            stopped_ = outcome.stopped;
            return outcome;
        } catch (const std::system_error& error) {
            if (!lack_named_by(error.code()).empty()) throw;
            Outcome there_is_none;
            there_is_none.out = error.what() + std::string{"\n"};
            return there_is_none;
        }
    }

    const Places& places_;
    const GraderRecipe& recipe_;
    const AnswerCopy& answer_;
    const std::stop_token& stop_;
    Facts facts_;
    std::string output_;
    bool stopped_ = false;
};

}  // namespace

std::optional<Facts> compile(const Places& places, const GraderRecipe& recipe,
                             const AnswerCopy& answer, const std::stop_token& stop) {
    return Compilation{places, recipe, answer, stop}.run();
}

}  // namespace lockstep::learn
