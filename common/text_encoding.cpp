#include "common/text_encoding.hpp"
