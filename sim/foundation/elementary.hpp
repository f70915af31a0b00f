#pragma once

#include <span>

namespace mixite {

/// Elementary functions whose last bit does not depend on the machine. The C library's choose a
/// variant with or without fused multiply-add at run time, and the two differ; the model's
/// decisions must not. Accuracy: a relative error below 4e-16 (log, exp), 2e-9 (quantile), tested
/// against the C library.

/// Natural logarithm. Precondition: x is positive, finite and normal.
double natural_log(double x);
/// Turns words of the open unit interval into standard Gumbel variates: u to -log(-log u).
void to_standard_gumbel(std::span<double> uniforms);
/// e to the x, for x in [-708, 709]; 0 below, infinity above.
double exponential(double x);
/// The same of each, in place. Precondition: all are in [-708, 709].
void to_exponential(std::span<double> exponents);
/// The standard normal quantile, for p in (0, 1) (Acklam's rational approximation).
double standard_normal_quantile(double p);
/// The same of each of the uniforms. Precondition: as many normals as uniforms.
void standard_normals(std::span<const double> uniforms, std::span<double> normals);

}  // namespace mixite
