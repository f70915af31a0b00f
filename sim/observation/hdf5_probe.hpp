#pragma once

#include <filesystem>

namespace mixite {

/// HDF5 reads any file with its signature, older formats without checksums included: only those
/// that this program can have written are handed to it. Throws OutputError for others.
void require_our_superblock(const std::filesystem::path& path);

/// HDF5 1.10 can crash on a damaged file: another process reads all that is not numbers first.
/// Throws OutputError where that crashes, or takes too long.
void require_harmless(const std::filesystem::path& path);

}  // namespace mixite
