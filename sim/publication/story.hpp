#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "observation/run_description.hpp"
#include "observation/run_reader.hpp"

namespace mixite {

/// The tables of one replication of one scenario that a story is told from: leases, offers,
/// decisions, ranked, points; turned_away where the file has it.
struct TrailTables {
    std::vector<Table> tables;
};

/// Whose story: one dwelling's or one household's, by its permanent key.
struct StorySubject {
    enum class Kind : std::uint8_t { household, dwelling } kind = Kind::household;
    std::int64_t key = 0;
};

enum class Language : std::uint8_t { french, english };

/// What a story needs besides the tables: names of zones, holders, criteria.
struct StorySetting {
    std::vector<Axis> axes;
    std::vector<Enumeration> enumerations;
    std::string scenario;
    std::string title;
    std::string legal_status;
    std::vector<std::string> grid_groups{};  ///< of the scenario
    int replication = 0;
    Language language = Language::french;
};

/// Whether the file holds the trail of the scenario (`run --events`).
bool holds_trail(const RunReader& run, const std::string& scenario);
/// The rows of that replication. Precondition: holds_trail.
TrailTables stored_trail(const RunReader& run, const std::string& scenario, int replication);

/// In plain words, a banner first where the scenario is outside present law, commission after
/// commission: the pool, whose turn it was, the candidates with the terms of their points, the
/// decisions, offers, answers and motives, who was turned away and why, the leases. Throws
/// WrongRequest if nothing happened to the subject.
std::string story_text(const TrailTables& trail,
                       const StorySubject& subject,
                       const StorySetting& setting);

}  // namespace mixite
