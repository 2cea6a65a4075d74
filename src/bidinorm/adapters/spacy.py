"""spaCy: a tokenizer that cleans the text first, and remembers where it came from.

>>> import spacy
>>> nlp = clean_first(spacy.blank("ar"))
>>> doc = nlp("نص VLCيظهر")
>>> [token.text for token in doc]
['نص', 'VLC', 'يظهر']
>>> doc._.bidinorm.original_span(doc[2].idx, doc[2].idx + len(doc[2]))
(6, 10)
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from spacy.tokens import Doc

from bidinorm.pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.language import Language

if not Doc.has_extension("bidinorm"):
    Doc.set_extension("bidinorm", default=None)


def clean_first(nlp: Language, profile: str = "repair") -> Language:
    """Let a pipeline of spaCy tokenize what bidinorm makes of a text; return it.

    `doc._.bidinorm` is the `bidinorm.Text`: its `original_span` leads back to the text that was given.
    """
    nlp.tokenizer = CleaningTokenizer(nlp.tokenizer, profile)
    return nlp


class CleaningTokenizer:
    """Cleans a text by a profile and gives it to another tokenizer."""

    def __init__(self, tokenizer: Callable[[str], Doc], profile: str = "repair") -> None:
        self.tokenizer = tokenizer
        self.profile = profile

    def __call__(self, text: str) -> Doc:
        """Return the tokens of the clean text."""
        explained = Pipeline.load(self.profile).explain(text)
        doc = self.tokenizer(explained.current)
        doc._.bidinorm = explained
        return doc

    def to_disk(self, path: str | Path, **kwargs: object) -> None:
        """Write the other tokenizer, if it can be written; the profile is in the code that calls `clean_first`."""
        if hasattr(self.tokenizer, "to_disk"):
            self.tokenizer.to_disk(path, **kwargs)

    def from_disk(self, path: str | Path, **kwargs: object) -> CleaningTokenizer:
        """Read the other tokenizer, if it can be read."""
        if hasattr(self.tokenizer, "from_disk"):
            self.tokenizer.from_disk(path, **kwargs)
        return self
