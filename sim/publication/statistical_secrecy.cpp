#include "publication/statistical_secrecy.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>

#include "publication/run_places.hpp"

namespace mixite {
namespace {

/// Units of what is not a number of households, requests, leases or dwellings.
constexpr auto not_counts =
    std::to_array<std::string_view>({"1", "EUR/year", "EUR/month", "month", "day", "index", ""});

bool is_count(const std::string& unit) {
    return std::find(not_counts.begin(), not_counts.end(), unit) == not_counts.end();
}

/// What stands behind an indicator that is no count: by how its name begins, and over which axis.
struct BaseRule {
    std::string_view axis;  ///< empty: the agglomeration
    std::string_view begins;
    std::string_view base;
};

/// The first that fits holds.
constexpr auto base_rules = std::to_array<BaseRule>({
    {"zone", "", "households"},
    {"scope", "refusals", "offers"},
    {"scope", "without_answer", "offers"},
    {"scope", "first_quartile", "leases"},
    {"scope", "upper_quartiles", "leases"},
    {"scope", "vacancy", "stock"},
    {"scope", "", "households_by_scope"},
    {"quartile", "waiting", "open_requests_by_quartile"},
    {"quartile", "refusals", "offers_by_quartile"},
    {"quartile_frozen", "waiting", "open_requests_by_frozen_quartile"},
    {"priority", "waiting", "open_requests_by_priority"},
    {"", "housed", "leases_of_agglomeration"},
    {"", "transfer", "leases_of_agglomeration"},
    {"", "waiting", "open_requests"},
    {"", "", "households_of_agglomeration"},
});

std::string axis_name(const IndicatorDescription& indicator) {
    return indicator.axes.empty() ? "" : indicator.axes.front();
}

/// Counts that are a part of another count over the same axis.
struct PartOf {
    std::string_view part;
    std::string_view whole;
};
constexpr auto parts = std::to_array<PartOf>({
    {"poor_households", "households"},
    {"first_quartile_leases_legal_by_zone", "leases_by_zone"},
    {"first_quartile_leases_frozen_by_zone", "leases_by_zone"},
});

/// With the occupants of the month before, a month's few entrants and leavers would tell all their
/// traits, by the cells without anybody too: they are not published.
bool tells_single_households(const std::string& indicator) {
    return indicator.starts_with("entrants_by_") || indicator.starts_with("leavers_by_");
}

/// The name of the indicator that counts what stands behind another; empty if none is known.
std::string base_of(const IndicatorDescription& indicator) {
    if (tells_single_households(indicator.name)) {
        return "";
    }
    if (is_count(indicator.unit)) {
        const auto part = std::find_if(
            parts.begin(), parts.end(), [&](const auto& of) { return of.part == indicator.name; });
        return part == parts.end() ? indicator.name : std::string(part->whole);
    }
    const auto axis = axis_name(indicator);
    const auto found = std::find_if(base_rules.begin(), base_rules.end(), [&](const auto& rule) {
        return rule.axis == axis && indicator.name.starts_with(rule.begins);
    });
    return found == base_rules.end() ? "" : std::string(found->base);
}

const IndicatorDescription* described(const RunReader& run, const std::string& name) {
    const auto found = std::find_if(run.indicators().begin(),
                                    run.indicators().end(),
                                    [&](const auto& known) { return known.name == name; });
    return found == run.indicators().end() ? nullptr : &*found;
}

/// Positions within one of the first axis: over these a count adds up to what is told of it. Of a
/// single axis, all of them.
std::size_t inner_positions(const RunReader& run, const IndicatorDescription& indicator) {
    std::size_t positions = 1;
    for (std::size_t a = indicator.axes.size() > 1 ? 1 : 0; a < indicator.axes.size(); ++a) {
        positions *= axis_of(run, indicator.axes[a]).codes.size();
    }
    return positions;
}

/// The smallest of those who stand behind a value: behind a share or a part, also those that it is
/// of, and the others.
double smallest_base(const IndicatorDescription& indicator, double value, double base) {
    const bool is_share = indicator.unit == "1";
    if ((!is_share && !is_count(indicator.unit)) || !std::isfinite(value)) {
        return std::abs(base);
    }
    const double part = is_share ? std::round(value * base) : value;
    return part > 0.0 && part < base ? std::min(part, base - part) : std::abs(base);
}

/// The unmasked cell of the total that holds least, but not nothing.
std::size_t next_to_mask(const std::vector<Cell>& cells,
                         const std::vector<std::uint8_t>& masked,
                         std::size_t total) {
    std::size_t next = cells.size();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i].total == total && masked[i] == 0 && cells[i].base > 0.0 &&
            (next == cells.size() || cells[i].base < cells[next].base)) {
            next = i;
        }
    }
    return next;
}

