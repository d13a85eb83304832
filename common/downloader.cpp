#include "common/downloader.hpp"
