#!/usr/bin/python3
"""mixite export: what other programs read back is what the result file holds, in the right place."""

import csv
import json
import os
import pathlib
import re
import resource
import shutil
import signal
import subprocess
import tempfile
import unittest

import h5py
import numpy
import openpyxl

PROGRAM = os.environ["MIXITE_PROGRAM"]
SOURCES = pathlib.Path(os.environ["MIXITE_SOURCE_DIR"])
TERRITORY = SOURCES / "tests" / "territory"
SCENARIOS = [SOURCES / "scenarios" / "reference.toml", SOURCES / "scenarios" / "cia-stricte.toml"]
SECOND = SCENARIOS[1].stem


def call(*arguments, code=0):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == code, f"{done.returncode}: {done.stderr}"
    return done


def simulate(output, territory):
    call("run", *SCENARIOS, "-o", output, "--territory", territory, "--replications", 2, "--until", "2024-12", "--quiet")


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


class Exports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.result = cls.folder / "run.h5"
        simulate(cls.result, TERRITORY)
        cls.file = h5py.File(cls.result)
        cls.addClassCleanup(cls.file.close)
        cls.read = {}
        cls.zones = cls.file["axes/zone_code"].asstr()[:].tolist()

    def export(self, name, *more, code=0, run=None):
        output = self.folder / name
        return output, call("export", run or self.result, "-o", output, *more, code=code)

    def indicators(self, scenario):
        if scenario not in self.read:
            group = self.file[f"scenarios/{scenario}/indicators"]
            self.read[scenario] = {name: (group[name][...], group[name].attrs["units"]) for name in group
                                   if "definition" in group[name].attrs}
        return self.read[scenario]

    def last_mean(self, scenario, indicator):
        return numpy.nanmean(self.indicators(scenario)[indicator][0][:, -1].astype("float64"), axis=0)

    def year_mean(self, scenario, indicator):
        """Over the replications, of what the twelve months that end with the last add up to."""
        return self.indicators(scenario)[indicator][0][:, -12:].astype("float64").sum(axis=1).mean(axis=0)

    def test_a_file_of_the_user_beside_the_output_stays(self):
        folder = self.folder / "beside"
        folder.mkdir()
        for suffix in ("csv", "xlsx", "geojson", "gpkg"):
            own = folder / f"run.part.{suffix}"
            own.write_text("of the user", encoding="utf-8")
            output, _ = self.export(f"beside/run.{suffix}")
            self.assertEqual(own.read_text(encoding="utf-8"), "of the user")
            self.assertEqual(set(folder.glob(f"*.{suffix}")), {output, own})

    def test_csv(self):
        rows = rows_of(self.export("run.csv")[0])
        expected = sum(values.size for s in self.file["scenarios"] for values, _ in self.indicators(s).values())
        self.assertEqual(len(rows), expected)
        compared = 0
        for row in rows:
            if row["scenario"] != SECOND or row["axis"] not in ("", "zone"):
                continue
            values, unit = self.indicators(SECOND)[row["indicator"]]
            self.assertEqual(row["unit"], unit)
            year, month = map(int, row["month"].split("-"))
            place = (self.zones.index(row["code"]),) if row["axis"] else ()
            value = values[(int(row["replication"]), (year - 2024) * 12 + month - 1, *place)]
            compared += 1
            self.assertEqual(row["state"], "not measured" if numpy.isnan(value) else "")
            if not numpy.isnan(value):
                self.assertEqual(numpy.float32(row["value"]), value)
        self.assertGreater(compared, 2000)

    def test_workbook(self):
        book = openpyxl.load_workbook(self.export("run.xlsx")[0])
        self.assertLessEqual({"Lisez-moi", "QPV", "Ségrégation", "Attributions", "Demande", "Parc", "Zones", "Différences",
                              "Occupants", "Gagnants et perdants", "Où sont-ils", "Équité", "Chaînes", "Bilan CIA", "Quotas", "Définitions", "Sources",
                              "Paramètres"}, set(book.sheetnames))
        sheet = book["QPV"]
        heads = [cell.value for cell in sheet[3]]
        self.assertEqual(heads[4:6], ["reference", SECOND])
        qpv = self.file["axes/qpv_name"].asstr()[0]
        zone = self.file["axes/zone_name"].asstr()[:].tolist().index(qpv)
        row = next(r for r in sheet.iter_rows(min_row=4) if r[0].value.startswith("Taux de pauvreté (revenu disponible)") and r[1].value == qpv)
        self.assertEqual(row[3].value, "2024-12")
        self.assertAlmostEqual(row[5].value, self.last_mean(SECOND, "poverty_rate")[zone], places=6)
        self.assertIn("%", row[5].number_format)
        self.assertTrue(all(book[name]._charts for name in ("QPV", "Attributions", "Parc")))
        zones = book["Zones"]
        column = next(c for c in range(1, zones.max_column + 1) if zones.cell(3, c).value == "households (ménages)")
        of_second = [r for r in range(4, zones.max_row + 1) if zones.cell(r, 1).value == SECOND]
        numpy.testing.assert_allclose([zones.cell(r, column).value for r in of_second],
                                      self.last_mean(SECOND, "households"), rtol=1e-6)
        flow = next(c for c in range(1, zones.max_column + 1)
                    if str(zones.cell(3, c).value).startswith("leases_by_zone_12_months ("))
        numpy.testing.assert_allclose([zones.cell(r, flow).value for r in of_second],
                                      self.year_mean(SECOND, "leases_by_zone"), rtol=1e-6)
        definitions = {r[0]: r[1:4] for r in book["Définitions"].iter_rows(min_row=3, values_only=True)}
        self.assertLessEqual(set(self.indicators(SECOND)), set(definitions))
        self.assertEqual(definitions["opened"], ("demandes", "Demandes déposées",
                                                 "Demandes déposées dans le mois, y compris depuis l'extérieur de l'agglomération."))
        self.assertIn("synthétique", book["Lisez-moi"]["A2"].value)

    def test_the_workbook_tells_the_review_that_compare_tells(self):
        sheet = openpyxl.load_workbook(self.export("review.xlsx")[0])["Bilan CIA"]
        written = list(sheet.iter_rows(min_row=5, values_only=True))
        told = json.loads(call("compare", self.result, "--format", "json", "--quiet").stdout)["reviews"]
        self.assertEqual(len(written), len(told))
        for cells, line in zip(written, told):
            due = line["by"] in ("agglomeration", "landlord")
            self.assertEqual((cells[0], cells[1]), (line["scenario"], str(line["year"])))
            self.assertEqual(cells[3] == "Bailleur", line["by"] == "landlord")
            expected = (line["leases_outside_qpv"], line["first_quartile_outside_qpv"], line["rehoused_outside_qpv"],
                        line["counted_outside_qpv"], line["rate_outside_qpv"], line["missing_outside_qpv"] if due else None,
                        line["leases_in_qpv"], line["upper_quartiles_in_qpv"], line["rate_in_qpv"],
                        line["missing_in_qpv"] if due else None)
            for cell, value in zip(cells[5:15], expected, strict=True):
                if value is None:
                    self.assertIsNone(cell)
                else:
                    self.assertAlmostEqual(cell, value, places=6)

    def test_the_workbook_tells_what_each_account_of_a_quota_attains(self):
        sheet = openpyxl.load_workbook(self.export("quotas.xlsx")[0])["Quotas"]
        heads, *rows = sheet.iter_rows(min_row=4, values_only=True)
        table = self.file[f"scenarios/{SECOND}/quotas"]
        quotas, accounts = (table[name].asstr()[:] for name in ("quota", "account"))
        names = dict(zip(self.file["axes/holder_code"].asstr()[:], self.file["axes/holder_name"].asstr()[:]))
        of_holder = quotas == "publics_prioritaires"
        self.assertIn("landlord", set(accounts[of_holder]))
        for holder in set(accounts[of_holder]):
            written, = (dict(zip(heads, row)) for row in rows
                        if row[:4] == (SECOND, "publics_prioritaires", names[holder], "2024"))
            these = of_holder & (accounts == holder)
            for head, column in (("Baux de la base", "leases"), ("dont du groupe", "in_group"), ("Écart en baux", "gap")):
                self.assertAlmostEqual(written[head], table[column][these].sum() / 2, places=6, msg=head)
            self.assertEqual(written["Part demandée"], 0.25)
            self.assertAlmostEqual(written["Réplications avec un écart"], (table["gap"][these] > 0).sum() / 2)

    def test_the_workbook_tells_the_fairness_that_compare_tells_with_its_interval(self):
        sheet = openpyxl.load_workbook(self.export("fair.xlsx")[0])["Équité"]
        heads, *rows = sheet.iter_rows(min_row=4, values_only=True)
        told = json.loads(call("compare", self.result, "--format", "json", "--quiet").stdout)["fairness"]
        self.assertEqual(len(rows), len(told))
        self.assertTrue(any(line["mean_interval_95"] for line in told))
        for row, line in zip(rows, told):
            written = dict(zip(heads, row))
            low, high = line["mean_interval_95"] or (None, None)
            for head, value in (("Différence", line["mean_difference"]), ("IC 95 % bas", low), ("IC 95 % haut", high)):
                if value is None:
                    self.assertIsNone(written[head], head)
                else:
                    self.assertAlmostEqual(written[head], value, places=6, msg=head)

    def test_a_run_of_one_scenario_has_a_workbook(self):
        alone = self.folder / "alone.h5"
        call("run", SCENARIOS[0], "-o", alone, "--territory", TERRITORY, "--replications", 1, "--until", "2024-03", "--quiet")
        book = openpyxl.load_workbook(self.export("alone.xlsx", run=alone)[0])
        self.assertIn("Bilan CIA", book.sheetnames)
        self.assertNotIn("Différences", book.sheetnames)

    def test_the_workbook_tells_where_values_come_from_in_french(self):
        sheet = openpyxl.load_workbook(self.export("sources.xlsx")[0])["Paramètres"]
        row = next(r for r in sheet.iter_rows(min_row=3, values_only=True) if r[0] == "commission.rounds_a_month")
        self.assertEqual(row, ("commission.rounds_a_month", "reference", "2", "commissions par mois", "hypothèse", "loi",
                               "une commission toutes les deux semaines"))

    def test_the_workbook_tells_the_occupants_of_each_qpv(self):
        sheet = openpyxl.load_workbook(self.export("occupants.xlsx")[0])["Occupants"]
        rows = {tuple(cell.value for cell in row[:5]): [cell.value for cell in row[5:8]] for row in sheet.iter_rows(min_row=4)}
        qpvs = self.file["axes/qpv_name"].asstr()[:].tolist()
        expected = 0
        classes = {"quartile": ["1er quartile", "2e quartile", "3e quartile", "4e quartile"],
                   "type": ["Personnes seules", "Couples sans enfant", "Couples avec enfants", "Familles monoparentales",
                            "Autres ménages"],
                   "age": ["Moins de 30 ans", "30 à 59 ans", "60 ans ou plus"],
                   "activity": ["Emploi stable", "Emploi précaire", "Chômage indemnisé", "Sans emploi ni indemnité", "Études",
                                "Retraite"]}
        labels = {"quartile": "Quartile des demandeurs (seuil gelé)", "type": "Composition du ménage",
                  "age": "Âge de l'adulte le plus âgé", "activity": "Activité (la première des adultes)"}
        for trait, labelled in classes.items():
            self.assertEqual(self.indicators(SECOND)[f"occupants_by_{trait}"][0].shape[3], len(labelled))
            for q, qpv in enumerate(qpvs):
                for c, code in enumerate(labelled):
                    counts = [self.indicators(SECOND)[f"{whom}_by_{trait}"][0][:, :, q, c] for whom in
                              ("occupants", "entrants", "leavers")]
                    numpy.testing.assert_allclose(
                        rows[qpv, labels[trait], code, "2024-12", SECOND],
                        [counts[0][:, -1].mean(), *(count[:, -12:].sum(axis=1).mean() for count in counts[1:])])
                    expected += 1
        self.assertEqual(len(rows), 2 * expected)

    def test_libreoffice_reads_every_cell_of_the_workbook(self):
        written, _ = self.export("office.xlsx")
        # Every sheet to a table of its own, UTF-8, numbers in full: LibreOffice's filter options, in their order.
        tables = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{self.folder}/office", "--convert-to", tables,
                        "--outdir", self.folder, written], capture_output=True, check=True)
        compared = 0
        for sheet in openpyxl.load_workbook(written):
            with open(self.folder / f"office-{sheet.title}.csv", encoding="utf-8", newline="") as table:
                read = list(csv.reader(table))
            for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
                shown = read[cell.row - 1][cell.column - 1]
                compared += 1
                if isinstance(cell.value, (int, float)):
                    number = float(shown.removesuffix("%")) / (100 if shown.endswith("%") else 1)
                    self.assertAlmostEqual(number, cell.value, delta=1e-12 * max(1, abs(cell.value)), msg=cell.coordinate)
                else:
                    self.assertEqual(shown, str(cell.value), cell.coordinate)
        self.assertGreater(compared, 3000)

    def test_geopackage(self):
        layers, _ = self.export("run.gpkg")
        told = subprocess.run(["ogrinfo", "-so", "-al", layers], capture_output=True, text=True, check=True).stdout
        for layer in ("reference", SECOND):
            self.assertIn(f"Layer name: {layer}", told)
        self.assertIn("layer_styles", told)
        self.assertIn("WGS 84", told)
        self.assertEqual(told.count(f"Feature Count: {len(self.zones)}"), 2)
        style = subprocess.run(["ogrinfo", layers, "-sql", f"SELECT styleQML FROM layer_styles WHERE f_table_name = '{SECOND}'"],
                               capture_output=True, text=True, check=True).stdout
        self.assertIn("graduatedSymbol", style)
        one = subprocess.run(["ogrinfo", layers, SECOND, "-where", f"code = '{self.zones[1]}'"], capture_output=True,
                             text=True, check=True).stdout
        x, y = map(float, re.search(r"POINT \(([-\d.]+) ([-\d.]+)\)", one).groups())
        zones = self.file["territory/zones"]
        self.assertAlmostEqual(x, float(zones["longitude"][1]), places=4)
        self.assertAlmostEqual(y, float(zones["latitude"][1]), places=4)
        value = float(re.search(r"households \(Real\) = ([\d.]+)", one).group(1))
        self.assertAlmostEqual(value, self.last_mean(SECOND, "households")[1], places=3)
        value = float(re.search(r"leases_by_zone_12_months \(Real\) = ([\d.]+)", one).group(1))
        self.assertAlmostEqual(value, self.year_mean(SECOND, "leases_by_zone")[1], places=3)

    def test_every_flow_over_the_zones_says_over_how_many_months_it_is_summed(self):
        written, _ = self.export("flows.geojson")
        fields = set(json.loads(written.read_text(encoding="utf-8"))["features"][0]["properties"])
        group = self.file[f"scenarios/{SECOND}/indicators"]
        over_zones = {name: group[name].attrs["definition"] for name in group
                      if "definition" in group[name].attrs and group[name].shape[2:] == (len(self.zones),)
                      and group[name].dims[2].keys() == ["zone"]}
        flows = {name for name, definition in over_zones.items() if " in the month" in definition}
        self.assertEqual(len(flows), 3)
        self.assertEqual({field for field in fields if field.endswith("_12_months")}, {f"{name}_12_months" for name in flows})
        self.assertLessEqual(set(over_zones) - flows, fields)
        self.assertFalse(flows & fields)

    def outlines(self):
        """A square about each zone but the first."""
        zones = self.file["territory/zones"]
        features = []
        for code, x, y in zip(self.zones[1:], zones["longitude"][1:].tolist(), zones["latitude"][1:].tolist()):
            ring = [[x - 0.01, y - 0.01], [x + 0.01, y - 0.01], [x + 0.01, y + 0.01], [x - 0.01, y + 0.01], [x - 0.01, y - 0.01]]
            features.append({"type": "Feature", "properties": {"insee": code},
                             "geometry": {"type": "Polygon", "coordinates": [ring]}})
        path = self.folder / "outlines.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), encoding="utf-8")
        return path

    def test_geojson_with_outlines(self):
        written, _ = self.export("run.geojson", "--geometry", self.outlines())
        collection = json.loads(written.read_text(encoding="utf-8"))
        self.assertEqual(len(collection["features"]), 2 * len(self.zones))
        kinds = [feature["geometry"]["type"] for feature in collection["features"][:len(self.zones)]]
        self.assertEqual(kinds, ["Point"] + ["Polygon"] * (len(self.zones) - 1))
        for feature in collection["features"]:
            p = feature["properties"]
            self.assertEqual(p["population"], "population synthétique")
            at = self.zones.index(p["code"])
            self.assertAlmostEqual(p["households"], self.last_mean(p["scenario"], "households")[at], places=3)
            self.assertAlmostEqual(p["leases_by_zone_12_months"], self.year_mean(p["scenario"], "leases_by_zone")[at], places=3)
            self.assertEqual(p["position"], "outline" if at > 0 else "schematic")
        subprocess.run(["ogrinfo", "-so", "-al", written], capture_output=True, check=True)

    def test_a_point_says_whether_it_is_a_commune_s_or_schematic(self):
        written, _ = self.export("points.geojson")
        positions = {feature["properties"]["code"]: feature["properties"]["position"]
                     for feature in json.loads(written.read_text(encoding="utf-8"))["features"]}
        with open(TERRITORY / "zones.csv", encoding="utf-8", newline="") as table:
            kinds = {row["zone"]: row["kind"] for row in csv.DictReader(table)}
        self.assertEqual(positions, {zone: "commune" if kind == "commune" else "schematic" for zone, kind in kinds.items()})

    def test_the_result_is_never_its_own_export(self):
        for name in ("own.csv", "own.html"):
            result = self.folder / name
            shutil.copy(self.result, result)
            verb = "report" if name == "own.html" else "export"
            told = call(verb, result, "-o", result, "--force", code=64).stderr
            self.assertIn("it is the result that is read", told)
            self.assertEqual(result.read_bytes(), self.result.read_bytes())
            result.unlink()

    def test_a_report_is_a_page(self):
        page = self.folder / "report.pdf"
        self.assertIn("report.html", call("report", self.result, "-o", page, code=64).stderr)
        self.assertFalse(page.exists())

    def test_a_folder_that_takes_no_file_is_told_before_the_work(self):
        absent = self.folder / "absent"
        for verb, name in (("export", "run.csv"), ("report", "run.html")):
            told = call(verb, self.result, "-o", absent / name, code=74).stderr
            self.assertIn(f"there is no folder '{absent}'", told)
            self.assertNotIn("step", told)

    def test_a_full_disk_is_told_by_every_form_and_leaves_nothing(self):
        def fill_at(size):
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

        folder = self.folder / "full"
        folder.mkdir()
        for suffix in ("csv", "xlsx", "geojson", "gpkg", "html"):
            output = folder / f"run.{suffix}"
            command = [PROGRAM, "report" if suffix == "html" else "export", self.result, "-o", output]
            subprocess.run(command, check=True, capture_output=True)
            whole = output.stat().st_size
            output.unlink()
            for size in (0, whole // 3, whole // 3 * 2, whole - 100):
                with self.subTest(suffix=suffix, size=size, whole=whole):
                    done = subprocess.run(command, capture_output=True, text=True, preexec_fn=lambda size=size: fill_at(size))
                    self.assertEqual(done.returncode, 74, done.stderr)
                    self.assertIn("cannot ", done.stderr.splitlines()[-1])
                    self.assertEqual(list(folder.iterdir()), [])

    def test_outlines_that_name_no_zone(self):
        path = self.folder / "elsewhere.geojson"
        path.write_text('{"type":"FeatureCollection","features":[]}', encoding="utf-8")
        self.assertIn("no feature has a zone's code", self.export("none.geojson", "--geometry", path, code=65)[1].stderr)
        self.export("none.geojson", "--geometry", self.folder / "absent.geojson", code=66)
        self.assertEqual(list(self.folder.glob("none*")), [])

    def test_nothing_is_lost_without_force(self):
        output, _ = self.export("kept.csv")
        self.assertIn("--force", self.export("kept.csv", code=73)[1].stderr)
        self.export("kept.csv", "--force")
        self.assertIn(".csv, .xlsx", self.export("run.pdf", code=64)[1].stderr)
        self.export("absent.csv", code=74, run=self.folder / "absent.h5")
        self.assertEqual(list(self.folder.glob("*.part*")), [])
        self.assertGreater(output.stat().st_size, 1000)

    def test_under_secrecy_small_cells_are_masked_in_every_form(self):
        copy = self.folder / "secret"
        shutil.copytree(TERRITORY, copy)
        facts = copy / "territory.toml"
        text = facts.read_text(encoding="utf-8")
        facts.write_text(text.replace("statistical_secrecy = false", "statistical_secrecy = true"), encoding="utf-8")
        subprocess.run(["/usr/bin/python3", SOURCES / "data" / "seal.py", copy], check=True, capture_output=True)
        run = self.folder / "secret.h5"
        simulate(run, copy)
        rows = rows_of(self.export("secret.csv", run=run)[0])
        masked = [row for row in rows if row["state"] == "masked"]
        self.assertGreater(len(masked), 100)
        self.assertEqual({row["value"] for row in masked}, {""})
        for row in rows:
            if row["unit"] in ("household", "lease", "request") and row["value"] and not row["indicator"].startswith("ledger"):
                self.assertFalse(0 < float(row["value"]) < 11, row)
        by_total = {}
        with h5py.File(run) as file:
            qpvs = set(file["axes/qpv_code"].asstr()[:])
            self.assertNotIn("leases", file["scenarios/reference"])
            self.assertEqual(int(file.attrs["statistical_secrecy"][0]), 1)
        for row in rows:
            if row["indicator"] == "leases_by_zone":
                key = (row["scenario"], row["replication"], row["month"], row["code"] in qpvs)
                by_total.setdefault(key, []).append(row)
        for cells in by_total.values():
            hidden = [row for row in cells if row["state"] == "masked"]
            others = [row for row in cells if row["state"] != "masked" and float(row["value"]) > 0]
            self.assertTrue(len(hidden) != 1 or not others, hidden)
        book = openpyxl.load_workbook(self.export("secret.xlsx", run=run)[0])
        self.assertIn("Secret statistique", book["Lisez-moi"]["A2"].value)
        table = call("compare", run).stdout
        self.assertNotIn("Who wins", table)
        page = self.folder / "secret.html"
        self.assertIn("statistical secrecy", call("report", run, "-o", page, code=64).stderr)
        self.assertFalse(page.exists())


if __name__ == "__main__":
    unittest.main()
