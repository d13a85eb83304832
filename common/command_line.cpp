#include "common/command_line.hpp"

#include <filesystem>
#include <optional>

#include <CLI/CLI.hpp>

namespace lockstep {

template <class Number>
Option& Option::in_range(Number lowest, Number highest) {
    option_->check(CLI::Range(lowest, highest));
    return *this;
}
template Option& Option::in_range(std::int64_t, std::int64_t);
template Option& Option::in_range(double, double);

Option& Option::one_of(const std::vector<std::string>& values) {
    option_->check(CLI::IsMember(values));
    return *this;
}

Option& Option::existing_folder() {
    option_->check(CLI::ExistingDirectory);
    return *this;
}

Option& Option::required() {
    option_->required();
    return *this;
}

Option& Option::excludes(const Option& other) {
    option_->excludes(other.option_);
    return *this;
}

Option& Option::show_default() {
    option_->capture_default_str();
    return *this;
}

Option& Option::show_default(const std::string& text) {
    option_->default_str(text);
    return *this;
}

Option& Option::shown_as(const std::string& text) {
    option_->option_text(text);
    return *this;
}

Option& Option::one_value_each_time() {
    option_->allow_extra_args(false);
    return *this;
}

CommandLine CommandLine::subcommand(const std::string& name,
                                    const std::string& purpose) const {
    CLI::App* app = app_->add_subcommand(name, purpose);
    if (purpose.empty()) app->group("");
    return CommandLine{*app};
}

template <class Value>
Option CommandLine::option(const std::string& name, Value& value,
                           const std::string& what) const {
    return Option{*app_->add_option(name, value, what)};
}
template Option CommandLine::option(const std::string&, int&, const std::string&) const;
template Option CommandLine::option(const std::string&, double&,
                                    const std::string&) const;
template Option CommandLine::option(const std::string&, std::int64_t&,
                                    const std::string&) const;
template Option CommandLine::option(const std::string&, std::uint64_t&,
                                    const std::string&) const;
template Option CommandLine::option(const std::string&, std::string&,
                                    const std::string&) const;
template Option CommandLine::option(const std::string&, std::optional<int>&,
                                    const std::string&) const;
template Option CommandLine::option(const std::string&,
                                    std::optional<std::filesystem::path>&,
                                    const std::string&) const;
template Option CommandLine::option(const std::string&, std::vector<std::string>&,
                                    const std::string&) const;

Option CommandLine::option(const std::string& name,
                           std::function<std::string(const std::string&)> read,
                           const std::string& what) const {
    return Option{*app_->add_option_function<std::string>(
        name,
        [name, read = std::move(read)](const std::string& text) {
            const auto mistake = read(text);
            if (!mistake.empty()) throw CLI::ValidationError{name, mistake};
        },
        what)};
}

Option CommandLine::flag(const std::string& name, bool& value,
                         const std::string& what) const {
    return Option{*app_->add_flag(name, value, what)};
}

void CommandLine::accept_anything() const {
    app_->allow_extras();
}

bool CommandLine::chosen() const {
    return app_->parsed();
}

void CommandLine::when_chosen(std::function<void()> call) const {
    app_->callback(std::move(call));
}

}  // namespace lockstep