struct MaskedPart {
    std::size_t cells = 0;
    double held = 0.0;  ///< what they hold together

    /// Nothing is masked, or nobody can tell the cells apart by the total.
    [[nodiscard]] bool is_safe() const {
        return cells == 0 || (cells > 1 && held >= least_published);
    }
};

MaskedPart masked_part(const std::vector<Cell>& cells,
                       const std::vector<std::uint8_t>& masked,
                       std::size_t total) {
    MaskedPart part;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i].total == total && masked[i] != 0) {
            ++part.cells;
            part.held += cells[i].base;
        }
    }
    return part;
}

void mask_until_safe(std::vector<std::uint8_t>& masked,
                     const std::vector<Cell>& cells,
                     std::size_t total) {
    while (!masked_part(cells, masked, total).is_safe()) {
        const auto next = next_to_mask(cells, masked, total);
        if (next == cells.size()) {
            return;
        }
        masked[next] = 1;
    }
}

}  // namespace

bool is_small(double count) {
    return count > 0.0 && count < least_published;
}

std::vector<std::uint8_t> masked_cells(const std::vector<Cell>& cells) {
    std::vector<std::uint8_t> masked(cells.size());
    std::size_t totals = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        masked[i] = is_small(cells[i].base) ? 1 : 0;
        totals = std::max(totals, cells[i].total + 1);
    }
    for (std::size_t total = 0; total < totals; ++total) {
        mask_until_safe(masked, cells, total);
    }
    return masked;
}

PublishedValues::PublishedValues(const RunReader& run) : run_(&run) {
    for (const auto& axis : run.axes()) {
        if (axis.name == "zone") {
            zone_totals_.assign(axis.codes.size(), 1);
        }
    }
    for (const auto qpv : qpv_positions(run)) {
        zone_totals_[qpv] = 0;
    }
}

std::vector<std::uint8_t> PublishedValues::mask_in(const std::string& scenario,
                                                   const IndicatorDescription& indicator) const {
    const auto values = run_->values(scenario, indicator.name);
    const auto base_name = base_of(indicator);
    if (described(*run_, base_name) == nullptr) {
        return std::vector<std::uint8_t>(values.values.size(), 1);
    }
    const auto bases = run_->values(scenario, base_name);
    const bool by_zone = axis_name(indicator) == "zone";
    const auto inner = inner_positions(*run_, indicator);
    std::vector<std::uint8_t> mask;
    mask.reserve(values.values.size());
    for (std::size_t r = 0; r < values.replications; ++r) {
        for (std::size_t m = 0; m < values.months; ++m) {
            std::vector<Cell> cells(values.extent);
            for (std::size_t at = 0; at < values.extent; ++at) {
                const double base = static_cast<double>(bases.at(r, m, at));
                cells[at] = {
                    smallest_base(indicator, static_cast<double>(values.at(r, m, at)), base),
                    by_zone ? zone_totals_[at] : at / inner};
            }
            const auto masked = masked_cells(cells);
            mask.insert(mask.end(), masked.begin(), masked.end());
        }
    }
    return mask;
}

std::vector<std::uint8_t> PublishedValues::mask_of(const std::string& indicator) const {
    const auto* known = described(*run_, indicator);
    EXPECT(known != nullptr, "no indicator '{}'", indicator);
    std::vector<std::uint8_t> all;
    for (const auto& scenario : run_->scenarios()) {
        const auto mask = mask_in(scenario, *known);
        if (all.empty()) {
            all = mask;
        }
        std::transform(all.begin(), all.end(), mask.begin(), all.begin(), [](auto a, auto b) {
            return static_cast<std::uint8_t>(a | b);
        });
    }
    return all;
}

PublishedIndicator PublishedValues::of(const std::string& scenario,
                                       const std::string& indicator) const {
    PublishedIndicator published{.values = run_->values(scenario, indicator), .masked = {}};
    if (!run_->statistical_secrecy()) {
        return published;
    }
    published.masked = mask_of(indicator);
    for (std::size_t i = 0; i < published.masked.size(); ++i) {
        if (published.masked[i] != 0) {
            published.values.values[i] = std::numeric_limits<float>::quiet_NaN();
        }
    }
    return published;
}

}  // namespace mixite
