#pragma once

#include <map>
#include <string>
#include <utility>

#include <nlohmann/json.hpp>

#include "observation/run_description.hpp"

namespace mixite {

/// Parameters for the report's page: sources, of which many parameters have the same, stand once.
class ParameterRows {
  public:
    /// Key, value, unit, status, origin, legal status, and the place of its source in sources().
    nlohmann::ordered_json row(const ParameterRow& parameter);

    /// Each with the same in French; "" where it is not given.
    [[nodiscard]] const nlohmann::ordered_json& sources() const { return sources_; }

  private:
    std::map<std::pair<std::string, std::string>, std::size_t> places_;
    nlohmann::ordered_json sources_ = nlohmann::ordered_json::array();
};

}  // namespace mixite
