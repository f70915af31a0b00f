"""Three worked figures. Each takes what open_run or open_table gave and returns a figure of matplotlib."""

import numpy
from matplotlib import pyplot

STUDENT_95 = {1: 12.71, 2: 4.30, 3: 3.18, 4: 2.78, 5: 2.57, 6: 2.45, 7: 2.36, 8: 2.31, 9: 2.26, 14: 2.14, 19: 2.09, 29: 2.05}


def poverty_by_qpv(run, baseline=None):
    """Poverty of each QPV, paired difference with the baseline (default: the first scenario): mean over the replications and
    its 95 % interval, which is of chance at fixed parameters only."""
    baseline = baseline or str(run.scenario.values[0])
    rate = run["poverty_rate"]
    qpvs = [code for code in rate.zone.values if code in set(run["qpv"].values)]
    figure, panels = pyplot.subplots(1, len(qpvs), figsize=(4 * len(qpvs), 4), sharey=True, squeeze=False)
    for panel, code in zip(panels[0], qpvs):
        own = rate.sel(zone=code)
        for scenario in own.scenario.values:
            if scenario == baseline:
                continue
            difference = 100 * (own.sel(scenario=scenario) - own.sel(scenario=baseline))
            mean, half = difference.mean("replication"), _half_interval(difference)
            panel.plot(run.month, mean, label=_label(run, scenario))
            panel.fill_between(run.month.values, mean - half, mean + half, alpha=0.25)
        panel.axhline(0, color="black", linewidth=0.8)
        panel.set_title(str(own.zone_name.values))
        panel.tick_params(axis="x", rotation=45)
    panels[0][0].set_ylabel(f"taux de pauvreté, écart avec « {baseline} » (points)")
    panels[0][-1].legend(fontsize="small")
    return _signed(figure, run.attrs["population"] + " ; à paramètres fixés : ne mesure pas l'incertitude")


def share_against_wait(run):
    """First quartile (frozen threshold) outside QPV, over the last twelve months, against the median wait of its requests: one
    point a replication, the mean in full."""
    last = run.isel(month=slice(-12, None))
    outside = last.sel(scope="outside")
    share = 100 * outside["first_quartile_leases_frozen"].sum("month") / outside["leases_with_quartile_frozen"].sum("month")
    wait = run["waiting_wait_median_by_frozen_quartile"].isel(month=-1).sel(quartile_frozen="first")
    figure, panel = pyplot.subplots(figsize=(6, 5))
    for scenario in run.scenario.values:
        x, y = share.sel(scenario=scenario), wait.sel(scenario=scenario)
        points = panel.scatter(x, y, alpha=0.35)
        panel.scatter(x.mean(), y.mean(), color=points.get_facecolor()[0][:3], s=120, label=_label(run, scenario))
    panel.set_xlabel("1er quartile (seuil gelé) parmi les baux hors QPV, %")
    panel.set_ylabel("attente médiane de ses demandes, mois")
    panel.legend(fontsize="small")
    return _signed(figure, run.attrs["population"])


def destinations(table, months_later=12):
    """Where the households of the first quartile that the first scenario housed in a QPV live so many months later, of the
    table `destinations`."""
    counts = table[table.months_later == months_later].pivot_table(
        index="scenario", columns="residence", values="households", aggfunc="sum", fill_value=0, observed=False)
    shares = 100 * counts.div(counts.sum(axis=1), axis=0).reindex(table.scenario.unique()[::-1])
    figure, panel = pyplot.subplots(figsize=(8, 1 + 0.6 * len(shares)))
    left = numpy.zeros(len(shares))
    for residence in shares.columns:
        panel.barh(shares.index, shares[residence], left=left, label=residence)
        left += shares[residence].to_numpy()
    panel.set_xlabel(f"% des ménages, {months_later} mois après le bail")
    if len(shares.columns):
        panel.legend(fontsize="x-small", ncol=4, loc="lower center", bbox_to_anchor=(0.5, 1.0))
    return _signed(figure, "population synthétique")


def _half_interval(difference):
    freedom = difference.sizes["replication"] - 1
    if freedom < 1:
        return numpy.nan * difference.isel(replication=0)
    student = next((value for known, value in sorted(STUDENT_95.items(), reverse=True) if known <= freedom), 1.96)
    return student * difference.std("replication", ddof=1) / numpy.sqrt(freedom + 1)


def _label(run, scenario):
    status = str(run.legal_status.sel(scenario=scenario).values)
    outside = status not in ("", "droit constant", "dérogation préfectorale")
    return f"{scenario} (hors droit constant)" if outside else scenario


def _signed(figure, text):
    figure.tight_layout(rect=(0, 0.04, 1, 1))
    figure.text(0.01, 0.01, text, fontsize="x-small")
    return figure
