#pragma once

#include <cstdint>

#include "foundation/calendar.hpp"
#include "rules/allocation_policy.hpp"
#include "world/dwellings.hpp"
#include "world/households.hpp"

namespace mixite {

/// The income concepts, never mixed; each is of the household, in cents.

/// RFR of the year before last (N-2), a year: what ceilings look at. Declared income less the 10 %
/// allowance for expenses; N-1 if it is lower by a tenth or more (CCH R.441-1).
std::int32_t reference_tax_income_cents(const Households& households, HouseholdRow h);

/// SNE resources, a month: declared income with RSA, AAH, ASPA, prime d'activité and family
/// benefits, without APL. First quartile, effort rate and rest-to-live look at it.
std::int32_t sne_resources_cents(const Households& households,
                                 HouseholdRow h,
                                 Month now,
                                 const SocialBenefits& benefits);

/// Base of the APL, a year: declared income of the last twelve months, less the 10 % allowance.
std::int32_t allowance_base_cents(const Households& households, HouseholdRow h);

/// Rental APL, a month, for this rent (principal, a month) and base (a year). `dependants`:
/// children at home under the rules' `dependant_age`.
std::int32_t housing_allowance_cents(const HousingAllowance& rules,
                                     int adults,
                                     int dependants,
                                     std::int32_t rent_cents,
                                     std::int32_t base_cents);

/// The same of a household that pays this principal rent a month; 0 for no rent.
std::int32_t rent_allowance_cents(const Households& households,
                                  HouseholdRow h,
                                  Month now,
                                  std::int32_t rent_cents,
                                  const AllocationPolicy& policy);

/// Disposable income per consumption unit, a month: SNE resources and APL (both a month) less taxes
/// on what is declared a year.
std::int32_t disposable_per_unit_cents(std::int32_t sne_cents,
                                       std::int32_t allowance_cents,
                                       std::int32_t declared_cents,
                                       int unit_tenths,
                                       const SocialBenefits& benefits);

/// The same of a household that pays this principal rent a month, 0 for owners and the hosted; SNE
/// resources are given.
std::int32_t disposable_income_per_unit_cents(const Households& households,
                                              HouseholdRow h,
                                              Month now,
                                              std::int32_t sne_cents_a_month,
                                              std::int32_t rent_cents,
                                              const AllocationPolicy& policy);

/// Declared income per consumption unit, a year.
std::int32_t declared_income_per_unit_cents(const Households& households,
                                            HouseholdRow h,
                                            Month now);

/// The ceiling of the household's category for this financing, a year.
std::int32_t ceiling_cents(const IncomeCeilings& ceilings,
                           const Households& households,
                           HouseholdRow h,
                           Month now,
                           Financing financing);

}  // namespace mixite
