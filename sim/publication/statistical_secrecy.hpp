#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "observation/run_reader.hpp"

namespace mixite {

/// Cells of fewer households are masked where the population is real.
inline constexpr double least_published = 11.0;

/// A number of households, leases, requests … that is neither nil nor large enough to be told.
bool is_small(double count);

/// What is known of one cell: how many stand behind it, and which cells it adds up with.
struct Cell {
    double base = 0.0;
    std::size_t total = 0;  ///< cells of the same number add up to a total that is published
};

/// Which of the cells are masked (1), and with them, so that no total gives them away, those that
/// must go too: within a total either none, or at least two that together hold 11.
std::vector<std::uint8_t> masked_cells(const std::vector<Cell>& cells);

/// The indicators of a run as they may be published.
struct PublishedIndicator {
    IndicatorValues values;  ///< not a number where masked
    /// As `values`: 1 where masked. Empty if the run is not under secrecy.
    std::vector<std::uint8_t> masked;
};

/// Reads indicators and masks them where the run is under statistical secrecy: a cell whose base is
/// small, what totals would give away, and whatever is masked in another scenario at the same place
/// and time, so that a difference gives nothing away. An indicator whose base is not known is
/// masked whole.
class PublishedValues {
  public:
    explicit PublishedValues(const RunReader& run);

    [[nodiscard]] const RunReader& run() const { return *run_; }
    [[nodiscard]] PublishedIndicator of(const std::string& scenario,
                                        const std::string& indicator) const;

  private:
    [[nodiscard]] std::vector<std::uint8_t> mask_of(const std::string& indicator) const;
    [[nodiscard]] std::vector<std::uint8_t> mask_in(const std::string& scenario,
                                                    const IndicatorDescription& indicator) const;

    const RunReader* run_;
    std::vector<std::size_t> zone_totals_;  ///< of each zone: 0 in a QPV, 1 outside
};

}  // namespace mixite
