"""Names of a document that may be one and are left as two: what `check` mentions and nothing changes.

Two full names are doubtful where all their parts are alike and some only to the ear, be it that the lexicon knows two
names there (Salim and Salem) or none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bidinorm.names.blocks import Blocks
from bidinorm.names.harmony import clusters
from bidinorm.names.likeness import Alike, sounds_alike
from bidinorm.names.match import part_likeness
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bidinorm.names.english import Person
    from bidinorm.names.harmony import Cluster
    from bidinorm.names.latin import Latin


def doubts(text: str, found: Sequence[Person]) -> Iterator[Edit]:
    """Yield for each name that may be another one of the text the edit that would make it so, at its first mention.

    >>> from bidinorm.names.english import people
    >>> text = "Salim al-Jabouri left. Salem al-Jabouri and Hassan al-Jabouri came."
    >>> [edit.reason for edit in doubts(text, people(text))]
    ['"Salem al-Jabouri" may be "Salim al-Jabouri"']
    """
    blocks: Blocks[Cluster] = Blocks()
    for cluster in sorted(clusters(text, found), key=lambda one: -len(one.people)):
        likely = next((one for one in blocks.near(cluster.parts) if _may_be(cluster.parts, one.parts)), None)
        if likely is None:
            blocks.add(cluster.parts, cluster)
            continue
        mine, other = (_shown(text, one) for one in (cluster, likely))
        for part, model in zip(cluster.parts, likely.parts, strict=True):
            if part.halves != model.halves:
                reason = f'"{mine}" may be "{other}"'
                yield Edit(part.stem, part.end, text[model.stem : model.end], reason)
                break


def _shown(text: str, cluster: Cluster) -> str:
    return " ".join(text[cluster.parts[0].start : cluster.parts[-1].end].split())


def _may_be(one: Sequence[Latin], other: Sequence[Latin]) -> bool:
    """Tell whether two names of as many parts that are not one are alike to the ear."""
    return len(one) == len(other) and all(
        part_likeness(mine, theirs).alike is not Alike.DIFFERENT
        or (len(mine.halves) == len(theirs.halves) and all(map(sounds_alike, mine.halves, theirs.halves)))
        for mine, theirs in zip(one, other, strict=True)
    )
