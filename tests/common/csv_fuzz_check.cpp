#include "tests/common/csv_fuzz_check.hpp"

#include <stdexcept>

#include "common/csv.hpp"
#include "common/text_encoding.hpp"
#include "common/xml.hpp"

namespace lockstep::test {

namespace {

std::vector<std::string> copy(std::span<const std::string_view> cells) {
    return {cells.begin(), cells.end()};
}

CsvRows rows_of(const CsvTable& table) {
    CsvRows rows{{0, copy(table.header())}};
    for (std::size_t i = 0; i < table.rows(); ++i) {
        rows.push_back({table.line_of(i), copy(table.row(i))});
    }
    return rows;
}

void require(bool holds, const char* what) {
    if (!holds) throw std::logic_error{what};
}

bool is_text(std::string_view text) {
    return text.find('\0') == text.npos && find_invalid_utf8(text) == text.npos;
}

// A reader of CSV that is told one character after another.
class States {
  public:
    bool take(char c) {
        if (state_ == State::quoted) {
            if (c == '"') {
                state_ = State::after_quote;
            } else {
                cell_ += c;
            }
        } else if (c == ',') {
            end_cell();
        } else if (c == '\n' || c == '\r') {
            end_row();
        } else if (c == '"' && state_ == State::after_quote) {
            cell_ += c;
            state_ = State::quoted;
        } else if (c == '"' &&
                   (state_ == State::row_start || state_ == State::cell_start)) {
            begin_row();
            state_ = State::quoted;
        } else if (state_ == State::after_quote) {
            return false;
        } else {
            begin_row();
            cell_ += c;
            state_ = State::plain;
        }
        const bool second_half = c == '\n' && last_ == '\r';
        if ((c == '\n' || c == '\r') && !second_half) ++line_;
        last_ = c;
        return true;
    }

    bool finish() {
        if (state_ == State::quoted) return false;
        end_row();
        for (const CsvRow& row : rows) {
            if (row.cells.size() != rows.front().cells.size()) return false;
        }
        if (!rows.empty()) rows.front().line = 0;
        return !rows.empty();
    }

    CsvRows rows;

  private:
    enum class State { row_start, cell_start, plain, quoted, after_quote };

    void begin_row() {
        if (state_ == State::row_start) rows.push_back({line_, {}});
    }
    void end_cell() {
        begin_row();
        rows.back().cells.push_back(cell_);
        cell_.clear();
        state_ = State::cell_start;
    }
    void end_row() {
        if (state_ != State::row_start) end_cell();
        state_ = State::row_start;
    }

    State state_ = State::row_start;
    std::string cell_;
    char last_ = 0;
    std::size_t line_ = 1;
};

}  // namespace

std::optional<CsvRows> read_with_table(const std::string& text) {
    try {
        return rows_of(CsvTable::parse(text));
    } catch (const CsvError& error) {
        const bool in_text =
            error.line() >= 1 && error.line() <= count_line_ends(text) + 1;
        require(in_text, "the error's line is not in the text");
        return std::nullopt;
    }
}

std::optional<CsvRows> read_by_states(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    States states;
    for (char c : text) {
        if (!states.take(c)) return std::nullopt;
    }
    if (!states.finish()) return std::nullopt;
    return states.rows;
}

bool check_csv(const std::string& text) {
    const std::optional<CsvRows> rows = read_with_table(text);
    if (!is_text(text)) {
        require(!rows, "it reads bytes that are no text");
        return false;
    }
    require(rows == read_by_states(text), "it reads other rows than the states do");
    if (!rows) return false;
    std::optional<CsvRows> again = read_with_table(write_quoted(*rows));
    require(again && again->size() == rows->size(), "what it read cannot be read again");
    for (std::size_t i = 0; i < rows->size(); ++i) {
        require((*again)[i].cells == (*rows)[i].cells,
                "what it read changes when read again");
    }
    try {
        require(!to_xml(CsvTable::parse(text)).empty(), "its XML is empty");
    } catch (const CsvError&) {  // a character that XML cannot hold
    }
    return true;
}

std::string write_quoted(const CsvRows& rows) {
    std::string text;
    for (const CsvRow& row : rows) {
        for (const std::string& cell : row.cells) {
            text += &cell == row.cells.data() ? "\"" : ",\"";
            for (char c : cell) text.append(c == '"' ? 2 : 1, c);
            text += '"';
        }
        text += '\n';
    }
    return text;
}

}  // namespace lockstep::test
