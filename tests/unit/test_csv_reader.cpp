#include <array>
#include <string_view>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "scenario/csv_reader.hpp"

using namespace mixite;

namespace {

CsvReader table(std::string_view text) {
    return {"t.csv", text, {"key", "value"}};
}

std::string problems_of(const CsvReader& csv) {
    return csv.problems().empty() ? "" : to_string(csv.problems());
}

}  // namespace

TEST_CASE("Cells are read by the name of their column, whatever the order") {
    auto csv = table("value,key\n1.5,a\n,b\n");
    REQUIRE(csv.rows() == 2);
    CHECK(csv.name(0, "key") == "a");
    CHECK(csv.number(0, "value", {0, 2}) == 1.5);
    CHECK_FALSE(csv.number_or_none(1, "value", {0, 2}));
    CHECK(csv.problems().empty());
    CHECK(csv.number(1, "value", {0, 2}) == 0.0);
    CHECK(problems_of(csv) ==
          "t.csv:3:1: error: value is empty (must be a number from 0 to 2)\n"
          "    3 | ,b\n"
          "      | ^\n"
          "1 error; nothing was run");
}

TEST_CASE("Sorted rows come in an order of their own, and problems keep their lines") {
    auto csv = table("value,key\n3,b\n1,c\n2,a\n1,b\n");
    csv.sort_rows({"key", "value"});
    const auto keys = [&] {
        std::string all;
        for (std::size_t row = 0; row < csv.rows(); ++row) {
            all += csv.name(row, "key") + csv.name(row, "value") + " ";
        }
        return all;
    };
    CHECK(keys() == "a2 b1 b3 c1 ");
    const std::array<std::string_view, 2> choices{"c", "b"};
    csv.sort_rows_by_choice("key", choices);
    CHECK(keys() == "c1 b1 b3 a2 ");
    csv.reject(3, "key", "wrong");
    CHECK(problems_of(csv) ==
          "t.csv:4:3: error: wrong\n    4 | 2,a\n      |   ^\n1 error; nothing was run");
}

TEST_CASE("A last line without its line feed is read") {
    auto csv = table("key,value\na,1");
    REQUIRE(csv.rows() == 1);
    CHECK(csv.integer(0, "value", {0, 9}) == 1);
}

TEST_CASE("What only looks like a number is none") {
    for (const auto* cell :
         {"1 ", " 1", "+1", "0x1", "1,0", "1.0e", "nan", "-inf", "12a", "1e999"}) {
        auto csv = table(std::string("key,value\na,") + cell + "\n");
        if (csv.rows() == 1) {
            csv.number(0, "value", {0, 100});
        }
        CHECK(csv.problems().size() == 1);
    }
    auto csv = table("key,value\na,1.0\n");
    csv.integer(0, "value", {0, 9});
    CHECK(csv.problems().size() == 1);
}

TEST_CASE("A row with a cell too many is told once and left out") {
    const auto csv = table("key,value\na,1,2\nb,1\n");
    CHECK(csv.rows() == 1);
    CHECK(problems_of(csv) ==
          "t.csv:2:1: error: 3 cells in the row (must be 2, as in the header)\n"
          "    2 | a,1,2\n"
          "      | ^\n"
          "1 error; nothing was run");
}

TEST_CASE("Columns are counted in characters, not bytes") {
    auto csv = table("key,value\nÉchelle,x\n");
    csv.number(0, "value", {0, 1});
    REQUIRE(csv.problems().size() == 1);
    CHECK(csv.problems().front().column == 9);
}

