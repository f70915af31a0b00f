#include "publication/cia_review.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <tuple>
#include <variant>

#include "observation/result_schema.hpp"
#include "world/applications.hpp"

namespace mixite {
namespace {

struct Counts {
    int outside = 0;
    int first_quartile = 0;
    int rehoused = 0;
    int counted = 0;
    int in_qpv = 0;
    int upper_quartiles = 0;
    int flow = 0;
    int priority_public = 0;
};

void count(Counts& counts, const LeaseRecord& lease, bool in_qpv) {
    const bool rehoused = (lease.priorities & priority::rehousing) != 0;
    const bool first = lease.quartile_legal == 1;
    const bool in_flow = !rehoused && lease.transfer == 0;
    counts.flow += in_flow;
    counts.priority_public += in_flow && lease.priorities != 0;
    if (in_qpv) {
        ++counts.in_qpv;
        counts.upper_quartiles += lease.quartile_legal > 1;
        return;
    }
    ++counts.outside;
    counts.first_quartile += first;
    counts.rehoused += rehoused;
    counts.counted += first || rehoused;
}

/// Not a number if the share due is none.
double missing(double due, int leases, int counted) {
    constexpr double rounding = 1e-9;  // shares are decimal fractions
    return std::isnan(due) ? due : std::max(std::ceil(due * leases - rounding) - counted, 0.0);
}

/// Parameters come in the order of their dates: "review.x", then "review.x@2025-01".
double last_value(const std::vector<ParameterRow>& parameters, const std::string& key) {
    double last = unmeasured;
    for (const auto& row : parameters) {
        if (row.key == key || row.key.starts_with(key + "@")) {
            std::from_chars(row.value.data(), row.value.data() + row.value.size(), last);
        }
    }
    return last;
}

/// Codes and names of what leases are counted by; positions as leases have them.
struct Subjects {
    std::vector<std::string> codes;
    std::vector<std::string> names;
};

Subjects subjects_of(const RunReader& run, const std::string& axis) {
    const auto found = std::find_if(
        run.axes().begin(), run.axes().end(), [&](const Axis& a) { return a.name == axis; });
    return found == run.axes().end() ? Subjects{} : Subjects{found->codes, found->names};
}

/// The commune of each zone: its code, or none where the file does not say.
std::vector<std::string> communes_of_zones(const RunReader& run) {
    const auto tables = run.territory_tables();
    if (std::find(tables.begin(), tables.end(), "zones") == tables.end()) {
        return {};
    }
    for (const auto& column : run.territory_table("zones").columns) {
        if (column.name == "commune") {
            return std::get<std::vector<std::string>>(column.values);
        }
    }
    return {};
}

using Subject = std::tuple<int, ReviewedBy, std::int64_t>;  // year, by, position

/// The communes in the order in which zones name them, and each zone's position among them.
struct Communes {
    std::vector<std::string> codes;
    std::vector<std::int64_t> of_zone;
};

Communes communes_of(const std::vector<std::string>& of_zones) {
    Communes communes;
    for (const auto& code : of_zones) {
        auto found = std::find(communes.codes.begin(), communes.codes.end(), code);
        if (found == communes.codes.end()) {
            found = communes.codes.insert(communes.codes.end(), code);
        }
        communes.of_zone.push_back(found - communes.codes.begin());
    }
    return communes;
}

class Review {
  public:
    explicit Review(const RunReader& run)
        : run_(run),
          landlords_(subjects_of(run, "landlord")),
          holders_(subjects_of(run, "holder")),
          communes_(communes_of(communes_of_zones(run))),
          qpvs_(qpv_positions(run)) {}

    void add(const LeaseRecord& lease) {
        const auto zone = static_cast<std::size_t>(lease.zone);
        const bool in_qpv = std::find(qpvs_.begin(), qpvs_.end(), zone) != qpvs_.end();
        const int year = year_of(lease.month);
        const auto count_by = [&](ReviewedBy by, std::int64_t unit) {
            auto& counts = counts_[{year, by, unit}];
            counts.resize(static_cast<std::size_t>(run_.replications()));
            count(counts[static_cast<std::size_t>(lease.replication)], lease, in_qpv);
        };
        count_by(ReviewedBy::agglomeration, 0);
        if (at(landlords_.codes, lease.landlord) != nullptr) {
            count_by(ReviewedBy::landlord, lease.landlord);
        }
        if (at(holders_.codes, lease.holder) != nullptr) {
            count_by(ReviewedBy::holder, lease.holder);
        }
        if (zone < communes_.of_zone.size()) {
            count_by(ReviewedBy::commune, communes_.of_zone[zone]);
        }
    }

