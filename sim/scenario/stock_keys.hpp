#pragma once

#include "scenario/policy_keys.hpp"

namespace mixite {

/// [programme], [territory_programme], [attractiveness], [letting_permits], [rehousing].
KeyTable<PolicyDraft> stock_keys();

}  // namespace mixite
