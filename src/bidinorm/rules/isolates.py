"""A bilingual line that reads right only in a paragraph of one direction.

## What it does
Adds the fewest isolates with which a line of both scripts is shown as it is meant in left-to-right,
right-to-left and automatic paragraphs: one pair around the line, and one around each phrase that would be torn
apart inside it. The option `isolate` chooses what is added: `minimal` isolates, `marks`, `html` elements,
`none`, or `strip`, which takes all bidirectional controls away, for storage and search.

## Why
The bidirectional algorithm knows neither sentences nor phrases. In a paragraph of the other direction the halves
of a line change places, and a sign at the end of a Latin phrase moves to its front (`C++` becomes `++C`).

## Leaves alone
Lines of one script, and lines that are shown right everywhere; isolates that are there, and lines in which one
is not closed; Persian and Urdu; code, tables and time codes; what stands before the words of a line
in Markdown, HTML and subtitles stays before the isolate.

## Example
- `لغة C++ سهلة` → `\\u2067لغة \\u2066C++\\u2069 سهلة\\u2069`

## References
UAX #9, section 2.7, "Markup and formatting characters"; HTML, the `bdi` element and `dir=auto`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bidinorm import chars
from bidinorm.errors import OptionError, unknown
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bidinorm.reading import Reading

AROUND_LINE = "the line reads right in one direction only"
AROUND_PHRASE = "the phrase would be torn apart"
STRIPPED = "no bidirectional control is kept"


class Wrapping(NamedTuple):
    """What is put before and after text of each direction."""

    ltr: tuple[str, str]
    rtl: tuple[str, str]


WRAPPINGS = {
    "minimal": Wrapping((chars.LRI, chars.PDI), (chars.RLI, chars.PDI)),
    "marks": Wrapping((chars.LRM, chars.LRM), (chars.RLM, chars.RLM)),
    "html": Wrapping(('<bdi dir="ltr">', "</bdi>"), ('<bdi dir="rtl">', "</bdi>")),
}
MODES = (*WRAPPINGS, "none", "strip")

_CONTROL = re.compile(f"[{chars.BIDI_CONTROL}]")
_ISOLATE = re.compile(f"[{chars.ISOLATES}{chars.PDI}]")
_PARAGRAPH = re.compile(f"[^{chars.PARAGRAPH_SEPARATOR}]+")
_LATIN = re.compile(f"[{chars.LATIN_LETTER}]|[0-9]-[0-9]|[+][0-9]|[0-9][+]")
_ARABIC = re.compile(f"[{chars.ARABIC_LETTER}{chars.PRESENTATION_FORM}]")
_BEFORE = re.compile(
    r"(?:\s|#{1,6}(?=\s)|[-*+>](?=\s)|\d{1,9}[.)](?=\s)|\[[ xX]\](?=\s)"
    r"|<[A-Za-z/][^<>]*>|\{\\[^{}]*\}|[*_~]{1,3}(?=\S))*"
)
"""What may stand before the words of a line: Markdown, tags, and the style codes of subtitles."""
_LAST = {">": ("<", re.compile(r"</?[A-Za-z][^<>]*>")), "}": ("{", re.compile(r"\{#[^{}]*\}"))}
"""How markup begins that ends in a sign, and what it must be: tags, and the identifiers of headings."""
_SIGNS = "*_~"
_NOT_PROSE = re.compile(r"\s*(?:\||```|~~~|\t|\u0020{4}|[-=|:\s]+$|\d\d:\d\d:\d\d[,.]\d)")
_TORN = re.compile(r"[\t\v\x1f]|<(?:p|div|li|ul|ol|td|tr|th|table|h[1-6]|br)(?:[\s/][^<>]*)?>", re.IGNORECASE)
"""What no isolate may hold: a tab and its kin, which UAX #9 (L1) sets apart, and tags that begin another line."""
_WRAPPED = re.compile(r"<bdi\b", re.IGNORECASE)


