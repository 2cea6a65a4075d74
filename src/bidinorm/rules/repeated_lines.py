"""The same line or block of lines pasted twice.

## What it does
Drops a line that repeats the line before it (blank lines between them do not count), a block of lines that
repeats the block before it, and a credit line (an Arabic label with a colon) that stood a few lines above. The
first copy stays.

## Why
Pages are pasted together from parts: teasers, captions and credits come in as often as the template shows them.

## Leaves alone
Lines of fewer than three different words; indented lines; lines of code, tables, lists, headings and
quotations; lines that differ in
anything; refrains and repeated answers that do not follow each other; lines between breaks of two kinds.

## Example
- `تابعونا على المنصة`, `تابعونا على المنصة` → `تابعونا على المنصة`

## References
None; a habit of editors.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from bidinorm import chars
from bidinorm.protect import fences
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.rules.dangling_label import labels
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BREAK = "line break or blank line of a dropped line"
WORDS = 3
"""Words that a line has at least to be dropped on its own."""

_LINE = re.compile("([^\n\r]*)(\r\n|\n|\r|$)")
_WORD = re.compile(r"\w{2,}")
INDENTS = ("  ", "\t", " \t")
"""How a line begins that is indented."""
_MARKUP = re.compile(r"[-*+#>|=~`<{}\[/\\]|\d+[.)]\s|.*[|{};=<>\\]|.*[*_`#~,]$")
_FIRST_WORD = re.compile(f"[{chars.ARABIC_LETTER}{chars.ARABIC_MARK}]+")


class Line(NamedTuple):
    """A physical line: `text[start:end]` is its content, `text[end:after]` its line break."""

    content: str
    """What stands in the line, without outer blanks."""
    start: int
    end: int
    after: int


def lines(text: str) -> Iterator[Line]:
    """Yield all lines, blank ones too."""
    for found in _LINE.finditer(text):
        yield Line(found.group(1).strip(), found.start(), found.end(1), found.end())


def differ(text: str, history: Sequence[str]) -> bool:
    """Tell at little cost whether no line stands twice."""
    contents = list(filter(None, map(str.strip, text.splitlines())))
    known = set(history)
    return len(known.union(contents)) == len(known) + len(contents)


def droppable(content: str) -> bool:
    """Tell whether a line has some different words, so that a repetition is no accident."""
    return len(set(_WORD.findall(content))) >= WORDS


def is_credit(content: str) -> bool:
    """Tell whether a line is a label of `lexicons/labels.tsv` with a colon."""
    first = _FIRST_WORD.search(content)
    return ":" in content and first is not None and first.group() in labels()


def repeats(view: View, written: list[Line]) -> dict[int, int]:
    """Return the lines to drop: the offset of each, and how many lines above (blank ones aside) it stood before.

    `written` are the lines that are not blank.
    """
    window = view.options["window"]
    fenced = list(fences(view.text))
    dropped: dict[int, int] = {}
    kept = list(view.history[-2 * window :])
    block_end = period = 0
    for index, line in enumerate(written):
        if index < block_end:
            dropped[line.start] = period
            continue
        above = kept[: -window - 1 : -1]
        distance = above.index(line.content) + 1 if line.content in above else 0
        block = written[index : index + distance]
        if block and [other.content for other in block] == kept[-distance:] and _is_prose(view.text, block, fenced):
            dropped[line.start] = distance
            block_end, period = index + distance, distance
        elif block and is_credit(line.content) and _is_prose(view.text, block[:1], fenced):
            dropped[line.start] = distance
        else:
            kept.append(line.content)
    return dropped


def _is_prose(text: str, block: list[Line], fenced: list[tuple[int, int]]) -> bool:
    """Tell whether a block may be dropped: no code, table, list or heading in it, and one line of some length."""
    if any(text.startswith(INDENTS, line.start) or _MARKUP.match(line.content) for line in block):
        return False
    last = bisect_left(fenced, (block[-1].end, 0)) - 1  # the last fence that begins before the block ends
    in_code = last >= 0 and fenced[last][1] > block[0].start
    return not in_code and any(droppable(line.content) for line in block)


def find(view: View) -> Iterator[Edit]:
    """Propose the removal of repeated lines with their line breaks and the blank lines that they leave."""
    if differ(view.text, view.history):
        return
    everything = list(lines(view.text))
    dropped = repeats(view, [line for line in everything if line.content])
    region: list[Line] = []
    for line in everything if dropped else ():
        if line.content and line.start not in dropped:
            yield from _remove(view.text, region, dropped, at_end=False)
            region = []
        else:
            region.append(line)
    yield from _remove(view.text, region, dropped, at_end=True)


def _remove(text: str, region: list[Line], dropped: dict[int, int], *, at_end: bool) -> Iterator[Edit]:
    """Propose the removal of dropped lines; `region` holds them and the blank lines around and between them.

    Of blank lines on both sides those before go; at the end of the text all of them do.
    """
    places = [index for index, line in enumerate(region) if line.start in dropped and line.content]
    if not places:
        return
    both = places[0] > 0 and places[-1] + 1 < len(region)
    gone = region if at_end else region[0 if both else places[0] : places[-1] + 1]
    done = gone[0].start
    if _regroups(text, done, gone[-1]):
        return
    for line in gone:
        if line.content:
            if done < line.start:
                yield Edit(done, line.start, "", BREAK)
            yield Edit(line.start, line.end, "", f"the same line stands {dropped[line.start]} above")
            done = line.end
    if done < gone[-1].after:
        yield Edit(done, gone[-1].after, "", BREAK)


def _regroups(text: str, start: int, last: Line) -> bool:
    r"""Tell whether the line behind would come to stand behind another kind of break.

    To other rules, and to a fence of code, a lone `\r` does not begin a line.
    """
    return last.end < last.after and (text[start - 1 : start] == "\r") != (text[last.after - 1] == "\r")


RULE = Rule(
    name="repeated-lines",
    stage=Stage.DOCUMENT,
    find=find,
    triggers=(Trigger("\n\r"),),
    whole=True,
    page=__doc__,
    options={"window": 12},
)
