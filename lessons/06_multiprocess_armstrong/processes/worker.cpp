#include "lessons/06_multiprocess_armstrong/processes/worker.hpp"

#include <utility>

namespace lockstep {

Worker fork_worker(std::string name,
                   const std::function<int(MessageChannel& parent)>& body) {
    SocketPair pair;
    ChildProcess process = ChildProcess::fork(
        std::move(name), std::move(pair.childs), [&body](FileDescriptor socket) {
            MessageChannel parent{std::move(socket)};
            return body(parent);
        });
    return {std::move(process), MessageChannel{std::move(pair.parents)}};
}

Worker start_worker_anew(std::string name, const std::vector<std::string>& arguments) {
    SocketPair pair;
    ChildProcess process =
        ChildProcess::start_anew(std::move(name), std::move(pair.childs), arguments);
    return {std::move(process), MessageChannel{std::move(pair.parents)}};
}

}  // namespace lockstep
