#!/usr/bin/python3
"""The report in a browser: opened from the disk, the network refused, its numbers held to the result file.

Screenshots and the A4 print are left in build/report/ to be looked at.
"""

import functools
import json
import math
import os
import pathlib
import re
import shutil
import subprocess
import tempfile
import unittest

import h5py
import numpy

PROGRAM = os.environ["MIXITE_PROGRAM"]
SOURCES = pathlib.Path(os.environ["MIXITE_SOURCE_DIR"])
TERRITORY = SOURCES / "tests" / "territory"
NIORT = SOURCES / "data" / "niort"
SCENARIOS = SOURCES / "scenarios"
PICTURES = SOURCES / "build" / "report"
HOSTILE = "<script>alert('1')</script>\"'&amp; \\u202e\\u05d0\\u05d1 " + "long " * 100
STUDENT_975 = {1: 12.7062, 2: 4.30265, 3: 3.18245}  # quantile of Student's t, by degrees of freedom
OPEN = {"do": "open"}


def call(*arguments, code=0):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True)
    assert code is None or done.returncode == code, f"{arguments}: {done.returncode}\n{done.stderr}"
    return done


def simulate(folder, *scenarios, territory=TERRITORY, replications=3, until="2025-06"):
    output = folder / "run.h5"
    call("run", *scenarios, "--territory", territory, "-o", output, "--replications", replications,
         "--until", until, "--quiet", "--force")
    return output


def report(run, *more, name="page.html"):
    page = run.parent / name
    call("report", run, "-o", page, "--force", *more)
    return page


BROWSER = subprocess.Popen(["node", SOURCES / "tests" / "report" / "browse.mjs"], stdin=subprocess.PIPE,
                           stdout=subprocess.PIPE, text=True)


def tearDownModule():
    BROWSER.communicate()


def browse(page, *steps, width=1280, height=900):
    print(json.dumps({"file": str(page), "width": width, "height": height, "steps": steps}), file=BROWSER.stdin,
          flush=True)
    told = json.loads(BROWSER.stdout.readline())
    assert told["faults"] == [], told["faults"]
    return told["results"]


def number(text):
    """The number that a French text begins with, in its own unit, and half of its last digit."""
    found = re.match(r"([+\u2212-]?)([\d\u202f]+(?:,(\d+))?)", text.strip())
    assert found, f"no number in {text!r}"
    value = float(found.group(2).replace("\u202f", "").replace(",", "."))
    return (-value if found.group(1) in ("\u2212", "-") else value), 0.5 * 10.0 ** -len(found.group(3) or "")


class Indicators:
    """Means over the replications, taken from the file without the project's code."""

    def __init__(self, path):
        self.file = h5py.File(path)
        days = self.file["axes/month"][:]
        self.months = [str(numpy.datetime64("2019-01-01") + int(day))[:7] for day in days]
        self.zones = [z.decode() for z in self.file["axes/zone_name"][:]]

    def values(self, scenario, indicator):
        return self.file[f"scenarios/{scenario}/indicators/{indicator}"][:].astype(float)


class Promptness:
    def assert_prompt(self, steps, shown):
        """What is in sight answers within a tenth of a second, on average: machines of tests are shared."""
        changes = [ms for step, ms in zip(steps, shown) if step["do"] in ("select", "slide")]
        print(f"open {shown[0]} ms; a change {sum(changes) / len(changes):.0f} ms, at most {max(changes):.0f} ms")
        self.assertLess(sum(changes) / len(changes), 100)


