"""No shipped strategy is without effect; each monde passes the regime check."""
import os
import pathlib
import subprocess
import tempfile
import tomllib
import unittest

import h5py
import numpy

PROGRAM = os.environ["MIXITE_PROGRAM"]
SCENARIOS = sorted((pathlib.Path(os.environ["MIXITE_SOURCE_DIR"]) / "scenarios").glob("*.toml"))


def differ(file, scenario, other):
    """Whether any number does; what comes after the first that differs is not read."""
    its, theirs = (file[f"scenarios/{name}/indicators"] for name in (scenario, other))
    return any(not numpy.array_equal(its[name][...], theirs[name][...], equal_nan=True)
               for name in its if its[name].ndim >= 2 and name != "month")


class ShippedScenarios(unittest.TestCase):
    def test_each_changes_something_of_the_one_that_it_extends(self):
        with tempfile.TemporaryDirectory() as folder:
            output = pathlib.Path(folder) / "all.h5"
            subprocess.run([PROGRAM, "run", *map(str, SCENARIOS), "-o", str(output), "--replications", "1",
                            "--until", "2026-03", "--quiet"], check=True)
            with h5py.File(output) as file:
                for scenario in SCENARIOS:
                    extended = tomllib.loads(scenario.read_text(encoding="utf-8")).get("extends")
                    if extended is None:
                        continue
                    with self.subTest(scenario.stem):
                        self.assertTrue(differ(file, scenario.stem, pathlib.Path(extended).stem))

    def test_each_monde_is_within_firm_bounds(self):
        for monde in sorted((SCENARIOS[0].parent / "mondes").glob("*.toml")):
            told = subprocess.run([PROGRAM, "validate", str(SCENARIOS[0].parent / "reference.toml"), "--monde", str(monde),
                                   "--replications", "2", "--quiet"], capture_output=True, text=True)
            with self.subTest(monde.stem):
                self.assertEqual(told.returncode, 0, told.stdout + told.stderr)
                self.assertIn("No fact of official, contract or literature bounds fails.", told.stdout)


if __name__ == "__main__":
    unittest.main()
