#pragma once

#include "observation/month_tables.hpp"

namespace mixite {

/// Counts the residents into the tables: by zone, scope and altogether, their segregation, and the
/// lines that set the poor and the modest apart. Precondition: `world.resources` is up to date.
void count_residents(MonthTables& tables, const World& world);

}  // namespace mixite
