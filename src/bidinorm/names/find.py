"""Names in running text: where they stand, what they are, how they are written in Latin letters.

Latin text is searched by `bidinorm.names.english`, Arabic text by `bidinorm.names.news`; both prefer to miss a name
to taking a word for one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bidinorm.errors import require_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bidinorm.names.style import Style
    from bidinorm.text import Edit, Text

_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: `text[start:end]`, in code points."""

    start: int
    end: int
    text: str
    script: str
    """`latin` or `arabic`."""
    parts: tuple[str, ...]
    """The parts as they are written, articles included."""
    kind: str
    """`person`, `place` or `organisation`."""
    score: float
    """From 0 to 1: how sure it is that this is such a name. Scores order, they are no probabilities."""
    style: Style | None = field(default=None, repr=False)
    """How the name is written in Latin letters where it is Arabic; None means as news do."""

    @property
    def latin(self) -> str:
        """The name in Latin letters: as it stands, or in the style that was asked for."""
        if self.script == "latin":
            return _BLANKS.sub(" ", self.text)
        from bidinorm.names.engine import romanizer
        from bidinorm.names.style import Style

        return romanizer(self.style or Style()).romanize(self.text)

    @property
    def key(self) -> str:
        """The key that its spellings share in both scripts (`bidinorm.name_key`)."""
        from bidinorm.names.key import name_key

        return name_key(self.text)


def find_names(text: str, scheme: str = "news", **options: object) -> list[Name]:
    """Return the names in a text of either script, in order; they do not overlap.

    Persons are names of Arabic origin in Latin text, and all persons in Arabic text. `scheme` and `options` are those
    of `romanize` and say how Arabic names are written in Latin letters.

    >>> [(name.text, name.kind) for name in find_names("Basim Al-Awadi spoke in Sharm el-Sheikh.")]
    [('Basim Al-Awadi', 'person'), ('Sharm el-Sheikh', 'place')]
    """
    from bidinorm.names.style import Style

    return found_names(require_text(text), Style(scheme, **options))  # type: ignore[arg-type]


def found_names(text: str, style: Style) -> list[Name]:
    """Return the names in a text as `find_names` does, their Latin forms in a style."""
    found = list(_in_latin(text))
    if not text.isascii():
        found += _in_arabic(text, style)
    return sorted(found, key=lambda name: name.start)


def _in_latin(text: str) -> Iterator[Name]:
    from bidinorm.names.elsewhere import others
    from bidinorm.names.english import people

    persons = people(text)
    for person in persons:
        shown = text[person.start : person.end]
        own = tuple(text[part.start : part.end] for part in person.parts)
        yield Name(person.start, person.end, shown, "latin", own, "person", person.score)
    for start, end, kind in others(text, persons):
        shown = text[start:end]
        yield Name(start, end, shown, "latin", tuple(shown.split()), kind, 0.9)


def _in_arabic(text: str, style: Style) -> Iterator[Name]:
    from bidinorm.names.news import runs

    for run in runs(text):
        start, end = run.words[0].start, run.words[-1].end
        own = tuple(text[word.start : word.end] for word in run.words)
        yield Name(start, end, text[start:end], "arabic", own, run.kind, run.score, style)


def annotate(text: str, scheme: str = "news", **options: object) -> Text:
    """Return an Arabic text with the Latin form of each person in brackets behind the full name, once for each.

    Where the text names the person in Latin letters, too, that spelling is taken.

    >>> str(annotate("قال باسم العوادي إن حميد الشطري غادر"))
    'قال باسم العوادي (Bassem Al-Awadi) إن حميد الشطري (Hamid Al-Shatri) غادر'
    """
    from bidinorm.names.style import Style
    from bidinorm.text import Text

    edits = list(latin_behind(require_text(text), Style(scheme, **options)))  # type: ignore[arg-type]
    return Text.of(text).apply(edits, "annotate")


def latin_behind(text: str, style: Style) -> Iterator[Edit]:
    """Yield the edits of `annotate`, the Latin forms in a style."""
    from bidinorm.names.bilingual import latin_of
    from bidinorm.names.match import name_parts
    from bidinorm.text import Edit

    seen: set[tuple[tuple[str, ...], ...]] = set()
    own = latin_of(text)
    for name in found_names(text, style):
        if name.script == "latin" or name.kind != "person" or len(name.parts) < 2:
            continue
        halves = tuple(part.halves for part in name_parts(name.text))
        if halves not in seen and not text.startswith(" (", name.end):
            yield Edit(name.end, name.end, f" ({own.get(halves, name.latin)})", "the name in Latin letters")
        seen.add(halves)
