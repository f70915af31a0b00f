#!/usr/bin/python3
"""The numbers of small scenarios are the committed ones, for any number of threads.

Each folder beside this file is a golden: a scenario, the numbers that it gives (expected.txt) and why they are what they
are (WHY.md). After a change of behaviour that is meant, rewrite the numbers, and say to a user of the results what
changed them:

    tests/golden/test_golden.py --update lottery --why "A lot is drawn anew each month."
    tests/golden/test_golden.py --update all --why "…"

The hashes are of the numbers alone. `mixite digest` covers texts too: a reworded comment of a scenario changes it.
"""

import argparse
import datetime
import difflib
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import h5py
import numpy

HERE = pathlib.Path(__file__).resolve().parent
PROGRAM = os.environ.get("MIXITE_PROGRAM", HERE.parents[1] / "build" / "release" / "bin" / "mixite")
THREADS = (1, 2, 3, 8)
REPLICATIONS = 6
DATES = ("2019-12", "2020-12", "2021-12", "2022-12", "2023-12", "2024-12", "2026-12", "2027-12")
IN_QPV, OUTSIDE = 0, 1
WHY_TITLE = "# Why the expected numbers are what they are\n"
WHY_FORM = "Newest first. In brackets, the beginning of the SHA-256 of the expected.txt that the line explains.\n"

# label, indicator, position on its axis
IN_THE_MONTH = [
    ("households", "households_of_agglomeration", None),
    ("households in QPV", "households_by_scope", IN_QPV),
    ("poverty rate in QPV", "poverty_rate_by_scope", IN_QPV),
    ("poverty rate outside QPV", "poverty_rate_by_scope", OUTSIDE),
    ("share of poorest quarter in QPV", "poorest_quarter_share_by_scope", IN_QPV),
    ("social stock in QPV", "stock", IN_QPV),
    ("social stock outside QPV", "stock", OUTSIDE),
    ("vacant, QPV", "vacancies", IN_QPV),
    ("vacant, outside", "vacancies", OUTSIDE),
    ("condemned, QPV", "condemned", IN_QPV),
    ("open requests", "open_requests", None),
    ("mean wait of open requests, months", "waiting_wait_mean", None),
    ("legal first-quartile threshold, EUR/UC", "first_quartile_threshold_legal", None),
]
OVER_THE_YEAR = [
    ("requests opened", "opened", None),
    ("requests withdrawn", "withdrawn", None),
    ("requests lapsed", "lapsed", None),
    ("dwellings fallen vacant", "fell_vacant", None),
    ("dwellings delivered", "delivered", None),
    ("dwellings demolished", "demolished", None),
    ("offers, QPV", "offers", IN_QPV),
    ("offers, outside", "offers", OUTSIDE),
    ("refused before commission, QPV", "refusals_before_commission", IN_QPV),
    ("refused after commission, QPV", "refusals_after_commission", IN_QPV),
    ("without answer, QPV", "offers_without_answer", IN_QPV),
    ("leases, QPV", "leases", IN_QPV),
    ("leases, outside", "leases", OUTSIDE),
    ("to the first quartile, QPV", "first_quartile_leases_legal", IN_QPV),
    ("to the first quartile, outside", "first_quartile_leases_legal", OUTSIDE),
    ("to priority publics, QPV", "priority_leases", IN_QPV),
    ("to priority publics, outside", "priority_leases", OUTSIDE),
    ("to transfers, QPV", "transfers", IN_QPV),
    ("to transfers, outside", "transfers", OUTSIDE),
    ("to rehoused, QPV", "rehoused", IN_QPV),
    ("to rehoused, outside", "rehoused", OUTSIDE),
    ("chains of vacancies ended", "chains", None),
    ("lists that a quota changed", "quota_bound", None),
    ("vacancies freed of a quota", "quota_relaxed", None),
    ("months of applicants sent elsewhere", "diverted_with_consent", None),
    ("moves in the private stock", "private_moves", None),
    ("births", "births", None),
    ("deaths", "deaths", None),
]


class NoReason(Exception):
    pass


def goldens():
    return sorted(path for path in HERE.iterdir() if list(path.glob("*.toml")))


def simulate(golden, output, threads):
    scenario = golden / f"{golden.name}.toml"
    subprocess.run([PROGRAM, "run", scenario, "-o", output, "--replications", str(REPLICATIONS), "--threads",
                    str(threads), "--events", "--quiet", "--force"], check=True)
    return output


