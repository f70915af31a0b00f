#pragma once

#include "observation/run_description.hpp"

namespace mixite {

/// Version, revision, compiler and libraries that this program was built with.
Facts build_facts();

}  // namespace mixite
