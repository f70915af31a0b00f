"""Exit codes, messages and files of the program, seen from outside."""
import csv
import io
import json
import os
import pathlib
import pty
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
import unittest

import h5py

PROGRAM = os.environ["MIXITE_PROGRAM"]
SOURCES = pathlib.Path(os.environ["MIXITE_SOURCE_DIR"])
TERRITORY = SOURCES / "tests" / "territory"
REFERENCE = SOURCES / "scenarios" / "reference.toml"
HEADER = f"""extends = "{REFERENCE}"
title.fr = "Essai"
title.en = "Trial"
description = "A trial."
origin = "méthode"
legal_status = "droit constant"
"""


class Program(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name)
        self.output = self.path / "run.h5"

    def call(self, *arguments, code=0):
        done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def told_on_a_terminal(self, *arguments):
        """What it writes on stderr where that is a terminal."""
        ours, its = pty.openpty()
        with subprocess.Popen([PROGRAM, *map(str, arguments)], stdout=subprocess.DEVNULL, stderr=its) as running:
            os.close(its)
            told = b""
            try:
                while read := os.read(ours, 4096):
                    told += read
            except OSError:  # how a terminal ends
                pass
            os.close(ours)
            self.assertEqual(running.wait(), 0, told)
        return told.decode()

    def run_arguments(self, *more, replications=2):
        return ["run", REFERENCE, "--territory", TERRITORY, "-o", self.output,
                "--replications", replications, "--until", "2024-06", *more]

    def scenario(self, text):
        path = self.path / "essai.toml"
        path.write_text(HEADER + text, encoding="utf-8")
        return path

    def territory(self, change):
        copy = self.path / "territory"
        shutil.copytree(TERRITORY, copy)
        change(copy)
        return copy

    def territory_with_a_fact(self):
        return self.territory(lambda copy: (copy / "published_facts.toml").write_text("""[[fact]]
id = "some"
label_fr = "Quelques ménages"
label_en = "Some households"
quantity = "households"
from = "2019-01"
to = "2019-01"
low = 1
high = 1000000
source = "test"
status = "official"
held_out = false
""", encoding="utf-8"))

    def left(self):
        return sorted(p.name for p in self.path.iterdir() if p.suffix in (".h5", ".part"))

    def test_an_unknown_key_is_told_with_its_place_and_a_suggestion(self):
        path = self.scenario("[commission]\ncandidats = 3\n")
        told = self.call("check", path, "--territory", TERRITORY, code=78).stderr
        self.assertIn(f"{path}:8:1: error: unknown key 'commission.candidats'", told)
        self.assertIn("did you mean", told)
        self.assertIn("nothing was run", told)

    def test_all_problems_are_told_at_once(self):
        path = self.scenario('[commission]\ncandidates = 0\nrounds_a_month = "two"\n')
        told = self.call("check", path, "--territory", TERRITORY, code=78).stderr
        self.assertIn("candidates", told)
        self.assertIn("rounds_a_month", told)
        self.assertIn("2 errors", told)

    def test_what_only_the_territory_shows_is_told_with_the_rest(self):
        path = self.scenario("""[commission]
candidats = 3
[quotas.nowhere]
group = "first_quartile"
scope = "outside_qpv"
zones = ["UNKNOWN"]
share = 0.3
[programme.early]
kind = "delivery"
place = "99999"
landlord = "nobody"
from = "2022-01"
until = "2030-12"
dwellings = 4
rooms = 2
surface_m2 = 46.0
rent_euros_per_m2 = 6.4
charges_euros_per_m2 = 2.3
[programme.broken]
kind = "delivry"
place = "99998"
from = "2022-01"
until = "2030-12"
dwellings = 4
[sources]
"quotas" = { text = "test", status = "assumption" }
"programme" = { text = "test", status = "assumption" }
""")
        told = self.call("check", path, "--territory", TERRITORY, code=78).stderr
        for mistake in ("unknown key 'commission.candidats'", "quota 'nowhere' has no 'guard_days'", "unknown zone 'UNKNOWN'",
                        "programme.early.from = 2022-01", "no place '99999'", "no landlord 'nobody'",
                        'programme.broken.kind = "delivry"'):
            self.assertIn(mistake, told)
        self.assertIn("7 errors; nothing was run", told, "and nothing that only follows from a wrong value")
        self.assertNotIn("99998", told)

    def test_each_mistake_of_a_file_that_several_extend_is_told_once(self):
        root = self.path / "reference.toml"
        root.write_text(REFERENCE.read_text(encoding="utf-8").replace("rounds_a_month = 2", "rounds_a_month = 0"),
                        encoding="utf-8")
        child = self.path / "child.toml"
        child.write_text('extends = "reference.toml"\n', encoding="utf-8")
        self.assertIn("1 error; nothing was run", self.call("check", root, child, "--territory", TERRITORY, code=78).stderr)

    def told_of(self, text):
        return self.call("check", self.scenario(text), "--territory", TERRITORY, code=78).stderr

    def test_an_unknown_criterion_is_told_with_a_suggestion(self):
        for line, meant in (("single_parnt = 5", "single_parent"), ("transfers.evicton = 20", "eviction")):
            with self.subTest(line=line):
                told = self.told_of(f"[cotation]\n{line}\n")
                self.assertRegex(told, r"essai\.toml:8:\d+: error: unknown key 'cotation\.")
                self.assertIn(f"did you mean '{meant}'?", told)

    def test_a_grid_that_is_not_in_force_and_one_without_points_are_told(self):
        self.assertIn("belongs to a grid that is not in force", self.told_of("[cotation.transfers]\ndalo = 50\n"))
        self.assertIn("without points", self.told_of('[cotation]\ntransfers_by = "own"\n'))
        self.assertIn("no job is on the list", self.told_of("[cotation]\nessential_work = 5\n"))

    def test_an_advert_that_nobody_can_answer_and_an_assignment_undone_are_told(self):
        self.assertIn("nobody could answer", self.told_of("[adverts]\nshare = 0.5\n"))
        told = self.told_of('[commission]\nengine = "optimal_assignment"\n')
        self.assertIn("ranks the optimal assignment out of order", told)
        self.assertIn("worth nothing to the objective", told)

    def test_a_rule_outside_the_law_must_be_stated_as_such(self):
        told = self.told_of('[commission]\nengine = "common_lottery"\n')
        self.assertIn('is no present law', told)
        self.assertIn('state legal_status = "contrefactuel hors droit"', told)
        told = self.told_of("[mayor]\nveto_of_first_quartile = 0.1\n")
        self.assertIn('state legal_status = "projet de loi"', told)
        self.assertNotIn("no present law", self.told_of("[mayor]\nveto_of_first_quartile = 0\nveto_of_other = 0\n"))

    def with_a_further_holder(self, root, name="essai"):
        path = self.path / f"{name}.toml"
        path.write_text(HEADER.replace(str(REFERENCE), str(root)) + """[reservations.holders]
an_agency.share = 0.10
landlord.share = 0.22
[sources]
"reservations.holders" = { text = "test", status = "assumption" }
""", encoding="utf-8")
        return path

    def test_strategies_of_a_run_have_the_same_holders_in_every_month(self):
        alone = self.with_a_further_holder(REFERENCE)
        for files in ([alone], [REFERENCE, alone], [alone, REFERENCE]):
            told = self.call("check", *files, "--territory", TERRITORY, code=78).stderr
            self.assertIn(f"{alone}:8:19: error: '", told)
            self.assertIn("has no holder 'an_agency' in 2019-01", told)
            self.assertIn(f"give it a share of 0 in {REFERENCE}: reservations.holders.an_agency.share = 0.0", told)
        self.call("run", REFERENCE, alone, "--territory", TERRITORY, "-o", self.output, code=78)
        self.assertFalse(self.output.exists())

    def with_groups_in_the_grid(self, name, groups):
        path = self.path / f"{name}.toml"
        lines = [f'[groups.{group}]\nany_of = ["hosted_or_without_dwelling"]\n[cotation.groups.{group}]\npoints = 40\n'
                 for group in groups]
        path.write_text(HEADER + "".join(lines) + """[sources]
"groups" = { text = "test", status = "assumption" }
"cotation" = { text = "test", status = "assumption" }
""", encoding="utf-8")
        return path

    def test_groups_of_a_grid_are_told_by_name_and_change_no_other_scenario(self):
        late = self.with_groups_in_the_grid("late", ["mm", "zz"])
        early = self.with_groups_in_the_grid("early", ["aa"])
        alone = self.path / "alone.h5"
        for output, scenarios in ((self.output, [late, early, REFERENCE]), (alone, [REFERENCE])):
            self.call("run", *scenarios, "--territory", TERRITORY, "-o", output, "--replications", 2, "--until", "2025-12",
                      "--events", "--quiet")
        with h5py.File(self.output) as run, h5py.File(alone) as other:
            for scenario, groups in (("late", ["mm", "zz"]), ("early", ["aa"])):
                criterion = run[f"scenarios/{scenario}/points/criterion"]
                members = h5py.check_enum_dtype(criterion.dtype)
                told = {name for name, code in members.items() if (criterion[:] == code).any()}
                self.assertEqual({name for name in told if name.startswith("group_")},
                                 {f"group_{number}" for number in range(1, len(groups) + 1)})
                self.assertEqual([name.decode() for name in run[f"scenarios/{scenario}/grid_groups/name"][:]], groups)
            self.assertNotIn("grid_groups", run["scenarios/reference"])
            self.assertEqual(run["scenarios/reference"].attrs["digest"], other["scenarios/reference"].attrs["digest"])

    def test_more_groups_in_the_grids_of_a_scenario_than_can_be_told_apart_are_told(self):
        a, b = (self.with_groups_in_the_grid(name, [f"{name}{i}" for i in range(7)]) for name in ("a", "b"))
        self.call("check", a, b, "--territory", TERRITORY)
        later = a.read_text(encoding="utf-8")
        a.write_text(later + '[[period]]\nfrom = "2026-01"\n' + "".join(
            f'groups.b{i}.any_of = ["hosted_or_without_dwelling"]\ncotation.groups.b{i}.points = 40\n'
            f'cotation.groups.a{i}.points = 0\n' for i in range(7)) + """[period.sources]
"groups" = { text = "test", status = "assumption" }
"cotation" = { text = "test", status = "assumption" }
""", encoding="utf-8")
        told = self.call("check", a, "--territory", TERRITORY, code=78).stderr
        self.assertIn(f"{a}:", told)
        self.assertIn("over its periods the grids give points to 14 groups (12 at most are told apart)", told)

    def test_a_holder_with_a_share_of_0_never_has_a_turn(self):
        root = self.path / "reference.toml"
        root.write_text(REFERENCE.read_text(encoding="utf-8").replace(
            "[reservations.holders.landlord]", "[reservations.holders.an_agency]\nshare = 0.0\n\n[reservations.holders.landlord]"),
            encoding="utf-8")
        other = self.with_a_further_holder(root)
        told = self.call("run", other, root, "--territory", TERRITORY, "-o", self.output, "--replications", 4,
                         "--until", "2026-12").stderr
        self.assertNotIn("no lease was of holder 'an_agency'", told)
        with h5py.File(self.output) as run:
            holders = [name.decode() for name in run["axes/holder_code"][:]]
            agency = holders.index("an_agency")
            self.assertFalse((run["scenarios/reference/leases/holder"][:] == agency).any())
            self.assertTrue((run["scenarios/essai/leases/holder"][:] == agency).any())
        self.call("compare", self.output)

    def test_cyclic_extends(self):
        path = self.path / "cycle.toml"
        path.write_text('extends = "cycle.toml"\n', encoding="utf-8")
        self.call("check", path, "--territory", TERRITORY, code=78)

    def test_check_sums_up_what_a_strategy_changes(self):
        path = self.scenario('[commission]\ncandidates = 4\nrounds_a_month = 2\n[[period]]\nfrom = "2026-01"\n'
                             "commission.candidates = 5\n[sources]\n"
                             '"commission.candidates" = { text = "of a study", status = "literature" }\n')
        told = self.call("check", path, "--territory", TERRITORY).stdout.splitlines()
        self.assertRegex(told[0], rf"^{path.stem}: .*beside reference:$")
        self.assertIn("droit constant", told[0])
        changes = [line for line in told[1:-1] if "commission.candidates" in line]
        self.assertRegex(changes[0], r"^  commission\.candidates from 2024-01: \d+ → 4 \[.*\] \(literature: of a study\)$")
        self.assertRegex(changes[1], r"^  commission\.candidates from 2026-01: \d+ → 5 \[.*\] \(literature: of a study\)$")
        self.assertEqual(len(changes), 2, told)
        self.assertNotIn("adverts.share", "".join(told))
        self.assertEqual(self.call("check", REFERENCE, "--territory", TERRITORY).stdout.count("\n"), 1)

    def test_a_folder_or_a_name_mistyped_is_told_with_what_is_there(self):
        folder = self.path / "folder"
        folder.mkdir()
        self.assertIn("folder: error: is a folder; it holds no .toml file", self.call("check", folder, code=66).stderr)
        for name in ("strict.toml", "lottery.toml"):
            (folder / name).write_text("")
        self.assertIn(f"is a folder (it holds lottery.toml, strict.toml); give files of it, as {folder / 'lottery.toml'}",
                      self.call("check", folder, code=66).stderr)
        for mistyped in ("srtict.toml", "strict"):
            self.assertIn(f"no such file; did you mean '{folder / 'strict.toml'}'?",
                          self.call("check", folder / mistyped, code=66).stderr)
        (folder / "of_it.toml").write_text('extends = "lotery.toml"\n')
        self.assertIn(f"did you mean '{folder / 'lottery.toml'}'?", self.call("check", folder / "of_it.toml", code=66).stderr)

    def test_missing_files(self):
        self.call("check", self.path / "none.toml", code=66)
        self.call("check", REFERENCE, "--territory", self.path / "none", code=66)

    def test_wrong_tables(self):
        def damage(copy):
            zones = copy / "zones.csv"
            zones.write_text(zones.read_text() + "\n")

        self.assertIn("zones.csv", self.call("check", REFERENCE, "--territory", self.territory(damage), code=65).stderr)

    def test_a_table_that_was_changed_is_refused_until_the_manifest_is_sealed(self):
        def grow(copy):
            table = copy / "social_deliveries.csv"
            table.write_text(table.read_text() + table.read_text().splitlines()[-1] + "\n")

        changed = self.territory(grow)
        self.assertIn("sha256", self.call("check", REFERENCE, "--territory", changed, code=65).stderr)
        told = subprocess.run([SOURCES / "data" / "seal.py", changed], capture_output=True, text=True, check=True).stdout
        self.assertEqual(told.count("social_deliveries.csv"), 2)
        self.assertEqual(len(told.splitlines()), 2)
        self.call("check", REFERENCE, "--territory", changed)

    def test_the_scenario_wins_over_the_tables(self):
        bad_tables = self.territory(lambda copy: (copy / "zones.csv").write_text("nothing\n"))
        self.call("check", self.scenario("[commission]\ncandidates = 0\n"), "--territory", bad_tables, code=78)

    def test_requests_grow_beyond_what_one_draw_gives(self):
        def many(copy):
            behaviour = copy / "behaviour.toml"
            text, count = re.subn(r"(?m)^outside_requests_a_year = .*$", "outside_requests_a_year = 12000.0",
                                  behaviour.read_text(encoding="utf-8"))
            self.assertEqual(count, 1)
            behaviour.write_text(text.replace("low = 4.0, high = 40.0", "low = 4.0, high = 40000.0"), encoding="utf-8")
            subprocess.run([sys.executable, SOURCES / "data" / "seal.py", copy], check=True, capture_output=True)
        self.call("run", REFERENCE, "--territory", self.territory(many), "-o", self.output, "--replications", 1,
                  "--until", "2024-02")

    def test_wrong_command_lines(self):
        self.call("fly", code=64)
        self.call(code=64)
        self.call("run", REFERENCE, "-o", self.output, "--until", "soon", code=64)
        self.call("compare", "--at", "2024", self.path / "x.h5", code=64)

    def test_one_scenario_is_validated_or_fitted_and_a_second_is_refused(self):
        for verb in ("validate", "fit"):
            second = SOURCES / "scenarios" / "cia-stricte.toml"
            self.call(verb, REFERENCE, second, "--territory", TERRITORY, code=64)

    def test_help_has_an_example(self):
        for verb in ("check", "describe", "run", "compare", "inspect", "digest", "fit", "validate"):
            self.assertIn("Example", self.call(verb, "--help").stdout)

    def test_the_fit_says_of_each_control_what_was_asked_and_obtained(self):
        lines = json.loads(self.call("fit", REFERENCE, "--territory", TERRITORY, "--format", "json").stdout)
        households = [line for line in lines if line["control"] == "households"]
        self.assertEqual(sum(line["obtained"] for line in households if line["strength"] == "hard"), 300)
        for line in lines:
            self.assertAlmostEqual(line["difference"], line["obtained"] - line["target"], places=9)
            self.assertEqual(line["within"], abs(line["difference"]) <= line["tolerance"])
        rows = self.call("fit", REFERENCE, "--territory", TERRITORY, "--format", "csv").stdout.splitlines()
        self.assertEqual(len(rows), 1 + len(lines))
        table = self.call("fit", REFERENCE, "--territory", TERRITORY).stdout
        beyond = [line for line in lines if not line["within"]]
        self.assertEqual(table.count("\n"), table[:table.index("Beyond")].count("\n") + 2 + len(beyond) + 2)

    def test_a_run_is_quiet_on_stdout_and_is_not_overwritten(self):
        first = self.call(*self.run_arguments())
        self.assertEqual(first.stdout, "")
        self.assertIn("replication 2 of 2", first.stderr)
        self.assertRegex(first.stderr, r" on (1 thread|\d+ threads): ")
        self.call(*self.run_arguments(), code=73)
        again = self.call(*self.run_arguments("--force", "--quiet"))
        self.assertEqual(again.stdout + again.stderr, "")
        self.assertEqual(self.left(), ["run.h5"])

    def test_a_result_that_was_changed_does_not_pass_verification(self):
        self.call(*self.run_arguments("--quiet"))
        self.assertIn("verified: it holds what was written", self.call("inspect", self.output, "--verify").stderr)
        with h5py.File(self.output, "r+") as run:
            run["scenarios/reference/indicators/open_requests"][0, 0] += 1
        self.call("inspect", self.output)
        told = self.call("inspect", self.output, "--verify", code=74)
        self.assertIn("run.h5: damaged: its content is not what was written", told.stderr)
        self.assertEqual(told.stdout, "")

    def test_a_log_has_a_line_of_every_tenth_of_the_steps(self):
        self.call(*self.run_arguments("--quiet"))
        told = self.call("export", self.output, "-o", self.path / "run.csv").stderr.splitlines()
        steps = [tuple(map(int, re.match(r"step (\d+) of (\d+), ", line).groups())) for line in told]
        self.assertLessEqual(len(steps), 11)
        self.assertGreater(steps[-1][1], 100)
        self.assertEqual(steps[-1][0], steps[-1][1])

    def test_long_verbs_draw_a_bar_on_a_terminal_with_rate_and_time_left(self):
        strict = SOURCES / "scenarios" / "cia-stricte.toml"
        for verb in (self.run_arguments(strict, replications=3), ["export", self.output, "-o", self.path / "run.csv"],
                     ["report", self.output, "-o", self.path / "run.html"], ["compare", self.output],
                     ["validate", REFERENCE, "--territory", self.territory_with_a_fact(), "--replications", "3"]):
            with self.subTest(verb=verb[0]):
                told = self.told_on_a_terminal(*verb)
                self.assertRegex(told, r"\r\[=+ +\] \d+ of \d+, \d+\.\d a second, \d+ s left")
                self.assertRegex(told, r"\[={40}\] (\d+) of \1, \d+\.\d a second, 0 s left")
                self.assertNotIn("\x1b", told)

    def test_a_result_is_read_in_every_form(self):
        strict = SOURCES / "scenarios" / "cia-stricte.toml"
        self.call("run", REFERENCE, strict, "--territory", TERRITORY, "-o", self.output, "--replications", "2",
                  "--until", "2024-12", "--quiet")
        self.assertIn("cia-stricte", self.call("compare", self.output).stdout)
        told = self.call("compare", self.output, "--format", "json")
        json.loads(told.stdout)
        self.assertEqual(told.stderr, "")
        rows = self.call("compare", self.output, "--format", "csv").stdout.splitlines()
        self.assertGreater(len(rows), 10)
        self.assertTrue(rows[0].startswith("at,"))
        json.loads(self.call("inspect", self.output, "--json").stdout)
        self.assertRegex(self.call("digest", self.output).stdout, r"^[0-9a-f]{64}\n$")
        self.call("compare", self.output, "--baseline", "nobody", code=64)
        self.call("compare", self.output, "--at", "2050-01", code=64)

    def test_a_full_disk_behind_standard_output_is_told(self):
        for verb in (["describe", REFERENCE], ["check", REFERENCE, "--territory", TERRITORY],
                     self.run_arguments("--dry-run")):
            with self.subTest(verb=verb[0]), open("/dev/full", "w", encoding="utf-8") as full:
                done = subprocess.run([PROGRAM, *map(str, verb)], stdout=full, stderr=subprocess.PIPE, text=True)
                self.assertEqual(done.returncode, 74)
                self.assertIn("cannot write to standard output", done.stderr)

    def test_a_date_that_names_no_month_is_refused(self):
        self.call(*self.run_arguments())
        for text in ("", "2024-13", "2024", "7486-10"):
            told = self.call("compare", self.output, "--at", text, code=64).stderr
            self.assertIn("is not a month from 1950 to 2199, such as 2030-12", told)
        self.call("run", REFERENCE, "--territory", TERRITORY, "-o", self.path / "x.h5", "--until", "7400-01", code=64)

    def test_what_is_no_result_is_refused(self):
        (self.path / "x.h5").write_text("not a result")
        for verb in ("compare", "inspect", "digest"):
            self.call(verb, self.path / "x.h5", code=74)
            self.call(verb, self.path / "none.h5", code=74)

    def test_a_folder_that_is_not_there(self):
        self.output = self.path / "no" / "run.h5"
        self.call(*self.run_arguments(), code=74)

    def test_an_output_that_cannot_be_replaced_is_refused_before_anything_is_run(self):
        pipe = self.path / "pipe"
        os.mkfifo(pipe)
        for name, code in (("", 64), (self.path, 73), (pipe, 73)):
            for force in ([], ["--force"]):
                with self.subTest(name=name, force=force):
                    self.output = name
                    told = self.call(*self.run_arguments(*force), code=code).stderr
                    self.assertIn("cannot write it", told)
                    self.assertNotIn("replication", told)

    def test_dry_run_looks_at_the_folder_of_the_output(self):
        self.output = self.path / "absent" / "run.h5"
        told = self.call(*self.run_arguments("--dry-run"), code=74).stderr
        self.assertIn(f"there is no folder '{self.output.parent}'", told)

    def test_dry_run_writes_nothing(self):
        self.assertIn("households", self.call(*self.run_arguments("--dry-run")).stdout)
        self.assertEqual(self.left(), [])

    def interrupted(self, how):
        process = subprocess.Popen([PROGRAM, *map(str, self.run_arguments(replications=100000))],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and not self.left():
            time.sleep(0.01)
        process.send_signal(how)
        return process.wait(timeout=60)

    def test_interrupted_a_run_leaves_nothing(self):
        self.assertEqual(self.interrupted(signal.SIGINT), 130)
        self.assertEqual(self.left(), [])

    def test_a_verb_that_looks_for_no_signal_is_ended_by_it(self):
        self.call(*self.run_arguments())
        def stalled(copy):
            (copy / "MANIFEST.toml").unlink()
            os.mkfifo(copy / "MANIFEST.toml")
        territory = self.territory(stalled)
        pipe = territory / "MANIFEST.toml"
        page = self.path / "page.html"
        for verb in (["check", REFERENCE, "--territory", territory], ["fit", REFERENCE, "--territory", territory],
                     ["report", self.output, "-o", page, "--scorecard", pipe]):
            for how in (signal.SIGINT, signal.SIGTERM):
                with self.subTest(verb=verb[0], how=how), \
                        subprocess.Popen([PROGRAM, *map(str, verb)], stderr=subprocess.DEVNULL) as running, \
                        open(pipe, "wb"):  # opens once the program reads
                    running.send_signal(how)
                    try:
                        self.assertEqual(running.wait(timeout=20), -how)
                    finally:
                        running.kill()
        self.assertFalse(page.exists())

    def test_two_runs_of_one_output_do_not_mix(self):
        first = subprocess.Popen([PROGRAM, *map(str, self.run_arguments(replications=100000))],
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while first.poll() is None and not self.left():
            time.sleep(0.01)
        time.sleep(0.2)
        told = self.call(*self.run_arguments(), code=73).stderr
        self.assertIn("run.h5.part: cannot write it: another run is writing it", told)
        self.assertEqual(self.left(), ["run.h5.part"])
        self.assertIsNone(first.poll(), "the first goes on")
        first.send_signal(signal.SIGINT)
        self.assertEqual(first.wait(timeout=60), 130)
        self.assertEqual(self.left(), [])
        self.call(*self.run_arguments())

    def test_killed_a_run_leaves_no_file_under_its_name(self):
        self.assertEqual(self.interrupted(signal.SIGKILL), -signal.SIGKILL)
        self.assertNotIn("run.h5", self.left())

    def test_describe_one_key(self):
        self.assertIn("commission.candidates", self.call("describe", "--key", "commission.candidates").stdout)
        self.assertIn("assumption", self.call("describe", REFERENCE, "--key", "commission").stdout)
        self.call("describe", "--key", "comission", code=78)

    def test_describe_as_csv(self):
        told = self.call("describe", REFERENCE, "--format", "csv").stdout
        rows = list(csv.DictReader(io.StringIO(told)))
        with open(REFERENCE, "rb") as file:
            reference = tomllib.load(file)
        by_key = {row["key"]: row for row in rows if not row["from"]}
        candidates = by_key["commission.candidates"]
        self.assertEqual(candidates["value"], str(reference["commission"]["candidates"]))
        self.assertTrue(all(row["source"] and None not in row and None not in row.values() for row in rows))
        self.assertTrue(any("," in row["source"] for row in rows))
        keys = list(csv.DictReader(io.StringIO(self.call("describe", "--format", "csv").stdout)))
        self.assertIn("commission.candidates", [row["key"] for row in keys])
        self.assertTrue(all(row["documentation"] for row in keys))


if __name__ == "__main__":
    unittest.main()
