#include "common/command_line.hpp"

#include <filesystem>
#include <sstream>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace lockstep {
namespace {

// CLI11 says "--stocks: 1 required INT:INT in [1 - 1000] missing", and "A subcommand is
// required" where one is misspelt.
std::string in_plain_words(const CLI::ParseError& error, const CLI::App& app) {
    const std::vector<std::string> unknown = app.remaining(true);
    if (!unknown.empty()) return fmt::format("not expected: {}", fmt::join(unknown, " "));
    const std::string text = error.what();
    const bool missing = text.ends_with(" missing");
    const std::size_t required = text.find(": 1 required ");
    if (!missing || required == text.npos) return text;
    return text.substr(0, required) + ": a value is missing";
}

}  // namespace

template <class Number>
Option& Option::in_range(Number lowest, Number highest) {
    const CLI::Range range{lowest, highest};
    // CLI11 says it in other words from one release to the next.
    const auto check = [=](std::string& text) {
        if (range(text).empty()) return std::string{};
        return fmt::format("Value {} not in range {} to {}", text, lowest, highest);
    };
    option_->check(CLI::Validator{check, range.get_description()});
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

ProgramCommandLine::ProgramCommandLine(const std::string& name,
                                       const std::string& purpose,
                                       const std::string& example)
    : app_{std::make_unique<CLI::App>(purpose, name)} {
    app_->footer("Example: " + example);
    app_->fallthrough();  // subcommands that are added later inherit both
    app_->require_subcommand(0, 1);
}

ProgramCommandLine::~ProgramCommandLine() = default;

std::optional<std::string> ProgramCommandLine::read(int argc, char** argv,
                                                    const std::string& everywhere) {
    // Subcommands do not list the options of the program itself.
    for (CLI::App* subcommand : app_->get_subcommands({}))
        subcommand->footer(fmt::format("Also: {} (see {} --help)\n\n{}", everywhere,
                                       app_->get_name(), app_->get_footer()));
    try {
        app_->parse(argc, argv);
        return std::nullopt;
    } catch (const CLI::Success& help) {
        std::ostringstream text;
        app_->exit(help, text, text);
        return text.str();
    } catch (const CLI::ParseError& error) {
        throw UsageError{in_plain_words(error, *app_)};
    }
}

}  // namespace lockstep
