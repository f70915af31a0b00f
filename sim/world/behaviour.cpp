#include "world/behaviour.hpp"

#include "foundation/elementary.hpp"
#include "foundation/failure.hpp"
#include "foundation/keyed_random.hpp"

namespace mixite {

double monthly_probability(double yearly_rate) {
    EXPECT(yearly_rate >= 0.0 && yearly_rate <= 1.0, "yearly rate {}", yearly_rate);
    return yearly_rate >= 1.0 ? 1.0 : 1.0 - exponential(natural_log(1.0 - yearly_rate) / 12.0);
}

AgeRates AgeRates::from_yearly(const std::array<double, oldest_age + 1>& yearly) {
    AgeRates rates{.yearly = yearly};
    for (std::size_t age = 0; age < yearly.size(); ++age) {
        rates.monthly_threshold[age] = threshold(monthly_probability(yearly[age]));
    }
    return rates;
}

}  // namespace mixite
