#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <vector>

#include <catch2/catch.hpp>

#include "foundation/keyed_random.hpp"

using namespace mixite;

// Every test has a size of 1e-4 and a fixed seed, and is shown to reject a planted bias. With 1e5
// draws, Kolmogorov–Smirnov rejects beyond a gap of 0.00704 between the distribution functions;
// the planted biases open gaps of 0.0125 and more, which it finds with a power above 0.999.
namespace {

constexpr std::size_t draws_taken = 100'000;
const Draws sampler_draws{20240101, 3};

double ks_gap(std::vector<double> values, const std::function<double(double)>& distribution) {
    std::sort(values.begin(), values.end());
    const auto n = static_cast<double>(values.size());
    double gap = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const auto below = distribution(values[i]);
        gap = std::max(
            {gap, below - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - below});
    }
    return gap;
}

bool ks_rejects(const std::vector<double>& values,
                const std::function<double(double)>& distribution) {
    const auto n = static_cast<double>(values.size());
    return ks_gap(values, distribution) > std::sqrt(-std::log(1e-4 / 2.0) / (2.0 * n));
}

// Wilson and Hilferty's approximation of the 1 - 1e-4 quantile.
double chi2_limit(double degrees) {
    const auto spread = 2.0 / (9.0 * degrees);
    return degrees * std::pow(1.0 - spread + 3.719 * std::sqrt(spread), 3.0);
}

bool chi2_rejects(const std::vector<double>& found, const std::vector<double>& expected) {
    double statistic = 0.0;
    for (std::size_t cell = 0; cell < found.size(); ++cell) {
        statistic +=
            (found[cell] - expected[cell]) * (found[cell] - expected[cell]) / expected[cell];
    }
    return statistic > chi2_limit(static_cast<double>(found.size()) - 1.0);
}

std::vector<double> take(const std::function<double(std::uint64_t)>& draw) {
    std::vector<double> values;
    for (std::uint64_t i = 1; i <= draws_taken; ++i) {
        values.push_back(draw(i));
    }
    return values;
}

DrawAddress of_household(std::uint64_t key) {
    return {DrawPurpose::taste, month(2024, 1), key};
}

double uniform_cdf(double x) {
    return std::clamp(x, 0.0, 1.0);
}
double gumbel_cdf(double x) {
    return std::exp(-std::exp(-x));
}
double logistic_cdf(double x) {
    return 1.0 / (1.0 + std::exp(-x));
}
double normal_cdf(double x) {
    return std::erfc(-x / std::sqrt(2.0)) / 2.0;
}

// Pairs in a 16 × 16 grid: 255 degrees of freedom.
bool pairs_rejected(const std::vector<double>& first, const std::vector<double>& second) {
    std::vector<double> cells(256, 0.0);
    for (std::size_t i = 0; i < first.size(); ++i) {
        const auto row = static_cast<std::size_t>(first[i] * 16.0);
        const auto column = static_cast<std::size_t>(second[i] * 16.0);
        cells[row * 16 + column] += 1.0;
    }
    return chi2_rejects(cells, std::vector(256, static_cast<double>(first.size()) / 256.0));
}

// Counts of 0, 1, … up to where fewer than ten are expected, the rest in one cell.
bool poisson_rejected(double mean, double assumed_mean) {
    std::map<int, double> counts;
    for (std::uint64_t i = 1; i <= draws_taken; ++i) {
        counts[sampler_draws.poisson(mean, of_household(i))] += 1.0;
    }
    std::vector<double> found;
    std::vector<double> expected;
    const auto n = static_cast<double>(draws_taken);
    double found_rest = n;
    double expected_rest = n;
    for (int k = 0; expected_rest > 10.0; ++k) {
        const auto share =
            std::exp(-assumed_mean + k * std::log(assumed_mean) - std::lgamma(k + 1.0));
        if (share * n < 10.0 && k > assumed_mean) {
            break;
        }
        if (share * n < 10.0) {
            continue;
        }
        found.push_back(counts[k]);
        expected.push_back(share * n);
        found_rest -= counts[k];
        expected_rest -= share * n;
    }
    found.push_back(found_rest);
    expected.push_back(std::max(expected_rest, 1.0));
    return chi2_rejects(found, expected);
}

}  // namespace

