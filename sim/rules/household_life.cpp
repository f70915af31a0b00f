#include "rules/household_life.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <span>

#include "foundation/elementary.hpp"
#include "foundation/failure.hpp"
#include "foundation/parallel.hpp"
#include "rules/income_dynamics.hpp"
#include "world/row_marks.hpp"

namespace mixite {
namespace {

constexpr std::size_t all_ages = oldest_age + 1;
constexpr std::size_t bonds = 3;
constexpr int adult_age = 18;

std::size_t age_row(Month birth, Month now) {
    return static_cast<std::size_t>(std::clamp(age_in_years(birth, now), 0, oldest_age));
}

/// Events that share one random word: the word falls between two of these bounds, or above the
/// last. As at most one of them can happen, their probabilities add up.
template <std::size_t n>
using Bounds = std::array<std::uint32_t, n>;

template <std::size_t n>
Bounds<n> stacked(const std::array<std::uint32_t, n>& thresholds) {
    Bounds<n> bounds{};
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < n; ++i) {
        sum = std::min<std::uint64_t>(sum + thresholds[i], 0xffffffffU);
        bounds[i] = static_cast<std::uint32_t>(sum);
    }
    return bounds;
}

/// Position of the event that the word says, or n for none.
template <std::size_t n>
std::size_t event_below(const Bounds<n>& bounds, std::uint32_t word) {
    std::size_t i = 0;
    while (i < n && word >= bounds[i]) {
        ++i;
    }
    return i;
}

std::uint32_t monthly_threshold(double yearly_rate) {
    return yearly_rate > 0.0 ? threshold(monthly_probability(yearly_rate)) : 0U;
}

}  // namespace

template <class T>
using ByAdult =
    std::array<std::array<std::array<std::array<T, all_ages>, power_classes>, activity_classes>,
               livelihoods>;

/// By class of earning power, age of the younger adult and children.
using UnionsAndBirths =
    std::array<std::array<std::array<Bounds<2>, most_children + 1>, all_ages>, power_classes>;

/// The bounds of a month's words, by what the events depend on.
struct LifeBounds {
    double income_level = 1.0;
    /// Of an adult, by livelihood, activity, class of earning power and age: death, care home,
    /// retirement, then the three ways out of the activity.
    ByAdult<Bounds<6>> adult{};
    std::array<std::int32_t, power_classes - 1> power{};
    /// Of the household, by bond, class of earning power of the first adult, age of the younger
    /// adult and children: birth, then union or separation.
    std::array<UnionsAndBirths, bonds> union_and_birth{};
    std::array<std::uint32_t, all_ages> leaving_parents{};
    std::array<std::uint32_t, all_ages> departure{};
};

