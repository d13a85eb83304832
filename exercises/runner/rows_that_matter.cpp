#include "exercises/runner/rows_that_matter.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <regex>

namespace lockstep::learn {
namespace {

bool is_one_of(Kind kind, std::initializer_list<Kind> kinds) {
    return std::ranges::find(kinds, kind) != kinds.end();
}

bool tells(const Step& step) {
    return !is_one_of(step.kind, {Kind::begin, Kind::finish, Kind::lock});
}

class Choice {
  public:
    explicit Choice(const TraceTable& table) : steps_{table.steps} {}

    // `happened` names places: "body at pool.cpp:23", "at pool.cpp:23".
    void add_named(const std::string& happened) {
        static const std::regex place{R"((?:([^\s;,.]+) at )?([^\s;,:]+:\d+))"};
        const std::sregex_iterator none;
        for (std::sregex_iterator it{happened.begin(), happened.end(), place}; it != none;
             ++it) {
            const std::string who = (*it)[1], where = (*it)[2];
            const auto at = [&](const Step& step) {
                return step.place == where && (step.who == who || !is_lane(who));
            };
            const auto telling = last(steps_.size(), [&](const Step& step) {
                return at(step) && is_one_of(step.kind, {Kind::look, Kind::change,
                                                         Kind::notify, Kind::wait});
            });
            add(telling ? telling : last(steps_.size(), at));
        }
    }

    void add_last() {
        if (is_one_of(steps_.back().kind, {Kind::begin, Kind::finish, Kind::stands}))
            return;
        add(steps_.size() - 1);
    }

    // Of each thread that cannot go on: what came before it began to wait.
    void add_causes_of_waits() {
        std::vector<std::vector<Row>> all;
        for (const auto& step : steps_)
            if (step.kind == Kind::stands && !step.object.empty())
                all.push_back(causes_of(step));
        for (std::size_t i = 0; !all.empty() && i < all.front().size(); ++i)
            for (const auto& causes : all) add(causes[i]);
        for (const bool for_an_object : {true, false})
            for (std::size_t i = 0; i < steps_.size(); ++i)
                if (steps_[i].kind == Kind::stands &&
                    steps_[i].object.empty() != for_an_object)
                    add(i);
    }

    // What each thread did last with what was last touched, and did last at all.
    void add_last_touches() {
        const auto touched = last(steps_.size(), tells);
        if (!touched) return;
        add(touched);
        const auto object = steps_[*touched].object;
        for (const auto& who : lanes())
            add(last(steps_.size(), [&](const Step& step) {
                return step.who == who && !object.empty() && step.object == object;
            }));
        for (const auto& who : lanes())
            add(last(steps_.size(),
                     [&](const Step& step) { return step.who == who && tells(step); }));
    }

    // The latest first, what tells least at the end.
    void add_others(const std::string& own) {
        for (auto i = steps_.size(); i-- > 0;)
            if (steps_[i].place.starts_with(own) && tells(steps_[i])) add(i);
        for (const auto kinds : {std::initializer_list<Kind>{
                                     Kind::other, Kind::look, Kind::change, Kind::notify,
                                     Kind::wait, Kind::wake, Kind::stands},
                                 {Kind::lock},
                                 {Kind::begin},
                                 {Kind::finish}})
            for (auto i = steps_.size(); i-- > 0;)
                if (is_one_of(steps_[i].kind, kinds)) add(i);
    }

    std::vector<std::size_t> first(std::size_t count) const {
        auto rows = chosen_;
        rows.resize(std::min(count, rows.size()));
        std::ranges::sort(rows);
        return rows;
    }

  private:
    using Wanted = std::function<bool(const Step&)>;
    using Row = std::optional<std::size_t>;

    void add(Row row) {
        if (row && std::ranges::find(chosen_, *row) == chosen_.end())
            chosen_.push_back(*row);
    }
    Row last(std::size_t before, const Wanted& wanted) const {
        while (before-- > 0)
            if (wanted(steps_[before])) return before;
        return std::nullopt;
    }
    bool is_lane(const std::string& who) const {
        return std::ranges::any_of(steps_,
                                   [&](const Step& step) { return step.who == who; });
    }
    std::vector<std::string> lanes() const {
        std::vector<std::string> names;
        for (const auto& step : steps_)
            if (std::ranges::find(names, step.who) == names.end())
                names.push_back(step.who);
        return names;
    }

    // What came before a thread began to wait; what matters most stands first.
    std::vector<Row> causes_of(const Step& stuck) const {
        const auto about = [&](const Step& step) { return step.object == stuck.object; };
        const auto wait = last(steps_.size(), [&](const Step& step) {
            return step.who == stuck.who && step.kind == Kind::wait;
        });
        const auto latest = [&](std::size_t before, Kind kind, const Wanted& wanted) {
            return last(before, [&](const Step& step) {
                return step.kind == kind && wanted(step);
            });
        };
        const auto by_another = [&](const Step& step) { return step.who != stuck.who; };
        const auto by_itself = [&](const Step& step) { return step.who == stuck.who; };
        const auto before = wait.value_or(steps_.size());
        const auto notify = latest(before, Kind::notify, about);
        return {wait,
                notify ? notify : latest(before, Kind::notify, by_another),
                latest(before, Kind::change, about),
                latest(before, Kind::look, by_itself),
                latest(before, Kind::change, by_another),
                latest(steps_.size(), Kind::notify, about),
                latest(steps_.size(), Kind::lock, [&](const Step& step) {  // who holds it
                    return about(step) && by_another(step);
                })};
    }

    const std::vector<Step>& steps_;
    std::vector<std::size_t> chosen_;  // what matters most stands first
};

}  // namespace

std::vector<std::size_t> rows_that_matter(const TraceTable& table, const Facts& facts,
                                          std::size_t count) {
    Choice choice{table};
    const auto own = facts.exercise.name() + ".cpp:";
    if (facts.verdict != "assertion_failed") {
        choice.add_named(facts.happened + " " + own + std::to_string(facts.line));
        choice.add_last();
    }
    choice.add_causes_of_waits();
    choice.add_last_touches();
    choice.add_others(own);
    return choice.first(count);
}

}  // namespace lockstep::learn
