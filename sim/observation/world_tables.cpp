#include "observation/world_tables.hpp"

#include <algorithm>
#include <array>
#include <type_traits>

#include "observation/indicators.hpp"

namespace mixite {

namespace {

Axis axis_of(std::string name,
             std::string long_name,
             std::vector<std::string> codes,
             std::vector<std::string> names) {
    return {std::move(name), std::move(long_name), std::move(codes), std::move(names)};
}

Axis axis_of(std::string name, std::string long_name, const std::vector<std::string>& codes) {
    return axis_of(std::move(name), std::move(long_name), codes, codes);
}

std::vector<std::string> axes_of(Dimension dimension) {
    switch (dimension) {
        case Dimension::none:
            return {};
        case Dimension::zone:
            return {"zone"};
        case Dimension::qpv:
            return {"qpv"};
        case Dimension::scope:
            return {"scope"};
        case Dimension::quartile:
            return {"quartile"};
        case Dimension::quartile_frozen:
            return {"quartile_frozen"};
        case Dimension::priority:
            return {"priority"};
        case Dimension::landlord:
            return {"landlord"};
        case Dimension::commune:
            return {"commune"};
        case Dimension::poverty_cause:
            return {"qpv", "poverty_cause"};
        case Dimension::qpv_quartile:
            return {"qpv", "quartile_frozen"};
        case Dimension::qpv_type:
            return {"qpv", "household_type"};
        case Dimension::qpv_age:
            return {"qpv", "age_group"};
        case Dimension::qpv_activity:
            return {"qpv", "activity"};
    }
    return {};
}

/// How one value of the model lies in a column.
template <class T>
auto stored(T value) {
    return value;
}
template <class Tag, class Integer>
auto stored(Row<Tag, Integer> row) {
    using Stored = std::conditional_t<sizeof(Integer) == 1, std::int16_t, std::int32_t>;
    return row ? static_cast<Stored>(row.value) : Stored{-1};
}
template <class Tag>
auto stored(Key<Tag> key) {
    return static_cast<std::int64_t>(key.value);
}
std::int16_t stored(Month month) {
    return month.since_1900;
}
std::uint8_t stored(bool truth) {
    return truth ? 1 : 0;
}
std::int32_t stored(std::uint16_t bits) {
    return bits;
}
std::int64_t stored(std::uint32_t number) {
    return number;
}
float stored(double number) {
    return static_cast<float>(number);
}
template <class T>
requires std::is_enum_v<T> std::uint8_t stored_enum(T value) {
    return static_cast<std::uint8_t>(value);
}

/// Builds a table from rows, column after column.
template <class Record>
class RecordColumns {
  public:
    RecordColumns(std::span<const Record> records, Month epoch)
        : records_(records), epoch_(epoch) {}

    template <class T>
    RecordColumns& add(const char* name,
                       T Record::*field,
                       const char* unit,
                       const char* long_name) {
        return add_values(
            name, unit, long_name, "", [&](const Record& record) { return stored(record.*field); });
    }
    template <class T>
    RecordColumns& add_enum(const char* name,
                            T Record::*field,
                            const char* enumeration,
                            const char* long_name) {
        return add_values(name, "1", long_name, enumeration, [&](const Record& record) {
            return stored_enum(record.*field);
        });
    }
    /// An enumeration that is not known here, held as its number.
    RecordColumns& add_code(const char* name,
                            std::uint8_t Record::*field,
                            const char* enumeration,
                            const char* long_name) {
        return add_values(
            name, "1", long_name, enumeration, [&](const Record& record) { return record.*field; });
    }
    RecordColumns& add_month(Month Record::*field, const char* long_name) {
        return add_date("month", field, long_name);
    }
    RecordColumns& add_date(const char* name, Month Record::*field, const char* long_name) {
        const auto unit = "days since " + std::to_string(year_of(epoch_)) + "-01-01";
        return add_values(name, unit.c_str(), long_name, "", [&](const Record& record) {
            return static_cast<std::int32_t>(days_since(year_of(epoch_), record.*field));
        });
    }
    std::vector<TableColumn> take() { return std::move(columns_); }

