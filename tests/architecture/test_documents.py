"""The documents say what the code does: phases, state and draws of the ODD, the result file, commands of the README.

Each comparison is shown to fail on a planted fault before the documents are held to it.
"""

import functools
import os
import pathlib
import re
import subprocess
import tempfile
import tomllib
import unittest

import h5py

PROGRAM = os.environ["MIXITE_PROGRAM"]
ROOT = pathlib.Path(os.environ["MIXITE_SOURCE_DIR"])
TABLES_OF_STATE = {"Households": "household", "Dwellings": "dwelling", "Applications": "application"}
ENUMERATIONS = {"tenure": "households", "bond": "households", "status": "dwellings"}
NAME = r"`([a-z_0-9]+)`"


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


def differences(what, documented, written):
    """Both directions, in words; `documented` and `written` are sets, or dicts of what is said of each name."""
    problems = [f"{what} '{name}' is documented but not there" for name in documented if name not in written]
    problems += [f"{what} '{name}' is not documented" for name in written if name not in documented]
    if isinstance(documented, dict):
        problems += [f"{what} '{name}' is {written[name]}, documented as {said}"
                     for name, said in documented.items() if name in written and written[name] != said]
    return sorted(problems)


# The ODD.

def odd_phases(odd):
    return re.findall(r"^\d\. " + NAME, odd[odd.index("## 3."):odd.index("## 4.")], re.M)


def phases_of_code(month_hpp, month_cpp):
    named = re.search(r"phase_names\{(.*?)\}", month_hpp, re.S).group(1)
    return re.findall(r'"(\w+)"', named), re.findall(r"PhaseTimer timer\(seconds, Phase::(\w+)\)", month_cpp)


def odd_state(odd, table):
    paragraph = re.search(rf"^\*\*{table}\*\*.*?\n\n", odd, re.M | re.S).group(0)
    return re.findall(NAME, paragraph.split("): ", 1)[1])


def odd_values(odd, column):
    return [value.strip().replace(" ", "_")
            for value in re.search(rf"`{column}`\s\(([^)]*)\)", odd).group(1).replace("\n", " ").split(",")]


def values_of_code(header, enumeration):
    code = re.sub(r"//.*", "", re.search(rf"enum class {enumeration} .*?\{{(.*?)\}}", header, re.S).group(1))
    return re.findall(r"\w+", code)


def state_of_code(header, entity):
    function = re.search(rf"void for_each_{entity}_column.*?\n\}}", header, re.S).group(0)
    return re.findall(r'visit\("(\w+)"', function)


def odd_purposes(odd):
    return re.findall(NAME, odd[odd.index("*Stochasticity*"):odd.index("*Interaction*")])


def purposes_of_code(header):
    return re.findall(r"^\s*(\w+) = \d+,", header, re.M)


# The result file.

def sections(document):
    """(groups named by the heading, text below it) of each heading."""
    parts = re.split(r"^#{2,3} (.*)$", document, flags=re.M)
    return [(re.findall(r"`(/[^`]*)`", heading), text) for heading, text in zip(parts[1::2], parts[2::2])]


def table_rows(text):
    """Each row of each table, as a dict by the table's headings."""
    for table in re.findall(r"((?:^\|.*\n)+)", text, re.M):
        lines = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in table.splitlines()]
        for cells in lines[2:]:
            yield dict(zip(lines[0], cells))


def join(group, name):
    return f"{group.rstrip('/')}{'' if name.startswith('@') else '/'}{name}"


def documented_objects(document):
    objects = {}
    for groups, text in sections(document):
        for row in table_rows(text) if groups else ():
            for group in groups:
                if "indicators" in row:
                    axes = re.findall(NAME, row["axes"])
                    objects |= {join(group, name): f"float32 over {axes}" for name in re.findall(NAME, row["indicators"])}
                    continue
                for name in re.findall(r"`([^`]+)`", row["name"]):
                    objects[join(group, name.rstrip("/"))] = documented_kind(row)
    return objects


def documented_kind(row):
    unit = row.get("unit")
    if unit is None or unit == "none" or row["type"] == "text":
        return row["type"]
    return f"{row['type']} in {unit or '1'}"


def documented_attributes(document):
    part = next(text for groups, text in sections(document) if not groups and "`DIMENSION_LIST`" in text)
    return {name for row in table_rows(part) for name in re.findall(r"`(\w+)`", row["name"])}