    [[nodiscard]] std::vector<ReviewLine> lines(const std::string& scenario,
                                                const DueShares& due) const {
        std::vector<ReviewLine> lines;
        for (const auto& [subject, counts] : counts_) {
            const auto& [year, by, position] = subject;
            const auto code = code_of(by, position);
            ReviewLine line{.scenario = scenario,
                            .year = year,
                            .months = months_of(year),
                            .by = by,
                            .code = code,
                            .name = name_of(by, code)};
            for (const auto& c : counts) {
                add(line, c, due);
            }
            lines.push_back(std::move(line));
        }
        return lines;
    }

  private:
    static const std::string* at(const std::vector<std::string>& codes, std::int64_t position) {
        return position >= 0 && static_cast<std::size_t>(position) < codes.size()
                   ? &codes[static_cast<std::size_t>(position)]
                   : nullptr;
    }

    void add(ReviewLine& line, const Counts& c, const DueShares& due) const {
        const double weight = 1.0 / run_.replications();
        line.outside_qpv += weight * c.outside;
        line.first_quartile_outside += weight * c.first_quartile;
        line.rehoused_outside += weight * c.rehoused;
        line.counted_outside += weight * c.counted;
        line.missing_outside +=
            weight * missing(due.first_quartile_outside_qpv, c.outside, c.counted);
        line.in_qpv += weight * c.in_qpv;
        line.upper_quartiles_in += weight * c.upper_quartiles;
        line.missing_in +=
            weight * missing(due.upper_quartiles_in_qpv, c.in_qpv, c.upper_quartiles);
        line.flow += weight * c.flow;
        line.priority_in_flow += weight * c.priority_public;
        line.missing_priority += weight * missing(due.priority_in_flow, c.flow, c.priority_public);
    }

    [[nodiscard]] std::string code_of(ReviewedBy by, std::int64_t position) const {
        switch (by) {
            case ReviewedBy::landlord:
                return landlords_.codes.at(static_cast<std::size_t>(position));
            case ReviewedBy::holder:
                return holders_.codes.at(static_cast<std::size_t>(position));
            case ReviewedBy::commune:
                return communes_.codes.at(static_cast<std::size_t>(position));
            case ReviewedBy::agglomeration:
                break;
        }
        return "";
    }

    [[nodiscard]] std::string name_of(ReviewedBy by, const std::string& code) const {
        const auto& subjects = by == ReviewedBy::landlord ? landlords_ : holders_;
        const auto found = std::find(subjects.codes.begin(), subjects.codes.end(), code);
        const bool named = by == ReviewedBy::landlord || by == ReviewedBy::holder;
        return named && found != subjects.codes.end()
                   ? subjects.names[static_cast<std::size_t>(found - subjects.codes.begin())]
                   : code;
    }

    [[nodiscard]] int months_of(int year) const {
        const auto months = run_.months();
        int count = 0;
        for (int m = 0; m < months.count; ++m) {
            count += year_of(months.at(m)) == year;
        }
        return count;
    }

    const RunReader& run_;
    Subjects landlords_;
    Subjects holders_;
    Communes communes_;
    std::vector<std::size_t> qpvs_;
    std::map<Subject, std::vector<Counts>> counts_;
};

}  // namespace

DueShares due_shares(const RunReader& run, const std::string& scenario) {
    const auto parameters = run.scenario(scenario).parameters;
    return {last_value(parameters, "review.first_quartile_outside_qpv"),
            last_value(parameters, "review.upper_quartiles_in_qpv"),
            last_value(parameters, "review.priority_in_flow")};
}

std::vector<ReviewLine> cia_review(const RunReader& run,
                                   const std::string& scenario,
                                   const std::vector<LeaseRecord>& leases) {
    Review review(run);
    for (const auto& lease : leases) {
        review.add(lease);
    }
    return review.lines(scenario, due_shares(run, scenario));
}

std::string to_string(ReviewedBy by) {
    switch (by) {
        case ReviewedBy::agglomeration:
            return "agglomeration";
        case ReviewedBy::landlord:
            return "landlord";
        case ReviewedBy::holder:
            return "holder";
        case ReviewedBy::commune:
            return "commune";
    }
    return "";
}

}  // namespace mixite
