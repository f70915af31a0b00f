#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <vector>

#include <catch2/catch.hpp>

#include "foundation/failure.hpp"
#include "foundation/keyed_random.hpp"
#include "observation/weighted_quantile.hpp"

using namespace mixite;

namespace {

struct Weighted {
    std::vector<std::int32_t> values;
    std::vector<std::uint8_t> weights;
};

/// By definition: the least value such that those up to it weigh enough.
std::optional<std::int32_t> by_definition(const Weighted& all, int percent) {
    const auto size = all.values.size();
    const auto total = std::accumulate(all.weights.begin(), all.weights.end(), std::int64_t{0});
    std::optional<std::int32_t> least;
    for (std::size_t i = 0; i < size && total > 0; ++i) {
        std::int64_t up_to = 0;
        for (std::size_t j = 0; j < size; ++j) {
            up_to += all.values[j] <= all.values[i] ? all.weights[j] : 0;
        }
        if (100 * up_to >= percent * total && (!least || all.values[i] < *least)) {
            least = all.values[i];
        }
    }
    return least;
}

/// Incomes with a heavy head at nil and a far tail.
Weighted incomes(std::size_t count, std::uint32_t replication) {
    const Draws draws{5, replication};
    Weighted drawn;
    for (std::size_t i = 0; i < count; ++i) {
        const auto block = draws.block({DrawPurpose::taste, no_month, i + 1});
        const auto size = static_cast<std::int32_t>(block[0] >> (block[1] % 32));
        drawn.values.push_back(block[2] % 8 == 0 ? 0 : size / 2);
        drawn.weights.push_back(static_cast<std::uint8_t>(block[3] % 7));
    }
    return drawn;
}

}  // namespace

TEST_CASE("A weighted quantile is the smallest value that enough do not exceed") {
    const std::vector<std::int32_t> values{30, 10, 20};
    const std::vector<std::uint8_t> weights{1, 2, 1};
    CHECK(weighted_quantile(values, weights, 50) == 10);  // 2 of 4 have 10
    CHECK(weighted_quantile(values, weights, 51) == 20);
    CHECK(weighted_quantile(values, weights, 90) == 30);
    CHECK(quantile(values, 50) == 20);
    CHECK(quantile({}, 50) == std::nullopt);
    CHECK(weighted_quantile(values, std::vector<std::uint8_t>(3, 0), 50) == std::nullopt);
    CHECK_THROWS_AS(quantile(values, 0), InvariantViolation);
}

TEST_CASE("A weighted quantile of many is that of the sorted values") {
    std::vector<std::int32_t> values;
    std::vector<std::uint8_t> weights;
    for (std::int64_t i = 0; i < 5000; ++i) {
        const auto spread = static_cast<std::int32_t>(i * i * 7919 % 100'003 - 50'000);
        values.push_back(i % 10 == 0 ? 0 : spread);
        weights.push_back(static_cast<std::uint8_t>(i % 4));
    }
    for (const auto extreme :
         {std::numeric_limits<std::int32_t>::max(), std::numeric_limits<std::int32_t>::min()}) {
        values.push_back(extreme);
        weights.push_back(1);
    }
    std::vector<std::int32_t> persons;
    for (std::size_t i = 0; i < values.size(); ++i) {
        persons.insert(persons.end(), weights[i], values[i]);
    }
    std::sort(persons.begin(), persons.end());
    for (const int percent : {1, 25, 50, 75, 90, 100}) {
        const auto rank = (persons.size() * static_cast<std::size_t>(percent) + 99) / 100;
        CHECK(weighted_quantile(values, weights, percent) == persons[rank - 1]);
    }
}

TEST_CASE("The value at a weight is the quantile that asks for that weight") {
    for (const std::size_t count : {1U, 40U, 900U}) {
        const auto drawn = incomes(count, 3);
        const auto total =
            std::accumulate(drawn.weights.begin(), drawn.weights.end(), std::int64_t{0});
        for (const int percent : {1, 25, 50, 100}) {
            INFO(count << " values, " << percent << " %");
            if (total > 0) {
                CHECK(value_at_weight(drawn.values, drawn.weights, weight_at(total, percent)) ==
                      by_definition(drawn, percent));
            }
        }
    }
}
