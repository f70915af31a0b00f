#pragma once

#include <string>
#include <vector>

namespace mixite {

/// A course in one block character a value, from its least (▁) to its greatest (█); a space where
/// there is none, ▄ throughout if it does not move.
std::string sparkline(const std::vector<double>& course);

}  // namespace mixite
