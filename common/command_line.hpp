// Options and subcommands of a program, as handles that hold as long as their Program.
//
//     auto pipeline = program.options().subcommand("pipeline", "download, convert,
//     pack"); pipeline.option("--stocks", stocks, "how many").between(1,
//     1000).show_default();
//     ... later, in the body:
//     if (pipeline.chosen()) run_pipeline(stocks);
//
// CLI11 does the work. It is named in command_line.cpp alone: each source that includes
// it takes seconds longer to compile.
#pragma once

#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace lockstep {

// A mistake on the command line, also one that what when_chosen() calls has found. The
// program ends with this text and exit code 2.
class UsageError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

// An option, a flag or an argument. Each member returns the option itself.
class Option {
  public:
    explicit Option(CLI::Option& option) : option_{&option} {}

    Option& between(std::integral auto lowest, std::integral auto highest) {
        return in_range(static_cast<std::int64_t>(lowest),
                        static_cast<std::int64_t>(highest));
    }
    Option& between(double lowest, double highest) { return in_range(lowest, highest); }
    Option& one_of(const std::vector<std::string>& values);
    Option& existing_folder();
    Option& required();
    Option& excludes(const Option& other);
    Option& show_default();                         // the variable's value, in --help
    Option& show_default(const std::string& text);  // this text
    Option& shown_as(const std::string& text);      // in --help, in place of its type
    Option& one_value_each_time();  // "--fault a --fault b", and not "--fault a b"

  private:
    template <class Number>
    Option& in_range(Number lowest, Number highest);

    CLI::Option* option_;
};

// A program's command line, or that of one of its subcommands.
class CommandLine {
  public:
    explicit CommandLine(CLI::App& app) : app_{&app} {}

    // Without a purpose it is not shown in --help.
    CommandLine subcommand(const std::string& name, const std::string& purpose) const;

    // "--stocks" is an option, "NAME" an argument. `value` is set while the command line
    // is read, and must live until then. For int, double, 64-bit numbers, std::string,
    // std::vector<std::string>, and std::optional of int and std::filesystem::path.
    template <class Value>
    Option option(const std::string& name, Value& value,
                  const std::string& what = {}) const;
    // `read` is given the text, and returns what is wrong with it, or nothing.
    Option option(const std::string& name,
                  std::function<std::string(const std::string&)> read,
                  const std::string& what) const;
    Option flag(const std::string& name, bool& value, const std::string& what) const;
    void accept_anything() const;  // arguments that nobody has declared

    bool chosen() const;  // once the command line has been read
    void when_chosen(std::function<void()> call) const;

  private:
    CLI::App* app_;
};

// That of the whole program. Owns what the handles stand for.
class ProgramCommandLine {
  public:
    ProgramCommandLine(const std::string& name, const std::string& purpose,
                       const std::string& example);
    ~ProgramCommandLine();

    CommandLine options() const { return CommandLine{*app_}; }
    // Sets the variables. The text of --help where that was asked for; throws UsageError.
    // `everywhere` are the options that the help of a subcommand names too.
    std::optional<std::string> read(int argc, char** argv, const std::string& everywhere);

  private:
    std::unique_ptr<CLI::App> app_;
};

}  // namespace lockstep
