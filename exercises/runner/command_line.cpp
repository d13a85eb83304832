#include "exercises/runner/command_line.hpp"

#include <functional>
#include <iostream>
#include <optional>
#include <sstream>

#include <CLI/CLI.hpp>

#include "common/console.hpp"
#include "common/interrupt.hpp"
#include "exercises/runner/author.hpp"
#include "exercises/runner/judge.hpp"
#include "exercises/runner/learn.hpp"
#include "exercises/runner/machine.hpp"
#include "exercises/runner/runner.hpp"

namespace lockstep::learn {
namespace {

// What was typed, and what is to be done then.
struct Typed {
    std::string exercise;
    CheckOptions check;
    int hint_level = 0;
    bool release = false;
    std::function<int(Runner&)> action;
};

class CommandLine {
  public:
    explicit CommandLine(const Messages& words) : words_{words} {
        app_.require_subcommand(1);
        app_.footer(words_.say("help footer"));
        add_check_and_list();
        add_learn();
        add_others();
        add_authors();
        add_judge();
    }

    // Nothing when help was asked for.
    std::optional<Typed> parse(int argc, char** argv) {
        try {
            app_.parse(argc, argv);
            return typed_;
        } catch (const CLI::Success& help) {
            std::ostringstream text;
            app_.exit(help, text, text);
            console::write_plain(text.str());
            return std::nullopt;
        } catch (const CLI::RequiredError& error) {
            const bool has_command = !app_.get_subcommands().empty();
            throw UsageError{has_command ? words_.say("which exercise") : error.what()};
        } catch (const CLI::ParseError& error) {
            throw UsageError{error.what()};
        }
    }

  private:
    CLI::App* command(const std::string& name, const std::string& example,
                      std::function<int(Runner&)> action) {
        auto* sub = app_.add_subcommand(name, words_.say("help " + name));
        sub->footer(words_.say("help example", {{"command", "./lockstep " + example}}));
        sub->callback([this, action = std::move(action)] { typed_.action = action; });
        return sub;
    }
    CLI::Option* exercise(CLI::App* sub, const std::string& what) {
        return sub->add_option("exercise", typed_.exercise, words_.say(what));
    }

    void add_check_and_list() {
        auto* list_command = command("list", "list", [this](Runner& runner) {
            return list(runner, typed_.check.json);
        });
        auto* check_command =
            command("check", "check 03/last_batch", [this](Runner& runner) {
                return run_check(runner, typed_.exercise.empty()
                                             ? std::vector{runner.current()}
                                             : runner.catalogue.select(typed_.exercise));
            });
        auto* verify = command("verify", "verify", [this](Runner& runner) {
            return run_check(runner, runner.catalogue.all());
        });
        exercise(check_command, "help which or lesson");
        for (auto* sub : {list_command, check_command, verify})
            sub->add_flag("--json", typed_.check.json, words_.say("help json"));
        for (auto* sub : {check_command, verify}) {
            sub->add_flag("--trace", typed_.check.whole_trace, words_.say("help trace"));
            add_limit(sub);
        }
    }

    void add_learn() {
        auto* sub = command("learn", "learn", [this](Runner& runner) {
            return learn(runner, typed_.exercise,
                         std::chrono::seconds{typed_.check.seconds});
        });
        exercise(sub, "help where");
        add_limit(sub);
    }
    void add_limit(CLI::App* sub) {
        sub->add_option("--limit", typed_.check.seconds, words_.say("help limit"))
            ->check(CLI::Range(1, 3600))
            ->capture_default_str();
    }

    void add_others() {
        auto* hint_command =
            command("hint", "hint 03/last_batch", [this](Runner& runner) {
                return hint(runner, named_or_current(runner), typed_.hint_level);
            });
        hint_command->add_option("--level", typed_.hint_level, words_.say("help level"))
            ->check(CLI::Range(1, 3));
        auto* reset_command =
            command("reset", "reset 03/last_batch", [this](Runner& runner) {
                return reset(runner, runner.catalogue.one(typed_.exercise));
            });
        auto* solution_command =
            command("solution", "solution 03/last_batch", [this](Runner& runner) {
                return solution(runner, named_or_current(runner));
            });
        for (auto* sub : {hint_command, solution_command})
            exercise(sub, "help which or here");
        exercise(reset_command, "help which")->required();
    }

    Exercise named_or_current(const Runner& runner) const {
        return typed_.exercise.empty() ? runner.current()
                                       : runner.catalogue.one(typed_.exercise);
    }

    void add_authors() {
        auto* create = command("new", "new 03/last_batch", [this](Runner& runner) {
            return new_exercise(runner.places, typed_.exercise);
        });
        exercise(create, "help which")->required();
        auto* check_command =
            command("dev-check", "dev-check 03", [this](Runner& runner) {
                const Interrupt interrupt;
                return dev_check(runner,
                                 typed_.exercise.empty()
                                     ? runner.catalogue.all()
                                     : runner.catalogue.select(typed_.exercise),
                                 typed_.release, interrupt.token());
            });
        exercise(check_command, "help which or lesson");
        check_command->add_flag("--release", typed_.release, words_.say("help release"));
    }

    // For tests, which give it a file.
    void add_judge() {
        auto* sub = command("judge", "judge solutions/03_event_handshake/last_batch.cpp",
                            [this](Runner& runner) {
                                const Interrupt interrupt;
                                return judge(runner, typed_.exercise, interrupt.token());
                            });
        sub->group("");
        exercise(sub, "help which")->required();
    }

    int run_check(Runner& runner, const std::vector<Exercise>& exercises) const {
        const Interrupt interrupt;
        return check(runner, exercises, typed_.check, interrupt.token());
    }

    const Messages words_;
    Typed typed_;
    CLI::App app_{words_.say("help purpose"), "./lockstep"};
};

int complain(const std::string& text, int exit_code) {
    console::write_plain_error("lockstep: " + text);
    return exit_code;
}

}  // namespace

int run_command_line(const std::filesystem::path& root,
                     const std::filesystem::path& tools, int argc, char** argv) {
    try {
        const auto places = find_places(root, tools);
        const auto words = load_messages(places.messages(), "runner.txt");
        CommandLine line{words};
        const auto typed = line.parse(argc, argv);
        if (!typed) return exit_passed;
        Runner runner{places};
        return typed->action(runner);
    } catch (const UsageError& error) {
        return complain(error.what(), exit_usage);
    } catch (const std::bad_alloc& error) {
        return complain(error.what(), exit_not_judged);
    } catch (const std::system_error& error) {
        const bool is_the_machines = !lack_named_by(error.code()).empty();
        return complain(error.what(), is_the_machines ? exit_not_judged : exit_rejected);
    } catch (const std::exception& error) {
        return complain(error.what(), exit_rejected);
    }
}

}  // namespace lockstep::learn