TEST_CASE("Uniform draws are uniform along every part of their address") {
    CHECK_FALSE(ks_rejects(take([](auto i) { return sampler_draws.uniform(of_household(i)); }),
                           uniform_cdf));
    CHECK_FALSE(ks_rejects(
        take([](auto i) {
            return sampler_draws.uniform(
                {DrawPurpose::taste, Month{static_cast<std::int16_t>(i % 1500)}, i / 1500});
        }),
        uniform_cdf));
    CHECK_FALSE(ks_rejects(
        take([](auto i) {
            return sampler_draws.uniform({DrawPurpose::dwelling_appeal, no_month, 42, i});
        }),
        uniform_cdf));
    CHECK_FALSE(ks_rejects(
        take([](auto i) {
            const auto index = static_cast<std::uint32_t>(i % 0x10000);
            return sampler_draws.uniform({DrawPurpose::taste, no_month, i >> 16, 0, index});
        }),
        uniform_cdf));
    CHECK_FALSE(ks_rejects(take([](auto i) {
                               const Draws replication{1, static_cast<std::uint32_t>(i)};
                               return replication.uniform(of_household(1));
                           }),
                           uniform_cdf));
    for (std::size_t word = 0; word < 4; ++word) {
        CHECK_FALSE(ks_rejects(
            take([&](auto i) { return to_uniform(sampler_draws.block(of_household(i))[word]); }),
            uniform_cdf));
    }
    const auto biased =
        take([](auto i) { return std::pow(sampler_draws.uniform(of_household(i)), 1.035); });
    CHECK(ks_rejects(biased, uniform_cdf));
}

TEST_CASE("Neighbouring addresses give independent draws") {
    const auto here = take([](auto i) { return sampler_draws.uniform(of_household(i)); });
    const auto next_household =
        take([](auto i) { return sampler_draws.uniform(of_household(i + 1)); });
    const auto next_month = take([](auto i) {
        return sampler_draws.uniform({DrawPurpose::taste, month(2024, 2), i});
    });
    const auto next_purpose = take([](auto i) {
        return sampler_draws.uniform({DrawPurpose::dwelling_appeal, month(2024, 1), i});
    });
    const auto next_index = take([](auto i) {
        return sampler_draws.uniform({DrawPurpose::taste, month(2024, 1), i, 0, 1});
    });
    const auto with_other = take([](auto i) {
        return sampler_draws.uniform({DrawPurpose::taste, month(2024, 1), i, 1});
    });
    const Draws next{20240101, 4};
    const auto next_replication = take([&](auto i) { return next.uniform(of_household(i)); });
    for (const auto& neighbour :
         {next_household, next_month, next_purpose, next_index, with_other, next_replication}) {
        CHECK_FALSE(pairs_rejected(here, neighbour));
    }
    // A twentieth of the draws repeated: a non-centrality of 3 750 where a statistic of 347
    // rejects.
    auto repeated = next_household;
    for (std::size_t i = 0; i < repeated.size(); i += 20) {
        repeated[i] = here[i];
    }
    CHECK(pairs_rejected(here, repeated));
}

TEST_CASE("Gumbel, logistic and normal draws have their distributions") {
    const auto gumbel = take([](auto i) { return sampler_draws.gumbel(of_household(i)); });
    const auto logistic = take([](auto i) { return sampler_draws.logistic(of_household(i)); });
    const auto normal = take([](auto i) { return sampler_draws.normal(of_household(i)); });
    CHECK_FALSE(ks_rejects(gumbel, gumbel_cdf));
    CHECK_FALSE(ks_rejects(logistic, logistic_cdf));
    CHECK_FALSE(ks_rejects(normal, normal_cdf));
    // Shifts of 0.04, 0.055 and 0.035: gaps of 0.0147, 0.0137 and 0.0140.
    CHECK(ks_rejects(gumbel, [](double x) { return gumbel_cdf(x - 0.04); }));
    CHECK(ks_rejects(logistic, [](double x) { return logistic_cdf(x - 0.055); }));
    CHECK(ks_rejects(normal, [](double x) { return normal_cdf(x - 0.035); }));
    // Scales 8 % and 6 % too wide: gaps of 0.0172 and 0.0141.
    CHECK(ks_rejects(logistic, [](double x) { return logistic_cdf(x / 1.08); }));
    CHECK(ks_rejects(normal, [](double x) { return normal_cdf(x / 1.06); }));
}

