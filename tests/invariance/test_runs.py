"""One digest for any number of threads, any order and company of scenarios; strategies share their past and their lives."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import h5py
import numpy

PROGRAM = os.environ["MIXITE_PROGRAM"]
SOURCES = pathlib.Path(os.environ["MIXITE_SOURCE_DIR"])
TERRITORY = SOURCES / "tests" / "territory"
LARGE_TERRITORY = SOURCES / "data" / "niort"  # its households fill several blocks of rows, of 4096 each
REFERENCE = SOURCES / "scenarios" / "reference.toml"
STRICT = SOURCES / "scenarios" / "cia-stricte.toml"
LATER = """
extends = "{reference}"
title.fr = "Plus tard"
title.en = "Later"
description = "Changes in July 2024."
origin = "méthode"
legal_status = "contrefactuel hors droit"
[[period]]
from = "2024-07"
commission.engine = "independent_lotteries"
[period.sources]
"commission.engine" = {{ text = "test", status = "assumption" }}
"""


class Runs(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        self.path = pathlib.Path(self.folder.name)

    def simulate(self, name, scenarios, threads=1, replications=2, territory=TERRITORY, until="2025-03",
                 options=("--events",)):
        output = self.path / name
        subprocess.run(
            [PROGRAM, "run", *map(str, scenarios), "--territory", str(territory), "-o", str(output),
             "--replications", str(replications), "--threads", str(threads), "--until", until, "--quiet", *options],
            check=True)
        return output

    def digest(self, output):
        return subprocess.run([PROGRAM, "digest", str(output)], check=True, capture_output=True, text=True).stdout

    def later(self):
        path = self.path / "later.toml"
        path.write_text(LATER.format(reference=REFERENCE), encoding="utf-8")
        return path

    def indicators(self, file, scenario):
        group = file[f"scenarios/{scenario}/indicators"]
        return {name: group[name][...] for name in group if group[name].ndim >= 2 and name != "month"}

    def assert_same(self, expected, found):
        for name, values in expected.items():
            numpy.testing.assert_array_equal(values, found[name], name)

    def test_threads_change_nothing(self):
        digests = {self.digest(self.simulate(f"t{t}.h5", [REFERENCE, STRICT], t, 3)) for t in (1, 2, 3, 8)}
        self.assertEqual(len(digests), 1)

    def test_threads_change_nothing_where_they_share_the_rows(self):
        digests = set()
        for threads in (1, 2, 3, 8):
            output = self.simulate(f"large{threads}.h5", [REFERENCE], threads, 1, LARGE_TERRITORY, "2024-02")
            with h5py.File(output) as run:
                self.assertGreater(len(run["territory/households/key"]), 3 * 4096)
            digests.add(self.digest(output))
        self.assertEqual(len(digests), 1)

    def test_threads_change_nothing_of_a_report(self):
        run = self.simulate("reported.h5", [REFERENCE, STRICT, self.later()])
        pages = set()
        for threads in (1, 2, 3, 8):
            page = self.path / f"page{threads}.html"
            subprocess.run([PROGRAM, "report", str(run), "-o", str(page), "--threads", str(threads)], check=True)
            pages.add(page.read_bytes())
        self.assertEqual(len(pages), 1)

    def test_order_and_company_change_nothing(self):
        both = h5py.File(self.simulate("both.h5", [REFERENCE, STRICT]))
        other = h5py.File(self.simulate("other.h5", [STRICT, REFERENCE]))
        alone = h5py.File(self.simulate("alone.h5", [STRICT]))
        for file in (other, alone):
            self.assertEqual(both["scenarios/cia-stricte"].attrs["digest"],
                             file["scenarios/cia-stricte"].attrs["digest"])
            self.assert_same(self.indicators(both, "cia-stricte"), self.indicators(file, "cia-stricte"))

    def test_the_order_of_the_rows_of_a_territory_changes_nothing(self):
        turned = self.path / "turned"
        shutil.copytree(TERRITORY, turned)
        for table in turned.glob("*.csv"):
            head, *rows = table.read_text(encoding="utf-8").splitlines(keepends=True)
            table.write_text("".join([head, *reversed(rows)]), encoding="utf-8")
        subprocess.run([sys.executable, str(SOURCES / "data" / "seal.py"), str(turned)], check=True, capture_output=True)
        scenarios = [REFERENCE, STRICT]
        as_given = h5py.File(self.simulate("as_given.h5", scenarios))
        other_way = h5py.File(self.simulate("other_way.h5", scenarios, territory=turned))
        self.assertEqual(as_given["axes/zone_code"].asstr()[:].tolist(), other_way["axes/zone_code"].asstr()[:].tolist())
        for scenario in ("reference", "cia-stricte"):
            self.assert_same(self.indicators(as_given, scenario), self.indicators(other_way, scenario))
            self.assertEqual(as_given[f"scenarios/{scenario}"].attrs["digest"],
                             other_way[f"scenarios/{scenario}"].attrs["digest"])

    def test_replications_are_a_prefix(self):
        two = self.indicators(h5py.File(self.simulate("two.h5", [REFERENCE])), "reference")
        three = self.indicators(h5py.File(self.simulate("three.h5", [REFERENCE], replications=3)), "reference")
        for name, values in two.items():
            numpy.testing.assert_array_equal(values, three[name][:2], name)

    def test_strategies_are_one_until_they_differ(self):
        file = h5py.File(self.simulate("later.h5", [REFERENCE, self.later()], replications=3))
        before, after = self.indicators(file, "reference"), self.indicators(file, "later")
        for name, values in before.items():
            numpy.testing.assert_array_equal(values[:, :6], after[name][:, :6], name)
        self.assertTrue(any(not numpy.array_equal(values, after[name], equal_nan=True)
                            for name, values in before.items()))

    def test_life_is_the_same_under_all_strategies(self):
        strategies = [REFERENCE, STRICT, self.later()]
        file = h5py.File(self.simulate("life.h5", strategies, 2, 1, LARGE_TERRITORY, "2024-10", ()))
        others = h5py.File(self.simulate("lives.h5", strategies, 2, 1, LARGE_TERRITORY, "2024-10", ("--seed", "2")))
        under = [self.indicators(file, s) for s in ("reference", "cia-stricte", "later")]
        of_others = self.indicators(others, "reference")
        for name in ("arrived", "formed", "births", "deaths"):
            values = [indicators[name] for indicators in under]
            tolerance = 0 if name == "arrived" else 3  # applicants from outside live too, while they wait
            for other in values[1:]:
                self.assertLessEqual(float(numpy.abs(values[0] - other).max()), tolerance, name)
            other_lives = of_others[name]
            self.assertGreater(float(numpy.abs(values[0] - other_lives).max()), tolerance, name)


if __name__ == "__main__":
    unittest.main()
