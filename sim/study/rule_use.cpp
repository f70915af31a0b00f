#include "study/rule_use.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "foundation/failure.hpp"
#include "observation/indicators.hpp"
#include "rules/rents.hpp"
#include "rules/stock_policy.hpp"
#include "scenario/policy_keys.hpp"

namespace mixite {
namespace {

using Applied = std::function<bool(const Trajectory&)>;

/// Is the indicator, one of the agglomeration, above zero in any month?
Applied is_counted(std::string_view indicator, const Territory& territory) {
    std::size_t position = 0;
    const auto specs = indicator_specs();
    const auto found = std::find_if(specs.begin(), specs.end(), [&](const IndicatorSpec& spec) {
        const bool is_it = spec.name == indicator;
        position += is_it ? 0 : extent(spec.dimension, territory);
        return is_it;
    });
    EXPECT(found != specs.end() && found->dimension == Dimension::none,
           "no indicator '{}' of the agglomeration",
           indicator);
    return [position, size = measure_size(territory)](const Trajectory& fork) {
        for (std::size_t at = position; at < fork.indicators.size(); at += size) {
            if (fork.indicators[at] > 0.0F) {
                return true;
            }
        }
        return false;
    };
}

Applied any_quota_year(std::string quota, std::int32_t QuotaYear::*count) {
    return [quota = std::move(quota), count](const Trajectory& fork) {
        return std::any_of(
            fork.quota_years.begin(), fork.quota_years.end(), [&](const QuotaYear& year) {
                return year.quota == quota && year.*count > 0;
            });
    };
}

Applied never() {
    return [](const Trajectory&) { return false; };
}

/// The rules of one strategy, period after period.
class RulesOf {
  public:
    struct Told {
        std::string never;
        Applied applied;
    };

    RulesOf(const Strategy& strategy, const Territory& territory)
        : fork_(strategy.fork), until_(strategy.until), territory_(territory) {}

    /// From `first` on. Rents that a rule changed before the fork are no change of the strategy's.
    void add(const AllocationPolicy& policy, Month first) {
        add_rents(policy.rents, first);
        add_quotas(policy);
        add_ways(policy);
        add_grid(policy.grid);
        if (policy.transfer_grid == TransferGrid::own) {
            add_grid(policy.own_transfer_grid);
        }
        add_orders(policy);
        add_programme(policy);
    }

    void add_holders(const std::vector<ReservationHolder>& holders) {
        for (std::size_t h = 0; h < holders.size(); ++h) {
            if (holders[h].share == 0.0) {
                continue;
            }
            add(fmt::format("no lease was of holder '{}'", holders[h].name),
                [h](const Trajectory& fork) {
                    return std::any_of(
                        fork.leases.begin(), fork.leases.end(), [&](const Lease& lease) {
                            return lease.holder && lease.holder.value == h;
                        });
                });
        }
    }

    [[nodiscard]] const std::vector<Told>& rules() const { return rules_; }

  private:
    void add(std::string never, Applied applied) {
        const bool known = std::any_of(
            rules_.begin(), rules_.end(), [&](const Told& rule) { return rule.never == never; });
        if (!known) {
            rules_.push_back({std::move(never), std::move(applied)});
        }
    }

    void add_if(bool in_force, const char* never, std::string_view indicator) {
        if (in_force) {
            add(never, is_counted(indicator, territory_));
        }
    }

    void add_quotas(const AllocationPolicy& policy) {
        for (const auto& quota : policy.quotas) {
            if (quota.mode != QuotaMode::observed) {
                add(fmt::format("quota '{}' never bound", quota.name),
                    any_quota_year(quota.name, &QuotaYear::bound));
            }
        }
        for (const auto& quota : policy.quotas) {
            if (quota.prefect_substitutes) {
                add(fmt::format("the prefect never substituted for quota '{}'", quota.name),
                    any_quota_year(quota.name, &QuotaYear::substituted));
            }
        }
    }

    void add_ways(const AllocationPolicy& policy) {
        const auto& mayor = policy.mayor;
        add_if(policy.dalo.offer_months > 0,
               "the prefect never designated under DALO",
               "named_by_prefect");
        add_if(policy.dalo.landlord_refusals > 0.0,
               "no landlord ever refused whom the prefect designated",
               "refused_by_landlords");
        add_if(policy.naming_months > 0, "no holder's time to name was ever over", "naming_over");
        add_if(policy.routing != QpvRouting::none,
               "nobody was offered a place elsewhere under routing.civ",
               "diverted_with_consent");
        add_if(policy.adverts.share > 0.0, "no vacancy was advertised", "adverts");
        add_if(policy.coordination.share > 0.0,
               "no coordination commission ever named",
               "named_by_coordination");
        add_if(mayor.names_share > 0.0, "no mayor ever named", "named_by_mayor");
        add_if(mayor.veto_of_first_quartile > 0.0 || mayor.veto_of_other_communes > 0.0,
               "no mayor ever vetoed",
               "mayor_vetoes");
        add_if(policy.transfers.exchange_share > 0.0,
               "no vacancy went to an exchange",
               "named_for_exchange");
        if (mayor.casting_vote > 0.0) {
            add("no mayor's casting vote ever decided",
                [](const Trajectory& fork) { return fork.rules_used.casting_votes > 0; });
        }
    }

