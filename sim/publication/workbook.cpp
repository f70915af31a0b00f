#include "publication/workbook.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <xlsxwriter.h>

#include "observation/result_schema.hpp"
#include "publication/cia_review.hpp"
#include "publication/comparison.hpp"
#include "publication/french_definitions.hpp"
#include "publication/lease_records.hpp"
#include "publication/names.hpp"
#include "publication/quota_accounts.hpp"
#include "publication/run_places.hpp"
#include "publication/whole_workbook.hpp"
#include "publication/zone_values.hpp"

namespace mixite {
namespace {

constexpr std::size_t charts_a_sheet = 6;

/// One open workbook of libxlsxwriter, closed once.
class Workbook {
  public:
    explicit Workbook(const std::filesystem::path& file)
        : file_(file), book_(workbook_new(file.c_str())) {
        if (book_ == nullptr) {
            throw OutputError(fmt::format("{}: cannot write the workbook", file.string()));
        }
        title_ = workbook_add_format(book_);
        format_set_bold(title_);
        format_set_font_size(title_, 14);
        head_ = workbook_add_format(book_);
        format_set_bold(head_);
        format_set_text_wrap(head_);
        format_set_bottom(head_, LXW_BORDER_THIN);
        share_ = number_format("0.0%");
        whole_ = number_format("#,##0.0");
        index_ = number_format("0.0000");
        warning_ = workbook_add_format(book_);
        format_set_bold(warning_);
        format_set_font_color(warning_, LXW_COLOR_RED);
    }
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;
    ~Workbook() {
        if (book_ != nullptr) {
            workbook_close(book_);
        }
    }

    void close() {
        const auto error = workbook_close(book_);
        book_ = nullptr;
        if (error != LXW_NO_ERROR) {
            throw OutputError(fmt::format(
                "{}: cannot write the workbook: {}", file_.string(), lxw_strerror(error)));
        }
    }

    [[nodiscard]] lxw_workbook* book() const { return book_; }
    [[nodiscard]] lxw_format* title() const { return title_; }
    [[nodiscard]] lxw_format* head() const { return head_; }
    [[nodiscard]] lxw_format* warning() const { return warning_; }
    [[nodiscard]] lxw_format* of_unit(std::string_view unit) const {
        return unit == "1"                                           ? share_
               : unit == "index" || unit == "ratio" || unit == "log" ? index_
                                                                     : whole_;
    }

  private:
    lxw_format* number_format(const char* code) {
        auto* format = workbook_add_format(book_);
        format_set_num_format(format, code);
        return format;
    }

    std::filesystem::path file_;
    lxw_workbook* book_;
    lxw_format* title_ = nullptr;
    lxw_format* head_ = nullptr;
    lxw_format* share_ = nullptr;
    lxw_format* whole_ = nullptr;
    lxw_format* index_ = nullptr;
    lxw_format* warning_ = nullptr;
};

/// A sheet written from the top, row after row.
class Sheet {
  public:
    Sheet(const Workbook& workbook, const char* name)
        : workbook_(workbook), name_(name), sheet_(workbook_add_worksheet(workbook.book(), name)) {
        worksheet_set_column(sheet_, 0, 0, 38, nullptr);
        worksheet_set_column(sheet_, 1, 20, 16, nullptr);
        worksheet_set_landscape(sheet_);
        worksheet_fit_to_pages(sheet_, 1, 0);
    }

