#include "scenario/csv_reader.hpp"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <system_error>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenario/closest_name.hpp"
#include "scenario/utf8.hpp"

namespace mixite {

namespace {

int characters(std::string_view text) {
    return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

template <class Number>
std::optional<Number> parse(std::string_view text) {
    Number value{};
    const auto* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    if (result.ec != std::errc{} || result.ptr != end) {
        return std::nullopt;
    }
    return value;
}

std::optional<Diagnostic> foreign_text() {
    Diagnostic diagnostic;
    diagnostic.problem = "the text is not UTF-8";
    diagnostic.reason = "tables are read in that encoding only";
    return diagnostic;
}

std::optional<Diagnostic> forbidden_character(char character) {
    Diagnostic diagnostic;
    switch (character) {
        case '"':
            diagnostic.problem = "the character '\"' is not allowed";
            diagnostic.reason = "a table has no quotes";
            diagnostic.suggestion =
                "leave commas out of the texts: spreadsheets put quotes around a cell with one";
            return diagnostic;
        case '\r':
            diagnostic.problem = "the character carriage return is not allowed";
            diagnostic.reason = "only a line feed after it makes it the end of a line";
            return diagnostic;
        case '\0':
            diagnostic.problem = "the character NUL is not allowed";
            diagnostic.reason = "tables are read in UTF-8 only";
            return diagnostic;
        default:
            return std::nullopt;
    }
}

/// Without what spreadsheets of Windows add: the mark before UTF-8, and the carriage returns before
/// line feeds.
std::string plain_lines(std::string_view text) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    text.remove_prefix(text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0);
    std::string plain;
    plain.reserve(text.size());
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!text.substr(at).starts_with("\r\n")) {
            plain += text[at];
        }
    }
    return plain;
}

}  // namespace

std::string read_text(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(stream), {}};
    if (!stream.is_open() || stream.bad() || std::filesystem::is_directory(path)) {
        Diagnostic diagnostic;
        diagnostic.file = path.string();
        diagnostic.problem = "the file cannot be read";
        diagnostic.reason = std::generic_category().message(errno == 0 ? EIO : errno);
        throw MissingInput({diagnostic});
    }
    return text;
}

CsvReader::CsvReader(std::string file, std::string_view text, std::vector<std::string> columns)
    : file_(std::move(file)), text_(plain_lines(text)), columns_(std::move(columns)) {
    check_text();
    auto lines = split_lines();
    if (lines.empty()) {
        Diagnostic empty;
        empty.file = file_;
        empty.problem = "the table is empty";
        empty.reason = fmt::format("its header must be {}", fmt::join(columns_, ","));
        problems_.push_back(empty);
        return;
    }
    if (complains_of_separators(lines.front())) {
        return;
    }
    read_header(lines.front());
    for (auto& line : std::span(lines).subspan(1)) {
        add_row(std::move(line));
    }
}

std::string_view CsvReader::text_of(Cell cell) const {
    return std::string_view(text_).substr(cell.begin, cell.size);
}

void CsvReader::check_text() {
    int line = 1;
    for (std::size_t at = 0; at < text_.size();) {
        const auto size = utf8_character_size(std::string_view(text_).substr(at));
        auto diagnostic = size == 0 ? foreign_text() : forbidden_character(text_[at]);
        if (diagnostic) {
            diagnostic->file = file_;
            diagnostic->line = line;
            problems_.push_back(*diagnostic);
            return;
        }
        line += text_[at] == '\n' ? 1 : 0;
        at += size;
    }
}

std::vector<CsvReader::Line> CsvReader::split_lines() const {
    std::vector<Line> lines;
    for (std::size_t begin = 0; begin < text_.size();) {
        const auto end = std::min(text_.find('\n', begin), text_.size());
        Line line{begin, end - begin, static_cast<int>(lines.size()) + 1, {}};
        for (std::size_t cell = begin;;) {
            const auto stop = std::min(text_.find(',', cell), end);
            line.cells.push_back({cell, stop - cell});
            if (stop == end) {
                break;
            }
            cell = stop + 1;
        }
        lines.push_back(std::move(line));
        begin = end + 1;
    }
    return lines;
}

void CsvReader::complain(const Line& line, std::size_t cell, Diagnostic diagnostic) {
    diagnostic.file = file_;
    diagnostic.line = line.number;
    diagnostic.source_line = text_of({line.begin, line.size});
    const auto before = line.cells[cell].begin - line.begin;
    diagnostic.column = characters(std::string_view(diagnostic.source_line).substr(0, before)) + 1;
    problems_.push_back(std::move(diagnostic));
}

