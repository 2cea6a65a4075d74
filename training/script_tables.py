"""Make the tables of script runs, `lexicons/unicode/scripts.tsv` and `scripts_extensions.tsv`, from `regex`.

    python training/script_tables.py [--out FOLDER]

The package `regex` carries the Script and Script_Extensions properties of the Unicode version that it states.
The names to ask it for stand in `scripts_names.tsv`, which is kept by hand: a script that a new version of
Unicode brings is a code point without a name here, and the command says so.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import distribution
from itertools import groupby
from pathlib import Path

import regex

OUT = Path(__file__).resolve().parents[1] / "lexicons" / "unicode"
LAST = 0x10FFFF
UNKNOWN = "Unknown"
EVERY = "".join(map(chr, range(LAST + 1)))


def version() -> str:
    """Return the Unicode version that the installed `regex` states, such as `18.0.0`."""
    # Its README says so; the property tables themselves do not.
    readme = distribution("regex").read_text("METADATA") or ""
    found = re.search(r"supports Unicode (\d+\.\d+\.\d+)", readme)
    if found is None:
        raise SystemExit("the metadata of regex states no Unicode version")
    return found[1]


def script_names(folder: Path = OUT) -> list[str]:
    """Return the long names of all scripts, from `scripts_names.tsv`."""
    lines = (folder / "scripts_names.tsv").read_text(encoding="utf-8").splitlines()
    return [line.partition("\t")[0] for line in lines if line and not line.startswith("#")]


def scripts(names: list[str]) -> list[str]:
    """Return the Script property value of every code point."""
    values = [""] * (LAST + 1)
    for name in names:
        for found in regex.finditer(rf"\p{{Script={name}}}+", EVERY):
            values[found.start() : found.end()] = [name] * len(found[0])
    if "" in values:
        raise SystemExit(f"U+{values.index(''):04X} has a script that scripts_names.tsv lacks; add its row")
    return values


def extensions(names: list[str], values: list[str]) -> list[str]:
    """Return the Script_Extensions of every code point, where they say more than Script; else an empty string.

    The script with most characters comes first: it is the one to fall back on where nothing else decides.
    """
    size = Counter(values)
    sets: dict[int, list[str]] = {}
    for name in sorted(names, key=lambda name: (-size[name], name)):
        for found in regex.finditer(rf"\p{{Script_Extensions={name}}}+", EVERY):
            for code_point in range(*found.span()):
                sets.setdefault(code_point, []).append(name)
    joined = [" ".join(sets.get(code_point, ())) for code_point in range(LAST + 1)]
    return ["" if names == value else names for names, value in zip(joined, values, strict=True)]


def rows(values: list[str]) -> Iterator[str]:
    """Yield one row per maximal range of one value; both ends belong to it, empty values have no row."""
    start = 0
    for value, group in groupby(values):
        end = start + sum(1 for _ in group)
        if value:
            yield f"{start:04X}\t{end - 1:04X}\t{value}"
        start = end


def tables(names: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the name and the content of each table."""
    values = scripts(names)
    footer = (
        f"# source: Unicode Character Database, as the package regex {distribution('regex').version} carries it\n"
        f"# unicode: {version()}\n"
        "# licence: Unicode-3.0\n"
        "# command: python training/script_tables.py\n"
    )
    known = ["" if value == UNKNOWN else value for value in values]
    title = "Script (UAX #24); both ends of a range belong to it; code points without a row are Unknown"
    header = f"# title: {title}\n# columns: first last script\n{footer}"
    yield "scripts.tsv", header + "".join(f"{row}\n" for row in rows(known))
    title = "Script_Extensions (UAX #24) where they say more than Script; the script with most characters first"
    header = f"# title: {title}\n# columns: first last scripts\n{footer}"
    yield "scripts_extensions.tsv", header + "".join(f"{row}\n" for row in rows(extensions(names, values)))


def main() -> None:
    """Write the tables."""
    parser = argparse.ArgumentParser(description="Make the tables of script runs.")
    parser.add_argument("--out", type=Path, default=OUT, help="folder to write to")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    for name, content in tables(script_names()):
        (options.out / name).write_text(content, encoding="utf-8")


if __name__ == "__main__":
    main()