def digest(output):
    with h5py.File(output) as run:
        return run.attrs["digest"]


def hash_of(group):
    """SHA-256 of the names, types, shapes and values of a group's numbers."""
    found = hashlib.sha256()
    for name in sorted(group):
        column = group[name]
        if column.dtype.kind in "iuf":
            values = column[...].astype(column.dtype.newbyteorder("<"))
            found.update(f"{name} {values.dtype.str} {values.shape}\n".encode())
            found.update(values.tobytes())
    return found.hexdigest()[:16]


class Table:
    """History and strategy as one, by month."""

    def __init__(self, run, scenario):
        self.parts = [run["history/indicators"], run[f"scenarios/{scenario}/indicators"]]
        zero, *_ = self.parts[0]["month"].attrs["units"].removeprefix("days since ").split("-")
        self.year_zero = int(zero)
        self.months = sum(len(part["month"]) for part in self.parts)

    def month(self, date):
        year, month = map(int, date.split("-"))
        return (year - self.year_zero) * 12 + month - 1

    def values(self, indicator, position):
        both = numpy.concatenate([part[indicator][...] for part in self.parts], axis=1).astype("float64")
        return both if position is None else both[:, :, position]

    def row(self, indicator, position, months):
        values = self.values(indicator, position)
        return [values[:, m - months + 1:m + 1].sum(axis=1).mean() for m in map(self.month, self.dates())]

    def dates(self):
        return [date for date in DATES if self.month(date) < self.months]

    def lines(self, title, rows, months):
        yield f"{title:40}" + "".join(f"{date:>12}" for date in self.dates())
        for label, indicator, position in rows:
            yield f"{label:40}" + "".join(f"{value:12.3f}" for value in self.row(indicator, position, months))


def obtained(golden, run_file):
    scenario = golden.name
    with h5py.File(run_file) as run:
        parts = ["territory/households", "territory/dwellings", "history/indicators"]
        parts += [f"scenarios/{scenario}/{part}" for part in ("indicators", "leases", "offers", "chains")]
        table = Table(run, scenario)
        lines = [f"{scenario}: means of {REPLICATIONS} replications", ""]
        lines += [f"{part:40}{hash_of(run[part])}" for part in parts]
        lines += ["", *table.lines("In the month", IN_THE_MONTH, 1)]
        lines += ["", *table.lines("Over the twelve months", OVER_THE_YEAR, 12)]
    return "\n".join(lines) + "\n"


def code_of(text):
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def difference(golden, text):
    """Empty, or what a reader needs: the lines that differ, each beside its old self."""
    expected = (golden / "expected.txt").read_text(encoding="utf-8")
    if expected == text:
        return ""
    told = difflib.unified_diff(expected.splitlines(), text.splitlines(), "expected", "obtained", lineterm="", n=0)
    lines = [line for line in told if not line.startswith("@@")]
    lines.insert(2, " " + next((line for line in text.splitlines() if line.startswith("In the month")), ""))
    return "\n".join([f"{golden.name} no longer gives the committed numbers:", *lines, "If this is meant:",
                      f'    tests/golden/test_golden.py --update {golden.name} --why "what changed, and why"'])


def rewrite(golden, text, why, today):
    """Replaces expected.txt, and puts the reason on top of WHY.md. Says whether anything changed."""
    if not why or len(why.split()) < 3:
        raise NoReason("--why must say, in a sentence, what changed the numbers; nothing was written")
    expected, reasons = golden / "expected.txt", golden / "WHY.md"
    if expected.exists() and expected.read_text(encoding="utf-8") == text:
        return False
    older = reasons.read_text(encoding="utf-8").split("\n\n", 2)[2] if reasons.exists() else ""
    newest = f"- {today.isoformat()} [{code_of(text)}]: {' '.join(why.split())}\n"
    reasons.write_text("\n".join([WHY_TITLE, WHY_FORM, newest]) + older, encoding="utf-8")
    expected.write_text(text, encoding="utf-8")
    return True


class Scratch(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name)