namespace {

/// Monthly thresholds of the ways out of an activity.
std::array<std::uint32_t, 3> ways_out(const IncomeRates& rates,
                                      Activity activity,
                                      std::size_t power_class,
                                      Livelihood livelihood) {
    std::array<std::uint32_t, 3> thresholds{};
    const auto changes = activity_changes(rates, activity, power_class, livelihood);
    for (std::size_t i = 0; i < thresholds.size(); ++i) {
        thresholds[i] = monthly_threshold(changes[i].yearly_rate);
    }
    return thresholds;
}

Bounds<6> adult_bounds(const Behaviour& b,
                       Activity activity,
                       const std::array<std::uint32_t, 3>& out,
                       std::size_t age) {
    const bool retired = activity == Activity::retired;
    return stacked<6>({b.life.death.monthly_threshold[age],
                       b.life.care_home.monthly_threshold[age],
                       retired ? 0U : b.income.retirement.monthly_threshold[age],
                       out[0],
                       out[1],
                       out[2]});
}

double yearly_unions(const LifeRates& life,
                     std::size_t power_class,
                     std::size_t age,
                     std::size_t children) {
    const double with_children = children > 0 ? life.union_factor_with_children : 1.0;
    return std::min(
        1.0,
        life.union_of_one.yearly[age] * life.union_factor_by_power[power_class] * with_children);
}

Bounds<2> union_and_birth_bounds(const LifeRates& life,
                                 Bond bond,
                                 std::size_t power_class,
                                 std::size_t age,
                                 std::size_t children) {
    const auto& births = bond == Bond::couple ? life.birth_in_couple : life.birth_alone;
    const double factor =
        life.birth_factor_by_children[std::min(children, life.birth_factor_by_children.size() - 1)];
    const bool full = children == most_children;
    return stacked<2>({full ? 0U : monthly_threshold(std::min(1.0, births.yearly[age] * factor)),
                       bond == Bond::alone
                           ? monthly_threshold(yearly_unions(life, power_class, age, children))
                           : life.separation.monthly_threshold[age]});
}

void bound_adults(LifeBounds& bounds,
                  const Behaviour& b,
                  Livelihood livelihood,
                  Activity activity) {
    auto& by_power =
        bounds.adult[static_cast<std::size_t>(livelihood)][static_cast<std::size_t>(activity)];
    for (std::size_t power = 0; power < power_classes; ++power) {
        const auto out = ways_out(b.income, activity, power, livelihood);
        for (std::size_t age = 0; age < all_ages; ++age) {
            by_power[power][age] = adult_bounds(b, activity, out, age);
        }
    }
}

void bound_unions_and_births(LifeBounds& bounds, const Behaviour& b, Bond bond) {
    auto& by_power = bounds.union_and_birth[static_cast<std::size_t>(bond)];
    for (std::size_t power = 0; power < power_classes; ++power) {
        for (std::size_t age = 0; age < all_ages; ++age) {
            for (std::size_t children = 0; children <= most_children; ++children) {
                by_power[power][age][children] =
                    union_and_birth_bounds(b.life, bond, power, age, children);
            }
        }
    }
}

LifeBounds life_bounds(const Behaviour& b, double income_level) {
    LifeBounds bounds;
    bounds.income_level = income_level;
    bounds.power = power_bounds(b.income, income_level);
    bounds.leaving_parents = b.life.leaving_parents.monthly_threshold;
    bounds.departure = b.life.departure.monthly_threshold;
    for (std::size_t livelihood = 0; livelihood < livelihoods; ++livelihood) {
        for (std::size_t activity = 0; activity < activity_classes; ++activity) {
            bound_adults(
                bounds, b, static_cast<Livelihood>(livelihood), static_cast<Activity>(activity));
        }
    }
    for (std::size_t bond = 0; bond < bonds; ++bond) {
        bound_unions_and_births(bounds, b, static_cast<Bond>(bond));
    }
    return bounds;
}

using MaybeOccurrence = std::optional<Occurrence>;

MaybeOccurrence prior(const MaybeOccurrence& a, const MaybeOccurrence& b) {
    if (!a || !b) {
        return a ? a : b;
    }
    return b->event < a->event ? b : a;
}

MaybeOccurrence to_adult(const Bounds<6>& bounds, std::uint32_t word, std::size_t adult) {
    constexpr std::array life_events{LifeEvent::death, LifeEvent::care_home, LifeEvent::retirement};
    const auto event = event_below(bounds, word);
    if (event < life_events.size()) {
        return Occurrence{.event = life_events[event], .adult = adult};
    }
    if (event < bounds.size()) {
        return Occurrence{
            .event = LifeEvent::income, .adult = adult, .change = event - life_events.size()};
    }
    return {};
}

MaybeOccurrence union_or_birth(const Bounds<2>& bounds, std::uint32_t word, Bond bond) {
    switch (event_below(bounds, word)) {
        case 0:
            return Occurrence{.event = LifeEvent::birth};
        case 1:
            return Occurrence{.event = bond == Bond::alone ? LifeEvent::union_receives
                                                           : LifeEvent::separation};
        default:
            return {};
    }
}

MaybeOccurrence leaving_or_departure(const Bounds<2>& bounds, std::uint32_t word) {
    switch (event_below(bounds, word)) {
        case 0:
            return Occurrence{.event = LifeEvent::departure};
        case 1:
            return Occurrence{.event = LifeEvent::leaving_parents};
        default:
            return {};
    }
}

/// What the bounds of a household's month depend on.
struct Standing {
    std::size_t adults = 1;
    std::array<std::size_t, most_adults> age{};
    std::array<std::size_t, most_adults> activity{};
    std::array<std::size_t, most_adults> power{};
    std::array<std::size_t, most_adults> livelihood{};
    std::size_t youngest_age = 0;
    std::size_t eldest_age = 0;
    std::size_t bond = 0;
    std::size_t children = 0;
    std::size_t eldest_child_age = 0;  ///< 0 without children
};

Livelihood livelihood_of(const Households& h, HouseholdRow row, std::size_t adult) {
    const auto& power = h.earning_power_cents[row];
    const auto other = 1 - adult;
    return livelihood(h.bond[row], power[adult], power[other], h.activity[row][other]);
}

Standing standing(const Households& h, HouseholdRow row, Month now, const LifeBounds& bounds) {
    Standing s{.adults = static_cast<std::size_t>(h.adults(row)),
               .bond = static_cast<std::size_t>(h.bond[row]),
               .children = h.children[row]};
    for (std::size_t adult = 0; adult < s.adults; ++adult) {
        s.age[adult] = age_row(h.adult_birth[row][adult], now);
        s.activity[adult] = static_cast<std::size_t>(h.activity[row][adult]);
        s.power[adult] = power_class(bounds.power, h.earning_power_cents[row][adult]);
        s.livelihood[adult] = static_cast<std::size_t>(livelihood_of(h, row, adult));
    }
    const auto last = s.adults - 1;
    s.youngest_age = std::min(s.age[0], s.age[last]);
    s.eldest_age = std::max(s.age[0], s.age[last]);
    s.eldest_child_age = s.children > 0 ? age_row(h.child_birth[row][0], now) : 0;
    return s;
}

const Bounds<6>& bounds_of_adult(const LifeBounds& bounds, const Standing& s, std::size_t adult) {
    return bounds.adult[s.livelihood[adult]][s.activity[adult]][s.power[adult]][s.age[adult]];
}

Bounds<2> bounds_of_moves(const LifeBounds& bounds, const Standing& s) {
    return stacked<2>({bounds.departure[s.eldest_age],
                       s.children > 0 ? bounds.leaving_parents[s.eldest_child_age] : 0U});
}

/// The words from which on nothing happens: one a adult, one for unions and births, one for moves
/// out of the household or of the agglomeration. For this month and the eleven that follow, in
/// which everybody has one birthday.
RandomBlock quiet_words(const LifeBounds& bounds, const Standing& s) {
    const auto later = [](std::size_t age) { return std::min(age + 1, all_ages - 1); };
    const auto of_adult = [&](std::size_t adult) {
        const auto& by_age = bounds.adult[s.livelihood[adult]][s.activity[adult]][s.power[adult]];
        return std::max(by_age[s.age[adult]].back(), by_age[later(s.age[adult])].back());
    };
    const auto& by_youngest_age = bounds.union_and_birth[s.bond][s.power[0]];
    const auto most = [&](const auto& by_age, std::size_t age) {
        return std::max(by_age[age], by_age[later(age)]);
    };
    const auto moves =
        stacked<2>({most(bounds.departure, s.eldest_age),
                    s.children > 0 ? most(bounds.leaving_parents, s.eldest_child_age) : 0U});
    return {of_adult(0),
            s.adults == 2 ? of_adult(1) : 0U,
            std::max(by_youngest_age[s.youngest_age][s.children].back(),
                     by_youngest_age[later(s.youngest_age)][s.children].back()),
            moves.back()};
}

/// The first, in order of precedence, of the events that the month's four words say.
MaybeOccurrence occurrence(const Standing& s, const LifeBounds& bounds, const RandomBlock& words) {
    const auto of_adult = [&](std::size_t adult) {
        return to_adult(bounds_of_adult(bounds, s, adult), words[adult], adult);
    };
    const auto of_adults = prior(of_adult(0), s.adults == 2 ? of_adult(1) : MaybeOccurrence{});
    const auto& union_and_birth =
        bounds.union_and_birth[s.bond][s.power[0]][s.youngest_age][s.children];
    return prior(of_adults,
                 prior(union_or_birth(union_and_birth, words[2], static_cast<Bond>(s.bond)),
                       leaving_or_departure(bounds_of_moves(bounds, s), words[3])));
}

/// How the events of one month turn out for the household.
class Outcome {
  public:
    Outcome(const World& world,
            const Behaviour& behaviour,
            const Draws& draws,
            const Household& before)
        : world_(world), behaviour_(behaviour), draws_(draws), before_(before) {}

