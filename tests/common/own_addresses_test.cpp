#include <doctest/doctest.h>

#include <arpa/inet.h>
#include <netinet/in.h>

#include "common/own_addresses.hpp"

// How many there are depends on the machine; without a network there are none.
TEST_CASE("our own addresses are numbers that others can type") {
    for (const auto& address : lockstep::own_addresses()) {
        in_addr number{};
        CHECK_MESSAGE(::inet_pton(AF_INET, address.c_str(), &number) == 1, address);
        CHECK_FALSE(address.starts_with("127."));
    }
}
