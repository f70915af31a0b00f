"""Who may include whom, the one home of each library, and what the code must not contain.

Each rule is shown to fail on a planted file before the sources are held to it.
"""

import functools
import os
import pathlib
import re
import sys
import tempfile
import unittest

ROOT = pathlib.Path(os.environ.get("MIXITE_SOURCE_DIR", pathlib.Path(__file__).parents[2]))

# folder → folders or headers of ours that it may include, besides its own.
MAY_INCLUDE = {
    "foundation": [],
    "world": ["foundation/"],
    "rules": ["world/", "foundation/"],
    "scenario": ["world/", "foundation/", "rules/allocation_policy.hpp", "rules/income.hpp", "rules/demand.hpp",
                 "rules/newcomers.hpp", "rules/quotas.hpp", "rules/resources.hpp"],
    "observation": ["world/", "foundation/"],
    "engine": ["rules/", "observation/", "world/", "foundation/"],
    "publication": ["observation/", "world/", "foundation/"],
    "study": ["engine/", "scenario/", "observation/", "rules/", "world/", "foundation/"],
    "main": [""],
}

# third-party header → the files (without suffix) or folders that may include it.
HOMES = {
    "Random123/": ["foundation/keyed_random", "foundation/philox_blocks"],
    "hwy/": ["foundation/philox_blocks"],
    "oneapi/tbb": ["foundation/parallel"],
    "openssl/": ["foundation/sha256"],
    "boost/math/": ["publication/"],
    "boost/random/sobol": ["scenario/sweep_design"],
    "boost/": ["world/travel_times", "rules/matching"],
    "Eigen/": ["scenario/population_builder", "scenario/proportional_fitting", "publication/factor_effects"],
    "toml++/": ["scenario/toml_document", "scenario/territory_reader"],
    "hdf5": ["observation/hdf5_calls", "observation/hdf5_file", "observation/hdf5_probe",
             "observation/hdf5_scales"],
    "nlohmann/": ["publication/", "study/fit_text", "study/scorecard_text"],
    "CLI/": ["main"],
    "xlsxwriter.h": ["publication/workbook"],
    "gdal_priv.h": ["publication/map_layers"],
    "ogrsf_frmts.h": ["publication/map_layers"],
    "cpl_": ["publication/whole_workbook"],
    "fmt/": [""],
    "unistd.h": ["observation/", "main"],
    "fcntl.h": ["observation/"],
    "sys/": ["observation/"],
}

MODEL = ["world/", "rules/", "engine/"]
DECIDING = MODEL + ["scenario/"]
LIBRARIES = DECIDING + ["foundation/", "observation/", "publication/", "study/"]

# (pattern in the code without comments and strings, where it is banned, except there, what to do)
BANNED = [
    (r"std::vector<bool>", [""], [], "std::vector<bool> is not a column: use std::uint8_t"),
    (r"std::\w+_distribution|std::(mt19937|random_device|minstd_rand|default_random_engine)", [""], [],
     "draw through foundation/keyed_random.hpp"),
    (r"std::(shuffle|sample)\b|(?<![\w:.])s?rand\s*\(|std::s?rand\b", [""], [],
     "draw through foundation/keyed_random.hpp"),
    (r"#\s*include <random>", [""], [], "draw through foundation/keyed_random.hpp"),
    (r"\bgetenv\b", LIBRARIES, [], "the environment is read in main only"),
    (r"\bsystem_clock\b|(?<![\w:.])time\s*\(\s*(nullptr|NULL|0)", DECIDING, [], "the model has no clock"),
    (r"\bsteady_clock\b", ["world/", "rules/", "scenario/"], [], "the model has no clock"),
    (r"(?<![\w.])(?:std::)?(?:quick_exit|exit|abort|_Exit|terminate)\s*\(", LIBRARIES, [],
     "libraries throw, they do not end the program"),
    (r"std::unordered_\w+|#\s*include <unordered_\w+>", MODEL, [],
     "iteration order would be unspecified: use a column or a sorted vector"),
    (r"(?<![\w.:>])(?:std::)?(?:exp|exp2|expm1|log|log2|log10|log1p|pow|sin|cos|tan|atan2?|asin|acos|tanh|cbrt|hypot)f?\s*\(",
     DECIDING + ["observation/"], [], "its last bit depends on the machine: use foundation/elementary.hpp"),
    (r"std::(jthread|thread|async)\b", LIBRARIES, ["foundation/parallel", "observation/"],
     "parallel loops go through foundation/parallel.hpp"),
    (r"std::execution|std::(transform_)?reduce\b|parallel_(deterministic_)?reduce", LIBRARIES, [],
     "sums go in block order: ordered_sum"),
    (r"#\s*include <iostream>|std::c(out|err|log)\b|(?<!\w)f?printf\s*\(|std::puts\b", LIBRARIES, [],
     "libraries return text or write to the stream they are given"),
    (r"\bvirtual\b|(class|struct)\s+\w+\s*:\s*(public|private|protected)", ["world/", "rules/"], [],
     "no inheritance in the state and the rules"),
    (r"#\s*define\s+(?!EXPECT\b|ENSURE\b|HWY_TARGET_INCLUDE\b)", [""], [],
     "no macro but EXPECT and ENSURE, and what Highway asks for"),
    (r"\bnew\s+\w|\bdelete\s+\w|\bmalloc\s*\(", [""], [], "ownership is a value or a smart pointer"),
    (r"using namespace std\s*;", [""], [], "names of the standard library are qualified"),
]

