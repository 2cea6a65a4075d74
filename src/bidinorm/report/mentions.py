"""The names of the documents of a report: who is one name, how each is spelled, and where."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bidinorm.diff import LINE

if TYPE_CHECKING:
    from collections.abc import Iterator

PLACES = 6
"""Places that are told of a spelling."""


@dataclass(slots=True)
class Spelling:
    """One way in which a name is written."""

    text: str
    script: str
    count: int = 0
    places: list[str] = field(default_factory=list)
    """The first places, as `file:line`."""


@dataclass(slots=True)
class Cluster:
    """Mentions of one name: its settled form, its kind, and its spellings."""

    kind: str
    key: str
    settled: Counter[str] = field(default_factory=Counter)
    spellings: dict[str, Spelling] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """The form under which it is listed: what `harmonize` writes, else the romanization."""
        best = self.settled.most_common(1)
        return best[0][0] if best else next(iter(self.spellings))

    @property
    def count(self) -> int:
        """How often it is mentioned."""
        return sum(one.count for one in self.spellings.values())

    @property
    def latin(self) -> int:
        """In how many Latin spellings it stands; more than one is what readers stumble over."""
        return sum(one.script == "latin" for one in self.spellings.values())

    @property
    def ranked(self) -> list[Spelling]:
        """Its spellings, the most frequent first."""
        return sorted(self.spellings.values(), key=lambda one: -one.count)


class Names:
    """Collects the names of texts; one name in several texts, or in both scripts, is one cluster."""

    def __init__(self) -> None:
        self._clusters: dict[tuple[str, str], Cluster] = {}

    def add(self, text: str, file: str, line: int = 1) -> None:
        """Take in the names of a text whose first line has the number `line`."""
        from bidinorm.names.find import find_names
        from bidinorm.names.settle import harmonize

        told = harmonize(text)
        owners = dict(_owners(text))
        lines = _Lines(text, line)
        for name in find_names(text):
            key, full = owners.get(name.start, (name.key, True))
            cluster = self._clusters.setdefault((name.kind, key), Cluster(name.kind, key))
            shown = " ".join(name.text.split())
            spelling = cluster.spellings.setdefault(shown, Spelling(shown, name.script))
            spelling.count += 1
            if len(spelling.places) < PLACES:
                spelling.places.append(f"{file}:{lines.number(name.start)}")
            if name.script == "latin" and full:
                start, end = told.current_span(name.start, name.end)
                cluster.settled[" ".join(told.current[start:end].split())] += len(text)  # before any romanization
            elif full:
                cluster.settled[name.latin] += 1

    def listed(self) -> list[Cluster]:
        """Return the names: those in several Latin spellings first, then the most frequent."""
        found = [one for one in self._clusters.values() if one.spellings]
        return sorted(found, key=lambda one: (-(one.latin > 1), -one.count, one.shown))


def _owners(text: str) -> Iterator[tuple[int, tuple[str, bool]]]:
    """Yield where a mention begins, with the key of the full name that it belongs to, and whether it is one itself."""
    from bidinorm.names.harmony import clusters
    from bidinorm.names.key import name_key

    for cluster in clusters(text):
        longest = max(cluster.people, key=lambda person: len(person.parts))
        key = name_key(text[longest.start : longest.end])
        for person in cluster.people:
            yield person.start, (key, len(person.parts) == len(longest.parts))


class _Lines:
    """Tells the numbers of lines, for places that come in order."""

    def __init__(self, text: str, line: int) -> None:
        self._ends = (found.end() for found in LINE.finditer(text))
        self._end = next(self._ends, len(text))
        self._line = line

    def number(self, place: int) -> int:
        """Return the number of the line of a place."""
        while place >= self._end:
            following = next(self._ends, None)
            if following is None:
                break
            self._end, self._line = following, self._line + 1
        return self._line