    [[nodiscard]] LifeChange of(HouseholdRow row, const Occurrence& occurrence) const {
        LifeChange change{.row = row, .event = occurrence.event, .after = before_};
        switch (occurrence.event) {
            case LifeEvent::death:
            case LifeEvent::care_home:
                return loss(change, occurrence.adult);
            case LifeEvent::departure:
                change.after.tenure = Tenure::gone;
                return change;
            case LifeEvent::separation:
                return separation(change);
            case LifeEvent::union_leaves:
            case LifeEvent::union_receives:
                return new_union(change);
            case LifeEvent::leaving_parents:
                return leaving_parents(change);
            case LifeEvent::birth:
                change.after.child_birth[change.after.children++] = world_.month;
                return change;
            case LifeEvent::retirement:
                return new_activity(change, occurrence.adult, Activity::retired);
            case LifeEvent::income:
                return new_activity(change,
                                    occurrence.adult,
                                    activity_changes(behaviour_.income,
                                                     before_.activity[occurrence.adult],
                                                     0,
                                                     Livelihood::own)[occurrence.change]
                                        .to);
        }
        return change;
    }

  private:
    [[nodiscard]] double uniform(std::size_t word) const {
        return to_uniform(draws_.block(address(0))[word]);
    }
    [[nodiscard]] double normal(std::uint32_t index) const { return draws_.normal(address(index)); }
    [[nodiscard]] DrawAddress address(std::uint32_t index) const {
        return {.purpose = DrawPurpose::life_outcome,
                .month = world_.month,
                .entity = before_.key.value,
                .index = index};
    }

