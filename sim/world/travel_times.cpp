#include "world/travel_times.hpp"

#include <functional>
#include <limits>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>

namespace mixite {

TravelTimes::TravelTimes(std::size_t zones, const std::vector<Link>& links) : zones_(zones) {
    using Graph = boost::adjacency_list<boost::vecS,
                                        boost::vecS,
                                        boost::undirectedS,
                                        boost::no_property,
                                        boost::property<boost::edge_weight_t, double>>;
    Graph graph(zones);
    for (const auto& link : links) {
        boost::add_edge(link.a.value, link.b.value, link.minutes, graph);
    }
    minutes_.reserve(zones * zones);
    std::vector<double> from_here(zones);
    std::vector<boost::default_color_type> colours(zones);
    for (std::size_t origin = 0; origin < zones; ++origin) {
        const auto unreached = std::numeric_limits<double>::infinity();
        boost::dijkstra_shortest_paths(graph,
                                       origin,
                                       boost::dummy_property_map(),
                                       from_here.data(),
                                       boost::get(boost::edge_weight, graph),
                                       boost::get(boost::vertex_index, graph),
                                       std::less<>(),
                                       boost::closed_plus<double>(unreached),
                                       unreached,
                                       0.0,
                                       boost::default_dijkstra_visitor(),
                                       colours.data());
        for (const double minutes : from_here) {
            minutes_.push_back(static_cast<float>(minutes));
        }
    }
}

}  // namespace mixite