  private:
    template <class Value>
    RecordColumns& add_values(const char* name,
                              const char* unit,
                              const char* long_name,
                              const char* enumeration,
                              const Value& value) {
        std::vector<decltype(value(records_.front()))> values;
        values.reserve(records_.size());
        for (const auto& record : records_) {
            values.push_back(value(record));
        }
        columns_.push_back({name, unit, long_name, std::move(values), enumeration});
        return *this;
    }

    std::span<const Record> records_;
    Month epoch_;
    std::vector<TableColumn> columns_;
};

template <class E>
const char* enumeration_of() {
    if constexpr (std::is_same_v<E, Tenure>) {
        return "tenure";
    } else if constexpr (std::is_same_v<E, Bond>) {
        return "bond";
    } else if constexpr (std::is_same_v<E, Activity>) {
        return "activity";
    } else if constexpr (std::is_same_v<E, DwellingForm>) {
        return "form";
    } else if constexpr (std::is_same_v<E, EnergyLabel>) {
        return "energy";
    } else if constexpr (std::is_same_v<E, Financing>) {
        return "financing";
    } else if constexpr (std::is_same_v<E, DwellingStatus>) {
        return "dwelling_status";
    } else {
        static_assert(std::is_same_v<E, VacancyCause>);
        return "vacancy_cause";
    }
}

/// Columns of the state become columns of a table; an array of members becomes one column each,
/// from _1.
class StateColumns {
  public:
    template <class RowType, class T>
    void operator()(const char* name, const Column<RowType, T>& column) {
        add(name, column.values(), [](const T& value) { return value; });
    }
    template <class RowType, class T, std::size_t Members>
    void operator()(const char* name, const Column<RowType, std::array<T, Members>>& column) {
        for (std::size_t member = 0; member < Members; ++member) {
            add(std::string(name) + "_" + std::to_string(member + 1),
                column.values(),
                [member](const std::array<T, Members>& values) { return values[member]; });
        }
    }
    std::vector<TableColumn> take() { return std::move(columns_); }

  private:
    template <class Values, class Member>
    void add(const std::string& name, const Values& column, const Member& member) {
        using T = decltype(member(column.front()));
        if constexpr (std::is_enum_v<T>) {
            std::vector<std::uint8_t> values;
            values.reserve(column.size());
            for (const auto& value : column) {
                values.push_back(stored_enum(member(value)));
            }
            columns_.push_back({name, "1", words(name), std::move(values), enumeration_of<T>()});
        } else {
            std::vector<decltype(stored(member(column.front())))> values;
            values.reserve(column.size());
            for (const auto& value : column) {
                values.push_back(stored(member(value)));
            }
            columns_.push_back({name, unit_of(name), words(name), std::move(values)});
        }
    }

    static std::string unit_of(const std::string& name) {
        return name.find("_cents") == std::string::npos ? "1" : "0.01 EUR";
    }
    static std::string words(std::string name) {
        for (auto& letter : name) {
            letter = letter == '_' ? ' ' : letter;
        }
        return name;
    }

