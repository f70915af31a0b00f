#!/usr/bin/python3
"""mixite trace: a story from the stored trail and from the replication run again is the same story, and agrees with the tables."""

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
SCENARIOS = [SOURCES / "scenarios" / "reference.toml", SOURCES / "scenarios" / "cia-stricte.toml"]
SECOND = SCENARIOS[1].stem


def call(*arguments, code=0):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == code, f"{done.returncode}: {done.stderr}"
    return done


class Trace(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        cls.with_trail = cls.folder / "events.h5"
        cls.without = cls.folder / "plain.h5"
        common = ["--territory", TERRITORY, "--replications", 2, "--until", "2027-12", "--quiet"]
        call("run", *SCENARIOS, "-o", cls.with_trail, "--events", *common)
        call("run", *SCENARIOS, "-o", cls.without, *common)
        with h5py.File(cls.with_trail) as run:
            leases = run[f"scenarios/{SECOND}/leases"]
            of_second = leases["replication"][:] == 1
            cls.dwelling = int(leases["dwelling"][:][of_second][0])
            cls.household = int(leases["household"][:][of_second][0])

    def trace(self, file, *more, code=0, subject=None, replication=1):
        return call("trace", file, "--scenario", SECOND, "--replication", replication, *(subject or ["--dwelling", self.dwelling]),
                    *more, code=code)

    def test_stored_or_run_again_the_story_is_the_same(self):
        for subject in (["--dwelling", self.dwelling], ["--household", self.household]):
            stored = self.trace(self.with_trail, subject=subject).stdout
            again = self.trace(self.without, "--territory", TERRITORY, subject=subject).stdout
            self.assertEqual(stored, again)
            self.assertIn("bail signé", stored)
            self.assertIn("Population synthétique", stored)

    def test_the_story_tells_the_numbers_of_the_tables(self):
        story = self.trace(self.with_trail).stdout
        with h5py.File(self.with_trail) as run:
            decisions = run[f"scenarios/{SECOND}/decisions"]
            own = (decisions["replication"][:] == 1) & (decisions["dwelling"][:] == self.dwelling)
            told = [(int(e), int(r)) for e, r in re.findall(r"(\d+) demandes? recevables? ; (\d+) candidat", story)]
            self.assertEqual(told, list(zip(decisions["eligible"][own].tolist(), decisions["ranked"][own].tolist())))

    def test_the_terms_of_the_points_add_up(self):
        with h5py.File(self.with_trail) as run:
            ranked, points = (run[f"scenarios/{SECOND}/{name}"] for name in ("ranked", "points"))
            sums = {}
            keys = ("replication", "month", "round", "dwelling", "household")
            for *key, term in zip(*(points[k][:] for k in keys), points["points"][:]):
                sums[tuple(map(int, key))] = sums.get(tuple(map(int, key)), 0) + int(term)
            for *key, total in zip(*(ranked[k][:] for k in keys), ranked["points"][:]):
                self.assertEqual(sums.get(tuple(map(int, key)), 0), int(total))

    def test_the_asked_are_the_offers_and_the_let_are_the_leases(self):
        with h5py.File(self.with_trail) as run:
            group = run[f"scenarios/{SECOND}"]
            asked = group["ranked/asked"][:] == 1
            numpy.testing.assert_array_equal(group["ranked/household"][:][asked], group["offers/household"][:])
            self.assertEqual(int(group["decisions/let"][:].sum()), len(group["leases/lease"]))
            self.assertEqual(int(group["decisions/asked"][:].sum()), len(group["offers/offer"]))
            self.assertTrue((group["decisions/eligible"][:] >= group["decisions/ranked"][:]).all())

    def test_the_decisions_told_one_by_one_are_those_counted(self):
        with h5py.File(self.with_trail) as run:
            group = run[f"scenarios/{SECOND}"]
            tables = [group["ranked"], group["turned_away"]]
            names = h5py.check_enum_dtype(tables[1]["decision"].dtype)
            self.assertEqual("".join(name[0] for name in sorted(names, key=names.get)), "abcde")
            replication, decision = (numpy.concatenate([table[name][:] for table in tables]) for name in ("replication", "decision"))
            for code, kind in enumerate(("attribution", "ranked", "conditional", "non_attribution", "inadmissible")):
                counted = group[f"indicators/decided_{kind}"][:].sum(axis=(1, 2))
                told = [int(((replication == r) & (decision == code)).sum()) for r in range(len(counted))]
                self.assertEqual(told, counted.tolist(), kind)
            self.assertLess(tables[0]["decision"][:].max(), 3)
            self.assertGreaterEqual(tables[1]["decision"][:].min(), 3)

    def test_who_was_turned_away_is_found_by_its_key_and_told_of_with_the_article(self):
        with h5py.File(self.with_trail) as run:
            rows = run[f"scenarios/{SECOND}/turned_away"]
            found = {name: rows[name][:].tolist() for name in ("replication", "household", "dwelling", "decision")}
        last = {decision: i for i, decision in enumerate(found["decision"])}
        self.assertEqual(sorted(last), [3, 4])
        for decision, i in last.items():
            household, dwelling, letter = found["household"][i], found["dwelling"][i], "abcde"[decision]
            replication = found["replication"][i]
            for language, who in (("fr", f"ménage {household} : "), ("en", f"household {household}: ")):
                for subject in (["--household", household], ["--dwelling", dwelling]):
                    with self.subTest(letter=letter, language=language, subject=subject):
                        lines = self.trace(self.with_trail, "--lang", language, subject=subject,
                                           replication=replication).stdout.splitlines()
                        self.assertTrue(any(who in line and f"CCH R.441-3, {letter}" in line for line in lines), lines)
            subject = ["--household", household]
            of_file = self.trace(self.with_trail, subject=subject, replication=replication).stdout
            again = self.trace(self.without, "--territory", TERRITORY, subject=subject, replication=replication).stdout
            self.assertEqual(of_file, again)

    def test_in_english(self):
        self.assertIn("lease signed", self.trace(self.with_trail, "--lang", "en").stdout)

    def test_other_inputs_are_refused(self):
        copy = self.folder / "territory"
        shutil.copytree(TERRITORY, copy)
        behaviour = copy / "behaviour.toml"
        behaviour.write_text(behaviour.read_text(encoding="utf-8") + "\n# read since\n", encoding="utf-8")
        manifest = copy / "MANIFEST.toml"
        subprocess.run(["/usr/bin/python3", SOURCES / "data" / "seal.py", copy], check=True, capture_output=True)
        told = self.trace(self.without, "--territory", copy, code=65).stderr
        self.assertRegex(told, r"territory: error: 1 of the \d+ files that the run read are others here, or none: behaviour\.toml \(")
        facts = copy / "territory.toml"
        facts.write_text(facts.read_text(encoding="utf-8") + "\n# read since\n", encoding="utf-8")
        subprocess.run(["/usr/bin/python3", SOURCES / "data" / "seal.py", copy], check=True, capture_output=True)
        told = self.trace(self.without, "--territory", copy, code=65).stderr
        self.assertRegex(told, r"2 of the \d+ files .* none: (behaviour\.toml, territory\.toml|territory\.toml, behaviour\.toml) \(")
        self.assertIn("1 error; nothing was run", told)
        self.assertTrue(manifest.exists())

    def test_what_is_not_there_is_told(self):
        self.assertIn("--territory", self.trace(self.without, code=64).stderr)
        self.assertIn("knows the key 5", self.trace(self.with_trail, code=64, subject=["--household", 5]).stderr)
        self.assertIn("replications 0 to 1",
                      call("trace", self.with_trail, "--scenario", SECOND, "--replication", 9, "--household", 5, code=64).stderr)
        told = call("trace", self.with_trail, "--scenario", "none", "--replication", 0, "--household", 5, code=64).stderr
        self.assertIn(f"it holds: reference, {SECOND}", told)

    def test_under_secrecy_nobody_is_told_of(self):
        copy = self.folder / "secret"
        shutil.copytree(TERRITORY, copy)
        facts = copy / "territory.toml"
        facts.write_text(facts.read_text(encoding="utf-8").replace("statistical_secrecy = false", "statistical_secrecy = true"),
                         encoding="utf-8")
        self.assertIn("statistical_secrecy = true", facts.read_text(encoding="utf-8"))
        subprocess.run(["/usr/bin/python3", SOURCES / "data" / "seal.py", copy], check=True, capture_output=True)
        secret = self.folder / "secret.h5"
        common = ["-o", secret, "--territory", copy, "--replications", 1, "--until", "2024-03", "--quiet"]
        self.assertIn("--events: under statistical secrecy", call("run", SCENARIOS[0], "--events", *common, code=64).stderr)
        self.assertFalse(secret.exists())
        call("run", SCENARIOS[0], *common)
        told = call("trace", secret, "--scenario", "reference", "--replication", 0, "--household", 5, code=64).stderr
        self.assertIn("secrecy", told)


if __name__ == "__main__":
    unittest.main()
