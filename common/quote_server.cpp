#include "common/quote_server.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "common/faults.hpp"
#include "common/http_server.hpp"
#include "common/invented_quotes.hpp"

namespace lockstep {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

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

// The stock's id or the market.
std::string asked_for(const HttpRequest& request) {
    return request.path == "/depth" ? http_parameter(request.query, "market")
                                    : id_in(percent_decoded(request.path));
}

struct Answer {
    int status = 200;
    std::string_view type;
    std::string body;
    std::string more_headers = {};
};

constexpr const char* invented = "X-Lockstep-Prices: invented\r\n";

Answer say(int status, const std::string& text) {
    return {status, "text/plain; charset=utf-8", text + "\n"};
}

Answer say_in_json(int status, const std::string& text) {
    using Json = nlohmann::ordered_json;
    const Json body{{"error", {{"message", text}}}};
    return {status, "application/json",
            body.dump(-1, ' ', false, Json::error_handler_t::replace)};
}

}  // namespace

struct QuoteServer::Running {
    explicit Running(QuoteServerOptions options_given)
        : options{std::move(options_given)},
          files{options.folder ? csv_files_in(*options.folder)
                               : std::map<std::string, fs::path>{}},
          server{options.port, bounds(), wake_up,
                 [this](auto& stream, const auto& request, auto connection) {
                     return answer(stream, request, connection);
                 }} {}

    HttpServer::Bounds bounds() const {
        HttpServer::Bounds bounds;
        bounds.connections = std::max<std::size_t>(1, options.max_connections);
        return bounds;
    }

    bool answer(TcpStream& stream, const HttpRequest& request, HttpConnection connection);
    Answer answer_to(const HttpRequest& request, const std::string& asked,
                     std::optional<Fault> fault) const;
    Answer csv(const std::string& id) const;
    Answer file(const std::string& id) const;
    Answer order_book(const std::string& market) const;

    const QuoteServerOptions options;
    const std::map<std::string, fs::path> files;  // by id
    WakeUp wake_up;
    HttpServer server;  // last: its threads use the above
};

bool QuoteServer::Running::answer(TcpStream& stream, const HttpRequest& request,
                                  HttpConnection connection) {
    const auto asked = asked_for(request);
    const auto fault = fault_of(asked, options);
    const auto answer = answer_to(request, asked, fault);
    const auto never = Clock::time_point::max();
    if (options.delay.count() > 0 &&
        wait_for(-1, 0, {options.delay, never}, wake_up) == Waited::woken)
        return false;
    const HttpReply reply{answer.status, answer.type, answer.body, answer.more_headers};
    const auto body = request.method == "HEAD" ? std::string_view{} : reply.body;
    return send_with_fault(stream, http_head(reply, connection), body, fault,
                           {5s, Clock::now() + 60s}, wake_up);
}

Answer QuoteServer::Running::answer_to(const HttpRequest& request,
                                       const std::string& asked,
                                       std::optional<Fault> fault) const {
    if (request.method != "GET" && request.method != "HEAD") {
        auto refusal = say(405, request.method + " is not done here, only GET");
        refusal.more_headers = "Allow: GET, HEAD\r\n";
        return refusal;
    }
    if (fault == Fault::not_found) return say(404, "no such stock");
    if (fault == Fault::server_error) return say(500, "the server has broken down");
    if (request.path == "/depth") return order_book(asked);
    if (asked.empty()) return say(404, "try /csv/000007.csv or /depth?market=eosbtc");
    return options.folder ? file(asked) : csv(asked);
}

Answer QuoteServer::Running::csv(const std::string& id) const {
    if (!can_be_invented(id)) return say(404, "an id has up to 16 letters and digits");
    const bool chinese = options.dialect == Dialect::chinese;
    return {200, chinese ? "text/csv; charset=gb2312" : "text/csv; charset=us-ascii",
            invented_csv(id, options.seed, options.rows, options.dialect), invented};
}

Answer QuoteServer::Running::file(const std::string& id) const {
    const auto file = files.find(id);
    if (file == files.end()) return say(404, "no such file");
    std::ifstream input{file->second, std::ios::binary};
    std::string bytes{std::istreambuf_iterator<char>{input}, {}};
    if (!input.is_open() || input.bad()) return say(500, "the file cannot be read");
    return {200, "text/csv", std::move(bytes)};  // whoever wrote it knows its charset
}

Answer QuoteServer::Running::order_book(const std::string& market) const {
    auto book = invented_order_book(market, options.seed);
    if (!book) return say_in_json(404, "no market is called " + market);
    return {200, "application/json", std::move(*book), invented};
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
