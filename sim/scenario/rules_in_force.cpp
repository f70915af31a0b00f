#include "scenario/rules_in_force.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <tuple>

#include "foundation/failure.hpp"
#include "scenario/closest_name.hpp"
#include "scenario/policy_keys.hpp"
#include "scenario/quota_contradictions.hpp"

namespace mixite {

namespace {

Month first_month(const PeriodBlock& block, bool of_root, Month fork) {
    return block.from.value_or(of_root ? from_the_start : fork);
}

/// A file's blocks by the month from which they hold; the undated one first among equals, so that a
/// block dated at the fork decides.
std::vector<std::pair<Month, const PeriodBlock*>> dated(const ScenarioFile& file,
                                                        bool of_root,
                                                        Month fork) {
    std::vector<std::pair<Month, const PeriodBlock*>> blocks;
    blocks.reserve(file.blocks.size());
    for (const auto& block : file.blocks) {
        blocks.emplace_back(first_month(block, of_root, fork), &block);
    }
    std::stable_sort(blocks.begin(), blocks.end(), [](const auto& a, const auto& b) {
        return a.first < b.first;
    });
    return blocks;
}

/// The value takes the place of that of the same key.
void put_in_force(Rules& rules, InForce value) {
    auto& known = rules[value.setting->key];
    const bool of_older = known.file != nullptr && known.rank < value.rank;
    value.of_root = value.rank == 0 ? value.setting : known.of_root;
    value.replaced_block = of_older ? known.block : known.replaced_block;
    known = value;
}

Rules rules_at(const std::vector<ScenarioFile>& files, Month fork, Month month) {
    Rules rules;
    for (const auto& file : files) {
        for (const auto& [from, block] : dated(file, &file == &files.front(), fork)) {
            for (const auto& setting : block->values) {
                if (from <= month) {
                    put_in_force(rules, {&setting, &file, block, &file - files.data()});
                }
            }
        }
    }
    return rules;
}

/// How many candidates present law asks for, by its [[law]]; no number if it says none.
double candidates_of_the_law(const std::vector<LegalBound>& law) {
    const auto found = std::find_if(law.begin(), law.end(), [](const auto& bound) {
        return bound.key == "commission.least_candidates" && bound.kind == BoundKind::least;
    });
    return found == law.end() ? std::numeric_limits<double>::quiet_NaN() : number_of(found->value);
}

/// Checks one period; every check looks at keys that are given and right in themselves.
class Contradictions {
  public:
    Contradictions(const Rules& rules, const std::vector<LegalBound>& law)
        : rules_(rules), law_(law), policy_(policy_of(rules)) {}

    std::vector<Diagnostic> run() {
        problems_ = quota_contradictions(rules_, policy_);
        check_lists();
        check_holders();
        check_grids();
        check_objective();
        check_adverts();
        check_dalo();
        check_increasing("housing_allowance.rent_ratio_bounds");
        check_increasing("benefits.activity_bonus_earnings_euros_a_month");
        check_degression();
        for (const auto& [key, value] : rules_) {
            if (key.starts_with("typology.")) {
                check_increasing(key);
            }
        }
        return std::move(problems_);
    }

  private:
    void add(const std::string& key,
             std::string problem,
             std::string reason,
             std::string suggestion = {}) {
        problems_.push_back(
            problem_at(rules_, key, std::move(problem), std::move(reason), std::move(suggestion)));
    }

    /// Lists shorter than present law asks for are breaches of it; longer ones than it asks for,
    /// the strategy has to make itself. Where the law says none, the two are not told apart.
    void check_lists() {
        const auto& commission = policy_.commission;
        if (commission.least_candidates > commission.candidates &&
            commission.least_candidates > candidates_of_the_law(law_) &&
            rules_.contains("commission.candidates")) {
            add("commission.least_candidates",
                fmt::format("commission.least_candidates = {}, commission.candidates = {}",
                            commission.least_candidates,
                            commission.candidates),
                "no list would have as many, and every lease would be counted as a breach",
                fmt::format("give candidates = {} at least", commission.least_candidates));
        }
    }

    void check_holders() {
        const auto& holders = policy_.holders;
        double sum = 0.0;
        bool all_shares = !holders.empty();
        for (const auto& holder : holders) {
            const auto share = fmt::format("reservations.holders.{}.share", holder.name);
            all_shares = all_shares && rules_.contains(share);
            sum += holder.share;
            if (!rules_.contains(share)) {
                add(latest_key(rules_, "reservations.holders." + holder.name + "."),
                    fmt::format("holder '{}' has no share", holder.name),
                    "a holder has a share of the vacancies");
            }
        }
        if (all_shares && std::abs(sum - 1.0) > 1e-9) {
            add(latest_key(rules_, "reservations.holders."),
                fmt::format("the shares of the holders sum to {:.6g}", sum),
                "each vacancy has one holder: they must sum to 1",
                sum < 1.0 ? fmt::format("{:.6g} is missing: give one of them more", 1.0 - sum)
                          : fmt::format("take {:.6g} off one of them", sum - 1.0));
        }
    }

