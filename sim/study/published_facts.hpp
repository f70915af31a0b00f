#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "scenario/scenario.hpp"
#include "scenario/toml_document.hpp"
#include "study/simulated_quantities.hpp"

namespace mixite {

/// A published fact about the territory, with the bounds within which a plausible run falls.
struct PublishedFact {
    std::string id;
    std::string label_fr;
    std::string label_en;
    Quantity quantity;
    ZoneRow zone;  ///< none: the agglomeration
    MonthPeriod period;
    double low = 0.0;
    double high = 0.0;
    std::string source;
    Status status = Status::assumption;  ///< of the bounds
    /// Whether no value of the model was chosen with it in view.
    enum class Use : std::uint8_t { informed_the_model, held_out } use = Use::informed_the_model;
    /// Said where the run misses it; both may be empty.
    std::string explanation_fr;
    std::string explanation_en;
};

/// The facts of `published_facts.toml`, checked: throws DataError with every problem.
std::vector<PublishedFact> published_facts(const TomlDocument& document,
                                           const Territory& territory);

/// Those of a territory's folder. Throws MissingInput, DataError.
std::vector<PublishedFact> read_published_facts(const std::filesystem::path& territory_folder,
                                                const Territory& territory);

}  // namespace mixite
