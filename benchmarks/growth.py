"""How the cost of every public function grows with its input, on shapes that tempt a pattern to look back.

    uv run python benchmarks/growth.py [--functions clean,levels] [--only brackets] [--longest 100000]

A shape is repeated to 100, 1,000, 10,000 and 100,000 code points on one line; some open with a word, and end with what
breaks the run. The exponent is that of the growth between the two longest: 1 is linear, 2 quadratic; where it looks
steep, ten times as much is asked, too. What takes longer than the limit is not asked for more.
"""

from __future__ import annotations

import argparse
import math
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

import corpora

import bidinorm as bn
from bidinorm.bidi import display_text

SIZES = (100, 1_000, 10_000, 100_000)
LIMIT = 30
"""Seconds of processor time after which a call is given up."""
BOUND = 1.35
"""Exponents above it are looked at; caches and allocators alone make up to 1.2."""
SHORTEST = 0.02
"""Seconds of the longest size below which growth is noise."""

FUNCTIONS: dict[str, Callable[[str], object]] = {
    "clean": bn.clean,
    "explain": bn.explain,
    "check": bn.check,
    "clean newsroom": lambda text: bn.clean(text, profile="newsroom"),
    "clean display": lambda text: bn.clean(text, profile="display"),
    "clean archive": lambda text: bn.clean(text, profile="archive"),
    "fold": bn.fold,
    "runs": bn.runs,
    "levels": bn.levels,
    "display_order": bn.display_order,
    "display_text": display_text,
    "base_direction": bn.base_direction,
    "romanize": bn.romanize,
    "romanize_many": lambda text: list(bn.romanize_many([text])),
    "romanizations": bn.romanizations,
    "parse_name": bn.parse_name,
    "transliterate": bn.transliterate,
    "find_names": bn.find_names,
    "harmonize": bn.harmonize,
    "name_key": bn.name_key,
    "same_name": lambda text: bn.same_name(text, text[::-1]),
    "index_terms": bn.index_terms,
}
"""Every public function that takes text, by the name it has in the table."""

SHAPES: dict[str, str] = {
    "Arabic letters without a blank": "ب",
    "alef": "ا",
    "lam-alef": "لا",
    "Arabic words": "صورة من منصة ",
    "Arabic word and Latin word": "صورة Basra ",
    "words stuck together": "صورةBasra",
    "open brackets": "(",
    "open brackets and Arabic": "(ب",
    "pairs of brackets": "()",
    "pairs of brackets, Arabic": "(ب) [ج] ",
    "closing brackets": ")",
    "nested kinds of brackets": "([{«",
    "backticks": "`",
    "single backticks and Arabic": "` ب",
    "tildes": "~",
    "at signs": "@",
    "letters at": "a@",
    "slashes": "/",
    "http": "http://",
    "www and dots": "www.",
    "letter dot": "a.",
    "Arabic letter dot": "ب.",
    "hyphens": "-",
    "letter hyphen": "a-",
    "backslashes": "\\",
    "backslash u": "\\u06",
    "escapes": "\\u0635",
    "percent": "%",
    "percent bytes": "%D8",
    "equal signs": "=",
    "encoded words": "=?utf-8?B?",
    "entities": "&#1589;",
    "entities without an end": "&#1",
    "ampersands": "&",
    "less than": "<",
    "tags": "<b ",
    "braces": "{",
    "hash": "#",
    "quotes": '"',
    "quotes and Arabic": '"ب ',
    "guillemets": "«",
    "apostrophes": "'",
    "commas": ",",
    "Arabic commas": "،",
    "full stops": ".",
    "digits": "7",
    "digits and commas": "7,",
    "Arabic digits": "٧",
    "digits and colons": "7:",
    "hexadecimal": "a0",
    "blanks": " ",
    "blanks and a letter": "ب" + " " * 99,
    "single letters": "ب ",
    "Latin letters": "a",
    "Latin capitals": "A",
    "Latin capitals parted": "A ",
    "tatweel": "ـ",
    "letter tatweel": "بـ",
    "shadda": "\u0651",
    "letter and marks": "ب\u064e\u0651",
    "blank and mark": " \u064e",
    "right-to-left marks": "\u200f",
    "embeddings": "\u202b",
    "embeddings that end": "\u202bب\u202c",
    "isolates": "\u2067",
    "isolates that end": "\u2067ب\u2069",
    "non-joiners": "\u200c",
    "presentation forms": "ﺕ",
    "presentation forms parted": "ﺍﻟ ",
    "ligatures": "ﷺ",
    "misread Windows-1252": "Ø§",
    "misread Windows-1256": "ط§",
    "misread code page": "ÇáÓ ",
    "visual words": "ةيبرعلا ",
    "Persian letters": "ی ",
    "names": "محمد ",
    "Abd": "عبد ",
    "son of": "بن ",
    "article": "ال",
    "and": "و",
    "Latin names": "Mohammed ",
    "Latin names, each other": "Basim al-Awadi and Bassem Al-Awadi ",
    "al-": "al-",
    "Al": "Al ",
    "titles": "الدكتور ",
    "Dr.": "Dr. ",
    "lines": "صورة Basra\n",
    "lines, blank": "\n",
    "carriage returns": "ب\r",
    "Hebrew": "שלום ",
    "emoji": "👩\u200d",
    "surrogates": "\ud800",
    "NUL": "\0",
}
"""What is repeated, by the name that the table shows."""