    [[nodiscard]] Household without_adult(std::size_t adult) const {
        auto after = before_;
        const auto stays = 1 - adult;
        const double total = static_cast<double>(before_.declared_cents[0]) +
                             static_cast<double>(before_.declared_cents[1]);
        const double share = total > 0.0 ? before_.declared_cents[stays] / total : 0.5;
        after.bond = Bond::alone;
        after.adult_birth = {before_.adult_birth[stays], no_month};
        after.activity = {before_.activity[stays], Activity::without_work};
        after.disabled = static_cast<std::uint8_t>(before_.disabled >> stays & 1U);
        after.earning_power_cents = {before_.earning_power_cents[stays], 0};
        after.declared_cents = {before_.declared_cents[stays], 0};
        after.declared_last_year_cents = part(before_.declared_last_year_cents, share);
        after.declared_two_years_ago_cents = part(before_.declared_two_years_ago_cents, share);
        return after;
    }

    static std::int32_t part(std::int32_t cents, double share) {
        return static_cast<std::int32_t>(std::floor(cents * share + 0.5));
    }

    [[nodiscard]] LifeChange loss(LifeChange change, std::size_t adult) const {
        if (before_.bond == Bond::alone) {
            change.after.tenure = Tenure::gone;
        } else {
            change.after = without_adult(adult);
            if (change.event == LifeEvent::death) {
                add_survivor_pension(change.after, adult);
            }
        }
        return change;
    }

