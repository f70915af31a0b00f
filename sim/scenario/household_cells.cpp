#include "scenario/household_cells.hpp"

#include <algorithm>

#include "foundation/elementary.hpp"

namespace mixite {
namespace {

struct Sizes {
    int fewest;
    int most;
};

Sizes sizes_of(HouseholdType type) {
    switch (type) {
        case HouseholdType::single:
            return {1, 1};
        case HouseholdType::couple_without_child:
            return {2, 2};
        case HouseholdType::couple_with_children:
            return {3, 8};
        case HouseholdType::single_parent:
            return {2, 7};
        case HouseholdType::other:
            break;
    }
    return {2, 4};
}

std::vector<HouseholdCell> all_cells() {
    std::vector<HouseholdCell> cells;
    for (std::size_t type = 0; type < household_types; ++type) {
        const auto sizes = sizes_of(static_cast<HouseholdType>(type));
        for (std::size_t band = 0; band < age_bands; ++band) {
            for (int persons = sizes.fewest; persons <= sizes.most; ++persons) {
                cells.push_back({static_cast<HouseholdType>(type), persons, AgeBand(band)});
            }
        }
    }
    return cells;
}

bool has_children(HouseholdType type) {
    return type == HouseholdType::couple_with_children || type == HouseholdType::single_parent;
}

/// Months of age of the reference person: even within a band, thinning out from 75 on.
int reference_age_months(const HouseholdCell& cell, double u) {
    constexpr std::array<int, age_bands> first_age{18, 30, 45, 60, 75};
    constexpr std::array<int, age_bands> years{12, 15, 15, 15, 22};
    const auto band = static_cast<std::size_t>(cell.reference_age);
    const double spread = cell.reference_age == AgeBand::from_75 ? u * u : u;
    const int from = first_age[band] + (band == 0 && has_children(cell.type) ? 3 : 0);
    const int width = years[band] - (from - first_age[band]);
    return from * 12 + static_cast<int>(spread * width * 12);
}

int months(double years) {
    return static_cast<int>(years * 12.0);
}

int second_adult_months(
    const HouseholdCell& cell, const MemberAges& ages, int reference_months, double u, double v) {
    constexpr int least_months = 18 * 12;
    constexpr int most_months = 98 * 12;
    constexpr int old_months = 60 * 12;
    const double normal = standard_normal_quantile(std::clamp(u, 1e-6, 1.0 - 1e-6));
    if (cell.type != HouseholdType::other) {
        const int gap = months(ages.couple_gap_years + ages.couple_gap_sd_years * normal);
        return std::max(least_months, reference_months - gap);
    }
    // Flat-mates and brothers or sisters of one age, or an adult and a parent.
    const int gap = months(ages.couple_gap_sd_years * normal);
    if (v < ages.same_generation_share) {
        return std::max(least_months, reference_months - gap);
    }
    const int generation = months(ages.generation_years);
    const int shift = reference_months < old_months ? generation : -generation;
    return std::clamp(reference_months + shift - gap, least_months, most_months);
}

int eldest_child_months(const MemberAges& ages, int parent_months, int children, double u) {
    constexpr int usual_gap = 30;
    const int most = std::min(std::max(parent_months - months(ages.youngest_parent_years), 0),
                              months(ages.leaves_home_years));
    const int first_possible = std::max(parent_months - months(ages.oldest_parent_years), 0);
    const int least = std::min(most, first_possible + (children - 1) * usual_gap);
    return least + static_cast<int>(u * (most - least));
}

void add_children(Household& h,
                  const MemberAges& ages,
                  int children,
                  int parent_months,
                  const MemberDraws& d,
                  Month now) {
    const int eldest = eldest_child_months(ages, parent_months, children, d[3]);
    const int gap = static_cast<int>(18.0 + 30.0 * d[4]);
    for (int child = 0; child < children; ++child) {
        const int spaced = eldest - child * gap;
        const int squeezed = eldest * (children - child) / (children + 1);
        const int age = std::max(0, std::max(spaced, std::min(squeezed, eldest - child * 12)));
        h.child_birth[static_cast<std::size_t>(child)] = now - age;
    }
    std::sort(h.child_birth.begin(), h.child_birth.begin() + children);
    h.children = static_cast<std::uint8_t>(children);
}

Bond bond_of(HouseholdType type) {
    switch (type) {
        case HouseholdType::couple_without_child:
        case HouseholdType::couple_with_children:
            return Bond::couple;
        case HouseholdType::other:
            return Bond::sharing;
        default:
            return Bond::alone;
    }
}

}  // namespace

const std::vector<HouseholdCell>& household_cells() {
    static const std::vector<HouseholdCell> cells = all_cells();
    return cells;
}

std::size_t person_age_band(int age_years) {
    return std::min<std::size_t>(static_cast<std::size_t>(age_years) / 15, person_age_bands - 1);
}

Household members_of(const HouseholdCell& cell,
                     const MemberAges& ages,
                     const MemberDraws& draws,
                     Month now) {
    Household h;
    h.bond = bond_of(cell.type);
    const int reference = reference_age_months(cell, draws[0]);
    h.adult_birth[0] = now - reference;
    int parent = reference;
    int adults = 1;
    if (h.bond != Bond::alone) {
        const int second = second_adult_months(cell, ages, reference, draws[1], draws[2]);
        h.adult_birth[1] = now - second;
        parent = h.bond == Bond::couple ? std::min(reference, second) : std::max(reference, second);
        adults = 2;
    }
    if (cell.persons > adults) {
        add_children(h, ages, cell.persons - adults, parent, draws, now);
    }
    return h;
}

std::vector<std::array<double, person_age_bands>> mean_persons_by_age(const MemberAges& ages) {
    constexpr int sample = 64;
    constexpr Month now = month(2000, 1);
    // Additive recurrence on the generalised golden ratio of five dimensions (Roberts 2018).
    constexpr std::array<double, 5> steps{0.8566748838545029,
                                          0.7338918566271260,
                                          0.6287067210378087,
                                          0.5385972572236101,
                                          0.4614068816405104};
    std::vector<std::array<double, person_age_bands>> means;
    for (const auto& cell : household_cells()) {
        std::array<double, person_age_bands> mean{};
        for (int i = 0; i < sample; ++i) {
            MemberDraws draws{};
            for (std::size_t d = 0; d < steps.size(); ++d) {
                const double x = 0.5 + steps[d] * (i + 1);
                draws[d] = x - static_cast<int>(x);
            }
            const auto h = members_of(cell, ages, draws, now);
            const auto count = [&](Month birth) {
                mean[person_age_band(age_in_years(birth, now))] += 1.0 / sample;
            };
            count(h.adult_birth[0]);
            if (h.bond != Bond::alone) {
                count(h.adult_birth[1]);
            }
            std::for_each(h.child_birth.begin(), h.child_birth.begin() + h.children, count);
        }
        means.push_back(mean);
    }
    return means;
}

std::vector<double> cell_seed(const CellSeeds& a) {
    std::vector<double> seed;
    for (const auto& cell : household_cells()) {
        const auto larger = static_cast<std::size_t>(cell.persons - sizes_of(cell.type).fewest);
        const double by_size = cell.type == HouseholdType::couple_with_children
                                   ? a.couple_with_children_by_size[larger]
                               : cell.type == HouseholdType::single_parent
                                   ? a.single_parent_by_size[larger]
                               : cell.type == HouseholdType::other ? a.other_by_size[larger]
                                                                   : 1.0;
        seed.push_back(by_size * a.age_by_type[static_cast<std::size_t>(cell.type)]
                                              [static_cast<std::size_t>(cell.reference_age)]);
    }
    return seed;
}

}  // namespace mixite
