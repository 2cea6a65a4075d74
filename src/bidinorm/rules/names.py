"""One name of a person in several Latin spellings.

## What it does
Gives each person of a document one spelling: Basim and Bassem Al-Awadi, Al-Assad and al-Assad. Mentions are one name
where every part of the full name stands for the same Arabic word, or one part sounds so and the others are sure. The
spelling of a house lexicon wins (option `house`, a file), then the one that most mentions have, then the one that fits
the Arabic spelling of the name in the same text (as the option `scheme` spells it), then the first. The article's form
follows the majority, then the option `article`. A surname alone follows the only full name that it can belong to.

## Why
Spelling by ear gives one spokesman two names in one article; readers take him for two people, and a search finds half.

## Leaves alone
Names that only sound alike (Salim and Salem, Said and Saad; `check` mentions them); other people of the family; an
article that is there or not there (Assad's regime); spellings beside each other with *and* or in brackets; what is
marked [sic]; titles of works; addresses, handles, file names and code; capitals that open a sentence or fill a
headline.

## Example
- `Basim Al-Awadi spoke. Bassem Al-Awadi left.` → `Basim Al-Awadi spoke. Basim Al-Awadi left.`

## References
None; a habit of editors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bidinorm.rule import Rule, Stage, Trigger, View

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bidinorm.names.settle import Ways
    from bidinorm.text import Edit


def find(view: View) -> Iterator[Edit]:
    """Propose the edits that give each name one spelling."""
    from bidinorm.names.settle import edits  # costs the tables of names, which other text does without

    yield from edits(view.text, lambda: view.protected, _ways(view))


def suspect(view: View) -> Iterator[Edit]:
    """Propose to give names that only sound alike one spelling."""
    from bidinorm.names.settle import doubtful

    yield from doubtful(view.text, lambda: view.protected)


def _ways(view: View) -> Ways:
    from bidinorm.names.engine import romanizer
    from bidinorm.names.house import settler
    from bidinorm.names.settle import Ways
    from bidinorm.names.style import Style

    house, scheme = str(view.options["house"]), str(view.options["scheme"])
    settle = settler(house) if house else None
    return Ways(str(view.options["article"]), settle, lambda name: romanizer(Style(scheme)).romanize(name))


RULE = Rule(
    name="names",
    stage=Stage.DOCUMENT,
    find=find,
    suspect=suspect,
    triggers=(Trigger("A-Z"),),
    whole=True,
    page=__doc__,
    options={"house": "", "article": "Al-", "scheme": "news"},
)
