#include "foundation/elementary.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace mixite {
namespace {

constexpr double ln2_high = 6.93147180369123816490e-01;
constexpr double ln2_low = 1.90821492927058770002e-10;

constexpr auto inverse_factorials = [] {
    std::array<double, 15> inverse{};
    double factorial = 1.0;
    for (std::size_t n = 0; n < inverse.size(); ++n) {
        factorial *= n == 0 ? 1.0 : static_cast<double>(n);
        inverse[n] = 1.0 / factorial;
    }
    return inverse;
}();

// x = 2^k * m with m in [sqrt(1/2), sqrt(2)); log m = 2 artanh(s), s = (m - 1) / (m + 1), by its
// series.
inline double log_of(double x) {
    constexpr double sqrt_2 = 1.4142135623730951;
    const auto bits = std::bit_cast<std::uint64_t>(x);
    int exponent = static_cast<int>(bits >> 52) - 1023;
    double m = std::bit_cast<double>((bits & 0x000fffffffffffffULL) | 0x3ff0000000000000ULL);
    if (m > sqrt_2) {
        m *= 0.5;
        ++exponent;
    }
    const double s = (m - 1.0) / (m + 1.0);
    const double s2 = s * s;
    double series = 0.0;
    for (int n = 21; n >= 3; n -= 2) {
        series = (series + 1.0 / n) * s2;
    }
    const double k = exponent;
    return k * ln2_high + (2.0 * s + (2.0 * s * series + k * ln2_low));
}

// x = k ln 2 + r with |r| <= ln 2 / 2; e^r by its series.
inline double exponential_of(double x) {
    constexpr double inverse_ln2 = 1.44269504088896338700;
    const double scaled = x * inverse_ln2;
    const int k = static_cast<int>(scaled + (scaled < 0 ? -0.5 : 0.5));
    const double r = (x - k * ln2_high) - k * ln2_low;
    double series = 0.0;
    for (auto n = inverse_factorials.size(); n-- > 0;) {
        series = series * r + inverse_factorials[n];
    }
    return std::bit_cast<double>(static_cast<std::int64_t>(k + 1023) << 52) * series;
}

constexpr double lower_tail = 0.02425;

// Acklam, "An algorithm for computing the inverse normal cumulative distribution function" (2003).
inline double normal_quantile_of_centre(double p) {
    const double q = p - 0.5;
    const double r = q * q;
    return (((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) *
                  r +
              1.383577518672690e+02) *
                 r -
             3.066479806614716e+01) *
                r +
            2.506628277459239e+00) *
           q /
           (((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r - 1.556989798598866e+02) *
                  r +
              6.680131188771972e+01) *
                 r -
             1.328068155288572e+01) *
                r +
            1.0);
}

double normal_quantile_of_tail(double q) {
    return (((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838e+00) *
                  q -
              2.549732539343734e+00) *
                 q +
             4.374664141464968e+00) *
                q +
            2.938163982698783e+00) /
           ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996e+00) * q +
             3.754408661907416e+00) *
                q +
            1.0);
}

bool in_tails(double p) {
    return p < lower_tail || p > 1.0 - lower_tail;
}

MIXITE_VECTOR_CLONES
void centres_of_standard_normals(std::span<const double> uniforms, std::span<double> normals) {
    for (std::size_t i = 0; i < uniforms.size(); ++i) {
        normals[i] = normal_quantile_of_centre(uniforms[i]);
    }
}

}  // namespace

double natural_log(double x) {
    return log_of(x);
}

MIXITE_VECTOR_CLONES
void to_standard_gumbel(std::span<double> uniforms) {
    for (auto& u : uniforms) {
        u = -log_of(-log_of(u));
    }
}

double exponential(double x) {
    if (x < -708.0) {
        return 0.0;
    }
    return x > 709.0 ? std::numeric_limits<double>::infinity() : exponential_of(x);
}

MIXITE_VECTOR_CLONES
void to_exponential(std::span<double> exponents) {
    for (auto& x : exponents) {
        x = exponential_of(x);
    }
}

double standard_normal_quantile(double p) {
    if (!in_tails(p)) {
        return normal_quantile_of_centre(p);
    }
    return p < 0.5 ? normal_quantile_of_tail(std::sqrt(-2.0 * natural_log(p)))
                   : -normal_quantile_of_tail(std::sqrt(-2.0 * natural_log(1.0 - p)));
}

void standard_normals(std::span<const double> uniforms, std::span<double> normals) {
    centres_of_standard_normals(uniforms, normals);
    for (std::size_t i = 0; i < uniforms.size(); ++i) {
        if (in_tails(uniforms[i])) {
            normals[i] = standard_normal_quantile(uniforms[i]);
        }
    }
}

}  // namespace mixite
