#include "publication/cia_review.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <utility>

#include "observation/result_schema.hpp"
#include "publication/recorded_group.hpp"
#include "publication/run_places.hpp"
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

/// A lease and what of it no subject changes.
struct ReviewedLease {
    const LeaseRecord& record;
    bool in_qpv = false;
    bool counts_beside = false;  ///< the first quartile
};

void count(Counts& counts, const ReviewedLease& reviewed) {
    const auto& lease = reviewed.record;
    const bool rehoused = (lease.priorities & priority::rehousing) != 0;
    const bool first = lease.quartile_legal == 1;
    const bool in_flow = !rehoused && lease.transfer == 0;
    counts.flow += in_flow;
    counts.priority_public += in_flow && is_to_priority_public(lease);
    if (reviewed.in_qpv) {
        ++counts.in_qpv;
        counts.upper_quartiles += lease.quartile_legal > 1;
        return;
    }
    ++counts.outside;
    counts.first_quartile += first;
    counts.rehoused += rehoused;
    counts.counted += first || reviewed.counts_beside;
}

/// Not a number if the share due is none.
double missing(double due, int leases, int counted) {
    constexpr double rounding = 1e-9;  // shares are decimal fractions
    return std::isnan(due) ? due : std::max(std::ceil(due * leases - rounding) - counted, 0.0);
}

double last_value(const std::vector<ParameterRow>& parameters, const std::string& key) {
    double last = unmeasured;
    const auto written = last_written(parameters, key).value_or("");
    std::from_chars(written.data(), written.data() + written.size(), last);
    return last;
}

/// What leases are counted by.
struct Subject {
    ReviewedBy by = ReviewedBy::agglomeration;
    std::string code = {};
    std::string name = {};
};

/// All subjects one after another, the agglomeration first, and where those of an axis stand.
class Subjects {
  public:
    struct OfAxis {
        std::size_t first = 0;
        std::size_t count = 0;  ///< none if the file has no such axis

        /// Its subject, or nothing for a position of none.
        [[nodiscard]] std::optional<std::size_t> at(std::int32_t position) const {
            return position >= 0 && static_cast<std::size_t>(position) < count
                       ? std::optional(first + static_cast<std::size_t>(position))
                       : std::nullopt;
        }
    };

    explicit Subjects(const RunReader& run)
        : landlords(add_axis(run, "landlord", ReviewedBy::landlord)),
          holders(add_axis(run, "holder", ReviewedBy::holder)) {
        add_communes(communes_of_zones(run));
    }

    std::vector<Subject> all{Subject{}};
    OfAxis landlords;
    OfAxis holders;
    std::vector<std::size_t> commune_of_zone;  ///< empty where the file does not tell

  private:
    OfAxis add_axis(const RunReader& run, const std::string& name, ReviewedBy by) {
        const auto* axis = find_axis(run, name);
        const auto first = all.size();
        for (std::size_t i = 0; axis != nullptr && i < axis->codes.size(); ++i) {
            all.push_back({by, axis->codes[i], axis->names[i]});
        }
        return {first, all.size() - first};
    }
    /// In the order in which zones name them.
    void add_communes(const std::vector<std::string>& of_zones) {
        const auto first = static_cast<std::ptrdiff_t>(all.size());
        for (const auto& code : of_zones) {
            const auto found =
                std::find_if(all.begin() + first, all.end(), [&](const Subject& subject) {
                    return subject.code == code;
                });
            commune_of_zone.push_back(static_cast<std::size_t>(found - all.begin()));
            if (found == all.end()) {
                all.push_back({ReviewedBy::commune, code, code});
            }
        }
    }
};

class Review {
  public:
    Review(const RunReader& run, HouseholdGroup beside)
        : run_(run),
          beside_(std::move(beside)),
          subjects_(run),
          qpvs_(qpv_positions(run)),
          counts_(static_cast<std::size_t>(run.replications() * years()) * subjects_.all.size()) {}

    void add(const LeaseRecord& lease) {
        const auto zone = static_cast<std::size_t>(lease.zone);
        const ReviewedLease reviewed{
            .record = lease,
            .in_qpv = std::find(qpvs_.begin(), qpvs_.end(), zone) != qpvs_.end(),
            .counts_beside = belongs(beside_, traits_of(lease, qpvs_))};
        const int year = year_of(lease.month) - first_year();
        const auto count_for = [&](std::size_t subject) {
            count(counts_[place(lease.replication, year, subject)], reviewed);
        };
        count_for(0);
        if (const auto landlord = subjects_.landlords.at(lease.landlord)) {
            count_for(*landlord);
        }
        if (const auto holder = subjects_.holders.at(lease.holder)) {
            count_for(*holder);
        }
        if (!subjects_.commune_of_zone.empty()) {
            count_for(subjects_.commune_of_zone.at(zone));
        }
    }

    [[nodiscard]] std::vector<ReviewLine> lines(const std::string& scenario,
                                                const DueShares& due) const {
        std::vector<ReviewLine> lines;
        for (int year = 0; year < years(); ++year) {
            for (std::size_t subject = 0; subject < subjects_.all.size(); ++subject) {
                const auto& [by, code, name] = subjects_.all[subject];
                ReviewLine line{.scenario = scenario,
                                .year = first_year() + year,
                                .months = months_of(first_year() + year),
                                .by = by,
                                .code = code,
                                .name = name};
                for (int replication = 0; replication < run_.replications(); ++replication) {
                    add(line, counts_[place(replication, year, subject)], due);
                }
                if (line.outside_qpv + line.in_qpv > 0.0) {
                    lines.push_back(std::move(line));
                }
            }
        }
        return lines;
    }

  private:
    [[nodiscard]] int first_year() const { return year_of(run_.months().first); }
    [[nodiscard]] int years() const {
        return year_of(run_.months().at(run_.months().count - 1)) - first_year() + 1;
    }
    [[nodiscard]] std::size_t place(int replication, int year, std::size_t subject) const {
        return static_cast<std::size_t>(replication * years() + year) * subjects_.all.size() +
               subject;
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

    [[nodiscard]] int months_of(int year) const {
        const auto months = run_.months();
        int count = 0;
        for (int m = 0; m < months.count; ++m) {
            count += year_of(months.at(m)) == year;
        }
        return count;
    }

    const RunReader& run_;
    HouseholdGroup beside_;
    Subjects subjects_;
    std::vector<std::size_t> qpvs_;
    std::vector<Counts> counts_;  ///< replication × year × subject
};

}  // namespace

DueShares due_shares(const RunReader& run, const std::string& scenario) {
    const auto parameters = run.scenario(scenario).parameters;
    return {last_value(parameters, "review.first_quartile_outside_qpv"),
            last_value(parameters, "review.upper_quartiles_in_qpv"),
            last_value(parameters, "review.priority_in_flow")};
}

HouseholdGroup counted_beside(const RunReader& run, const std::string& scenario) {
    return group_named_by(run.scenario(scenario).parameters, "review.counted_beside_first_quartile")
        .value_or(HouseholdGroup{.name = "rehoused", .all_of = priority::rehousing});
}

std::vector<ReviewLine> cia_review(const RunReader& run,
                                   const std::string& scenario,
                                   const std::vector<LeaseRecord>& leases) {
    Review review(run, counted_beside(run, scenario));
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
