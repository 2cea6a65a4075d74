"""What the bidi engine computes is what a browser shows: positions of characters, and mirrored brackets."""

from __future__ import annotations

import json
import random
import unicodedata
from pathlib import Path

import pytest
from browser import chromium
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bidinorm import Pipeline
from bidinorm.bidi import base_direction, display_order, display_text
from bidinorm.chars import BIDI_CONTROL

pytestmark = pytest.mark.skipif(chromium.PROGRAM is None, reason="no Chromium on this machine")

CASES = Path(__file__).parents[1] / "cases"
FRAGMENTS = [case["text"] for case in json.loads((CASES / "display.json").read_text("utf-8"))]
DIRECTIONS = ("ltr", "rtl", "auto")
GENERATED = 5000
MADE = 1000
HIDDEN = ("C", "M", "Zl", "Zp")
WORDS = [
    *["Nexa", "b", "C++", "John's", "e-mail", "3.5%", "1,905", "12-34", "05/06/2024", "+7", "$5", "x=1"],
    *["صورة", "من", "شبكة", "ب", "٢٠١٩", "٣٫٥٪", "،", "؟", "הספר", "ש"],
    *["(", ")", "[", "]", "«", "»", '"', ":", "-", "/", "...", "!"],
    *["\u200e", "\u200f", "\u2067", "\u2066", "\u2068", "\u2069", "\u2069", "\u202a", "\u202b", "\u202c", "\u061c"],
]


def generated(count: int) -> list[str]:
    """Bilingual lines with digits, brackets and controls; the same on every run."""
    chance = random.Random(20260924)
    lines = []
    while len(lines) < count:
        words = [chance.choice(WORDS) for _ in range(chance.randint(2, 7))]
        line = "".join(word + chance.choice(["", " ", " "]) for word in words).strip()
        if line and any(char.isalpha() for char in line):
            lines.append(line)
    return lines


def made_by_hypothesis(count: int) -> list[str]:
    """Lines of letters and signs from Latin to Arabic, and of the words above; the same on every run.

    All are laid out in one page, since a browser a line would take hours.
    """
    ranges = ((0x20, 0x6FF), (0x2010, 0x205F), (0x2200, 0x22FF))  # others are shaped into clusters that share a box
    drawn = [st.characters(min_codepoint=low, max_codepoint=high, exclude_categories=HIDDEN) for low, high in ranges]
    either = st.one_of(*drawn, st.sampled_from(WORDS), st.sampled_from(list("\u0627\u0628\u05d0ab1 (")))
    lines: list[str] = []

    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        deadline=None,
    )
    @given(line=st.lists(either, min_size=2, max_size=12).map("".join))
    def collect(line: str) -> None:
        lines.append(line)

    collect()
    return list(dict.fromkeys(lines))


def computed(text: str, direction: str) -> list[int]:
    """The visible code points of a text in the order that the engine computes for an element with that `dir`."""
    base = base_direction(text, "html-auto") if direction == "auto" else direction
    order = display_order(text, base or "ltr")  # type: ignore[arg-type]
    return [place for place in order if visible(text[place])]


def visible(char: str) -> bool:
    return char not in BIDI_CONTROL and unicodedata.category(char) not in ("Mn", "Cf", "Cc")


def shown(text: str, boxes: list[list[float] | None]) -> list[int]:
    """The visible code points of a text in the order in which the browser drew them."""
    centres = [(box[0] + box[1], place) for place, box in enumerate(boxes) if box and visible(text[place])]
    return [place for _, place in sorted(centres)]


def disagreements(texts: list[str], folder: Path) -> list[str]:
    cases = [(text, direction) for text in texts for direction in DIRECTIONS]
    return [
        f"{text!a} dir={direction}: computed {computed(text, direction)}, shown {shown(text, boxes)}"
        for (text, direction), boxes in zip(cases, chromium.measure(cases, folder), strict=True)
        if computed(text, direction) != shown(text, boxes)
    ]


def test_written_fragments_and_what_is_made_of_them(tmp_path: Path) -> None:
    display = Pipeline.load("display")
    texts = FRAGMENTS + [display.clean(text) for text in FRAGMENTS]
    assert disagreements(texts, tmp_path) == []


def test_generated_lines(tmp_path: Path) -> None:
    texts = generated(GENERATED)
    assert sum(computed(text, "ltr") != computed(text, "rtl") for text in texts) > GENERATED // 2
    assert disagreements(texts, tmp_path) == []


def test_lines_that_hypothesis_makes(tmp_path: Path) -> None:
    texts = made_by_hypothesis(MADE)
    assert len(texts) > MADE // 2
    assert sum(computed(text, "ltr") != computed(text, "rtl") for text in texts) > len(texts) // 3
    assert disagreements(texts, tmp_path) == []


def test_a_fragment_is_drawn_alike_in_every_direction(tmp_path: Path) -> None:
    display = Pipeline.load("display")
    cleaned = [display.clean(text) for text in FRAGMENTS]
    cases = [(text, direction) for text in cleaned for direction in DIRECTIONS]
    drawn = [shown(text, boxes) for (text, _), boxes in zip(cases, chromium.measure(cases, tmp_path), strict=True)]
    for number, text in enumerate(cleaned):
        left, right, auto = drawn[3 * number : 3 * number + 3]
        assert left == right == auto, text


PIXELS = """<!doctype html><meta charset="utf-8">
<canvas width="900" height="60"></canvas><pre id="result"></pre><script>
const context = document.querySelector("canvas").getContext("2d", {willReadFrequently: true});
function draw(text, direction) {
  context.clearRect(0, 0, 900, 60);
  context.font = "24px DejaVu Sans";
  context.direction = direction;
  context.textAlign = "left";
  context.fillText(text, 10, 40);
  return context.getImageData(0, 0, 900, 60).data.join();
}
const out = CASES.map(([stored, direction, drawn]) => draw(stored, direction) === draw("\\u202d" + drawn, "ltr"));
document.querySelector("#result").textContent = JSON.stringify(out);
</script>"""


def test_brackets_are_mirrored_as_the_browser_mirrors_them(tmp_path: Path) -> None:
    texts = ["ספר (שני) A", "[א] b {ג} <ד>", "A (ב) C", "א ≤ ב ≪ ג", "«א» \u201cb\u201d", "(א[ב{ג}])", "a) ב) c"]
    cases = [(text, base, display_text(text, base)) for text in texts for base in ("ltr", "rtl")]
    literal = json.dumps(cases)
    same = chromium.run(PIXELS.replace("CASES", literal), tmp_path)
    wrong = [case for case, alike in zip(cases, same, strict=True) if not alike]
    assert wrong == []


def test_the_pixels_can_differ(tmp_path: Path) -> None:
    cases = [("(א)", "rtl", display_text("(א)", "rtl", mirror=False))]
    assert chromium.run(PIXELS.replace("CASES", json.dumps(cases)), tmp_path) == [False]
