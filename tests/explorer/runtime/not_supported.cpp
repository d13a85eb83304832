// What the explorer cannot put under its control stops the schedule and is named: never a
// false deadlock.
#include <cerrno>
#include <csignal>

#include <poll.h>
#include <pthread.h>
#include <semaphore.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/explorer/runtime/scheduler.hpp"

using namespace lockstep::explorer;

namespace {

void refuse(const char* name) {
    const Controlled me;
    if (me) scheduler->fail(Verdict::not_supported, &*me, nullptr, name);
}

// Reading a file ends by itself; a pipe, a terminal, a socket may wait for somebody.
void refuse_unless_file(int descriptor, const char* name) {
    struct stat what {};
    if (current != nullptr && ::fstat(descriptor, &what) == 0 && S_ISREG(what.st_mode))
        return;
    refuse(name);
}

}  // namespace

#define PASS_ON(function, ...)                                                           \
    refuse(#function);                                                                   \
    return REAL(function)(__VA_ARGS__)

extern "C" {

ssize_t read(int descriptor, void* buffer, size_t size) {
    refuse_unless_file(descriptor, "read");
    return REAL(read)(descriptor, buffer, size);
}
ssize_t recv(int socket, void* buffer, size_t size, int flags) {
    PASS_ON(recv, socket, buffer, size, flags);
}
ssize_t recvfrom(int socket, void* __restrict buffer, size_t size, int flags,
                 sockaddr* __restrict from, socklen_t* __restrict length) {
    PASS_ON(recvfrom, socket, buffer, size, flags, from, length);
}
ssize_t recvmsg(int socket, msghdr* message, int flags) {
    PASS_ON(recvmsg, socket, message, flags);
}
int accept(int socket, sockaddr* __restrict from, socklen_t* __restrict length) {
    PASS_ON(accept, socket, from, length);
}
int accept4(int socket, sockaddr* __restrict from, socklen_t* __restrict length,
            int flags) {
    PASS_ON(accept4, socket, from, length, flags);
}
int connect(int socket, const sockaddr* to, socklen_t length) {
    PASS_ON(connect, socket, to, length);
}
int poll(pollfd* all, nfds_t count, int timeout) {
    PASS_ON(poll, all, count, timeout);
}
int select(int count, fd_set* __restrict in, fd_set* __restrict out,
           fd_set* __restrict odd, timeval* __restrict timeout) {
    PASS_ON(select, count, in, out, odd, timeout);
}
int epoll_wait(int epoll, epoll_event* events, int most, int timeout) {
    PASS_ON(epoll_wait, epoll, events, most, timeout);
}
pid_t fork() noexcept {
    PASS_ON(fork);
}
pid_t waitpid(pid_t process, int* status, int options) {
    PASS_ON(waitpid, process, status, options);
}
int sigwait(const sigset_t* __restrict set, int* __restrict signal) {
    PASS_ON(sigwait, set, signal);
}
int sigsuspend(const sigset_t* set) {
    PASS_ON(sigsuspend, set);
}
int pause() {
    PASS_ON(pause);
}
int pthread_kill(pthread_t thread, int signal) noexcept {
    PASS_ON(pthread_kill, thread, signal);
}
int pthread_cancel(pthread_t thread) {
    PASS_ON(pthread_cancel, thread);
}
int pthread_tryjoin_np(pthread_t thread, void** result) noexcept {
    PASS_ON(pthread_tryjoin_np, thread, result);
}
int pthread_timedjoin_np(pthread_t thread, void** result, const timespec* deadline) {
    PASS_ON(pthread_timedjoin_np, thread, result, deadline);
}
int pthread_clockjoin_np(pthread_t thread, void** result, clockid_t clock,
                         const timespec* deadline) {
    PASS_ON(pthread_clockjoin_np, thread, result, clock, deadline);
}
int sem_clockwait(sem_t* __restrict semaphore, clockid_t clock,
                  const timespec* __restrict deadline) {
    PASS_ON(sem_clockwait, semaphore, clock, deadline);
}
}
