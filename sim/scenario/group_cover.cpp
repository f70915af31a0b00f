#include "scenario/group_cover.hpp"

#include <algorithm>
#include <array>
#include <set>

namespace mixite {

namespace {

/// A household that asks has one quartile by each threshold.
constexpr std::array legal_quartiles = {condition::first_quartile,
                                        condition::second_quartile | condition::upper_quartiles,
                                        condition::third_quartile | condition::upper_quartiles,
                                        condition::fourth_quartile | condition::upper_quartiles};
constexpr std::array frozen_quartiles = {condition::first_quartile_frozen,
                                         condition::upper_quartiles_frozen};
constexpr std::uint32_t all_quartiles =
    condition::first_quartile | condition::second_quartile | condition::third_quartile |
    condition::fourth_quartile | condition::upper_quartiles | condition::first_quartile_frozen |
    condition::upper_quartiles_frozen;

/// What groups ask beside quartiles and bounds, beyond which households are not told apart here.
constexpr std::size_t most_conditions = 10;

/// Households that differ in what the groups ask: every one there could be, and some more.
class Kinds {
  public:
    explicit Kinds(const std::vector<HouseholdGroup>& groups) {
        for (const auto& group : groups) {
            note(group);
        }
    }

    [[nodiscard]] bool too_many() const { return bits_.size() > most_conditions; }

    template <class Of>
    [[nodiscard]] bool all_of(const Of& of) const {
        for (const auto legal : legal_quartiles) {
            for (const auto frozen : frozen_quartiles) {
                for (std::uint32_t some = 0; some < 1U << bits_.size(); ++some) {
                    if (!all_of(legal | frozen | chosen(some), of)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

  private:
    void note(const HouseholdGroup& group) {
        const auto asked = (group.all_of | group.any_of | group.none_of) & ~all_quartiles;
        for (std::uint32_t bit = 1; bit != 0; bit <<= 1U) {
            if ((asked & bit) != 0) {
                bits_.insert(bit);
            }
        }
        ages_.insert({group.age_from, group.age_below});
        children_.insert({group.children_from, group.children_below});
    }

    [[nodiscard]] std::uint32_t chosen(std::uint32_t some) const {
        std::uint32_t conditions = 0;
        std::uint32_t position = 0;
        for (const auto bit : bits_) {
            conditions |= (some >> position++ & 1U) != 0 ? bit : 0U;
        }
        return conditions;
    }

    template <class Of>
    [[nodiscard]] bool all_of(std::uint32_t conditions, const Of& of) const {
        return std::all_of(ages_.begin(), ages_.end(), [&](int age) {
            return std::all_of(children_.begin(), children_.end(), [&](int children) {
                return of(HouseholdTraits{.conditions = conditions,
                                          .eldest_age = static_cast<std::uint8_t>(age),
                                          .children = static_cast<std::uint8_t>(children)});
            });
        });
    }

    std::set<std::uint32_t> bits_;
    std::set<int> ages_;  ///< where a group begins or ends
    std::set<int> children_;
};

bool in_one_of(const std::vector<HouseholdGroup>& groups, const HouseholdTraits& household) {
    return std::any_of(
        groups.begin(), groups.end(), [&](const auto& group) { return belongs(group, household); });
}

}  // namespace

bool cover(const std::vector<HouseholdGroup>& groups, const HouseholdGroup& base) {
    auto all = groups;
    all.push_back(base);
    const Kinds kinds(all);
    return !kinds.too_many() && kinds.all_of([&](const HouseholdTraits& household) {
        return !belongs(base, household) || in_one_of(groups, household);
    });
}

bool leave_somebody_out(const std::vector<HouseholdGroup>& groups) {
    const HouseholdGroup everybody;
    auto all = groups;
    all.push_back(everybody);
    const Kinds kinds(all);
    return !kinds.too_many() && !kinds.all_of([&](const HouseholdTraits& household) {
        return !belongs(everybody, household) || in_one_of(groups, household);
    });
}

}  // namespace mixite
