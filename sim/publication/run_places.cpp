#include "publication/run_places.hpp"

#include <algorithm>

#include "foundation/failure.hpp"
#include "observation/scenario_names.hpp"
#include "publication/table_columns.hpp"

namespace mixite {

const Axis* find_axis(const RunReader& run, const std::string& name) {
    const auto found = std::find_if(
        run.axes().begin(), run.axes().end(), [&](const Axis& axis) { return axis.name == name; });
    return found == run.axes().end() ? nullptr : &*found;
}

const Axis& axis_of(const RunReader& run, const std::string& name) {
    const auto* found = find_axis(run, name);
    EXPECT(found != nullptr, "no axis '{}'", name);
    return *found;
}

std::vector<std::size_t> qpv_positions(const RunReader& run) {
    const auto* qpvs = find_axis(run, "qpv");
    const auto* zones = find_axis(run, "zone");
    std::vector<std::size_t> positions;
    if (qpvs == nullptr || zones == nullptr) {
        return positions;
    }
    for (const auto& code : qpvs->codes) {
        const auto found = std::find(zones->codes.begin(), zones->codes.end(), code);
        if (found != zones->codes.end()) {
            positions.push_back(static_cast<std::size_t>(found - zones->codes.begin()));
        }
    }
    return positions;
}

std::vector<std::string> communes_of_zones(const RunReader& run) {
    if (!run.has_territory_table("zones")) {
        return {};
    }
    const auto table = run.territory_table("zones");
    if (!has_column(table, "commune")) {
        return {};
    }
    auto communes = texts(table, "commune");
    const auto* zones = find_axis(run, "zone");
    if (zones != nullptr && communes.size() != zones->codes.size()) {
        throw OutputError(
            fmt::format("{}: cannot read the result: it has {} zones and {} communes "
                        "of zones; the file is damaged",
                        run.path().string(),
                        zones->codes.size(),
                        communes.size()));
    }
    return communes;
}

std::string baseline_of(const RunReader& run, const std::string& wanted) {
    const auto& names = run.scenarios();
    auto name = wanted.empty() ? std::string(scenario_of(names.front())) : wanted;
    if (std::none_of(names.begin(), names.end(), [&](const auto& held) {
            return scenario_of(held) == name;
        })) {
        throw WrongRequest(fmt::format("--baseline '{}': no such scenario in {} (it holds: {})",
                                       wanted,
                                       run.path().string(),
                                       fmt::join(names, ", ")));
    }
    return name;
}

}  // namespace mixite
