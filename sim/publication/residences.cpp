#include "publication/residences.hpp"

#include "observation/result_schema.hpp"
#include "publication/run_places.hpp"
#include "publication/table_columns.hpp"

namespace mixite {
namespace {

constexpr std::array<int, 2> horizons_months{12, 24};

struct Rows {
    std::vector<std::size_t> qpv;
    std::vector<std::int64_t> months_later;
    std::vector<std::size_t> residence;
    std::vector<std::int64_t> waiting;
    std::vector<std::int64_t> households;
};

Residences residences_in(const Rows& rows, std::size_t qpv, int months_later) {
    Residences found{.months_later = months_later};
    for (std::size_t i = 0; i < rows.qpv.size(); ++i) {
        if (rows.qpv[i] != qpv || rows.months_later[i] != months_later) {
            continue;
        }
        const auto households = static_cast<double>(rows.households[i]);
        found.households += households;
        found.shares.at(rows.residence[i]) += households;
        found.waiting += rows.waiting[i] != 0 ? households : 0.0;
    }
    const double whole = found.households > 0.0 ? found.households : unmeasured;
    for (auto& share : found.shares) {
        share /= whole;
    }
    found.waiting /= whole;
    return found;
}

}  // namespace

std::vector<Residences> residences_of(const RunReader& run, const std::string& scenario) {
    std::vector<Residences> all;
    const auto* qpvs = find_axis(run, "qpv");
    if (qpvs == nullptr || !run.has_events(scenario, "destinations")) {
        return all;
    }
    const auto table = run.events(scenario, "destinations");
    const auto column = [&](const char* name) { return whole_numbers(table, name); };
    const Rows rows{positions_of(table, "qpv", qpvs->codes.size()),
                    column("months_later"),
                    positions_of(table, "residence", Residences{}.shares.size()),
                    column("waiting"),
                    column("households")};
    for (std::size_t qpv = 0; qpv < qpvs->codes.size(); ++qpv) {
        for (const int months : horizons_months) {
            auto found = residences_in(rows, qpv, months);
            found.scenario = scenario;
            found.qpv_code = qpvs->codes[qpv];
            found.qpv_name = qpvs->names[qpv];
            found.households /= run.replications();
            all.push_back(std::move(found));
        }
    }
    return all;
}

}  // namespace mixite
