#pragma once

#include "foundation/calendar.hpp"
#include "foundation/ids.hpp"

namespace mixite {

/// Why a household asks (Cerfa 14069, grouped).
enum class Motive : std::uint8_t {
    no_dwelling,
    separation,
    leaving_parents,
    too_small,
    too_big,
    too_expensive,
    unfit_dwelling,
    eviction,
    disability,
    closer,
    neighbourhood,
    demolition,
    other
};

/// Priority publics of L.441-1 CCH and rehousing, as bits of `Applications::priorities`.
namespace priority {
inline constexpr std::uint16_t dalo = 1U << 0;
inline constexpr std::uint16_t hosted_or_without_dwelling = 1U << 1;
inline constexpr std::uint16_t disability = 1U << 2;
inline constexpr std::uint16_t eviction = 1U << 3;
inline constexpr std::uint16_t unfit_dwelling = 1U << 4;
inline constexpr std::uint16_t violence = 1U << 5;
inline constexpr std::uint16_t overcrowded_with_child = 1U << 6;
inline constexpr std::uint16_t back_to_work = 1U << 7;
inline constexpr std::uint16_t rehousing = 1U << 8;  ///< To be rehoused before a demolition.
}  // namespace priority

/// Priorities of L.441-1, without the landlord's own obligation to rehouse.
constexpr bool is_priority_public(std::uint16_t priorities) {
    return (priorities & static_cast<std::uint16_t>(~priority::rehousing)) != 0;
}

/// Resources that the applicant has not stated.
inline constexpr std::int32_t unstated = -1;

/// The register of open requests (SNE), one a household. Closed requests leave it.
struct Applications {
    Column<ApplicationRow, HouseholdRow> household;
    Column<ApplicationRow, Month> opened;
    Column<ApplicationRow, Month> renewed;  ///< Month of opening or of the last renewal.
    Column<ApplicationRow, Motive> motive;
    Column<ApplicationRow, CommuneRow> wished_commune;
    Column<ApplicationRow, std::uint8_t> open_to_other_communes;  ///< 0 or 1
    Column<ApplicationRow, ZoneRow> wished_qpv;  ///< The QPV it asks for by name, or none.
    Column<ApplicationRow, std::uint16_t> priorities;
    Column<ApplicationRow, Month> dalo_since;    ///< Month of recognition, or no_month.
    Column<ApplicationRow, Month> dalo_offered;  ///< Month of the first offer since, or no_month.
    /// Month of the letter that it is not going to answer, or no_month (CCH R.441-2-8, c).
    Column<ApplicationRow, Month> silent_since;
    /// SNE resources a year as stated; `unstated` if not. Verified at the commission.
    Column<ApplicationRow, std::int32_t> stated_resources_cents;
    Column<ApplicationRow, std::uint8_t> offers;
    Column<ApplicationRow, std::uint8_t> unmotivated_refusals;
    Column<ApplicationRow, std::uint32_t> tie_break;

    [[nodiscard]] std::size_t size() const { return household.size(); }
};

template <class Table, class Visit>
void for_each_application_column(Table& a, const Visit& visit) {
    visit("household", a.household);
    visit("opened", a.opened);
    visit("renewed", a.renewed);
    visit("motive", a.motive);
    visit("wished_commune", a.wished_commune);
    visit("open_to_other_communes", a.open_to_other_communes);
    visit("wished_qpv", a.wished_qpv);
    visit("priorities", a.priorities);
    visit("dalo_since", a.dalo_since);
    visit("dalo_offered", a.dalo_offered);
    visit("silent_since", a.silent_since);
    visit("stated_resources_cents", a.stated_resources_cents);
    visit("offers", a.offers);
    visit("unmotivated_refusals", a.unmotivated_refusals);
    visit("tie_break", a.tie_break);
}

/// One request outside the register: how new ones are handed over.
struct Application {
    HouseholdRow household{};
    Month opened{};
    Month renewed{};
    Motive motive = Motive::other;
    CommuneRow wished_commune{};
    std::uint8_t open_to_other_communes = 0;
    ZoneRow wished_qpv{};
    std::uint16_t priorities = 0;
    Month dalo_since{};
    Month dalo_offered{};
    Month silent_since{};
    std::int32_t stated_resources_cents = unstated;
    std::uint8_t offers = 0;
    std::uint8_t unmotivated_refusals = 0;
    std::uint32_t tie_break = 0;
};

/// Adds a row at the end and returns it; the household's own link is the caller's to set.
ApplicationRow append(Applications& applications, const Application& application);

}  // namespace mixite
