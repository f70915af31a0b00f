#pragma once

#include <variant>

#include <nlohmann/json.hpp>

#include "observation/run_description.hpp"

namespace mixite {

inline nlohmann::ordered_json facts_json(const Facts& facts) {
    auto json = nlohmann::ordered_json::object();
    for (const auto& [name, value] : facts) {
        std::visit([&json, &name = name](const auto& v) { json[name] = v; }, value);
    }
    return json;
}

}  // namespace mixite
