#include <catch2/catch.hpp>

#include "foundation/calendar.hpp"

using namespace mixite;

TEST_CASE("A month is read and written as year-month") {
    CHECK(to_string(month(2024, 1)) == "2024-01");
    CHECK(parse_month("2019-12") == month(2019, 12));
    CHECK(month(2019, 12) + 1 == month(2020, 1));
    CHECK(year_of(month(1899, 12)) == 1899);
    for (const auto* wrong : {"2024-13", "2024-00", "24-01", "2024/01", "2024-1", "-024-01", ""}) {
        CHECK_FALSE(parse_month(wrong));
    }
}

TEST_CASE("A month beyond those of any study is none, rather than another one") {
    CHECK(parse_month("1950-01") == month(1950, 1));
    CHECK(parse_month("2199-12") == month(2199, 12));
    for (const auto* beyond : {"1949-12", "2200-01", "7486-10", "9999-12"}) {
        CHECK_FALSE(parse_month(beyond));
    }
}

TEST_CASE("Days since an epoch follow the Gregorian calendar") {
    CHECK(days_since(2019, month(2019, 1)) == 0);
    CHECK(days_since(2019, month(2019, 3)) == 59);
    CHECK(days_since(2019, month(2021, 1)) == 731);  // 2020 is a leap year
}

TEST_CASE("An agenda gives what is due, in the order of month and thing") {
    Agenda<int> agenda;
    agenda.add(month(2020, 3), 7);
    agenda.add(month(2020, 1), 9);
    agenda.add(month(2020, 1), 2);
    CHECK(agenda.take(month(2019, 12)).empty());
    CHECK(agenda.take(month(2020, 1)) == std::vector{2, 9});
    CHECK(agenda.size() == 1);
    CHECK(agenda.take(month(2021, 1)) == std::vector{7});
}