def generic(path):
    path = re.sub(r"^/scenarios/[^/@]+", "/scenarios/<name>", path)
    path = re.sub(r"/drawn_parameters/\w+\.\w+$", "/drawn_parameters/<key>", path)
    path = re.sub(r"^/design/points/\w+\..*$", "/design/points/<factor>", path)
    return re.sub(r"^/history_\d+", "/history", path)


def attribute_type(attribute):
    kind = attribute.dtype
    return "text" if h5py.check_string_dtype(kind) else kind.name


def dataset_kind(dataset):
    if h5py.check_string_dtype(dataset.dtype):
        return "text"
    name = h5py.h5i.get_name(dataset.id.get_type())
    kind = name.decode().strip("/") if name else dataset.dtype.name
    if "units" in dataset.attrs:
        return f"{kind} in {re.sub(r'^days since.*', 'days since …', dataset.attrs['units'])}"
    return kind


def is_linked_axis(file, path):
    return path.count("/") > 2 and "/indicators/" in path and path.split("/")[-1] in file["axes"]


def as_far_as_documented(written, documented):
    """Without the units of which the document does not speak."""
    return {name: kind if " in " in documented.get(name, "") else kind.partition(" in ")[0]
            for name, kind in written.items()}


def written_objects(file):
    objects = {}

    def visit(name, thing):
        path = f"/{name}"
        key = generic(path)
        if is_linked_axis(file, path):
            return
        if isinstance(thing, h5py.Dataset) and "definition" in thing.attrs:
            axes = [list(axis.values())[0].name.split("/")[-1] for axis in thing.dims]
            objects[key] = f"{thing.dtype.name} over {axes[2:]}"
        elif isinstance(thing, h5py.Dataset):
            objects[key] = dataset_kind(thing)
        elif isinstance(thing, h5py.Datatype):
            objects[key] = thing.dtype.name
        else:
            if key not in ("/scenarios/<name>", "/history/indicators"):
                objects[key] = "group"
            attributes = {join(key, "@" + a): thing.attrs.get_id(a) for a in thing.attrs}
            objects.update({name: attribute_type(a) for name, a in attributes.items()})

    file.visititems(visit)
    objects.update({join("/", "@" + a): attribute_type(file.attrs.get_id(a)) for a in file.attrs})
    return objects


def written_attributes(file):
    names = set()
    file.visititems(lambda _, thing: names.update(thing.attrs) if isinstance(thing, h5py.Dataset) else None)
    return names


# The command line.

def commands(document):
    """(verb, options) of each call of the program in a document."""
    inline = re.findall(r"`(mixite [a-z][^`\n]*)`", document)
    fenced = [line for block in re.findall(r"^```\w*\n(.*?)^```", document, re.M | re.S)
              for line in block.splitlines() if line.startswith("mixite ")]
    for call in inline + [re.split(r"\s{2,}", line)[0] for line in fenced]:
        yield call.split()[1], re.findall(r"(?<!\S)(--?[a-z][a-z-]*)", call)


def command_problems(document, help_of):
    problems = []
    for verb, options in commands(document):
        text = help_of(verb)
        if text is None:
            problems.append(f"there is no 'mixite {verb}'")
        problems += [f"'mixite {verb}' has no {option}" for option in options
                     if text is not None and not re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", text)]
    return problems


@functools.cache
def told_by(*arguments):
    return subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, check=True).stdout


def verbs_of_program():
    text = told_by("--help")
    return set(re.findall(r"^  ([\w-]+) +\S", text[text.index("Subcommands:"):], re.M))


def help_of(verb):
    """None if there is no such verb."""
    return told_by(verb, "--help") if verb in verbs_of_program() else None