def find(view: View) -> Iterator[Edit]:
    """Propose what the option `isolate` asks for, paragraph by paragraph."""
    mode = view.options["isolate"]
    if mode not in MODES:
        raise OptionError(unknown("value of the option 'isolate':", mode, MODES))
    if mode == "strip":
        yield from (Edit(*control.span(), "", STRIPPED) for control in _CONTROL.finditer(view.text))
    elif mode != "none" and view.language == "ar":
        for paragraph in _PARAGRAPH.finditer(view.text):
            if _LATIN.search(paragraph.group()) and _ARABIC.search(paragraph.group()):
                yield from _wrap(view, paragraph.group(), paragraph.start(), WRAPPINGS[mode])


def _wrap(view: View, paragraph: str, offset: int, wrapping: Wrapping) -> Iterator[Edit]:
    """Propose the wrapping of one paragraph that begins at `offset`."""
    from bidinorm.reading import read  # brings the bidi engine, which other profiles do without

    start, end = prose(paragraph)
    line = paragraph[start:end]
    if _NOT_PROSE.match(paragraph) or _TORN.search(line) or _WRAPPED.search(paragraph) or not _closed(line):
        return
    reading = read(line, [(span.start - start - offset, span.end - start - offset) for span in view.protected])
    before, after = wrapping.rtl if reading.direction == "rtl" else wrapping.ltr
    if (line.startswith(before) and line.endswith(after)) or not _needed(line, reading):
        return
    added = {0: before, len(line): ""}
    for phrase in reading.broken:
        opening, closing = wrapping.ltr if phrase.direction == "ltr" else wrapping.rtl
        added[phrase.start] = added.get(phrase.start, "") + opening
        added[phrase.end] = closing
    added[len(line)] += after
    for place, controls in added.items():
        reason = AROUND_LINE if place in (0, len(line)) else AROUND_PHRASE
        yield Edit(offset + start + place, offset + start + place, controls, reason)


def _closed(line: str) -> bool:
    """Tell whether each isolate of a line is closed in it: another would close ours, or be closed by it."""
    depth = 0
    for control in _ISOLATE.findall(line):
        depth += -1 if control == chars.PDI else 1
        if depth < 0:
            return False
    return depth == 0


def prose(paragraph: str) -> tuple[int, int]:
    """Return where the words of a paragraph begin and end, without markup around them.

    >>> prose("## نص Latin {#id}")
    (3, 11)
    """
    before = _BEFORE.match(paragraph)
    start = before.end() if before else 0
    return start, _words_end(paragraph, start)


def _words_end(paragraph: str, start: int) -> int:
    """Return where the words end. It looks from the end back: a pattern would try every way to part a run of signs."""
    end = len(paragraph)
    while end > start:
        last, before = paragraph[end - 1], end
        if last.isspace():
            end -= 1
        elif last in _SIGNS:  # one that follows a blank is a bullet, or a sign of its own
            end -= end > 1 and not paragraph[end - 2].isspace()
        elif last in _LAST:
            opening, markup = _LAST[last]
            place = paragraph.rfind(opening, start, end)
            end = place if place >= 0 and markup.fullmatch(paragraph, place, end) else end
        if end == before:
            break
    return end


def _needed(line: str, reading: Reading) -> bool:
    """Tell whether a line is shown otherwise than it is meant in a paragraph of some direction."""
    from bidinorm.bidi import base_direction
    from bidinorm.reading import shown

    if reading.broken:
        return True
    wanted = shown(line, reading.direction)
    return any(shown(line, base) != wanted for base in ("ltr", "rtl", None, base_direction(line, "html-auto")))


RULE = Rule(
    name="isolates",
    stage=Stage.PRESENT,
    find=find,
    triggers=(
        Trigger(chars.ARABIC_LETTER + chars.PRESENTATION_FORM),
        Trigger(chars.BIDI_CONTROL),
    ),
    page=__doc__,
    options={"isolate": "minimal"},
    allowed={"isolate": MODES},
)
