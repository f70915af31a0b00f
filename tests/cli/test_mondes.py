"""Scenarios crossed with mondes: names, histories, whose value holds, and what compare says of the signs."""
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import h5py

PROGRAM = os.environ["MIXITE_PROGRAM"]
SOURCES = pathlib.Path(os.environ["MIXITE_SOURCE_DIR"])
TERRITORY = SOURCES / "tests" / "territory"
MONDES = sorted(path.stem for path in (SOURCES / "scenarios" / "mondes").glob("*.toml"))
MONDE = """title.fr = "Sans demande"
[behaviour]
demand.hosted = 0.0
[behaviour.sources]
"demand" = { text = "a test", status = "assumption" }
[rules]
commission.candidates = 5
commission.rounds_a_month = 1
[rules.sources]
"commission" = { text = "a test", status = "assumption" }
"""
OWN = """extends = "reference.toml"
origin = "méthode"
[commission]
candidates = 4
[sources]
"commission" = { text = "a test", status = "assumption" }
"""


class Mondes(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name)
        (self.path / "mondes").mkdir()
        shutil.copy(SOURCES / "scenarios" / "reference.toml", self.path)
        (self.path / "own.toml").write_text(OWN, encoding="utf-8")
        self.monde = self.path / "mondes" / "test.toml"
        self.monde.write_text(MONDE, encoding="utf-8")

    def call(self, *arguments, code=0):
        done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def run_file(self, *scenarios, name="run.h5", options=("--mondes",)):
        output = self.path / name
        self.call("run", *scenarios, "--territory", TERRITORY, *options, "-o", output, "--replications", 3,
                  "--until", "2024-12", "--quiet")
        return output

    def resolved(self, output, scenario, key):
        with h5py.File(output) as run:
            group = run[f"scenarios/{scenario}/parameters"]
            rows = zip(group["key"].asstr()[:], group["value"].asstr()[:])
            return {name: value for name, value in rows if name.split("@")[0] == key}

    def test_the_four_of_the_project_are_sound(self):
        self.assertEqual(len(MONDES), 4)
        reference = SOURCES / "scenarios" / "reference.toml"
        self.assertIn("4 mondes", self.call("check", reference, "--mondes", "--territory", TERRITORY).stdout)

    def test_each_scenario_in_each_monde_each_with_its_own_history(self):
        other = MONDE.replace("demand.hosted = 0.0", "demand.hosted = 0.9")
        (self.path / "mondes" / "other.toml").write_text(other, encoding="utf-8")
        output = self.run_file(self.path / "reference.toml", self.path / "own.toml")
        with h5py.File(output) as run:
            self.assertEqual(set(run["scenarios"]), {"reference@other", "reference@test", "own@other", "own@test"})
            history = {name: run["scenarios"][name].attrs["history"] for name in run["scenarios"]}
            self.assertEqual(history["reference@test"], history["own@test"])
            self.assertNotEqual(history["reference@test"], history["reference@other"])
            opened = [run[history[f"reference@{monde}"]]["indicators/opened"][:].sum() for monde in ("test", "other")]
            self.assertLess(opened[0], opened[1])

    def test_its_values_hold_from_the_start_but_where_the_scenario_has_its_own(self):
        output = self.run_file(self.path / "reference.toml", self.path / "own.toml")
        self.assertEqual(self.resolved(output, "reference@test", "commission.candidates"), {"commission.candidates": "5"})
        self.assertEqual(self.resolved(output, "own@test", "commission.candidates"),
                         {"commission.candidates": "5", "commission.candidates@2024-01": "4"})
        self.assertEqual(self.resolved(output, "own@test", "behaviour.demand.hosted"), {"behaviour.demand.hosted": "0.0"})

    def test_a_monde_that_changes_nothing_changes_no_bit(self):
        self.monde.write_text('title.fr = "Rien"\n', encoding="utf-8")
        with h5py.File(self.run_file(self.path / "reference.toml")) as crossed:
            with h5py.File(self.run_file(self.path / "reference.toml", name="plain.h5", options=())) as plain:
                for name, dataset in plain["scenarios/reference/leases"].items():
                    self.assertTrue((dataset[:] == crossed[f"scenarios/reference@test/leases/{name}"][:]).all(), name)

    def test_every_mistake_with_its_place(self):
        self.monde.write_text(MONDE.replace("hosted", "hostd").replace("candidates = 5", "candidates = 0"),
                              encoding="utf-8")
        told = self.call("check", self.path / "reference.toml", "--mondes", "--territory", TERRITORY, code=78).stderr
        self.assertIn(f"{self.monde}:3:", told)
        self.assertIn("did you mean 'hosted'?", told)
        self.assertIn(f"{self.monde}:7:", told)
        self.monde.write_text(MONDE.replace('"demand" =', '"answers" ='), encoding="utf-8")
        told = self.call("check", self.path / "reference.toml", "--mondes", "--territory", TERRITORY, code=78).stderr
        self.assertIn("'demand.hosted' has no source", told)
        self.monde.unlink()
        self.call("check", self.path / "reference.toml", "--mondes", "--territory", TERRITORY, code=66)

    def test_compare_says_whether_a_sign_holds_in_all(self):
        for name in ("a", "b"):
            (self.path / "mondes" / f"{name}.toml").write_text(MONDE, encoding="utf-8")
        output = self.run_file(self.path / "reference.toml", self.path / "own.toml")
        told = json.loads(self.call("compare", output, "--format", "json").stdout)
        self.assertEqual(told["baseline"]["name"], "reference")
        self.assertEqual({line["scenario"] for line in told["lines"]}, {"own@a", "own@b", "own@test"})
        lines = told["mondes"]
        self.assertTrue(lines)
        for line in lines:
            self.assertEqual((line["scenario"], line["mondes"]), ("own", 3))
            # The three are one: what holds in one holds in all.
            self.assertIn(line["higher"], (0, 3))
            self.assertIn(line["lower"], (0, 3))
            expected = {(3, 0): "higher_in_all", (0, 3): "lower_in_all", (0, 0): "undecided"}
            self.assertEqual(line["sign"], expected[line["higher"], line["lower"]])
        self.assertIn("ACROSS THE 3 MONDES", self.call("compare", output, "--baseline", "reference").stdout)
        self.call("compare", output, "--baseline", "nobody", code=64)

    def test_a_story_is_told_of_each(self):
        other = MONDE.replace("demand.hosted = 0.0", "demand.hosted = 0.9")
        (self.path / "mondes" / "other.toml").write_text(other, encoding="utf-8")
        scenarios = (self.path / "reference.toml", self.path / "own.toml")
        plain = self.run_file(*scenarios)
        with_trail = self.run_file(*scenarios, name="trail.h5", options=("--mondes", "--events"))
        for name in ("reference@other", "own@other", "own@test"):
            with h5py.File(plain) as run:
                dwelling = int(run[f"scenarios/{name}/leases/dwelling"][0])
            subject = ["--scenario", name, "--replication", 0, "--dwelling", dwelling]
            again = self.call("trace", plain, *subject, "--territory", TERRITORY).stdout
            self.assertEqual(again, self.call("trace", with_trail, *subject).stdout)

    def test_validate_takes_a_monde(self):
        reference = SOURCES / "scenarios" / "reference.toml"
        lines = json.loads(subprocess.run(
            [PROGRAM, "validate", reference, "--monde", self.monde, "--replications", "1", "--format", "json"],
            capture_output=True, text=True).stdout)
        self.assertTrue(lines)


if __name__ == "__main__":
    unittest.main()