    void add_survivor_pension(Household& after, std::size_t deceased) const {
        if (after.activity[0] == Activity::retired &&
            before_.activity[deceased] == Activity::retired) {
            const double share = behaviour_.income.survivor_pension;
            after.earning_power_cents[0] += part(before_.earning_power_cents[deceased], share);
            after.declared_cents[0] += part(before_.declared_cents[deceased], share);
        }
    }

    /// The household that forms around `household`'s members: without dwelling or request yet.
    [[nodiscard]] Household newly_formed(Household household, bool rents) const {
        household.key = {derived_key(before_.key.value, world_.month, 0)};
        household.tenure = rents ? Tenure::private_tenant : Tenure::hosted;
        household.dwelling = {};
        household.application = {};
        household.moved_in = world_.month;
        return household;
    }

    [[nodiscard]] LifeChange separation(LifeChange change) const {
        const std::size_t moves_out = uniform(0) < 0.5 ? 0 : 1;
        const bool children_stay = uniform(1) < behaviour_.life.stayer_keeps_children;
        change.after = without_adult(moves_out);
        change.forms = true;
        change.formed = newly_formed(without_adult(1 - moves_out),
                                     uniform(2) < behaviour_.life.separated_rents_privately);
        auto& childless = children_stay ? change.formed : change.after;
        childless.children = 0;
        childless.child_birth = {};
        if (before_.bond == Bond::couple) {
            change.after.separated = world_.month;
            change.formed.separated = world_.month;
        }
        return change;
    }

    [[nodiscard]] LifeChange new_union(LifeChange change) const {
        if (before_.children == 0 && uniform(0) < behaviour_.life.union_moves_away) {
            change.event = LifeEvent::union_leaves;
            change.after.tenure = Tenure::gone;
            return change;
        }
        change.event = LifeEvent::union_receives;
        auto& both = change.after;
        both.bond = Bond::couple;
        both.adult_birth[1] = partner_birth();
        both.earning_power_cents[1] = partner_earning_power_cents();
        both.activity[1] = partner_activity(both.adult_birth[1], both.earning_power_cents[1]);
        both.declared_cents[1] =
            declared(both.key, 1, both.activity[1], both.earning_power_cents[1]);
        both.declared_last_year_cents += both.declared_cents[1];
        both.declared_two_years_ago_cents += both.declared_cents[1];
        return change;
    }

    [[nodiscard]] Month partner_birth() const {
        const double gap_months = 12.0 * behaviour_.life.partner_age_gap_sd_years * normal(1);
        const auto birth = before_.adult_birth[0] + static_cast<int>(std::floor(gap_months + 0.5));
        return std::min(birth, world_.month - adult_age * 12);
    }

    [[nodiscard]] Activity partner_activity(Month birth, std::int32_t earning_power_cents) const {
        const auto& life = behaviour_.life;
        if (age_in_years(birth, world_.month) >= life.partner_retired_age_years) {
            return Activity::retired;
        }
        const auto bounds = power_bounds(behaviour_.income, world_.levels.income);
        const auto first = activities_begun * power_class(bounds, earning_power_cents);
        return activity_among(
            std::span(life.partner_activity).subspan(first).first<activities_begun>(), uniform(1));
    }

    // Like meets like, but not the same.
    [[nodiscard]] std::int32_t partner_earning_power_cents() const {
        const auto& life = behaviour_.life;
        const double typical = life.partner_earning_power_cents * world_.levels.income;
        const double factor =
            relative_factor(before_.earning_power_cents[0], typical, life.partner_elasticity);
        return earning_power_around(typical * factor, life.partner_earning_power_log_sd, normal(2));
    }