TEST_CASE("A logit choice by Gumbel noise picks each option with its logit share") {
    const std::vector utilities{0.0, 0.5, -1.0, 1.2};
    std::vector<double> chosen(4, 0.0);
    for (std::uint64_t household = 1; household <= draws_taken; ++household) {
        std::vector<double> noisy;
        for (std::uint64_t option = 0; option < 4; ++option) {
            const auto noise = sampler_draws.gumbel(
                {DrawPurpose::private_destination, month(2024, 1), household, option + 1});
            noisy.push_back(utilities[option] + noise);
        }
        const auto best = std::max_element(noisy.begin(), noisy.end()) - noisy.begin();
        chosen[static_cast<std::size_t>(best)] += 1.0;
    }
    const auto shares = [&](double last_utility) {
        std::vector<double> expected;
        for (std::size_t option = 0; option < 4; ++option) {
            expected.push_back(std::exp(option == 3 ? last_utility : utilities[option]));
        }
        const auto total = expected[0] + expected[1] + expected[2] + expected[3];
        for (auto& share : expected) {
            share *= static_cast<double>(draws_taken) / total;
        }
        return expected;
    };
    CHECK_FALSE(chi2_rejects(chosen, shares(1.2)));
    CHECK(chi2_rejects(chosen, shares(1.26)));  // a non-centrality of 90 where 22 rejects
}

TEST_CASE("Poisson draws have their distribution, for rare and for frequent events") {
    for (const double mean : {0.02, 0.3, 5.0, 60.0, 400.0}) {
        CHECK_FALSE(poisson_rejected(mean, mean));
    }
    // Non-centralities of 450, 417 and 108, where about 45, 115 and 26 reject.
    CHECK(poisson_rejected(5.0, 5.15));
    CHECK(poisson_rejected(60.0, 60.5));
    CHECK(poisson_rejected(0.3, 0.318));
    CHECK(sampler_draws.poisson(0.0, of_household(1)) == 0);
}

TEST_CASE("A Poisson count of many has the mean and the variance of its law") {
    constexpr double mean = 2500.0;
    double sum = 0.0;
    double squares = 0.0;
    for (std::uint64_t i = 1; i <= draws_taken; ++i) {
        const double off = sampler_draws.poisson(mean, of_household(i)) - mean;
        sum += off;
        squares += off * off;
    }
    const auto n = static_cast<double>(draws_taken);
    // 3.89 standard deviations either side: of the mean 0.158, of the variance about 11.2. Parts
    // that shared one draw would quadruple the variance.
    const auto mean_rejected = [&](double assumed) {
        return std::abs(mean + sum / n - assumed) > 3.89 * std::sqrt(mean / n);
    };
    const auto variance_rejected = [&](double assumed) {
        return std::abs(squares / n - assumed) > 3.89 * mean * std::sqrt(2.0 / n);
    };
    CHECK_FALSE(mean_rejected(mean));
    CHECK_FALSE(variance_rejected(mean));
    CHECK(mean_rejected(mean + 1.5));
    CHECK(variance_rejected(mean * 1.04));
}

TEST_CASE("A yes/no draw happens with its probability, and a higher probability only adds") {
    for (const double probability : {0.001, 0.1, 0.5, 0.97}) {
        double yes = 0.0;
        std::size_t lost = 0;
        for (std::uint64_t i = 1; i <= draws_taken; ++i) {
            const auto word = sampler_draws.block(of_household(i))[2];
            yes += word < threshold(probability) ? 1.0 : 0.0;
            lost += word < threshold(probability) && word >= threshold(probability + 0.01) ? 1 : 0;
        }
        const auto n = static_cast<double>(draws_taken);
        const auto deviation = std::sqrt(n * probability * (1.0 - probability));
        CHECK(std::fabs(yes - n * probability) < 3.9 * deviation);
        CHECK(std::fabs(yes - n * (probability + 0.01)) >
              3.9 * deviation);  // a planted 0.01 is found
        CHECK(lost == 0);
    }
}
