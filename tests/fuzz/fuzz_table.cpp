#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "scenario/csv_reader.hpp"

using namespace mixite;

namespace {

constexpr std::array<std::string_view, 2> forms{"flat", "house"};

void read_row(CsvReader& table, std::size_t row, const NameIndex& zones) {
    const auto count = table.integer(row, "count", {0, 1000});
    const auto share = table.number(row, "share", {0.0, 1.0});
    const auto form = table.choice(row, "form", forms);
    if (count < 0 || count > 1000 || !(share >= 0.0 && share <= 1.0) || form >= forms.size()) {
        __builtin_trap();
    }
    table.year_month(row, "month");
    table.name_or_empty(row, "label");
    table.reference(row, "zone", zones);
}

}  // namespace

// Whatever the bytes, a table is read to its end: values within their bounds, or problems.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    CsvReader table{"table.csv",
                    std::string{bytes, bytes + size},
                    {"zone", "count", "share", "form", "month", "label"}};
    const auto zones = table.names("zone", "zone");
    for (std::size_t row = 0; row < table.rows(); ++row) {
        read_row(table, row, zones);
    }
    for (const auto& problem : table.problems()) {
        if (to_string(problem).empty()) {
            __builtin_trap();
        }
    }
    return 0;
}