    void title(const std::string& text) {
        worksheet_write_string(sheet_, row_++, 0, text.c_str(), workbook_.title());
    }
    void line(const std::string& text) {
        worksheet_write_string(sheet_, row_++, 0, text.c_str(), nullptr);
    }
    void warning(const std::string& text) {
        worksheet_write_string(sheet_, row_++, 0, text.c_str(), workbook_.warning());
    }
    void heads(const std::vector<std::string>& texts) {
        begin_row();
        for (const auto& text : texts) {
            worksheet_write_string(sheet_, row_, column_++, text.c_str(), workbook_.head());
        }
        worksheet_freeze_panes(sheet_, row_ + 1, 1);
        end_row();
    }
    void begin_row() { column_ = 0; }
    Sheet& text(const std::string& text) {
        worksheet_write_string(sheet_, row_, column_++, text.c_str(), nullptr);
        return *this;
    }
    /// An empty cell where there is no value.
    Sheet& number(double value, std::string_view unit) {
        if (std::isfinite(value)) {
            worksheet_write_number(sheet_, row_, column_, value, workbook_.of_unit(unit));
        }
        ++column_;
        return *this;
    }
    void end_row() { ++row_; }
    [[nodiscard]] lxw_row_t row() const { return row_; }
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] lxw_worksheet* sheet() const { return sheet_; }

