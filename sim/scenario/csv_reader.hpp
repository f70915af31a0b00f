#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/calendar.hpp"
#include "foundation/failure.hpp"

namespace mixite {

/// The text of an input file. Throws MissingInput if it cannot be read.
std::string read_text(const std::filesystem::path& path);

struct IntegerBounds {
    int least;
    int most;
};

struct NumberBounds {
    double least;
    double most;
};

/// The names that a table declares, and their places in it.
struct NameIndex {
    std::string what;  ///< "zone"
    std::string file;  ///< where they are declared
    std::vector<std::string> names;
    std::map<std::string, std::size_t, std::less<>> places;
};

/// A strict reader of one table: UTF-8 (with or without its mark), commas, one header row, no
/// quotes, `.` for decimals, lines ended by a line feed, which a carriage return may precede; an
/// empty cell is not available. It never throws on content: a faulty cell
/// gives a harmless value and a problem, so that all problems of a table are found in one pass.
/// Rows count from 0, in the order of the file until they are sorted; a row with a wrong number of
/// cells is left out.
class CsvReader {
  public:
    /// `columns`: exactly those the header must have, in any order.
    CsvReader(std::string file, std::string_view text, std::vector<std::string> columns);

    [[nodiscard]] const std::string& file() const { return file_; }
    [[nodiscard]] std::size_t rows() const { return rows_.size(); }
    [[nodiscard]] const std::vector<Diagnostic>& problems() const { return problems_; }

    /// By the text of these columns, the first one first, so that the file's own order tells
    /// nothing. Rows that are alike in them keep it.
    void sort_rows(const std::vector<std::string>& by);
    /// By the places of a column's cells among the choices, what is none of them last.
    void sort_rows_by_choice(std::string_view column, std::span<const std::string_view> choices);

    std::string name(std::size_t row, std::string_view column);
    std::string name_or_empty(std::size_t row, std::string_view column);
    int integer(std::size_t row, std::string_view column, IntegerBounds bounds);
    std::optional<int> integer_or_none(std::size_t row,
                                       std::string_view column,
                                       IntegerBounds bounds);
    double number(std::size_t row, std::string_view column, NumberBounds bounds);
    std::optional<double> number_or_none(std::size_t row,
                                         std::string_view column,
                                         NumberBounds bounds);
    Month year_month(std::size_t row, std::string_view column);
    /// The position of the cell among the choices; 0 if it is none of them.
    std::size_t choice(std::size_t row,
                       std::string_view column,
                       std::span<const std::string_view> choices);
    /// The place of the name in the index, or nothing. An index without names says nothing: their
    /// table has its own problem.
    std::optional<std::size_t> reference(std::size_t row,
                                         std::string_view column,
                                         const NameIndex& index);
    std::optional<std::size_t> reference_or_none(std::size_t row,
                                                 std::string_view column,
                                                 const NameIndex& index);
    /// The names of a key column; none at all, or one given twice, is a problem.
    NameIndex names(std::string_view column, std::string what);

    /// A problem of the cell that only its reader can see.
    void reject(std::size_t row,
                std::string_view column,
                std::string problem,
                std::string reason = {},
                std::string suggestion = {});

  private:
    struct Cell {
        std::size_t begin = 0;
        std::size_t size = 0;
    };
    struct Line {
        std::size_t begin = 0;
        std::size_t size = 0;
        int number = 0;
        std::vector<Cell> cells;
    };

    [[nodiscard]] std::string_view text_of(Cell cell) const;
    [[nodiscard]] std::vector<Line> split_lines() const;
    [[nodiscard]] std::optional<std::size_t> position(std::string_view column) const;
    [[nodiscard]] std::optional<std::string_view> cell(std::size_t row,
                                                       std::string_view column) const;
    void check_text();
    /// A header of one cell, because its columns stand between other characters than commas.
    bool complains_of_separators(const Line& header);
    void read_header(const Line& header);
    void add_row(Line line);
    void complain(const Line& line, std::size_t cell, Diagnostic diagnostic);

    std::string file_;
    std::string text_;
    std::vector<std::string> columns_;
    std::vector<std::string> header_;
    std::vector<Line> rows_;
    std::vector<Diagnostic> problems_;
};

}  // namespace mixite
