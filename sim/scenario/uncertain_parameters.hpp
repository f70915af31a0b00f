#pragma once

#include <cstdint>
#include <optional>
#include <string>
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

/// What is wrong with a number that lies outside the range of its own source; nothing if it does
/// not.
std::optional<Diagnostic> outside_its_range(const KeyDefinition& definition,
                                            const Setting& setting,
                                            const Source& source,
                                            const TomlDocument& document);

/// A value of each for one replication, from the triangular distribution between `low` and `high`
/// whose peak is `value`, each apart from the others; the nearest whole number where there must be
/// one. Float, as the result file holds them.
std::vector<float> drawn_values(const std::vector<UncertainParameter>& parameters,
                                const Draws& draws);

/// Puts a number in place of a key's. Precondition: a key of behaviour_keys that takes such a
/// number.
void store_number(Behaviour& behaviour, const std::string& key, double number);

}  // namespace mixite
