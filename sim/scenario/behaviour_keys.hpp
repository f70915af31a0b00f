#pragma once

#include "scenario/key_table.hpp"
#include "world/behaviour.hpp"

namespace mixite {

/// The keys of a territory's behaviour.toml: one for each field of Behaviour.
const KeyTable<Behaviour>& behaviour_keys();

}  // namespace mixite
