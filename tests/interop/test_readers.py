#!/usr/bin/python3
"""The Python and R readers give the numbers of a file just written, and draw their figures of it."""

import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

import h5py
import matplotlib
import numpy

matplotlib.use("Agg")

PROGRAM = os.environ["MIXITE_PROGRAM"]
SOURCES = pathlib.Path(os.environ["MIXITE_SOURCE_DIR"])
SCENARIOS = [SOURCES / "scenarios" / "reference.toml", SOURCES / "scenarios" / "cia-stricte.toml"]
SECOND = SCENARIOS[1].stem
sys.path.insert(0, str(SOURCES / "analysis" / "python"))

import mixite_results  # noqa: E402

R_NUMBERS = """
source("{sources}/analysis/r/mixite_results.R", encoding = "UTF-8")
run <- open_run("{run}", "{scenario}")
cat(scenarios_of("{run}"), "\\n")
cat(format(run$poverty_rate["1", "2024-06", "{zone}"], digits = 15), "\\n")
cat(attr(run$poverty_rate, "units"), attr(run, "population"), dim(run$poverty_rate), "\\n")
leases <- open_table("{run}", "leases")
cat(nrow(leases), format(sum(leases$household), digits = 15), as.character(max(leases$month)), "\\n")
"""


class Readers(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.path = cls.folder / "run.h5"
        subprocess.run([PROGRAM, "run", *SCENARIOS, "--territory", SOURCES / "tests" / "territory", "-o", cls.path,
                        "--replications", "3", "--until", "2026-03", "--quiet"], check=True)
        cls.file = h5py.File(cls.path)
        cls.addClassCleanup(cls.file.close)

    def test_python_gives_every_indicator(self):
        run = mixite_results.open_run(self.path)
        self.assertEqual(run.scenario.values.tolist(), ["reference", SECOND])
        group = self.file[f"scenarios/{SECOND}/indicators"]
        compared = 0
        for name, stored in group.items():
            if "definition" in stored.attrs:
                numpy.testing.assert_array_equal(run[name].sel(scenario=SECOND).values, stored[...])
                self.assertEqual(run[name].attrs["units"], stored.attrs["units"])
                compared += 1
        self.assertGreater(compared, 100)
        self.assertEqual(str(run.month.values[-1])[:7], "2026-03")
        self.assertEqual(str(run.legal_status.sel(scenario="reference").values), "droit constant")
        history = mixite_results.open_run(self.path, history=True)
        self.assertEqual(str(history.month.values[-1])[:7], "2023-12")

    def test_python_gives_tables(self):
        leases = mixite_results.open_table(self.path, "leases")
        of_second = leases[leases.scenario == SECOND]
        stored = self.file[f"scenarios/{SECOND}/leases"]
        numpy.testing.assert_array_equal(of_second.household.to_numpy(), stored["household"][...])
        self.assertLessEqual(set(leases.from_tenure.dropna().unique()), {"owner", "private_tenant", "social_tenant", "hosted", "gone"})
        with self.assertRaisesRegex(KeyError, "no table 'offers'; there are .*leases"):
            mixite_results.open_table(self.path, "offers")

    def test_python_refuses_what_is_no_result(self):
        other = self.folder / "other.h5"
        with h5py.File(other, "w"):
            pass
        with self.assertRaisesRegex(ValueError, "not a result of Mixité"):
            mixite_results.open_run(other)

    def test_python_draws_the_three_figures(self):
        run = mixite_results.open_run(self.path)
        figures = [mixite_results.poverty_by_qpv(run), mixite_results.share_against_wait(run),
                   mixite_results.destinations(mixite_results.open_table(self.path, "destinations"))]
        for number, figure in enumerate(figures):
            path = self.folder / f"{number}.png"
            figure.savefig(path)
            self.assertGreater(path.stat().st_size, 5000)
            self.assertIn("synthétique", " ".join(text.get_text() for text in figure.texts))

    def test_r_gives_the_same_numbers(self):
        zones = self.file["axes/zone_code"].asstr()[:].tolist()
        script = R_NUMBERS.format(sources=SOURCES, run=self.path, scenario=SECOND, zone=zones[1])
        told = subprocess.run(["Rscript", "--vanilla", "-e", script], capture_output=True, text=True, check=True).stdout.splitlines()
        self.assertEqual(told[0].split(), ["reference", SECOND])
        stored = self.file[f"scenarios/{SECOND}/indicators/poverty_rate"]
        self.assertEqual(numpy.float32(told[1]), stored[1, 5, 1])
        self.assertEqual(told[2].split(), ["1", "population", "synthétique", *map(str, stored.shape)])
        households = numpy.concatenate([self.file[f"scenarios/{s}/leases/household"][...] for s in self.file["scenarios"]])
        self.assertEqual(int(told[3].split()[0]), len(households))
        self.assertEqual(float(told[3].split()[1]), float(int(households.sum())))

    def test_r_draws_the_three_figures(self):
        output = self.folder / "figures.pdf"
        subprocess.run(["Rscript", "--vanilla", SOURCES / "analysis" / "r" / "figures.R", self.path, output], check=True,
                       capture_output=True)
        self.assertEqual(output.read_bytes().count(b"/Type /Page "), 3)


if __name__ == "__main__":
    unittest.main()
