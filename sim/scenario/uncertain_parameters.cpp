#include "scenario/uncertain_parameters.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <string_view>

#include <fmt/format.h>

#include "foundation/failure.hpp"
#include "scenario/behaviour_keys.hpp"

namespace mixite {
namespace {

bool takes_one_number(const KeyDefinition& definition) {
    return definition.type == KeyType::number || definition.type == KeyType::count;
}

bool may_be_otherwise(Status status) {
    return status == Status::assumption || status == Status::literature ||
           status == Status::derived;
}

struct Range {
    double low = 0.0;
    double high = 0.0;
};

/// Of a key that is the only one of its source.
std::optional<Range> own_range(const Setting& setting, const Source& source) {
    if (source.prefix != setting.key || !source.low || !source.high) {
        return std::nullopt;
    }
    return Range{*source.low, *source.high};
}

/// Two numbers of which the first must not be more than the second.
struct Ordered {
    std::string_view less;
    std::string_view more;
    double (*value_of_less)(const Behaviour&);
    double (*value_of_more)(const Behaviour&);
};

constexpr std::array ordered{
    Ordered{"reletting.works_least_months",
            "reletting.works_most_months",
            [](const Behaviour& b) { return static_cast<double>(b.reletting.works_least_months); },
            [](const Behaviour& b) { return static_cast<double>(b.reletting.works_most_months); }},
    // The poorer a candidate, the seldomer it is kept.
    Ordered{"commission.solvency_second_odds",
            "commission.solvency_first_odds",
            [](const Behaviour& b) { return b.commission.solvency_second_odds; },
            [](const Behaviour& b) { return b.commission.solvency_first_odds; }}};

/// The least, the likeliest and the greatest that may be drawn: the same three times of what is
/// held.
std::array<double, 3> extent_of(std::string_view key,
                                double value,
                                const std::vector<UncertainParameter>& uncertain) {
    const auto found = std::find_if(
        uncertain.begin(), uncertain.end(), [&](const auto& one) { return one.key == key; });
    return found == uncertain.end() ? std::array{value, value, value}
                                    : std::array{found->low, value, found->high};
}

/// Of two that are ordered, the name of one addresses the draws of both.
std::string_view drawn_as(std::string_view key) {
    const auto* pair = std::find_if(
        ordered.begin(), ordered.end(), [&](const auto& one) { return one.less == key; });
    return pair == ordered.end() ? key : pair->more;
}

/// FNV-1a, below 2^53: the same for a name wherever it stands among the others.
std::uint64_t entity_of(std::string_view key) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char letter : key) {
        hash = (hash ^ static_cast<std::uint8_t>(letter)) * 0x100000001b3U;
    }
    return hash >> 11U;
}

double triangular(const UncertainParameter& p, double uniform) {
    const double range = p.high - p.low;
    const double below = (p.value - p.low) / range;
    return uniform < below ? p.low + std::sqrt(uniform * range * (p.value - p.low))
                           : p.high - std::sqrt((1.0 - uniform) * range * (p.high - p.value));
}

}  // namespace

std::optional<UncertainParameter> uncertain_parameter(const KeyDefinition& definition,
                                                      const Setting& setting,
                                                      const Source& source) {
    const auto range = own_range(setting, source);
    if (!range || !takes_one_number(definition) || !may_be_otherwise(source.status) ||
        !(range->low < range->high)) {
        return std::nullopt;
    }
    return UncertainParameter{.key = setting.key,
                              .unit = definition.unit,
                              .documentation = definition.documentation,
                              .value = number_of(setting.value),
                              .low = range->low,
                              .high = range->high,
                              .numbers = definition.type == KeyType::count
                                             ? UncertainParameter::Numbers::whole
                                             : UncertainParameter::Numbers::all};
}

std::optional<Diagnostic> outside_its_range(const KeyDefinition& definition,
                                            const Setting& setting,
                                            const Source& source,
                                            const TomlDocument& document) {
    const auto range = own_range(setting, source);
    const auto numbers = numbers_in(definition, setting.value);
    if (!range || numbers.empty()) {
        return std::nullopt;
    }
    const auto& bounds = definition.bounds;
    if (range->low < bounds.least || range->high > bounds.most) {
        return document.diagnostic(
            source.at,
            setting.key,
            fmt::format("the range of '{}', {} to {}, leaves what it may be: {}",
                        setting.key,
                        range->low,
                        range->high,
                        bounds_text(definition)),
            bounds.reason);
    }
    const auto outside = std::find_if(numbers.begin(), numbers.end(), [&](const auto& number) {
        return number_of(number) < range->low || number_of(number) > range->high;
    });
    if (outside != numbers.end()) {
        const bool alone = is_one_number(definition.type);
        return document.diagnostic(
            alone ? setting.at : outside->at,
            setting.key,
            fmt::format("{} {} its range, {} to {}",
                        setting.key,
                        alone ? fmt::format("= {} lies outside", number_of(*outside))
                              : fmt::format("holds {}, outside", number_of(*outside)),
                        range->low,
                        range->high),
            "the range of [sources] is what the value may be",
            "change the one or the other");
    }
    return std::nullopt;
}

std::optional<Diagnostic> out_of_order(const Behaviour& behaviour,
                                       const std::vector<UncertainParameter>& uncertain) {
    for (const auto& pair : ordered) {
        const auto less = extent_of(pair.less, pair.value_of_less(behaviour), uncertain);
        const auto more = extent_of(pair.more, pair.value_of_more(behaviour), uncertain);
        for (std::size_t i = 0; i < less.size(); ++i) {
            if (less.at(i) > more.at(i)) {
                return Diagnostic{
                    .key = std::string(pair.less),
                    .problem = fmt::format("{} = {} is more than {} = {}",
                                           pair.less,
                                           less.at(i),
                                           pair.more,
                                           more.at(i)),
                    .reason =
                        "the first may not be more than the second, by their values nor by "
                        "the ends of their ranges (a value that is held stands for both)",
                    .suggestion = "change the one or the other"};
            }
        }
    }
    return std::nullopt;
}

std::vector<float> drawn_values(const std::vector<UncertainParameter>& parameters,
                                const Draws& draws) {
    std::vector<float> values;
    values.reserve(parameters.size());
    for (const auto& parameter : parameters) {
        const double uniform = draws.uniform(
            {.purpose = DrawPurpose::parameter, .entity = entity_of(drawn_as(parameter.key))});
        const double value = triangular(parameter, uniform);
        const bool whole = parameter.numbers == UncertainParameter::Numbers::whole;
        values.push_back(static_cast<float>(whole ? std::round(value) : value));
    }
    return values;
}

bool is_one_number(std::string_view key) {
    const auto& keys = behaviour_keys();
    return std::any_of(keys.begin(), keys.end(), [&](const auto& bound) {
        return bound.definition.name == key && takes_one_number(bound.definition);
    });
}

void store_number(Behaviour& behaviour, const std::string& key, double number) {
    const auto& keys = behaviour_keys();
    const auto found = std::find_if(
        keys.begin(), keys.end(), [&](const auto& bound) { return bound.definition.name == key; });
    EXPECT(found != keys.end() && takes_one_number(found->definition), "key '{}'", key);
    TomlValue value;
    if (found->definition.type == KeyType::count) {
        value.data = static_cast<std::int64_t>(std::lround(number));
    } else {
        value.data = number;
    }
    found->store(behaviour, {}, value);
}

}  // namespace mixite
