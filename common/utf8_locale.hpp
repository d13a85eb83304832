// Lets the calling thread handle text as UTF-8 while this object lives.
//
// libarchive asks the thread's locale how file names are encoded, and a C++ program
// starts in the locale "C", where names other than ASCII cannot be put into words that
// every tar reads. Where the system has no C.UTF-8 nothing changes: names are then stored
// as plain bytes.
#pragma once

#include <clocale>

namespace lockstep {

class Utf8Locale {
  public:
    Utf8Locale() : utf8_{newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)} {
        if (utf8_ != nullptr) former_ = uselocale(utf8_);
    }
    ~Utf8Locale() {
        if (utf8_ == nullptr) return;
        uselocale(former_);
        freelocale(utf8_);
    }
    Utf8Locale(const Utf8Locale&) = delete;
    Utf8Locale& operator=(const Utf8Locale&) = delete;

  private:
    locale_t utf8_;
    locale_t former_ = nullptr;
};

}  // namespace lockstep