    void check_grids() {
        const bool own = policy_.transfer_grid == TransferGrid::own;
        if (own && policy_.own_transfer_grid.empty()) {
            add("cotation.transfers_by",
                "transfers have a grid of their own without points",
                "all of them would be equal: give 'cotation.transfers.<criterion>'");
        }
        for (const auto& [key, value] : rules_) {
            if (!own && key.starts_with("cotation.transfers.")) {
                add(key,
                    fmt::format("{} belongs to a grid that is not in force", key),
                    "it is read under cotation.transfers_by = \"own\" only");
            }
        }
        const auto& grid = policy_.grid;
        const bool essential = std::any_of(grid.begin(), grid.end(), [](const auto& line) {
            return line.criterion == Criterion::essential_work;
        });
        if (essential && policy_.commission.essential_work_share == 0.0) {
            add("cotation.essential_work",
                "no job is on the list of essential work",
                "cotation.essential_work_share says how many are");
        }
    }

    void check_objective() {
        const auto& rules = policy_.commission;
        if (rules.engine != PriorityEngine::optimal_assignment) {
            return;
        }
        if (rules.ranking != ListRanking::designation) {
            add("commission.engine",
                "the commission ranks the optimal assignment out of order",
                "an assignment is kept under commission.ranking = \"designation\"");
        }
        if (policy_.objective.letting <= 0) {
            add("commission.engine",
                "letting a dwelling is worth nothing to the objective",
                "it would be left empty: 'objective.letting' must be above 0");
        }
    }

    void check_adverts() {
        const auto& adverts = policy_.adverts;
        if (adverts.share > 0.0 &&
            (adverts.readers == 0.0 || adverts.most_applications == 0 || adverts.months == 0)) {
            add("adverts.share",
                "nobody could answer an advert",
                "'readers', 'most_applications' and 'months' of adverts must be above 0");
        }
    }

    void check_dalo() {
        const auto& dalo = policy_.dalo;
        if (dalo.offer_months == 0) {
            return;
        }
        if (dalo.contingent.empty()) {
            add("dalo.offer_months",
                "the prefect has no contingent",
                "'dalo.contingent' names the holder on whose share he or she designates");
            return;
        }
        std::vector<std::string> holders;
        holders.reserve(policy_.holders.size());
        for (const auto& holder : policy_.holders) {
            holders.push_back(holder.name);
        }
        if (std::find(holders.begin(), holders.end(), dalo.contingent) == holders.end()) {
            problems_.push_back(problem_at(rules_,
                                           "dalo.contingent",
                                           fmt::format("dalo.contingent = \"{}\"", dalo.contingent),
                                           "must be a holder of [reservations.holders]",
                                           suggested_name(dalo.contingent, holders)));
        }
    }

    void check_increasing(const std::string& key) {
        const auto found = rules_.find(key);
        if (found == rules_.end()) {
            return;
        }
        const auto& values = *found->second.setting->value.array();
        if (!std::is_sorted(values.begin(), values.end(), [](const auto& a, const auto& b) {
                return number_of(a) < number_of(b);
            })) {
            add(key,
                fmt::format("{} = {}", key, found->second.setting->value.written()),
                "must increase");
        }
    }

    void check_degression() {
        const std::string from = "housing_allowance.degression_from_caps";
        const std::string to = "housing_allowance.degression_to_caps";
        const auto& allowance = policy_.housing_allowance;
        if (rules_.contains(from) && rules_.contains(to) &&
            allowance.degression_from_caps >= allowance.degression_to_caps) {
            add(to,
                fmt::format("{} = {:.6g}", to, allowance.degression_to_caps),
                fmt::format("must be above degression_from_caps = {:.6g}",
                            allowance.degression_from_caps));
        }
    }

    const Rules& rules_;
    const std::vector<LegalBound>& law_;
    AllocationPolicy policy_;
    std::vector<Diagnostic> problems_;
};

}  // namespace

std::vector<std::pair<Month, Rules>> rules_by_period(const std::vector<ScenarioFile>& files,
                                                     Month fork) {
    std::set<Month> months = {from_the_start};
    for (const auto& file : files) {
        for (const auto& block : file.blocks) {
            months.insert(first_month(block, &file == &files.front(), fork));
        }
    }
    std::vector<std::pair<Month, Rules>> periods;
    periods.reserve(months.size());
    for (const auto month : months) {
        periods.emplace_back(month, rules_at(files, fork, month));
    }
    return periods;
}

AllocationPolicy policy_of(const Rules& rules) {
    std::vector<const Setting*> settings;
    settings.reserve(rules.size());
    for (const auto& [key, value] : rules) {
        settings.push_back(value.setting);
    }
    return make_policy(settings);
}

std::string latest_key(const Rules& rules, const std::string& prefix) {
    const InForce* last = nullptr;
    const auto place = [](const InForce& v) {
        return std::tuple(v.rank, v.block->from, v.at().line);
    };
    for (const auto& [key, value] : rules) {
        if (key.starts_with(prefix) && (last == nullptr || place(*last) <= place(value))) {
            last = &value;
        }
    }
    EXPECT(last != nullptr, "no key begins with '{}'", prefix);
    return last->setting->key;
}

Diagnostic problem_at(const Rules& rules,
                      const std::string& key,
                      std::string problem,
                      std::string reason,
                      std::string suggestion) {
    const auto& value = rules.at(key);
    return value.file->document.diagnostic(
        value.at(), key, std::move(problem), std::move(reason), std::move(suggestion));
}

std::vector<Diagnostic> contradictions(const Rules& rules, const std::vector<LegalBound>& law) {
    return Contradictions(rules, law).run();
}

}  // namespace mixite
