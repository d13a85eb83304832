// Gives the CSV reader many texts made from a seed, and checks what it makes of them.
//
//     csv_fuzz --inputs 1000000 --seed 7
//
// Half of them are random tables, written with random quotes, line ends, blank lines and
// byte order mark: they must come back cell by cell, each row with its line. The other
// half are such texts damaged byte by byte: they must be read as a slow reader of other
// code reads them, or be refused. The same seed gives the same texts.
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <exception>
#include <random>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "tests/common/csv_fuzz_check.hpp"

namespace {

using lockstep::test::CsvRow;
using lockstep::test::CsvRows;

constexpr std::string_view pieces[] = {"1",  "23.45", "None", " ",  "\t",
                                       ",",  "\"",    "\r",   "\n", "\r\n",
                                       "'0", "\x01",  "<&",   "",   "\xE6\x97\xA5"};
constexpr std::string_view damage[] = {"\"",   ",",    "\n",   "\r",
                                       "\r\n", "\"\"", "x",    "\x80",
                                       "\xE6", "\xFF", "\xC2", "\xEF\xBB\xBF"};
constexpr std::string_view line_ends[] = {"\n", "\r\n", "\r"};

class Dice {
  public:
    explicit Dice(std::uint64_t seed) : engine_{seed} {}

    std::size_t below(std::size_t limit) { return engine_() % limit; }
    bool once_in(std::size_t times) { return below(times) == 0; }
    std::string_view one_of(std::span<const std::string_view> texts) {
        return texts[below(texts.size())];
    }

  private:
    std::mt19937_64 engine_;
};

struct WrittenTable {
    std::string text;
    CsvRows rows;
    std::size_t line = 1;
};

std::string random_cell(Dice& dice) {
    std::string cell;
    for (std::size_t i = dice.below(5); i > 0; --i) cell += dice.one_of(pieces);
    return cell;
}

std::size_t lines_in(std::string_view text) {
    std::size_t lines = 0;
    for (char c : text) lines += c == '\n' || c == '\r';
    for (std::size_t at = 0; (at = text.find("\r\n", at)) != text.npos; ++at) --lines;
    return lines;
}

void write_cell(Dice& dice, WrittenTable& table, const std::string& cell, bool alone) {
    const bool must = cell.find_first_of(",\r\n") != cell.npos || cell.starts_with('"') ||
                      (alone && cell.empty());
    if (!must && !dice.once_in(3)) {
        table.text += cell;
        return;
    }
    table.text += '"';
    for (char c : cell) table.text.append(c == '"' ? 2 : 1, c);
    table.text += '"';
    table.line += lines_in(cell);
}

void write_line_end(Dice& dice, WrittenTable& table) {
    std::string_view end = dice.one_of(line_ends);
    // a lone CR and the LF after it would be one line end, not two
    if (table.text.ends_with('\r') && end == "\n") end = "\r\n";
    table.text += end;
    ++table.line;
}

WrittenTable random_table(Dice& dice) {
    WrittenTable table;
    if (dice.once_in(4)) table.text = "\xEF\xBB\xBF";
    const std::size_t columns = 1 + dice.below(6);
    for (std::size_t left = 1 + dice.below(8); left > 0; --left) {
        while (dice.once_in(6)) write_line_end(dice, table);
        CsvRow row{table.rows.empty() ? 0 : table.line, {}};
        for (std::size_t column = 0; column < columns; ++column) {
            if (column > 0) table.text += ',';
            row.cells.push_back(random_cell(dice));
            write_cell(dice, table, row.cells.back(), columns == 1);
        }
        table.rows.push_back(row);
        if (left > 1 || !dice.once_in(4)) write_line_end(dice, table);
    }
    return table;
}

std::string damaged(Dice& dice, std::string text) {
    for (std::size_t times = 1 + dice.below(4); times > 0; --times) {
        const std::size_t at = dice.below(text.size() + 1);
        if (dice.once_in(3)) {
            text.erase(at, 1 + dice.below(3));
        } else if (dice.once_in(20)) {
            text.insert(at, 1, static_cast<char>(dice.below(256)));
        } else {
            text.insert(at, dice.one_of(damage));
        }
    }
    return text;
}

struct Tally {
    std::size_t tables = 0;
    std::size_t refused = 0;
};

void run_one(Dice& dice, bool whole, std::string& text, Tally& tally) {
    WrittenTable table = random_table(dice);
    text = whole ? table.text : damaged(dice, table.text);
    const bool is_table = lockstep::test::check_csv(text);
    ++(is_table ? tally.tables : tally.refused);
    if (whole && lockstep::test::read_with_table(text) != table.rows) {
        throw std::logic_error{"the cells or lines are not those that were written"};
    }
}

int run(std::size_t inputs, std::uint64_t seed) {
    const auto start = std::chrono::steady_clock::now();
    Dice dice{seed};
    Tally tally;
    std::string text;
    for (std::size_t i = 0; i < inputs; ++i) {
        try {
            run_one(dice, i % 2 == 0, text, tally);
        } catch (const std::exception& error) {
            std::string bytes;
            for (char c : text)
                bytes += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
            fmt::print(stderr, "input {} of seed {}: {}\n{}\n", i, seed, error.what(),
                       bytes);
            return EXIT_FAILURE;
        }
    }
    const std::chrono::duration<double> seconds =
        std::chrono::steady_clock::now() - start;
    fmt::print("{} inputs from seed {}: {} tables, {} refused, {:.1f} s\n", inputs, seed,
               tally.tables, tally.refused, seconds.count());
    return inputs > 0 && tally.refused > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace

int main(int argc, char** argv) {
    std::size_t inputs = 20000;
    std::uint64_t seed = 1;
    CLI::App app{"Gives the CSV reader many random and damaged texts."};
    app.add_option("--inputs", inputs, "how many")->capture_default_str();
    app.add_option("--seed", seed, "another seed, other texts")->capture_default_str();
    CLI11_PARSE(app, argc, argv);
    return run(inputs, seed);
}
