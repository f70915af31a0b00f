#include "observation/indicator.hpp"

namespace mixite {
namespace {

// Leases signed in the month, of all holders, transfers and rehousing included.
constexpr auto lease_indicators = std::to_array<Indicator>({
    {{.name = "leases",
      .unit = "lease",
      .long_name = "Leases signed",
      .definition = "Leases of social dwellings in the scope signed in the month, all holders, "
                    "transfers included.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return count(t.leases_by_scope[at].all); }},
    {{.name = "leases_by_zone",
      .unit = "lease",
      .long_name = "Leases signed, by zone",
      .definition = "Leases of social dwellings in the zone signed in the month, all holders, "
                    "transfers included.",
      .dimension = Dimension::zone},
     [](const MonthTables& t, std::size_t at) { return count(t.leases_by_zone[ZoneRow{at}].all); }},
    {{.name = "leases_of_agglomeration",
      .unit = "lease",
      .long_name = "Leases signed, agglomeration",
      .definition = "Leases of social dwellings signed in the month, all holders, transfers "
                    "included.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.leases.all); }},
    {{.name = "leases_with_quartile_legal",
      .unit = "lease",
      .long_name = "Leases with a known quartile (legal threshold)",
      .definition = "Leases in the scope signed in the month after the legal threshold in force "
                    "was set: the denominator of the shares by quartile.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return count(t.leases_by_scope[at].legal.known); }},
    {{.name = "first_quartile_leases_legal",
      .unit = "lease",
      .long_name = "Leases to the 1er quartile des demandeurs (legal threshold)",
      .definition = "Leases in the scope signed in the month by applicants whose SNE resources "
                    "per consumption unit are at most the legal threshold in force of the first "
                    "quarter of requests.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return count(t.leases_by_scope[at].legal.first); }},
    {{.name = "first_quartile_leases_legal_by_zone",
      .unit = "lease",
      .long_name = "Leases to the 1er quartile des demandeurs (legal threshold), by zone",
      .definition = "Leases in the zone signed in the month by applicants whose SNE resources "
                    "per consumption unit are at most the legal threshold in force of the first "
                    "quarter of requests.",
      .dimension = Dimension::zone},
     [](const MonthTables& t, std::size_t at) {
         return count(t.leases_by_zone[ZoneRow{at}].legal.first);
     }},
    {{.name = "first_quartile_share_legal",
      .unit = "1",
      .long_name = "Share of the 1er quartile des demandeurs among leases (legal threshold)",
      .definition = "Leases in the scope signed in the month by applicants of the first quarter "
                    "of requests by the legal threshold in force, over all leases in the scope "
                    "with a known quartile, transfers included.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.leases_by_scope[at].legal.first, t.leases_by_scope[at].legal.known);
     }},
    {{.name = "first_quartile_or_rehoused_share_legal",
      .unit = "1",
      .long_name = "Share of the 1er quartile des demandeurs or rehoused among leases (legal "
                   "threshold)",
      .definition = "Leases in the scope signed in the month by applicants of the first quarter "
                    "of requests by the legal threshold in force or by households to be rehoused "
                    "before a demolition, over all leases in the scope with a known quartile.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.leases_by_scope[at].legal.first_or_rehoused,
                      t.leases_by_scope[at].legal.known);
     }},
    {{.name = "upper_quartiles_share_legal",
      .unit = "1",
      .long_name = "Share of the second to fourth quartiles among leases (legal threshold)",
      .definition = "Leases in the scope signed in the month by applicants of the second, third "
                    "or fourth quarter of requests by the legal threshold in force, over all "
                    "leases in the scope with a known quartile.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.leases_by_scope[at].legal.known - t.leases_by_scope[at].legal.first,
                      t.leases_by_scope[at].legal.known);
     }},
    {{.name = "leases_with_quartile_frozen",
      .unit = "lease",
      .long_name = "Leases with a known quartile (frozen threshold)",
      .definition = "Leases in the scope signed in the month after the threshold frozen at the "
                    "end of the history and indexed since was set: the denominator of the shares "
                    "by quartile.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return count(t.leases_by_scope[at].frozen.known);
     }},
    {{.name = "first_quartile_leases_frozen",
      .unit = "lease",
      .long_name = "Leases to the 1er quartile des demandeurs (frozen threshold)",
      .definition = "Leases in the scope signed in the month by applicants whose SNE resources "
                    "per consumption unit are at most the threshold frozen at the end of the "
                    "history and indexed since of the first quarter of requests.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return count(t.leases_by_scope[at].frozen.first);
     }},
    {{.name = "first_quartile_leases_frozen_by_zone",
      .unit = "lease",
      .long_name = "Leases to the 1er quartile des demandeurs (frozen threshold), by zone",
      .definition = "Leases in the zone signed in the month by applicants whose SNE resources "
                    "per consumption unit are at most the threshold frozen at the end of the "
                    "history and indexed since of the first quarter of requests.",
      .dimension = Dimension::zone},
     [](const MonthTables& t, std::size_t at) {
         return count(t.leases_by_zone[ZoneRow{at}].frozen.first);
     }},
    {{.name = "first_quartile_share_frozen",
      .unit = "1",
      .long_name = "Share of the 1er quartile des demandeurs among leases (frozen threshold)",
      .definition = "Leases in the scope signed in the month by applicants of the first quarter "
                    "of requests by the threshold frozen at the end of the history and indexed "
                    "since, over all leases in the scope with a known quartile, transfers "
                    "included.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.leases_by_scope[at].frozen.first, t.leases_by_scope[at].frozen.known);
     }},
    {{.name = "first_quartile_or_rehoused_share_frozen",
      .unit = "1",
      .long_name = "Share of the 1er quartile des demandeurs or rehoused among leases (frozen "
                   "threshold)",
      .definition = "Leases in the scope signed in the month by applicants of the first quarter "
                    "of requests by the threshold frozen at the end of the history and indexed "
                    "since or by households to be rehoused before a demolition, over all leases "
                    "in the scope with a known quartile.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.leases_by_scope[at].frozen.first_or_rehoused,
                      t.leases_by_scope[at].frozen.known);
     }},
    {{.name = "upper_quartiles_share_frozen",
      .unit = "1",
      .long_name = "Share of the second to fourth quartiles among leases (frozen threshold)",
      .definition = "Leases in the scope signed in the month by applicants of the second, third "
                    "or fourth quarter of requests by the threshold frozen at the end of the "
                    "history and indexed since, over all leases in the scope with a known "
                    "quartile.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.leases_by_scope[at].frozen.known - t.leases_by_scope[at].frozen.first,
                      t.leases_by_scope[at].frozen.known);
     }},
    {{.name = "transfers",
      .unit = "lease",
      .long_name = "Transfers",
      .definition = "Leases in the scope signed in the month by tenants of another social "
                    "dwelling of the agglomeration.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return count(t.leases_by_scope[at].transfers); }},
    {{.name = "transfers_from_other_scope",
      .unit = "lease",
      .long_name = "Transfers from the other scope",
      .definition = "Transfers in the month into a dwelling in QPV from one outside QPV (first "
                    "value), or the other way round (second value).",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return count(t.leases_by_scope[at].transfers_from_other_scope);
     }},
    {{.name = "transfer_share",
      .unit = "1",
      .long_name = "Share of transfers among leases",
      .definition = "Leases signed in the month by tenants of another social dwelling of the "
                    "agglomeration, over all leases signed in the month.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return share(t.leases.transfers, t.leases.all); }},
    {{.name = "rehoused",
      .unit = "lease",
      .long_name = "Rehoused households",
      .definition = "Leases in the scope signed in the month by households to be rehoused before "
                    "a demolition.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return count(t.leases_by_scope[at].rehoused); }},
    {{.name = "priority_leases",
      .unit = "lease",
      .long_name = "Leases to priority publics",
      .definition = "Leases in the scope signed in the month by households of at least one "
                    "priority public of article L.441-1 CCH; being rehoused makes none.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return count(t.leases_by_scope[at].to_priority_publics);
     }},
    {{.name = "leases_to_under_30",
      .unit = "lease",
      .long_name = "Leases to households under 30",
      .definition = "Leases signed in the month by households whose eldest adult is under 30.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.leases.to_under_30); }},
    {{.name = "leases_to_large_families",
      .unit = "lease",
      .long_name = "Leases to large families",
      .definition = "Leases signed in the month in the scope by households with three children or "
                    "more at home.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return count(t.leases_by_scope[at].to_large_families);
     }},
    {{.name = "leases_from_outside",
      .unit = "lease",
      .long_name = "Leases to households from outside",
      .definition = "Leases signed in the month by households that lived outside the "
                    "agglomeration.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.leases.from_outside); }},
    {{.name = "first_lettings",
      .unit = "lease",
      .long_name = "First lettings",
      .definition = "Leases signed in the month for dwellings delivered new and never let "
                    "before.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.first_lettings); }},
    {{.name = "relets",
      .unit = "lease",
      .long_name = "Relets",
      .definition = "Leases signed in the month for dwellings let before.",
      .dimension = Dimension::none},
     [](const MonthTables& t, std::size_t) { return count(t.leases.all - t.first_lettings); }},
});

// Offers made in the month, each to one household for one dwelling.
constexpr auto offer_indicators = std::to_array<Indicator>({
    {{.name = "offers",
      .unit = "offer",
      .long_name = "Offers",
      .definition = "Offers of dwellings in the scope made in the month: accepted, refused "
                    "before or after the commission, or left without answer.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) { return count(t.offers_by_scope[at].all()); }},
    {{.name = "refusals_before_commission",
      .unit = "offer",
      .long_name = "Refusals before the commission",
      .definition = "Offers of dwellings in the scope made in the month and refused before the "
                    "commission.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return count(t.offers_by_scope[at].of(Answer::refused_before_commission));
     }},
    {{.name = "refusals_before_commission_per_offer",
      .unit = "1",
      .long_name = "Refusals before the commission per offer",
      .definition = "Offers of dwellings in the scope made in the month and refused before the "
                    "commission, over all offers of dwellings in the scope made in the month.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.offers_by_scope[at].of(Answer::refused_before_commission),
                      t.offers_by_scope[at].all());
     }},
    {{.name = "refusals_after_commission",
      .unit = "offer",
      .long_name = "Refusals after the commission",
      .definition = "Offers of dwellings in the scope made in the month and refused after the "
                    "commission.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return count(t.offers_by_scope[at].of(Answer::refused_after_commission));
     }},
    {{.name = "refusals_after_commission_per_offer",
      .unit = "1",
      .long_name = "Refusals after the commission per offer",
      .definition = "Offers of dwellings in the scope made in the month and refused after the "
                    "commission, over all offers of dwellings in the scope made in the month.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.offers_by_scope[at].of(Answer::refused_after_commission),
                      t.offers_by_scope[at].all());
     }},
    {{.name = "offers_without_answer",
      .unit = "offer",
      .long_name = "Offers without answer",
      .definition = "Offers of dwellings in the scope made in the month and left without answer.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return count(t.offers_by_scope[at].of(Answer::no_answer));
     }},
    {{.name = "without_answer_per_offer",
      .unit = "1",
      .long_name = "Offers without answer per offer",
      .definition = "Offers of dwellings in the scope made in the month and left without answer, "
                    "over all offers of dwellings in the scope made in the month.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.offers_by_scope[at].of(Answer::no_answer), t.offers_by_scope[at].all());
     }},
    {{.name = "refusals_per_offer",
      .unit = "1",
      .long_name = "Refusals of all kinds per offer",
      .definition = "Offers of dwellings in the scope made in the month that were refused before "
                    "or after the commission or left without answer, over all offers of "
                    "dwellings in the scope made in the month.",
      .dimension = Dimension::scope},
     [](const MonthTables& t, std::size_t at) {
         return share(t.offers_by_scope[at].not_accepted(), t.offers_by_scope[at].all());
     }},
    {{.name = "offers_by_quartile",
      .unit = "offer",
      .long_name = "Offers by quartile",
      .definition = "Offers made in the month to applicants of the quarter of requests by the "
                    "legal threshold.",
      .dimension = Dimension::quartile},
     [](const MonthTables& t, std::size_t at) { return count(t.offers_by_quartile[at].all()); }},
    {{.name = "refusals_per_offer_by_quartile",
      .unit = "1",
      .long_name = "Refusals of all kinds per offer, by quartile",
      .definition = "Offers made in the month to applicants of the quarter of requests by the "
                    "legal threshold that were refused before or after the commission or left "
                    "without answer, over all offers made to them in the month.",
      .dimension = Dimension::quartile},
     [](const MonthTables& t, std::size_t at) {
         return share(t.offers_by_quartile[at].not_accepted(), t.offers_by_quartile[at].all());
     }},
});

}  // namespace

std::span<const Indicator> indicators_of_leases() {
    return lease_indicators;
}
std::span<const Indicator> indicators_of_offers() {
    return offer_indicators;
}

}  // namespace mixite
