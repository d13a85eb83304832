#include "common/quote_server.hpp"