class Odd(unittest.TestCase):
    def setUp(self):
        self.odd = read("sim/docs/ODD.md")

    def test_its_phases_are_those_of_the_month(self):
        named, timed = phases_of_code(read("sim/engine/month.hpp"), read("sim/engine/month.cpp"))
        self.assertEqual(odd_phases(self.odd), named)
        self.assertEqual(timed, named)

    def test_its_state_is_that_of_the_world(self):
        for table, entity in TABLES_OF_STATE.items():
            with self.subTest(table=table):
                header = read(f"sim/world/{entity}s.hpp")
                self.assertEqual(odd_state(self.odd, table), state_of_code(header, entity))

    def test_its_values_are_those_of_the_enumerations(self):
        for column, file in ENUMERATIONS.items():
            with self.subTest(column=column):
                enumeration = {"status": "DwellingStatus"}.get(column, column.title())
                self.assertEqual(odd_values(self.odd, column), values_of_code(read(f"sim/world/{file}.hpp"), enumeration))

    def test_it_names_each_draw_once(self):
        named = odd_purposes(self.odd)
        self.assertEqual(len(named), len(set(named)))
        self.assertEqual(differences("draw", set(named), set(purposes_of_code(read("sim/foundation/draw_purpose.hpp")))),
                         [])

    def test_each_purpose_is_drawn(self):
        sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "sim").rglob("*.cpp"))
        for purpose in purposes_of_code(read("sim/foundation/draw_purpose.hpp")):
            self.assertIn(f"DrawPurpose::{purpose}", sources)

    def test_planted_faults_are_found(self):
        self.assertNotEqual(odd_phases(self.odd), odd_phases(self.odd.replace("`demand`: the first", "`asking`: the first")))
        without = self.odd.replace("`moved_in`, ", "")
        self.assertEqual(len(odd_state(without, "Households")) + 1, len(odd_state(self.odd, "Households")))
        self.assertNotIn("consent", odd_purposes(self.odd.replace("`consent`", "")))
        self.assertNotEqual(odd_values(self.odd, "bond"), odd_values(self.odd.replace("couple, sharing", "couple"), "bond"))


def joined_points(folder):
    """A sweep of two points, in one file."""
    plan = folder / "plan.toml"
    plan.write_text(f"""scenario = "{ROOT}/scenarios/cotation-toulouse.toml"
legal_status = "droit constant"
until = "2024-01"
replications = 1
[factors]
"commission.most_effort_rate" = [0.3, 0.33]
""", encoding="utf-8")
    subprocess.run([PROGRAM, "sweep", plan, "--territory", ROOT / "tests" / "territory", "-o", folder / "points", "--quiet"],
                   check=True)
    subprocess.run([PROGRAM, "merge", folder / "points", "-o", folder / "sweep.h5", "--quiet"], check=True)
    return folder / "sweep.h5"


