#!/usr/bin/python3
"""sweep and merge: points of a design, split, stopped and joined again, are what one run would give."""

import csv
import io
import json
import os
import pathlib
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

import h5py
import numpy

PROGRAM = os.environ["MIXITE_PROGRAM"]
SOURCES = pathlib.Path(os.environ["MIXITE_SOURCE_DIR"])
TERRITORY = SOURCES / "tests" / "territory"
SCENARIOS = SOURCES / "scenarios"

PLAN = """title.en = "Strictness"
scenario = "cia-stricte.toml"
baseline = "reference.toml"
legal_status = "droit constant"
replications = 2
until = "2024-03"

[factors]
"quotas.q1_hors_qpv.share" = [0.25, 0.35]
"quotas.q1_hors_qpv.accounts" = ["each_landlord", "together"]
"""


def call(*arguments, code=0, **options):
    done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, **options)
    assert done.returncode == code, f"{done.returncode}: {done.stderr}"
    return done


class Sweep(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.folder = pathlib.Path(folder.name)
        shutil.copytree(SCENARIOS, cls.folder / "scenarios")
        cls.plan = cls.folder / "scenarios" / "plan.toml"
        cls.plan.write_text(PLAN)
        cls.points = cls.folder / "points"
        cls.told = call("sweep", cls.plan, "-o", cls.points, "--territory", TERRITORY, "--threads", 2).stderr
        cls.merged = cls.folder / "sweep.h5"
        call("merge", cls.points, "-o", cls.merged, "--quiet")

    def sweep(self, output, *more, code=0, plan=None):
        return call("sweep", plan or self.plan, "-o", output, "--territory", TERRITORY, "--quiet", *more, code=code)

    def digests(self, file):
        with h5py.File(file) as run:
            return {name: group.attrs["digest"] for name, group in run["scenarios"].items()}

    def test_one_run_of_all_points_gives_the_same(self):
        with h5py.File(self.merged) as run:
            names = [name.decode() for name in run["design/points/scenario"][:]]
            for name in names:
                text = run[f"scenarios/{name}/source_toml"][()].decode()
                (self.folder / "scenarios" / f"{name}.toml").write_text(text)
        self.assertEqual(names, [f"p{point:03}" for point in range(1, 5)])
        together = self.folder / "together.h5"
        call("run", self.folder / "scenarios" / "reference.toml",
             *[self.folder / "scenarios" / f"{name}.toml" for name in names], "--territory", TERRITORY,
             "--replications", 2, "--until", "2024-03", "-o", together, "--quiet")
        self.assertEqual(self.digests(self.merged), self.digests(together))
        self.assertEqual(len(set(self.digests(together).values())), 5, "two points are alike")
        with h5py.File(self.merged) as run, h5py.File(together) as other:
            for table in ("leases", "destinations", "chains"):
                for column in run[f"scenarios/p004/{table}"]:
                    numpy.testing.assert_array_equal(run[f"scenarios/p004/{table}/{column}"][:],
                                                     other[f"scenarios/p004/{table}/{column}"][:])

    def test_the_design_stands_in_the_result(self):
        with h5py.File(self.merged) as run:
            design = run["design"]
            self.assertEqual(design.attrs["points"], 4)
            self.assertEqual(design["source_toml"][()].decode(), PLAN)
            points = design["points"]
            numpy.testing.assert_array_equal(points["point"][:], range(1, 5))
            numpy.testing.assert_allclose(points["quotas.q1_hors_qpv.share"][:],
                                          numpy.repeat([0.25, 0.35], 2), rtol=1e-6)
            self.assertEqual([mode.decode() for mode in points["quotas.q1_hors_qpv.accounts"][:]],
                             ["each_landlord", "together"] * 2)
            parameters = run["scenarios/p003/parameters"]
            values = dict(zip(parameters["key"][:], parameters["value"][:]))
            self.assertEqual(values[b"quotas.q1_hors_qpv.share@2024-01"], b"0.35")

    def test_what_was_run_is_told_and_what_never_applied_once(self):
        self.assertIn("4 points run, 0 taken over\nphase ", self.told)
        notes = [line for line in self.told.splitlines() if line.startswith("note: ")]
        self.assertIn("note: reference and 4 more: no lease was of holder 'action_logement'", notes)
        said = [note.split(": ", 2)[2] for note in notes]
        self.assertEqual(len(said), len(set(said)))

    def test_shards_make_the_same_points(self):
        points = self.folder / "shards"
        self.sweep(points, "--shard", "1/2", "--threads", 1)
        refused = call("merge", points, "-o", self.folder / "shards.h5", "--quiet", code=64)
        self.assertIn("2 of 4 points of the design missing: 2, 4 ", refused.stderr)
        self.assertFalse((self.folder / "shards.h5").exists())
        self.sweep(points, "--shard", "2/2", "--threads", 1)
        call("merge", points, "-o", self.folder / "shards.h5", "--quiet")
        self.assertEqual(call("digest", self.folder / "shards.h5").stdout, call("digest", self.merged).stdout)

    def test_a_point_is_a_result_by_itself(self):
        alone = json.loads(call("compare", self.points / "p003.h5", "--format", "json").stdout)
        self.assertEqual([scenario["name"] for scenario in alone["scenarios"]], ["p003"])
        self.assertEqual(self.digests(self.points / "p003.h5"),
                         {name: digest for name, digest in self.digests(self.merged).items()
                          if name in ("reference", "p003")})

    def test_a_point_alone_tells_nothing_of_factors(self):
        told = call("sensitivity", self.points / "p003.h5", code=64).stderr
        self.assertIn("p003.h5: it holds 1 of the 4 points of its design", told)
        self.assertIn("mixite merge joins them", told)

    def test_a_damaged_point_is_told_with_what_to_do(self):
        points = self.folder / "damaged"
        points.mkdir()
        whole = (self.points / "p001.h5").read_bytes()
        (points / "p001.h5").write_bytes(whole[:len(whole) // 2])
        told = self.sweep(points, "--resume", code=74).stderr
        self.assertIn("p001.h5", told)
        self.assertIn("take it away, and --resume runs the point anew", told)

    def test_what_is_done_is_taken_over(self):
        points = self.folder / "again"
        shutil.copytree(self.points, points)
        kept = {path.name: path.stat().st_mtime_ns for path in points.iterdir() if path.name != "p003.h5"}
        (points / "p003.h5").unlink()
        refused = self.sweep(points, code=73)
        self.assertIn("p001.h5: is there already; --resume takes over", refused.stderr)
        self.sweep(points, "--resume")
        self.assertEqual(self.digests(points / "p003.h5"), self.digests(self.points / "p003.h5"))
        self.assertEqual(kept, {path.name: path.stat().st_mtime_ns for path in points.iterdir()
                                if path.name != "p003.h5"})

    def test_points_of_another_design_are_not_taken_over(self):
        other = self.folder / "scenarios" / "other.toml"
        for change, reason in ((("0.35]", "0.40]"), "another design"),
                               (("replications = 2", "replications = 5"), "replications: 2 there, 5 here")):
            other.write_text(PLAN.replace(*change))
            refused = self.sweep(self.points, "--resume", plan=other, code=64)
            self.assertIn("p001.h5: cannot be taken over: it was made with", refused.stderr)
            self.assertIn(reason, refused.stderr)

    def test_a_killed_sweep_loses_only_what_was_running(self):
        long = self.folder / "scenarios" / "long.toml"
        long.write_text(PLAN.replace("[0.25, 0.35]", "[0.25, 0.30, 0.35, 0.40, 0.45]"))
        points = self.folder / "killed"
        arguments = [PROGRAM, "sweep", long, "-o", points, "--territory", TERRITORY, "--quiet", "--threads", "1"]
        running = subprocess.Popen(list(map(str, arguments)), stderr=subprocess.PIPE, text=True)
        deadline = time.monotonic() + 120
        while running.poll() is None and not (points / "p008.h5").exists() and time.monotonic() < deadline:
            time.sleep(0.002)
        running.send_signal(signal.SIGINT)
        told = running.communicate(timeout=60)[1]
        self.assertEqual(running.returncode, 130, told)
        self.assertIn("keeps 8 of 10 points: the same command with --resume runs the others", told)
        self.assertEqual(sorted(path.name for path in points.iterdir()), [f"p{p:03}.h5" for p in range(1, 9)])
        self.sweep(points, "--resume", plan=long)
        self.assertEqual(len(list(points.glob("*.h5"))), 10)

    def test_effects_are_told_with_what_they_rest_on(self):
        told = json.loads(call("sensitivity", self.merged, "--format", "json").stdout)
        self.assertEqual(told["points"], [f"p{point:03}" for point in range(1, 5)])
        result = next(r for r in told["results"] if r["measure"] == "poverty_rate" and r["qpv"])
        self.assertEqual([(e["factor"], e["from"], e["to"]) for e in result["effects"]],
                         [("quotas.q1_hors_qpv.share", "0.25", "0.35"),
                          ("quotas.q1_hors_qpv.accounts", "each_landlord", "together")])
        compared = json.loads(call("compare", self.merged, "--format", "json").stdout)
        with h5py.File(self.merged) as run:
            zone = [code.decode() for code in run["axes/zone_code"][:]].index(result["qpv"])
            rates = {name: run[f"scenarios/{name}/indicators/poverty_rate"][:, -1, zone].astype(float)
                     for name in ("reference", "p003")}
        difference = (rates["p003"] - rates["reference"]).mean()
        self.assertAlmostEqual(result["points"][2]["difference"], difference, places=6)
        # By hand: the mean over points at one level less that at the other, as every level meets every other.
        by_level = [[point["difference"] for point in result["points"][level::2]] for level in (0, 1)]
        self.assertAlmostEqual(result["effects"][1]["effect"], sum(by_level[1]) / 2 - sum(by_level[0]) / 2, places=9)
        self.assertEqual(len(compared["scenarios"]), 4)
        rows = list(csv.DictReader(io.StringIO(call("sensitivity", self.merged, "--format", "csv").stdout)))
        row = next(r for r in rows if r["point"] == "p003" and r["measure"] == "poverty_rate" and r["qpv"])
        self.assertEqual((row["quotas.q1_hors_qpv.share"], row["quotas.q1_hors_qpv.accounts"]), ("0.35", "each_landlord"))

    def test_problems_of_points_are_told_in_the_design(self):
        wrong = self.folder / "scenarios" / "wrong.toml"
        wrong.write_text(PLAN.replace("[0.25, 0.35]", "[0.25, 0.99]"))
        told = self.sweep(self.folder / "none", plan=wrong, code=78).stderr
        self.assertIn("wrong.toml:9:", told)
        self.assertIn("point 3 (quotas.q1_hors_qpv.share = 0.99, ", told)
        self.assertIn(") and 1 more: ", told)
        self.assertNotIn("point 4", told)
        self.assertNotIn("p003.toml", told)
        self.assertFalse((self.folder / "none").exists())

    def test_scenarios_that_are_not_there_are_told_where_the_design_names_them(self):
        lost = self.folder / "scenarios" / "lost.toml"
        lost.write_text(PLAN.replace("cia-stricte.toml", "none.toml").replace("reference.toml", "mondes"))
        told = self.sweep(self.folder / "none", plan=lost, code=66).stderr
        self.assertIn("lost.toml:2:12: error: no such file: ", told)
        self.assertIn("lost.toml:3:12: error: no such file: ", told)
        self.assertIn("2 errors; nothing was run", told)
        self.assertFalse((self.folder / "none").exists())

    def test_designs_that_come_along_are_sound(self):
        plans = sorted((SCENARIOS / "plans").glob("*.toml"))
        self.assertGreater(len(plans), 0)
        for plan in plans:
            told = call("sweep", plan, "-o", self.folder / "none", "--dry-run").stdout
            self.assertRegex(told, r"^(\d+) of \1 points, ")

    def test_the_size_is_told_before(self):
        told = self.sweep(self.folder / "none", "--shard", "2/5", "--dry-run").stdout
        self.assertRegex(told, r"^1 of 4 points, 2 replications each\nabout \d+ MB of memory beyond the program's own, "
                               r"\d+ s on (1 thread|\d+ threads)\n$")
        self.assertFalse((self.folder / "none").exists())
        for shard in ("0/3", "4/3", "3", "a/b", "1/3x"):
            self.assertIn("it is no part of a whole", self.sweep(self.folder / "none", "--shard", shard, code=64).stderr)

    def test_a_design_that_tells_no_factor_apart_is_told_before(self):
        few = self.folder / "scenarios" / "few.toml"
        few.write_text(PLAN.split("[factors]")[0] + """points = 2
[factors]
"quotas.q1_hors_qpv.share" = { low = 0.25, high = 0.35 }
"commission.candidates" = { low = 3, high = 6 }
""")
        told = self.sweep(self.folder / "none", "--dry-run", plan=few).stderr
        self.assertIn("2 points do not tell the 2 steps of the factors apart", told)
        self.assertEqual(self.sweep(self.folder / "none", "--dry-run").stderr, "")

    def test_points_run_in_each_monde_and_on_drawn_parameters(self):
        plan = self.folder / "scenarios" / "crossed.toml"
        plan.write_text(PLAN.replace("replications = 2", "replications = 1\nmondes = true\ndraw_parameters = true")
                        .replace("[0.25, 0.35]", "[0.25, 0.35]")
                        .replace("2024-03", "2024-01").split('"quotas.q1_hors_qpv.accounts"')[0])
        points = self.folder / "crossed"
        self.sweep(points, plan=plan)
        merged = self.folder / "crossed.h5"
        call("merge", points, "-o", merged, "--quiet")
        mondes = [path.stem for path in sorted((SCENARIOS / "mondes").glob("*.toml"))]
        with h5py.File(merged) as run:
            self.assertEqual(set(run["scenarios"]),
                             {f"{name}@{monde}" for monde in mondes
                              for name in ["reference", *[f"p{point:03}" for point in range(1, 3)]]})
            self.assertEqual(run["provenance/model"].attrs["parameters"], "drawn")
            self.assertIn("drawn_parameters", run[f"scenarios/p001@{mondes[0]}"])
        told = json.loads(call("sensitivity", merged, "--format", "json").stdout)
        self.assertEqual({result["monde"] for result in told["results"]}, set(mondes))

    def test_runs_of_one_life_are_joined_and_others_are_not(self):
        def run(name, *scenarios, seed=1):
            call("run", *[SCENARIOS / f"{scenario}.toml" for scenario in scenarios], "--territory", TERRITORY,
                 "--replications", 2, "--until", "2024-03", "--seed", seed, "-o", self.folder / name, "--quiet")
            return self.folder / name
        first = run("first.h5", "reference", "cia-stricte")
        second = run("second.h5", "reference", "civ-2023")
        both = run("both.h5", "reference", "cia-stricte", "civ-2023")
        joined = self.folder / "joined.h5"
        call("merge", first, second, "-o", joined, "--quiet")
        self.assertEqual(call("digest", joined).stdout, call("digest", both).stdout)
        self.assertEqual(call("diff", joined, both).stdout, "the two results hold the same\n")
        refused = call("merge", first, run("third.h5", "reference", "loterie", seed=2), "-o", self.folder / "no.h5",
                       code=64).stderr
        self.assertIn("seed, draws or parameters", refused)
        self.assertFalse((self.folder / "no.h5").exists())
        call("merge", first, second, "-o", joined, "--quiet", code=73)


if __name__ == "__main__":
    unittest.main()
