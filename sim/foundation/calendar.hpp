#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mixite {

/// A calendar month, counted from January 1900; it also dates births, so that an age is a
/// difference.
struct Month {
    std::int16_t since_1900 = 0;

    friend constexpr auto operator<=>(Month, Month) = default;
};

inline constexpr int months_a_year = 12;
inline constexpr double days_a_month = 30.4375;  ///< on average over four years

/// No month: what lasts a lifetime, or has never happened.
inline constexpr Month no_month{};

/// Precondition: month_of_year is 1 to 12.
constexpr Month month(int year, int month_of_year) {
    return {static_cast<std::int16_t>((year - 1900) * 12 + month_of_year - 1)};
}
constexpr Month operator+(Month m, int months) {
    return {static_cast<std::int16_t>(m.since_1900 + months)};
}
constexpr Month operator-(Month m, int months) {
    return m + -months;
}
constexpr int operator-(Month a, Month b) {
    return a.since_1900 - b.since_1900;
}
constexpr Month& operator++(Month& m) {
    return m = m + 1;
}

constexpr int year_of(Month m) {
    const int years = m.since_1900 / 12;
    return 1900 + (m.since_1900 % 12 < 0 ? years - 1 : years);
}
constexpr int month_of_year(Month m) {
    return (m.since_1900 % 12 + 12) % 12 + 1;
}
constexpr int age_in_years(Month birth, Month now) {
    return (now - birth) / 12;
}

/// "2024-01"
std::string to_string(Month m);
/// The months that files and commands may name: well beyond those of any study, and so far from
/// what a Month can count that none of the model's sums leaves it.
inline constexpr int first_calendar_year = 1950;
inline constexpr int last_calendar_year = 2199;
/// The month that "2024-01" names, or nothing; nothing also before or after these years.
std::optional<Month> parse_month(std::string_view text);
/// Days from 1 January of `epoch_year` to the first of the month (proleptic Gregorian calendar).
int days_since(int epoch_year, Month m);

/// Things due in a month, kept and taken in the total order (month, thing).
template <class Thing>
class Agenda {
  public:
    void add(Month due, Thing thing) {
        const Entry entry{due, std::move(thing)};
        entries_.insert(std::upper_bound(entries_.begin(), entries_.end(), entry), entry);
    }

    /// Removes and returns everything due in this month or before.
    std::vector<Thing> take(Month now) {
        std::vector<Thing> due;
        auto entry = entries_.begin();
        for (; entry != entries_.end() && entry->first <= now; ++entry) {
            due.push_back(std::move(entry->second));
        }
        entries_.erase(entries_.begin(), entry);
        return due;
    }

    [[nodiscard]] std::size_t size() const { return entries_.size(); }

  private:
    using Entry = std::pair<Month, Thing>;
    std::vector<Entry> entries_;
};

}  // namespace mixite
