#include "publication/parameter_rows.hpp"

namespace mixite {

nlohmann::ordered_json ParameterRows::row(const ParameterRow& parameter) {
    const auto [place, is_new] =
        places_.try_emplace({parameter.source, parameter.source_fr}, sources_.size());
    if (is_new) {
        sources_.push_back({parameter.source, parameter.source_fr});
    }
    return {parameter.key,
            parameter.value,
            parameter.unit,
            parameter.status,
            parameter.origin,
            parameter.legal_status,
            place->second};
}

}  // namespace mixite
