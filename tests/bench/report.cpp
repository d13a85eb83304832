#include "tests/bench/report.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace lockstep::bench {
namespace {

double low(const std::vector<double>& values) {
    return values.empty() ? 0 : *std::ranges::min_element(values);
}
double high(const std::vector<double>& values) {
    return values.empty() ? 0 : *std::ranges::max_element(values);
}

std::string table_of(const Contest& contest) {
    auto text = fmt::format("\n{}\n  {:<34}{:>10}{:>10}{:>10}\n", contest.name,
                            contest.unit, "median", "lowest", "highest");
    for (const auto& [name, rates] : contest.series) {
        text += fmt::format("  {:<34}{:>10.2f}{:>10.2f}{:>10.2f}\n", name, median(rates),
                            low(rates), high(rates));
    }
    for (const auto& name : contest.missing) {
        text += fmt::format("  {:<34}   is missing, skipped\n", name);
    }
    return text;
}

}  // namespace

std::string as_table(const Report& report) {
    auto text =
        fmt::format("bench {}: {} rounds, all in turn\n", report.name, report.rounds);
    text += fmt::format(
        "cores: {} here, {:.2f} free (median of {} looks, lowest {:.2f})\n", report.cores,
        median(report.free_cores), report.free_cores.size(), low(report.free_cores));
    for (const auto& note : report.notes) text += note + "\n";
    for (const auto& contest : report.contests) text += table_of(contest);
    text += "\n";
    for (std::size_t i = 0; i < report.goals.size(); ++i) {
        text += goal_line(report.goals[i], report.judged[i]) + "\n";
        if (!report.judged[i].why.empty()) {
            text += fmt::format("     ({})\n", report.judged[i].why);
        }
    }
    return text;
}

std::string as_json(const Report& report) {
    nlohmann::json json{{"bench", report.name},
                        {"rounds", report.rounds},
                        {"cores", report.cores},
                        {"free_cores", median(report.free_cores)},
                        {"contests", nlohmann::json::array()},
                        {"goals", nlohmann::json::array()}};
    for (const auto& contest : report.contests) {
        nlohmann::json series;
        for (const auto& [name, rates] : contest.series) {
            series[name] = {{"median", median(rates)}, {"rates", rates}};
        }
        json["contests"].push_back({{"name", contest.name},
                                    {"unit", contest.unit},
                                    {"series", series},
                                    {"missing", contest.missing}});
    }
    for (std::size_t i = 0; i < report.goals.size(); ++i) {
        json["goals"].push_back({{"name", report.goals[i].name},
                                 {"value", report.judged[i].value},
                                 {"bound", report.goals[i].bound},
                                 {"verdict", to_string(report.judged[i].verdict)},
                                 {"why", report.judged[i].why}});
    }
    return json.dump(2) + "\n";
}

}  // namespace lockstep::bench