# In the whole text, comments and strings included.
UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
PLACES = re.compile(
    r"\b(Niort|niort|NIORT|Deux-S[èe]vres|Chauray|Aiffres|[ÉE]chir[ée]|Bessines|Magn[ée]|Coulon|"
    r"Frontenay|Mauz[ée]|Clou[- ]Bouchet|Tour[- ]Chabot|Gavacherie|Pontreau|Colline Saint|Thimonnier|"
    r"Langevin|Ribray|SEMIE|Sogeprom|79191)\b")
PROTECTED = re.compile(r"nationalit|ethni(?:c|e)|immigr|surname|first_name|religi|country_of_birth|birthplace", re.I)
BOOL_PARAMETER = re.compile(r"[(,]\s*(?:const\s+)?bool\s+\w+\s*(?:=\s*\w+\s*)?[,)]")
NAMELESS = re.compile(r"(^|_)(utils?|helpers?|common|misc|managers?)(_|$)")

NAMELESS_NAMESPACE = re.compile(r"^namespace \{$.*?^\}  // namespace$", re.M | re.S)
CLASS = re.compile(r"^(?:class|struct|enum class|union) (\w+)(?!\w|::)(?:\s[^;{]*)?\{", re.M)

LITERAL_OR_COMMENT = re.compile(
    r'R"(?P<d>[^(\s]*)\(.*?\)(?P=d)"|"(?:\\.|[^"\\\n])*"|(?<![0-9a-fA-F])\'(?:\\.|[^\'\\\n])+\'|//[^\n]*|/\*.*?\*/',
    re.S)


def code_only(text):
    """The text with comments and string contents blanked, lines kept; #include lines keep their header."""
    def blank(match):
        found = match.group(0)
        line = text[text.rfind("\n", 0, match.start()) + 1:match.start()]
        if found.startswith('"') and re.match(r"\s*#\s*include\s*$", line):
            return found
        return re.sub(r"[^\n]", " ", found)
    return LITERAL_OR_COMMENT.sub(blank, text)


def shared_code(text):
    """The code that other files may meet: what lies in a namespace without a name is blanked as well."""
    code = code_only(text)
    for match in NAMELESS_NAMESPACE.finditer(text):
        blank = re.sub(r"[^\n]", " ", match.group(0))
        code = code[:match.start()] + blank + code[match.end():]
    return code


def applies(place, where):
    return any(place == w or place.startswith(w) if w.endswith("/") or w == "" else place == w for w in where)


