#include "common/order_book.hpp"
