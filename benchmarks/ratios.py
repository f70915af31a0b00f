#!/usr/bin/env python3
"""Ratios of what one run of the benchmarks measured, beside those recorded in ratios.csv.

usage: ratios.py [--record] RESULTS.json…

The files are Google Benchmark's, of programs run with repetitions: a time is their median. Only ratios are
recorded: seconds depend on the machine and on who else uses it. Nothing fails here: a time is no test.
"""

import csv
import json
import pathlib
import sys

TABLE = pathlib.Path(__file__).with_name("ratios.csv")
SECONDS = {"ns": 1e-9, "us": 1e-6, "ms": 1e-3, "s": 1.0}
PHASES = ["programme", "life", "demand", "commission", "private_moves", "measure"]


def medians(files):
    """By benchmark: its row of medians."""
    found = {}
    for file in files:
        for row in json.loads(pathlib.Path(file).read_text())["benchmarks"]:
            if row.get("aggregate_name") == "median" and not row.get("error_occurred"):
                found[row["run_name"]] = row
    return found


def seconds(row):
    return row["cpu_time"] * SECONDS[row["time_unit"]]


def verdict(value, line):
    if line["at_most"]:
        return f"at most {line['at_most']}: " + ("met" if value <= float(line["at_most"]) else "missed")
    if line["at_least"]:
        return f"at least {line['at_least']}: " + ("met" if value >= float(line["at_least"]) else "missed")
    return ""


def print_ratios(lines, found):
    print(f"{'ratio':<54}{'now':>9}{'recorded':>10}  bound")
    for line in lines:
        if line["of"] not in found or line["over"] not in found:
            continue
        value = seconds(found[line["of"]]) / seconds(found[line["over"]])
        print(f"{line['ratio']:<54}{value:>9.2f}{line['recorded'] or '–':>10}  {verdict(value, line)}")
        line["now"] = f"{value:.2f}"


def print_replication(found):
    row = found.get("replication")
    if row is None:
        return
    print(f"\n{row['items_per_second'] / 1e6:.1f} million household-months a second on one thread")
    if "bytes_a_household" in row:
        print(f"{row['bytes_a_household']:.0f} bytes a household, of all columns of the world")
    total = sum(row[phase] for phase in PHASES)
    print(", ".join(f"{phase} {100 * row[phase] / total:.0f} %" for phase in PHASES))


def record(lines):
    with TABLE.open("w", newline="") as out:
        writer = csv.DictWriter(out, [name for name in lines[0] if name != "now"], extrasaction="ignore",
                                lineterminator="\n")
        writer.writeheader()
        for line in lines:
            writer.writerow({**line, "recorded": line.get("now", line["recorded"])})


def main(arguments):
    files = [argument for argument in arguments if argument != "--record"]
    if not files:
        sys.exit(__doc__)
    with TABLE.open(newline="") as table:
        lines = list(csv.DictReader(table))
    found = medians(files)
    print_ratios(lines, found)
    print_replication(found)
    if "--record" in arguments:
        record(lines)


main(sys.argv[1:])
