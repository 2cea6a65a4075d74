"""camel-tools: its morphological analyzer as one more source of vowels.

Needs the extra `camel` and the analyzer's data. The analyzer is built once; its import reaches for the network and
makes a folder in the user's home, which is why nothing here runs before somebody asks for it by an option.
"""

from __future__ import annotations

import os
import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

from bidinorm.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Callable

ADVICE = 'install it with `pip install "bidinorm[camel]"` and its data with `camel_data -i morphology-db-msa-r13`'


@cache
def _analyzer() -> Callable[[str], list[dict[str, Any]]]:
    """Return the analyzer's function; raise `OptionError` that says how to install what is missing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from camel_tools.morphology.analyzer import Analyzer
            from camel_tools.morphology.database import MorphologyDB

            analyze: Callable[[str], list[dict[str, Any]]] = Analyzer(MorphologyDB.builtin_db()).analyze
    except ImportError as error:
        raise OptionError(f"camel-tools is not here ({error}): {ADVICE}") from None
    except Exception as error:  # whatever its data, its catalogue or its downloader raises
        where = os.environ.get("CAMELTOOLS_DATA", "its own folder")
        raise OptionError(f"camel-tools finds no data in {where} ({type(error).__name__}): {ADVICE}") from None
    return analyze


def vocalisations(word: str) -> list[str]:
    """Return the vocalised forms that the analyzer knows for a word, proper nouns first, without case endings.

    Raises `OptionError` where camel-tools or its data is missing.
    """
    found: dict[str, None] = {}
    analyses = _analyzer()(word)
    for one in sorted(analyses, key=lambda one: one.get("pos") != "noun_prop"):
        if one.get("pos") in ("noun_prop", "noun", "adj") and one.get("diac"):
            found.setdefault(str(one["diac"]).rstrip("\u064b\u064c\u064d\u064e\u064f\u0650"))
    return list(found)