class Goldens(Scratch):
    maxDiff = None

    def test_the_numbers_are_the_committed_ones_for_any_number_of_threads(self):
        for golden in goldens():
            with self.subTest(golden=golden.name):
                runs = {n: simulate(golden, self.path / f"{golden.name}-{n}.h5", n) for n in THREADS}
                told = difference(golden, obtained(golden, runs[1]))
                if told:
                    self.fail("\n" + told)
                digests = {n: digest(run) for n, run in runs.items()}
                self.assertEqual(len(set(digests.values())), 1, digests)

    def test_each_change_of_the_numbers_has_its_reason(self):
        for golden in goldens():
            with self.subTest(golden=golden.name):
                title, form, reasons = (golden / "WHY.md").read_text(encoding="utf-8").split("\n\n", 2)
                self.assertEqual((title + "\n", form + "\n"), (WHY_TITLE, WHY_FORM))
                lines = reasons.splitlines()
                for line in lines:
                    self.assertRegex(line, r"^- \d{4}-\d\d-\d\d \[[0-9a-f]{8}\]: \S")
                dates = [line[2:12] for line in lines]
                self.assertEqual(dates, sorted(dates, reverse=True), "newest first")
                expected = (golden / "expected.txt").read_text(encoding="utf-8")
                self.assertIn(f"[{code_of(expected)}]", lines[0], "expected.txt was changed, and WHY.md doesn't say why")

    def test_the_goldens_tell_strategies_apart(self):
        texts = [(golden / "expected.txt").read_text(encoding="utf-8") for golden in goldens()]
        hashes = [line for text in texts for line in text.splitlines() if line.startswith("scenarios/")]
        self.assertEqual(len(set(line.split()[1] for line in hashes)), len(hashes))


class Rewriting(Scratch):
    TODAY = datetime.date(2030, 1, 2)

    def golden(self):
        return pathlib.Path(shutil.copytree(HERE / "lottery", self.path / "lottery"))

    def files(self, golden):
        return {path.name: path.read_text(encoding="utf-8") for path in golden.iterdir()}

    def test_without_a_reason_nothing_is_written(self):
        golden = self.golden()
        before = self.files(golden)
        for why in (None, "", "  ", "update"):
            with self.assertRaises(NoReason):
                rewrite(golden, "other numbers\n", why, self.TODAY)
        self.assertEqual(self.files(golden), before)
        told = subprocess.run([sys.executable, __file__, "--update", "lottery"], capture_output=True, text=True)
        self.assertEqual(told.returncode, 2)
        self.assertIn("--why", told.stderr)

    def test_the_reason_comes_on_top(self):
        golden = self.golden()
        before = self.files(golden)["WHY.md"].splitlines()
        self.assertTrue(rewrite(golden, "other numbers\n", "Lots are\n drawn anew.", self.TODAY))
        after = self.files(golden)
        self.assertEqual(after["expected.txt"], "other numbers\n")
        self.assertEqual(after["WHY.md"].splitlines(),
                         before[:4] + [f"- 2030-01-02 [{code_of('other numbers' + chr(10))}]: Lots are drawn anew."]
                         + before[4:])

    def test_the_same_numbers_need_no_new_reason(self):
        golden = self.golden()
        before = self.files(golden)
        self.assertFalse(rewrite(golden, before["expected.txt"], "Nothing has changed here.", self.TODAY))
        self.assertEqual(self.files(golden), before)

    def test_the_difference_shows_the_lines_that_differ(self):
        golden = self.golden()
        expected = self.files(golden)["expected.txt"]
        self.assertEqual(difference(golden, expected), "")
        old = next(line for line in expected.splitlines() if line.startswith("leases, QPV"))
        told = difference(golden, expected.replace(old, "leases, QPV   999")).splitlines()
        self.assertEqual([line for line in told if line[0] in "-+"],
                         ["--- expected", "+++ obtained", "-" + old, "+leases, QPV   999"])
        self.assertIn("--update lottery --why", told[-1])


def update(names, why):
    chosen = [golden for golden in goldens() if names == "all" or golden.name == names]
    if not chosen:
        sys.exit(f"no golden '{names}': all, {', '.join(golden.name for golden in goldens())}")
    with tempfile.TemporaryDirectory() as folder:
        for golden in chosen:
            text = obtained(golden, simulate(golden, pathlib.Path(folder, "run.h5"), 1))
            print(f"{golden.name}: {'rewritten' if rewrite(golden, text, why, datetime.date.today()) else 'unchanged'}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--update", metavar="NAME", help="rewrite the numbers of this golden, or of all")
    parser.add_argument("--why", help="what changed the numbers, for WHY.md")
    arguments, rest = parser.parse_known_args()
    if not arguments.update:
        unittest.main(argv=[sys.argv[0], *rest])
    if not arguments.why:
        parser.error("--update needs --why: what changed the numbers, in words that a user of the results understands")
    try:
        update(arguments.update, arguments.why)
    except NoReason as refusal:
        parser.error(str(refusal))
