#!/usr/bin/python3
"""Tables that a user edited and sealed: what `check` calls sound runs, everything else is told, nothing crashes."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["MIXITE_PROGRAM"]
SOURCES = pathlib.Path(os.environ["MIXITE_SOURCE_DIR"])
TERRITORY = SOURCES / "tests" / "territory"
REFERENCE = SOURCES / "scenarios" / "reference.toml"
WRONG_DATA = 65


class EditedTables(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name)

    def copied(self, name):
        copy = self.path / name
        shutil.copytree(TERRITORY, copy)
        return copy

    @staticmethod
    def seal(territory):
        return subprocess.run(["/usr/bin/python3", SOURCES / "data" / "seal.py", territory], capture_output=True, text=True)

    @staticmethod
    def call(verb, territory, *more):
        return subprocess.run([PROGRAM, verb, REFERENCE, "--territory", territory, *map(str, more)], capture_output=True,
                              text=True)

    def runs(self, territory):
        output = territory.with_suffix(".h5")
        run = self.call("run", territory, "-o", output, "--replications", 1, "--until", "2024-03", "--quiet")
        self.assertEqual(run.returncode, 0, run.stderr)

    def told(self, territory):
        """What `check` says of it once sealed; empty if it calls it sound, and then it runs."""
        self.assertEqual(self.seal(territory).returncode, 0)
        check = self.call("check", territory)
        self.assertIn(check.returncode, (0, WRONG_DATA), check.stderr)
        if check.returncode == 0:
            self.runs(territory)
        return check.stderr

    def test_a_table_cut_down_to_its_header_is_told_or_runs(self):
        may_be_empty = {"milestones.csv", "programme.csv", "social_deliveries.csv"}
        for table in sorted(TERRITORY.glob("*.csv")):
            with self.subTest(table=table.name):
                territory = self.copied(f"without_{table.stem}")
                header = table.read_text(encoding="utf-8").splitlines()[0]
                (territory / table.name).write_text(header + "\n", encoding="utf-8")
                told = self.told(territory)
                self.assertEqual(told == "", table.name in may_be_empty, told)
                self.assertIn("" if not told else f"{table.name}:", told)

    def test_a_table_without_its_last_row_is_told_or_runs(self):
        may_lose_it = {"controls.csv", "links.csv", "milestones.csv", "programme.csv", "social_deliveries.csv"}
        for table in sorted(TERRITORY.glob("*.csv")):
            with self.subTest(table=table.name):
                territory = self.copied(f"shorter_{table.stem}")
                lines = table.read_text(encoding="utf-8").splitlines(keepends=True)
                (territory / table.name).write_text("".join(lines[:-1]), encoding="utf-8")
                self.assertEqual(self.told(territory) == "", table.name in may_lose_it)

    def test_a_table_saved_for_windows_runs(self):
        territory = self.copied("windows")
        for table in territory.glob("*.csv"):
            table.write_bytes(b"\xef\xbb\xbf" + table.read_bytes().replace(b"\n", b"\r\n"))
        self.assertEqual(self.told(territory), "")

    def test_a_table_with_the_separators_of_french_excel_is_told_once(self):
        territory = self.copied("french")
        table = territory / "landlords.csv"
        table.write_text(table.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")
        told = self.told(territory)
        self.assertIn("separators must be commas", told)
        self.assertIn("1 error;", told)

    def test_a_table_of_another_encoding_is_told_by_what_seals_it(self):
        territory = self.copied("latin")
        table = territory / "landlords.csv"
        table.write_bytes(table.read_text(encoding="utf-8").encode("latin-1"))
        manifest = (territory / "MANIFEST.toml").read_bytes()
        sealed = self.seal(territory)
        self.assertEqual(sealed.returncode, 1)
        self.assertEqual(sealed.stderr.splitlines(), [f"{table}:3: the text is not UTF-8; save the file as UTF-8 (in Excel "
                                                      "« CSV UTF-8 », with commas)"])
        self.assertEqual((territory / "MANIFEST.toml").read_bytes(), manifest)


if __name__ == "__main__":
    unittest.main()
