#include "world/flows.hpp"

#include <algorithm>

namespace mixite {

void RulesUsed::add(const RulesUsed& more) {
    criteria |= more.criteria;
    casting_votes += more.casting_votes;
    for (const auto& order : more.orders) {
        if (std::find(orders.begin(), orders.end(), order) == orders.end()) {
            orders.push_back(order);
        }
    }
}

}  // namespace mixite
