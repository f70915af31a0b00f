#include <cmath>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "scenario/population_assumptions.hpp"
#include "scenario/territory_rows.hpp"

namespace mixite {

namespace {

/// Collects what does not agree, with the table where it shows.
class Agreement {
  public:
    explicit Agreement(std::string folder) : folder_(std::move(folder)) {}

    void report(const std::string& table, std::string problem, std::string reason = {}) {
        Diagnostic diagnostic;
        diagnostic.file = shown(table);
        diagnostic.problem = std::move(problem);
        diagnostic.reason = std::move(reason);
        found_.push_back(std::move(diagnostic));
    }

    void equal(const std::string& table, const std::string& what, long obtained, long expected) {
        if (obtained != expected) {
            report(table,
                   fmt::format("{} = {}", what, obtained),
                   fmt::format("must be {}, {} {}",
                               expected,
                               std::abs(expected - obtained),
                               expected > obtained ? "more" : "fewer"));
        }
    }

    void add(const std::vector<Diagnostic>& more) {
        found_.insert(found_.end(), more.begin(), more.end());
    }

    [[nodiscard]] std::string shown(const std::string& table) const {
        return folder_ + "/" + table;
    }
    [[nodiscard]] const std::vector<Diagnostic>& found() const { return found_; }

  private:
    std::string folder_;
    std::vector<Diagnostic> found_;
};

void check_parts(const TerritoryTables& t, Agreement& agreement) {
    Column<AreaRow, long> in_parts(t.areas.size(), 0);
    for (const auto& part : t.parts) {
        in_parts[part.area] += part.households;
    }
    Column<AreaRow, long> controlled(t.areas.size(), -1);
    Column<AreaRow, int> persons(t.areas.size(), 0);
    for (const auto& control : t.controls) {
        if (control.variable == ControlVariable::households) {
            controlled[control.area] = std::lround(control.value);
        }
        persons[control.area] += control.variable == ControlVariable::persons ? 1 : 0;
    }
    for (const auto area : rows<AreaRow>(t.areas.size())) {
        const auto& code = t.areas[area].code;
        if (controlled[area] < 0 || persons[area] == 0) {
            agreement.report("controls.csv",
                             fmt::format("area '{}' lacks a total of {}",
                                         code,
                                         controlled[area] < 0 ? "households" : "persons"));
            continue;
        }
        agreement.equal("parts.csv",
                        fmt::format("households in the parts of area '{}'", code),
                        in_parts[area],
                        controlled[area]);
    }
}

void check_controls_once(const TerritoryTables& t, Agreement& agreement) {
    std::set<std::tuple<AreaRow, ControlVariable, int>> seen;
    for (const auto& control : t.controls) {
        if (!seen.emplace(control.area, control.variable, control.category).second) {
            agreement.report("controls.csv",
                             fmt::format("area '{}' has two rows of the same variable and category",
                                         t.areas[control.area].code));
        }
    }
}

void check_income(const TerritoryTables& t, Agreement& agreement) {
    Column<AreaRow, int> lines(t.areas.size(), 0);
    for (const auto& income : t.declared_income) {
        ++lines[income.area];
    }
    for (const auto area : rows<AreaRow>(t.areas.size())) {
        agreement.equal("declared_income_deciles.csv",
                        fmt::format("rows of area '{}'", t.areas[area].code),
                        lines[area],
                        1);
    }
}

void check_tenure(const TerritoryTables& t, Agreement& agreement) {
    Column<PartRow, int> lines(t.parts.size(), 0);
    for (const auto& tenure : t.tenure) {
        ++lines[tenure.part];
        const auto& part = t.parts[tenure.part];
        agreement.equal("tenure.csv",
                        fmt::format("households of part '{}'", part.code),
                        long{tenure.social_tenants} + tenure.private_tenants + tenure.owners +
                            tenure.hosted_free,
                        part.households);
        if (tenure.social_tenants > part.social_dwellings) {
            agreement.report(
                "tenure.csv",
                fmt::format("social tenants of part '{}' = {}", part.code, tenure.social_tenants),
                fmt::format("it has {} social dwellings", part.social_dwellings));
        }
    }
    for (const auto part : rows<PartRow>(t.parts.size())) {
        agreement.equal(
            "tenure.csv", fmt::format("rows of part '{}'", t.parts[part].code), lines[part], 1);
    }
}

void check_social_dwellings(const TerritoryTables& t, Agreement& agreement) {
    Column<ZoneRow, long> stock(t.zones.size(), 0);
    Column<ZoneRow, long> in_parts(t.zones.size(), 0);
    long all = 0;
    long in_qpv = 0;
    for (const auto& group : t.social_dwellings) {
        stock[group.zone] += group.dwellings;
        all += group.dwellings;
        in_qpv += t.zones[group.zone].kind == ZoneKind::qpv ? group.dwellings : 0;
    }
    for (const auto& part : t.parts) {
        in_parts[part.zone] += part.social_dwellings;
    }
    agreement.equal("social_dwellings.csv", "dwellings", all, t.facts.social_dwellings);
    agreement.equal(
        "social_dwellings.csv", "dwellings in QPV", in_qpv, t.facts.social_dwellings_in_qpv);
    for (const auto zone : rows<ZoneRow>(t.zones.size())) {
        agreement.equal("parts.csv",
                        fmt::format("social dwellings of zone '{}'", t.zones[zone].code),
                        in_parts[zone],
                        stock[zone]);
    }
    for (const auto& qpv : t.qpvs) {
        agreement.equal("qpv.csv",
                        fmt::format("social dwellings of zone '{}'", t.zones[qpv.zone].code),
                        qpv.social_dwellings,
                        stock[qpv.zone]);
    }
}

void check_qpvs(const TerritoryTables& t, Agreement& agreement) {
    Column<ZoneRow, int> lines(t.zones.size(), 0);
    for (const auto& qpv : t.qpvs) {
        ++lines[qpv.zone];
    }
    for (const auto zone : rows<ZoneRow>(t.zones.size())) {
        agreement.equal("qpv.csv",
                        fmt::format("rows of zone '{}'", t.zones[zone].code),
                        lines[zone],
                        t.zones[zone].kind == ZoneKind::qpv ? 1 : 0);
    }
}

void check_qpv_shares(const TerritoryTables& t, Agreement& agreement) {
    Column<ZoneRow, int> lines(t.zones.size(), 0);
    for (const auto& share : t.qpv_shares) {
        ++lines[share.qpv];
    }
    for (const auto zone : rows<ZoneRow>(t.zones.size())) {
        const bool is_qpv = t.zones[zone].kind == ZoneKind::qpv;
        if (is_qpv != (lines[zone] > 0)) {
            agreement.report(
                "qpv_shares.csv",
                fmt::format("rows of zone '{}' = {}", t.zones[zone].code, lines[zone]),
                is_qpv ? "must be at least 1: a QPV lies in an area" : "the zone is no QPV");
        }
    }
}

void check_private_stock(const TerritoryTables& t, Agreement& agreement) {
    Column<ZoneRow, int> lines(t.zones.size(), 0);
    for (const auto& stock : t.private_stock) {
        ++lines[stock.zone];
    }
    for (const auto zone : rows<ZoneRow>(t.zones.size())) {
        agreement.equal("private_stock.csv",
                        fmt::format("rows of zone '{}'", t.zones[zone].code),
                        lines[zone],
                        1);
    }
}

/// A commune has a line of its own, or that of the others, of each tenure.
void check_tenure_poverty(const TerritoryTables& t, Agreement& agreement) {
    std::set<std::pair<CommuneRow, TenureKind>> lines;
    for (const auto& line : t.tenure_poverty) {
        const auto code = line.commune ? t.communes[line.commune].code : "other";
        if (!lines.emplace(line.commune, line.tenure).second) {
            agreement.report("tenure_income.csv",
                             fmt::format("two rows of commune '{}' and tenure '{}'",
                                         code,
                                         tenure_kind_names[static_cast<std::size_t>(line.tenure)]));
        }
    }
    for (const auto commune : rows<CommuneRow>(t.communes.size())) {
        for (std::size_t tenure = 0; tenure < tenure_kind_names.size(); ++tenure) {
            const auto kind = static_cast<TenureKind>(tenure);
            if (!lines.contains({commune, kind}) && !lines.contains({CommuneRow{}, kind})) {
                agreement.report("tenure_income.csv",
                                 fmt::format("no row of commune '{}' and tenure '{}'",
                                             t.communes[commune].code,
                                             tenure_kind_names[tenure]),
                                 "nor one of commune 'other', which stands for all without their "
                                 "own");
            }
        }
    }
}

void check_landlord_shares(const TerritoryTables& t, Agreement& agreement) {
    Column<ZoneRow, double> sums(t.zones.size(), 0.0);
    for (const auto& share : t.landlord_shares) {
        sums[share.zone] += share.share;
    }
    for (const auto zone : rows<ZoneRow>(t.zones.size())) {
        if (std::abs(sums[zone] - 1.0) > 0.005) {
            agreement.report(
                "landlord_shares.csv",
                fmt::format(
                    "the shares of zone '{}' sum to {:.3f}", t.zones[zone].code, sums[zone]),
                "must be 1");
        }
    }
}

void check_links(const TerritoryTables& t, Agreement& agreement) {
    std::vector<Link> links;
    links.reserve(t.links.size());
    for (const auto& link : t.links) {
        links.push_back({link.a, link.b, link.minutes});
    }
    const TravelTimes times(t.zones.size(), links);
    const ZoneRow first{std::size_t{0}};
    for (const auto zone : rows<ZoneRow>(t.zones.size())) {
        if (!std::isfinite(times.minutes(first, zone))) {
            agreement.report("links.csv",
                             fmt::format("no way leads to zone '{}'", t.zones[zone].code),
                             "every zone must be linked, directly or not, to all others");
        }
    }
}

}  // namespace

std::vector<Diagnostic> disagreements(const TerritoryTables& tables, const std::string& folder) {
    Agreement agreement(folder);
    check_parts(tables, agreement);
    check_controls_once(tables, agreement);
    check_income(tables, agreement);
    check_tenure(tables, agreement);
    check_social_dwellings(tables, agreement);
    check_qpvs(tables, agreement);
    check_qpv_shares(tables, agreement);
    check_private_stock(tables, agreement);
    check_tenure_poverty(tables, agreement);
    agreement.add(population_key_problems(tables.population, agreement.shown("population.csv")));
    check_landlord_shares(tables, agreement);
    check_links(tables, agreement);
    return agreement.found();
}

}  // namespace mixite
