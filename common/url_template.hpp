// "http://127.0.0.1:8080/csv/{sid}.csv", taken apart once and filled in for each stock.
#pragma once

#include <string>
#include <string_view>

namespace lockstep {

class UrlTemplate {
  public:
    // {sid} must stand at least once in the path or the query; the scheme is http or
    // https; an IPv6 address stands in brackets. Throws std::invalid_argument that shows
    // the template and what is wrong with it.
    explicit UrlTemplate(const std::string& text);

    const std::string& host() const { return host_; }  // without brackets
    int port() const { return port_; }                 // the scheme's own if none was
    // "http://127.0.0.1:8080/csv/000007.csv": every byte of the id that is not a letter,
    // digit, "-", ".", "_" or "~" is percent-encoded.
    std::string url(std::string_view id) const;

  private:
    std::string origin_;  // "http://127.0.0.1:8080"
    std::string host_;
    int port_;
    std::string target_;  // "/csv/{sid}.csv"
};

}  // namespace lockstep
