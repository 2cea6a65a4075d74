"""Titles, ranks and honorifics around a name: recognised, and never taken for a part of it.

Many of these words are names, too. Without the article such a word is taken for the name that it also is; with
it, and before a name, it is a title: الأمير فيصل is a prince, أمير فيصل has the name Amir.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from bidinorm import lexicons
from bidinorm.names.heads import led
from bidinorm.names.lexicon import TRANSLATED, fold, light_fold
from bidinorm.names.marks import marked, split_article
from bidinorm.names.readings import agree_words, entry_readings
from bidinorm.names.roles import roles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bidinorm.names.lexicon import Entry
    from bidinorm.names.parts import Part, Token
    from bidinorm.names.readings import Reader

ALSO = "also a"
"""How the note of a row says that the word is a name, too."""
AFTER = "after "
"""How the note of a row says that the title stands after the name."""
_OFFICE = re.compile("office|royal|military")
"""How the note begins of a title that a country has."""
RULER = "after the name of a ruler"


def leading(words: list[Token], reader: Reader, *, places: bool) -> tuple[list[Part], int]:
    """Return the titles that open a name, and how many words they take; a title alone is a name.

    With `places`, words that go with the name of a place are taken with it: مدينة البصرة, ملك الأردن.
    """
    found: list[Part] = []
    place = 0
    while place < len(words) - 1:
        used, entry = _title(words, place, reader)
        taken, part = led(words, place, reader) if places else (0, None)
        if part is not None and taken > used:
            used = taken
        elif entry is not None:
            part = _part(words[place : place + used], entry, reader)
            if _OFFICE.match(entry.note) and not part.settled.endswith((" for", " of")):
                part, more = _with_country(part, words, place + used, reader)
                used += more
        else:
            break
        found.append(part)
        place += used
    return found, place


@cache
def _after_offices() -> dict[str, str]:
    """Return the words that may stand behind an office, lightly folded, of both genders, with their English."""
    rows = lexicons.read("words/after_offices.tsv").rows
    return {light_fold(arabic + ending): english for arabic, english in rows for ending in ("", "ة")}


def _with_country(part: Part, words: list[Token], after: int, reader: Reader) -> tuple[Part, int]:
    """Return an office with the words of a country behind it, and how many those are: الرئيس السوري before a name."""
    settled, known = part.settled, _after_offices()
    end = after
    while end < len(words) - 1 and (english := known.get(light_fold(words[end].plain))):
        settled = f"{english} {settled}"
        end += 1
    if end == after:
        return part, 0
    taken = words[after:end]
    readings = (*part.words, *(reader.read(word.text) for word in taken))
    text = " ".join((part.text, *(word.text for word in taken)))
    return replace(part, end=taken[-1].end, text=text, words=readings, settled=settled), len(taken)


def _title(words: list[Token], place: int, reader: Reader) -> tuple[int, Entry | None]:
    first = fold(words[place].plain)
    if first not in reader.names.openers and not words[place].dotted:
        return 0, None
    most = 4 if words[place].dotted else reader.names.longest.get(first, 1)
    for used in range(min(most, len(words) - place - 1), 0, -1):
        taken = words[place : place + used]
        for shown in _forms(taken):
            for row in reader.names.all(shown):
                if _fits(row, shown, taken) and _opens(row, words, place + used, reader):
                    return used, row
    return 0, None


def _forms(words: list[Token]) -> list[str]:
    """Return how words may stand in a row: with blanks, or as an abbreviation with its full stops."""
    forms = [" ".join(word.plain for word in words)]
    if words[0].dotted:
        joined = ".".join(word.plain for word in words)
        forms = [joined + ".", joined, *forms]
    return forms


def _fits(row: Entry, shown: str, words: list[Token]) -> bool:
    """Tell whether a row is translated, and is these words with these marks."""
    if light_fold(row.arabic) != light_fold(shown) or TRANSLATED.isdisjoint(row.kinds):
        return False
    given = " ".join(word.text for word in words)
    return not marked(given) or agree_words(given, row.vocalised)


def _opens(row: Entry, words: list[Token], after: int, reader: Reader) -> bool:
    """Tell whether a title may stand here: before a name, and not where the word is a name itself."""
    if AFTER in row.note:
        return False
    role = roles().get(light_fold(words[after].plain))
    if " " in row.arabic:
        return role is None or role.name != "second"
    if role and role.name in ("nasab", "second", "god"):
        return False
    names = {kind for other in reader.names.all(row.arabic) if other.arabic == row.arabic for kind in other.kinds}
    if ALSO not in row.note and not (names.intersection(("given", "family")) and not row.arabic.startswith("ال")):
        return True
    if not row.arabic.startswith("ال"):
        return False
    country = after + 1 < len(words) and light_fold(words[after].plain) in _after_offices()
    return country or not split_article(words[after].plain)[0] or _title(words, after, reader)[1] is not None


def alone(words: list[Token], reader: Reader) -> Part | None:
    """Return a title of several words before which or behind which there is no name: سمو الأمير."""
    if len(words) < 2 or reader.names.longest.get(fold(words[0].plain), 1) < len(words):
        return None
    shown = " ".join(word.plain for word in words)
    rows = reader.names.all(shown)
    if any(TRANSLATED.isdisjoint(row.kinds) or ALSO in row.note for row in rows):
        return None
    return next((_part(words, row, reader) for row in rows if _fits(row, shown, words)), None)


def wish(words: list[Token], place: int, reader: Reader) -> tuple[int, Part | None]:
    """Return a wish of several words that stands here, after a name, and how many words it takes."""
    first = fold(words[place].plain)
    if not place or first not in reader.names.openers or place + 1 == len(words):
        return 0, None
    for used in range(min(reader.names.longest.get(first, 1), len(words) - place), 1, -1):
        taken = words[place : place + used]
        shown = " ".join(word.plain for word in taken)
        for row in reader.names.all(shown):
            if AFTER in row.note and _fits(row, shown, taken):
                return used, _part(taken, row, reader)
    return 0, None


def trailing(parts: Iterable[Part]) -> Iterator[Part]:
    """Yield the parts, those that are regnal numbers or titles after the name marked as such."""
    from bidinorm.names.lexicon import shipped

    names = list(parts)
    openers = shipped().openers
    before = 0
    for number, part in enumerate(names):
        rows = shipped().all(part.text) if fold(part.text).partition(" ")[0] in openers else []
        entry = _after(part, rows, before, last=number == len(names) - 1)
        yield _retitled(part, entry) if entry else part
        before += part.kind != "title"


def _after(part: Part, rows: list[Entry], before: int, *, last: bool) -> Entry | None:
    """Return the row of a title that may stand after a name, or None."""
    if not before or part.kind == "title" or not rows:
        return None
    for row in rows:
        if TRANSLATED.isdisjoint(row.kinds) or AFTER not in row.note:
            continue
        if row.note.startswith(RULER):
            if before == 1:
                return row
        elif last and ALSO not in row.note:
            return row
    return None


def _part(words: list[Token], entry: Entry, reader: Reader) -> Part:
    from bidinorm.names.parts import Part

    readings = tuple(entry_readings(entry, [word.text for word in words], reader))
    text = " ".join(word.text for word in words)
    why = f"{entry.source.rpartition('/')[2]}: {entry.arabic}"
    end = words[-1].end + words[-1].dotted
    return Part(words[0].start, end, text, "title", readings, entry.news, "lexicon", why)


def _retitled(part: Part, entry: Entry) -> Part:
    from bidinorm.names.parts import Part

    news = entry.variants[0] if entry.note.startswith(RULER) and entry.variants else entry.news
    role = "ruler" if entry.note.startswith(RULER) else part.role
    return Part(part.start, part.end, part.text, "title", part.words, news, "lexicon", entry.note, role)