RUNS: dict[str, str] = {
    "hyphens": "-",
    "underscores": "_",
    "asterisks": "*",
    "tildes": "~",
    "backticks": "`",
    "full stops": ".",
    "commas": ",",
    "colons": ":",
    "apostrophes": "'",
    "quotes": '"',
    "open brackets": "(",
    "slashes": "/",
    "backslashes": "\\",
    "at signs": "@",
    "equal signs": "=",
    "percent": "%",
    "tatweel": "ـ",
    "shadda": "\u0651",
    "overrides": "\u202e",
    "blanks": " ",
    "digits": "7",
    "Arabic letters": "ب",
    "Latin letters": "a",
}
AROUND = {"in a line": ("صورة Basra ", " ب"), "in a word": ("باسم A", "!")}
BROKEN: dict[str, tuple[str, str, str]] = {
    f"{name} {where}, then what breaks the run": (before, sign, after)
    for name, sign in RUNS.items()
    for where, (before, after) in AROUND.items()
}
"""What stands before a run, what is repeated, and what ends it: a pattern that fails there may try every way back."""


class Growth(NamedTuple):
    """What a function took for a shape: seconds by size, as far as it came."""

    function: str
    shape: str
    seconds: tuple[float, ...]
    given_up: bool

    @property
    def exponent(self) -> float:
        """The exponent of the growth between the two longest sizes."""
        if len(self.seconds) < 2:
            return math.inf if self.given_up else 1.0
        before, after = self.seconds[-2:]
        return math.log(max(after, 1e-7) / max(before, 1e-7), 10)

    @property
    def steep(self) -> bool:
        """Whether it grows faster than its input, beyond noise."""
        return self.given_up or (self.seconds[-1] >= SHORTEST and self.exponent > BOUND)


class TooLongError(Exception):
    """A call that was given up."""


@contextmanager
def limited(seconds: int) -> Iterator[None]:
    """Give up what takes longer."""

    began = time.process_time()

    def look(number: int, frame: object) -> None:
        if time.process_time() - began > seconds:
            raise TooLongError

    # a timer of processor time would be at hand, but while one runs, Linux counts in ticks of some milliseconds
    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, 1, 1)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


def measure(name: str, shape: str, sizes: tuple[int, ...] = SIZES) -> Growth:
    """Measure one function on one shape; of two calls the faster counts.

    The second text is one code point shorter, or memories of what was asked before would be measured.
    """
    function = FUNCTIONS[name]
    found: list[float] = []
    for size in sizes:
        try:
            with limited(LIMIT):
                took = _timed(function, made(shape, size))
                found.append(min(took, _timed(function, made(shape, size - 1))) if took < 1 else took)
        except TooLongError:
            return Growth(name, shape, tuple(found), given_up=True)
    return Growth(name, shape, tuple(found), given_up=False)


