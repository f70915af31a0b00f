#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "rules/allocation_policy.hpp"
#include "scenario/scenario_file.hpp"

namespace mixite {

/// A value in force, and the file and block that give it.
struct InForce {
    const Setting* setting = nullptr;
    const ScenarioFile* file = nullptr;
    const PeriodBlock* block = nullptr;
    std::ptrdiff_t rank = 0;  ///< of the file, the root being 0
    /// What the root says of it in this period; null: nothing.
    const Setting* of_root = nullptr;
    /// The block of an older file whose value it replaces; null: there is none.
    const PeriodBlock* replaced_block = nullptr;

    [[nodiscard]] Position at() const { return setting->value.at; }
    [[nodiscard]] std::string text() const {
        return canonical_text(*setting->definition, setting->value);
    }
};

/// Every value in force in one period, by key.
using Rules = std::map<std::string, InForce>;

/// Before every month of a scenario: what holds from the start.
inline constexpr Month from_the_start{0};

/// The rules of each period, by month, the first from the start. From the first month in which a
/// file gives a key, that file alone says its value. The undated values of the first file, the
/// root, hold from the start, those of the others from the fork on. The result points into `files`.
std::vector<std::pair<Month, Rules>> rules_by_period(const std::vector<ScenarioFile>& files,
                                                     Month fork);

AllocationPolicy policy_of(const Rules& rules);

/// Of the keys that begin so, the one given last in the youngest file. Precondition: there is one.
std::string latest_key(const Rules& rules, const std::string& prefix);

/// A diagnostic at the value of this key. Precondition: it is in force.
Diagnostic problem_at(const Rules& rules,
                      const std::string& key,
                      std::string problem,
                      std::string reason,
                      std::string suggestion = {});

/// What no single value shows: shares that do not sum to 1, quotas that nothing could meet, bounds
/// in the wrong order, keys that a quota lacks, longer lists asked for than are made.
std::vector<Diagnostic> contradictions(const Rules& rules, const std::vector<LegalBound>& law);

}  // namespace mixite
