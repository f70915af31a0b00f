#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "rules/household_life.hpp"
#include "rules/income_dynamics.hpp"

/// Plain versions of what the rules do fast: no block, no bound kept from month to month, nothing
/// skipped. The fast ones must equal them.
namespace mixite::plain {

/// What happens to a household; with its activities after, where the event is about them.
struct LifeEventOf {
    HouseholdRow row;
    LifeEvent event = LifeEvent::birth;
    std::array<Activity, most_adults> activity{};

    friend bool operator==(const LifeEventOf&, const LifeEventOf&) = default;
};

/// An event that a word may say, in order of the probabilities stacked on it.
struct Chance {
    LifeEvent event = LifeEvent::birth;
    std::uint32_t threshold = 0;
    Activity to = Activity::retired;
};

inline std::optional<Chance> chance_said_by(std::uint32_t word,
                                            const std::vector<Chance>& chances) {
    std::uint64_t sum = 0;
    for (const auto& chance : chances) {
        sum = std::min<std::uint64_t>(sum + chance.threshold, 0xffffffffU);
        if (word < sum) {
            return chance;
        }
    }
    return std::nullopt;
}

inline std::size_t years(Month birth, Month now) {
    return static_cast<std::size_t>(std::clamp(age_in_years(birth, now), 0, oldest_age));
}

inline std::vector<Chance> chances_of_adult(const World& w,
                                            const Behaviour& b,
                                            HouseholdRow row,
                                            std::size_t adult) {
    const auto& h = w.households;
    const auto activity = h.activity[row][adult];
    const auto age = years(h.adult_birth[row][adult], w.month);
    const auto power =
        power_class(power_bounds(b.income, w.levels.income), h.earning_power_cents[row][adult]);
    std::vector<Chance> chances{{LifeEvent::death, b.life.death.monthly_threshold[age]},
                                {LifeEvent::care_home, b.life.care_home.monthly_threshold[age]}};
    if (activity != Activity::retired) {
        chances.push_back({LifeEvent::retirement, b.income.retirement.monthly_threshold[age]});
    }
    const auto other = 1 - adult;
    const auto lives_on = livelihood(h.bond[row],
                                     h.earning_power_cents[row][adult],
                                     h.earning_power_cents[row][other],
                                     h.activity[row][other]);
    for (const auto& [to, rate] : activity_changes(b.income, activity, power, lives_on)) {
        if (rate > 0.0) {
            chances.push_back({LifeEvent::income, threshold(monthly_probability(rate)), to});
        }
    }
    return chances;
}

inline std::vector<Chance> chances_of_birth_and_union(const World& w,
                                                      const Behaviour& b,
                                                      HouseholdRow row) {
    const auto& h = w.households;
    const auto age =
        static_cast<std::size_t>(std::clamp(h.youngest_adult_age(row, w.month), 0, oldest_age));
    const auto children = static_cast<std::size_t>(h.children[row]);
    const auto& factors = b.life.birth_factor_by_children;
    const auto& births = h.bond[row] == Bond::couple ? b.life.birth_in_couple : b.life.birth_alone;
    const double rate =
        std::min(1.0, births.yearly[age] * factors[std::min(children, factors.size() - 1)]);
    std::vector<Chance> chances;
    if (children < most_children && rate > 0.0) {
        chances.push_back({LifeEvent::birth, threshold(monthly_probability(rate))});
    }
    const auto power =
        power_class(power_bounds(b.income, w.levels.income), h.earning_power_cents[row][0]);
    const double unions =
        std::min(1.0,
                 b.life.union_of_one.yearly[age] * b.life.union_factor_by_power[power] *
                     (children > 0 ? b.life.union_factor_with_children : 1.0));
    chances.push_back(
        h.bond[row] == Bond::alone
            ? Chance{LifeEvent::union_receives,
                     unions > 0.0 ? threshold(monthly_probability(unions)) : 0U}
            : Chance{LifeEvent::separation, b.life.separation.monthly_threshold[age]});
    return chances;
}

inline std::vector<Chance> chances_of_leaving(const World& w,
                                              const Behaviour& b,
                                              HouseholdRow row) {
    const auto& h = w.households;
    const auto age =
        static_cast<std::size_t>(std::clamp(h.eldest_adult_age(row, w.month), 0, oldest_age));
    std::vector<Chance> chances{{LifeEvent::departure, b.life.departure.monthly_threshold[age]}};
    if (h.children[row] > 0) {
        const auto eldest_child = years(h.child_birth[row][0], w.month);
        chances.push_back(
            {LifeEvent::leaving_parents, b.life.leaving_parents.monthly_threshold[eldest_child]});
    }
    return chances;
}

inline std::optional<LifeEventOf> life_event(const World& w,
                                             const Behaviour& b,
                                             const Draws& draws,
                                             HouseholdRow row) {
    const auto& h = w.households;
    const auto words = draws.block({DrawPurpose::life_hazard, w.month, h.key[row].value});
    std::optional<LifeEventOf> first;
    const auto hear = [&](const std::optional<Chance>& said, std::size_t adult) {
        if (!said || (first && first->event <= said->event)) {
            return;
        }
        first = LifeEventOf{row, said->event, {}};
        if (said->event == LifeEvent::retirement || said->event == LifeEvent::income) {
            first->activity = h.activity[row];
            first->activity[adult] = said->to;
        }
    };
    for (std::size_t adult = 0; adult < static_cast<std::size_t>(h.adults(row)); ++adult) {
        hear(chance_said_by(words[adult], chances_of_adult(w, b, row, adult)), adult);
    }
    hear(chance_said_by(words[2], chances_of_birth_and_union(w, b, row)), 0);
    hear(chance_said_by(words[3], chances_of_leaving(w, b, row)), 0);
    return first;
}

/// Everything that happens this month, in row order. A union is told before it is known who moves.
inline std::vector<LifeEventOf> life_events(const World& w,
                                            const Behaviour& b,
                                            const Draws& draws) {
    std::vector<LifeEventOf> events;
    for (const auto row : rows<HouseholdRow>(w.households.size())) {
        if (!w.households.present(row)) {
            continue;
        }
        if (const auto event = life_event(w, b, draws, row)) {
            events.push_back(*event);
        }
    }
    return events;
}

/// The same of what the rules say will happen.
inline std::vector<LifeEventOf> events_of(const std::vector<LifeOccurrence>& occurrences,
                                          const World& w,
                                          const Behaviour& b) {
    const auto& h = w.households;
    std::vector<LifeEventOf> events;
    for (const auto& [row, what] : occurrences) {
        LifeEventOf said{row, what.event, {}};
        if (what.event == LifeEvent::retirement || what.event == LifeEvent::income) {
            said.activity = h.activity[row];
            said.activity[what.adult] =
                what.event == LifeEvent::retirement
                    ? Activity::retired
                    : activity_changes(
                          b.income, h.activity[row][what.adult], 0, Livelihood::own)[what.change]
                          .to;
        }
        events.push_back(said);
    }
    return events;
}

/// The same of changes that have been worked out.
inline std::vector<LifeEventOf> events_of(const std::vector<LifeChange>& changes) {
    std::vector<LifeEventOf> events;
    for (const auto& change : changes) {
        const bool of_activity =
            change.event == LifeEvent::retirement || change.event == LifeEvent::income;
        events.push_back(
            {change.row,
             change.event == LifeEvent::union_leaves ? LifeEvent::union_receives : change.event,
             of_activity ? change.after.activity : std::array<Activity, most_adults>{}});
    }
    return events;
}

}  // namespace mixite::plain
