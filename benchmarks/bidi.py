"""How fast are embedding levels and visual order, next to python-bidi, and does hostile text cost more?

    python benchmarks/bidi.py

Prints a page and writes it to `results/bidi.md`. Each kind of text is 5 MB, made from the clean text of the measuring
data, or from a few sentences where that is absent. Every tool gets the same text in the same process, line by line
and as one string; rounds are interleaved. MB/s are those of the best round, ratios the median over the
rounds. MB are millions of bytes of UTF-8.
"""

from __future__ import annotations

import importlib
import random
import re
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import cycle, islice
from statistics import median

import corpora

from bidinorm.bidi import UNICODE_VERSION, display_order, display_text, levels, visual_order

SIZE = 5_000_000
ROUNDS = 7
BUDGET = 3.0
"""Seconds that a tool may need for one round; with more, it gets as much of the beginning as fits."""

LATIN = re.compile("[A-Za-z]")
ARABIC = re.compile("[\u0620-\u064a]")
SENTENCES = {
    "mixed": (
        "أعلنت شركة OpenAI عن نموذج GPT-4 في 14 مارس 2023.",
        "صورة من منصة (شبكة) 964media",
        'استخدم `git commit -m "رسالة"` لحفظ التغييرات.',
    ),
    "Arabic": ("قال المتحدث باسم الحكومة إن الاجتماع سيعقد غدا، ولم يذكر مكانه.", "من 5 إلى 7 آلاف دينار."),
    "English": ("The minister said that the talks would resume on Monday.", "It’s 5 o’clock (local time)."),
}

Tool = Callable[[str], object]


def levels_and_order(line: str) -> None:
    """Levels once, and the order from these."""
    visual_order(levels(line))


def tools() -> dict[str, Tool]:
    """Return what is compared; a peer that is not installed is left out."""
    found: dict[str, Tool] = {
        "bidinorm: levels": levels,
        "bidinorm: levels and order": levels_and_order,
        "bidinorm: display_order": display_order,
        "bidinorm: display_text": display_text,
    }
    peer = get_display()
    if peer is not None:
        found[PEER] = peer
    return found


@cache
def get_display() -> Tool | None:
    """Return the function of python-bidi, or None where it is not installed.

    Its module has the name of this file, so this folder must not be looked at first.
    """
    here = sys.path.pop(0)
    try:
        call: Tool = importlib.import_module("bidi").get_display
    except ImportError:
        return None
    finally:
        sys.path.insert(0, here)
    return call


OURS = "bidinorm: levels and order"
PEER = "python-bidi: get_display"


def sentences() -> dict[str, list[str]]:
    """Return lines of each kind: those of the measuring data, or a few of ours."""
    kinds: dict[str, list[str]] = {"mixed": [], "Arabic": [], "English": []}
    try:
        files = corpora.clean_files()
    except corpora.DataError:
        return {kind: list(lines) for kind, lines in SENTENCES.items()}
    for file in files:
        if file.kind not in {"mixed", "Arabic", "English"}:
            continue
        for line in file.lines:
            latin, arabic = LATIN.search(line), ARABIC.search(line)
            if latin and arabic:
                kinds["mixed"].append(line)
            elif arabic:
                kinds["Arabic"].append(line)
            elif latin and file.kind == "English":
                kinds["English"].append(line)
    return kinds


