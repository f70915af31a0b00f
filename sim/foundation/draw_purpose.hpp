#pragma once

#include <cstdint>

namespace mixite {

/// Every random decision of the model. A value is part of the random number's address: it is never
/// changed, and never given to another decision once its own is gone.
enum class DrawPurpose : std::uint16_t {
    /// Building the population: which cell a fractional household is rounded into.
    population_cell = 1,
    /// Building the population: members' ages within their band.
    population_age = 2,
    /// Building the population: income within its decile, and its share between adults.
    population_income = 3,
    /// Building the population: activity, disability, past incomes.
    population_activity = 4,
    /// Building the population: what the year itself makes of an adult's declared income.
    population_year = 8,
    /// Building the population: months since the household moved in.
    population_seniority = 5,
    /// Month-zero letting: which fitting household lives in which social dwelling.
    population_letting = 6,
    /// Building the population: the register of applications at the start.
    population_application = 7,
    /// The monthly hazards of a household's life; one word an event.
    life_hazard = 10,
    /// What an event of life turns out to be: the new partner's age, who keeps the children …
    life_outcome = 11,
    /// Arrivals in a zone: how many, and who they are; without a month, whom newcomers are like.
    arrival = 12,
    /// In which other agglomeration of the run a household that leaves settles.
    migration = 13,
    // 15 is spent: the hazards of activity are words of life_hazard.
    /// Size of a change of income.
    income_change = 16,
    /// Whether a household applies for a social dwelling this month, renews, withdraws.
    demand = 20,
    /// What an application asks for: where, and how it states its resources.
    application_content = 21,
    /// An application's place among equals, kept for its life.
    tie_break = 22,
    /// The lot of a candidate for one vacancy, drawn anew each month that it lasts; second entity:
    /// the dwelling.
    lottery = 23,
    /// Demand from outside the agglomeration: how many, and who.
    outside_demand = 24,
    /// Which of its dwellings fall vacant for other reasons than its tenant's move.
    vacancy = 30,
    /// Whose turn a vacancy is, among contingents.
    reservation = 31,
    /// Which vacancies are advertised, named by the mayor …; one word a way.
    vacancy_route = 32,
    /// Whether a household follows the adverts; no month in its address.
    advert_reader = 33,
    /// Whether the mayor vetoes a candidate.
    mayor_veto = 34,
    /// Whether a landlord refuses whom the prefect designates; second entity: the dwelling.
    landlord_refusal = 38,
    /// The commission's look at the solvency of a candidate.
    solvency_screen = 35,
    /// The commission's own weighing of candidates, beside the points.
    commission_judgement = 36,
    /// Whether an adult's job is on the list of essential work; no month in its address.
    essential_work = 37,
    /// The lasting taste of a household for a kind of place: no month in its address.
    taste = 40,
    /// What is particular to one dwelling in the eyes of one household.
    dwelling_appeal = 41,
    /// What is particular to one dwelling in everybody's eyes; no month in its address.
    dwelling_quality = 44,
    /// Whether an unsuitable offer is refused before the commission, after it, or left unanswered.
    refusal_kind = 42,
    /// Whether a household to be rehoused or diverted agrees to be offered a place elsewhere.
    consent = 43,
    /// Whether a household to be rehoused is offered dwellings outside QPV only; no month in its
    /// address.
    rehousing_place = 46,
    /// Whether who left an offer without answer leaves the landlord's letter without one too.
    letter_answer = 47,
    /// Whether a household moves within the private stock, buys, or leaves the agglomeration.
    private_move = 50,
    /// Where it moves to; second entity: the zone.
    private_destination = 51,
    /// Where in its range a parameter lies that is not known; entity: its name; no month in its
    /// address.
    parameter = 55,
    /// Keys of new entities (not a random decision, but addressed the same way).
    new_key = 60,
};

}  // namespace mixite
