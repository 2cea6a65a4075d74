"""The functions of a column as methods: what pandas and polars show under `.bidinorm`."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from bidinorm.pipeline import Pipeline

Own = TypeVar("Own")


class Methods(ABC, Generic[Own]):
    """Methods of a column, or of what stands for one."""

    def __init__(self, own: Own) -> None:
        self._own = own

    @abstractmethod
    def _call(self, verb: str, profile: str | Pipeline) -> Own:
        """Return what the function of that name makes of the column."""

    def clean(self, profile: str | Pipeline = "repair") -> Own:
        """Return the column put right: the same type, length and missing values."""
        return self._call("clean", profile)

    def explain(self, profile: str | Pipeline = "repair") -> Own:
        """Return for each row the list of changes that `clean` makes; empty where there is none."""
        return self._call("explain", profile)

    def check(self, profile: str | Pipeline = "repair") -> Own:
        """Return for each row what `clean` would change and what it suspects (`certain` is false)."""
        return self._call("check", profile)
