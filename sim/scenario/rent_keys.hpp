#pragma once

#include "scenario/policy_keys.hpp"

namespace mixite {

/// [rents]: restructurings, rents at the next letting, the experiment, conventions, SLS.
KeyTable<PolicyDraft> rent_keys();

/// [derogations]: prefect's orders on the ceilings of resources.
KeyTable<PolicyDraft> derogation_keys();

}  // namespace mixite