bool CsvReader::complains_of_separators(const Line& header) {
    const auto other = text_of(header.cells.front()).find_first_of(";\t");
    if (header.cells.size() != 1 || columns_.size() == 1 || other == std::string_view::npos) {
        return false;
    }
    const char* const found = text_[header.begin + other] == ';' ? "semicolons" : "tabs";
    Diagnostic diagnostic;
    diagnostic.problem = fmt::format("cells are separated by {}", found);
    diagnostic.reason = "separators must be commas, and decimals have a point";
    diagnostic.suggestion =
        "French Excel writes semicolons and decimal commas even as « CSV UTF-8 »: save with "
        "LibreOffice (« Modifier les paramètres du filtre », separator ',') in English format";
    complain(header, 0, std::move(diagnostic));
    return true;
}

void CsvReader::read_header(const Line& header) {
    for (const auto& cell : header.cells) {
        header_.emplace_back(text_of(cell));
    }
    std::vector<std::string> missing;
    for (const auto& column : columns_) {
        if (!position(column)) {
            missing.push_back(column);
        }
    }
    for (std::size_t i = 0; i < header_.size(); ++i) {
        Diagnostic diagnostic;
        if (position(header_[i]) != i) {
            diagnostic.problem = fmt::format("column '{}' is given twice", header_[i]);
            complain(header, i, diagnostic);
        } else if (std::find(columns_.begin(), columns_.end(), header_[i]) == columns_.end()) {
            diagnostic.problem = fmt::format("unknown column '{}'", header_[i]);
            diagnostic.suggestion = did_you_mean(header_[i], missing);
            complain(header, i, diagnostic);
        }
    }
    for (const auto& column : missing) {
        Diagnostic diagnostic;
        diagnostic.problem = fmt::format("missing column '{}'", column);
        diagnostic.suggestion = fmt::format("the columns are {}", fmt::join(columns_, ","));
        complain(header, 0, diagnostic);
    }
}

void CsvReader::add_row(Line line) {
    if (line.cells.size() == header_.size()) {
        rows_.push_back(std::move(line));
        return;
    }
    Diagnostic diagnostic;
    diagnostic.problem = fmt::format("{} cells in the row", line.cells.size());
    diagnostic.reason = fmt::format("must be {}, as in the header", header_.size());
    complain(line, 0, diagnostic);
}

void CsvReader::sort_rows(const std::vector<std::string>& by) {
    std::vector<std::size_t> places;
    for (const auto& column : by) {
        if (const auto place = position(column)) {
            places.push_back(*place);
        }
    }
    std::vector<std::pair<std::vector<std::string_view>, std::size_t>> keys;
    keys.reserve(rows_.size());
    for (std::size_t row = 0; row < rows_.size(); ++row) {
        auto& [texts, of] = keys.emplace_back();
        of = row;
        for (const auto place : places) {
            texts.push_back(text_of(rows_[row].cells[place]));
        }
    }
    std::sort(keys.begin(), keys.end());
    std::vector<Line> sorted;
    sorted.reserve(rows_.size());
    for (const auto& [texts, row] : keys) {
        sorted.push_back(std::move(rows_[row]));
    }
    rows_ = std::move(sorted);
}

void CsvReader::sort_rows_by_choice(std::string_view column,
                                    std::span<const std::string_view> choices) {
    const auto place = position(column);
    if (!place) {
        return;
    }
    const auto among = [&](const Line& line) {
        return std::find(choices.begin(), choices.end(), text_of(line.cells[*place])) -
               choices.begin();
    };
    std::stable_sort(rows_.begin(), rows_.end(), [&](const Line& a, const Line& b) {
        return among(a) < among(b);
    });
}

std::optional<std::size_t> CsvReader::position(std::string_view column) const {
    const auto found = std::find(header_.begin(), header_.end(), column);
    if (found == header_.end()) {
        return std::nullopt;
    }
    return static_cast<std::size_t>(found - header_.begin());
}

std::optional<std::string_view> CsvReader::cell(std::size_t row, std::string_view column) const {
    const auto place = position(column);
    if (!place) {
        return std::nullopt;
    }
    return text_of(rows_[row].cells[*place]);
}

void CsvReader::reject(std::size_t row,
                       std::string_view column,
                       std::string problem,
                       std::string reason,
                       std::string suggestion) {
    const auto place = position(column);
    if (!place) {
        return;
    }
    Diagnostic diagnostic;
    diagnostic.key = column;
    diagnostic.problem = std::move(problem);
    diagnostic.reason = std::move(reason);
    diagnostic.suggestion = std::move(suggestion);
    complain(rows_[row], *place, std::move(diagnostic));
}

std::string CsvReader::name_or_empty(std::size_t row, std::string_view column) {
    return std::string(cell(row, column).value_or(""));
}

std::string CsvReader::name(std::size_t row, std::string_view column) {
    auto text = name_or_empty(row, column);
    if (text.empty()) {
        reject(row, column, fmt::format("{} is empty", column));
    }
    return text;
}

