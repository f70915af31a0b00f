#include "scenario/uncertain_parameters.hpp"

#include <algorithm>
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

bool has_own_range(const Setting& setting, const Source& source) {
    return source.prefix == setting.key && source.low && source.high;
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
    if (!takes_one_number(definition) || !may_be_otherwise(source.status) ||
        !has_own_range(setting, source) || !(*source.low < *source.high)) {
        return std::nullopt;
    }
    return UncertainParameter{.key = setting.key,
                              .unit = definition.unit,
                              .documentation = definition.documentation,
                              .value = number_of(setting.value),
                              .low = *source.low,
                              .high = *source.high,
                              .numbers = definition.type == KeyType::count
                                             ? UncertainParameter::Numbers::whole
                                             : UncertainParameter::Numbers::all};
}

std::optional<Diagnostic> outside_its_range(const KeyDefinition& definition,
                                            const Setting& setting,
                                            const Source& source,
                                            const TomlDocument& document) {
    if (!takes_one_number(definition) || !has_own_range(setting, source)) {
        return std::nullopt;
    }
    const auto& bounds = definition.bounds;
    if (*source.low < bounds.least || *source.high > bounds.most) {
        return document.diagnostic(
            source.at,
            setting.key,
            fmt::format("the range of '{}', {} to {}, leaves what it may be: {}",
                        setting.key,
                        *source.low,
                        *source.high,
                        bounds_text(definition)),
            bounds.reason);
    }
    const double value = number_of(setting.value);
    if (value < *source.low || value > *source.high) {
        return document.diagnostic(setting.at,
                                   setting.key,
                                   fmt::format("{} = {} lies outside its range, {} to {}",
                                               setting.key,
                                               value,
                                               *source.low,
                                               *source.high),
                                   "the range of [sources] is what the value may be",
                                   "change the one or the other");
    }
    return std::nullopt;
}

std::vector<float> drawn_values(const std::vector<UncertainParameter>& parameters,
                                const Draws& draws) {
    std::vector<float> values;
    values.reserve(parameters.size());
    for (const auto& parameter : parameters) {
        const double uniform =
            draws.uniform({.purpose = DrawPurpose::parameter, .entity = entity_of(parameter.key)});
        const double value = triangular(parameter, uniform);
        const bool whole = parameter.numbers == UncertainParameter::Numbers::whole;
        values.push_back(static_cast<float>(whole ? std::round(value) : value));
    }
    return values;
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
