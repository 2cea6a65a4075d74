"""One spelling for each name of a document: which mentions are one name, and which spelling wins.

Full names with the same parts are one name; spellings differ part by part, and each part is settled by the house
lexicon, else by the majority, else by the first mention. A single name follows the only full name that it can
belong to.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from bidinorm.names.bilingual import Witnesses
from bidinorm.names.blocks import PATIENCE, Blocks
from bidinorm.names.english import people
from bidinorm.names.likeness import Alike, shared_keys, sourced
from bidinorm.names.match import compare, part_likeness

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bidinorm.names.english import Person
    from bidinorm.names.latin import Latin

_TWO = re.compile(r"\b(?:and|or|aka|spelled|spelt|transliterated|called|known|not|versus|vs)\b|[/(=]", re.IGNORECASE)
_NEAR = 40
"""Characters between two spellings in which a word such as *and* says that they are two names, or are discussed."""
GIVEN = 0.6
"""From this share of bearers on a word is a given name, which many people are called by alone."""


@dataclass(slots=True, eq=False)
class Cluster:
    """The mentions of one name; each slot holds those of one part, in the order of the text."""

    parts: tuple[Latin, ...]
    people: list[Person] = field(default_factory=list)
    slots: list[list[Latin]] = field(default_factory=list)
    forms: list[tuple[Latin, ...]] = field(default_factory=list)
    """Each spelling of the whole name once."""


def clusters(text: str, found: Sequence[Person] | None = None, witnesses: Witnesses | None = None) -> list[Cluster]:
    """Return the names of a text, each with its mentions; single names that could be of several are left out.

    Spellings that may be one name are so where `witnesses` has one Arabic name that fits both.

    >>> [len(one.people) for one in clusters("Bassem Al-Awadi met Ali Allawi. Basim Al-Awadi left. Awadi slept.")]
    [3, 1]
    """
    found = people(text) if found is None else found
    groups: dict[tuple[tuple[str, ...], ...], list[Person]] = {}
    for person in found:
        if person.full:
            groups.setdefault(tuple(part.halves for part in person.parts if not part.nasab), []).append(person)
    blocks: Blocks[Cluster] = Blocks()
    made = _merged(text, groups.values(), blocks, witnesses or Witnesses(text))
    _adopt_shorter(made, blocks)
    _adopt_single(made, [person for person in found if not person.full])
    return [cluster for cluster in made if cluster.people]


def _merged(text: str, groups: Iterable[list[Person]], blocks: Blocks[Cluster], witnesses: Witnesses) -> list[Cluster]:
    made: list[Cluster] = []
    for same in groups:
        own = names(same[0])
        fits = [cluster for cluster in blocks.near(own) if _one_name(text, cluster, same, witnesses)]
        if len(fits) == 1:
            cluster = fits[0]
        else:
            cluster = Cluster(own, slots=[[] for _ in own])
            made.append(cluster)
        cluster.forms.append(own)
        for person in same:
            _add(cluster, person, names(person), range(len(own)))
        blocks.add(own, cluster)
    return made


def names(person: Person) -> tuple[Latin, ...]:
    """Return the parts of a mention without the words for son and daughter."""
    return tuple(part for part in person.parts if not part.nasab)


def _one_name(text: str, cluster: Cluster, same: Sequence[Person], witnesses: Witnesses) -> bool:
    """Tell whether another spelling is of the same name as all that a cluster has."""
    own = names(same[0])
    if len(own) != len(cluster.parts) or not all(_same(own, form, witnesses) for form in cluster.forms):
        return False
    return not _discussed(text, cluster.people, same)


def _same(own: Sequence[Latin], form: Sequence[Latin], witnesses: Witnesses) -> bool:
    match = compare(own, form)
    if match.same or not match.score:
        return match.same
    witness = witnesses.of(own)
    return witness is not None and witness is witnesses.of(form)


def _discussed(text: str, some: Sequence[Person], others: Sequence[Person]) -> bool:
    """Tell whether two spellings stand beside each other as two."""
    marked = [(person.start, person.end, group) for group, own in enumerate((some, others)) for person in own]
    return any(
        mine != theirs and start - end < _NEAR and _TWO.search(text, end, start) is not None
        for (_, end, mine), (start, _, theirs) in pairwise(sorted(marked))
    )


def _add(cluster: Cluster, person: Person, parts: Sequence[Latin], places: Iterable[int]) -> None:
    cluster.people.append(person)
    for part, place in zip(parts, places, strict=True):
        cluster.slots[place].append(part)


def _adopt_shorter(made: list[Cluster], blocks: Blocks[Cluster]) -> None:
    """Let a name of fewer parts join the only longer name that has all of them, the first and the last at the ends."""
    if not any(len(cluster.parts) > 2 for cluster in made):
        return
    for cluster in made:
        if len(cluster.parts) != 2:
            continue
        longer = [one for one in blocks.near(cluster.parts) if len(one.parts) > 2 and one.people]
        fits = [one for one in longer if all(_ends(form, one.parts) for form in cluster.forms)]
        if len(fits) == 1:
            for person in cluster.people:
                _add(fits[0], person, names(person), (0, len(fits[0].parts) - 1))
            cluster.people.clear()


def _ends(short: Sequence[Latin], long: Sequence[Latin]) -> bool:
    return all(part_likeness(short[end], long[end]).alike >= Alike.SAME for end in (0, -1))


def _adopt_single(made: list[Cluster], single: Sequence[Person]) -> None:
    """Let single names join the only full name whose last part they are."""
    if not single:
        return
    last: dict[str, list[Cluster]] = {}
    given = {part.halves for cluster in made if cluster.people for part in cluster.parts[:-1]}
    for cluster in made:
        for key in shared_keys(cluster.parts[-1].halves[-1]) if cluster.people else ():
            last.setdefault(key, []).append(cluster)
    memory: dict[tuple[str, ...], Cluster | None] = {}
    for person in single:
        part = names(person)[-1]
        if part.halves not in memory:
            near = {id(one): one for key in shared_keys(part.halves[-1]) for one in last.get(key, ())[:PATIENCE]}
            fits = [one for one in near.values() if _follows(part, one.parts[-1])]
            memory[part.halves] = fits[0] if len(fits) == 1 and part.halves not in given else None
        if own := memory[part.halves]:
            _add(own, person, (part,), (len(own.parts) - 1,))


def _follows(part: Latin, last: Latin) -> bool:
    """Tell whether a single name can be a surname; in another spelling only where it is no given name by itself."""
    alike = part_likeness(part, last).alike
    known = sourced(part.halves[-1])
    return alike is Alike.EQUAL or (alike is Alike.SAME and (known is None or known.given < GIVEN))
