"""A run that was stopped goes on from its checkpoint, to the digest of a run that was not."""
import os
import pathlib
import signal
import subprocess
import tempfile
import time
import unittest

import h5py

PROGRAM = os.environ["MIXITE_PROGRAM"]
SOURCES = pathlib.Path(os.environ["MIXITE_SOURCE_DIR"])
TERRITORY = SOURCES / "tests" / "territory"
SCENARIOS = [SOURCES / "scenarios" / "reference.toml", SOURCES / "scenarios" / "cia-stricte.toml"]


class Checkpoints(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        cls.straight = pathlib.Path(folder.name) / "straight.h5"
        cls.told_of_straight = subprocess.run([PROGRAM, *cls.arguments_to(cls.straight)], capture_output=True, text=True,
                                              check=True).stderr

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name)
        self.output = self.path / "run.h5"
        self.checkpoint = self.path / "run.h5.checkpoint"

    @staticmethod
    def arguments_to(output, *more, replications=16, seed=1, until="2024-06"):
        return [str(a) for a in ("run", *SCENARIOS, "--territory", TERRITORY, "-o", output, "--events",
                                 "--replications", replications, "--seed", seed, "--until", until, *more)]

    def arguments(self, *more, **changed):
        return self.arguments_to(self.output, *more, **changed)

    def call(self, *arguments, code=0):
        done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)
        self.assertEqual(done.returncode, code, done.stderr)
        return done

    def stopped(self, how, *more):
        """What a run told that a signal ended once it had left a checkpoint."""
        running = subprocess.Popen([PROGRAM, *self.arguments("--checkpoint-every", "2", "--threads", "1", *more)],
                                   stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        while running.poll() is None and not self.checkpoint.exists():
            time.sleep(0.002)
        running.send_signal(how)
        told = running.communicate(timeout=60)[1]
        self.assertEqual(running.returncode, 130 if how == signal.SIGINT else -how, told)
        self.assertFalse(self.output.exists())
        return told

    def digest(self, result):
        return self.call("digest", str(result)).stdout

    def test_killed_and_resumed_it_holds_what_a_straight_run_holds(self):
        self.stopped(signal.SIGKILL)
        told = self.call(*self.arguments("--resume", "--checkpoint-every", "2", "--threads", "3")).stderr
        self.assertRegex(told, r"\b(2|4|6|8|10|12|14) replications were taken over")
        self.assertEqual(self.digest(self.output), self.digest(self.straight))
        self.assertIn("hold the same", self.call("diff", str(self.output), str(self.straight)).stdout)
        with h5py.File(self.output) as run, h5py.File(self.straight) as other:
            self.assertEqual(sorted(run), sorted(other))
            self.assertGreaterEqual(run["provenance/execution"].attrs["replications_taken_over"], 2)
        self.assertEqual([notes for notes in told.splitlines() if notes.startswith("note:")],
                         [notes for notes in self.told_of_straight.splitlines() if notes.startswith("note:")])
        self.assertEqual([file.name for file in self.path.iterdir()], ["run.h5"])

    def test_drawn_parameters_are_drawn_on_and_are_not_mixed_with_given_ones(self):
        whole = self.path / "straight.h5"
        self.call(*self.arguments_to(whole, "--draw-parameters", "--quiet"))
        self.stopped(signal.SIGKILL, "--draw-parameters")
        told = self.call(*self.arguments("--resume", "--checkpoint-every", "2"), code=64).stderr
        self.assertIn("\n  parameters: drawn there, as given here\n", told)
        self.call(*self.arguments("--resume", "--checkpoint-every", "2", "--draw-parameters"))
        self.assertEqual(self.digest(self.output), self.digest(whole))

    def test_interrupted_it_tells_what_it_kept(self):
        told = self.stopped(signal.SIGINT)
        self.assertRegex(told, r"run\.h5\.checkpoint keeps \d+ of 16 replications: the same command with --resume")
        self.assertEqual([file.name for file in self.path.iterdir()], ["run.h5.checkpoint"])

    def test_stopped_again_and_again_it_comes_to_the_same_end(self):
        self.stopped(signal.SIGKILL)
        at_first = self.checkpoint.stat().st_mtime_ns
        for _ in range(2):
            running = subprocess.Popen([PROGRAM, *self.arguments("--resume", "--checkpoint-every", "1", "--quiet")])
            while running.poll() is None and self.checkpoint.stat().st_mtime_ns == at_first:
                time.sleep(0.002)
            running.kill()
            running.wait()
        self.call(*self.arguments("--resume"))
        self.assertEqual(self.digest(self.output), self.digest(self.straight))

    def test_without_a_checkpoint_to_go_on_from_it_begins(self):
        told = self.call(*self.arguments("--resume", replications=2)).stderr
        self.assertNotIn("taken over", told)
        with h5py.File(self.output) as run:
            self.assertEqual(run["provenance/execution"].attrs["replications_taken_over"], 0)

    def test_the_checkpoint_of_another_run_is_refused(self):
        self.stopped(signal.SIGKILL)
        left = self.checkpoint.read_bytes()
        for other, what in (({"seed": 2}, "seed: 1 there, 2 here"),
                            ({"replications": 17}, "replications: 16 there, 17 here"),
                            ({"until": "2024-07"},
                             "months since the fork: 2024-01 to 2024-06 there, 2024-01 to 2024-07 here")):
            with self.subTest(other):
                told = self.call(*self.arguments("--resume", **other), code=64).stderr.splitlines()
                self.assertIn("it was left by another run", told[0])
                self.assertEqual(told[1], "  " + what)
                self.assertEqual("room for the replications" in told[2], "replications" in other, told)
                self.assertIn("repeat what was run", told[-1])
                self.assertEqual(len(told), 4 if "replications" in other else 3, told)
        self.assertEqual(self.checkpoint.read_bytes(), left)

    def test_a_checkpoint_is_not_lost_by_forgetting_to_resume(self):
        self.stopped(signal.SIGKILL)
        told = self.call(*self.arguments("--checkpoint-every", "2"), code=73).stderr
        self.assertIn("--resume goes on from it, --force begins anew", told)
        self.assertTrue(self.checkpoint.exists())
        self.call(*self.arguments("--checkpoint-every", "2", "--force", replications=2))
        self.assertFalse(self.checkpoint.exists())

    def test_a_damaged_checkpoint_is_told(self):
        self.stopped(signal.SIGKILL)
        whole = self.checkpoint.read_bytes()
        for damaged in (whole[:len(whole) // 2], b"", b"not a checkpoint", whole[:-1]):
            with self.subTest(size=len(damaged)):
                self.checkpoint.write_bytes(damaged)
                self.assertIn("run.h5.checkpoint", self.call(*self.arguments("--resume"), code=74).stderr)
                self.assertFalse(self.output.exists())

    def test_options_that_make_no_sense_are_refused(self):
        for value in ("0", "-1", "x"):
            self.call(*self.arguments("--checkpoint-every", value), code=64)


if __name__ == "__main__":
    unittest.main()
