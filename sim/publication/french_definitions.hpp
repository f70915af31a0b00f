#pragma once

#include <string>

#include "observation/run_description.hpp"

namespace mixite {

struct FrenchDefinition {
    std::string label;
    std::string text;
};

/// As the file tells it where the indicator is not one of this program's.
FrenchDefinition french_definition(const IndicatorDescription& indicator);

}  // namespace mixite
