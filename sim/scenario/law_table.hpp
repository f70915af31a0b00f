#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "foundation/calendar.hpp"
#include "scenario/key_table.hpp"

namespace mixite {

enum class BoundKind : std::uint8_t {
    least,
    most,
    only,
    never,        ///< `not`
    open_to_all,  ///< a rule closes its scope to no public
    not_against,  ///< a rule holds none of these groups back
    not_by,       ///< a rule tells households apart by none of these criteria
    fixed         ///< only the file that says the law says the value
};

/// What present law asks of a value of the rules: an entry of [[law]].
struct LegalBound {
    std::string key;  ///< of one value; with `<name>`: of every one of that table
    const KeyDefinition* definition = nullptr;
    BoundKind kind = BoundKind::least;
    TomlValue value;
    std::string sum_of;        ///< whose holders' shares are bound together; empty: each by itself
    std::string unless;        ///< a flag of the rules that lifts it; empty: nothing does
    std::string scope;         ///< of not_against: quotas that reach this place; empty: any
    double leaving = 0.0;      ///< share that is left to them at least; 0: not given
    bool outweighing = false;  ///< points for others count only where they outweigh the whole grid
    Month since{};
    std::string legal_status;  ///< that a strategy beyond it states
    std::string article;
    std::string text;
    std::string text_fr;  ///< the same in French; empty: not given
};

/// The keys of [[law]], for `describe`.
const std::vector<KeyDefinition>& law_keys();

/// The blocks of [[law]] that are sound; `rules`: what they may be about. What is wrong with the
/// others is added to `document.problems`. Definitions must outlive the bounds.
std::vector<LegalBound> law_of(const TomlEntry& entry,
                               const std::vector<const KeyDefinition*>& rules,
                               TomlDocument& document);

/// Blocks of [[law]] that say the same.
std::string law_toml(const std::vector<LegalBound>& law);

}  // namespace mixite