    std::vector<TableColumn> columns_;
};

template <class Value>
TableColumn zone_column(const Territory& territory,
                        const char* name,
                        const char* unit,
                        const char* long_name,
                        const Value& value) {
    std::vector<decltype(value(territory.zones.values().front()))> values;
    values.reserve(territory.zones.size());
    for (const auto& zone : territory.zones) {
        values.push_back(value(zone));
    }
    return {name, unit, long_name, std::move(values)};
}

std::vector<std::string> activity_codes() {
    return {"stable_job", "precarious_job", "unemployed", "without_work", "student", "retired"};
}

std::vector<std::string> household_type_codes() {
    return {household_type_words.begin(), household_type_words.end()};
}

}  // namespace

std::vector<Axis> result_axes(const Territory& territory, const std::vector<std::string>& holders) {
    std::vector<Axis> axes{{"zone", "zone of the territory", {}, {}},
                           {"qpv", "priority neighbourhood (QPV)", {}, {}}};
    for (const auto row : rows<ZoneRow>(territory.zones.size())) {
        const auto& zone = territory.zones[row];
        axes[0].codes.push_back(zone.code);
        axes[0].names.push_back(zone.name);
        if (territory.is_qpv(row)) {
            axes[1].codes.push_back(zone.code);
            axes[1].names.push_back(zone.name);
        }
    }
    const std::vector<std::string> quarters{"first", "second", "third", "fourth"};
    axes.push_back(
        axis_of("scope", "in the QPV or outside", {"qpv", "outside"}, {"in QPV", "outside QPV"}));
    axes.push_back(
        axis_of("quartile", "quarter of the requests, by the legal threshold", quarters));
    axes.push_back(
        axis_of("quartile_frozen",
                "quarter of the requests, by the threshold frozen at the end of the history",
                quarters));
    axes.push_back(
        axis_of("priority", "priority public of L.441-1 CCH or not", {"other", "priority"}));
    axes.push_back(axis_of("poverty_cause",
                           "what changed the households of a QPV",
                           {"scales",
                            "incomes",
                            "demography",
                            "migration",
                            "lettings",
                            "transfers_out",
                            "stock",
                            "private_moves"}));
    axes.push_back(axis_of("household_type", "type of household", household_type_codes()));
    axes.push_back(
        axis_of("age_group", "age of the eldest adult", {"under_30", "from_30_to_59", "from_60"}));
    axes.push_back(axis_of("activity", "what adults live from", activity_codes()));
    Axis landlords{"landlord", "landlord", {}, {}};
    for (const auto& landlord : territory.landlords) {
        landlords.codes.push_back(landlord.code);
        landlords.names.push_back(landlord.name);
    }
    axes.push_back(std::move(landlords));
    axes.push_back(axis_of("holder", "holder of reservations", holders));
    Axis communes{"commune", "commune", {}, {}};
    for (const auto& commune : territory.communes) {
        communes.codes.push_back(commune.code);
        communes.names.push_back(commune.name);
    }
    axes.push_back(std::move(communes));
    // A dimension of length 0 would read as an unlimited one.
    std::erase_if(axes, [](const Axis& axis) { return axis.codes.empty(); });
    return axes;
}

std::vector<IndicatorDescription> result_indicators(const std::vector<Axis>& axes) {
    const auto present = [&](const std::string& name) {
        return std::any_of(
            axes.begin(), axes.end(), [&](const Axis& axis) { return axis.name == name; });
    };
    std::vector<IndicatorDescription> indicators;
    for (const auto& spec : indicator_specs()) {
        auto own_axes = axes_of(spec.dimension);
        if (std::all_of(own_axes.begin(), own_axes.end(), present)) {
            indicators.push_back({std::string(spec.name),
                                  std::string(spec.unit),
                                  std::string(spec.long_name),
                                  std::string(spec.definition),
                                  std::move(own_axes)});
        }
    }
    return indicators;
}

std::vector<Enumeration> result_enumerations() {
    return {{"tenure", {"owner", "private_tenant", "social_tenant", "hosted", "gone"}},
            {"activity", activity_codes()},
            {"bond", {"alone", "couple", "sharing"}},
            {"answer",
             {"accepted", "refused_before_commission", "refused_after_commission", "no_answer"}},
            {"household_type", household_type_codes()},
            {"audit_group",
             {"everybody",
              "first_quartile",
              "second_quartile",
              "third_quartile",
              "fourth_quartile",
              "large_family",
              "single_parent",
              "disabled",
              "sixty_or_older",
              "qpv_resident"}},
            {"need",
             {"other_two_rooms",
              "other_three_rooms",
              "other_four_rooms",
              "priority_two_rooms",
              "priority_three_rooms",
              "priority_four_rooms"}},
            {"residence",
             {"same_qpv",
              "other_qpv",
              "social_outside_qpv",
              "private_tenant",
              "owner",
              "hosted",
              "outside_agglomeration",
              "gone"}},
            {"answer_motive",
             {"none",
              "last_offer",
              "cost",
              "dwelling",
              "place",
              "situation",
              "taste",
              "impression",
              "reserve"}},
            {"commission_decision",
             {"a_attribution", "b_ranked", "c_conditional", "d_not_allocated", "e_inadmissible"}},
            {"decision_motive",
             {"resources", "mayor_veto", "landlord_refusal", "ceilings", "effort_rate"}},
            {"vacancy_route",
             {"holder",
              "exchange",
              "advert",
              "coordination",
              "mayor",
              "prefect",
              "prefect_attribution"}},
            {"vacancy_cause",
             {"initial",
              "delivery",
              "end_of_works",
              "left_agglomeration",
              "to_private_rental",
              "to_ownership",
              "dissolution",
              "separation"}},
            {"dwelling_status",
             {"occupied", "vacant", "works", "condemned", "demolished", "withdrawn"}},
            {"form", {"flat", "house"}},
            {"energy", {"a", "b", "c", "d", "e", "f", "g", "unknown"}},
            {"financing", {"plai", "plus", "pls"}}};
}

Table lease_table(std::span<const Lease> leases, Month epoch) {
    RecordColumns<Lease> columns(leases, epoch);
    columns.add_month(&Lease::month, "month of signature")
        .add("dwelling", &Lease::dwelling, "1", "key of the dwelling")
        .add("household", &Lease::household, "1", "key of the household")
        .add("zone", &Lease::zone, "1", "zone of the dwelling, position on the axis zone")
        .add("from_zone",
             &Lease::from_zone,
             "1",
             "zone it comes from, position on the axis zone, -1: from outside")
        .add_enum("from_tenure", &Lease::from_tenure, "tenure", "tenure before the lease")
        .add("landlord", &Lease::landlord, "1", "position on the axis landlord")
        .add("holder",
             &Lease::holder,
             "1",
             "whose turn the vacancy was, position on the axis holder, -1: none")
        .add("rooms", &Lease::rooms, "1", "rooms, 5: five or more")
        .add("persons", &Lease::persons, "1", "persons of the household")
        .add_enum("type", &Lease::type, "household_type", "type of the household")
        .add("children", &Lease::children, "1", "children living at home")
        .add("disabled", &Lease::disabled, "1", "1: an adult receives AAH")
        .add("eldest_age", &Lease::eldest_age, "year", "age of the eldest adult")
        .add("rank", &Lease::rank, "1", "rank on the commission's list, from 1")
        .add("quartile_legal",
             &Lease::quartile_legal,
             "1",
             "quarter of the requests by the legal threshold, 1 to 4, 0: no threshold yet")
        .add("quartile_frozen",
             &Lease::quartile_frozen,
             "1",
             "quarter of the requests by the frozen threshold, 1 to 4, 0: no threshold yet")
        .add("priorities", &Lease::priorities, "1", "priority publics, as bits")
        .add("transfer", &Lease::transfer, "1", "1: the household was a tenant of the social stock")
        .add("wait_months", &Lease::wait_months, "month", "months since the request was opened")
        .add("points", &Lease::points, "1", "points of the ranking")
        .add("rent_cents", &Lease::rent_cents, "0.01 EUR", "principal rent, a month")
        .add("resources_per_unit_cents",
             &Lease::resources_per_unit_cents,
             "0.01 EUR",
             "SNE resources per consumption unit, a year")
        .add("effort_rate", &Lease::effort_rate, "1", "net housing cost over resources");
    return {"leases", "lease", columns.take()};
}

Table offer_table(std::span<const Offer> offers, Month epoch) {
    RecordColumns<Offer> columns(offers, epoch);
    columns.add_month(&Offer::month, "month of the commission")
        .add("dwelling", &Offer::dwelling, "1", "key of the dwelling")
        .add("household", &Offer::household, "1", "key of the household")
        .add("zone", &Offer::zone, "1", "zone of the dwelling, position on the axis zone")
        .add("holder",
             &Offer::holder,
             "1",
             "whose turn the vacancy was, position on the axis holder, -1: none")
        .add("round", &Offer::round, "1", "round of the month's commissions")
        .add("rank", &Offer::rank, "1", "rank on the list, from 1")
        .add_enum("answer", &Offer::answer, "answer", "the household's answer")
        .add_enum("motive", &Offer::motive, "answer_motive", "what weighed most")
        .add("quartile_legal",
             &Offer::quartile_legal,
             "1",
             "quarter of the requests by the legal threshold, 1 to 4, 0: no threshold yet")
        .add("points", &Offer::points, "1", "points of the ranking");
    return {"offers", "offer", columns.take()};
}

Table chain_table(std::span<const Chain> chains, Month epoch) {
    RecordColumns<Chain> columns(chains, epoch);
    columns.add_month(&Chain::month, "month in which it ended")
        .add_enum("cause", &Chain::cause, "vacancy_cause", "what began it")
        .add("length", &Chain::length, "1", "dwellings it went through");
    return {"chains", "chain", columns.take()};
}

Table access_table(std::span<const YearOfAccess> access) {
    RecordColumns<YearOfAccess> columns(access, Month{});
    columns.add("year", &YearOfAccess::year, "1", "calendar year")
        .add_enum("group", &YearOfAccess::group, "audit_group", "group of the applicants")
        .add_enum("need", &YearOfAccess::need, "need", "class of equal need")
        .add("request_months",
             &YearOfAccess::request_months,
             "request",
             "requests before each month's commissions, summed over the year")
        .add("housed", &YearOfAccess::housed, "lease", "of them, those that were housed");
    return {"access", "cell", columns.take()};
}

Table cohort_table(std::span<const RequestCohort> cohorts, Month epoch) {
    RecordColumns<RequestCohort> columns(cohorts, epoch);
    columns.add_date("opened", &RequestCohort::opened, "month in which the requests were opened")
        .add("quartile",
             &RequestCohort::quartile,
             "1",
             "quarter of the requests when opened, 1 to 4, 0: no threshold yet")
        .add_enum("need", &RequestCohort::need, "need", "class of equal need when opened")
        .add("requests", &RequestCohort::requests, "request", "opened, transfers left out")
        .add("housed",
             &RequestCohort::housed,
             "request",
             "of them, those housed within the months followed")
        .add("months_followed",
             &RequestCohort::months_followed,
             "month",
             "12, or fewer where the run ended before: no share of those housed within 12");
    return {"cohorts", "cohort", columns.take()};
}

Table destination_table(std::span<const DestinationCount> destinations) {
    RecordColumns<DestinationCount> columns(destinations, Month{});
    columns.add("qpv", &DestinationCount::qpv, "1", "of the lease, position on the axis qpv")
        .add("months_later", &DestinationCount::months_later, "month", "after that lease")
        .add_enum("residence", &DestinationCount::residence, "residence", "where they live")
        .add("waiting", &DestinationCount::waiting, "1", "1: with an open request")
        .add("households", &DestinationCount::households, "household", "how many");
    return {"destinations", "destination", columns.take()};
}

Table decision_table(std::span<const Decision> decisions, Month epoch) {
    RecordColumns<Decision> columns(decisions, epoch);
    columns.add_month(&Decision::month, "month of the commission")
        .add("round", &Decision::round, "1", "round of the month's commissions")
        .add("dwelling", &Decision::dwelling, "1", "key of the dwelling")
        .add("zone", &Decision::zone, "1", "zone of the dwelling, position on the axis zone")
        .add("landlord", &Decision::landlord, "1", "position on the axis landlord")
        .add("turn",
             &Decision::turn,
             "1",
             "whose turn it was, position on the axis holder, -1: none")
        .add_enum("route",
                  &Decision::route,
                  "vacancy_route",
                  "who named candidates within the holder's public, or how they came forward")
        .add("for_transfer", &Decision::for_transfer, "1", "1: set aside for a transfer")
        .add("given_back", &Decision::given_back, "1", "1: nobody named, back to the landlord")
        .add("quota_held", &Decision::quota_held, "1", "1: a quota changed the list")
        .add("quota_lifted", &Decision::quota_lifted, "1", "1: a quota was lifted for the vacancy")
        .add("eligible", &Decision::eligible, "request", "open requests that nothing bars from it")
        .add("ranked", &Decision::ranked, "1", "candidates that the commission ranked")
        .add("asked", &Decision::asked, "1", "of them, those who got an offer")
        .add("vetoed", &Decision::vetoed, "1", "candidates that the mayor struck out")
        .add("let", &Decision::let, "1", "1: one of them accepted")
        .add("days_vacant",
             &Decision::days_vacant,
             "day",
             "from the month in which it fell vacant to this one");
    return {"decisions", "decision", columns.take()};
}

Table ranked_table(std::span<const RankedCandidate> ranked, Month epoch) {
    RecordColumns<RankedCandidate> columns(ranked, epoch);
    columns.add_month(&RankedCandidate::month, "month of the commission")
        .add("round", &RankedCandidate::round, "1", "round of the month's commissions")
        .add("dwelling", &RankedCandidate::dwelling, "1", "key of the dwelling")
        .add("household", &RankedCandidate::household, "1", "key of the household")
        .add("rank", &RankedCandidate::rank, "1", "rank on the list, from 1")
        .add_enum("decision",
                  &RankedCandidate::decision,
                  "commission_decision",
                  "what the commission decided of it (CCH R.441-3)")
        .add("asked", &RankedCandidate::asked, "1", "1: got an offer")
        .add("points", &RankedCandidate::points, "1", "points, all terms")
        .add("bonus", &RankedCandidate::bonus, "1", "of these, bonuses of quotas")
        .add("place_in_order",
             &RankedCandidate::place_in_order,
             "1",
             "place among the eligible in the order of designation, from 1")
        .add("passed_over",
             &RankedCandidate::passed_over,
             "request",
             "eligible requests with more points on no list of the round")
        .add("priorities", &RankedCandidate::priorities, "1", "priority publics, as bits")
        .add("quartile_legal",
             &RankedCandidate::quartile_legal,
             "1",
             "quarter of the requests by the legal threshold, 1 to 4, 0: no threshold yet");
    return {"ranked", "candidate", columns.take()};
}

Table turned_away_table(std::span<const TurnedAway> turned_away, Month epoch) {
    RecordColumns<TurnedAway> columns(turned_away, epoch);
    columns.add_month(&TurnedAway::month, "month of the commission")
        .add("round", &TurnedAway::round, "1", "round of the month's commissions")
        .add("dwelling", &TurnedAway::dwelling, "1", "key of the dwelling")
        .add("household", &TurnedAway::household, "1", "key of the household")
        .add_enum("decision",
                  &TurnedAway::decision,
                  "commission_decision",
                  "what the commission decided of it (CCH R.441-3)")
        .add_enum("motive", &TurnedAway::motive, "decision_motive", "why")
        .add("resources_per_unit_cents",
             &TurnedAway::resources_per_unit_cents,
             "0.01 EUR",
             "SNE resources per consumption unit, a year")
        .add("reference_income_cents",
             &TurnedAway::reference_income_cents,
             "0.01 EUR",
             "reference tax income of two years before, a year")
        .add("highest_ceiling_cents",
             &TurnedAway::highest_ceiling_cents,
             "0.01 EUR",
             "highest ceiling for the household, of the PLS, without a prefect's order, a year")
        .add("effort_rate",
             &TurnedAway::effort_rate,
             "1",
             "net cost of the dwelling over SNE resources")
        .add("priorities", &TurnedAway::priorities, "1", "priority publics, as bits")
        .add("quartile_legal",
             &TurnedAway::quartile_legal,
             "1",
             "quarter of the requests by the legal threshold, 1 to 4, 0: no threshold yet");
    return {"turned_away", "candidate", columns.take()};
}

Table points_table(std::span<const PointsLine> points, Month epoch) {
    RecordColumns<PointsLine> columns(points, epoch);
    columns.add_month(&PointsLine::month, "month of the commission")
        .add("round", &PointsLine::round, "1", "round of the month's commissions")
        .add("dwelling", &PointsLine::dwelling, "1", "key of the dwelling")
        .add("household", &PointsLine::household, "1", "key of the household")
        .add_code("criterion", &PointsLine::criterion, "criterion", "criterion of the grid")
        .add("points", &PointsLine::points, "1", "what it gives");
    return {"points", "term", columns.take()};
}

Table quota_table(std::span<const QuotaYear> years, Month epoch) {
    RecordColumns<QuotaYear> columns(years, epoch);
    columns.add_month(&QuotaYear::month, "last month counted, of the calendar year")
        .add("quota", &QuotaYear::quota, "", "name of the quota")
        .add("account",
             &QuotaYear::account,
             "",
             "code of the landlord, holder or commune whose leases are counted, empty: together")
        .add("share", &QuotaYear::share, "1", "share that the quota asks for")
        .add("leases", &QuotaYear::leases, "1", "leases of its base signed in the year")
        .add("in_group", &QuotaYear::in_group, "1", "of these, leases to its group")
        .add("gap", &QuotaYear::gap, "1", "leases that a floor lacks, or a cap has too many")
        .add("bound", &QuotaYear::bound, "1", "lists of commissions that it changed")
        .add("relaxed", &QuotaYear::relaxed, "1", "dwellings let with it lifted")
        .add("substituted",
             &QuotaYear::substituted,
             "1",
             "leases by which the prefect made up for the year before")
        .add("owed", &QuotaYear::owed, "1", "leases that are still to make up for it");
    return {"quotas", "quota_year", columns.take()};
}

Table zone_table(const Territory& territory) {
    const auto count = [](int number) { return static_cast<std::int32_t>(number); };
    return {
        "zones",
        "row",
        {zone_column(
             territory, "code", "", "code of the zone", [](const Zone& zone) { return zone.code; }),
         zone_column(
             territory, "name", "", "name of the zone", [](const Zone& zone) { return zone.name; }),
         zone_column(territory,
                     "qpv",
                     "1",
                     "1: the zone is a QPV",
                     [](const Zone& zone) { return stored(zone.kind == ZoneKind::qpv); }),
         zone_column(territory,
                     "commune",
                     "",
                     "code of its commune",
                     [&](const Zone& zone) { return territory.communes[zone.commune].code; }),
         zone_column(territory,
                     "latitude",
                     "degrees_north",
                     "latitude",
                     [](const Zone& zone) { return stored(zone.latitude); }),
         zone_column(territory,
                     "longitude",
                     "degrees_east",
                     "longitude",
                     [](const Zone& zone) { return stored(zone.longitude); }),
         zone_column(territory,
                     "owner_dwellings",
                     "dwelling",
                     "owner-occupied dwellings at month zero",
                     [&](const Zone& zone) { return count(zone.owner_dwellings); }),
         zone_column(territory,
                     "private_rentals",
                     "dwelling",
                     "private rentals at month zero",
                     [&](const Zone& zone) { return count(zone.private_rentals); })}};
}

Table household_table(const Households& households) {
    StateColumns columns;
    for_each_household_column(households,
                              [&](const char* name, const auto& column) { columns(name, column); });
    return {"households", "household_row", columns.take()};
}

Table dwelling_table(const Dwellings& dwellings) {
    StateColumns columns;
    for_each_dwelling_column(dwellings,
                             [&](const char* name, const auto& column) { columns(name, column); });
    return {"dwellings", "dwelling_row", columns.take()};
}

}  // namespace mixite