std::optional<int> CsvReader::integer_or_none(std::size_t row,
                                              std::string_view column,
                                              IntegerBounds bounds) {
    const auto text = cell(row, column).value_or("");
    if (text.empty()) {
        return std::nullopt;
    }
    const auto value = parse<int>(text);
    if (!value || *value < bounds.least || *value > bounds.most) {
        reject(row,
               column,
               fmt::format("{} = {}", column, text),
               fmt::format("must be a whole number from {} to {}", bounds.least, bounds.most));
        return bounds.least;
    }
    return value;
}

int CsvReader::integer(std::size_t row, std::string_view column, IntegerBounds bounds) {
    const auto value = integer_or_none(row, column, bounds);
    if (!value) {
        reject(row,
               column,
               fmt::format("{} is empty", column),
               fmt::format("must be a whole number from {} to {}", bounds.least, bounds.most));
    }
    return value.value_or(bounds.least);
}

std::optional<double> CsvReader::number_or_none(std::size_t row,
                                                std::string_view column,
                                                NumberBounds bounds) {
    const auto text = cell(row, column).value_or("");
    if (text.empty()) {
        return std::nullopt;
    }
    const auto value = parse<double>(text);
    if (!value || !std::isfinite(*value) || *value < bounds.least || *value > bounds.most) {
        reject(row,
               column,
               fmt::format("{} = {}", column, text),
               fmt::format("must be a number from {} to {}", bounds.least, bounds.most));
        return bounds.least;
    }
    return value;
}

double CsvReader::number(std::size_t row, std::string_view column, NumberBounds bounds) {
    const auto value = number_or_none(row, column, bounds);
    if (!value) {
        reject(row,
               column,
               fmt::format("{} is empty", column),
               fmt::format("must be a number from {} to {}", bounds.least, bounds.most));
    }
    return value.value_or(bounds.least);
}

Month CsvReader::year_month(std::size_t row, std::string_view column) {
    const auto text = cell(row, column).value_or("2019-01");
    const auto month = parse_month(text);
    if (!month) {
        reject(row,
               column,
               fmt::format("{} = {}", column, text),
               fmt::format("must be a month from {} to {}, such as 2019-01",
                           first_calendar_year,
                           last_calendar_year));
    }
    return month.value_or(Month{});
}

std::size_t CsvReader::choice(std::size_t row,
                              std::string_view column,
                              std::span<const std::string_view> choices) {
    const auto text = cell(row, column).value_or("");
    const auto found = std::find(choices.begin(), choices.end(), text);
    if (found != choices.end()) {
        return static_cast<std::size_t>(found - choices.begin());
    }
    reject(row,
           column,
           fmt::format("{} = '{}'", column, text),
           fmt::format("must be one of {}", fmt::join(choices, ", ")),
           did_you_mean(text, {choices.begin(), choices.end()}));
    return 0;
}

std::optional<std::size_t> CsvReader::reference(std::size_t row,
                                                std::string_view column,
                                                const NameIndex& index) {
    if (index.names.empty() || !position(column)) {
        return std::nullopt;
    }
    const auto text = cell(row, column).value_or("");
    const auto found = index.places.find(text);
    if (found != index.places.end()) {
        return found->second;
    }
    reject(row,
           column,
           text.empty() ? fmt::format("{} is empty", column)
                        : fmt::format("unknown {} '{}'", index.what, text),
           fmt::format("must be a {} of {}", index.what, index.file),
           did_you_mean(text, index.names));
    return std::nullopt;
}

std::optional<std::size_t> CsvReader::reference_or_none(std::size_t row,
                                                        std::string_view column,
                                                        const NameIndex& index) {
    if (cell(row, column).value_or("").empty()) {
        return std::nullopt;
    }
    return reference(row, column, index);
}

NameIndex CsvReader::names(std::string_view column, std::string what) {
    NameIndex index;
    index.what = std::move(what);
    index.file = std::filesystem::path(file_).filename().string();
    if (!position(column)) {
        return index;
    }
    if (rows() == 0 && problems_.empty()) {
        problems_.push_back({.file = file_,
                             .line = 1,
                             .problem = fmt::format("the table has no rows: no {}", index.what),
                             .reason = "other tables refer to it",
                             .suggestion = "put its rows back below the header"});
    }
    index.names.reserve(rows());
    for (std::size_t row = 0; row < rows(); ++row) {
        auto key = name(row, column);
        const auto [known, added] = index.places.emplace(key, row);
        if (!added) {
            reject(row,
                   column,
                   fmt::format("duplicate {} '{}'", index.what, key),
                   fmt::format("it is on line {} already", rows_[known->second].number));
        }
        index.names.push_back(std::move(key));
    }
    return index;
}

}  // namespace mixite
