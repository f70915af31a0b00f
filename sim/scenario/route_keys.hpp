#pragma once

#include "scenario/policy_keys.hpp"

namespace mixite {

/// The keys of the ways to a list: adverts, coordination commissions, mayors, transfers; and of
/// what the optimal assignment of a round maximises.
KeyTable<PolicyDraft> route_keys();

}  // namespace mixite