class Sources:
    def __init__(self, root):
        self.root = pathlib.Path(root)
        self.problems = []
        self.home_of_class = {}
        self.used = set()  # of what MAY_INCLUDE and HOMES allow

    def check(self):
        for path in sorted((self.root / "sim").rglob("*")):
            if path.suffix in (".cpp", ".hpp"):
                self.check_source(path)
        for folder in ("sim", "tests", "benchmarks", "analysis"):
            for path in sorted((self.root / folder).rglob("*")):
                if "node_modules" not in path.parts and path.is_file() and NAMELESS.search(path.stem):
                    self.tell(path, 1, "the name says nothing of what the file holds")
        for path in sorted((self.root / "data").rglob("*.csv")):
            with open(path, encoding="utf-8") as table:
                self.check_words(path, next(table, ""), PROTECTED, "a protected trait of persons")
        self.check_draw_purposes()
        return self.problems

    def tell(self, path, line, problem):
        self.problems.append(f"{path.relative_to(self.root)}:{line}: {problem}")

    def check_source(self, path):
        text = path.read_text(encoding="utf-8")
        code = code_only(text)
        place = str(path.relative_to(self.root / "sim").with_suffix(""))
        self.check_includes(path, place, code)
        self.check_banned(path, place, code)
        self.check_classes(path, shared_code(text))
        self.check_words(path, text, UNFINISHED, "unfinished work goes to an issue")
        self.check_words(path, text, PLACES, "the simulator knows no place: names are data")
        self.check_words(path, text, PROTECTED, "a protected trait of persons")
        if path.suffix == ".hpp":
            self.check_words(path, code, BOOL_PARAMETER, "a bool parameter: give its two values a name")

    def check_words(self, path, text, pattern, problem):
        for match in pattern.finditer(text):
            self.tell(path, text.count("\n", 0, match.start()) + 1, f"'{match.group(0).strip()}': {problem}")

    def check_banned(self, path, place, code):
        for pattern, where, except_there, problem in BANNED:
            if applies(place, where) and not applies(place, except_there):
                self.check_words(path, code, re.compile(pattern), problem)

    def check_classes(self, path, code):
        """Two classes of one name are one to the linker, which takes the functions of either for both."""
        for match in CLASS.finditer(code):
            home = self.home_of_class.setdefault(match.group(1), path)
            if home != path:
                self.tell(path, code.count("\n", 0, match.start()) + 1,
                          f"class {match.group(1)} is another in {home.relative_to(self.root)}: give it its own name")

    def check_includes(self, path, place, code):
        folder = place.split("/")[0]
        if folder not in MAY_INCLUDE:
            self.tell(path, 1, f"folder '{folder}' has no place in the table of who may include whom")
            return
        allowed = MAY_INCLUDE[folder] + [folder + "/"]
        for match in re.finditer(r'^\s*#\s*include\s*(["<])([^">]+)[">]', code, re.M):
            line = code.count("\n", 0, match.start()) + 1
            kind, header = match.groups()
            if kind == '"':
                if "/" not in header:
                    self.tell(path, line, f"'{header}' is included without its folder")
                elif not any(header.startswith(a) for a in allowed):
                    self.tell(path, line, f"{folder} may not include '{header}'")
                self.used.update((folder, a) for a in MAY_INCLUDE[folder] if header.startswith(a))
                continue
            homes = [library for library in HOMES if header.startswith(library)]
            if homes and not applies(place, HOMES[homes[0]]):
                self.tell(path, line, f"<{header}> has its home in {', '.join(HOMES[homes[0]])}")
            if homes:
                self.used.update((homes[0], home) for home in HOMES[homes[0]] if applies(place, [home]))
            if not homes and not re.fullmatch(r"[a-z_0-9]+", header):
                self.tell(path, line, f"<{header}> is of no library of the project")

    def check_draw_purposes(self):
        path = self.root / "sim/foundation/draw_purpose.hpp"
        if not path.exists():
            return
        lines = path.read_text(encoding="utf-8").splitlines()
        values = {}
        for number, line in enumerate(lines, 1):
            match = re.fullmatch(r"\s*(\w+) = (\d+),", line)
            if not match:
                continue
            name, value = match.group(1), int(match.group(2))
            if value in values:
                self.tell(path, number, f"'{name}' has the value of '{values[value]}'")
            if not 0 < value < 2048:
                self.tell(path, number, f"'{name}' does not fit in the 11 bits of a purpose")
            if not lines[number - 2].lstrip().startswith("///"):
                self.tell(path, number, f"'{name}' has no sentence")
            values[value] = name


@functools.cache
def checked_sources():
    sources = Sources(ROOT)
    sources.check()
    return sources


def problems_of(files):
    with tempfile.TemporaryDirectory() as folder:
        for name, text in files.items():
            path = pathlib.Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return Sources(folder).check()


