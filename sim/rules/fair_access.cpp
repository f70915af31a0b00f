#include "rules/fair_access.hpp"

#include <algorithm>
#include <bit>

namespace mixite {
namespace {

constexpr int large_family_children = 3;
constexpr int sixty = 60;

constexpr std::uint16_t bit(AuditGroup group) {
    return static_cast<std::uint16_t>(1U << static_cast<unsigned>(group));
}

std::uint8_t quartile_of(const World& world, const Candidate& c) {
    return world.thresholds.is_frozen ? c.quartile_frozen : c.quartile_legal;
}

std::uint16_t quartile_bit(const World& world, const Candidate& c) {
    const int quartile = quartile_of(world, c);
    return quartile >= 1 && quartile <= 4
               ? static_cast<std::uint16_t>(1U
                                            << (static_cast<unsigned>(AuditGroup::first_quartile) +
                                                static_cast<unsigned>(quartile - 1)))
               : std::uint16_t{0};
}

std::uint16_t groups_of(const World& world, const Candidate& c) {
    const auto& households = world.households;
    const auto h = c.household;
    const bool large = households.children[h] >= large_family_children;
    const bool single_parent = households.type(h) == HouseholdType::single_parent;
    const bool old = households.eldest_adult_age(h, world.month) >= sixty;
    const bool from_qpv = c.zone && world.territory->is_qpv(c.zone);
    return static_cast<std::uint16_t>(
        bit(AuditGroup::everybody) | quartile_bit(world, c) |
        (large ? bit(AuditGroup::large_family) : 0) |
        (single_parent ? bit(AuditGroup::single_parent) : 0) |
        (households.disabled[h] != 0 ? bit(AuditGroup::disabled) : 0) |
        (old ? bit(AuditGroup::sixty_or_older) : 0) |
        (from_qpv ? bit(AuditGroup::qpv_resident) : 0));
}

Need need_of(const Candidate& c) {
    const int size = std::clamp<int>(c.rooms.ideal, 2, 4) - 2;
    const int first = is_priority_public(c.priorities) ? static_cast<int>(Need::priority_two_rooms)
                                                       : static_cast<int>(Need::other_two_rooms);
    return static_cast<Need>(first + size);
}

}  // namespace

std::vector<AuditedRequest> audited_requests(const World& world,
                                             const std::vector<Candidate>& candidates) {
    std::vector<AuditedRequest> requests;
    requests.reserve(candidates.size());
    for (const auto& c : candidates) {
        if (!c.transfer) {
            requests.push_back({c.key, groups_of(world, c), need_of(c)});
        }
    }
    return requests;
}

AccessCounts access_counts(const std::vector<AuditedRequest>& requests,
                           const std::vector<Lease>& leases) {
    std::vector<HouseholdKey> housed;
    housed.reserve(leases.size());
    for (const auto& lease : leases) {
        housed.push_back(lease.household);
    }
    std::sort(housed.begin(), housed.end());
    AccessCounts counts{};
    for (const auto& request : requests) {
        const bool got_one = std::binary_search(housed.begin(), housed.end(), request.household);
        for (unsigned groups = request.groups; groups != 0; groups &= groups - 1) {
            const auto group = static_cast<std::size_t>(std::countr_zero(groups));
            auto& count = counts[group * needs + static_cast<std::size_t>(request.need)];
            ++count.requests;
            count.housed += got_one ? 1 : 0;
        }
    }
    return counts;
}

std::vector<OpenedRequest> opened_requests(const World& world,
                                           const std::vector<Candidate>& candidates) {
    std::vector<OpenedRequest> opened;
    for (const auto& c : candidates) {
        if (!c.transfer && c.opened == world.month) {
            opened.push_back({c.key, quartile_of(world, c), need_of(c)});
        }
    }
    return opened;
}

}  // namespace mixite
