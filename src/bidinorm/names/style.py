"""What a reader of a name may choose: the scheme, and what the scheme leaves open."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from bidinorm.errors import OptionError, unknown
from bidinorm.names import schemes

if TYPE_CHECKING:
    from collections.abc import Mapping

ARTICLES = ("Al-", "al-", "El-", "el-", "Al ", "al ", "El ", "el ", "Al", "al", "El", "el", "none")
HONORIFICS = ("translate", "drop", "keep")
MENTIONS = ("first", "second", "heading")
COMPOUNDS = (" ", "-", "")


@dataclass(frozen=True, slots=True)
class Style:
    """A scheme with its options; the same style spells the same name alike, always and everywhere.

    >>> Style("news", article="el-").article
    'el-'
    >>> Style("news", article="ul-")
    Traceback (most recent call last):
    bidinorm.errors.OptionError: unknown article 'ul-'...
    """

    scheme: str = "news"
    article: str | None = None
    """How the article is written: `Al-`, `al-`, `El-`, `el-`, each also with a blank or nothing for the hyphen, or
    `none`; None leaves it to the scheme."""
    sun: bool | None = None
    """Whether the article takes the sound of a sun letter (`as-Safadi`); None leaves it to the scheme."""
    compounds: str = " "
    """What stands between the halves of names such as Abdul Karim: a blank, a hyphen or nothing."""
    honorifics: str | None = None
    """`translate` (Dr.), `keep` (romanize) or `drop` titles; None translates where the scheme is a newsroom's."""
    mention: str = "first"
    """`second` leaves the family name alone, without its article, as newsrooms do after the first mention;
    `heading` leaves out the article that opens the name, as catalogues do under the family name."""
    figures: bool = True
    """Whether public figures and places keep the spelling that usage has settled for the whole name (Gamal Abdel
    Nasser); without it every word is spelled as in all other names."""
    ascii: bool = False
    """Whether signs and accents are folded to plain ASCII."""
    house: Path | str | None = None
    """A house lexicon: the path of a table of names that overrides all. It is read once in a process."""
    camel: bool = False
    """Whether camel-tools is asked for the vowels of what no lexicon holds; it must be installed with its data."""

    def __post_init__(self) -> None:
        """Refuse what cannot be."""
        schemes.get(self.scheme)
        if isinstance(self.house, str):
            object.__setattr__(self, "house", Path(self.house))
        for kind, value, allowed in (
            ("article", self.article, ARTICLES),
            ("honorifics", self.honorifics, HONORIFICS),
            ("mention", self.mention, MENTIONS),
            ("compounds", self.compounds, COMPOUNDS),
        ):
            if value is not None and value not in allowed:
                raise OptionError(unknown(kind, value, map(repr, allowed)))
        for kind in ("sun", "figures", "ascii", "camel"):
            value = getattr(self, kind)
            if not isinstance(value, bool) and (kind, value) != ("sun", None):
                raise OptionError(f"the option {kind!r} is {value!r}; it must be True or False")

    @classmethod
    def of(cls, scheme: str, options: Mapping[str, object]) -> Style:
        """Return a style by its scheme and options; raises `OptionError` that lists the known where there is none such.

        >>> Style.of("news", {"artikel": "Al-"})
        Traceback (most recent call last):
        bidinorm.errors.OptionError: unknown option 'artikel'; did you mean 'article'? ...
        """
        known = [one.name for one in fields(cls) if one.name != "scheme"]
        for name in options:
            if name not in known:
                raise OptionError(unknown("option", name, known))
        return cls(scheme, **options)  # type: ignore[arg-type]

    @property
    def article_form(self) -> str:
        """How the article is written before a name; empty where it is left out."""
        form = schemes.get(self.scheme).article if self.article is None else self.article
        return "" if form == "none" else form

    @property
    def honorifics_rule(self) -> str:
        """What becomes of titles."""
        return self.honorifics or ("translate" if schemes.get(self.scheme).settled else "keep")
