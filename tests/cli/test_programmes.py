"""What check says of the programmes, rents and orders of a scenario, each with its place and a suggestion."""
import os
import pathlib
import subprocess
import tempfile
import unittest

PROGRAM = os.environ["MIXITE_PROGRAM"]
SOURCES = pathlib.Path(os.environ["MIXITE_SOURCE_DIR"])
TERRITORY = SOURCES / "tests" / "territory"
HEADER = f"""extends = "{SOURCES / 'scenarios' / 'reference.toml'}"
origin = "méthode"
legal_status = "droit constant"
[sources]
"""
SOURCE = '"{}" = {{ text = "a test", status = "assumption" }}\n'
DELIVERY = """[programme.new]
kind = "delivery"
place = "C2"
landlord = "office"
from = "2025-01"
until = "2026-12"
dwellings = 8
rooms = 2
surface_m2 = 46.0
rent_euros_per_m2 = 5.7
charges_euros_per_m2 = 1.5
"""
CONVERSION = """[programme.works]
kind = "conversion"
place = "in_qpv"
from = "2025-01"
until = "2028-12"
dwellings = 7
rooms = 4
into_rooms = 2
works_months = 8
"""


class Check(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.path = pathlib.Path(folder.name) / "essai.toml"

    def told(self, text, code=78):
        tables = ("programme", "rents", "derogations", "attractiveness", "letting_permits", "territory_programme")
        sources = "".join(SOURCE.format(table) for table in tables if f"[{table}." in text)
        self.path.write_text(HEADER + sources + text, encoding="utf-8")
        done = subprocess.run([PROGRAM, "check", self.path, "--territory", TERRITORY], capture_output=True, text=True)
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stderr

    def line_of(self, text):
        return 1 + self.path.read_text(encoding="utf-8").split(text)[0].count("\n")

    def expect(self, text, changed, *words):
        """One error, at the line of the changed value."""
        told = self.told(text)
        self.assertIn(f"{self.path}:{self.line_of(changed)}:", told)
        self.assertIn("1 error", told)
        for word in words:
            self.assertIn(word, told)

    def test_a_sound_programme(self):
        self.told(DELIVERY + CONVERSION, code=0)

    def test_an_unknown_place_with_a_suggestion(self):
        self.expect(DELIVERY.replace('"C2"', '"C22"'), 'place = "C22"', "no place 'C22'", "did you mean 'C2'?")

    def test_a_commune_of_many_zones_where_one_is_needed(self):
        self.expect(DELIVERY.replace('"C2"', '"C1"'), 'place = "C1"', "'C1' is 4 zones", "C1-A, C1-B")

    def test_an_unknown_landlord(self):
        self.expect(DELIVERY.replace('"office"', '"ofice"'), 'landlord = "ofice"', "did you mean 'office'?")

    def test_a_start_before_the_strategy(self):
        self.expect(DELIVERY.replace('from = "2025-01"', 'from = "2023-06"'), 'from = "2023-06"', 'from = "2024-01"')

    def test_an_end_before_the_start(self):
        self.expect(DELIVERY.replace('"2026-12"', '"2024-12"'), 'until = "2024-12"', "must not be before from = 2025-01")

    def test_more_dwellings_than_there_are(self):
        # Seven flats and two houses of four rooms in the QPV.
        self.told(CONVERSION.replace("dwellings = 7", "dwellings = 9"), code=0)
        self.expect(CONVERSION.replace("dwellings = 7", "dwellings = 10"), "dwellings = 10", "there are 9", "at most 9")

    def test_a_key_that_the_kind_needs_or_has_no_use_for(self):
        self.expect(DELIVERY.replace("rooms = 2\n", ""), 'kind = "delivery"', "operation 'new' has no 'rooms'")
        self.expect(CONVERSION + "owner_occupied = 2\n", "owner_occupied = 2", "no use for it", "leave it out")

    def test_keys_without_a_default_are_asked_for(self):
        told = self.told(DELIVERY.replace("dwellings = 8\n", ""))
        self.assertIn("'programme.new' has no 'dwellings'", told)

    def test_a_splitting_makes_smaller_dwellings(self):
        text = CONVERSION.replace('"conversion"', '"splitting"').replace("into_rooms = 2", "into_rooms = 4")
        self.expect(text, "into_rooms = 4", "must be below rooms = 4")

    def test_an_operation_of_the_territory_that_is_none(self):
        self.expect("[territory_programme.yung]\ntakes_place = false\n", "takes_place", "did you mean 'young'?")

    def test_rents_and_orders(self):
        restructuring = "[rents.restructuring.{}]\ncut = 0.1\nshare_of_dwellings = 0.3\nmost_rise = 0.05\n"
        self.told(restructuring.format("office"), code=0)
        self.expect(restructuring.format("ofice"), "cut = 0.1", "no landlord 'ofice'", "did you mean 'office'?")
        self.expect('[rents.at_next_letting.qpv]\nplace = "in_qvp"\nchange = 0.05\n', "place", "did you mean 'in_qpv'?")
        order = '[derogations.order]\nplace = "in_qpv"\nceilings_factor = 1.3\nfrom = "2025-01"\nmonths = {}\n'
        self.told(order.format(36), code=0)
        self.expect(order.format(37), "months = 37", "R.441-1-1", "three years at most")

    def test_all_at_once(self):
        told = self.told(DELIVERY.replace('"C2"', '"C9"').replace('"office"', '"x"') +
                         CONVERSION.replace("dwellings = 7", "dwellings = 700"))
        self.assertIn("3 errors", told)


if __name__ == "__main__":
    unittest.main()
