#include "publication/recorded_group.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "world/households.hpp"

namespace mixite {
namespace {

/// The texts in quotes of a value: "a", or ["a", "b"]. Names of groups and conditions hold no
/// quote.
std::vector<std::string> quoted_texts(std::string_view written) {
    std::vector<std::string> texts;
    texts.reserve(static_cast<std::size_t>(std::count(written.begin(), written.end(), '"') / 2));
    for (auto begin = written.find('"'); begin != std::string_view::npos;) {
        const auto end = written.find('"', begin + 1);
        if (end == std::string_view::npos) {
            break;
        }
        texts.emplace_back(written.substr(begin + 1, end - begin - 1));
        begin = written.find('"', end + 1);
    }
    return texts;
}

std::uint32_t conditions_in(std::string_view written) {
    std::uint32_t bits = 0;
    for (const auto& name : quoted_texts(written)) {
        bits |= find_group({}, name).value_or(HouseholdGroup{}).all_of;
    }
    return bits;
}

HouseholdGroup declared_group(const std::vector<ParameterRow>& parameters,
                              const std::string& name) {
    HouseholdGroup group{.name = name};
    const auto prefix = "groups." + name + ".";
    const std::array<std::pair<const char*, std::uint32_t*>, 3> lists{
        {{"all_of", &group.all_of}, {"any_of", &group.any_of}, {"none_of", &group.none_of}}};
    for (const auto& [key, bits] : lists) {
        *bits = conditions_in(last_written(parameters, prefix + key).value_or(""));
    }
    const std::array<std::pair<const char*, int*>, 4> numbers{
        {{"age_from", &group.age_from},
         {"age_below", &group.age_below},
         {"children_from", &group.children_from},
         {"children_below", &group.children_below}}};
    for (const auto& [key, number] : numbers) {
        const auto written = last_written(parameters, prefix + key).value_or("");
        std::from_chars(written.data(), written.data() + written.size(), *number);
    }
    return group;
}

bool is_declared(const std::vector<ParameterRow>& parameters, const std::string& name) {
    const auto prefix = "groups." + name + ".";
    return std::any_of(parameters.begin(), parameters.end(), [&](const auto& row) {
        return row.key.starts_with(prefix);
    });
}

}  // namespace

std::optional<std::string_view> last_written(const std::vector<ParameterRow>& parameters,
                                             const std::string& key) {
    // Parameters come in the order of their dates: "review.x", then "review.x@2025-01".
    const auto last = std::find_if(parameters.rbegin(), parameters.rend(), [&](const auto& row) {
        return row.key == key || row.key.starts_with(key + "@");
    });
    return last == parameters.rend() ? std::nullopt : std::optional<std::string_view>(last->value);
}

std::optional<HouseholdGroup> group_named_by(const std::vector<ParameterRow>& parameters,
                                             const std::string& key) {
    const auto names = quoted_texts(last_written(parameters, key).value_or(""));
    if (names.size() != 1) {
        return std::nullopt;
    }
    const auto& name = names.front();
    return is_declared(parameters, name) ? declared_group(parameters, name) : find_group({}, name);
}

HouseholdTraits traits_of(const LeaseRecord& lease, const std::vector<std::size_t>& qpv_zones) {
    const auto priorities = static_cast<std::uint32_t>(lease.priorities);
    std::uint32_t conditions = priorities & condition::priorities;
    const auto set = [&](std::uint32_t which, bool holds) { conditions |= holds ? which : 0U; };
    for (std::int32_t quartile = 1; quartile <= 4; ++quartile) {
        set(condition::first_quartile << static_cast<unsigned>(quartile - 1),
            lease.quartile_legal == quartile);
    }
    set(condition::upper_quartiles, lease.quartile_legal > 1);
    set(condition::first_quartile_frozen, lease.quartile_frozen == 1);
    set(condition::upper_quartiles_frozen, lease.quartile_frozen > 1);
    set(condition::priority_public, is_to_priority_public(lease));
    set(condition::transfer, lease.transfer != 0);
    set(condition::single_parent,
        lease.type == static_cast<std::int32_t>(HouseholdType::single_parent));
    set(condition::lives_in_qpv,
        std::any_of(qpv_zones.begin(), qpv_zones.end(), [&](std::size_t qpv) {
            return static_cast<std::int32_t>(qpv) == lease.from_zone;
        }));
    set(condition::from_outside, lease.from_zone < 0);
    return {.conditions = conditions, .eldest_age = static_cast<std::uint8_t>(lease.eldest_age)};
}

}  // namespace mixite
