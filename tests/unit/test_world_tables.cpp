#include <catch2/catch.hpp>

#include "hand_written_world.hpp"
#include "observation/indicators.hpp"
#include "observation/run_reader.hpp"
#include "observation/run_recorder.hpp"
#include "observation/world_tables.hpp"
#include "scratch_folder.hpp"

using namespace mixite;

namespace {

template <class T>
std::vector<T> values_of(const Table& table, const std::string& name) {
    for (const auto& column : table.columns) {
        if (column.name == name) {
            return std::get<std::vector<T>>(column.values);
        }
    }
    FAIL("no column " << name);
    return {};
}

RunDescription one_month(const Territory& territory) {
    RunDescription run;
    run.replications = 1;
    run.history_months = {month(2019, 1), 1};
    run.months = {month(2019, 2), 1};
    run.axes = result_axes(territory, {"state", "landlord"});
    run.indicators = result_indicators(run.axes);
    run.enumerations = result_enumerations();
    run.event_tables = {lease_table({}, month(2019, 1)),
                        offer_table({}, month(2019, 1)),
                        chain_table({}, month(2019, 1))};
    run.scenarios = {{.name = "reference"}};
    return run;
}

}  // namespace

TEST_CASE("The axes of the result give every indicator the length that it is measured with") {
    const auto world = hand_written::empty_world();
    auto territory = *world.territory;
    for (const auto with_qpv : {1, 0}) {
        if (with_qpv == 0) {
            for (auto& zone : territory.zones) {
                zone.kind = ZoneKind::commune;
            }
        }
        CHECK(values_a_month(one_month(territory)) == measure_size(territory));
    }
}

TEST_CASE("Leases, offers, chains and month zero are recorded and read back") {
    const ScratchFolder folder;
    const auto world = hand_written::empty_world();
    auto run = one_month(*world.territory);
    run.territory_tables = {zone_table(*world.territory),
                            household_table(world.households),
                            dwelling_table(world.dwellings)};
    Lease lease;
    lease.month = month(2019, 2);
    lease.household = {(std::uint64_t{1} << 53U) - 1};
    lease.zone = hand_written::estate;
    lease.from_tenure = Tenure::private_tenant;
    lease.holder = HolderRow{1U};
    lease.priorities = 0x8001;
    lease.transfer = true;
    Offer offer;
    offer.month = month(2019, 2);
    offer.answer = Answer::no_answer;
    const Chain chain{month(2019, 2), VacancyCause::separation, 3};
    {
        RunRecorder recorder(folder / "run.h5", run, Existing::refuse);
        const std::vector<float> values(values_a_month(run));
        recorder.record_history(0, 0, values);
        recorder.record(0,
                        0,
                        {values,
                         {lease_table(std::span(&lease, 1), month(2019, 1)),
                          offer_table(std::span(&offer, 1), month(2019, 1)),
                          chain_table(std::span(&chain, 1), month(2019, 1))}});
        recorder.finish({});
    }
    const RunReader reader(folder / "run.h5");
    const auto leases = reader.events("reference", "leases");
    CHECK(values_of<std::int32_t>(leases, "month") == std::vector{31});
    CHECK(values_of<std::int64_t>(leases, "household") == std::vector{(std::int64_t{1} << 53) - 1});
    CHECK(values_of<std::int32_t>(leases, "zone") == std::vector<std::int32_t>{2});
    CHECK(values_of<std::int32_t>(leases, "from_zone") == std::vector<std::int32_t>{-1});
    CHECK(values_of<std::int16_t>(leases, "holder") == std::vector<std::int16_t>{1});
    CHECK(values_of<std::uint8_t>(leases, "from_tenure") == std::vector<std::uint8_t>{1});
    CHECK(values_of<std::int32_t>(leases, "priorities") == std::vector<std::int32_t>{0x8001});
    CHECK(values_of<std::uint8_t>(leases, "transfer") == std::vector<std::uint8_t>{1});
    CHECK(values_of<std::uint8_t>(reader.events("reference", "offers"), "answer") ==
          std::vector<std::uint8_t>{3});
    CHECK(values_of<std::uint8_t>(reader.events("reference", "chains"), "cause") ==
          std::vector<std::uint8_t>{7});
    CHECK(values_of<std::string>(reader.territory_table("zones"), "code").size() == 3);
    CHECK(reader.territory_table("households").columns.size() > 20);
}

TEST_CASE("Every value of the model's enumerations has a name in the result") {
    const auto enumerations = result_enumerations();
    const auto members = [&](const std::string& name) {
        for (const auto& enumeration : enumerations) {
            if (enumeration.name == name) {
                return enumeration.members;
            }
        }
        return std::vector<std::string>{};
    };
    CHECK(members("tenure").at(static_cast<std::size_t>(Tenure::gone)) == "gone");
    CHECK(members("activity").at(static_cast<std::size_t>(Activity::retired)) == "retired");
    CHECK(members("bond").at(static_cast<std::size_t>(Bond::sharing)) == "sharing");
    CHECK(members("answer").at(static_cast<std::size_t>(Answer::no_answer)) == "no_answer");
    CHECK(members("commission_decision")
              .at(static_cast<std::size_t>(CommissionDecision::inadmissible)) == "e_inadmissible");
    CHECK(members("decision_motive").at(static_cast<std::size_t>(DecisionMotive::ceilings)) ==
          "ceilings");
    CHECK(members("vacancy_cause").at(static_cast<std::size_t>(VacancyCause::separation)) ==
          "separation");
    CHECK(members("dwelling_status").at(static_cast<std::size_t>(DwellingStatus::demolished)) ==
          "demolished");
    CHECK(members("energy").at(static_cast<std::size_t>(EnergyLabel::unknown)) == "unknown");
    CHECK(members("financing").at(static_cast<std::size_t>(Financing::pls)) == "pls");
    CHECK(members("form").at(static_cast<std::size_t>(DwellingForm::house)) == "house");
}
