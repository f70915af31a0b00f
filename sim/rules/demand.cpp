#include "rules/demand.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "foundation/elementary.hpp"
#include "foundation/failure.hpp"
#include "foundation/parallel.hpp"
#include "rules/income.hpp"
#include "rules/newcomers.hpp"
#include "world/row_marks.hpp"

namespace mixite {
namespace {

int rooms_short(const World& world, HouseholdRow h, const TypologyTable& typology) {
    const auto dwelling = world.households.dwelling[h];
    const auto& fit = typology[static_cast<std::size_t>(world.households.adults(h) - 1)]
                              [world.households.children[h]];
    return dwelling ? fit.fewest - world.dwellings.rooms[dwelling] : 0;
}

int rooms_over(const World& world, HouseholdRow h, const TypologyTable& typology) {
    const auto dwelling = world.households.dwelling[h];
    const auto& fit = typology[static_cast<std::size_t>(world.households.adults(h) - 1)]
                              [world.households.children[h]];
    return dwelling ? world.dwellings.rooms[dwelling] - fit.most : 0;
}

bool separated_last_year(const World& world, HouseholdRow h) {
    const auto separated = world.households.separated[h];
    return separated != no_month && world.month - separated <= months_a_year;
}

/// The part of the rate that costs nothing to know; the rest only lowers it or is one of two
/// factors.
double most_rate(const World& world, HouseholdRow h, const DemandRates& rates) {
    const auto age = std::min(world.households.eldest_adult_age(h, world.month), oldest_age);
    const double situation = std::max({1.0, rates.overcrowded_factor, rates.under_occupied_factor});
    const double separation =
        separated_last_year(world, h) ? rates.first_year_after_separation_factor : 1.0;
    return rate_of_tenure(rates, world.households.tenure[h]) *
           rates.age_factor.yearly[static_cast<std::size_t>(age)] * separation * situation;
}

/// The share of `most_rate` that applies: by situation and by resources under the ceiling.
double share_of_most(const World& world,
                     HouseholdRow h,
                     const DemandRates& rates,
                     const AllocationPolicy& policy) {
    const double most = std::max({1.0, rates.overcrowded_factor, rates.under_occupied_factor});
    double situation = 1.0;
    if (rooms_short(world, h, policy.typology) > 0) {
        situation = rates.overcrowded_factor;
    } else if (rooms_over(world, h, policy.typology) > 0) {
        situation = rates.under_occupied_factor;
    }
    return situation / most *
           inclination_by_income(world.households, h, world.month, 1.0, rates, policy.ceilings);
}

double trend(const World& world, const DemandRates& rates) {
    const double years = (world.month - world.territory->month_zero) / 12.0;
    return exponential(natural_log(1.0 + rates.yearly_trend) * years);
}

/// Who expects to wait longer than at month zero applies less: what applicants can know is how long
/// the others have waited.
double response_to_wait(const World& world, const DemandRates& rates) {
    const double now = mean_months_waited(world);
    const double before = world.mean_wait_at_start_months;
    return now > 0.0 && before > 0.0
               ? exponential(rates.waiting_elasticity * natural_log(now / before))
               : 1.0;
}

/// Of all rates of applying, over month zero.
double growth_of_demand(const World& world, const DemandRates& rates) {
    return trend(world, rates) * response_to_wait(world, rates);
}

/// As what it is housed. Of who asks from outside the table of households does not tell: its home
/// is not in the agglomeration.
Tenure home_of(const World& world, HouseholdRow h, const DemandRates& rates, double u) {
    const bool from_outside = !world.households.zone[h];
    return from_outside && u >= rates.outside_without_dwelling ? Tenure::private_tenant
                                                               : world.households.tenure[h];
}

Motive motive_of(
    const World& world, HouseholdRow h, Tenure tenure, const AllocationPolicy& policy, double u) {
    if (separated_last_year(world, h)) {
        return Motive::separation;
    }
    if (tenure == Tenure::hosted) {
        const bool young = world.households.eldest_adult_age(h, world.month) < 30;
        return young ? Motive::leaving_parents : Motive::no_dwelling;
    }
    if (rooms_short(world, h, policy.typology) > 0) {
        return Motive::too_small;
    }
    if (rooms_over(world, h, policy.typology) > 0) {
        return Motive::too_big;
    }
    if (tenure == Tenure::private_tenant) {
        return u < 0.4 ? Motive::too_expensive : u < 0.7 ? Motive::closer : Motive::other;
    }
    return u < 0.3 ? Motive::neighbourhood : u < 0.6 ? Motive::closer : Motive::other;
}

double unfit_share(const World& world, HouseholdRow h, const DemandRates& rates) {
    const auto zone = world.households.zone[h];
    return world.unfit_share_factor.empty() || !zone
               ? rates.unfit_dwelling
               : rates.unfit_dwelling * world.unfit_share_factor[zone];
}

std::uint16_t priorities_of(const World& world,
                            HouseholdRow h,
                            Tenure tenure,
                            const DemandRates& rates,
                            const AllocationPolicy& policy,
                            const RandomBlock& bits) {
    const auto& households = world.households;
    std::uint16_t found = 0;
    const auto add = [&](bool holds, std::uint16_t which) {
        found = static_cast<std::uint16_t>(found | (holds ? which : 0));
    };
    const bool rents = tenure == Tenure::private_tenant || tenure == Tenure::social_tenant;
    const bool minor_child = households.children_under(h, 18, world.month) > 0;
    add(tenure == Tenure::hosted, priority::hosted_or_without_dwelling);
    add(households.disabled[h] != 0, priority::disability);
    add(rents && to_uniform(bits[0]) < rates.threatened_with_eviction, priority::eviction);
    add(tenure == Tenure::private_tenant && to_uniform(bits[1]) < unfit_share(world, h, rates),
        priority::unfit_dwelling);
    add(to_uniform(bits[2]) < rates.violence, priority::violence);
    add(to_uniform(bits[3]) < rates.back_to_work, priority::back_to_work);
    add(minor_child && rooms_short(world, h, policy.typology) > 0,
        priority::overcrowded_with_child);
    return found;
}

std::int32_t stated_resources(const World& world,
                              HouseholdRow h,
                              const DemandRates& rates,
                              const SocialBenefits& benefits,
                              const RandomBlock& bits,
                              double error) {
    const double u = to_uniform(bits[0]);
    if (u < rates.stated_missing) {
        return unstated;
    }
    if (u < rates.stated_missing + rates.stated_nil) {
        return 0;
    }
    const double yearly = 12.0 * sne_resources_cents(world.households, h, world.month, benefits);
    return static_cast<std::int32_t>(yearly * exponential(rates.stated_error_log_sd * error));
}

/// A commune drawn in proportion to its social stock; the first where there is none.
CommuneRow commune_by_stock(const World& world, double u) {
    if (world.dwellings.size() == 0) {
        return CommuneRow{std::size_t{0}};
    }
    const auto stock = static_cast<double>(world.dwellings.size());
    const DwellingRow any{static_cast<std::size_t>(u * stock)};
    return world.territory->zones[world.dwellings.zone[any]].commune;
}

ZoneRow qpv_asked_for(const World& world,
                      HouseholdRow h,
                      const DemandRates& rates,
                      const RandomBlock& bits) {
    const auto zone = world.households.zone[h];
    const auto qpvs = world.territory->qpv_zones();
    if (qpvs.empty()) {
        return {};
    }
    if (zone && world.territory->is_qpv(zone)) {
        return to_uniform(bits[0]) < rates.qpv_resident_wishes_own_qpv ? zone : ZoneRow{};
    }
    const auto which =
        static_cast<std::size_t>(to_uniform(bits[1]) * static_cast<double>(qpvs.size()));
    return to_uniform(bits[0]) < rates.other_wishes_a_qpv ? qpvs[which] : ZoneRow{};
}

/// Words from this one on open no request, whatever the household of this tenure.
QuietFrom least_quiet_words(const DemandRates& rates, double growth) {
    const auto& by_age = rates.age_factor.yearly;
    const double most = *std::max_element(by_age.begin(), by_age.end()) *
                        std::max(1.0, rates.first_year_after_separation_factor) *
                        std::max({1.0, rates.overcrowded_factor, rates.under_occupied_factor}) *
                        growth;
    QuietFrom words{};
    for (std::size_t tenure = 0; tenure < words.size(); ++tenure) {
        const double yearly = rate_of_tenure(rates, static_cast<Tenure>(tenure)) * most;
        words[tenure] = threshold(std::min(yearly, 1.0) / months_a_year);
    }
    return words;
}

bool opens(const World& world,
           HouseholdRow h,
           const DemandRates& rates,
           const AllocationPolicy& policy,
           double growth,
           std::uint32_t word) {
    const double most = std::min(most_rate(world, h, rates) * growth, 1.0) / months_a_year;
    return word < threshold(most) &&
           word < threshold(most * share_of_most(world, h, rates, policy));
}

std::vector<DemandChange> openings(const World& world,
                                   const DemandRates& rates,
                                   const AllocationPolicy& policy,
                                   const Draws& draws) {
    const auto& households = world.households;
    const double growth = growth_of_demand(world, rates);
    const auto quiet_from = least_quiet_words(rates, growth);
    return ordered_concat<DemandChange>(
        households.size(), [&](const Block& block, std::vector<DemandChange>& found) {
            // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): filled by blocks()
            RandomWords words;
            draws.blocks(words,
                         DrawPurpose::demand,
                         world.month,
                         households.key.between(block.first, block.last));
            RowMarks may_open;
            mark_below(may_open, words.word[0], households, quiet_from, block);
            for_each_marked(may_open, block, [&](std::size_t i) {
                const HouseholdRow h{block.first + i};
                if (households.resident(h) && !households.application[h] &&
                    opens(world, h, rates, policy, growth, words.word[0][i])) {
                    found.push_back({.event = DemandEvent::open,
                                     .household = h,
                                     .content = new_application(world, h, rates, policy, draws)});
                }
            });
        });
}

bool may_be_recognised(const World& world, ApplicationRow a, const AllocationPolicy& policy) {
    const auto& applications = world.applications;
    const auto priorities = applications.priorities[a];
    const bool long_wait =
        world.month - applications.opened[a] > policy.commission.abnormal_delay_months;
    constexpr auto grounds = priority::hosted_or_without_dwelling | priority::eviction |
                             priority::unfit_dwelling | priority::overcrowded_with_child;
    return (priorities & priority::dalo) == 0 && (long_wait || (priorities & grounds) != 0);
}

/// What is the same for all requests of a month.
struct MonthlyChances {
    double withdrawal = 0.0;
    double dalo = 0.0;
};

std::optional<DemandEvent> fate(const World& world,
                                ApplicationRow a,
                                const DemandRates& rates,
                                const AllocationPolicy& policy,
                                const MonthlyChances& chances,
                                const RandomBlock& bits) {
    const auto& applications = world.applications;
    if ((applications.priorities[a] & priority::rehousing) != 0) {
        return std::nullopt;  // the landlord's own obligation: it does not lapse
    }
    if (to_uniform(bits[0]) < chances.withdrawal) {
        return DemandEvent::withdraw;
    }
    if (applications.silent_since[a] != no_month &&
        world.month - applications.silent_since[a] >= policy.commission.letter_open_months) {
        return DemandEvent::strike_off;
    }
    if (world.month - applications.renewed[a] >= policy.commission.renewal_months) {
        return to_uniform(bits[1]) < rates.renewal_share ? DemandEvent::renew : DemandEvent::lapse;
    }
    if (to_uniform(bits[2]) < chances.dalo && may_be_recognised(world, a, policy)) {
        return DemandEvent::recognise_dalo;
    }
    return std::nullopt;
}

/// What chance decides in a request: always by the month in which it was opened.
RandomBlock chance_in_request(const Draws& draws,
                              Month opened,
                              HouseholdKey household,
                              std::uint32_t index) {
    return draws.block({DrawPurpose::application_content, opened, household.value, 0, index});
}

/// What the papers show of the household a year later; what it asks for stays.
Application renewed_application(const World& world,
                                ApplicationRow a,
                                const DemandRates& rates,
                                const AllocationPolicy& policy,
                                const Draws& draws) {
    const auto& applications = world.applications;
    Application request{.opened = applications.opened[a],
                        .renewed = world.month,
                        .priorities = applications.priorities[a]};
    describe(request, world, applications.household[a], rates, policy, draws);
    return request;
}

/// So that the expected number of recognitions a year is the territory's, whatever the register.
double dalo_chance(const World& world, const DemandRates& rates, const AllocationPolicy& policy) {
    int eligible = 0;
    for (const auto a : rows<ApplicationRow>(world.applications.size())) {
        eligible += may_be_recognised(world, a, policy);
    }
    return eligible == 0 ? 0.0 : rates.dalo_a_year / months_a_year / eligible;
}

std::vector<DemandChange> fates(const World& world,
                                const DemandRates& rates,
                                const AllocationPolicy& policy,
                                const Draws& draws) {
    const MonthlyChances chances{monthly_probability(rates.withdrawal),
                                 dalo_chance(world, rates, policy)};
    const auto& applications = world.applications;
    return ordered_concat<DemandChange>(
        applications.size(), [&](const Block& block, std::vector<DemandChange>& found) {
            std::vector<HouseholdKey> keys;
            for (const auto a : RowRange<ApplicationRow>(block.first, block.last)) {
                keys.push_back(world.households.key[applications.household[a]]);
            }
            // NOLINTNEXTLINE(cppcoreguidelines-pro-type-member-init): filled by blocks()
            RandomWords words;
            draws.blocks(words, DrawPurpose::demand, world.month, keys, 1);
            for (const auto a : RowRange<ApplicationRow>(block.first, block.last)) {
                const auto bits = words.block(a.value - block.first);
                if (const auto event = fate(world, a, rates, policy, chances, bits)) {
                    found.push_back({.event = *event, .application = a});
                    if (*event == DemandEvent::renew) {
                        found.back().content = renewed_application(world, a, rates, policy, draws);
                    }
                }
            }
        });
}

void open(World& world, HouseholdRow h, Application content) {
    content.household = h;
    world.households.application[h] = append(world.applications, content);
}

void close(World& world, ApplicationRow a) {
    auto& households = world.households;
    const auto h = world.applications.household[a];
    close_application(world, h);
    if (!households.zone[h]) {
        households.tenure[h] = Tenure::gone;
    }
}

void renew(Applications& applications, const DemandChange& change) {
    const auto a = change.application;
    applications.renewed[a] = change.content.renewed;
    applications.motive[a] = change.content.motive;
    applications.priorities[a] = change.content.priorities;
    applications.stated_resources_cents[a] = change.content.stated_resources_cents;
    applications.silent_since[a] = no_month;
}

void apply_change(World& world, const DemandChange& change, MonthCounts& counts) {
    auto& applications = world.applications;
    switch (change.event) {
        case DemandEvent::open:
            open(world, change.household, change.content);
            ++counts.opened;
            return;
        case DemandEvent::renew:
            renew(applications, change);
            ++counts.renewed;
            return;
        case DemandEvent::withdraw:
            close(world, change.application);
            ++counts.withdrawn;
            return;
        case DemandEvent::lapse:
            close(world, change.application);
            ++counts.lapsed;
            return;
        case DemandEvent::strike_off:
            close(world, change.application);
            ++counts.struck_off_for_silence;
            return;
        case DemandEvent::recognise_dalo:
            applications.priorities[change.application] |= priority::dalo;
            applications.dalo_since[change.application] = world.month;
            return;
    }
}

}  // namespace

double rate_of_tenure(const DemandRates& rates, Tenure tenure) {
    switch (tenure) {
        case Tenure::owner:
            return rates.owner;
        case Tenure::private_tenant:
            return rates.private_tenant;
        case Tenure::social_tenant:
            return rates.social_tenant;
        case Tenure::hosted:
            return rates.hosted;
        case Tenure::gone:
            break;
    }
    return 0.0;
}

double mean_months_waited(const World& world) {
    const auto& applications = world.applications;
    std::int64_t months = 0;
    for (const auto opened : applications.opened) {
        months += world.month - opened;
    }
    return applications.size() == 0
               ? 0.0
               : static_cast<double>(months) / static_cast<double>(applications.size());
}

void describe(Application& request,
              const World& world,
              HouseholdRow h,
              const DemandRates& rates,
              const AllocationPolicy& policy,
              const Draws& draws) {
    const auto key = world.households.key[h];
    const auto bits = [&](std::uint32_t index) {
        return chance_in_request(draws, request.opened, key, index);
    };
    const double error =
        draws.normal({DrawPurpose::application_content, request.opened, key.value, 0, 4});
    const auto tenure = home_of(world, h, rates, to_uniform(bits(1)[2]));
    constexpr std::uint16_t kept = priority::dalo | priority::rehousing;
    request.motive = motive_of(world, h, tenure, policy, to_uniform(bits(0)[1]));
    request.priorities = static_cast<std::uint16_t>(
        (request.priorities & kept) | priorities_of(world, h, tenure, rates, policy, bits(2)));
    request.stated_resources_cents =
        stated_resources(world, h, rates, policy.benefits, bits(3), error);
}

Application new_application(const World& world,
                            HouseholdRow h,
                            const DemandRates& rates,
                            const AllocationPolicy& policy,
                            const Draws& draws) {
    const auto key = world.households.key[h];
    const auto place = chance_in_request(draws, world.month, key, 0);
    const auto from = world.households.zone[h];
    const bool stays = from && to_uniform(place[0]) < rates.wishes_own_commune;
    Application request{
        .household = h,
        .opened = world.month,
        .renewed = world.month,
        .wished_commune = stays ? world.territory->zones[from].commune
                                : commune_by_stock(world, to_uniform(place[2])),
        .open_to_other_communes =
            static_cast<std::uint8_t>(to_uniform(place[3]) < rates.open_to_other_communes),
        .wished_qpv = qpv_asked_for(world, h, rates, chance_in_request(draws, world.month, key, 1)),
        .tie_break = draws.block({DrawPurpose::tie_break, world.month, key.value})[0]};
    describe(request, world, h, rates, policy, draws);
    return request;
}

std::vector<DemandChange> demand_changes(const World& world,
                                         const DemandRates& rates,
                                         const AllocationPolicy& policy,
                                         const Draws& draws) {
    auto changes = openings(world, rates, policy, draws);
    const auto of_register = fates(world, rates, policy, draws);
    changes.insert(changes.end(), of_register.begin(), of_register.end());
    return changes;
}

double inclination_by_income(const Households& households,
                             HouseholdRow h,
                             Month month,
                             double income_level,
                             const DemandRates& rates,
                             const IncomeCeilings& ceilings) {
    const double income = reference_tax_income_cents(households, h) * income_level;
    if (income > ceiling_cents(ceilings, households, h, month, Financing::pls)) {
        return 0.0;
    }
    const auto ceiling = ceiling_cents(ceilings, households, h, month, Financing::plus);
    const double slope = households.tenure[h] == Tenure::social_tenant ? rates.transfer_income_slope
                                                                       : rates.income_slope;
    return exponential(-slope * income / ceiling);
}

HouseholdRow outside_template(const World& world,
                              HouseholdKey key,
                              DrawPurpose purpose,
                              Month asked,
                              const DemandRates& rates,
                              const IncomeCeilings& ceilings,
                              const Draws& draws) {
    constexpr std::uint32_t tries = 100;
    const auto& templates = *world.arrival_templates;
    for (std::uint32_t attempt = 0; attempt < tries; ++attempt) {
        const auto bits = draws.block(
            {.purpose = purpose, .month = asked, .entity = key.value, .index = attempt + 2});
        const HouseholdRow like{
            static_cast<std::size_t>(to_uniform(bits[0]) * static_cast<double>(templates.size()))};
        const double inclined = inclination_by_income(
            templates, like, world.territory->month_zero, world.levels.income, rates, ceilings);
        if (to_uniform(bits[1]) < inclined) {
            return like;
        }
    }
    return {};
}

std::vector<Household> outside_applicants(const World& world,
                                          const DemandRates& rates,
                                          const AllocationPolicy& policy,
                                          const Draws& draws) {
    const auto outside = key_in(world, key_parent::requests_from_outside);
    const double mean =
        rates.outside_requests_a_year / months_a_year * growth_of_demand(world, rates);
    const int count =
        world.arrival_templates->size() == 0
            ? 0
            : draws.poisson(mean, {DrawPurpose::outside_demand, world.month, outside});
    std::vector<Household> found;
    for (int ordinal = 0; ordinal < count; ++ordinal) {
        const HouseholdKey key{
            derived_key(outside, world.month, static_cast<std::uint32_t>(ordinal))};
        const auto like = outside_template(
            world, key, DrawPurpose::outside_demand, world.month, rates, policy.ceilings, draws);
        if (like) {
            found.push_back(newcomer_like(world, like, key));
        }
    }
    return found;
}

void apply(World& world, const std::vector<DemandChange>& changes, MonthFlows& flows) {
    for (const auto& change : changes) {
        apply_change(world, change, flows.counts);
    }
    compact_applications(world);
}

void admit(World& world,
           const std::vector<Household>& from_outside,
           const DemandRates& rates,
           const AllocationPolicy& policy,
           const Draws& draws,
           MonthFlows& flows) {
    for (const auto& household : from_outside) {
        const auto h = append(world.households, household);
        open(world, h, new_application(world, h, rates, policy, draws));
        ++flows.counts.opened;
        ++flows.counts.opened_from_outside;
    }
}

QuartileBounds quartiles_of_requests(const World& world) {
    const auto& applications = world.applications;
    std::vector<std::int32_t> per_unit;
    per_unit.reserve(applications.size());
    for (const auto a : rows<ApplicationRow>(applications.size())) {
        const auto stated = applications.stated_resources_cents[a];
        const auto h = applications.household[a];
        if (stated != unstated) {
            per_unit.push_back(static_cast<std::int32_t>(
                std::int64_t{stated} * 10 /
                consumption_unit_tenths(world.households, h, world.month)));
        }
    }
    QuartileBounds bounds{};
    if (per_unit.empty()) {
        return bounds;
    }
    std::sort(per_unit.begin(), per_unit.end());
    for (std::size_t q = 1; q <= bounds.size(); ++q) {
        bounds[q - 1] = per_unit[(per_unit.size() * q + 3) / 4 - 1];
    }
    return bounds;
}

int quartile(const QuartileBounds& bounds, std::int32_t resources_per_unit_cents) {
    int q = 1;
    for (const auto bound : bounds) {
        q += resources_per_unit_cents > bound;
    }
    return q;
}

void move_thresholds(World& world, const AllocationPolicy& policy) {
    auto& thresholds = world.thresholds;
    if (world.month == world.territory->month_zero) {
        thresholds.legal = thresholds.next = quartiles_of_requests(world);
    }
    if (month_of_year(world.month) == 1) {
        thresholds.next = quartiles_of_requests(world);
        for (auto& bound : thresholds.frozen) {
            bound = static_cast<std::int32_t>(bound * (1.0 + policy.indices.prices));
        }
    }
    if (month_of_year(world.month) == policy.commission.threshold_month_of_year) {
        thresholds.legal = thresholds.next;
    }
    if (!thresholds.is_frozen) {
        thresholds.frozen = thresholds.legal;
    }
}

void close_application(World& world, HouseholdRow h) {
    const auto a = world.households.application[h];
    if (a) {
        world.applications.household[a] = HouseholdRow{};
        world.households.application[h] = ApplicationRow{};
    }
}

}  // namespace mixite
