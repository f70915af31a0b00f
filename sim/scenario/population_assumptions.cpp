#include "scenario/population_assumptions.hpp"

#include <map>
#include <string>

#include <fmt/format.h>

#include "scenario/closest_name.hpp"

namespace mixite {
namespace {

constexpr std::array<const char*, age_bands> band_names{
    "under_30", "30_44", "45_59", "60_74", "75_plus"};
constexpr std::array<const char*, housed_tenures> tenure_names{
    "owner", "private_tenant", "social_tenant", "hosted"};

/// Where each key goes.
class AssumptionKeys {
  public:
    explicit AssumptionKeys(PopulationAssumptions& a) {
        add_seeds(a.seeds);
        add_members(a.members);
        add_income(a.income);
        add_activity(a.activity);
        add_each("seniority", tenure_names, a.mean_seniority_years);
        add_letting(a.letting);
        add_requests(a.requests);
    }
    [[nodiscard]] const std::map<std::string, double*>& all() const { return places_; }

  private:
    void add(const std::string& key, double& place) { places_.emplace(key, &place); }

    template <std::size_t n>
    void add_each(const std::string& prefix,
                  const std::array<const char*, n>& names,
                  std::array<double, n>& values) {
        for (std::size_t i = 0; i < n; ++i) {
            add(prefix + "." + names[i], values[i]);
        }
    }

    template <std::size_t n>
    void add_sizes(const std::string& prefix, int fewest, std::array<double, n>& values) {
        for (std::size_t i = 0; i < n; ++i) {
            add(fmt::format("{}.{}", prefix, fewest + static_cast<int>(i)), values[i]);
        }
    }

    void add_seeds(CellSeeds& s) {
        add_sizes("size.couple_with_children", 3, s.couple_with_children_by_size);
        add_sizes("size.single_parent", 2, s.single_parent_by_size);
        add_sizes("size.other", 2, s.other_by_size);
        for (std::size_t type = 0; type < household_types; ++type) {
            add_each(
                std::string("age.") + household_type_words[type], band_names, s.age_by_type[type]);
        }
        for (std::size_t tenure = 0; tenure < housed_tenures; ++tenure) {
            const std::string prefix = std::string("tenure.") + tenure_names[tenure];
            add_each(prefix, household_type_words, s.tenure_by_type[tenure]);
            add_each(prefix, band_names, s.tenure_by_age[tenure]);
        }
    }

    void add_members(MemberAges& m) {
        add("members.youngest_parent", m.youngest_parent_years);
        add("members.oldest_parent", m.oldest_parent_years);
        add("members.leaves_home", m.leaves_home_years);
        add("members.couple_gap", m.couple_gap_years);
        add("members.couple_gap_sd", m.couple_gap_sd_years);
        add("members.same_generation", m.same_generation_share);
        add("members.generation", m.generation_years);
    }

    void add_income(IncomeScore& s) {
        add_each("income", household_type_words, s.by_type);
        add_each("income", band_names, s.by_age);
        add_each("income", tenure_names, s.by_tenure);
        add("income.each_child", s.each_child);
        add_each("income.noise", band_names, s.noise);
        add_each("income.upper_noise", tenure_names, s.upper_noise);
        add("income.top_exponent", s.top_exponent);
    }

    void add_activity(ActivityShares& s) {
        add("activity.minimum_wage", s.minimum_wage_eur);
        add("activity.next_to_nothing", s.next_to_nothing);
        add("activity.far_from_work_power", s.far_from_work_power);
        add("activity.inactive_partner_power", s.inactive_partner_power);
        add("activity.disabled_without_income", s.disabled_without_income);
        add("activity.student_under_25", s.student_under_25);
        add("activity.full_year_stable", s.full_year_stable);
        add("activity.full_year_precarious", s.full_year_precarious);
        add("activity.half_year_stable", s.half_year_stable);
        add("activity.half_year_precarious", s.half_year_precarious);
        add("activity.less_precarious", s.less_precarious);
        add("activity.single_earner.low", s.single_earner_low);
        add("activity.single_earner.high", s.single_earner_high);
        add("activity.second_earner_most", s.second_earner_most_share);
        add("activity.unseen_power_log_sd", s.unseen_power_log_sd);
    }

    void add_letting(LettingClaims& c) {
        add("letting.old_rooms", c.old_rooms);
        add("letting.settled_rooms", c.settled_rooms);
        add("letting.chance_rooms", c.chance_rooms);
        add("letting.chance_income", c.chance_income);
        add("letting.empty_for_three_months", c.empty_for_three_months);
    }

    void add_requests(RequestStock& r) {
        add("requests.per_household", r.per_household);
        add("requests.from_outside", r.from_outside);
        add("requests.for_transfer", r.for_transfer);
        add("requests.mean_age", r.mean_age_months);
    }

    std::map<std::string, double*> places_;
};

std::string suggestion(const std::string& key, const std::map<std::string, double*>& known) {
    std::vector<std::string> names;
    names.reserve(known.size());
    for (const auto& [name, place] : known) {
        names.push_back(name);
    }
    return did_you_mean(key, names);
}

}  // namespace

std::vector<Diagnostic> population_key_problems(const std::vector<PopulationValue>& values,
                                                const std::string& file) {
    PopulationAssumptions places;
    const auto known = AssumptionKeys(places).all();
    auto missing = known;
    std::vector<Diagnostic> found;
    for (std::size_t row = 0; row < values.size(); ++row) {
        const auto& key = values[row].key;
        Diagnostic diagnostic{.file = file, .line = static_cast<int>(row) + 2, .key = key};
        if (!known.contains(key)) {
            diagnostic.problem = fmt::format("unknown key '{}'", key);
            diagnostic.suggestion = suggestion(key, known);
            found.push_back(std::move(diagnostic));
        } else if (missing.erase(key) == 0) {
            diagnostic.problem = fmt::format("key '{}' is given twice", key);
            found.push_back(std::move(diagnostic));
        }
    }
    for (const auto& [key, place] : missing) {
        found.push_back({.file = file,
                         .key = key,
                         .problem = fmt::format("missing key '{}'", key),
                         .reason = "the population cannot be made without it",
                         .suggestion = "put its row back"});
    }
    return found;
}

PopulationAssumptions population_assumptions(const TerritoryTables& tables) {
    auto problems = population_key_problems(tables.population, "population.csv");
    if (!problems.empty()) {
        throw DataError(std::move(problems));
    }
    PopulationAssumptions assumptions;
    const AssumptionKeys keys(assumptions);
    for (const auto& record : tables.population) {
        *keys.all().at(record.key) = record.value;
    }
    return assumptions;
}

}  // namespace mixite
