#include "world/applications.hpp"

namespace mixite {

ApplicationRow append(Applications& t, const Application& a) {
    const ApplicationRow row{t.size()};
    t.household.push_back(a.household);
    t.opened.push_back(a.opened);
    t.renewed.push_back(a.renewed);
    t.motive.push_back(a.motive);
    t.wished_commune.push_back(a.wished_commune);
    t.open_to_other_communes.push_back(a.open_to_other_communes);
    t.wished_qpv.push_back(a.wished_qpv);
    t.priorities.push_back(a.priorities);
    t.dalo_since.push_back(a.dalo_since);
    t.dalo_offered.push_back(a.dalo_offered);
    t.silent_since.push_back(a.silent_since);
    t.stated_resources_cents.push_back(a.stated_resources_cents);
    t.offers.push_back(a.offers);
    t.unmotivated_refusals.push_back(a.unmotivated_refusals);
    t.tie_break.push_back(a.tie_break);
    return row;
}

}  // namespace mixite
