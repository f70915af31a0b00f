#!/usr/bin/python3
"""The packages of the report's page are there whole or not at all, whoever interrupts their install or starts two."""

import os
import pathlib
import subprocess
import tempfile
import unittest

INSTALLER = pathlib.Path(os.environ["MIXITE_SOURCE_DIR"]) / "analysis" / "report" / "install_packages.cmake"
NPM = """#!/bin/sh
echo called >> "$CALLS"
mkdir -p node_modules/one
sleep "$SECONDS_BETWEEN"
test -z "$FAILS" || exit 1
mkdir node_modules/two
"""


class Packages(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.page = pathlib.Path(folder.name) / "page"
        self.page.mkdir()
        for name in ("package.json", "package-lock.json", ".npmrc"):
            (self.page / name).write_text("{}", encoding="utf-8")
        self.calls = self.page.parent / "calls"
        self.npm = self.page.parent / "npm"
        self.npm.write_text(NPM, encoding="utf-8")
        self.npm.chmod(0o755)

    def start(self, seconds="0", fails=""):
        environment = {**os.environ, "CALLS": str(self.calls), "SECONDS_BETWEEN": seconds, "FAILS": fails}
        return subprocess.Popen(["cmake", f"-DNPM={self.npm}", f"-DPAGE={self.page}", "-P", INSTALLER], env=environment,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True)

    def install(self, **how):
        install = self.start(**how)
        told = install.communicate()[0].decode()
        return install.returncode, told

    def packages(self):
        return sorted(path.name for path in (self.page / "node_modules").glob("[a-z]*"))

    def times_called(self):
        return len(self.calls.read_text(encoding="utf-8").splitlines())

    def test_whole_and_once(self):
        for _ in range(2):
            self.assertEqual(self.install()[0], 0)
        self.assertEqual((self.packages(), self.times_called()), (["one", "two"], 1))

    def test_what_fails_leaves_nothing_and_is_done_again(self):
        code, told = self.install(fails="yes")
        self.assertNotEqual(code, 0)
        self.assertIn("could not install", told)
        self.assertFalse((self.page / "node_modules").exists())
        self.assertEqual((self.install()[0], self.packages()), (0, ["one", "two"]))

    def test_what_is_killed_leaves_nothing_and_is_done_again(self):
        install = self.start(seconds="30")
        while not (self.page / "node_modules.part" / "node_modules" / "one").exists():
            self.assertIsNone(install.poll())
        os.killpg(install.pid, 9)
        install.communicate()
        self.assertFalse((self.page / "node_modules").exists())
        self.assertEqual((self.install()[0], self.packages()), (0, ["one", "two"]))

    def test_two_at_once_install_once(self):
        both = [self.start(seconds="1"), self.start(seconds="1")]
        for install in both:
            install.communicate()
        self.assertEqual([install.returncode for install in both], [0, 0])
        self.assertEqual((self.packages(), self.times_called()), (["one", "two"], 1))

    def test_other_versions_are_installed_in_their_place(self):
        self.install()
        (self.page / "node_modules" / "old").mkdir()
        (self.page / "package-lock.json").write_text('{"new": 1}', encoding="utf-8")
        self.assertEqual((self.install()[0], self.packages(), self.times_called()), (0, ["one", "two"], 2))

    def test_half_of_an_install_is_not_taken_for_whole(self):
        (self.page / "node_modules" / "one").mkdir(parents=True)
        self.assertEqual((self.install()[0], self.packages()), (0, ["one", "two"]))


if __name__ == "__main__":
    unittest.main()
