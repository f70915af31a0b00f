#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "foundation/calendar.hpp"
#include "foundation/keyed_random.hpp"
#include "rules/allocation_policy.hpp"
#include "world/behaviour.hpp"
#include "world/flows.hpp"
#include "world/world.hpp"

namespace mixite {

/// In order of precedence: of two that fall in the same month, the first happens.
enum class LifeEvent : std::uint8_t {
    death,
    care_home,
    departure,
    separation,
    union_leaves,    ///< the household's one adult moves in with a partner outside
    union_receives,  ///< a partner moves in from outside the households modelled
    leaving_parents,
    birth,
    retirement,
    income
};

/// What a month's words say of a household, before it is known how it turns out.
struct Occurrence {
    LifeEvent event = LifeEvent::income;
    std::size_t adult = 0;
    std::size_t change = 0;  ///< income: which way out of the activity
};
struct LifeOccurrence {
    HouseholdRow row;
    Occurrence what;
};

/// What happens to one household: its new attributes (gone or not), and the household that forms
/// from it, if one does. A household has at most one such change a month.
struct LifeChange {
    HouseholdRow row;
    LifeEvent event = LifeEvent::birth;
    Household after;     ///< tenure gone: it dissolves or leaves
    bool forms = false;  ///< `formed` comes into being
    Household formed;
};

/// Works out `world.quiet_life` for the rows that have expired and for new ones. Parallel over
/// rows.
void update_quiet_life(World& world, const Behaviour& behaviour);

/// The events of the month: of each household to which something happens, the first in order of
/// precedence. Parallel over rows; in row order. Precondition: `world.quiet_life` is up to date.
std::vector<LifeOccurrence> life_occurrences(const World& world, const Draws& draws);

/// The life of every household this month, residents and outside applicants alike: births, deaths,
/// care homes, unions, separations, children leaving, retirement, departures, then activity and
/// income. Depends only on keys, ages and incomes, never on zone, tenure or scenario. Parallel over
/// rows; in row order. Precondition: `world.quiet_life` is up to date.
std::vector<LifeChange> household_life(const World& world,
                                       const Behaviour& behaviour,
                                       const Draws& draws);

/// Arrivals into the private stock this month, with keys of their own, in zone order.
std::vector<Household> arrivals(const World& world, const Behaviour& behaviour, const Draws& draws);

/// Writes the changes in order: dissolves, forms, frees dwellings (vacant from the re-letting delay
/// on: see free_dwelling) and closes the requests of those who are gone.
void apply(World& world,
           const std::vector<LifeChange>& changes,
           const std::vector<Household>& arrived,
           const Behaviour& behaviour,
           const Draws& draws,
           MonthFlows& flows);

/// Each January: growth of incomes, rents and prices by the indices in force; shocks to earning
/// power; the declared incomes of the last two years move on.
void begin_year(World& world,
                const Behaviour& behaviour,
                const Indices& indices,
                const Draws& draws);

}  // namespace mixite
