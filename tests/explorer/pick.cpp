#include "tests/explorer/pick.hpp"

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <unistd.h>

#include "tests/explorer/messages.hpp"
#include "tests/explorer/possibilities.hpp"
#include "tests/explorer/replay.hpp"
#include "tests/explorer/report.hpp"
#include "tests/explorer/shared_board.hpp"
#include "tests/explorer/trace/lanes.hpp"
#include "tests/explorer/worker.hpp"

namespace lockstep::explorer {
namespace {

// ---- What the person types ----

volatile std::sig_atomic_t interrupted = 0;

// While a person is asked, Ctrl-C ends the question and not the program.
class CatchInterrupt {
  public:
    CatchInterrupt() {
        struct sigaction action {};
        action.sa_handler = [](int) { interrupted = 1; };  // and read() returns
        ::sigaction(SIGINT, &action, &before_);
    }
    ~CatchInterrupt() { ::sigaction(SIGINT, &before_, nullptr); }
    CatchInterrupt(const CatchInterrupt&) = delete;
    CatchInterrupt& operator=(const CatchInterrupt&) = delete;

  private:
    struct sigaction before_ {};
};

// Without the end of the line; std::nullopt at the end of the input and on Ctrl-C.
std::optional<std::string> read_line() {
    std::string line;
    for (char letter = 0; interrupted == 0 && ::read(STDIN_FILENO, &letter, 1) == 1;) {
        if (letter == '\n') return line;
        line += letter;
    }
    return line.empty() || interrupted != 0 ? std::nullopt : std::optional{line};
}

struct Answer {
    enum class Kind { number, back, quit, input_ended, ctrl_c } kind;
    std::size_t number = 0;
};

std::optional<Answer> answer_in(std::string line, std::size_t options) {
    std::erase_if(line, [](char letter) { return letter == ' ' || letter == '\r'; });
    if (line.empty()) return Answer{Answer::Kind::number, 0};
    if (line == "q") return Answer{Answer::Kind::quit};
    if (line == "b") return Answer{Answer::Kind::back};
    std::size_t number = 0;
    const auto [end, error] =
        std::from_chars(line.data(), line.data() + line.size(), number);
    if (error != std::errc{} || end != line.data() + line.size() || number < 1 ||
        number > options)
        return std::nullopt;
    return Answer{Answer::Kind::number, number - 1};
}

Answer ask(bool of_turns, std::size_t options) {
    const CatchInterrupt caught;  // before the question is seen
    for (;;) {
        fmt::print("{} ", say(of_turns ? "pick.who"_key : "pick.what"_key,
                              fmt::arg("options", options)));
        std::fflush(stdout);
        const auto line = read_line();
        if (::isatty(STDIN_FILENO) == 0 || !line) fmt::print("\n");
        if (interrupted != 0) return {Answer::Kind::ctrl_c};
        if (!line) return {Answer::Kind::input_ended};
        if (const auto answer = answer_in(*line, options)) return *answer;
        fmt::print("{}\n", say("pick.not_one"_key, fmt::arg("typed", *line),
                               fmt::arg("options", options)));
    }
}

// ---- What the person sees ----

void show(const Board& board, const ExploreOptions& options, std::size_t number) {
    Recorded recorded{board, options};
    const bool colour = wants_colour();
    const auto all = possibilities(recorded);
    fmt::print("\n{}\n\n{}\n", say("pick.choice"_key, fmt::arg("number", number)),
               lanes(read_trace(recorded), {.colour = colour}));
    std::size_t width = 0;
    const auto in_words = [&](const Possibility& one) {
        return recorded.names.thread(one.thread) + ": " + one.text;
    };
    for (const auto& one : all) width = std::max(width, width_of(in_words(one)));
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto words = in_words(all[i]);
        std::string line = fmt::format("{:>3}  {}", i + 1,
                                       colour ? coloured(words, all[i].thread) : words);
        if (all[i].place.line > 0)
            line += fmt::format("{}  | {}  {}", std::string(width - width_of(words), ' '),
                                all[i].place.short_name(), all[i].place.source);
        fmt::print("{}\n", line);
    }
}

// ---- The schedule ----

// Runs it up to the first choice that is not picked yet. False: there was none.
bool run_to_the_next_choice(Board& board, const std::function<void()>& body,
                            ExploreReport& report) {
    board.failure = {};
    board.choice = {};
    report.output = run_schedules(board, body);
    return board.failure.verdict == Verdict::passed && board.choice.options > 0;
}

int tell_the_end(Board& board, std::string_view name, const ExploreOptions& options,
                 ExploreReport& report) {
    if (!board.hooks_were_called && board.failure.verdict == Verdict::passed)
        board.failure.verdict = Verdict::not_instrumented;
    report.verdict = static_cast<ExplorerVerdict>(board.failure.verdict);
    report.replay = replay_text(name, board.trail);
    tell(report, name, board, options);
    fmt::print("\n{}", summary(name, report, wants_colour()));
    report.text = summary(name, report);
    write_files(name, report);
    return report.passed() ? 0 : 1;
}

int leave(const Board& board, std::string_view name, std::size_t number,
          Answer::Kind how) {
    const auto message = say(
        how == Answer::Kind::input_ended ? "pick.input_ended"_key : "pick.left"_key,
        fmt::arg("number", number), fmt::arg("replay", replay_text(name, board.trail)));
    const bool wanted = how != Answer::Kind::input_ended;
    fmt::print(wanted ? stdout : stderr, "{}\n", message);
    return how == Answer::Kind::ctrl_c ? 130 : wanted ? 0 : 2;
}

}  // namespace

int pick(std::string_view name, const std::function<void()>& body,
         const ExploreOptions& options) {
    const SharedBoard shared = make_board(options);
    Board& board = *shared;
    board.rules.search = SearchKind::pick;
    board.rules.record = board.rules.fresh_process = true;
    std::vector<std::size_t> picked;  // where in the trail
    ExploreReport report;
    while (run_to_the_next_choice(board, body, report)) {
        show(board, options, picked.size() + 1);
        const auto answer = ask(board.choice.of_turns, board.choice.options);
        if (answer.kind == Answer::Kind::back) {
            if (picked.empty()) continue;
            board.trail.repeated = picked.back();
            picked.pop_back();
            continue;
        }
        if (answer.kind != Answer::Kind::number)
            return leave(board, name, picked.size() + 1, answer.kind);
        const auto at = board.trail.length;
        board.trail.decisions.at(at) = {};
        board.trail.decisions.at(at).taken = static_cast<std::uint8_t>(answer.number);
        board.trail.repeated = at + 1;
        picked.push_back(at);
    }
    return tell_the_end(board, name, options, report);
}

}  // namespace lockstep::explorer
