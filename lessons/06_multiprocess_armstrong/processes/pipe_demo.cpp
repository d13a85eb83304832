#include "lessons/06_multiprocess_armstrong/processes/pipe_demo.hpp"

#include <cstdlib>
#include <memory>
#include <string>

#include "common/console.hpp"

namespace lockstep {
namespace {

std::string shortened(const std::string& text) {
    if (text.size() <= 40) return '"' + text + '"';
    return fmt::format("\"{}…\", {} bytes", text.substr(0, 10), text.size());
}

// Says back what it hears, back to front, until the parent ends.
int turn_round(MessageChannel& parent) {
    while (const auto heard = parent.receive()) {
        say("heard {}", shortened(*heard));
        parent.send(std::string{heard->rbegin(), heard->rend()});
    }
    say("heard the end");
    return EXIT_SUCCESS;
}

}  // namespace

void PipeDemo::start() {
    echo_ = fork_worker("child", turn_round);
}

int PipeDemo::run() {
    MessageChannel& line = echo_->line;
    // The last one is larger than what a socket holds: the two must take turns.
    for (const std::string& text :
         {std::string{"hello world"}, std::string{}, std::string(1'000'000, '-') + "|"}) {
        program_.pace().hand_over("the parent sends");
        say("sending {}", shortened(text));
        line.send(text);
        const auto answer = line.receive();
        if (!answer) throw ChannelError{"the child ended before its answer"};
        say("its answer is {}", shortened(*answer));
    }
    program_.pace().hand_over("the parent has nothing more to send");
    line.finish();
    const Ending ending = echo_->process.wait();
    say("the child has ended: {}", in_words(ending));
    return ending.well() ? EXIT_SUCCESS : EXIT_FAILURE;
}

Command pipe_command(Program& program) {
    return command(
        program.options().subcommand("pipe", "a two-way line between two processes"),
        std::make_shared<PipeDemo>(program));
}

}  // namespace lockstep