class Reports(Promptness, unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        PICTURES.mkdir(parents=True, exist_ok=True)
        cls.run_file = simulate(cls.folder, SCENARIOS / "reference.toml", SCENARIOS / "cia-stricte.toml",
                                SCENARIOS / "civ-2023.toml")
        cls.page = report(cls.run_file)
        cls.names = ["reference", "cia-stricte", "civ-2023"]
        cls.held = Indicators(cls.run_file)
        cls.dates = ["2024-12", "2025-06"]

    def assert_shows(self, text, expected, times=1.0):
        shown, half = number(text)
        self.assertLessEqual(abs(shown - times * expected), half + 2e-5 * abs(times * expected) + 1e-9,
                             f"the page shows {text!r} for {times * expected}")

    def assert_shows_euros(self, text, expected):
        self.assert_shows(text, expected / (1000 if "k€" in text else 1))

    def mean(self, scenario, indicator, month, zone):
        values = self.held.values(scenario, indicator)[:, self.held.months.index(month), zone]
        return float(numpy.nanmean(values))

    def test_the_map_shows_the_means_of_the_file(self):
        zone = self.held.zones.index("Les Tilleuls")
        steps, expected = [OPEN, {"do": "select", "at": "#map-zone", "value": zone}], []
        for s, scenario in enumerate(self.names):
            steps.append({"do": "select", "at": "#scenario", "value": s})
            for indicator, times in (("poverty_rate", 100), ("declared_median", 1), ("households", 1)):
                steps.append({"do": "select", "at": "#map-indicator", "value": indicator})
                for d, date in enumerate(self.dates):
                    steps += [{"do": "slide", "at": "#date", "value": d}, {"do": "text", "at": "#map-value"}]
                    expected.append((len(steps) - 1, self.mean(scenario, indicator, date, zone), times))
        shown = browse(self.page, *steps)
        for at, value, times in expected:
            self.assert_shows(shown[at], value, times)
        self.assert_prompt(steps, shown)

    def test_the_map_shows_paired_differences(self):
        zone, month = self.held.zones.index("Les Tilleuls"), self.held.months.index("2025-06")
        before = self.held.values("reference", "poverty_rate")[:, month, zone]
        after = self.held.values("cia-stricte", "poverty_rate")[:, month, zone]
        differences = after - before
        half = STUDENT_975[2] * differences.std(ddof=1) / math.sqrt(3)
        shown = browse(self.page, OPEN, {"do": "select", "at": "#map-zone", "value": zone},
                       {"do": "select", "at": "#map-kind", "value": "difference"},
                       {"do": "text", "at": "#map-reading .difference b"},
                       {"do": "text", "at": "#map-reading .difference small"})
        self.assert_shows(shown[3], differences.mean(), 100)
        self.assert_shows(shown[4].replace("±", "").strip("\u00a0 "), half, 100)

    def test_the_map_says_where_its_places_come_from(self):
        note = browse(self.page, OPEN, {"do": "text", "at": "#carte .note"})[1]
        self.assertNotIn("à sa place approchée", note)
        self.assertIn("peut n'avoir pas de rapport avec la vraie", note)
        producer = next(of for name, of, *_ in self.inputs() if name == "zones.csv")
        self.assertIn(producer, note)

    def inputs(self):
        script = "JSON.parse(document.getElementById('run').textContent).inputs"
        return browse(self.page, OPEN, {"do": "evaluate", "script": script})[1]

    def test_the_trajectories_table_holds_every_scenario_and_date(self):
        zone = self.held.zones.index("Les Tilleuls")
        shown = browse(self.page, OPEN, {"do": "click", "at": "#trajectoires details.numbers summary"},
                       {"do": "table", "at": "#trajectoires details.numbers table"})[2]
        self.assertEqual(len(shown), 1 + len(self.names))
        past = self.held.file["history/indicators/poverty_rate"][:].astype(float)
        ends = range(11, past.shape[1], 12)
        for row, scenario in zip(shown[1:], self.names):
            for cell, month in zip(row[1:], ends):
                self.assert_shows(cell, numpy.nanmean(past[:, month, zone]), 100)
            for cell, date in zip(row[1 + len(ends):], self.dates, strict=True):
                self.assert_shows(cell, self.mean(scenario, "poverty_rate", date, zone), 100)

    def test_the_history_is_drawn_before_the_fork(self):
        shown = browse(self.page, OPEN, {"do": "drawn", "at": "#trajectoires .plot", "marks": '[stroke="#6b7280"]'},
                       {"do": "text", "at": "#trajectoires .lines"})
        self.assertGreaterEqual(shown[1], 1)
        self.assertIn("histoire simulée de 2019 à 2023, commune à toutes", shown[2])

    def test_the_review_counts_the_leases(self):
        leases = self.held.file["scenarios/cia-stricte/leases"]
        year = leases["month"][:] >= (numpy.datetime64("2025-01-01") - numpy.datetime64("2019-01-01")).astype(int)
        in_qpv = leases["zone"][:] == self.held.zones.index("Les Tilleuls")
        rehoused = (leases["priorities"][:] & (1 << 8)) != 0
        first = (leases["quartile_legal"][:] == 1) | rehoused
        landlord = leases["landlord"][:]
        names = [name.decode() for name in self.held.file["axes/landlord_name"][:]]
        replication = leases["replication"][:]

        def gap(of, counted, share):
            return numpy.mean([max(0, math.ceil(share * (of & (replication == r)).sum() - 1e-9)
                                   - (of & counted & (replication == r)).sum()) for r in range(3)])

        def holds(row, of):
            outside, q1, counted, rate, missing, inside, upper, rate_in, missing_in = row
            self.assert_shows(outside, numpy.sum(of & ~in_qpv) / 3)
            self.assert_shows(q1, numpy.sum(of & ~in_qpv & (leases["quartile_legal"][:] == 1)) / 3)
            self.assert_shows(counted, numpy.sum(of & ~in_qpv & first) / 3)
            self.assert_shows(missing, gap(of & ~in_qpv, first, 0.25))
            self.assert_shows(inside, numpy.sum(of & in_qpv) / 3)
            self.assert_shows(upper, numpy.sum(of & in_qpv & (leases["quartile_legal"][:] > 1)) / 3)
            self.assert_shows(missing_in, gap(of & in_qpv, leases["quartile_legal"][:] > 1, 0.5))
            if numpy.sum(of & ~in_qpv) > 0:
                self.assert_shows(rate, numpy.sum(of & ~in_qpv & first) / numpy.sum(of & ~in_qpv), 100)

        whole, by_landlord = browse(self.page, OPEN, {"do": "table", "at": "#attributions table >> nth=0"},
                                    {"do": "table", "at": "#attributions table >> nth=1"})[1:]
        self.assertEqual([row[0] for row in whole[1:]], ["2024", "2025"])
        holds(whole[1][1:], ~year)
        holds(whole[2][1:], year)
        self.assertGreater(len(by_landlord), 1)
        for name, *row in by_landlord[1:]:
            holds(row, year & (landlord == names.index(name)))

    def test_the_review_by_holder_adds_up_to_the_whole(self):
        leases = self.held.file["scenarios/cia-stricte/leases"]
        year = leases["month"][:] >= (numpy.datetime64("2025-01-01") - numpy.datetime64("2019-01-01")).astype(int)
        in_qpv = leases["zone"][:] == self.held.zones.index("Les Tilleuls")
        rows = self.table("#attributions", "Bilan 2025 par réservataire")
        name, *rest = rows[-1]
        self.assertIn("Hors tour", name)
        out_of_turn = year & (leases["holder"][:] < 0)
        self.assertGreater(out_of_turn.sum(), 0)
        self.assert_shows(rest[0], (out_of_turn & ~in_qpv).sum() / 3)
        self.assert_shows(rest[5], (out_of_turn & in_qpv).sum() / 3)
        self.assertEqual([rest[4], rest[8]], ["–", "–"])
        for column, leases_in in ((1, ~in_qpv), (6, in_qpv)):
            self.assertLessEqual(abs(sum(number(row[column])[0] for row in rows) - (year & leases_in).sum() / 3), 0.05 * len(rows))

    def test_no_lease_is_missing_of_a_commune(self):
        tables = self.tables("#attributions")
        head = next(rows[0] for caption, rows in tables if "par commune" in caption)
        self.assertFalse([cell for cell in head if "manquants" in cell or "loi" in cell], head)
        self.assertEqual(len([cell for cell in head if "repère" in cell]), 2)
        self.assertTrue([cell for cell in next(rows[0] for caption, rows in tables if "par bailleur" in caption) if "manquants" in cell])

    def test_the_accounts_of_quotas_are_those_of_the_file(self):
        steps = [OPEN]
        for s in range(3):
            steps += [{"do": "select", "at": "#scenario", "value": s}, {"do": "texts", "at": ".quota-uses li"},
                      {"do": "evaluate", "script": "[...document.querySelectorAll('.quota-uses li')].map((l) => l.dataset.quota)"}]
        shown = browse(self.page, *steps)
        some_bound = False
        for s, scenario in enumerate(self.names):
            held = self.held.file[f"scenarios/{scenario}/quotas"]
            names, bound = held["quota"].asstr()[:], held["bound"][:]
            self.assertEqual(set(shown[3 + 3 * s]), set(names))
            for quota, told in zip(shown[3 + 3 * s], shown[2 + 3 * s]):
                lists = bound[names == quota].sum() / 3 / 1.5
                some_bound |= lists > 0
                if lists == 0:
                    self.assertIn("ce quota n'a jamais joué", told)
                else:
                    self.assert_shows(told.split("a changé ")[1], lists)
        self.assertTrue(some_bound)

    def test_tradeoffs_are_of_all_qpv_together(self):
        opened = "document.querySelectorAll('#arbitrages details').forEach((d) => (d.open = true))"
        script = "[...document.querySelectorAll('#arbitrages table')].map((t) => [...t.rows].map((r) => [...r.cells].map((c) => c.innerText)))"
        tables = browse(self.page, OPEN, {"do": "evaluate", "script": opened}, {"do": "evaluate", "script": script})[2]
        self.assertTrue(tables)
        for table in tables:
            self.assertEqual(len(table), 1 + len(self.names))
            for scenario, row in zip(self.names, table[1:]):
                self.assert_shows(row[2], self.held.values(scenario, "poverty_rate_by_scope")[:, -1, 0].mean(), 100)

    def test_costs_are_added_up_from_the_fork(self):
        tables = browse(self.page, OPEN, {"do": "table", "at": "#couts table >> nth=0"})[1]
        for row, indicator, places in zip(tables[1:], ("rent_lost_to_vacancy", "rent_lost_to_vacancy", "allowance_paid",
                                                      "programme_cost"), (2, 1, 2, 1), strict=True):
            def cost(scenario):
                values = self.held.values(scenario, indicator)
                return values.reshape(*values.shape[:2], -1)[:, :, :places].sum(axis=(1, 2)) / 1000
            before, after = cost("reference"), cost("cia-stricte")
            self.assert_shows(row[1], before.mean())
            self.assert_shows(row[2], after.mean())
            self.assert_shows(row[3], (after - before).mean())
            self.assert_shows(row[4].replace("±", "").strip("\u00a0 "),
                              STUDENT_975[2] * (after - before).std(ddof=1) / math.sqrt(3))

    def test_the_apl_of_tenants_is_no_part_of_the_extra_cost(self):
        def more(indicator, places):
            def spent(scenario):
                values = self.held.values(scenario, indicator)
                return values.reshape(*values.shape[:2], -1)[:, :, :places].sum(axis=(1, 2)) / 1000
            return (spent("cia-stricte") - spent("reference")).mean()
        row = self.table("#couts", "Euros par point")[0]
        self.assert_shows(row[1], more("programme_cost", 1) + more("rent_lost_to_vacancy", 2))
        self.assert_shows(row[2], more("allowance_paid", 2))

    @classmethod
    @functools.cache
    def tables_of_chapters(cls):
        """Of each chapter, opened whole: the rows of its tables by their captions."""
        opened = "document.querySelectorAll('details').forEach((d) => (d.open = true))"
        script = ("[...document.querySelectorAll('main > section')].map((s) => ['#' + s.id, [...s.querySelectorAll('table')].map((t) => "
                  "[t.caption.innerText, [...t.rows].map((r) => [...r.cells].map((c) => c.innerText))])])")
        return dict(browse(cls.page, OPEN, {"do": "evaluate", "script": opened}, {"do": "evaluate", "script": script})[2])

    def tables(self, section):
        return self.tables_of_chapters()[section]

    def table(self, section, caption):
        return next(rows for of, rows in self.tables(section) if of.startswith(caption))[1:]

    @classmethod
    @functools.cache
    def told_by_compare(cls):
        return json.loads(call("compare", cls.run_file, "--format", "json").stdout)

    def compared(self, part, scenario="cia-stricte"):
        return [of for of in self.told_by_compare()[part] if of.get("scenario", scenario) == scenario]

    def test_who_gains_and_loses_is_as_compare_tells(self):
        rows = self.table("#menages", "Ménage par ménage")
        for row, fate in zip(rows, self.compared("winners_and_losers"), strict=True):
            for shown, told in ((1, "housed_under_baseline"), (2, "housed_under_scenario"), (3, "housed_under_both"), (4, "lose"),
                                (6, "leave_group"), (7, "gain"), (9, "join_group")):
                self.assert_shows(row[shown], fate[told])
        rows = self.table("#menages", "Sur toute la période")
        for row, line in zip(rows, self.compared("fairness"), strict=True):
            for shown, value in ((row[1], line["baseline_value"]), (row[2], line["scenario_value"])):
                if value is None:
                    self.assertEqual(shown, "–")
                else:
                    self.assert_shows(shown, value, 100.0 if line["unit"] == "1" else 1.0)

    def test_chains_are_as_compare_tells(self):
        rows = self.table("#attributions", "Chaînes de vacance")
        chains = sorted(self.compared("vacancy_chains"), key=lambda of: -of["chains_a_replication"])
        for row, chain in zip(rows, chains, strict=True):
            self.assert_shows(row[1], chain["chains_a_replication"] / 1.5)
            self.assert_shows(row[2], chain["mean_length"])
            for shown, share in zip(row[3:], chain["share_by_length"], strict=True):
                self.assert_shows(shown, share, 100.0)

    def test_moves_and_movable_bases_are_those_of_the_file(self):
        leases = self.held.file["scenarios/cia-stricte/leases"]
        zones = self.held.file["axes/zone_name"].asstr()[:].tolist()
        qpvs = self.held.file["axes/qpv_name"].asstr()[:].tolist()
        since = leases["month"][:] >= self.held.file["scenarios/cia-stricte/indicators/month"][0]
        outside = since & (leases["from_zone"][:] < 0)
        last = self.table("#quartiers", "D'où viennent")[-1]
        for at, name in enumerate(qpvs):
            self.assert_shows(last[1 + at], (outside & (leases["zone"][:] == zones.index(name))).sum() / 3 / 1.5)
        for row, name in zip(self.table("#quartiers", "Base mobile"), qpvs, strict=True):
            self.assertEqual(row[0], name)
            self.assert_shows(row[1], self.mean("cia-stricte", "social_tenant_share", self.held.months[-1], zones.index(name)), 100)

    def test_communes_and_the_calendar_are_those_of_the_territory(self):
        communes = self.held.file["territory/zones/commune"].asstr()[:]
        stock = self.held.values("cia-stricte", "stock_by_zone")[:, -1].mean(axis=0)
        names = dict(zip(self.held.file["axes/commune_code"].asstr()[:], self.held.file["axes/commune_name"].asstr()[:]))
        rows = {row[0]: row for row in self.table("#couts", "Part de logements sociaux")}
        for code in set(communes):
            self.assert_shows(rows[names[code]][1], stock[communes == code].sum())
        labels = self.held.file["territory/milestones/label_fr"].asstr()[:]
        shown = " ".join(row[1] for row in self.table("#fiche", "Calendrier")).replace("\u202f", " ").replace("\u00a0", " ")
        for label in labels:
            self.assertIn(label, shown)

    def test_breaches_are_those_of_the_file(self):
        rows = browse(self.page, OPEN, {"do": "table", "at": "#legalite table"})[1][1:]
        rules = ["leases_over_ceiling", "leases_of_wrong_size", "leases_from_short_lists", "leases_against_quotas",
                 "diverted_without_consent", "mayor_vetoes", "overdue_dalo"]
        for row, rule in zip(rows, rules, strict=True):
            def broken(scenario):
                values = self.held.values(scenario, rule)
                return values.reshape(*values.shape[:2], -1)[:, -12:].sum(axis=(1, 2)).mean()
            self.assert_shows(row[1], broken("reference"))
            self.assert_shows(row[2], broken("cia-stricte"))
            self.assert_shows(row[3], broken("cia-stricte") - broken("reference"))
        self.assertGreater(number(rows[-1][1])[0], 0.0)

    def test_rents_and_tension_are_those_of_the_file(self):
        rents = {"do": "evaluate", "script": "[...document.querySelectorAll('#couts table')].map((t) => [t.caption.innerText, "
                 "[...t.rows].map((r) => [...r.cells].map((c) => c.innerText))])"}
        opened = "document.querySelectorAll('#couts details').forEach((d) => (d.open = true))"
        shown = browse(self.page, OPEN, {"do": "evaluate", "script": opened}, rents, {"do": "text", "at": "#couts .beyond-delay .value"})
        tables = {caption.split(",")[0].split(" (")[0]: rows[1:] for caption, rows in shown[2]}
        landlords = [name.decode() for name in self.held.file["axes/landlord_name"][:]]
        mass = self.held.values("cia-stricte", "rent_mass")[:, -1, :].mean(axis=0)
        paired = (self.held.values("cia-stricte", "rent_mass") - self.held.values("reference", "rent_mass"))[:, -1, :]
        for name, _, after, gap, half in tables["Masse des loyers par bailleur"]:
            landlord = landlords.index(name)
            self.assert_shows_euros(after, mass[landlord])
            self.assert_shows_euros(gap, paired[:, landlord].mean())
            width = STUDENT_975[2] * paired[:, landlord].std(ddof=1) / math.sqrt(3)
            self.assert_shows_euros(half.replace("±", "").strip("\u00a0 "), width)
        access = self.held.file["scenarios/cia-stricte/access"]
        now = (access["year"][:] == 2025) & (access["group"][:] == 0)
        for need, row in enumerate(tables["Tension par type"]):
            of = now & (access["need"][:] == need)
            requests, housed = access["request_months"][:][of].sum() / 3, access["housed"][:][of].sum() / 3
            self.assert_shows(row[1], requests / 6)
            self.assert_shows(row[2], housed)
            if housed > 0:
                self.assert_shows(row[3], requests / 12 / housed)
        communes = [name.decode() for name in self.held.file["axes/commune_name"][:]]
        asked = self.held.values("cia-stricte", "open_requests_by_commune")[:, -6:, :].mean(axis=(0, 1))
        rows = tables["Part de logements sociaux"]
        self.assertEqual([row[0] for row in rows], communes)
        for row, requests in zip(rows, asked):
            self.assert_shows(row[4], requests)
        late = self.held.values("cia-stricte", "open_requests_beyond_delay")[:, -1]
        share = numpy.mean(late / self.held.values("cia-stricte", "open_requests")[:, -1])
        self.assert_shows(shown[3], share, 100)

    def test_waits_and_groups_are_those_of_the_leases(self):
        leases = self.held.file["scenarios/civ-2023/leases"]
        of = (leases["quartile_frozen"][:] == 1) & (leases["transfer"][:] == 0)
        replication, wait = leases["replication"][:], leases["wait_months"][:].astype(float)
        mean = numpy.mean([wait[of & (replication == r)].mean() for r in range(3) if (of & (replication == r)).any()])
        shown = browse(self.page, OPEN, {"do": "select", "at": "#scenario", "value": 2},
                       {"do": "table", "at": "#menages table.groups"})[2]
        row = next(row for row in shown if row[0].startswith("1er quartile"))
        self.assert_shows(row[1], numpy.sum(of) / 3 / 1.5)
        self.assert_shows(row[4], mean)

    def housed_less(self, scenario, quartile):
        """A year, transfers left out: the baseline's mean, the mean difference and half its interval."""
        def housed(of):
            leases = self.held.file[f"scenarios/{of}/leases"]
            held = (leases["quartile_frozen"][:] == quartile) & (leases["transfer"][:] == 0)
            return numpy.array([(held & (leases["replication"][:] == r)).sum() for r in range(3)]) / 1.5
        paired = housed(scenario) - housed("reference")
        return housed("reference").mean(), paired.mean(), STUDENT_975[2] * paired.std(ddof=1) / math.sqrt(3)

    def test_who_is_housed_less_stands_beside_the_gain(self):
        script = ("[...document.querySelectorAll('#essentiel .card, #fiche')].map((c) => [[...c.querySelectorAll('.for-whom tbody tr')]"
                  ".map((r) => [...r.cells].map((x) => x.innerText)), c.querySelector('.access').innerText, "
                  "c.querySelector('.beyond-delay .value').innerText])")
        shown = browse(self.page, OPEN, {"do": "evaluate", "script": script})[1]
        self.assertEqual(len(shown), 3)
        self.assertEqual([len(row) for row in shown[2][0]], [4], "the sheet has them side by side")
        for scenario, (rows, access, beyond) in zip(self.names[1:], shown):
            for quartile, row in enumerate(rows, start=1):
                before, gap, half = self.housed_less(scenario, quartile)
                self.assert_shows(row[1], before)
                difference, interval = row[2].split("±")
                self.assert_shows(re.search(r"[+\u2212]?[\d,]+", difference).group(0), gap)
                self.assert_shows(interval.strip("\u00a0 "), half)
            late = self.held.values(scenario, "open_requests_beyond_delay")[:, -1]
            self.assert_shows(beyond, numpy.mean(late / self.held.values(scenario, "open_requests")[:, -1]), 100)
            falls = [line for line in self.compared("fairness", scenario) if line["access_falls"]]
            self.assertGreaterEqual(access.count("→"), len(falls))
            self.assertIn("▼" if falls else "Accès", access)

    def test_the_wait_is_told_to_be_of_those_housed(self):
        for section in browse(self.page, OPEN, {"do": "text", "at": "#essentiel .card"}, {"do": "text", "at": "#fiche"})[1:]:
            self.assertIn("n'est que celle des ménages logés", section)

    def test_the_ledger_leads_from_the_fork_to_the_poor_households_of_the_file(self):
        script = ("[...document.querySelectorAll('#quartiers figure')].map((f) => [...f.querySelectorAll('table tr')]"
                  ".map((r) => [...r.cells].map((c) => c.innerText))).find((rows) => rows.length > 0)")
        opened = "document.querySelectorAll('#quartiers details').forEach((d) => (d.open = true))"
        rows = browse(self.page, OPEN, {"do": "evaluate", "script": opened}, {"do": "evaluate", "script": script})[2][1:]
        qpvs = [name.decode() for name in self.held.file["axes/qpv_name"][:]]
        at_fork = self.held.file["history/indicators/poor_households"][:, -1].astype(float).mean(axis=0)
        ledger = self.held.values("cia-stricte", "ledger_poor_households").sum(axis=1).mean(axis=0)
        for q, (row, qpv) in enumerate(zip(rows, qpvs, strict=True)):
            zone = self.held.zones.index(qpv)
            self.assertEqual(row[0], qpv)
            self.assert_shows(row[1], at_fork[zone])
            for cell, change in zip(row[2:-1], ledger[q], strict=True):
                self.assert_shows(cell, change)
            self.assert_shows(row[-1], self.mean("cia-stricte", "poor_households", "2025-06", zone))

    def test_occupants_are_those_of_the_file(self):
        rows = browse(self.page, OPEN, {"do": "table", "at": "#quartiers table.flows"})[1]
        qpvs = [name.decode() for name in self.held.file["axes/qpv_name"][:]]
        self.assertEqual(len(rows[0]), 1 + 3 * len(qpvs))
        by_first = {row[0]: row[1:] for row in rows[1:]}

        def counts(scenario, flow, trait):
            values = self.held.values(scenario, f"{flow}_by_{trait}")
            return values[:, -1] if flow == "occupants" else values.sum(axis=1)

        def column(qpv, flow):
            return 3 * qpv + ["occupants", "entrants", "leavers"].index(flow)

        for qpv in range(len(qpvs)):
            for flow in ("occupants", "entrants", "leavers"):
                number_row = next(cells for first, cells in by_first.items() if first.startswith("Nombre"))
                all_of_them = counts("cia-stricte", flow, "type")[:, qpv].sum(axis=1).mean()
                self.assertGreater(all_of_them, 0.0)
                self.assert_shows(number_row[column(qpv, flow)], all_of_them / (1.0 if flow == "occupants" else 1.5))
                for trait, place, name in (("quartile", 0, "1er quartile"), ("type", 3, "Familles monoparentales"),
                                           ("age", 2, "60 ans ou plus"), ("activity", 3, "Sans emploi ni indemnité"),
                                           ("activity", 5, "Retraite")):
                    of = counts("cia-stricte", flow, trait)[:, qpv].mean(axis=0)
                    cell = by_first[name][column(qpv, flow)]
                    self.assert_shows(cell, of[place] / of.sum(), 100)
                    if flow == "occupants":
                        self.assertNotRegex(cell, r"●[\s\S]*[^\d,]0,0\s*ménage")
                        paired = counts("cia-stricte", flow, trait)[:, qpv, place] - counts("reference", flow, trait)[:, qpv, place]
                        shown = re.search(r"([+\u2212]?[\d,\u202f]+)\s*ménages?\s*±", cell)
                        self.assertTrue(shown, cell)
                        self.assert_shows(shown.group(1), paired.mean())

    def test_the_scorecard_is_shown_if_it_is_given(self):
        scorecard = self.folder / "scorecard.json"
        scorecard.write_text(call("validate", SCENARIOS / "reference.toml", "--replications", 1, "--format", "json", "--quiet",
                                  code=None).stdout, encoding="utf-8")
        facts = json.loads(scorecard.read_text(encoding="utf-8"))
        self.assertIn("--scorecard", browse(self.page, OPEN, {"do": "text", "at": "#certitude"})[1])
        page = report(self.run_file, "--scorecard", scorecard, name="scored.html")
        tables = {"do": "evaluate", "script": "[...document.querySelectorAll('#certitude table')].map((t) => "
                  "[...t.rows].map((r) => [...r.cells].map((c) => c.innerText)))"}
        shown = browse(page, OPEN, tables, {"do": "axe"})
        counts = [int(row[1]) + int(row[2]) for row in shown[1][0][1:]]
        verdicts = [fact["verdict"] for fact in facts]
        self.assertEqual(counts, [verdicts.count(of) for of in ("pass", "warn", "fail", "not measured")])
        missed = [fact for fact in facts if fact["verdict"] != "pass"]
        explained = [row[5].replace("\u202f", " ").replace("\u00a0", " ") for row in shown[1][1][1:]]
        self.assertEqual(explained, [fact["explanation_fr"] or "–" for fact in missed])
        english = browse(report(self.run_file, "--scorecard", scorecard, "--lang", "en", name="scored_en.html"), OPEN, tables)
        self.assertEqual([row[5] for row in english[1][1][1:]], [fact["explanation_en"] or "–" for fact in missed])
        self.assertEqual(shown[2], [])

    def test_what_is_no_scorecard_is_refused(self):
        output, wrong = self.folder / "refused.html", self.folder / "wrong.json"
        for text in ("not JSON", "[]", '[{"fact": "x", "verdict": "good"}]', '{"lines": []}'):
            wrong.write_text(text, encoding="utf-8")
            told = call("report", self.run_file, "-o", output, "--scorecard", wrong, code=65).stderr
            self.assertIn("wrong.json", told)
            self.assertIn("mixite validate", told)
        call("report", self.run_file, "-o", output, "--scorecard", self.folder / "none.json", code=66)
        self.assertFalse(output.exists())

    def test_where_they_are_stands_beside_poverty(self):
        shown = browse(self.page, OPEN, {"do": "count", "at": "#carte .whereabouts"},
                       {"do": "count", "at": "#trajectoires .whereabouts"},
                       {"do": "select", "at": "#trajectory-measure", "value": "open_requests"},
                       {"do": "count", "at": "#trajectoires .whereabouts"},
                       {"do": "text", "at": ".synthetic"}, {"do": "text", "at": "#essentiel"})
        self.assertEqual([shown[1], shown[2], shown[4]], [1, 1, 0])
        self.assertIn("Population synthétique", shown[5])
        self.assertIn("ne mesure pas l'incertitude", shown[6])

    def test_the_legal_status_is_told_to_be_the_authors(self):
        certainty = browse(self.page, OPEN, {"do": "text", "at": "#certitude"})[1]
        self.assertIn("déclaré par l'auteur de chaque scénario\u202f; contrôle partiel", certainty)

    def test_both_languages(self):
        script = "document.documentElement.lang"
        shown = browse(self.page, OPEN, {"do": "evaluate", "script": script},
                       {"do": "click", "at": ".language button[lang=en]"}, {"do": "evaluate", "script": script},
                       {"do": "text", "at": "#essentiel h2"}, {"do": "text", "at": "#map-value"})
        self.assertEqual([shown[1], shown[3], shown[4]], ["fr", "en", "In short"])
        self.assertRegex(shown[5], r"^\d+\.\d%$")
        english = browse(report(self.run_file, "--lang", "en", name="english.html"), OPEN, {"do": "evaluate", "script": script})
        self.assertEqual(english[1], "en")

    def test_sources_and_units_are_told_in_the_language_of_the_page(self):
        row = {"do": "evaluate", "script": "[...document.querySelectorAll('#certitude tr')].map((r) => [...r.cells].map((c) => "
               "c.innerText)).find((r) => r[0] === 'commission.rounds_a_month')"}
        opened = {"do": "evaluate", "script": "document.querySelectorAll('#certitude details').forEach((d) => (d.open = true))"}
        shown = browse(self.page, OPEN, opened, row, {"do": "click", "at": ".language button[lang=en]"}, row)
        self.assertEqual(shown[2], ["commission.rounds_a_month", "2", "commissions par mois", "hypothèse", "loi", "droit constant",
                                    "une commission toutes les deux semaines"])
        self.assertEqual(shown[4][2:4] + shown[4][6:], ["commissions a month", "assumption", "commissions every two weeks"])

    def test_anyone_can_use_it(self):
        details = "document.querySelectorAll('details').forEach((d) => (d.open = true))"
        for width in (1280, 360):
            shown = browse(self.page, OPEN, {"do": "evaluate", "script": details}, {"do": "axe"},
                           {"do": "click", "at": ".language button[lang=en]"}, {"do": "axe"},
                           {"do": "evaluate", "script": "document.documentElement.scrollWidth"},
                           {"do": "screenshot", "path": str(PICTURES / f"page-{width}.png")}, width=width)
            self.assertEqual(shown[2] + shown[4], [])
            self.assertLessEqual(shown[5], width)

    def test_the_keyboard_is_enough(self):
        shown = browse(self.page, OPEN, {"do": "press", "at": "body", "key": "Tab"},
                       {"do": "evaluate", "script": "document.activeElement.className"},
                       {"do": "press", "at": "#date", "key": "ArrowLeft"}, {"do": "text", "at": "output"},
                       {"do": "press", "at": "#trajectoires details.numbers summary", "key": "Enter"},
                       {"do": "table", "at": "#trajectoires details.numbers table"})
        self.assertEqual([shown[2], shown[4], len(shown[6])], ["skip", "décembre 2024", 1 + len(self.names)])

    def test_it_prints_on_a4(self):
        whole, sheet = PICTURES / "page.pdf", PICTURES / "sheet.pdf"
        shown = browse(self.page, OPEN, {"do": "count", "at": ".plot svg"}, {"do": "pdf", "path": str(whole)},
                       {"do": "count", "at": ".plot"}, {"do": "count", "at": ".plot svg"},
                       {"do": "evaluate", "script": "document.body.classList.add('sheet-only')"},
                       {"do": "pdf", "path": str(sheet)})
        self.assertLess(shown[1], shown[3], "charts out of sight are drawn when they are needed")
        self.assertEqual(shown[4], shown[3], "and all of them are on paper")
        facts = subprocess.run(["pdfinfo", whole], capture_output=True, text=True, check=True).stdout
        self.assertRegex(facts, r"Page size:\s+59[45]\.?\d* x 84[12]\.?\d* pts \(A4\)")
        pages = subprocess.run(["pdftotext", whole, "-"], capture_output=True, text=True, check=True).stdout
        for page in pages.split("\f")[:-1]:
            self.assertIn("Population synthétique", page)
        facts = subprocess.run(["pdfinfo", sheet], capture_output=True, text=True, check=True).stdout
        self.assertRegex(facts, r"Pages:\s+1\n")

    def test_hostile_titles_are_text(self):
        scenario = self.folder / "hostile.toml"
        title = json.dumps(HOSTILE).replace("\\\\u", "\\u")
        scenario.write_text(f'extends = "{SCENARIOS / "reference.toml"}"\ntitle.fr = {title}\ntitle.en = {title}\n'
                            'description = "x"\norigin = "méthode"\nlegal_status = "contrefactuel hors droit"\n',
                            encoding="utf-8")
        folder = self.folder / "hostile"
        folder.mkdir()
        page = report(simulate(folder, SCENARIOS / "reference.toml", scenario, replications=2, until="2024-02"))
        shown = browse(page, OPEN, {"do": "text", "at": "#essentiel .card h3"}, {"do": "count", "at": "body script"},
                       {"do": "text", "at": "#essentiel .law"},
                       {"do": "evaluate", "script": "document.documentElement.scrollWidth"}, {"do": "axe"}, width=360)
        self.assertIn("<script>alert('1')</script>\"'&amp;", shown[1])
        self.assertEqual(shown[2], 1)
        self.assertIn("Hors du droit présent", shown[3])
        self.assertLessEqual(shown[4], 360)
        self.assertEqual(shown[5], [])

    def test_one_scenario_and_one_replication(self):
        folder = self.folder / "one"
        folder.mkdir()
        page = report(simulate(folder, SCENARIOS / "reference.toml", replications=1, until="2024-03"))
        shown = browse(page, OPEN, {"do": "text", "at": "#essentiel"}, {"do": "text", "at": "#certitude"},
                       {"do": "count", "at": "#arbitrages"}, {"do": "axe"})
        self.assertIn("rien à quoi le comparer", shown[1])
        self.assertIn("Taux de pauvreté (revenu disponible)", shown[1])
        self.assertIn("Une seule réplication", shown[2])
        self.assertEqual([shown[3], shown[4]], [0, []])

    def test_no_qpv(self):
        folder = self.folder / "none"
        territory = folder / "territory"
        shutil.copytree(TERRITORY, territory)
        zones, facts = territory / "zones.csv", territory / "territory.toml"
        zones.write_text(zones.read_text(encoding="utf-8").replace(",qpv,", ",iris,"), encoding="utf-8")
        facts.write_text(re.sub(r"(social_dwellings_in_qpv = )\d+", r"\g<1>0", facts.read_text(encoding="utf-8")),
                         encoding="utf-8")
        for name in ("qpv.csv", "qpv_shares.csv"):
            table = territory / name
            table.write_text(table.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
        subprocess.run([SOURCES / "data" / "seal.py", territory], check=True, capture_output=True)
        page = report(simulate(folder, SCENARIOS / "reference.toml", SCENARIOS / "cia-stricte.toml",
                               territory=territory, replications=2, until="2024-06"))
        shown = browse(page, OPEN, {"do": "text", "at": "#essentiel"}, {"do": "count", "at": "#quartiers"},
                       {"do": "count", "at": "#arbitrages"}, {"do": "axe"})
        self.assertIn("n'a pas de QPV", shown[1])
        self.assertEqual([shown[2], shown[3], shown[4]], [0, 0, []])

    def test_a_strategy_with_a_past_of_its_own_shows_it(self):
        folder = self.folder / "past"
        folder.mkdir()
        other = folder / "other.toml"
        other.write_text(f'extends = "{SCENARIOS / "reference.toml"}"\n'
                         'title.fr = "Autre passé"\ntitle.en = "Other past"\nlegal_status = "contrefactuel hors droit"\n'
                         '[[period]]\nfrom = "2019-02"\ncommission.engine = "independent_lotteries"\n'
                         '[period.sources]\n"commission.engine" = { text = "test", status = "assumption" }\n',
                         encoding="utf-8")
        run = simulate(folder, SCENARIOS / "reference.toml", other, until="2024-12")
        held = Indicators(run)
        shown = browse(report(run), OPEN, {"do": "click", "at": "#trajectoires details.numbers summary"},
                       {"do": "table", "at": "#trajectoires details.numbers table"},
                       {"do": "text", "at": "#trajectoires .lines"},
                       {"do": "evaluate", "script": "document.querySelectorAll('details').forEach((d) => (d.open = true))"},
                       {"do": "drawn", "at": "#arbitrages .plot", "marks": "text"},
                       {"do": "evaluate", "script": "document.getElementById('page').textContent"})
        self.assertGreater(len(re.findall("Autre passé", shown[6])), 12)
        self.assertEqual(re.findall(r".{30}(?<!\(hors droit\) )Autre passé(?! \(hors droit\)).{30}", shown[6]), [])
        self.assertIn("Stratégie (hors droit)", shown[6])
        zone = held.zones.index("Les Tilleuls")
        for row, history in zip(shown[2][1:], ("history", "history_2"), strict=True):
            past = held.file[f"{history}/indicators/poverty_rate"][:].astype(float)
            for cell, month in zip(row[1:], range(11, past.shape[1], 12)):
                self.assert_shows(cell, numpy.nanmean(past[:, month, zone]), 100)
        self.assertNotEqual(shown[2][1][1:6], shown[2][2][1:6], "the two pasts differ")
        self.assertIn("de la référence", shown[3])


class Mondes(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.run_file = cls.folder / "run.h5"
        call("run", SCENARIOS / "reference.toml", SCENARIOS / "cia-stricte.toml", "--mondes", "--territory", TERRITORY, "-o",
             cls.run_file, "--replications", 4, "--until", "2025-12", "--quiet")
        cls.page = report(cls.run_file)

    def test_each_monde_can_be_chosen(self):
        held = Indicators(self.run_file)
        zone = held.zones.index("Les Tilleuls")
        mondes = [name.split("@")[1] for name in held.file["scenarios"] if name.startswith("reference@")]
        steps = [OPEN, {"do": "select", "at": "#map-zone", "value": zone},
                 {"do": "evaluate", "script": "[...document.querySelectorAll('#monde option')].map((o) => o.text)"}]
        for monde in range(4):
            steps += [{"do": "select", "at": "#monde", "value": monde}, {"do": "text", "at": "#map-value"}]
        shown = browse(self.page, *steps)
        self.assertEqual(shown[2], ["Loyers", "Solvabilité", "Souhaits", "Typologie"])
        self.assertEqual(sorted(mondes), ["loyers", "solvabilite", "souhaits", "typologie"])
        for told, monde in zip(shown[4::2], sorted(mondes), strict=True):
            expected = 100 * numpy.nanmean(held.values(f"cia-stricte@{monde}", "poverty_rate")[:, -1, zone])
            value, half = number(told)
            self.assertLessEqual(abs(value - expected), half + 2e-3)

    def test_the_signs_are_those_that_compare_gives(self):
        lines = json.loads(call("compare", self.run_file, "--at", "2025-12", "--format", "json").stdout)["mondes"]
        words = {"higher_in_all": "hausse dans les 4 mondes", "lower_in_all": "baisse dans les 4 mondes",
                 "opposed": "change de signe d'un monde à l'autre"}

        def undecided(line):
            established = max(line["higher"], line["lower"])
            if established > 0:
                return f"{'hausse' if line['higher'] else 'baisse'} établie dans {established} des 4 mondes"
            return "identique dans les 4 mondes" if line["least"] == line["greatest"] == 0 \
                else "non établi dans les 4 mondes (les intervalles contiennent zéro)"

        signs = {line["measure"]: words.get(line["sign"]) or undecided(line) for line in lines}
        shown = browse(self.page, OPEN, {"do": "table", "at": "table.mondes"}, {"do": "text", "at": "#certitude"},
                       {"do": "text", "at": "#essentiel"}, {"do": "axe"})
        rows = {row[0]: row[-1] for row in shown[1][1:]}
        for name, measure in (("Pauvreté, Les Tilleuls", "poverty_rate"), ("Demandes en cours", "open_requests"),
                              ("Refus et sans-réponse par offre", "refusals_per_offer"),
                              ("1er quartile des demandeurs hors QPV (seuil gelé)", "first_quartile_share_outside_qpv_frozen")):
            self.assertTrue(rows[name].endswith(signs[measure]), f"{name}: {rows[name]!r}, compare says {signs[measure]}")
        self.assertIn("explications rivales", shown[2])
        self.assertIn("mondes", shown[3])
        self.assertEqual(shown[4], [])


class Outlines(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.run_file = simulate(cls.folder, SCENARIOS / "reference.toml", replications=1, until="2024-02")

    def outlines(self, features):
        path = self.folder / "zones.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
        return path

    def feature(self, code, west=3.0, kind="Polygon"):
        ring = [[west, 45.0], [west + 0.1, 45.0], [west + 0.1, 45.1], [west, 45.1], [west, 45.0]]
        coordinates = [ring] if kind == "Polygon" else [[ring]]
        return {"type": "Feature", "properties": {"code": code, "nom": "x"},
                "geometry": {"type": kind, "coordinates": coordinates}}

    def test_outlines_replace_the_circles(self):
        path = self.outlines([self.feature("C2"), self.feature("QX001", 3.2, "MultiPolygon"), self.feature("none")])
        shown = browse(report(self.run_file, "--geometry", path), OPEN, {"do": "count", "at": ".map path.zone"},
                       {"do": "count", "at": ".map circle"})
        self.assertEqual(shown[1:], [2, 0])

    def refused(self, path, code):
        output = self.folder / "refused.html"
        told = call("report", self.run_file, "-o", output, "--geometry", path, code=code).stderr
        self.assertFalse(output.exists())
        self.assertIn(str(path), told)
        return told

    def test_what_is_no_outline_is_refused(self):
        self.refused(self.folder / "none.geojson", 66)
        self.assertIn("outlines no zone", self.refused(self.outlines([self.feature("none")]), 65))
        lambert = self.feature("C2", west=430_000.0)
        self.assertIn("position", self.refused(self.outlines([lambert]), 65))
        text = self.folder / "text.geojson"
        text.write_text("not JSON", encoding="utf-8")
        self.assertIn("not JSON", self.refused(text, 65))
        point = {**self.feature("C2"), "geometry": {"type": "Point", "coordinates": [3, 45]}}
        self.assertIn("Point", self.refused(self.outlines([point]), 65))


class Files(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.run_file = simulate(pathlib.Path(folder.name), SCENARIOS / "reference.toml", replications=1, until="2024-01")

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.page = self.folder / "page.html"

    def left(self):
        return sorted(path.name for path in self.folder.iterdir() if path.suffix in (".html", ".part"))

    def test_a_page_that_is_there_needs_force(self):
        self.page.write_text("mine", encoding="utf-8")
        self.assertIn("--force", call("report", self.run_file, "-o", self.page, code=73).stderr)
        self.assertEqual(self.page.read_text(encoding="utf-8"), "mine")
        call("report", self.run_file, "-o", self.page, "--force")
        self.assertEqual(self.left(), ["page.html"])

    def test_what_is_no_result_is_refused(self):
        content = self.run_file.read_bytes()
        for name, bytes_ in (("cut.h5", content[:len(content) // 2]), ("foreign.h5", b"\x89PNG\r\n" + content[8:])):
            damaged = self.folder / name
            damaged.write_bytes(bytes_)
            self.assertIn(name, call("report", damaged, "-o", self.page, code=74).stderr)
        with h5py.File(self.folder / "other.h5", "w") as other:
            other["x"] = 1
        self.assertIn("other.h5", call("report", self.folder / "other.h5", "-o", self.page, code=74).stderr)
        self.assertEqual(self.left(), [])

    def test_a_folder_that_is_not_there(self):
        self.assertIn("none", call("report", self.run_file, "-o", self.folder / "none" / "page.html", code=74).stderr)

    def test_the_same_run_gives_the_same_page(self):
        again = self.folder / "again.html"
        call("report", self.run_file, "-o", self.page)
        call("report", self.run_file, "-o", again)
        self.assertEqual(self.page.read_bytes(), again.read_bytes())


if __name__ == "__main__":
    unittest.main()