class ResultFile(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        folder = tempfile.TemporaryDirectory()
        cls.addClassCleanup(folder.cleanup)
        output = pathlib.Path(folder.name, "run.h5")
        subprocess.run([PROGRAM, "run", ROOT / "scenarios" / "reference.toml", "--territory", ROOT / "tests" / "territory",
                        "-o", output, "--replications", "1", "--until", "2024-03", "--events",
                        "--draw-parameters", "--quiet"], check=True)
        cls.file = h5py.File(output)
        cls.addClassCleanup(cls.file.close)
        cls.joined = h5py.File(joined_points(pathlib.Path(folder.name)))
        cls.addClassCleanup(cls.joined.close)
        cls.written = written_objects(cls.joined) | written_objects(cls.file)
        cls.attributes = written_attributes(cls.file)
        cls.document = read("sim/docs/FILE_FORMAT.md")

    def problems(self, document):
        documented = documented_objects(document)
        written = as_far_as_documented(self.written, documented)
        return differences("path", documented, written) + differences(
            "attribute of datasets", documented_attributes(document), self.attributes)

    def test_all_that_is_written_is_documented_and_the_reverse(self):
        found = self.problems(self.document)
        self.assertEqual(found, [], "\n" + "\n".join(found))
        self.assertGreater(len(documented_objects(self.document)), 300)

    def test_axes_linked_into_the_indicators_are_the_axes(self):
        for name in self.file["scenarios/reference/indicators"]:
            if name in self.file["axes"]:
                self.assertEqual(self.file[f"scenarios/reference/indicators/{name}"], self.file[f"axes/{name}"])

    def test_planted_faults_are_found(self):
        for old, new, expected in [
            ("`wait_months` | int16", "`wait_weeks` | int16", "path '/scenarios/<name>/leases/wait_weeks' is documented but"),
            ("`wait_months` | int16", "`wait_weeks` | int16", "path '/scenarios/<name>/leases/wait_months' is not documented"),
            ("`wait_months` | int16", "`wait_months` | int32", "is int16 in month, documented as int32 in month"),
            ("| int16 | month |", "| int16 | day |", "is int16 in month, documented as int16 in day"),
            ("`from_tenure` | tenure_t", "`from_tenure` | bond_t", "is tenure_t in 1, documented as bond_t in 1"),
            ("`@legal_status`", "`@legal`", "path '/scenarios/<name>@legal' is documented but not there"),
            ("`@Conventions`", "", "path '@Conventions' is not documented"),
            ("`poverty_rate`, ", "", "path '/history/indicators/poverty_rate' is not documented"),
            ("| none | `households_of", "| `zone` | `households_of", "is float32 over [], documented as float32 over ['zone']"),
            ("`coordinates`", "`places`", "attribute of datasets 'coordinates' is not documented"),
        ]:
            with self.subTest(old=old, new=new):
                self.assertIn(old, self.document)
                found = self.problems(self.document.replace(old, new))
                self.assertTrue(any(expected in problem for problem in found), found)


def scenario_headers(folder):
    """Of each scenario, what the table of scenarios says of it."""
    for path in sorted(folder.glob("*.toml")):
        header = tomllib.loads(path.read_text(encoding="utf-8"))
        title = header["title"]
        yield path.name, (title["fr"], title["en"], header["origin"], header["legal_status"])


class Scenarios(unittest.TestCase):
    def table(self, text):
        return {row["file"].strip("`"): (row["titre"], row["title"], row["origin"], row["legal status"])
                for row in table_rows(text)}

    def test_the_table_is_that_of_the_files(self):
        written = dict(scenario_headers(ROOT / "scenarios"))
        text = read("scenarios/README.md")
        self.assertEqual(differences("scenario", self.table(text), written), [])
        planted = text.replace("| `civ-2023.toml` |", "| `civ-2024.toml` |")
        self.assertEqual(len(differences("scenario", self.table(planted), written)), 2)

    def test_every_scenario_is_sound_and_described(self):
        for path in sorted((ROOT / "scenarios").glob("*.toml")):
            with self.subTest(scenario=path.name):
                done = subprocess.run([PROGRAM, "check", path], capture_output=True, text=True)
                self.assertEqual(done.returncode, 0, done.stderr)
                self.assertGreater(len(tomllib.loads(path.read_text(encoding="utf-8"))["description"]), 60)


class Commands(unittest.TestCase):
    def test_commands_shown_exist(self):
        for document in ("README.md", "data/README.md", *(f"sim/docs/{path.name}" for path in ROOT.glob("sim/docs/*.md"))):
            with self.subTest(document=document):
                self.assertEqual(command_problems(read(document), help_of), [])

    def test_the_readme_shows_commands(self):
        self.assertLessEqual({"check", "describe", "run", "compare", "validate"}, {v for v, _ in commands(read("README.md"))})

    def test_the_contract_of_verbs(self):
        self.assertLessEqual({"check", "describe", "run", "compare", "inspect", "digest", "fit", "validate", "trace", "export", "diff", "sweep", "merge",
                              "sensitivity"}, verbs_of_program())

    def test_commands_of_the_project_exist(self):
        shown = set(re.findall(r"\./dev ([a-z]+)", read("README.md") + read("sim/docs/CONTRIBUTING.md")))
        told = subprocess.run([ROOT / "dev", "--help"], capture_output=True, text=True, check=True).stdout
        self.assertEqual([name for name in sorted(shown) if not re.search(rf"^  {name}\b", told, re.M)], [])

    def test_the_scenario_of_the_readme_is_sound(self):
        text = re.search(r"^```toml\n(.*?)^```", read("README.md"), re.M | re.S).group(1)
        with tempfile.TemporaryDirectory() as folder:
            essai = pathlib.Path(folder, "essai.toml")
            essai.write_text(text.replace('"reference.toml"', f'"{ROOT}/scenarios/reference.toml"'), encoding="utf-8")
            done = subprocess.run([PROGRAM, "check", essai, "--territory", ROOT / "tests" / "territory"],
                                  capture_output=True, text=True)
            self.assertEqual(done.returncode, 0, done.stderr)

    def test_planted_faults_are_found(self):
        document = "`mixite fly`\n```\nmixite run a.toml -o b.h5 --slow      a comment --not-an-option\n```\n"
        self.assertEqual(command_problems(document, help_of), ["there is no 'mixite fly'", "'mixite run' has no --slow"])


if __name__ == "__main__":
    unittest.main()