    static std::int32_t earning_power_around(double median_cents, double log_sd, double z) {
        return static_cast<std::int32_t>(std::floor(median_cents * exponential(log_sd * z) + 0.5));
    }

    /// What somebody's earning power over a typical one makes of another's.
    static double relative_factor(double earning_power, double typical, double elasticity) {
        constexpr double most = 4.0;
        const double relative = std::clamp(earning_power / typical, 1.0 / most, most);
        return exponential(elasticity * natural_log(relative));
    }

    static constexpr std::size_t activities_begun = 4;

    static Activity activity_among(std::span<const double, activities_begun> shares,
                                   double uniform) {
        constexpr std::array order{Activity::stable_job,
                                   Activity::precarious_job,
                                   Activity::unemployed,
                                   Activity::without_work};
        double sum = 0.0;
        for (std::size_t i = 0; i + 1 < order.size(); ++i) {
            sum += shares[i];
            if (uniform < sum) {
                return order[i];
            }
        }
        return order.back();
    }

    [[nodiscard]] LifeChange leaving_parents(LifeChange change) const {
        auto& births = change.after.child_birth;
        std::rotate(births.begin(), births.begin() + 1, births.begin() + before_.children);
        births[--change.after.children] = no_month;
        change.forms = uniform(0) >= behaviour_.life.leaver_leaves_agglomeration;
        if (change.forms) {
            change.formed = leaver(before_.child_birth[0]);
        }
        return change;
    }

    [[nodiscard]] Household leaver(Month birth) const {
        constexpr int oldest_student_leaver = 21;
        const auto& life = behaviour_.life;
        auto formed =
            newly_formed({.zone = before_.zone}, uniform(2) < life.leaver_rents_privately);
        formed.adult_birth = {birth, no_month};
        const bool studies = age_in_years(birth, world_.month) <= oldest_student_leaver &&
                             uniform(1) < life.leaver_is_student;
        formed.activity[0] =
            studies ? Activity::student : activity_among(life.leaver_activity, uniform(3));
        formed.earning_power_cents[0] = earning_power_around(
            behaviour_.income.first_earning_power_cents * world_.levels.income * parents_factor(),
            behaviour_.income.first_earning_power_log_sd,
            normal(1));
        formed.declared_cents[0] =
            declared(formed.key, 0, formed.activity[0], formed.earning_power_cents[0]);
        return formed;
    }

    /// What the parents' earning power makes of that of a child who begins.
    [[nodiscard]] double parents_factor() const {
        const auto& income = behaviour_.income;
        const auto [first, second] = before_.earning_power_cents;
        return relative_factor(std::max(first, second),
                               income.parents_earning_power_cents * world_.levels.income,
                               income.parents_elasticity);
    }

    [[nodiscard]] LifeChange new_activity(LifeChange change,
                                          std::size_t adult,
                                          Activity activity) const {
        auto& after = change.after;
        after.activity[adult] = activity;
        after.declared_cents[adult] =
            declared(after.key, adult, activity, after.earning_power_cents[adult]);
        return change;
    }

    [[nodiscard]] std::int32_t declared(HouseholdKey key,
                                        std::size_t adult,
                                        Activity activity,
                                        std::int32_t earning_power_cents) const {
        return declared_income_cents(
            behaviour_.income, activity, earning_power_cents, key, adult, world_.month, draws_);
    }

