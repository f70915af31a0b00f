#include "publication/difference_text.hpp"

#include <cmath>

#include <fmt/format.h>

namespace mixite {
namespace {

/// How values of a unit are printed: as they are, or as shares in per cent and points.
struct Style {
    double factor = 1.0;
    int decimals = 0;
    std::string_view value_suffix;
    std::string_view difference_suffix;
};

Style style_of(const std::string& unit) {
    if (unit == "1") {
        return {100.0, 1, " %", " pt"};
    }
    if (unit == "EUR/year") {
        return {1.0, 0, " €", " €"};
    }
    if (unit == "month") {
        return {1.0, 1, " mo", " mo"};
    }
    if (unit == "EUR") {
        return {0.001, 0, " k€", " k€"};
    }
    if (unit == "ratio") {
        return {1.0, 2, "", ""};
    }
    if (unit == "index") {
        return {1.0, 4, "", ""};
    }
    return {1.0, 0, "", ""};
}

/// Differences are printed with one decimal more than the counts they are of.
int difference_decimals(const Style& style) {
    return style.decimals == 0 && style.value_suffix.empty() ? 1 : style.decimals;
}

/// Zero, as the table writes differences.
bool shows_as_zero(double difference, const std::string& unit) {
    const auto style = style_of(unit);
    return std::abs(style.factor * difference) < 0.5 * std::pow(10.0, -difference_decimals(style));
}

}  // namespace

std::string value_text(double value, const std::string& unit) {
    const auto style = style_of(unit);
    return std::isfinite(value)
               ? fmt::format("{:.{}f}{}", style.factor * value, style.decimals, style.value_suffix)
               : "–";
}

std::string difference_text(double value, const std::string& unit) {
    const auto style = style_of(unit);
    return std::isfinite(value) ? fmt::format("{:+.{}f}{}",
                                              style.factor * value,
                                              difference_decimals(style),
                                              style.difference_suffix)
                                : "–";
}

std::string interval_text(const std::optional<Interval>& interval, const std::string& unit) {
    if (!interval) {
        return "–";
    }
    const auto style = style_of(unit);
    return fmt::format("{:+.{}f}…{:+.{}f}",
                       style.factor * interval->low,
                       difference_decimals(style),
                       style.factor * interval->high,
                       difference_decimals(style));
}

std::string half_interval_text(const std::optional<Interval>& interval, const std::string& unit) {
    if (!interval) {
        return "";
    }
    const auto style = style_of(unit);
    const double half = 0.5 * (interval->high - interval->low);
    const int decimals = difference_decimals(style);
    return half > 0.0 && shows_as_zero(half, unit)
               ? fmt::format(" ± <{:.{}f}", std::pow(10.0, -decimals), decimals)
               : fmt::format(" ± {:.{}f}", style.factor * half, decimals);
}

std::string_view mark_of(Reading reading) {
    switch (reading) {
        case Reading::lower:
            return "▼";
        case Reading::higher:
            return "▲";
        case Reading::identical:
            return "=";
        case Reading::not_distinguishable:
            return "~";
        case Reading::no_interval:
            return "?";
        case Reading::not_measured:
            break;
    }
    return "–";
}

std::string_view mark_beside(const PairedDifference& difference, const std::string& unit) {
    const bool differs =
        difference.reading == Reading::lower || difference.reading == Reading::higher;
    return differs && shows_as_zero(difference.mean, unit) ? "≈" : mark_of(difference.reading);
}

}  // namespace mixite
