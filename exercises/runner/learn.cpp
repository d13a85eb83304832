#include "exercises/runner/learn.hpp"

#include <array>
#include <cctype>

#include <poll.h>
#include <unistd.h>

#include "common/console.hpp"
#include "common/screen.hpp"

namespace lockstep::learn {
namespace {

constexpr std::chrono::milliseconds between_looks{200};

constexpr std::string_view leave_the_drawing = "\x1b[0m\n";

// One byte, or a whole sequence such as that of an arrow.
std::string_view first_key(std::string_view keys) {
    if (!keys.starts_with('\x1b')) return keys.substr(0, 1);
    std::size_t end = std::min<std::size_t>(2, keys.size());
    while (end < keys.size() && keys[end] != '~' &&
           std::isalpha(static_cast<unsigned char>(keys[end])) == 0)
        ++end;
    return keys.substr(0, end + 1);
}

}  // namespace

Learn::Learn(Runner& runner, const Exercise& first, std::chrono::seconds limit)
    : runner_{runner},
      limit_{limit},
      exercise_{first},
      watched_{runner.places.exercise(first)} {}

int Learn::run() {
    set_footer();  // how many rows it takes says how many are left
    take_own_copy();
    show_welcome();
    note([this] { runner_.progress.set_at(exercise_); });
    start_check();
    redraw();
    while (!exit_code_) {
        try {
            wait_for_something();
        } catch (const std::exception& error) {
            show_text(error.what());
            redraw();
        }
    }
    job_.reset();
    screen::write(screen::Stream::out, leave_the_drawing);
    return *exit_code_;
}

// ---- What can happen ----

void Learn::wait_for_something() {
    std::array<pollfd, 3> ready{{{STDIN_FILENO, POLLIN, 0},
                                 {signals_.descriptor(), POLLIN, 0},
                                 {job_ ? job_->descriptor() : -1, POLLIN, 0}}};
    ::poll(ready.data(), ready.size(), static_cast<int>(between_looks.count()));
    if (ready[1].revents != 0)
        while (const auto signal = signals_.next()) on_signal(*signal);
    if (ready[0].revents != 0) on_keys(read_keys());
    if (ready[2].revents != 0 && job_) on_verdict();
    if (Clock::now() - looked_ >= between_looks) look_at_the_file();
    if (job_ && seconds_of_check() != drawn_seconds_) redraw();
}

void Learn::on_signal(int signal) {
    if (signal == SIGTSTP) terminal_.stop_process();
    if (signal == SIGTSTP || signal == SIGWINCH) {
        if (shown_) view_.replace(shown_());
        return redraw();
    }
    exit_code_ = 128 + signal;
}

void Learn::on_keys(const std::string& keys) {
    if (keys.empty()) exit_code_ = exit_passed;  // nobody is there any more
    for (std::string_view left = keys; !left.empty();) {
        const auto one = first_key(left);
        left.remove_prefix(one.size());
        if (one == "\x1b[B") on_arrow(1);
        if (one == "\x1b[A") on_arrow(-1);
        if (one == "\x1b[6~") view_.next_page();
        if (one == "\x1b[5~") view_.previous_page();
        if (one.size() == 1) if_yes_ ? on_answer(one.front()) : on_key(one.front());
    }
    if (!exit_code_) redraw();
}

// In the list they choose, elsewhere they turn the page.
void Learn::on_arrow(int step) {
    if (!chosen_) return step > 0 ? view_.next_page() : view_.previous_page();
    const auto last = runner_.catalogue.all().size() - 1;
    if (step < 0 ? *chosen_ > 0 : *chosen_ < last)
        show_list(step < 0 ? *chosen_ - 1 : *chosen_ + 1);
}

void Learn::on_enter() {
    if (!chosen_) return show_help();
    go_to(runner_.catalogue.all().at(*chosen_));
    show_verdict();
}

void Learn::on_key(char key) {
    switch (std::tolower(static_cast<unsigned char>(key))) {
    case 'n':
        return show_next();
    case 'h':
        return show_hint();
    case 'p':
        return show_page();
    case 'r':
        return start_check();
    case 'l':
        return show_list(runner_.catalogue.index_of(exercise_));
    case 'x':
        return ask_for_reset();
    case 's':
        return show_solution();
    case 't':
        return show_trace();
    case 'v':
        return show_verdict();
    case 'q':
    case '\x04':
        exit_code_ = exit_passed;
        return;
    case '?':
        return show_help();
    case ' ':
        return view_.next_page();
    case 'b':
        return view_.previous_page();
    case '\r':
    case '\n':
        return on_enter();
    default:
        if (std::isprint(static_cast<unsigned char>(key)) != 0) show_help();
        return;
    }
}

void Learn::on_answer(char key) {
    const auto act = std::exchange(if_yes_, nullptr);
    key == 'y' || key == 'Y' ? act() : show_verdict();
}

void Learn::on_verdict() {
    try {
        facts_ = job_->take();
    } catch (const std::exception& error) {
        facts_.reset();
        welcome_ = error.what();
    }
    job_.reset();
    if (facts_ && facts_->passed())
        note([this] { runner_.progress.set_passed(exercise_); });
    if_yes_ = nullptr;
    show_verdict();
    redraw();
}

void Learn::look_at_the_file() {
    looked_ = Clock::now();
    if (!watched_.was_saved()) return;
    welcome_.clear();
    start_check();
    redraw();
}

// ---- What is done then ----

// The one that runs is killed first: it looks at what was saved before.
void Learn::start_check() {
    job_.reset();
    (void)watched_.was_saved();
    began_ = Clock::now();
    job_ = std::make_unique<CheckJob>(runner_.places, runner_.catalogue.recipe(exercise_),
                                      limit_);
}

void Learn::go_to(const Exercise& exercise) {
    job_.reset();
    exercise_ = exercise;
    facts_.reset();
    take_own_copy();
    watched_ = WatchedFile{runner_.places.exercise(exercise)};
    hints_seen_ = 0;
    note([this] { runner_.progress.set_at(exercise_); });
    start_check();
}

void Learn::take_own_copy() {
    try {
        welcome_ = own_copy(runner_, exercise_);
    } catch (const std::exception& error) {
        welcome_ = error.what();
    }
}

void Learn::redraw() {
    drawn_seconds_ = seconds_of_check();
    set_footer();
    view_.draw();
}

void Learn::set_footer() {
    view_.set_footer(statuses(), runner_.words.say("keys"), runner_.words.say("more"));
}

void Learn::show(std::function<std::vector<std::string>()> make, std::size_t from) {
    chosen_.reset();
    shown_ = std::move(make);
    view_.show(shown_(), from);
}

void Learn::show_text(const std::string& text) {
    show([text] {
        Paper paper{style_of_output()};
        paper.paragraph(text);
        return paper.lines();
    });
}

void Learn::note(const std::function<void()>& write) {
    try {
        write();
        not_noted_.clear();
    } catch (const std::exception& error) {
        not_noted_ = runner_.words.say("not noted", {{"error", error.what()}});
    }
}

long Learn::seconds_of_check() const {
    return job_ ? std::chrono::floor<std::chrono::seconds>(Clock::now() - began_).count()
                : 0;
}

std::string Learn::file() const {
    return runner_.places.from_root(runner_.places.exercise(exercise_));
}

std::vector<std::string> Learn::statuses() const {
    if (chosen_) return {runner_.words.say("choose")};
    const auto* const key = !job_                               ? "status watching"
                            : job_->stage() == Stage::compiling ? "status compiling"
                                                                : "status checking";
    std::vector<std::string> statuses;
    for (const auto& name : {file(), exercise_.name() + ".cpp"})
        statuses.push_back(runner_.words.say(
            key, {{"file", name}, {"seconds", std::to_string(seconds_of_check())}}));
    return statuses;
}

int learn(Runner& runner, const std::string& exercise, std::chrono::seconds limit) {
    const Exercise first = exercise.empty()
                               ? runner.current()
                               : runner.first_open_of(runner.catalogue.select(exercise));
    if (::isatty(STDIN_FILENO) != 1 || !screen::can_redraw()) {
        Paper paper{style_of_output()};
        paper.paragraph(
            runner.words.say("no terminal", {{"exercise", first.short_name()}}));
        screen::write(screen::Stream::error, paper.text());
        return exit_usage;
    }
    return Learn{runner, first, limit}.run();
}

}  // namespace lockstep::learn