    const World& world_;
    const Behaviour& behaviour_;
    const Draws& draws_;
    const Household& before_;
};

/// The highest upper half of a word below this one; without any word below it, the lowest half
/// there is.
std::uint16_t highest_half_below(std::uint32_t word) {
    return word == 0 ? 0 : static_cast<std::uint16_t>((word - 1) >> 16);
}

/// Marks the households of the block for which one of the month's words is not quiet.
MIXITE_VECTOR_CLONES
void mark_who_stirs(RowMarks& stirs,
                    const RandomWords& words,
                    const QuietLife& quiet,
                    const Block& block) {
    const auto* first = quiet.highest[0].values().data() + block.first;
    const auto* second = quiet.highest[1].values().data() + block.first;
    const auto* third = quiet.highest[2].values().data() + block.first;
    const auto* fourth = quiet.highest[3].values().data() + block.first;
    const auto size = block.last - block.first;
    for (std::size_t i = 0; i < size; ++i) {
        const int stirs_here = static_cast<int>(words.word[0][i] >> 16 <= first[i]) |
                               static_cast<int>(words.word[1][i] >> 16 <= second[i]) |
                               static_cast<int>(words.word[2][i] >> 16 <= third[i]) |
                               static_cast<int>(words.word[3][i] >> 16 <= fourth[i]);
        stirs[i] = static_cast<std::uint8_t>(stirs_here);
    }
}

}  // namespace

void update_quiet_life(World& world, const Behaviour& behaviour) {
    auto& quiet = world.quiet_life;
    const auto& households = world.households;
    if (quiet.bounds == nullptr || quiet.bounds->income_level < world.levels.income ||
        quiet.bounds->income_level > world.levels.income) {
        quiet.bounds =
            std::make_shared<const LifeBounds>(life_bounds(behaviour, world.levels.income));
    }
    const auto work_out = [&](HouseholdRow row) {
        const auto words =
            quiet_words(*quiet.bounds, standing(households, row, world.month, *quiet.bounds));
        for (std::size_t word = 0; word < words.size(); ++word) {
            quiet.highest[word][row] = highest_half_below(words[word]);
        }
    };
    for (auto& column : quiet.highest) {
        column.resize(households.size());
    }
    for (const auto row : quiet.expired) {
        if (row.value < quiet.known) {
            work_out(row);
        }
    }
    const auto known = quiet.known;
    for_each_block(households.size() - known, [&](const Block& block) {
        for (const auto row : RowRange<HouseholdRow>(known + block.first, known + block.last)) {
            work_out(row);
        }
    });
    quiet.expired.clear();
    quiet.known = households.size();
}

std::vector<LifeOccurrence> life_occurrences(const World& world, const Draws& draws) {
    const auto& households = world.households;
    EXPECT(world.quiet_life.up_to_date(households.size()),
           "{}: the quiet words are not up to date",
           to_string(world.month));
    const auto& bounds = *world.quiet_life.bounds;
    return ordered_concat<LifeOccurrence>(
        households.size(), [&](const Block& block, std::vector<LifeOccurrence>& found) {
            // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): filled by blocks()
            RandomWords words;
            draws.blocks(words,
                         DrawPurpose::life_hazard,
                         world.month,
                         households.key.between(block.first, block.last));
            RowMarks stirs;
            mark_who_stirs(stirs, words, world.quiet_life, block);
            for_each_marked(stirs, block, [&](std::size_t i) {
                const HouseholdRow row{block.first + i};
                if (!households.present(row)) {
                    return;
                }
                const auto what = occurrence(
                    standing(households, row, world.month, bounds), bounds, words.block(i));
                if (what) {
                    found.push_back({row, *what});
                }
            });
        });
}

std::vector<LifeChange> household_life(const World& world,
                                       const Behaviour& behaviour,
                                       const Draws& draws) {
    const auto occurrences = life_occurrences(world, draws);
    return ordered_concat<LifeChange>(
        occurrences.size(), [&](const Block& block, std::vector<LifeChange>& changes) {
            changes.reserve(block.last - block.first);
            for (auto i = block.first; i < block.last; ++i) {
                const auto& [row, what] = occurrences[i];
                const auto before = household_at(world.households, row);
                changes.push_back(Outcome(world, behaviour, draws, before).of(row, what));
            }
        });
}

}  // namespace mixite
