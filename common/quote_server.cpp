#include "common/quote_server.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/bounded_server.hpp"
#include "common/faults.hpp"
#include "common/invented_quotes.hpp"

namespace lockstep {

namespace fs = std::filesystem;

namespace {

// Only the files that are there now: an id is looked up here, never made into a path.
std::map<std::string, fs::path> csv_files_in(const fs::path& folder) {
    std::map<std::string, fs::path> files;
    std::error_code error;
    fs::directory_iterator entries{folder, error};
    if (error) throw std::system_error{error, folder.string()};
    for (const auto& entry : entries)
        if (entry.path().extension() == ".csv" && entry.is_regular_file())
            files.emplace(entry.path().stem().string(), entry.path());
    return files;
}

// "/csv/000007.csv" asks for 000007; empty when the path is not of this kind.
std::string id_in(const std::string& path) {
    constexpr std::string_view before = "/csv/";
    constexpr std::string_view after = ".csv";
    if (path.size() <= before.size() + after.size()) return {};
    if (!path.starts_with(before) || !path.ends_with(after)) return {};
    return path.substr(before.size(), path.size() - before.size() - after.size());
}

// It will stand in a CSV file.
bool can_be_invented(const std::string& id) {
    const auto is_plain = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    return id.size() <= 16 && std::all_of(id.begin(), id.end(), is_plain);
}

void say(httplib::Response& response, int status, const std::string& text) {
    response.status = status;
    response.set_content(text + "\n", "text/plain; charset=utf-8");
}

void say_in_json(httplib::Response& response, int status, const std::string& text) {
    response.status = status;
    const nlohmann::ordered_json body{{"error", {{"message", text}}}};
    using Json = nlohmann::ordered_json;
    response.set_content(body.dump(-1, ' ', false, Json::error_handler_t::replace),
                         "application/json");
}

}  // namespace

struct QuoteServer::Running {
    explicit Running(QuoteServerOptions options_given)
        : options{std::move(options_given)},
          files{options.folder ? csv_files_in(*options.folder)
                               : std::map<std::string, fs::path>{}},
          server{
              options.port, bounds(), options.delay,
              [this](const auto& request, auto& response) { respond(request, response); },
              [this](const auto& request) {
                  return fault_of(asked_for(request), options);
              }} {}

    BoundedServer::Bounds bounds() const {
        BoundedServer::Bounds bounds;
        bounds.connections = std::max<std::size_t>(1, options.max_connections);
        return bounds;
    }

    // The stock's id or the market.
    static std::string asked_for(const httplib::Request& request) {
        return request.path == "/depth" ? request.get_param_value("market")
                                        : id_in(request.path);
    }

    void respond(const httplib::Request& request, httplib::Response& response) const;
    void send_csv(const std::string& id, httplib::Response& response) const;
    void send_file(const std::string& id, httplib::Response& response) const;
    void send_order_book(const std::string& market, httplib::Response& response) const;

    const QuoteServerOptions options;
    const std::map<std::string, fs::path> files;  // by id
    BoundedServer server;                         // last: its threads use the above
};

void QuoteServer::Running::respond(const httplib::Request& request,
                                   httplib::Response& response) const {
    if (request.method != "GET" && request.method != "HEAD") {
        response.set_header("Allow", "GET, HEAD");
        return say(response, 405, request.method + " is not done here, only GET");
    }
    const auto asked = asked_for(request);
    const auto fault = fault_of(asked, options);
    if (fault == Fault::not_found) return say(response, 404, "no such stock");
    if (fault == Fault::server_error)
        return say(response, 500, "the server has broken down");
    if (request.path == "/depth") return send_order_book(asked, response);
    if (asked.empty())
        return say(response, 404, "try /csv/000007.csv or /depth?market=eosbtc");
    if (options.folder) return send_file(asked, response);
    send_csv(asked, response);
}

void QuoteServer::Running::send_csv(const std::string& id,
                                    httplib::Response& response) const {
    if (!can_be_invented(id))
        return say(response, 404, "an id has up to 16 letters and digits");
    const bool chinese = options.dialect == Dialect::chinese;
    response.set_header("X-Lockstep-Prices", "invented");
    response.set_content(invented_csv(id, options.seed, options.rows, options.dialect),
                         chinese ? "text/csv; charset=gb2312"
                                 : "text/csv; charset=us-ascii");
}

void QuoteServer::Running::send_file(const std::string& id,
                                     httplib::Response& response) const {
    const auto file = files.find(id);
    if (file == files.end()) return say(response, 404, "no such file");
    std::ifstream input{file->second, std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{input}, {}};
    if (!input.is_open() || input.bad())
        return say(response, 500, "the file cannot be read");
    response.set_content(bytes,
                         "text/csv");  // no charset: whoever wrote the file knows it
}

void QuoteServer::Running::send_order_book(const std::string& market,
                                           httplib::Response& response) const {
    const auto book = invented_order_book(market, options.seed);
    if (!book) return say_in_json(response, 404, "no market is called " + market);
    response.set_header("X-Lockstep-Prices", "invented");
    response.set_content(*book, "application/json");
}

QuoteServer::QuoteServer(QuoteServerOptions options)
    : running_{std::make_unique<Running>(std::move(options))} {}

QuoteServer::~QuoteServer() = default;

int QuoteServer::port() const {
    return running_->server.port();
}

std::size_t QuoteServer::connections() const {
    return running_->server.connections();
}

std::string QuoteServer::csv_url() const {
    return fmt::format("http://127.0.0.1:{}/csv/{{sid}}.csv", port());
}

std::string QuoteServer::depth_url() const {
    return fmt::format("http://127.0.0.1:{}/depth?market={{sid}}", port());
}

std::vector<std::string> QuoteServer::ids() const {
    std::vector<std::string> ids;
    for (const auto& [id, file] : running_->files) ids.push_back(id);
    return ids;  // sorted, as the map is
}

}  // namespace lockstep
