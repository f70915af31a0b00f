#!/usr/bin/python3
"""mixite diff: one number changed in a copy is found, with its month, table, entity and field."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import h5py

PROGRAM = os.environ["MIXITE_PROGRAM"]
SOURCES = pathlib.Path(os.environ["MIXITE_SOURCE_DIR"])


class Diff(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.result = cls.folder / "run.h5"
        cls.simulate(cls.result, 1)

    @staticmethod
    def simulate(output, seed):
        subprocess.run([PROGRAM, "run", SOURCES / "scenarios" / "reference.toml", "--territory", SOURCES / "tests" / "territory",
                        "-o", output, "--replications", "2", "--until", "2024-12", "--seed", str(seed), "--events", "--quiet"],
                       check=True)

    def changed(self, path, position, value):
        copy = self.folder / "changed.h5"
        shutil.copy(self.result, copy)
        with h5py.File(copy, "r+") as file:
            file[path][position] = value
        return copy

    def diff(self, other, code=1):
        done = subprocess.run([PROGRAM, "diff", self.result, other], capture_output=True, text=True)
        self.assertEqual(done.returncode, code, done.stderr)
        return dict(line.split(maxsplit=1) for line in done.stdout.replace("first file", "first").replace(
            "second file", "second").splitlines()) if code else done.stdout

    def test_a_result_is_like_itself(self):
        self.assertIn("the same", self.diff(self.result, code=0))

    def test_an_indicator(self):
        with h5py.File(self.result) as file:
            zone = file["axes/zone_code"].asstr()[1]
        told = self.diff(self.changed("scenarios/reference/indicators/households", (1, 6, 1), 12345.0))
        self.assertEqual(told["part"], "reference")
        self.assertEqual((told["month"], told["replication"], told["table"]), ("2024-07", "1", "indicators"))
        self.assertEqual((told["entity"], told["field"], told["second"]), (f"zone {zone}", "households", "12345"))

    def test_the_history_comes_first(self):
        copy = self.changed("history/indicators/births", (0, 3), 99.0)
        with h5py.File(copy, "r+") as file:
            file["scenarios/reference/indicators/births"][0, 0] = 99.0
        self.assertEqual(self.diff(copy)["month"], "2019-04")

    def test_a_lease(self):
        with h5py.File(self.result) as file:
            household = int(file["scenarios/reference/leases/household"][2])
        told = self.diff(self.changed("scenarios/reference/leases/points", 2, -7))
        self.assertEqual((told["table"], told["entity"], told["field"], told["second"]),
                         ("leases", f"household {household}", "points", "-7"))

    def test_a_dwelling_of_month_zero(self):
        told = self.diff(self.changed("territory/dwellings/rent_cents", 4, 1))
        self.assertEqual((told["part"], told["table"], told["field"]), ("territory", "dwellings", "rent_cents"))

    def test_other_random_lives_differ(self):
        other = self.folder / "other.h5"
        self.simulate(other, 2)
        self.assertIn("part", self.diff(other))


if __name__ == "__main__":
    unittest.main()
