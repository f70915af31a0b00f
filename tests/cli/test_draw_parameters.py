#!/usr/bin/python3
"""run --draw-parameters: each replication has its own parameters, all scenarios the same; nothing else is lost by it."""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import unittest

import h5py
import numpy
import openpyxl

PROGRAM = os.environ["MIXITE_PROGRAM"]
SOURCES = pathlib.Path(os.environ["MIXITE_SOURCE_DIR"])
TERRITORY = SOURCES / "tests" / "territory"
SCENARIOS = [SOURCES / "scenarios" / "reference.toml", SOURCES / "scenarios" / "cia-stricte.toml"]
REPLICATIONS = 20


def call(*arguments, code=0):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == code, f"{done.returncode}: {done.stderr}"
    return done


def run(output, *more, scenarios=SCENARIOS, replications=REPLICATIONS):
    call("run", *scenarios, "--territory", TERRITORY, "-o", output, "--replications", replications, "--until", "2024-06",
         "--quiet", *more)
    return output


def drawn(result, scenario):
    with h5py.File(result) as file:
        table = file[f"scenarios/{scenario}/drawn_parameters"]
        return {key: table[key][:] for key in table if key != "replication"}


class DrawnParameters(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.drawn = run(cls.folder / "drawn.h5", "--draw-parameters", "--threads", 1)
        cls.given = run(cls.folder / "given.h5")

    def digest(self, result):
        return call("digest", result).stdout

    def test_every_range_of_a_single_number_is_drawn_within(self):
        behaviour = tomllib.loads((TERRITORY / "behaviour.toml").read_text())
        sources = behaviour.pop("sources")
        expected = {}
        for table, values in behaviour.items():
            for name, value in values.items():
                source = sources.get(f"{table}.{name}", {})
                if not isinstance(value, list) and source.get("low", 0) < source.get("high", 0) \
                        and source["status"] in ("assumption", "literature", "derived"):
                    expected[f"{table}.{name}"] = (source["low"], source["high"], isinstance(value, int))
        values = drawn(self.drawn, "reference")
        self.assertEqual(set(values), set(expected))
        self.assertGreater(len(expected), 4)
        for key, (low, high, whole) in expected.items():
            with self.subTest(key):
                self.assertEqual(len(values[key]), REPLICATIONS)
                self.assertGreaterEqual(values[key].min(), numpy.float32(low))
                self.assertLessEqual(values[key].max(), numpy.float32(high))
                self.assertEqual(whole, (values[key] == numpy.round(values[key])).all())
                self.assertGreater(len(set(values[key])), 1 if whole else REPLICATIONS - 1)

    def test_all_scenarios_have_the_same_draws(self):
        of_reference, of_strategy = (drawn(self.drawn, scenario.stem) for scenario in SCENARIOS)
        for key, values in of_reference.items():
            numpy.testing.assert_array_equal(values, of_strategy[key])

    def test_results_move_with_what_is_drawn(self):
        with h5py.File(self.drawn) as file:
            requests = file["history/indicators/open_requests"][:, -1]
            from_outside = file["scenarios/reference/drawn_parameters/demand.outside_requests_a_year"][:]
            self.assertEqual(file["provenance/model"].attrs["parameters"], "drawn")
        ranks = [values.argsort().argsort() for values in (requests, from_outside)]
        self.assertGreater(numpy.corrcoef(*ranks)[0, 1], 0.6)
        with h5py.File(self.given) as file:
            self.assertEqual(file["provenance/model"].attrs["parameters"], "as given")
            self.assertNotIn("drawn_parameters", file["scenarios/reference"])

    def test_the_same_with_any_number_of_threads_and_from_a_checkpoint(self):
        threads = run(self.folder / "threads.h5", "--draw-parameters", "--threads", 3)
        self.assertEqual(self.digest(threads), self.digest(self.drawn))
        alone = run(self.folder / "alone.h5", "--draw-parameters", scenarios=SCENARIOS[:1])
        with h5py.File(alone) as one, h5py.File(self.drawn) as both:
            self.assertEqual(one["scenarios/reference"].attrs["digest"], both["scenarios/reference"].attrs["digest"])
        fewer = run(self.folder / "fewer.h5", "--draw-parameters", replications=3)
        for key, values in drawn(fewer, "reference").items():
            numpy.testing.assert_array_equal(values, drawn(self.drawn, "reference")[key][:3])

    def test_a_replication_is_traced_with_its_own_parameters(self):
        with h5py.File(self.drawn) as file:
            leases = file["scenarios/cia-stricte/leases"]
            replication, dwelling = int(leases["replication"][-1]), int(leases["dwelling"][-1])
        self.assertGreater(replication, 0)
        told = call("trace", self.drawn, "--scenario", "cia-stricte", "--replication", replication, "--dwelling", dwelling,
                    "--territory", TERRITORY).stdout
        self.assertIn("bail signé", told)

    def test_what_is_read_says_that_parameters_were_drawn(self):
        told = call("compare", self.drawn).stdout
        self.assertIn("paramètres tirés dans leurs plages", told)
        self.assertIn("from chance and from what is not known of the parameters", " ".join(told.split()))
        self.assertIn("à paramètres fixés", call("compare", self.given).stdout)
        self.assertIn("drawn", call("inspect", self.drawn).stdout)
        self.assertNotEqual(call("diff", self.drawn, self.given, code=1).stdout, "")

    def test_sensitivity_tells_every_parameter_of_every_result(self):
        told = json.loads(call("sensitivity", self.drawn, "--format", "json").stdout)
        keys = set(drawn(self.drawn, "reference"))
        self.assertEqual({parameter["key"] for parameter in told["parameters"]}, keys)
        self.assertEqual({result["scenario"] for result in told["results"]}, {scenario.stem for scenario in SCENARIOS})
        requests = next(result for result in told["results"]
                        if result["scenario"] == "reference" and result["measure"] == "open_requests")
        self.assertEqual({dependence["parameter"] for dependence in requests["dependences"]}, keys)
        with h5py.File(self.drawn) as file:
            last = file["scenarios/reference/indicators/open_requests"][:, -1]
        self.assertAlmostEqual(requests["mean"], float(last.mean()), places=3)

    def test_too_few_draws_for_sensitivity_are_told_before_the_run(self):
        arguments = ["run", SCENARIOS[0], "--territory", TERRITORY, "-o", self.folder / "few.h5", "--dry-run"]
        told = call(*arguments, "--draw-parameters", "--replications", 19).stderr
        self.assertIn("19 replications tell nothing of so many parameters (run at least 20", told)
        self.assertEqual(call(*arguments, "--draw-parameters", "--replications", 20).stderr, "")
        self.assertEqual(call(*arguments, "--replications", 19).stderr, "")

    def test_without_draws_sensitivity_says_what_to_run(self):
        self.assertIn("--draw-parameters", call("sensitivity", self.given, code=64).stderr)

    def test_a_damaged_draw_is_told_by_trace(self):
        damaged = self.folder / "damaged.h5"
        for key, value in (("demand.stated_nil", numpy.nan), ("no.such_key", 0.5)):
            shutil.copy(self.drawn, damaged)
            with h5py.File(damaged, "r+") as file:
                table = file["scenarios/reference/drawn_parameters"]
                if key in table:
                    table[key][2] = value
                else:
                    table.move("demand.stated_nil", key)
                dwelling = int(file["scenarios/reference/leases/dwelling"][0])
            told = call("trace", damaged, "--scenario", "reference", "--replication", 2, "--dwelling", dwelling,
                        "--territory", TERRITORY, code=74).stderr
            self.assertIn(f"drawn_parameters/{key}", told)

    def test_a_territory_without_ranges_is_refused(self):
        territory = self.folder / "held"
        shutil.copytree(TERRITORY, territory)
        behaviour = territory / "behaviour.toml"
        behaviour.write_text(re.sub(r", low = [^}]*", " ", behaviour.read_text()))
        subprocess.run([sys.executable, SOURCES / "data" / "seal.py", territory], check=True, capture_output=True)
        told = call("run", SCENARIOS[0], "--territory", territory, "-o", self.folder / "held.h5", "--draw-parameters",
                    code=64).stderr
        self.assertIn("--draw-parameters: no number of", told)

    def test_exports_and_the_report_are_made(self):
        for name in ("drawn.xlsx", "drawn.csv"):
            call("export", self.drawn, "-o", self.folder / name)
        call("report", self.drawn, "-o", self.folder / "rapport.html")
        sheets = openpyxl.load_workbook(self.folder / "drawn.xlsx", read_only=True)
        texts = {sheet.title: " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)
                 for sheet in sheets}
        self.assertFalse([title for title, text in texts.items() if "paramètres fixés" in text])
        for title in ("Lisez-moi", "Différences", "Équité"):
            self.assertIn("paramètres tirés dans leurs plages", texts[title])
        page = (self.folder / "rapport.html").read_text()
        self.assertRegex(page, r'"drawn_parameters":5\b')
        self.assertRegex(page, r'"sensitivity":\{"parameters":5\b')


if __name__ == "__main__":
    unittest.main()