def settled(name: str, shape: str, sizes: tuple[int, ...]) -> Growth:
    """Measure; what looks steep is measured again, and the flatter counts: what is steep is steep each time.

    Then it is asked for ten times as much: a step, such as where a memory ends, is no slope.
    """
    found = measure(name, shape, sizes)
    if found.steep:
        found = min(found, measure(name, shape, sizes), key=lambda one: (one.given_up, one.exponent))
    if found.steep and not found.given_up:
        found = measure(name, shape, (*sizes, 10 * sizes[-1]))
    return found


def made(shape: str, size: int) -> str:
    """Return the text of a shape with so many code points."""
    before, unit, after = BROKEN[shape] if shape in BROKEN else ("", SHAPES[shape], "")
    room = size - len(before) - len(after)
    return before + (unit * (room // len(unit) + 1))[:room] + after


def _timed(function: Callable[[str], object], text: str) -> float:
    began = time.process_time()
    function(text)
    return time.process_time() - began


def row(growth: Growth) -> list[object]:
    """Return a row of the table: milliseconds by size and the exponent."""
    cells = [corpora.figure(1000 * seconds) for seconds in growth.seconds]
    cells += ["given up"] * growth.given_up
    cells += [""] * (len(SIZES) + 1 - len(cells))
    return [f"`{growth.function}`", growth.shape, *cells, f"{growth.exponent:.2f}"]


def page(found: list[Growth]) -> str:
    """Return the page: the steepest shape of each function, and all that is steep."""
    header = ["function", "shape", *(f"{size:,} (ms)" for size in (*SIZES, 10 * SIZES[-1])), "exponent"]
    worst = []
    for name in dict.fromkeys(growth.function for growth in found):
        own = [growth for growth in found if growth.function == name]
        slowest = max(own, key=lambda growth: (growth.given_up, growth.seconds[-1:]))
        long = [growth for growth in own if growth.given_up or growth.seconds[-1] >= SHORTEST]
        steepest = max(long or own, key=lambda growth: growth.exponent)
        worst += dict.fromkeys((slowest, steepest))
    steep = [growth for growth in found if growth.steep]
    about = {"bidinorm": corpora.own_version(), "Functions": len(FUNCTIONS), "Shapes": len(SHAPES) + len(BROKEN)}
    counted = f"{len(found):,} pairs of function and shape were measured; {len(steep)} grow faster than their input"
    parts = [
        "# Growth",
        "Written by `benchmarks/growth.py`: milliseconds of processor time by the length of one line in code points. "
        "The faster of two calls counts; what looks steep is measured twice, and then asked for ten times as much.",
        corpora.facts(corpora.machine(), {key: str(value) for key, value in about.items()}),
        f"{counted} (exponent above {BOUND} where the longest took {1000 * SHORTEST:.0f} ms or more).",
        "## The slowest and the steepest shape of each function",
        corpora.table(header, map(row, worst)),
    ]
    if steep:
        parts += ["## Faster than the input", corpora.table(header, map(row, steep))]
    return "\n\n".join(parts)


def main() -> int:
    """Measure and publish."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--functions", default=",".join(FUNCTIONS))
    options.add_argument("--only", default="", help="a part of the names of shapes")
    options.add_argument("--longest", type=int, default=SIZES[-1])
    asked = options.parse_args()
    sizes = tuple(size for size in SIZES if size <= asked.longest)
    found = []
    for name in asked.functions.split(","):
        for shape in (*SHAPES, *BROKEN):
            if asked.only in shape:
                found.append(settled(name, shape, sizes))
                if found[-1].steep:
                    sys.stderr.write(f"{row(found[-1])}\n")
                    sys.stderr.flush()
        sys.stderr.write(f"{name} done\n")
    if sizes == SIZES and len(found) == len(FUNCTIONS) * (len(SHAPES) + len(BROKEN)):
        corpora.publish("growth", page(found))
    else:
        sys.stdout.write(page(found) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
