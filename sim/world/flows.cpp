#include "world/flows.hpp"

#include <algorithm>

namespace mixite {

namespace {

void add_each_once(std::vector<std::string>& names, const std::vector<std::string>& more) {
    for (const auto& name : more) {
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            names.push_back(name);
        }
    }
}

}  // namespace

void RulesUsed::add(const RulesUsed& more) {
    criteria |= more.criteria;
    casting_votes += more.casting_votes;
    cut_rents += more.cut_rents;
    surcharged_exits += more.surcharged_exits;
    add_each_once(orders, more.orders);
    add_each_once(rents, more.rents);
}

}  // namespace mixite
