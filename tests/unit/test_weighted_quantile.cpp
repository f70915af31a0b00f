#include <algorithm>
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
std::optional<std::int32_t> by_definition(const Weighted& all,
                                          std::size_t first,
                                          std::size_t last,
                                          int percent) {
    std::int64_t total = 0;
    for (auto i = first; i < last; ++i) {
        total += all.weights[i];
    }
    std::optional<std::int32_t> least;
    for (auto i = first; i < last && total > 0; ++i) {
        std::int64_t up_to = 0;
        for (auto j = first; j < last; ++j) {
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

TEST_CASE("A weighted quantile is the least value by which enough weight is reached") {
    for (const std::size_t count : {1U, 2U, 7U, 48U, 49U, 700U}) {
        const auto drawn = incomes(count, static_cast<std::uint32_t>(count));
        for (const int percent : {1, 25, 50, 99, 100}) {
            INFO(count << " values, " << percent << " %");
            CHECK(weighted_quantile(drawn.values, drawn.weights, percent) ==
                  by_definition(drawn, 0, count, percent));
        }
    }
    CHECK_FALSE(weighted_quantile({}, {}, 50));
    CHECK_FALSE(weighted_quantile(std::vector{3}, std::vector<std::uint8_t>{0}, 50));
    CHECK_THROWS_AS(quantile(std::vector{3}, 0), InvariantViolation);
}

TEST_CASE("Quantiles of groups taken together are those taken one by one") {
    const auto drawn = incomes(900, 3);
    const std::vector<std::size_t> ends{100, 100, 103, 600, 900};
    const std::vector<GroupRange> asked{{0, 5}, {0, 2}, {1, 2}, {2, 3}, {2, 5}, {4, 5}, {3, 3}};
    for (const int percent : {25, 50}) {
        const auto together = weighted_quantiles(drawn.values, drawn.weights, ends, asked, percent);
        REQUIRE(together.size() == asked.size());
        for (std::size_t at = 0; at < asked.size(); ++at) {
            const auto begin = [&](std::size_t group) { return group == 0 ? 0 : ends[group - 1]; };
            INFO("groups " << asked[at].first << " to " << asked[at].last);
            CHECK(together[at] ==
                  by_definition(drawn, begin(asked[at].first), begin(asked[at].last), percent));
        }
    }
}
