#pragma once

namespace mixite {

/// The most memory that this process has had, in megabytes.
double peak_megabytes();

}  // namespace mixite