def sample(lines: Sequence[str], size: int) -> list[str]:
    """Return `size` bytes of lines, shuffled with a fixed seed and repeated."""
    shuffled = list(lines)
    random.Random(corpora.SEED).shuffle(shuffled)
    return list(corpora.first(list(islice(cycle(shuffled), size // 8)), size))


def seconds(tool: Tool, texts: Iterable[str]) -> float:
    """Return how long a tool takes for all texts."""
    start = time.perf_counter()
    for text in texts:
        tool(text)
    return time.perf_counter() - start


def speeds(texts: Sequence[str]) -> dict[str, list[float]]:
    """Return the MB/s of each tool in each round."""
    found: dict[str, list[float]] = {name: [] for name in tools()}
    shares: dict[str, Sequence[str]] = {}
    for name, tool in tools().items():
        shares[name] = within_budget(tool, texts)
    for _ in range(ROUNDS):
        for name, tool in tools().items():
            found[name].append(corpora.size_of(shares[name]) / seconds(tool, shares[name]) / 1e6)
    return found


def ratio(ours: Sequence[float], theirs: Sequence[float]) -> float:
    """Return the median of the ratios of each round: a load that comes and goes acts on both alike."""
    return median(mine / other for mine, other in zip(ours, theirs, strict=True))


def within_budget(tool: Tool, texts: Sequence[str]) -> Sequence[str]:
    """Return as much of the texts as the tool can do in its time."""
    size = corpora.size_of(texts)
    if len(texts) > 1:
        share = corpora.first(texts, size // 20)
        limit = BUDGET / max(seconds(tool, share), 1e-9) * corpora.size_of(share)
        return texts if limit >= size else corpora.first(texts, int(limit))
    # One string: its time may grow with the square of its length, so the length is doubled until the time is up.
    length = len(texts[0]) // 64
    while length < len(texts[0]) and seconds(tool, [texts[0][:length]]) < BUDGET / 3:
        length *= 2
    return [texts[0][:length]]


def speed_section(samples: dict[str, list[str]]) -> list[str]:
    """Return the tables of speed, one for each way to hand the text over."""
    ways: dict[str, Callable[[list[str]], Sequence[str]]] = {
        "Line by line": lambda lines: lines,
        "One string of many paragraphs": lambda lines: ["\n".join(lines)],
        "One string, one paragraph": lambda lines: [" ".join(lines)],
    }
    page: list[str] = []
    for way, join in ways.items():
        rows = []
        for kind, lines in samples.items():
            print(f"{way}, {kind} …", file=sys.stderr)
            found = speeds(join(lines))
            for name, rounds in found.items():
                of_peer = f"{ratio(rounds, found[PEER]):.2f} ×" if PEER in found else ""
                rows.append([kind, name, f"{max(rounds):.1f}", of_peer])
        page += [f"## {way}", "", corpora.table(["text", "tool", "MB/s", "of python-bidi"], rows), ""]
    return page


HOSTILE: dict[str, Callable[[int], str]] = {
    "embeddings, ever deeper": lambda size: "\u202b\u202a" * (size // 2) + "ا",
    "isolates without end": lambda size: "\u2067" * size + "a",
    "first strong isolates without end": lambda size: "\u2068" * size + "ا",
    "isolates, all closed": lambda size: "\u2067" * (size // 2) + "a" + "\u2069" * (size // 2),
    "brackets that only open": lambda size: "ا" + "(" * size + "a",
    "brackets that only close": lambda size: "ا([{" + ")" * size + "a",
    "brackets, 62 deep": lambda size: "ا" + ("(" * 62 + "a" + ")" * 62) * (size // 125),
    "marks on one letter": lambda size: "a\N{ARABIC FATHA}" + "\N{ARABIC FATHA}" * size + "ا",
    "percent signs": lambda size: "ا" + "%" * size + "a1",
    "spaces and tabs": lambda size: "ا" + "  \t" * (size // 3) + "a",
    "single letters of both scripts": lambda size: "اa" * (size // 2),
}


def growth_section() -> list[str]:
    """Return the table of what hostile text costs, in microseconds a code point, as it gets longer."""
    sizes = (10_000, 100_000, 1_000_000)
    rows = []
    for name, make in HOSTILE.items():
        print(f"{name} …", file=sys.stderr)
        costs = []
        for size in sizes:
            text = make(size)
            costs.append(min(seconds(levels_and_order, [text]) for _ in range(3)) / len(text) * 1e6)
        rows.append([name, *[f"{cost:.3f}" for cost in costs]])
    header = ["text", *[f"{size:,} code points" for size in sizes]]
    note = "Microseconds a code point, levels and order of one paragraph. What is linear stays the same along a row."
    return ["## Hostile text", "", note, "", corpora.table(header, rows), ""]


def main() -> None:
    """Measure, print the page and write it."""
    lines = sentences()
    samples = {kind: sample(found, SIZE) for kind, found in lines.items()}
    about = {
        "bidinorm": f"{corpora.own_version()}, Unicode {UNICODE_VERSION}",
        "python-bidi": str(corpora.version("python-bidi")) if get_display() else "missing: it cannot be imported",
    }
    for kind, found in lines.items():
        length = sum(map(len, found)) / len(found)
        about[f"{kind} text"] = f"{len(set(found)):,} different lines, {length:.0f} code points on average"
    page = ["# Bidi: levels and order", "", "Made by `python benchmarks/bidi.py`.", ""]
    page += [corpora.facts(corpora.machine(), about), "", *NOTES, ""]
    page += speed_section(samples)
    page += growth_section()
    corpora.publish("bidi", "\n".join(page))


NOTES = (
    "python-bidi is written in Rust. Its function gives a display string and neither levels nor order, so two rows",
    "compare with it: `levels and order`, which it must find on the way, and `display_text`, which also mirrors.",
    "A list of 3.5 million offsets takes Python 0.14 seconds to make and to free, which bounds `levels and order` of",
    "one long string.",
)


if __name__ == "__main__":
    main()
