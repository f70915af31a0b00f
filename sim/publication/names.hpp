#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

namespace mixite {

/// What has a name for readers, by the code that stands for it in files and in the program.
enum class Named : std::uint8_t {
    measure,          ///< Measure::id
    fate,             ///< GroupFate::group
    fairness,         ///< FairnessLine::measure
    cause,            ///< of a vacancy, and of a change in a QPV's ledger
    household_class,  ///< of the axes of occupants
    holder,           ///< of reservations, those of the reference
    status,           ///< ParameterRow::status
    reading,          ///< to_string(Reading)
    parameter_unit,   ///< ParameterRow::unit
    indicator_unit    ///< IndicatorSpec::unit, Measure::unit
};

/// The French name; the code itself where it has none.
std::string french_name(Named what, std::string_view code);
/// The English name; the code itself where it has none.
std::string english_name(Named what, std::string_view code);

/// All but holders, readings and the units of indicators, by kind ("measure" …) and code: the
/// French name and the English one.
nlohmann::ordered_json names_json();

}  // namespace mixite
