#!/usr/bin/python3
"""Puts into the MANIFEST.toml of territories the sha256 and the number of rows that their files have.

    data/seal.py data/niort

To be run after a table was edited; what changed is printed. Nothing else of the manifest is touched.
"""
import hashlib
import pathlib
import re
import sys


def text_of(file: pathlib.Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[:error.start].count(b"\n") + 1
        sys.exit(f"{file}:{line}: the text is not UTF-8; save the file as UTF-8 (in Excel « CSV UTF-8 », with commas)")


def lines_of(table: pathlib.Path) -> int:
    return sum(1 for line in text_of(table).splitlines() if line)


def sealed(line: str, table: pathlib.Path) -> str:
    if re.match(r"sha256 = ", line):
        return f'sha256 = "{hashlib.sha256(table.read_bytes()).hexdigest()}"\n'
    if re.match(r"rows = ", line):
        return f"rows = {lines_of(table) - 1}\n"
    return line


def seal(folder: pathlib.Path) -> None:
    manifest = folder / "MANIFEST.toml"
    table = None
    lines = []
    for line in text_of(manifest).splitlines(keepends=True):
        if named := re.match(r'file = "([^"]+)"', line):
            table = folder / named[1]
        lines.append(sealed(line, table) if table else line)
        if lines[-1] != line:
            print(f"{table}: {line.strip()} becomes {lines[-1].strip()}")
    manifest.write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    try:
        for argument in sys.argv[1:]:
            seal(pathlib.Path(argument))
    except OSError as error:
        sys.exit(f"{error.filename}: {error.strerror}; give the folder of a territory")