  private:
    const Workbook& workbook_;
    std::string name_;
    lxw_worksheet* sheet_;
    lxw_row_t row_ = 0;
    lxw_col_t column_ = 0;
};

const char* theme_name(MeasureBlock block) {
    switch (block) {
        case MeasureBlock::qpv:
            return "QPV";
        case MeasureBlock::segregation:
            return "Ségrégation";
        case MeasureBlock::lettings:
            return "Attributions";
        case MeasureBlock::waits:
            return "Délais";
        case MeasureBlock::demand:
            return "Demande";
        case MeasureBlock::stock:
            return "Parc";
        case MeasureBlock::legality:
            return "Légalité";
        case MeasureBlock::costs:
            return "Coûts";
    }
    return "";
}

std::string intervals_notice(const RunReader& run) {
    const auto drawn = run.drawn_parameter_count();
    return drawn == 0
               ? "Intervalles à paramètres fixés : ils disent le hasard d'une histoire simulée à "
                 "l'autre, pas ce qu'on ignore des comportements."
               : fmt::format(
                     "Intervalles à {} paramètres tirés dans leurs plages à chaque "
                     "réplication : celui d'une histoire dit le hasard et ce qu'on ignore de ces "
                     "paramètres, pas des valeurs calées ni des règles locales ; celui de la "
                     "moyenne rétrécit avec le nombre de réplications, sans qu'on en sache plus.",
                     drawn);
}

std::string notice(const RunReader& run) {
    return run.statistical_secrecy()
               ? "Secret statistique : les cases qui reposent sur moins de 11 ménages sont vides, "
                 "ainsi que les entrants et sortants des QPV."
               : synthetic_population_notice();
}

void write_read_me(const Workbook& workbook, const RunReader& run) {
    Sheet sheet(workbook, "Lisez-moi");
    sheet.title(run.title());
    sheet.warning(notice(run));
    sheet.line(fmt::format("De {} à {}, {} réplications ; moyennes sur les réplications.",
                           to_string(run.months().first),
                           to_string(run.months().at(run.months().count - 1)),
                           run.replications()));
    sheet.line(intervals_notice(run));
    sheet.line(
        "Flux : cumulés sur les douze mois qui finissent à la date. Case vide : sans objet"
        " ou masquée.");
    sheet.line("");
    sheet.heads({"Scénario", "Titre", "Statut juridique", "Avertissement"});
    for (const auto& name : run.scenarios()) {
        const auto scenario = run.scenario(name);
        sheet.begin_row();
        sheet.text(name).text(scenario.title).text(scenario.legal_status);
        sheet.text(is_outside_present_law({name, scenario.title, scenario.legal_status})
                       ? "HORS DROIT CONSTANT : montré pour comparer, jamais recommandé"
                       : "");
        sheet.end_row();
    }
}

/// The Decembers of the run, and its last month.
std::vector<Month> year_ends(const RunReader& run) {
    std::vector<Month> ends;
    for (int m = 0; m < run.months().count; ++m) {
        const auto at = run.months().at(m);
        if (month_of_year(at) == 12 || m + 1 == run.months().count) {
            ends.push_back(at);
        }
    }
    return ends;
}

double mean_of_known(const std::vector<double>& values) {
    double sum = 0.0;
    double count = 0.0;
    for (const auto value : values) {
        if (std::isfinite(value)) {
            sum += value;
            count += 1.0;
        }
    }
    return count > 0.0 ? sum / count : unmeasured;
}

/// Rows of a sheet that one chart shows.
struct Charted {
    std::string title;
    lxw_row_t first = 0;
    lxw_row_t last = 0;
};

void add_chart(const Workbook& workbook,
               const Sheet& sheet,
               const Charted& charted,
               std::size_t position,
               std::size_t scenarios) {
    constexpr lxw_col_t first_scenario = 4;
    constexpr lxw_row_t rows_a_chart = 16;
    auto* chart = workbook_add_chart(workbook.book(), LXW_CHART_LINE);
    for (std::size_t s = 0; s < scenarios; ++s) {
        auto* series = chart_add_series(chart, nullptr, nullptr);
        const auto column = static_cast<lxw_col_t>(first_scenario + s);
        chart_series_set_categories(
            series, sheet.name().c_str(), charted.first, 3, charted.last, 3);
        chart_series_set_values(
            series, sheet.name().c_str(), charted.first, column, charted.last, column);
        chart_series_set_name_range(series, sheet.name().c_str(), 2, column);
    }
    chart_title_set_name(chart, charted.title.c_str());
    worksheet_insert_chart(sheet.sheet(),
                           static_cast<lxw_row_t>(3 + rows_a_chart * position),
                           static_cast<lxw_col_t>(first_scenario + scenarios + 1),
                           chart);
}

/// The strategies' values, each read once, and where the QPV lie.
struct ThemeSource {
    const RunReader& run;
    std::vector<ScenarioValues> scenarios;
    std::vector<std::size_t> qpv_zones;
};

Charted write_measure(Sheet& sheet,
                      ThemeSource& source,
                      const Measure& measure,
                      std::size_t zone,
                      const std::string& place) {
    const auto name = french_name(Named::measure, measure.id);
    const auto unit = french_name(Named::indicator_unit, measure.unit);
    Charted charted{.title = place.empty() ? name : fmt::format("{}, {}", name, place),
                    .first = sheet.row()};
    for (const auto at : year_ends(source.run)) {
        sheet.begin_row();
        sheet.text(name).text(place).text(unit);
        sheet.text(to_string(at));
        for (auto& scenario : source.scenarios) {
            sheet.number(mean_of_known(measure_values(scenario, measure, at, zone)), measure.unit);
        }
        sheet.end_row();
    }
    charted.last = sheet.row() - 1;
    return charted;
}

void write_theme(const Workbook& workbook, ThemeSource& source, MeasureBlock block) {
    Sheet sheet(workbook, theme_name(block));
    sheet.title(theme_name(block));
    sheet.warning(notice(source.run));
    std::vector<std::string> heads{"Indicateur", "Lieu", "Unité", "Date"};
    for (const auto& name : source.run.scenarios()) {
        const auto scenario = source.run.scenario(name);
        const bool outside = is_outside_present_law({name, scenario.title, scenario.legal_status});
        heads.push_back(outside ? fmt::format("{} (hors droit)", name) : name);
    }
    sheet.heads(heads);
    std::vector<Charted> charts;
    for (const auto& measure : compared_measures()) {
        if (measure.block != block || !is_held(measure, source.run)) {
            continue;
        }
        if (measure.measured_for == MeasuredFor::agglomeration) {
            charts.push_back(write_measure(sheet, source, measure, 0, ""));
            continue;
        }
        for (const auto zone : source.qpv_zones) {
            charts.push_back(write_measure(
                sheet, source, measure, zone, axis_of(source.run, "zone").names[zone]));
        }
    }
    for (std::size_t c = 0; c < std::min(charts.size(), charts_a_sheet); ++c) {
        add_chart(workbook, sheet, charts[c], c, source.scenarios.size());
    }
}

void write_zones(const Workbook& workbook, const PublishedValues& values) {
    const auto& run = values.run();
    const auto zones = zone_values(values);
    Sheet sheet(workbook, "Zones");
    sheet.title(fmt::format("Zones, {}", to_string(run.months().at(run.months().count - 1))));
    sheet.warning(notice(run));
    std::vector<std::string> heads{"Scénario", "Code", "Nom"};
    for (const auto& indicator : zones.indicators) {
        const auto& shown = indicator.description;
        heads.push_back(
            fmt::format("{} ({})", shown.name, french_name(Named::indicator_unit, shown.unit)));
    }
    sheet.heads(heads);
    for (const auto& scenario : zones.scenarios) {
        for (std::size_t zone = 0; zone < zones.codes.size(); ++zone) {
            sheet.begin_row();
            sheet.text(scenario.name).text(zones.codes[zone]).text(zones.names[zone]);
            for (std::size_t i = 0; i < zones.indicators.size(); ++i) {
                sheet.number(scenario.means[i][zone], zones.indicators[i].description.unit);
            }
            sheet.end_row();
        }
    }
}

struct Months {
    std::size_t first = 0;
    std::size_t last = 0;
};

/// The mean over the replications of what is counted in the months at a place; not a number where
/// any of it is masked.
double mean_count(const IndicatorValues& values, Months months, std::size_t at) {
    double sum = 0.0;
    for (std::size_t r = 0; r < values.replications; ++r) {
        for (std::size_t m = months.first; m <= months.last; ++m) {
            sum += static_cast<double>(values.at(r, m, at));
        }
    }
    return sum / static_cast<double>(values.replications);
}

/// What occupants are told apart by: the end of their indicators' names, the axis of its classes,
/// and how the sheet calls it.
struct Trait {
    const char* name;
    const char* axis;
    const char* label;
};
constexpr std::array traits{
    Trait{"quartile", "quartile_frozen", "Quartile des demandeurs (seuil gelé)"},
    Trait{"type", "household_type", "Composition du ménage"},
    Trait{"age", "age_group", "Âge de l'adulte le plus âgé"},
    Trait{"activity", "activity", "Activité (la première des adultes)"}};

void write_occupants_by(Sheet& sheet,
                        const PublishedValues& published,
                        const std::string& scenario,
                        const Trait& trait) {
    const auto& run = published.run();
    const auto of = [&](const char* whom) {
        return published.of(scenario, fmt::format("{}_by_{}", whom, trait.name)).values;
    };
    const auto occupants = of("occupants");
    const auto entrants = of("entrants");
    const auto leavers = of("leavers");
    const auto& classes = axis_of(run, trait.axis).codes;
    const auto& qpvs = axis_of(run, "qpv").names;
    for (std::size_t at = 0; at < occupants.extent; ++at) {
        for (const auto date : year_ends(run)) {
            const auto last = static_cast<std::size_t>(date - run.months().first);
            const auto pooled = static_cast<std::size_t>(pooled_months(run.months(), date));
            const Months year{last + 1 - pooled, last};
            sheet.begin_row();
            sheet.text(qpvs[at / classes.size()]).text(trait.label);
            sheet.text(french_name(Named::household_class, classes[at % classes.size()]));
            sheet.text(to_string(date)).text(scenario);
            sheet.number(mean_count(occupants, {last, last}, at), "household");
            sheet.number(mean_count(entrants, year, at), "household");
            sheet.number(mean_count(leavers, year, at), "household");
            sheet.end_row();
        }
    }
}

/// Who lives in the social stock of each QPV at the ends of the years, who came to it and who left
/// it over the twelve months before.
void write_occupants(const Workbook& workbook, const PublishedValues& published) {
    const auto& run = published.run();
    if (!run.holds_indicator("occupants_by_type")) {
        return;
    }
    Sheet sheet(workbook, "Occupants");
    sheet.title("Parc social de chaque QPV : occupants, entrants et sortants");
    sheet.warning(notice(run));
    sheet.heads({"QPV",
                 "Caractéristique",
                 "Classe",
                 "Date",
                 "Scénario",
                 "Occupants",
                 "Entrants, sur 12 mois",
                 "Sortants, sur 12 mois"});
    for (const auto& scenario : run.scenarios()) {
        for (const auto& trait : traits) {
            write_occupants_by(sheet, published, scenario, trait);
        }
    }
}

void write_differences(const Workbook& workbook,
                       const RunReader& run,
                       const Comparison& comparison) {
    Sheet sheet(workbook, "Différences");
    sheet.title(fmt::format("Différences appariées avec « {} »", comparison.baseline.name));
    sheet.warning(intervals_notice(run));
    sheet.heads({"Indicateur",
                 "QPV",
                 "Unité",
                 "Date",
                 "Scénario",
                 "Référence",
                 "Scénario (valeur)",
                 "Différence",
                 "IC 95 % bas",
                 "IC 95 % haut",
                 "Lecture",
                 "Statut juridique"});
    for (const auto& line : comparison.lines) {
        const auto& d = line.difference;
        const auto scenario = std::find_if(comparison.scenarios.begin(),
                                           comparison.scenarios.end(),
                                           [&](const auto& s) { return s.name == line.scenario; });
        sheet.begin_row();
        sheet.text(french_name(Named::measure, line.measure)).text(line.qpv_name);
        sheet.text(french_name(Named::indicator_unit, line.unit)).text(to_string(line.at));
        sheet.text(line.scenario).number(d.baseline, line.unit).number(d.scenario, line.unit);
        sheet.number(d.mean, line.unit);
        sheet.number(d.mean_interval ? d.mean_interval->low : unmeasured, line.unit);
        sheet.number(d.mean_interval ? d.mean_interval->high : unmeasured, line.unit);
        sheet.text(french_name(Named::reading, to_string(d.reading)));
        sheet.text(scenario->legal_status);
        sheet.end_row();
    }
}

void write_fates(const Workbook& workbook, const Comparison& comparison) {
    Sheet sheet(workbook, "Gagnants et perdants");
    sheet.title(fmt::format("Ménages logés, par rapport à « {} », par réplication",
                            comparison.baseline.name));
    sheet.line(
        "Dans chaque scénario, un ménage est du groupe que son propre bail montre. Bornes : ce que "
        "tout appariement des mêmes nombres pourrait donner. Témoin : ce que déplace un changement "
        "sans politique (scenarios/temoin.toml), s'il est dans le fichier ; ce qui ne le dépasse "
        "pas n'est pas un effet sur les personnes.");
    sheet.heads({"Groupe",
                 "Scénario",
                 "Logés, référence",
                 "Logés, scénario",
                 "Logés dans les deux",
                 "Référence seule",
                 "Au moins",
                 "Au plus",
                 "Dont logés par les deux, autre groupe",
                 "Scénario seul",
                 "Au moins",
                 "Au plus",
                 "Dont logés par les deux, autre groupe",
                 "Mois d'attente en plus",
                 "Référence seule, témoin",
                 "Témoin seul"});
    for (const auto& fate : comparison.fates) {
        sheet.begin_row();
        sheet.text(french_name(Named::fate, fate.group)).text(fate.scenario);
        for (const auto value : {fate.baseline,
                                 fate.under_scenario,
                                 fate.both,
                                 fate.only_baseline,
                                 fate.only_baseline_bounds.low,
                                 fate.only_baseline_bounds.high,
                                 fate.leave_group,
                                 fate.only_scenario,
                                 fate.only_scenario_bounds.low,
                                 fate.only_scenario_bounds.high,
                                 fate.join_group,
                                 fate.months_longer,
                                 fate.reshuffled_baseline,
                                 fate.reshuffled_scenario}) {
            sheet.number(value, "household");
        }
        sheet.end_row();
    }
}

void write_residences(const Workbook& workbook, const Comparison& comparison) {
    Sheet sheet(workbook, "Où sont-ils");
    sheet.title(
        "Ménages du 1er quartile (seuil gelé) logés en QPV par le premier scénario : où "
        "sont-ils ensuite ?");
    sheet.heads({"QPV",
                 "Scénario",
                 "Mois après",
                 "Ménages",
                 "Même QPV",
                 "Autre QPV",
                 "Social hors QPV",
                 "Locataires du privé",
                 "Propriétaires",
                 "Hébergés",
                 "Hors agglomération",
                 "Partis ou dissous",
                 "Avec une demande ouverte"});
    for (const auto& r : comparison.residences) {
        sheet.begin_row();
        sheet.text(r.qpv_name).text(r.scenario).number(r.months_later, "month");
        sheet.number(r.households, "household");
        for (const auto share : r.shares) {
            sheet.number(share, "1");
        }
        sheet.number(r.waiting, "1");
        sheet.end_row();
    }
}

void write_fairness(const Workbook& workbook, const RunReader& run, const Comparison& comparison) {
    Sheet sheet(workbook, "Équité");
    sheet.title("Équité et audit de discrimination indirecte, sur toute la période");
    sheet.line(
        "Rapport de 1 : logé aussi vite que les autres à besoin égal ; rapport des cotes de 1, "
        "logarithme nul : aussi souvent dans les douze mois du dépôt. Demandes déposées moins de "
        "douze mois avant la fin : hors de ces parts et de ces cotes. Rien de l'origine des "
        "personnes n'est dans l'outil.");
    sheet.line("IC : à 95 %, de la moyenne. " + intervals_notice(run));
    sheet.heads({"Mesure",
                 "Scénario",
                 "Unité",
                 "Référence",
                 "Scénario (valeur)",
                 "Différence",
                 "IC 95 % bas",
                 "IC 95 % haut",
                 "Lecture",
                 "Alerte"});
    for (const auto& line : comparison.fairness) {
        sheet.begin_row();
        sheet.text(french_name(Named::fairness, line.measure)).text(line.scenario);
        sheet.text(french_name(Named::indicator_unit, line.unit));
        const auto& d = line.difference;
        sheet.number(d.baseline, line.unit).number(d.scenario, line.unit);
        sheet.number(d.mean, line.unit);
        sheet.number(d.mean_interval ? d.mean_interval->low : unmeasured, line.unit);
        sheet.number(d.mean_interval ? d.mean_interval->high : unmeasured, line.unit);
        sheet.text(french_name(Named::reading, to_string(d.reading)));
        sheet.text(line.access_falls ? "l'accès du groupe baisse" : "");
        sheet.end_row();
    }
}

void write_chains(const Workbook& workbook, const Comparison& comparison) {
    Sheet sheet(workbook, "Chaînes");
    sheet.title(
        "Chaînes de vacance : un logement neuf permet autant d'emménagements que sa chaîne "
        "est longue");
    sheet.heads({"Scénario", "Cause", "Chaînes", "Longueur moyenne", "1", "2", "3", "4 et plus"});
    for (const auto& chain : comparison.chains) {
        sheet.begin_row();
        sheet.text(chain.scenario)
            .text(french_name(Named::cause, chain.cause))
            .number(chain.chains, "chain");
        sheet.number(chain.mean_length, "ratio");
        for (const auto share : chain.share_by_length) {
            sheet.number(share, "1");
        }
        sheet.end_row();
    }
}

const char* reviewed_name(ReviewedBy by) {
    switch (by) {
        case ReviewedBy::agglomeration:
            return "Agglomération";
        case ReviewedBy::landlord:
            return "Bailleur";
        case ReviewedBy::holder:
            return "Réservataire";
        case ReviewedBy::commune:
            return "Commune";
    }
    return "";
}

/// Leases that lack are of those of whom the law asks: each landlord and the agglomeration; of
/// priority publics each holder.
void write_review_line(Sheet& sheet, const ReviewLine& line) {
    const bool is_due = line.by == ReviewedBy::agglomeration || line.by == ReviewedBy::landlord;
    const bool of_holder = line.by == ReviewedBy::holder;
    sheet.begin_row();
    sheet.text(line.scenario).text(std::to_string(line.year)).text(std::to_string(line.months));
    sheet.text(reviewed_name(line.by)).text(line.name);
    sheet.number(line.outside_qpv, "lease").number(line.first_quartile_outside, "lease");
    sheet.number(line.rehoused_outside, "lease").number(line.counted_outside, "lease");
    sheet.number(line.rate_outside(), "1");
    sheet.number(is_due ? line.missing_outside : unmeasured, "lease");
    sheet.number(line.in_qpv, "lease").number(line.upper_quartiles_in, "lease");
    sheet.number(line.rate_in(), "1").number(is_due ? line.missing_in : unmeasured, "lease");
    sheet.number(line.flow, "lease").number(line.priority_in_flow, "lease");
    sheet.number(line.rate_priority(), "1");
    sheet.number(of_holder ? line.missing_priority : unmeasured, "lease");
    sheet.end_row();
}

/// The yearly review of the agreement on allocations, if the run keeps its leases.
void write_review(const Workbook& workbook, const RunReader& run) {
    if (!run.has_events(run.scenarios().front(), "leases")) {
        return;
    }
    Sheet sheet(workbook, "Bilan CIA");
    sheet.title("Bilan annuel de la CIA : baux par réplication, seuil légal");
    sheet.warning(synthetic_population_notice());
    sheet.line(
        "Baux signés dans l'année civile, mutations comprises, foyers exclus. Comptés : le 1er "
        "quartile et ceux que la stratégie compte avec lui. Par commune et par réservataire, les "
        "taux ne sont qu'un repère. Flux : sans mutations ni relogements.");
    sheet.heads({"Scénario",
                 "Année",
                 "Mois simulés",
                 "Par",
                 "Nom",
                 "Baux hors QPV",
                 "dont 1er quartile",
                 "dont relogés",
                 "dont comptés",
                 "Taux hors QPV",
                 "Baux manquants hors QPV",
                 "Baux en QPV",
                 "dont 2e à 4e quartiles",
                 "Taux en QPV",
                 "Baux manquants en QPV",
                 "Flux",
                 "dont publics prioritaires",
                 "Taux",
                 "Publics prioritaires manquants"});
    for (const auto& name : run.scenarios()) {
        if (const auto leases = recorded_leases(run, name)) {
            for (const auto& line : cia_review(run, name, leases->records)) {
                write_review_line(sheet, line);
            }
        }
    }
}

/// The name of a landlord, holder or commune of that code; the code where no axis has it.
std::string account_name(const RunReader& run, const std::string& code) {
    for (const char* by : {"landlord", "holder", "commune"}) {
        const auto* axis = find_axis(run, by);
        if (axis == nullptr) {
            continue;
        }
        const auto found = std::find(axis->codes.begin(), axis->codes.end(), code);
        if (found != axis->codes.end()) {
            return axis->names[static_cast<std::size_t>(found - axis->codes.begin())];
        }
    }
    return code;
}

/// What each account of each quota attained, year by year, if the run keeps them.
void write_quotas(const Workbook& workbook, const RunReader& run) {
    if (!run.has_events(run.scenarios().front(), "quotas")) {
        return;
    }
    Sheet sheet(workbook, "Quotas");
    sheet.title("Quotas : ce que chaque compte atteint, par année civile et par réplication");
    sheet.warning(synthetic_population_notice());
    sheet.line(
        "Un compte est celui d'un bailleur, d'un réservataire ou d'une commune, ou de tous "
        "ensemble. Écart : baux qui manquent à un plancher, ou de trop pour un plafond.");
    sheet.heads({"Scénario",
                 "Quota",
                 "Compte",
                 "Année",
                 "Part demandée",
                 "Baux de la base",
                 "dont du groupe",
                 "Part atteinte",
                 "Écart en baux",
                 "Réplications avec un écart",
                 "Listes changées",
                 "Logements loués quota levé",
                 "Substitutions du préfet",
                 "Baux dus l'année suivante"});
    for (const auto& name : run.scenarios()) {
        for (const auto& year : quota_account_years(run, name)) {
            sheet.begin_row();
            sheet.text(name).text(year.quota);
            sheet.text(year.account.empty() ? "Tous ensemble" : account_name(run, year.account));
            sheet.text(std::to_string(year.year)).number(year.share, "1");
            sheet.number(year.leases, "lease").number(year.in_group, "lease");
            sheet.number(year.rate(), "1").number(year.gap, "lease").number(year.with_gap, "1");
            sheet.number(year.bound, "list").number(year.relaxed, "dwelling");
            sheet.number(year.substituted, "lease").number(year.owed, "lease");
            sheet.end_row();
        }
    }
}

void write_definitions(const Workbook& workbook, const RunReader& run) {
    Sheet sheet(workbook, "Définitions");
    sheet.title("Définitions des indicateurs du fichier de résultats");
    sheet.heads({"Nom", "Unité", "Libellé", "Définition"});
    for (const auto& indicator : run.indicators()) {
        sheet.begin_row();
        const auto [label, text] = french_definition(indicator);
        sheet.text(indicator.name).text(french_name(Named::indicator_unit, indicator.unit));
        sheet.text(label).text(text);
        sheet.end_row();
    }
}

void write_sources(const Workbook& workbook, const RunReader& run) {
    Sheet sheet(workbook, "Sources");
    sheet.title("Fichiers lus");
    sheet.heads({"Fichier", "Producteur", "Licence", "Millésime", "SHA-256"});
    for (const auto& input : run.inputs()) {
        sheet.begin_row();
        sheet.text(input.name).text(input.producer).text(input.licence).text(input.vintage);
        sheet.text(input.sha256);
        sheet.end_row();
    }
    Sheet parameters(workbook, "Paramètres");
    parameters.title("Valeurs de chaque scénario");
    parameters.heads({"Clé", "Scénario", "Valeur", "Unité", "Statut", "Origine", "Source"});
    for (const auto& name : run.scenarios()) {
        for (const auto& p : run.scenario(name).parameters) {
            parameters.begin_row();
            parameters.text(p.key).text(name).text(p.value).text(
                french_name(Named::parameter_unit, p.unit));
            parameters.text(french_name(Named::status, p.status)).text(p.origin);
            parameters.text(p.source_fr.empty() ? p.source : p.source_fr);
            parameters.end_row();
        }
    }
}

}  // namespace

