#include "lessons/06_multiprocess_armstrong/armstrong/armstrong.hpp"

#include <stdexcept>

#include "lessons/06_multiprocess_armstrong/armstrong/armstrong_multisets.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/armstrong_naive.hpp"
#include "lessons/06_multiprocess_armstrong/armstrong/armstrong_table.hpp"

namespace lockstep {

std::string to_string(Method method) {
    switch (method) {
    case Method::naive:
        return "naive";
    case Method::table:
        return "table";
    case Method::multisets:
        return "multisets";
    }
    throw std::logic_error{"a method that is none"};
}

std::vector<Number> armstrong_in(Range range, Method method) {
    switch (method) {
    case Method::naive:
        return armstrong_naive(range);
    case Method::table:
        return armstrong_table(range);
    case Method::multisets:
        return armstrong_multisets(range);
    }
    throw std::logic_error{"a method that is none"};
}

}  // namespace lockstep