TEST_CASE("Quotes, carriage returns, foreign encodings and empty files are refused") {
    CHECK(problems_of(table("key,value\n\"a\",1\n")) ==
          "t.csv:2: error: the character '\"' is not allowed (a table has no quotes); leave "
          "commas out of the texts: spreadsheets put quotes around a cell with one\n"
          "1 error; nothing was run");
    CHECK(table("key,value\ra,1\r").problems().front().problem ==
          "the character carriage return is not allowed");
    CHECK(table("key,value\n\xE9t\xE9,1\n").problems().front().problem == "the text is not UTF-8");
    CHECK(table("key,value\n\xC0\xAF,1\n").problems().front().problem == "the text is not UTF-8");
    CHECK(table("").problems().front().problem == "the table is empty");
    CHECK(table("key,value,key\n").problems().front().problem == "column 'key' is given twice");
}

TEST_CASE("What spreadsheets of Windows add around lines is no part of a table") {
    auto csv = table("\xEF\xBB\xBFkey,value\r\nnorth,1\r\nsouth,x\r\n");
    REQUIRE(csv.rows() == 2);
    CHECK(csv.name(0, "key") == "north");
    CHECK(csv.integer(0, "value", {0, 9}) == 1);
    CHECK(csv.problems().empty());
    csv.integer(1, "value", {0, 9});
    CHECK(problems_of(csv) ==
          "t.csv:3:7: error: value = x (must be a whole number from 0 to 9)\n"
          "    3 | south,x\n"
          "      |       ^\n"
          "1 error; nothing was run");
}

TEST_CASE("Separators other than commas are told once") {
    const auto* rest =
        " (separators must be commas, and decimals have a point)\n"
        "    1 | key{0}value\n"
        "      | ^ French Excel writes semicolons and decimal commas even as « CSV UTF-8 »: save "
        "with "
        "LibreOffice (« Modifier les paramètres du filtre », separator ',') in English format\n"
        "1 error; nothing was run";
    CHECK(problems_of(table("\xEF\xBB\xBFkey;value\r\na;1,5\r\nb;2\r\n")) ==
          "t.csv:1:1: error: cells are separated by semicolons" +
              fmt::format(fmt::runtime(rest), ';'));
    CHECK(problems_of(table("key\tvalue\na\t1\n")) ==
          "t.csv:1:1: error: cells are separated by tabs" + fmt::format(fmt::runtime(rest), '\t'));
}

TEST_CASE("Names refer to the rows that declare them") {
    auto declared = table("key,value\nnorth,1\nsouth,2\n");
    const auto index = declared.names("key", "zone");
    auto csv = table("key,value\nsouth,1\nsuoth,2\n");
    CHECK(csv.reference(0, "key", index) == 1);
    CHECK_FALSE(csv.reference(1, "key", index));
    CHECK(problems_of(csv) ==
          "t.csv:3:1: error: unknown zone 'suoth' (must be a zone of t.csv)\n"
          "    3 | suoth,2\n"
          "      | ^ did you mean 'south'?\n"
          "1 error; nothing was run");
}

TEST_CASE("A table that others refer to has rows") {
    auto declared = table("key,value\n");
    const auto index = declared.names("key", "zone");
    CHECK(problems_of(declared) ==
          "t.csv:1: error: the table has no rows: no zone (other tables refer to it); put its rows "
          "back below the header\n"
          "1 error; nothing was run");
    auto csv = table("key,value\nsouth,1\n");
    CHECK_FALSE(csv.reference(0, "key", index));
    CHECK(csv.problems().empty());
}

TEST_CASE("Only well-formed UTF-8 is text") {
    for (const auto* text : {"é", "€", "\xF0\x9F\x8F\xA0", "a"}) {
        CHECK(table(std::string("key,value\n") + text + ",1\n").problems().empty());
    }
    // Overlong, surrogate, above the last character, cut short, continuation alone.
    for (const auto* text :
         {"\xC1\x81", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE2\x82", "\x80"}) {
        const auto csv = table(std::string("key,value\n") + text + ",1\n");
        REQUIRE_FALSE(csv.problems().empty());
        CHECK(csv.problems().front().problem == "the text is not UTF-8");
        CHECK(csv.problems().front().line == 2);
    }
}
