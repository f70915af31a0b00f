"""Each scenario says what it is, and the table of scenarios/README.md says the same."""
import os
import pathlib
import re
import tomllib
import unittest

ROOT = pathlib.Path(os.environ.get("MIXITE_SOURCE_DIR", pathlib.Path(__file__).parents[2]))
SCENARIOS = ROOT / "scenarios"
NONE = "—"


def described(path):
    scenario = tomllib.loads(path.read_text(encoding="utf-8"))
    titles = scenario.get("title", {})
    return {"titre": titles.get("fr", ""), "title": titles.get("en", ""), "origin": scenario.get("origin", ""),
            "passage": scenario.get("passage", NONE), "legal status": scenario.get("legal_status", ""),
            "description": scenario.get("description", "")}


def sources(table, prefix=""):
    """Of a [sources] table: the name of each entry and the entry."""
    for name, entry in table.items():
        if "text" in entry:
            yield prefix + name, entry
        else:
            yield from sources(entry, f"{prefix}{name}.")


def without_french(toml):
    """Names of the sources that tell something in English alone; an article of a code is the same in both."""
    data = tomllib.loads(toml)
    tables = [data, *data.get("period", []), data.get("behaviour", {}), data.get("rules", {})]
    return [name for table in tables for name, entry in sources(table.get("sources", {}))
            if not entry.get("fr") and not re.fullmatch(r"[A-Z]+ [LRD]\.[\d-]+", entry["text"])] \
        + [f"law on {bound['key']}" for bound in data.get("law", []) if not bound["source"].get("fr")]


def values(table, prefix=""):
    for name, value in table.items():
        if isinstance(value, dict):
            yield from values(value, f"{prefix}{name}.")
        else:
            yield prefix + name, value


def out_of_range(toml):
    """Names of the values that do not lie in the range of their own source, the one with the longest name that fits."""
    data = tomllib.loads(toml)
    found = []
    for table in [data, *data.get("period", []), data.get("behaviour", {}), data.get("rules", {})]:
        known = dict(sources(table.get("sources", {})))
        for name, value in values({key: value for key, value in table.items() if key != "sources"}):
            of = max((s for s in known if name == s or name.startswith(s + ".")), key=len, default=None)
            low, high = (known.get(of, {}).get(end, value) for end in ("low", "high"))
            if isinstance(value, (int, float)) and not low <= value <= high:
                found.append(name)
    return found


def table_of(readme):
    rows = {}
    lines = [line for line in readme.splitlines() if line.startswith("|")]
    columns = [cell.strip() for cell in lines[0].strip("|").split("|")]
    for line in lines[2:]:
        row = dict(zip(columns, (cell.strip() for cell in line.strip("|").split("|"))))
        rows[row["file"].strip("`")] = row
    return rows


def problems(readme, files):
    """What the table and the files say differently, in words."""
    table = table_of(readme)
    told = [f"{name} is in the table and not there" for name in table if name not in files]
    for name, scenario in files.items():
        if name not in table:
            told.append(f"{name} is not in the table")
            continue
        told += [f"{name}: {column} is '{table[name][column]}' in the table, '{scenario[column]}' in the file"
                 for column in ("titre", "title", "origin", "passage", "legal status")
                 if table[name][column] != scenario[column]]
    return told


class Scenarios(unittest.TestCase):
    def setUp(self):
        self.readme = (SCENARIOS / "README.md").read_text(encoding="utf-8")
        self.files = {path.name: described(path) for path in SCENARIOS.glob("*.toml")}

    def test_each_says_what_it_is(self):
        for name, scenario in self.files.items():
            with self.subTest(scenario=name):
                self.assertEqual([key for key, value in scenario.items() if not value], [])
                self.assertGreater(len(scenario["description"]), 60)

    def test_what_the_contract_says_has_its_passage(self):
        for name, scenario in self.files.items():
            if scenario["origin"] in ("engagement", "étude", "projet existant"):
                with self.subTest(scenario=name):
                    self.assertRegex(scenario["passage"], r"^L\d+")

    def test_sources_are_told_in_french_as_well(self):
        for path in [*SCENARIOS.rglob("*.toml"), ROOT / "data/niort/behaviour.toml"]:
            with self.subTest(file=path.name):
                self.assertEqual(without_french(path.read_text(encoding="utf-8")), [])
        planted = '[sources]\na.b = { text = "usual", status = "assumption" }\n' \
                  'c = { text = "CCH L.441-1", status = "official" }\n' \
                  '[[period]]\nsources.d = { text = "not found", status = "assumption" }\n' \
                  '[[law]]\nkey = "e"\nsource = { article = "CCH L.441", text = "open" }\n'
        self.assertEqual(without_french(planted), ["a.b", "d", "law on e"])

    def test_values_lie_in_the_range_of_their_source(self):
        for path in [*SCENARIOS.rglob("*.toml"), ROOT / "data/niort/behaviour.toml"]:
            with self.subTest(file=path.name):
                self.assertEqual(out_of_range(path.read_text(encoding="utf-8")), [])
        planted = 'a.b = 3\na.c = 1\n[sources]\na.b = { text = "t", status = "assumption", low = 0, high = 2 }\n' \
                  'a.c = { text = "t", status = "assumption", low = 0 }\n'
        self.assertEqual(out_of_range(planted), ["a.b"])

    def test_the_table_is_that_of_the_files(self):
        self.assertEqual(problems(self.readme, self.files), [])

    def test_planted_faults_are_found(self):
        without = re.sub(r"^\| L2 .*\n", "", self.readme, flags=re.M)
        self.assertIn("qpv-renforce.toml is not in the table", problems(without, self.files))
        wrong = self.readme.replace("QPV renforcé", "QPV affaibli")
        self.assertEqual(len(problems(wrong, self.files)), 1)
        more = self.readme + "\n| L9 | `none.toml` | a | a | a | a | a |\n"
        self.assertIn("none.toml is in the table and not there", problems(more, self.files))


if __name__ == "__main__":
    unittest.main()