void write_workbook(const PublishedValues& values,
                    const std::filesystem::path& file,
                    const Progress& progress) {
    constexpr std::array blocks{MeasureBlock::qpv,
                                MeasureBlock::segregation,
                                MeasureBlock::lettings,
                                MeasureBlock::demand,
                                MeasureBlock::stock,
                                MeasureBlock::legality,
                                MeasureBlock::costs};
    constexpr auto steps = static_cast<std::uint32_t>(blocks.size() + 3);
    const auto& run = values.run();
    Workbook workbook(file);
    write_read_me(workbook, run);
    ThemeSource source{.run = run, .scenarios = {}, .qpv_zones = qpv_positions(run)};
    for (const auto& name : run.scenarios()) {
        source.scenarios.emplace_back(run, name);
    }
    std::uint32_t done = 0;
    for (const auto block : blocks) {
        write_theme(workbook, source, block);
        progress(++done, steps);
    }
    write_zones(workbook, values);
    write_occupants(workbook, values);
    progress(++done, steps);
    write_review(workbook, run);
    write_quotas(workbook, run);
    if (run.scenarios().size() > 1) {
        const auto comparison = compare(run, "", {});
        write_differences(workbook, run, comparison);
        write_fates(workbook, comparison);
        write_residences(workbook, comparison);
        write_fairness(workbook, run, comparison);
        write_chains(workbook, comparison);
    }
    progress(++done, steps);
    write_definitions(workbook, run);
    write_sources(workbook, run);
    workbook.close();
    require_whole_workbook(file);
    progress(++done, steps);
}

}  // namespace mixite
