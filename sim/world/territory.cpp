#include "world/territory.hpp"

#include <limits>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>

namespace mixite {

std::vector<ZoneRow> Territory::qpv_zones() const {
    std::vector<ZoneRow> found;
    for (const auto zone : rows<ZoneRow>(zones.size())) {
        if (is_qpv(zone)) {
            found.push_back(zone);
        }
    }
    return found;
}

Eigen::MatrixXf quickest_minutes(std::size_t zones, const std::vector<Link>& links) {
    using Graph = boost::adjacency_list<boost::vecS,
                                        boost::vecS,
                                        boost::undirectedS,
                                        boost::no_property,
                                        boost::property<boost::edge_weight_t, double>>;
    Graph graph(zones);
    for (const auto& link : links) {
        boost::add_edge(link.a.value, link.b.value, link.minutes, graph);
    }
    const auto n = static_cast<Eigen::Index>(zones);
    Eigen::MatrixXf minutes(n, n);
    std::vector<double> from_here(zones);
    for (std::size_t origin = 0; origin < zones; ++origin) {
        const auto unreached = std::numeric_limits<double>::infinity();
        boost::dijkstra_shortest_paths(
            graph,
            origin,
            boost::distance_map(from_here.data()).distance_inf(unreached).distance_zero(0.0));
        for (std::size_t zone = 0; zone < zones; ++zone) {
            minutes(static_cast<Eigen::Index>(origin), static_cast<Eigen::Index>(zone)) =
                static_cast<float>(from_here[zone]);
        }
    }
    return minutes;
}

}  // namespace mixite
