#include "rules/advertised_letting.hpp"

#include <algorithm>
#include <utility>

#include "foundation/parallel.hpp"
#include "rules/household_answers.hpp"

namespace mixite {
namespace {

struct Response {
    std::size_t vacancy = 0;
    std::uint32_t candidate = 0;
};

bool follows_adverts(const Candidate& c, double readers, const Draws& draws) {
    return draws.uniform({DrawPurpose::advert_reader, no_month, c.key.value}) < readers;
}

/// The adverts that the candidate would answer, best first.
std::vector<std::size_t> wanted(const World& world,
                                const AnswerTastes& tastes,
                                const AllocationPolicy& policy,
                                const std::vector<Vacancy>& vacancies,
                                const std::vector<std::size_t>& adverts,
                                const Candidate& c,
                                const Draws& draws) {
    std::vector<std::pair<double, std::size_t>> found;
    for (const auto v : adverts) {
        const auto d = vacancies[v].dwelling;
        if (world.households.dwelling[c.household] == d || bar(c, world, d, policy) != Bar::none) {
            continue;
        }
        const double value = advertised_parts(world, tastes, policy, c, d, draws).advertised();
        if (value > 0.0) {
            found.emplace_back(-value, v);
        }
    }
    std::sort(found.begin(), found.end());
    found.resize(
        std::min(found.size(), static_cast<std::size_t>(policy.adverts.most_applications)));
    std::vector<std::size_t> best;
    best.reserve(found.size());
    for (const auto& [value, v] : found) {
        best.push_back(v);
    }
    return best;
}

std::vector<std::size_t> advertised(const std::vector<Vacancy>& vacancies) {
    std::vector<std::size_t> adverts;
    for (std::size_t v = 0; v < vacancies.size(); ++v) {
        if (vacancies[v].route == VacancyRoute::advert) {
            adverts.push_back(v);
        }
    }
    return adverts;
}

}  // namespace

AdvertResponses advert_responses(const World& world,
                                 const AnswerTastes& tastes,
                                 const AllocationPolicy& policy,
                                 const std::vector<Vacancy>& vacancies,
                                 const std::vector<Candidate>& all,
                                 const Draws& draws) {
    AdvertResponses responses(vacancies.size());
    const auto adverts = advertised(vacancies);
    if (adverts.empty()) {
        return responses;
    }
    const auto answered =
        ordered_concat<Response>(all.size(), [&](const Block& block, std::vector<Response>& found) {
            for (auto i = static_cast<std::uint32_t>(block.first); i < block.last; ++i) {
                const auto& c = all[i];
                if (!world.applications.household[c.application] ||
                    !follows_adverts(c, policy.adverts.readers, draws)) {
                    continue;
                }
                for (const auto v : wanted(world, tastes, policy, vacancies, adverts, c, draws)) {
                    found.push_back({v, i});
                }
            }
        });
    for (const auto& response : answered) {
        responses[response.vacancy].push_back(response.candidate);
    }
    return responses;
}

}  // namespace mixite
