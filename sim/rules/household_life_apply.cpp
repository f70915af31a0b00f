#include <numeric>
#include <vector>

#include "rules/demand.hpp"
#include "rules/household_life.hpp"
#include "rules/newcomers.hpp"
#include "rules/supply.hpp"

namespace mixite {
namespace {

void leave_private_stock(World& world, HouseholdRow row) {
    const auto zone = world.households.zone[row];
    if (!zone) {
        return;
    }
    auto& stock = world.private_stock[zone];
    stock.owners -= world.households.tenure[row] == Tenure::owner;
    stock.private_tenants -= world.households.tenure[row] == Tenure::private_tenant;
}

void dissolve(World& world,
              const LifeChange& change,
              const Behaviour& behaviour,
              const Draws& draws,
              MonthFlows& flows) {
    auto& counts = flows.counts;
    const auto row = change.row;
    const bool leaves = change.event == LifeEvent::departure;
    if (leaves && world.households.zone[row]) {
        flows.departed.push_back(household_at(world.households, row));
    }
    leave_private_stock(world, row);
    if (const auto dwelling = world.households.dwelling[row]) {
        const auto cause = leaves ? VacancyCause::left_agglomeration : VacancyCause::dissolution;
        free_dwelling(world, dwelling, cause, 1, behaviour.reletting, draws);
        ++counts.fell_vacant;
        world.households.dwelling[row] = {};
    }
    counts.closed_by_dissolution += static_cast<bool>(world.households.application[row]);
    close_application(world, row);
    if (world.households.zone[row]) {
        ++(leaves ? counts.left : counts.dissolved);
    }
    world.households.tenure[row] = Tenure::gone;
}

void count(MonthCounts& counts, LifeEvent event) {
    counts.births += event == LifeEvent::birth;
    counts.deaths += event == LifeEvent::death;
    counts.care_homes += event == LifeEvent::care_home;
    counts.unions += event == LifeEvent::union_receives || event == LifeEvent::union_leaves;
    counts.separations += event == LifeEvent::separation;
    counts.left_parents += event == LifeEvent::leaving_parents;
    counts.retired += event == LifeEvent::retirement;
}

// Nobody can form a household in a zone from outside all of them: those who leave an applicant of
// elsewhere stay elsewhere.
void form(World& world, const Household& formed, MonthCounts& counts) {
    if (formed.zone) {
        take_in(world, formed);
        ++counts.formed;
    }
}

Household arrival_in(ZoneRow zone, const World& world, HouseholdRow model, HouseholdKey key) {
    auto household = newcomer_like(world, model, key);
    household.zone = zone;
    household.tenure = world.arrival_templates->tenure[model] == Tenure::owner
                           ? Tenure::owner
                           : Tenure::private_tenant;
    return household;
}

/// The templates, zone after zone.
class TemplatesByZone {
  public:
    TemplatesByZone(const Households& templates, std::size_t zones)
        : end_(zones, 0), rows_(templates.size()) {
        const auto* zone = templates.zone.values().data();
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            if (zone[i]) {
                ++end_[zone[i]];
            }
        }
        std::exclusive_scan(end_.values().begin(), end_.values().end(), end_.values().begin(), 0U);
        for (std::size_t i = 0; i < rows_.size(); ++i) {
            if (zone[i]) {
                rows_[end_[zone[i]]++] = HouseholdRow{i};
            }
        }
    }

    /// The one at this share of those of the zone; of all, where it has none.
    [[nodiscard]] HouseholdRow at(ZoneRow zone, double share) const {
        const std::size_t first = zone.value == 0 ? 0 : end_[ZoneRow{zone.value - 1U}];
        const std::size_t count = end_[zone] - first;
        const auto at_share = [share](std::size_t of) {
            return static_cast<std::size_t>(share * static_cast<double>(of));
        };
        return count == 0 ? HouseholdRow{at_share(rows_.size())} : rows_[first + at_share(count)];
    }

  private:
    Column<ZoneRow, std::uint32_t> end_;  ///< of each zone among the rows
    std::vector<HouseholdRow> rows_;
};

}  // namespace

std::vector<Household> arrivals(const World& world,
                                const Behaviour& behaviour,
                                const Draws& draws) {
    std::vector<Household> arrived;
    const auto& templates = *world.arrival_templates;
    if (templates.size() == 0) {
        return arrived;
    }
    const TemplatesByZone by_zone(templates, world.territory->zones.size());
    for (const auto zone : rows<ZoneRow>(world.territory->zones.size())) {
        const auto parent = key_in(world, key_parent::arrivals(zone.value));
        const double mean =
            (*world.private_households_at_month_zero)[zone] * behaviour.life.arrivals_a_year / 12.0;
        const int count = draws.poisson(
            mean, {.purpose = DrawPurpose::arrival, .month = world.month, .entity = parent});
        for (int ordinal = 0; ordinal < count; ++ordinal) {
            const HouseholdKey key{
                derived_key(parent, world.month, static_cast<std::uint32_t>(ordinal))};
            const double u = draws.uniform(
                {.purpose = DrawPurpose::arrival, .month = world.month, .entity = key.value});
            arrived.push_back(arrival_in(zone, world, by_zone.at(zone, u), key));
        }
    }
    return arrived;
}

void apply(World& world,
           const std::vector<LifeChange>& changes,
           const std::vector<Household>& arrived,
           const Behaviour& behaviour,
           const Draws& draws,
           MonthFlows& flows) {
    for (const auto& change : changes) {
        count(flows.counts, change.event);
        if (change.after.tenure == Tenure::gone) {
            dissolve(world, change, behaviour, draws, flows);
        } else {
            put(world.households, change.row, change.after);
        }
        outdate(world, change.row);
        if (change.forms) {
            form(world, change.formed, flows.counts);
        }
    }
    for (const auto& household : arrived) {
        take_in(world, household);
        ++flows.counts.arrived;
    }
}

}  // namespace mixite
