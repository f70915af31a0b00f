#include "rules/household_answers.hpp"

#include "foundation/elementary.hpp"
#include "foundation/parallel.hpp"
#include "rules/stock_programme.hpp"
#include "world/poverty_line.hpp"

namespace mixite {
namespace {

enum class PlaceKind : std::uint64_t { qpv = 1, with_town = 2, other_commune = 3 };

/// Tastes last by kind of place: a QPV, the rest of a commune cut into zones, another commune.
PlaceKind place_kind(const Territory& territory, ZoneRow zone) {
    switch (territory.zones[zone].kind) {
        case ZoneKind::qpv:
            return PlaceKind::qpv;
        case ZoneKind::iris:
            return PlaceKind::with_town;
        case ZoneKind::commune:
            break;
    }
    return PlaceKind::other_commune;
}

double qpv_utility(const AnswerTastes& tastes, const Candidate& c, ZoneRow zone) {
    const double by_quartile = c.quartile_legal == 1   ? tastes.qpv_first_quartile
                               : c.quartile_legal == 2 ? tastes.qpv_second_quartile
                                                       : tastes.qpv_upper_quartiles;
    return by_quartile + (c.has_school_child ? tastes.qpv_with_school_child : 0.0) +
           (c.zone == zone || c.wished_qpv == zone ? tastes.lives_in_that_qpv : 0.0);
}

/// Per unit of a place's share of poor households: who is better off keeps further away from them.
double poverty_taste(const World& world, const AnswerTastes& tastes, const Candidate& c) {
    return tastes.poverty_share +
           tastes.poverty_share_by_income *
               log_over_poverty_line(world, c.resources_per_unit_cents / 12.0);
}

double place_utility(const World& world,
                     const AnswerTastes& tastes,
                     const Candidate& c,
                     ZoneRow zone) {
    const auto& facts = world.territory->zones[zone];
    const double minutes = c.zone ? world.territory->minutes(c.zone, zone) : 0.0;
    return tastes.minutes * minutes + tastes.car_dependence * facts.car_dependence +
           (facts.commune == c.wished_commune ? tastes.wished_commune : 0.0) +
           poverty_taste(world, tastes, c) * world.reputed_poverty[zone] +
           (world.territory->is_qpv(zone) ? qpv_utility(tastes, c, zone) : 0.0);
}

/// What the dwelling itself is worth to a candidate, and what of it is its cost.
struct DwellingUtility {
    double cost = 0.0;
    double total = 0.0;
};

DwellingUtility dwelling_utility(const World& world,
                                 const AnswerTastes& tastes,
                                 const AllocationPolicy& policy,
                                 const Candidate& c,
                                 DwellingRow d) {
    const auto& dwellings = world.dwellings;
    const bool poor_label =
        dwellings.energy[d] >= EnergyLabel::e && dwellings.energy[d] <= EnergyLabel::g;
    const auto cost = offer_cost(c, world, d, policy);
    const double effort = tastes.effort * cost.effort_rate;
    return {effort,
            (dwellings.rooms[d] == c.rooms.ideal ? tastes.ideal_size : 0.0) + effort +
                (dwellings.form[d] == DwellingForm::house ? tastes.house : 0.0) +
                (poor_label ? tastes.poor_energy_label : 0.0)};
}

double situation_utility(const World& world, const AnswerTastes& tastes, const Candidate& c) {
    constexpr auto urgent = priority::dalo | priority::hosted_or_without_dwelling |
                            priority::eviction | priority::rehousing | priority::violence;
    const int waited = world.month - c.opened;
    return ((c.priorities & urgent) != 0 ? tastes.urgency : 0.0) + tastes.month_waited * waited +
           (c.transfer ? tastes.already_housed : 0.0);
}

/// After its last offer a household to be rehoused loses its right to stay: it takes what it is
/// offered.
bool must_accept(const World& world, const Candidate& c, const CommissionRules& rules) {
    return (c.priorities & priority::rehousing) != 0 &&
           world.applications.offers[c.application] + 1 >= rules.rehousing_offers;
}

Answer kind_of_refusal(const World& world,
                       const AnswerTastes& tastes,
                       const Candidate& c,
                       DwellingRow d,
                       const Draws& draws) {
    const double u = draws.uniform(
        {DrawPurpose::refusal_kind, world.month, c.key.value, world.dwellings.key[d].value});
    if (u < tastes.refused_before_commission) {
        return Answer::refused_before_commission;
    }
    return u < tastes.refused_before_commission + tastes.no_answer
               ? Answer::no_answer
               : Answer::refused_after_commission;
}

}  // namespace

double UtilityParts::advertised() const {
    return constant + dwelling + place + situation + taste;
}

double UtilityParts::total() const {
    return advertised() + quality + appeal;
}

UtilityParts advertised_parts(const World& world,
                              const AnswerTastes& tastes,
                              const AllocationPolicy& policy,
                              const Candidate& c,
                              DwellingRow d,
                              const Draws& draws) {
    const auto zone = world.dwellings.zone[d];
    const auto kind = static_cast<std::uint64_t>(place_kind(*world.territory, zone));
    const double taste = draws.normal({DrawPurpose::taste, no_month, c.key.value, kind});
    const auto itself = dwelling_utility(world, tastes, policy, c, d);
    return {
        .constant = tastes.constant,
        .cost = itself.cost,
        .dwelling = itself.total,
        .place = place_utility(world, tastes, c, zone) + attractiveness(world, policy.stock, zone),
        .situation = situation_utility(world, tastes, c),
        .taste = tastes.taste_sd * taste};
}

UtilityParts utility_parts(const World& world,
                           const AnswerTastes& tastes,
                           const AllocationPolicy& policy,
                           const Candidate& c,
                           DwellingRow d,
                           const Draws& draws) {
    const auto key = world.dwellings.key[d].value;
    const double quality = draws.normal({DrawPurpose::dwelling_quality, no_month, key});
    const double appeal =
        draws.logistic({DrawPurpose::dwelling_appeal, no_month, c.key.value, key});
    auto parts = advertised_parts(world, tastes, policy, c, d, draws);
    parts.quality = tastes.dwelling_quality_sd * quality;
    parts.appeal = tastes.appeal_scale * appeal;
    return parts;
}

double utility(const World& world,
               const AnswerTastes& tastes,
               const AllocationPolicy& policy,
               const Candidate& c,
               DwellingRow d,
               const Draws& draws) {
    return utility_parts(world, tastes, policy, c, d, draws).total();
}

std::vector<OfferAnswer> household_answers(const World& world,
                                           const Behaviour& behaviour,
                                           const AllocationPolicy& policy,
                                           const std::vector<RankedList>& lists,
                                           const std::vector<Candidate>& all,
                                           const Draws& draws) {
    const auto& tastes = behaviour.answers;
    return ordered_concat<OfferAnswer>(
        lists.size(), [&](const Block& block, std::vector<OfferAnswer>& answers) {
            for (auto l = block.first; l < block.last; ++l) {
                const auto& vacancy = lists[l].vacancy;
                std::uint8_t rank = 1;
                for (const auto i : lists[l].ranked) {
                    const auto d = vacancy.dwelling;
                    const bool accepts = policy.commission.refusals == Refusals::none ||
                                         must_accept(world, all[i], policy.commission) ||
                                         utility(world, tastes, policy, all[i], d, draws) > 0.0;
                    const auto answer = accepts ? Answer::accepted
                                                : kind_of_refusal(world, tastes, all[i], d, draws);
                    answers.push_back({d,
                                       vacancy.holder,
                                       vacancy.route,
                                       i,
                                       rank++,
                                       answer,
                                       points_for(world, policy, d, lists[l].hold, all[i])});
                    if (accepts) {
                        break;
                    }
                }
            }
        });
}

}  // namespace mixite
