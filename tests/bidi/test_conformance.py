"""The conformance tests of UAX #9, every case of them: levels and order.

The files are read from Debian's package `unicode-data`, or from the data folder beside the repository.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from bidinorm.bidi import UNICODE_VERSION, display_order, levels
from bidinorm.bidi.classes import CODES, class_string
from bidinorm.bidi.paragraph import Direction, paragraph_level

FOLDERS = (Path("/usr/share/unicode"), Path(__file__).resolve().parents[3] / "shared/data/conformance")
SHOWN = 10

# One character of each class, so that the whole way from text to levels is tested.
CHARACTERS = {
    "L": "a",
    "R": "\N{HEBREW LETTER ALEF}",
    "AL": "\N{ARABIC LETTER ALEF}",
    "EN": "1",
    "AN": "\N{ARABIC-INDIC DIGIT ONE}",
    "ES": "+",
    "ET": "$",
    "CS": ",",
    "NSM": "\N{ARABIC FATHA}",
    "BN": "\N{ZERO WIDTH NON-JOINER}",
    "B": "\n",
    "S": "\t",
    "WS": " ",
    "ON": "!",
    "LRE": "\N{LEFT-TO-RIGHT EMBEDDING}",
    "RLE": "\N{RIGHT-TO-LEFT EMBEDDING}",
    "LRO": "\N{LEFT-TO-RIGHT OVERRIDE}",
    "RLO": "\N{RIGHT-TO-LEFT OVERRIDE}",
    "PDF": "\N{POP DIRECTIONAL FORMATTING}",
    "LRI": "\N{LEFT-TO-RIGHT ISOLATE}",
    "RLI": "\N{RIGHT-TO-LEFT ISOLATE}",
    "FSI": "\N{FIRST STRONG ISOLATE}",
    "PDI": "\N{POP DIRECTIONAL ISOLATE}",
}
BASES: tuple[tuple[int, Direction | None], ...] = ((1, None), (2, "ltr"), (4, "rtl"))


class Case(NamedTuple):
    """One case: where it stands, what goes in, what must come out. `x` levels are `None`."""

    line: int
    shown: str
    text: str
    base: Direction | None
    levels: list[int | None]
    order: list[int]


def lines_of(name: str) -> Iterator[tuple[int, str]]:
    """Yield number and content of each line of a conformance file, or skip the test where it is absent."""
    for folder in FOLDERS:
        for path, opener in ((folder / name, open), (folder / f"{name}.gz", gzip.open)):
            if path.exists():
                with opener(path, "rt", encoding="utf-8") as file:
                    yield from enumerate(file, 1)
                return
    pytest.skip(f"{name} is in none of {', '.join(map(str, FOLDERS))}; install the package unicode-data")


def resolved(field: str) -> list[int | None]:
    """Parse a list of levels."""
    return [None if level == "x" else int(level) for level in field.split()]


def class_cases() -> Iterator[Case]:
    """Yield the cases of BidiTest.txt, one for each base direction of each line."""
    expected: list[int | None] = []
    order: list[int] = []
    for number, line in lines_of("BidiTest.txt"):
        if line.startswith("@Levels:"):
            expected = resolved(line[8:])
        elif line.startswith("@Reorder:"):
            order = [int(offset) for offset in line[9:].split()]
        elif line[0] not in "#@\n":
            classes, bits = line.split(";")
            text = "".join([CHARACTERS[name] for name in classes.split()])
            for bit, base in BASES:
                if int(bits, 16) & bit:
                    yield Case(number, classes, text, base, expected, order)


def character_cases() -> Iterator[Case]:
    """Yield the cases of BidiCharacterTest.txt; the paragraph level it states is tested on the way."""
    for number, line in lines_of("BidiCharacterTest.txt"):
        if line[0] in "#\n":
            continue
        points, direction, paragraph, expected, order = line.split(";")
        text = "".join([chr(int(point, 16)) for point in points.split()])
        base: Direction | None = ("ltr", "rtl", None)[int(direction)]
        if base is None:
            assert paragraph_level(class_string(text)) == int(paragraph), f"line {number}: {points}"
        yield Case(number, points, text, base, resolved(expected), [int(offset) for offset in order.split()])


def failure(case: Case) -> str | None:
    """Return what is wrong with a case: line, input, expected and actual."""
    found: list[int | None] = list(levels(case.text, case.base))
    order = display_order(case.text, case.base)
    if None in case.levels:
        found = [None if want is None else level for want, level in zip(case.levels, found, strict=True)]
        order = [offset for offset in order if case.levels[offset] is not None]
    if found == case.levels and order == case.order:
        return None
    return (
        f"line {case.line}, base {case.base}: {case.shown}\n"
        f"  levels expected {case.levels}\n           actual {found}\n"
        f"  order expected {case.order}\n          actual {order}"
    )


def check(cases: Iterator[Case], total: int) -> None:
    """Run all cases, and show the first failures."""
    count = 0
    failures: list[str] = []
    for case in cases:
        count += 1
        found = failure(case)
        if found is not None:
            failures.append(found)
    assert not failures, f"{len(failures)} of {count} cases fail\n" + "\n".join(failures[:SHOWN])
    assert count == total


def test_each_class_has_its_character() -> None:
    found = {name: class_string(character) for name, character in CHARACTERS.items()}
    assert found == CODES


@pytest.mark.parametrize("name", ["BidiTest.txt", "BidiCharacterTest.txt"])
def test_the_files_are_of_the_version_of_the_tables(name: str) -> None:
    assert f"-{UNICODE_VERSION}.txt" in next(lines_of(name))[1]


def test_bidi_test() -> None:
    check(class_cases(), 770_241)


def test_bidi_character_test() -> None:
    check(character_cases(), 91_707)
