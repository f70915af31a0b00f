#include <algorithm>
#include <iterator>
#include <map>
#include <vector>

#include <boost/graph/adjacency_list.hpp>
#include <catch2/catch.hpp>

#include "reference_place.hpp"

using namespace mixite;

namespace {

/// A lease is a vertex; an edge goes from a lease to the next one of the dwelling that it freed.
using LeaseGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS>;

/// Leases and what they free, drawn up from homes and signatures alone.
class Chains {
  public:
    /// `home`: the dwelling that the household rented from a social landlord; 0 if none.
    void add(const Lease& lease, std::uint64_t home) {
        const auto signed_one = boost::add_vertex(graph_);
        const auto freed_by = freed_by_.find(lease.dwelling.value);
        if (freed_by != freed_by_.end()) {
            boost::add_edge(freed_by->second, signed_one, graph_);
            freed_by_.erase(freed_by);
        }
        if (home == 0) {
            lengths_.push_back(leases_up_to(signed_one));
        } else {
            freed_by_[home] = signed_one;
        }
    }

    /// Of those that ended, in order.
    [[nodiscard]] const std::vector<int>& lengths() const { return lengths_; }

  private:
    [[nodiscard]] int leases_up_to(LeaseGraph::vertex_descriptor lease) const {
        int leases = 1;
        while (boost::in_degree(lease, graph_) > 0) {
            lease = boost::source(*boost::in_edges(lease, graph_).first, graph_);
            ++leases;
        }
        return leases;
    }

    LeaseGraph graph_;
    std::map<std::uint64_t, LeaseGraph::vertex_descriptor> freed_by_;
    std::vector<int> lengths_;
};

/// By household, its social dwelling.
std::map<std::uint64_t, std::uint64_t> social_homes(const World& world) {
    std::map<std::uint64_t, std::uint64_t> homes;
    for (const auto h : rows<HouseholdRow>(world.households.size())) {
        if (const auto d = world.households.dwelling[h]) {
            homes[world.households.key[h].value] = world.dwellings.key[d].value;
        }
    }
    return homes;
}

}  // namespace

TEST_CASE("Rungs counted month by month are paths in the graph of leases") {
    ReferencePlace place;
    Chains chains;
    std::vector<int> counted;
    for (int m = 0; m < 96; ++m) {
        auto homes = social_homes(place.world);
        const auto flows = place.live_a_month().flows;
        for (const auto& lease : flows.leases) {
            const auto home = homes.find(lease.household.value);
            chains.add(lease, home == homes.end() ? 0 : home->second);
        }
        std::transform(flows.chains.begin(),
                       flows.chains.end(),
                       std::back_inserter(counted),
                       [](const Chain& chain) { return static_cast<int>(chain.length); });
    }
    CHECK(counted.size() > 30);
    CHECK(*std::max_element(counted.begin(), counted.end()) >= 3);
    CHECK(counted == chains.lengths());
}

TEST_CASE(
    "Tenants are those of last month, who signed a lease, less those whose dwelling is free") {
    ReferencePlace place;
    int fell_vacant = 0;
    for (int m = 0; m < 96; ++m) {
        const auto before = social_homes(place.world).size();
        const auto flows = place.live_a_month().flows;
        REQUIRE(social_homes(place.world).size() +
                    static_cast<std::size_t>(flows.counts.fell_vacant) ==
                before + flows.leases.size());
        fell_vacant += flows.counts.fell_vacant;
    }
    CHECK(fell_vacant > 30);
}
