#include "foundation/calendar.hpp"

#include <charconv>
#include <chrono>

#include <fmt/format.h>

namespace mixite {

std::string to_string(Month m) {
    return fmt::format("{:04}-{:02}", year_of(m), month_of_year(m));
}

std::optional<Month> parse_month(std::string_view text) {
    const auto number = [](std::string_view digits) -> std::optional<int> {
        int value = 0;
        const auto [end, error] = std::from_chars(digits.begin(), digits.end(), value);
        const bool whole = error == std::errc{} && end == digits.end() && digits.front() != '-';
        return whole ? std::optional{value} : std::nullopt;
    };
    if (text.size() != 7 || text[4] != '-') {
        return std::nullopt;
    }
    const auto year = number(text.substr(0, 4));
    const auto of_year = number(text.substr(5));
    if (!year || !of_year || *year < first_calendar_year || *year > last_calendar_year ||
        *of_year < 1 || *of_year > 12) {
        return std::nullopt;
    }
    return month(*year, *of_year);
}

int days_since(int epoch_year, Month m) {
    using namespace std::chrono;
    const auto first_of = [](int y, int of_year) { return sys_days{year{y} / of_year / 1}; };
    const auto days = first_of(year_of(m), month_of_year(m)) - first_of(epoch_year, 1);
    return static_cast<int>(days.count());
}

}  // namespace mixite
