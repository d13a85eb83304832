// ./lockstep learn: watches the file of the current exercise, and shows the verdict each
// time it is saved. Keys do the rest.
#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

#include "exercises/runner/check_job.hpp"
#include "exercises/runner/runner.hpp"
#include "exercises/runner/terminal.hpp"
#include "exercises/runner/view.hpp"
#include "exercises/runner/watched_file.hpp"

namespace lockstep::learn {

class Learn {
  public:
    // Throws std::system_error when standard input is no terminal.
    Learn(Runner& runner, const Exercise& first, std::chrono::seconds limit);
    // Until q, a signal, or the end of input. The exit code.
    int run();

  private:
    using Clock = std::chrono::steady_clock;

    // ---- What can happen ----
    void wait_for_something();
    void on_signal(int signal);
    void on_keys(const std::string& keys);
    void on_key(char key);
    void on_arrow(int step);
    void on_enter();
    void on_answer(char key);
    void on_verdict();
    void look_at_the_file();

    // ---- What is done then ----
    void start_check();
    void go_to(const Exercise& exercise);
    void take_own_copy();  // where the repository is not the learner's
    void redraw();
    void set_footer();
    // `make` is asked again when the window has another size.
    void show(std::function<std::vector<std::string>()> make, std::size_t from = 0);
    void show_text(const std::string& text);
    // What cannot be noted does not stop the learner; the verdict's page says so.
    void note(const std::function<void()>& write);
    std::vector<std::string> verdict_lines() const;
    std::vector<Length> lengths() const;
    std::vector<std::string> lines_of_verdict(const Length& length,
                                              const std::string& welcome) const;
    std::vector<std::string> trace_lines() const;
    void write_whole_trace(Paper& paper) const;
    void write_task(Paper& paper, const Texts& texts) const;
    void write_verdict(Paper& paper, const Texts& texts, const Length& length) const;
    void show_verdict();
    void show_welcome();
    void show_next();
    void show_hint();
    void show_page();
    void show_list(std::size_t marked);  // of all exercises
    void show_trace();
    void show_solution();
    void show_help();
    void ask_for_reset();
    void reset_now();
    std::vector<std::string> statuses() const;  // from long to short
    std::string file() const;
    long seconds_of_check() const;

    Runner& runner_;
    const std::chrono::seconds limit_;
    const SignalReader signals_;
    const RawTerminal terminal_;
    Exercise exercise_;
    WatchedFile watched_;
    Clock::time_point looked_ = Clock::now();
    View view_;
    std::function<std::vector<std::string>()> shown_;
    std::string welcome_;                // above the first verdict
    std::string not_noted_;              // why
    std::optional<std::size_t> chosen_;  // which is marked, while the list is shown
    std::optional<Facts> facts_;
    int hints_seen_ = 0;             // of this exercise, since it was begun here
    std::function<void()> if_yes_;   // while a question is open
    std::unique_ptr<CheckJob> job_;  // while one runs
    Clock::time_point began_ = Clock::now();
    long drawn_seconds_ = 0;
    std::optional<int> exit_code_;
};

// Where there is no terminal: says which commands to use. Exit code 2.
int learn(Runner& runner, const std::string& exercise, std::chrono::seconds limit);

}  // namespace lockstep::learn
