#pragma once

#include <string>
#include <vector>

#include <hdf5.h>

#include "observation/hdf5_calls.hpp"

namespace mixite {

/// Dimension scales as the specification of the library's high-level interface has them: the
/// dataset lists its scales (DIMENSION_LIST), the scale the datasets that it is attached to
/// (REFERENCE_LIST). That interface writes the second list anew at each attachment, at a cost that
/// grows with the square of their number; a result has hundreds. Here it is written once.

/// Where the object lies in the file.
std::uint64_t reference_to(const FileOperation& operation, hid_t file, const std::string& path);

/// By dimension, 0 for none. Precondition: the dataset has no scales yet.
void list_dimensions(const FileOperation& operation,
                     hid_t file,
                     const std::string& dataset,
                     const std::vector<std::uint64_t>& scales);

/// Adds to the list of the scale.
void list_references(const FileOperation& operation, hid_t file, const AttachedScale& scale);

}  // namespace mixite
