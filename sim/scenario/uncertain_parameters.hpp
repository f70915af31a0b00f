#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "foundation/keyed_random.hpp"
#include "scenario/key_table.hpp"
#include "scenario/source_table.hpp"
#include "world/behaviour.hpp"

namespace mixite {

/// A number of the behaviour that is known no better than within a range.
struct UncertainParameter {
    std::string key;
    std::string unit;
    std::string documentation;
    double value = 0.0;  ///< the likeliest
    double low = 0.0;
    double high = 0.0;
    enum class Numbers : std::uint8_t { all, whole } numbers = Numbers::all;
};

/// If it is one number, with a range in a source of its own: that of a table is the range of no key
/// in it. Not what the law or a contract fixes, nor what is calibrated, which was chosen for the
/// values that the others have.
std::optional<UncertainParameter> uncertain_parameter(const KeyDefinition& definition,
                                                      const Setting& setting,
                                                      const Source& source);

/// What is wrong with a number, alone, of a list or of a table, that lies outside the range of its
/// key's own source; nothing if none does.
std::optional<Diagnostic> outside_its_range(const KeyDefinition& definition,
                                            const Setting& setting,
                                            const Source& source,
                                            const TomlDocument& document);

/// Where a number that must not be more than another may be so, by its value or by what may be
/// drawn of the two; nothing if it may not.
std::optional<Diagnostic> out_of_order(const Behaviour& behaviour,
                                       const std::vector<UncertainParameter>& uncertain);

/// A value of each for one replication, from the triangular distribution between `low` and `high`
/// whose peak is `value`; the nearest whole number where there must be one. Each apart from the
/// others, but for two of which one must not be more than the other: they lie at the same quantile,
/// which keeps their order. Float, as the result file holds them.
std::vector<float> drawn_values(const std::vector<UncertainParameter>& parameters,
                                const Draws& draws);

/// Whether it is a key of behaviour_keys that takes one number.
bool is_one_number(std::string_view key);

/// Puts a number in place of a key's. Precondition: is_one_number.
void store_number(Behaviour& behaviour, const std::string& key, double number);

}  // namespace mixite