PLANTED = [
    ("sim/world/a.cpp", '#include "rules/demand.hpp"', "world may not include 'rules/demand.hpp'"),
    ("sim/rules/a.cpp", '#include "scenario/scenario.hpp"', "rules may not include"),
    ("sim/scenario/a.cpp", '#include "rules/commission.hpp"', "scenario may not include"),
    ("sim/publication/a.cpp", '#include "engine/simulation.hpp"', "publication may not include"),
    ("sim/world/a.cpp", '#include "households.hpp"', "without its folder"),
    ("sim/elsewhere/a.cpp", "", "no place in the table"),
    ("sim/world/households.hpp", "#include <boost/graph/adjacency_list.hpp>", "has its home in world/travel_times"),
    ("sim/world/territory.hpp", "#include <Eigen/Core>", "has its home in scenario/population_builder"),
    ("sim/observation/run_recorder.cpp", "#include <hdf5.h>", "has its home in observation/hdf5_calls"),
    ("sim/engine/a.cpp", "#include <gsl/gsl_rng.h>", "of no library of the project"),
    ("sim/world/a.cpp", "std::vector<bool> seen;", "is not a column"),
    ("sim/engine/a.cpp", "std::uniform_real_distribution<> u;", "keyed_random"),
    ("sim/engine/a.cpp", "int x = rand();", "keyed_random"),
    ("sim/engine/a.cpp", "#include <random>", "keyed_random"),
    ("sim/scenario/a.cpp", 'auto home = std::getenv("HOME");', "the environment"),
    ("sim/rules/a.cpp", "auto now = std::chrono::system_clock::now();", "no clock"),
    ("sim/engine/a.cpp", "auto now = time(nullptr);", "no clock"),
    ("sim/observation/a.cpp", "std::exit(1);", "they do not end the program"),
    ("sim/rules/a.cpp", "std::unordered_map<int, int> m;", "iteration order"),
    ("sim/rules/a.cpp", "double p = std::exp(x);", "depends on the machine"),
    ("sim/scenario/a.cpp", "double p = 1 + pow(x, 2);", "depends on the machine"),
    ("sim/engine/a.cpp", "std::jthread worker;", "parallel.hpp"),
    ("sim/engine/a.cpp", "auto s = std::reduce(a, b);", "block order"),
    ("sim/world/a.cpp", "#include <iostream>", "libraries return text"),
    ("sim/rules/a.hpp", "struct Demand : public Rule {};", "no inheritance"),
    ("sim/rules/a.hpp", "#define SQUARE(x) x", "no macro"),
    ("sim/rules/a.cpp", "auto* w = new World;", "ownership"),
    ("sim/rules/a.hpp", "void settle(World& w, bool strict);", "bool parameter"),
    ("sim/rules/a.cpp", "// TODO later", "goes to an issue"),
    ("sim/rules/a.cpp", '// as in Niort', "names are data"),
    ("sim/rules/a.cpp", "int nationality_code;", "protected trait"),
    ("data/x/persons.csv", "zone,immigrants\n", "protected trait"),
    ("sim/world/world_utils.hpp", "", "says nothing"),
    ("tests/unit/helpers.hpp", "", "says nothing"),
    ("sim/foundation/draw_purpose.hpp", "/// One.\none = 1,\n/// Two.\ntwo = 1,\n", "'two' has the value of 'one'"),
    ("sim/foundation/draw_purpose.hpp", "one = 1,\n", "'one' has no sentence"),
    ("sim/foundation/draw_purpose.hpp", "/// One.\none = 2048,\n", "11 bits"),
]

LAWFUL = {
    "sim/main.cpp": "#include <CLI/CLI.hpp>\n#include \"engine/simulation.hpp\"\n",
    "sim/world/travel_times.cpp": "#include <boost/graph/dijkstra_shortest_paths.hpp>\n",
    "sim/scenario/proportional_fitting.cpp": "#include <Eigen/Core>\n",
    "sim/scenario/territory_reader.cpp": "#include <toml++/toml.h>\n#include \"rules/allocation_policy.hpp\"\n",
    "sim/rules/a.cpp": "// std::exp(x) would not do\nauto text = \"rand()\"; double e = exponential(x); w.log(x);\n"
                       "const auto million = 1'000'000; auto r = \"x'y\"; A& operator=(const A&) = delete;\n",
}


TWO_OF_ONE_NAME = {
    "sim/rules/a.hpp": "struct Source {\n    int of;\n};\n",
    "sim/scenario/b.cpp": "namespace {\nstruct Source {};\n}  // namespace\nstruct Source;\nclass Source::Reader {};\n",
    "sim/world/c.hpp": "class Source final {\n};\n",
}


class Architecture(unittest.TestCase):
    def test_each_rule_finds_its_planted_fault(self):
        for name, text, expected in PLANTED:
            with self.subTest(name=name, text=text):
                found = problems_of({name: text})
                self.assertEqual(len([p for p in found if expected in p]), 1, found)
                self.assertTrue(all(p.startswith(name + ":") for p in found), found)

    def test_a_class_of_the_name_of_another_is_found(self):
        self.assertEqual(problems_of(TWO_OF_ONE_NAME), [
            "sim/world/c.hpp:1: class Source is another in sim/rules/a.hpp: give it its own name"])

    def test_lawful_code_passes(self):
        self.assertEqual(problems_of(LAWFUL), [])

    def test_the_sources_follow_the_rules(self):
        found = checked_sources().problems
        self.assertEqual(found, [], "\n" + "\n".join(found))

    def test_nothing_is_allowed_that_nobody_does(self):
        allowed = {(who, what) for table in (MAY_INCLUDE, HOMES) for who, whats in table.items() for what in whats}
        self.assertEqual(allowed - checked_sources().used, set())

    def test_the_sources_are_there(self):
        self.assertGreater(len(list((ROOT / "sim").rglob("*.cpp"))), 5)


if __name__ == "__main__":
    sys.exit(unittest.main())
