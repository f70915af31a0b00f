#include "rules/open_dwelling.hpp"

#include <algorithm>

#include "rules/income.hpp"

namespace mixite {
namespace {

/// Rents lie between these, and so do their differences.
constexpr std::int32_t least_net = -(1 << 29);
constexpr std::int32_t greatest_net = 1 << 29;

/// The highest net cost that the candidate can bear; below `least_net` if none. A cost that can be
/// borne can be borne if it is less, so that a few steps from what the effort rate alone would say
/// find it.
std::int32_t most_net(const Candidate& c, const CommissionRules& rules) {
    const auto bears = [&](std::int32_t net) { return can_bear(c, net, rules); };
    const double guess = std::clamp(rules.most_effort_rate * c.resources_cents_a_month, 0.0, 1e8);
    auto borne = static_cast<std::int32_t>(guess);
    std::int32_t step = 1;
    while (borne > least_net && !bears(borne)) {
        borne = std::max(borne - step, least_net);
        step *= 2;
    }
    if (!bears(borne)) {
        return least_net - 1;
    }
    auto too_much = borne;
    for (step = 1; too_much < greatest_net && bears(too_much); step *= 2) {
        borne = too_much;
        too_much = std::min(too_much + step, greatest_net);
    }
    while (too_much - borne > 1) {
        const auto between = borne + (too_much - borne) / 2;
        (bears(between) ? borne : too_much) = between;
    }
    return borne;
}

Eligibility eligibility_of(const Candidate& c, const AllocationPolicy& policy) {
    const auto net = most_net(c, policy.commission);
    const bool lower_rent = policy.rents.modest_newcomers.cut != 0.0 && c.modest_newcomer;
    const bool wants_no_commune = !c.open_to_other_communes && !c.wished_commune;
    return {.most_net_cents = net,
            .allowance_base_cents = c.allowance_base_cents,
            .adults = c.adults,
            .dependants = c.dependants,
            .financings = c.financings,
            .fewest_rooms = c.rooms.fewest,
            .most_rooms = c.rooms.most,
            .by_all_rules = c.diverted || c.rehoused_outside || lower_rent || wants_no_commune ||
                            net < least_net};
}

}  // namespace

std::vector<Eligibility> eligibilities_of(const std::vector<Candidate>& candidates,
                                          const AllocationPolicy& policy) {
    std::vector<Eligibility> eligibilities;
    eligibilities.reserve(candidates.size());
    for (const auto& c : candidates) {
        eligibilities.push_back(eligibility_of(c, policy));
    }
    return eligibilities;
}

OpenDwelling::OpenDwelling(const World& world,
                           const AllocationPolicy& policy,
                           DwellingRow dwelling,
                           const std::vector<Candidate>& candidates,
                           const std::vector<Eligibility>& eligibilities)
    : world_(world),
      policy_(policy),
      dwelling_(dwelling),
      candidates_(candidates),
      eligibilities_(eligibilities),
      rooms_(world.dwellings.rooms[dwelling]),
      financing_(static_cast<std::uint8_t>(
          1U << static_cast<unsigned>(world.dwellings.financing[dwelling]))),
      rent_cents_(world.dwellings.rent_cents[dwelling]),
      gross_cents_(rent_cents_ + world.dwellings.charges_cents[dwelling]),
      was_refused_(is_refused(world, dwelling)) {}

bool OpenDwelling::is_open_to(std::uint32_t candidate) const {
    const auto& eligibility = eligibilities_[candidate];
    const bool above_ceiling = (eligibility.financings & financing_) == 0;
    if (eligibility.by_all_rules || (above_ceiling && !policy_.derogations.empty())) {
        return bar(candidates_[candidate], world_, dwelling_, policy_) == Bar::none;
    }
    if (above_ceiling || rooms_ < eligibility.fewest_rooms || rooms_ > eligibility.most_rooms) {
        return false;
    }
    // APL only makes it cheaper: it need not be worked out for who can pay without.
    const bool can_pay = gross_cents_ <= eligibility.most_net_cents ||
                         gross_cents_ - housing_allowance_cents(policy_.housing_allowance,
                                                                eligibility.adults,
                                                                eligibility.dependants,
                                                                rent_cents_,
                                                                eligibility.allowance_base_cents) <=
                             eligibility.most_net_cents;
    return can_pay && !(was_refused_ && has_refused(world_, dwelling_, candidates_[candidate].key));
}

}  // namespace mixite
