#!/usr/bin/python3
"""A page of seventeen scenarios is there at once: by itself, since whatever else runs makes it wait."""

import pathlib
import tempfile
import unittest

import h5py

from test_page import NIORT, OPEN, PICTURES, SCENARIOS, Promptness, browse, report, simulate


class ManyScenarios(Promptness, unittest.TestCase):
    def test_seventeen_scenarios(self):
        made = tempfile.TemporaryDirectory()
        self.addCleanup(made.cleanup)
        folder = pathlib.Path(made.name)
        variants = [folder / f"variant-{i}.toml" for i in range(2)]
        for i, path in enumerate(variants):
            path.write_text(f'extends = "{SCENARIOS / "cia-stricte.toml"}"\ntitle.fr = "Variante {i}"\n'
                            f'title.en = "Variant {i}"\n[quotas.q1_hors_qpv]\nguard_days = {150 * i + 1}\n',
                            encoding="utf-8")
        run = simulate(folder, SCENARIOS / "reference.toml", *variants, territory=NIORT, replications=2, until="2030-12")
        with h5py.File(run, "r+") as held:  # a page has as much to show of what is simulated once
            for i in range(len(variants), 16):
                held.copy(f"scenarios/variant-{i % len(variants)}", f"scenarios/variant-{i}")
                held[f"scenarios/variant-{i}"].attrs.update({"title": f"Variante {i}", "title_en": f"Variant {i}"})
        page = report(run)
        self.assertLess(page.stat().st_size, 5_000_000)
        opened = [browse(page, OPEN)[0] for _ in range(5)]
        print(f"seventeen scenarios open in {min(opened)} ms")
        self.assertLess(min(opened), 2000, "the first chapter is there within two seconds, on a machine that is not busy")
        PICTURES.mkdir(parents=True, exist_ok=True)
        shown = browse(page, OPEN, {"do": "count", "at": "#essentiel .card"}, {"do": "axe"},
                       {"do": "evaluate", "script": "document.documentElement.scrollWidth"},
                       {"do": "screenshot", "path": str(PICTURES / "seventeen.png")})
        steps = [OPEN, *({"do": "select", "at": "#scenario", "value": scenario} for scenario in (5, 9, 13))]
        self.assert_prompt(steps, browse(page, *steps))
        self.assertEqual([shown[1], shown[2]], [16, []])
        self.assertLessEqual(shown[3], 1280)


if __name__ == "__main__":
    unittest.main()
