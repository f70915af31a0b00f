"""Territories of several agglomerations, from outside: the same bits, their size told before, refused if too large."""
import os
import pathlib
import re
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
REFERENCE = SOURCES / "scenarios" / "reference.toml"


class Copies(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name)

    def territory(self, copies):
        """The tests' territory with this line put before the first section of its territory.toml."""
        copy = self.path / f"territory-{copies}"
        shutil.copytree(TERRITORY, copy)
        facts = copy / "territory.toml"
        facts.write_text(f"copies = {copies}\n" + facts.read_text(encoding="utf-8"), encoding="utf-8")
        subprocess.run([sys.executable, SOURCES / "data" / "seal.py", copy], check=True, capture_output=True)
        return copy

    def call(self, territory, *more, code=0):
        done = subprocess.run([PROGRAM, "run", REFERENCE, "--territory", territory, "--until", "2024-03", "--force",
                               "-o", self.path / "run.h5", *map(str, more)], capture_output=True, text=True)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def indicators(self, territory, *more):
        self.call(territory, *more)
        with h5py.File(self.path / "run.h5") as run:
            return {name: values[()] for name, values in run["scenarios/reference/indicators"].items()
                    if values.ndim >= 2}

    def assert_same(self, some, others):
        self.assertEqual(some.keys(), others.keys())
        for name, values in some.items():
            numpy.testing.assert_array_equal(values, others[name], name)

    def test_one_copy_is_no_key(self):
        self.assert_same(self.indicators(TERRITORY), self.indicators(self.territory(1)))

    def test_a_trail_of_several_is_refused(self):
        three = self.territory(3)
        for more in ([], ["--dry-run"]):
            self.assertIn("--events: of several agglomerations", self.call(three, "--events", *more, code=64).stderr)
        self.assertFalse((self.path / "run.h5").exists())

    def test_threads_change_nothing(self):
        three = self.territory(3)
        alone = self.indicators(three, "--threads", 1)
        self.assert_same(alone, self.indicators(three, "--threads", 2))
        self.assert_same(alone, self.indicators(three, "--threads", 5))
        with h5py.File(self.path / "run.h5") as run:
            self.assertTrue(run.attrs["title"].endswith(" × 3"))
            self.assertNotIn("leases", run["scenarios/reference"])

    def test_why_no_story_of_one_among_several_is_told(self):
        self.call(self.territory(3), "--replications", 1)
        told = subprocess.run([PROGRAM, "trace", self.path / "run.h5", "--scenario", "reference", "--replication", "0",
                               "--household", "5"], capture_output=True, text=True)
        self.assertEqual(told.returncode, 64)
        self.assertIn("of several agglomerations", told.stderr)
        self.assertNotIn("secrecy", told.stderr)

    def test_another_copy_lives_other_lives(self):
        one, two = self.indicators(TERRITORY), self.indicators(self.territory(2))
        self.assertFalse(numpy.array_equal(one["households_of_agglomeration"], two["households_of_agglomeration"]))

    def test_a_dry_run_tells_memory_and_time(self):
        told = [self.call(self.territory(copies), "--dry-run").stdout for copies in (2_000, 20_000)]
        households, megabytes = zip(*[(int(re.search(r"(\d+) households", text)[1]),
                                       int(re.search(r"about (\d+) MB of memory beyond the program's own, \d+ (s|min|h) ", text)[1])) for text in told])
        self.assertEqual(households[1], 10 * households[0])
        self.assertAlmostEqual(megabytes[1] / megabytes[0], 10, delta=2)
        self.assertFalse((self.path / "run.h5").exists())

    def test_what_does_not_fit_is_refused_with_the_figure(self):
        for more in ((), ("--dry-run",)):
            shutil.rmtree(self.path / "territory-10000000", ignore_errors=True)
            territory = self.territory(10_000_000)
            told = self.call(territory, *more, code=65).stderr
            self.assertRegex(told, rf"{territory}/territory.toml: error: 10000000 agglomerations of \d+ households "
                                   r"need about \d+\.\d GB on \d+ threads? \(this machine has \d+\.\d GB free\)")
            self.assertRegex(told, r"copies = \d+ would fit")
        self.assertEqual(list(self.path.glob("run.h5*")), [])


if __name__ == "__main__":
    unittest.main()
