"""What is compared: tools of ours and other people's, how each is called, and why one that is not here is missing.

A peer that cannot be imported is reported with the reason and left out; nothing is measured in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from corpora import own_version, version

Work = TypeVar("Work", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Tool(Generic[Work]):
    """A function that is measured, with what a table says of it."""

    name: str
    package: str
    how: str
    call: Work
    repairs: bool = True
    """Whether it means to bring damaged text back; the others fold, and lose what they fold."""
    slow: bool = False
    """Whether a sample of the input must do."""
    threshold: float | None = None
    """From which score on it calls two names one; None where the best on the measured set is taken."""

    @property
    def version(self) -> str:
        """The installed version of its package."""
        return own_version() if self.package == "bidinorm" else version(self.package) or "unknown"


@dataclass(frozen=True, slots=True)
class Peer(Generic[Work]):
    """Somebody else's tool before it is imported."""

    name: str
    package: str
    how: str
    load: Callable[[], Work]
    repairs: bool = True
    slow: bool = False
    needs: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """A peer that is not here, and why."""

    name: str
    reason: str

    @classmethod
    def because(cls, name: str, error: Exception, needs: str = "") -> Missing:
        """Return what a page says of a peer that failed, in one line."""
        return cls(name, f"{type(error).__name__}: {error}{f' (needs {needs})' if needs else ''}".split("\n", 1)[0])


def find(peers: Iterable[Peer[Work]], *sample: str) -> tuple[list[Tool[Work]], list[Missing]]:
    """Import the peers and try each on a sample; return those that are here and those that are not."""
    tools, missing = [], []
    for peer in peers:
        try:
            call = peer.load()
            call(*sample)  # some read their models on the first call
        except Exception as error:  # whatever goes wrong in a peer is for the table to say
            missing.append(Missing.because(peer.name, error, peer.needs))
        else:
            tools.append(Tool(peer.name, peer.package, peer.how, call, peer.repairs, peer.slow))
    return tools, missing


def versions(tools: Sequence[Tool[Any]], missing: Sequence[Missing]) -> dict[str, str]:
    """Return the version of every tool and the reason for every one that is missing, for the head of a page."""
    found = {tool.name: f"{tool.version}, {tool.how}" for tool in tools}
    return found | {peer.name: f"missing: {peer.reason}" for peer in missing}
