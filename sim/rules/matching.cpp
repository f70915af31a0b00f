#include "rules/matching.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/successive_shortest_path_nonnegative_weights.hpp>

namespace mixite {
namespace {

using Traits = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;
using Edge = Traits::edge_descriptor;
using Network = boost::adjacency_list<
    boost::vecS,
    boost::vecS,
    boost::directedS,
    boost::no_property,
    boost::property<
        boost::edge_capacity_t,
        int,
        boost::property<boost::edge_residual_capacity_t,
                        int,
                        boost::property<boost::edge_reverse_t,
                                        Edge,
                                        boost::property<boost::edge_weight_t, std::int64_t>>>>>;

/// Vacancies are nodes 2 on, candidates follow in the order in which bids first name them.
constexpr std::size_t source = 0;
constexpr std::size_t sink = 1;

Edge add_arc(Network& network, std::size_t from, std::size_t to, std::int64_t cost) {
    const auto arc = boost::add_edge(from, to, network).first;
    const auto back = boost::add_edge(to, from, network).first;
    boost::put(boost::edge_capacity, network, arc, 1);
    boost::put(boost::edge_capacity, network, back, 0);
    boost::put(boost::edge_weight, network, arc, cost);
    boost::put(boost::edge_weight, network, back, -cost);
    boost::put(boost::edge_reverse, network, arc, back);
    boost::put(boost::edge_reverse, network, back, arc);
    return arc;
}

bool worth_more(const Bid& a, const Bid& b) {
    return a.worth > b.worth;
}

/// The n-th largest worth of at least n bids.
std::int64_t nth_largest(std::vector<Bid> bids, std::size_t n) {
    const auto nth = bids.begin() + static_cast<std::ptrdiff_t>(n) - 1;
    std::nth_element(bids.begin(), nth, bids.end(), worth_more);
    return nth->worth;
}

/// Of n vacancies, no other can take more than n - 1 of one's bids: beyond its n best none is
/// needed. Thousands bid for some tens: only those are sorted.
std::vector<std::vector<Bid>> needed(std::vector<std::vector<Bid>> bids) {
    for (auto& of_one : bids) {
        std::erase_if(of_one, [](const Bid& bid) { return bid.worth <= 0; });
        if (of_one.size() > bids.size()) {
            const auto least = nth_largest(of_one, bids.size());
            std::erase_if(of_one, [&](const Bid& bid) { return bid.worth < least; });
        }
        std::stable_sort(of_one.begin(), of_one.end(), worth_more);
        of_one.resize(std::min(of_one.size(), bids.size()));
    }
    return bids;
}

std::int64_t largest(const std::vector<std::vector<Bid>>& bids) {
    std::int64_t most = 0;
    for (const auto& of_one : bids) {
        most = of_one.empty() ? most : std::max(most, of_one.front().worth);
    }
    return most;
}

struct LettingArc {
    std::size_t vacancy = 0;
    std::uint32_t candidate = 0;
    Edge arc;
};

/// A vacancy is let, at the cost of what its letting is worth less than the largest, or left empty
/// at the largest: all that flows is the number of vacancies.
std::vector<LettingArc> build(Network& network, const std::vector<std::vector<Bid>>& bids) {
    const auto most = largest(bids);
    std::map<std::uint32_t, std::size_t> node_of;
    std::vector<LettingArc> arcs;
    for (std::size_t v = 0; v < bids.size(); ++v) {
        add_arc(network, source, 2 + v, 0);
        add_arc(network, 2 + v, sink, most);
        for (const auto& bid : bids[v]) {
            const auto [node, is_new] =
                node_of.try_emplace(bid.candidate, 2 + bids.size() + node_of.size());
            if (is_new) {
                add_arc(network, node->second, sink, 0);
            }
            arcs.push_back(
                {v, bid.candidate, add_arc(network, 2 + v, node->second, most - bid.worth)});
        }
    }
    return arcs;
}

}  // namespace

std::int64_t worth(const World& world,
                   const AllocationPolicy& policy,
                   const Candidate& c,
                   DwellingRow d) {
    const auto& objective = policy.objective;
    const bool in_qpv = world.territory->is_qpv(world.dwellings.zone[d]);
    const bool mixes = (c.quartile_legal == 1) != in_qpv;
    const auto effort = housing_cost(c, world.dwellings, d, policy.housing_allowance).effort_rate;
    const auto times = [](int weight, std::int64_t count) { return weight * count; };
    return objective.letting +
           times(objective.rehousing, (c.priorities & priority::rehousing) != 0) +
           times(objective.priority_public, is_priority_public(c.priorities)) +
           times(objective.point, in_qpv ? c.points_in_qpv : c.points_outside) +
           times(objective.month_waited, world.month - c.opened) + times(objective.mix, mixes) +
           times(objective.ideal_size, world.dwellings.rooms[d] == c.rooms.ideal) +
           times(objective.effort_percent, std::lround(100.0 * effort));
}

std::vector<std::optional<std::uint32_t>> optimal_assignment(
    const std::vector<std::vector<Bid>>& all_bids) {
    std::vector<std::optional<std::uint32_t>> assigned(all_bids.size());
    if (all_bids.empty()) {
        return assigned;
    }
    Network network(2 + all_bids.size());
    const auto arcs = build(network, needed(all_bids));
    boost::successive_shortest_path_nonnegative_weights(network, source, sink);
    for (const auto& [vacancy, candidate, arc] : arcs) {
        if (boost::get(boost::edge_residual_capacity, network, arc) == 0) {
            assigned[vacancy] = candidate;
        }
    }
    return assigned;
}

}  // namespace mixite
