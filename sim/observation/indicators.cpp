#include "observation/indicators.hpp"

#include <algorithm>
#include <iterator>

#include "observation/indicator.hpp"
#include "observation/month_tables.hpp"

namespace mixite {
namespace {

std::vector<Indicator> all_indicators() {
    std::vector<Indicator> all;
    for (const auto& of_subject : {indicators_of_residents(),
                                   indicators_of_segregation(),
                                   indicators_of_leases(),
                                   indicators_of_offers(),
                                   indicators_of_stock(),
                                   indicators_of_waits(),
                                   indicators_of_requests(),
                                   indicators_of_households(),
                                   indicators_of_decisions(),
                                   indicators_of_legality(),
                                   indicators_of_rules(),
                                   indicators_of_occupants()}) {
        all.insert(all.end(), of_subject.begin(), of_subject.end());
    }
    return all;
}

const std::vector<Indicator>& registry() {
    static const auto all = all_indicators();
    return all;
}

}  // namespace

std::span<const IndicatorSpec> indicator_specs() {
    static const auto specs = [] {
        std::vector<IndicatorSpec> all;
        std::transform(registry().begin(),
                       registry().end(),
                       std::back_inserter(all),
                       [](const Indicator& indicator) { return indicator.spec; });
        return all;
    }();
    return specs;
}

std::size_t extent(Dimension dimension, const Territory& territory) {
    switch (dimension) {
        case Dimension::none:
            return 1;
        case Dimension::zone:
            return territory.zones.size();
        case Dimension::qpv:
            return territory.qpv_zones().size();
        case Dimension::scope:
            return scopes;
        case Dimension::quartile:
        case Dimension::quartile_frozen:
            return 4;
        case Dimension::priority:
            return 2;
        case Dimension::landlord:
            return territory.landlords.size();
        case Dimension::commune:
            return territory.communes.size();
        case Dimension::poverty_cause:
            return territory.qpv_zones().size() * poverty_causes;
        case Dimension::qpv_quartile:
            return territory.qpv_zones().size() * OccupantCounts{}.by_quartile.size();
        case Dimension::qpv_type:
            return territory.qpv_zones().size() * OccupantCounts{}.by_type.size();
        case Dimension::qpv_age:
            return territory.qpv_zones().size() * OccupantCounts{}.by_age.size();
        case Dimension::qpv_activity:
            return territory.qpv_zones().size() * OccupantCounts{}.by_activity.size();
    }
    return 0;
}

std::size_t measure_size(const Territory& territory) {
    std::size_t size = 0;
    for (const auto& spec : indicator_specs()) {
        size += extent(spec.dimension, territory);
    }
    return size;
}

std::vector<float> measure(const World& world, const MonthFlows& flows) {
    const MonthTables tables = tabulate(world, flows);
    std::vector<float> values;
    values.reserve(measure_size(*world.territory));
    for (const auto& indicator : registry()) {
        const auto places = extent(indicator.spec.dimension, *world.territory);
        for (std::size_t at = 0; at < places; ++at) {
            values.push_back(static_cast<float>(indicator.value(tables, at)));
        }
    }
    return values;
}

}  // namespace mixite