    void add_grid(const std::vector<CriterionPoints>& grid) {
        const auto names = criterion_names();
        for (const auto& line : grid) {
            const auto criterion = static_cast<std::size_t>(line.criterion);
            add(fmt::format("criterion '{}' of the grid never counted",
                            is_of_group(line) ? line.group.name : names.at(criterion)),
                [criterion](const Trajectory& fork) {
                    return (fork.rules_used.criteria >> criterion & 1U) != 0;
                });
        }
    }

    void add_orders(const AllocationPolicy& policy) {
        for (const auto& order : policy.derogations) {
            add(fmt::format("no lease needed the prefect's order '{}'", order.name),
                [name = order.name](const Trajectory& fork) {
                    const auto& used = fork.rules_used.orders;
                    return std::find(used.begin(), used.end(), name) != used.end();
                });
        }
    }

    void add_rents(const RentPolicy& policy, Month first) {
        const auto changes_rents = [&](const auto& rule) {
            const auto name = name_of(rule);
            if (first < fork_) {
                rents_before_fork_.insert(name);
            } else if (!rents_before_fork_.contains(name)) {
                add(fmt::format("rents: the {} changed no rent", name),
                    [name](const Trajectory& fork) {
                        const auto& used = fork.rules_used.rents;
                        return std::find(used.begin(), used.end(), name) != used.end();
                    });
            }
        };
        std::for_each(policy.restructurings.begin(), policy.restructurings.end(), changes_rents);
        std::for_each(policy.relettings.begin(), policy.relettings.end(), changes_rents);
        if (policy.modest_newcomers.cut > 0.0) {
            add("nobody signed at the lower rent of rents.modest_newcomers",
                [](const Trajectory& fork) { return fork.rules_used.cut_rents > 0; });
        }
        if (policy.surcharge.from_over_ceiling > 0.0) {
            add("nobody who owed the surcharge of rents.surcharge left the social stock",
                [](const Trajectory& fork) { return fork.rules_used.surcharged_exits > 0; });
        }
    }

    void add_programme(const AllocationPolicy& policy) {
        const auto late = [&](const char* what, const std::string& name, Month from) {
            if (from > until_) {
                add(fmt::format("{} '{}' never began: it is of {}", what, name, to_string(from)),
                    never());
            }
        };
        for (const auto& operation : policy.stock.operations) {
            late("programme", operation.name, operation.from);
            if (operation.from <= until_ && takes_empty_dwellings(operation.kind)) {
                add(fmt::format("programme '{}' never found an empty dwelling", operation.name),
                    [name = operation.name](const Trajectory& fork) {
                        return std::any_of(
                            fork.operations.begin(), fork.operations.end(), [&](const auto& one) {
                                return one.operation == name && one.done > 0;
                            });
                    });
            }
        }
        for (const auto& programme : policy.stock.attractiveness) {
            late("attractiveness programme", programme.name, programme.from);
        }
        for (const auto& permit : policy.stock.letting_permits) {
            late("permit to let", permit.name, permit.from);
        }
    }

    Month fork_;
    Month until_;
    const Territory& territory_;
    std::set<std::string> rents_before_fork_;
    std::vector<Told> rules_;
};

}  // namespace

RuleUse::RuleUse(const std::vector<Strategy>& strategies, const Territory& territory) {
    for (const auto& strategy : strategies) {
        RulesOf rules(strategy, territory);
        const auto& periods = strategy.timeline.periods();
        for (std::size_t p = 0; p < periods.size(); ++p) {
            const bool over = p + 1 < periods.size() && periods[p + 1].first <= strategy.fork;
            if (!over && periods[p].first <= strategy.until) {
                rules.add(periods[p].second, periods[p].first);
            }
        }
        rules.add_holders(periods.back().second.holders);
        auto& use = strategies_.emplace_back();
        use.name = strategy.name;
        for (const auto& rule : rules.rules()) {
            use.rules.push_back({rule.never, rule.applied});
        }
    }
}

void RuleUse::add(std::size_t strategy, const Trajectory& fork) {
    for (auto& rule : strategies_[strategy].rules) {
        rule.used = rule.used || rule.applied(fork);
    }
}

std::vector<std::uint8_t> RuleUse::marks() const {
    std::vector<std::uint8_t> marks;
    for (const auto& use : strategies_) {
        for (const auto& rule : use.rules) {
            marks.push_back(rule.used ? 1 : 0);
        }
    }
    return marks;
}

void RuleUse::take_over(const std::vector<std::uint8_t>& marks) {
    auto mark = marks.begin();
    for (auto& use : strategies_) {
        for (auto& rule : use.rules) {
            EXPECT(mark != marks.end(), "{} marks", marks.size());
            rule.used = *mark++ != 0;
        }
    }
}

std::vector<IdleRule> RuleUse::idle() const {
    std::vector<IdleRule> idle;
    for (const auto& use : strategies_) {
        for (const auto& rule : use.rules) {
            if (!rule.used) {
                idle.push_back({use.name, rule.never});
            }
        }
    }
    return idle;
}

std::vector<std::string> told_once(const std::vector<IdleRule>& rules) {
    std::vector<std::string> told;
    for (auto rule = rules.begin(); rule != rules.end(); ++rule) {
        const auto is_alike = [&](const IdleRule& other) {
            return other.sentence == rule->sentence;
        };
        if (std::any_of(rules.begin(), rule, is_alike)) {
            continue;
        }
        const auto others = std::count_if(rule + 1, rules.end(), is_alike);
        told.push_back(
            others == 0
                ? fmt::format("{}: {}", rule->scenario, rule->sentence)
                : fmt::format("{} and {} more: {}", rule->scenario, others, rule->sentence));
    }
    return told;
}

}  // namespace mixite
