#include <cmath>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>

#include "foundation/elementary.hpp"

using namespace mixite;

namespace {

double relative_error(double found, long double expected) {
    return static_cast<double>(std::fabs((found - expected) / expected));
}

// Newton on the C library's distribution function in long double.
long double reference_quantile(double p) {
    long double x = standard_normal_quantile(p);
    for (int step = 0; step < 4; ++step) {
        const auto density = std::exp(-x * x / 2.0L) * 0.3989422804014326779399461L;
        const auto below = p < 0.5 ? std::erfc(-x / std::sqrt(2.0L)) / 2.0L - p
                                   : (1.0L - p) - std::erfc(x / std::sqrt(2.0L)) / 2.0L;
        x -= below / density;
    }
    return x;
}

}  // namespace

TEST_CASE("The logarithm agrees with the C library to 4e-16") {
    double worst = 0.0;
    for (double x = 1e-300; x < 1e300; x *= 1.37) {
        worst =
            std::max(worst, relative_error(natural_log(x), std::log(static_cast<long double>(x))));
    }
    for (double x = 0.5; x < 2.0; x += 0.000137) {
        worst =
            std::max(worst, relative_error(natural_log(x), std::log(static_cast<long double>(x))));
    }
    CHECK(worst < 4e-16);
    CHECK(natural_log(1.0) == 0.0);
}

TEST_CASE("The exponential agrees with the C library to 4e-16") {
    double worst = 0.0;
    for (double x = -707.9; x < 709.0; x += 0.0371) {
        worst =
            std::max(worst, relative_error(exponential(x), std::exp(static_cast<long double>(x))));
    }
    CHECK(worst < 4e-16);
    CHECK(exponential(0.0) == 1.0);
    CHECK(exponential(-708.1) == 0.0);
    CHECK(exponential(709.1) == std::numeric_limits<double>::infinity());
}

TEST_CASE("The normal quantile is right to 2e-9, tails included, and never falls") {
    double worst = 0.0;
    double previous = -std::numeric_limits<double>::infinity();
    for (int i = 1; i < 4000; ++i) {
        const double p = i / 4000.0;
        if (p != 0.5) {
            worst =
                std::max(worst, relative_error(standard_normal_quantile(p), reference_quantile(p)));
        }
        CHECK(standard_normal_quantile(p) > previous);
        previous = standard_normal_quantile(p);
    }
    for (double p = 0x1p-53; p < 0.001; p *= 3.0) {
        worst = std::max(worst, relative_error(standard_normal_quantile(p), reference_quantile(p)));
    }
    CHECK(worst < 2e-9);
    CHECK(standard_normal_quantile(0.5) == 0.0);
}

// A change of one of these bits changes every run: it is a new rng_scheme_version.
TEST_CASE("The last bits stay what they were") {
    CHECK(natural_log(10.0) == 0x1.26bb1bbb55516p+1);
    CHECK(natural_log(0.3) == -0x1.34378fcbda721p+0);
    CHECK(exponential(1.0) == 0x1.5bf0a8b14576ap+1);
    CHECK(exponential(-12.75) == 0x1.858af84b7431p-19);
    CHECK(standard_normal_quantile(0.975) == 0x1.f5c03325b95a6p+0);
    CHECK(standard_normal_quantile(0.001) == -0x1.8b8cbb6ee2822p+1);
}

TEST_CASE("Gumbel variates taken together are those taken one by one") {
    std::vector<double> uniforms;
    uniforms.reserve(103);
    for (int i = 0; i < 103; ++i) {
        uniforms.push_back((i + 0.5) / 103.0);
    }
    auto together = uniforms;
    to_standard_gumbel(together);
    for (std::size_t i = 0; i < uniforms.size(); ++i) {
        CHECK(together[i] == -natural_log(-natural_log(uniforms[i])));
    }
}

TEST_CASE("Exponentials and normals taken together are those taken one by one") {
    std::vector<double> exponents{-708.0, -0.1, 0.0, 0.1, 709.0};
    std::vector<double> uniforms{1e-16, 0.02425, 0.5, 0.97575, 1.0 - 1e-16};
    for (int i = 0; i < 103; ++i) {
        exponents.push_back(i / 7.0 - 6.0);
        uniforms.push_back((i + 0.5) / 103.0);
    }
    auto together = exponents;
    to_exponential(together);
    std::vector<double> normals(uniforms.size());
    standard_normals(uniforms, normals);
    for (std::size_t i = 0; i < uniforms.size(); ++i) {
        CHECK(together[i] == exponential(exponents[i]));
        CHECK(normals[i] == standard_normal_quantile(uniforms[i]));
    }
}
