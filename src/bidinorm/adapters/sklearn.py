"""scikit-learn: a transformer that cleans text before a vectorizer sees it.

>>> from sklearn.feature_extraction.text import CountVectorizer
>>> from sklearn.pipeline import make_pipeline
>>> model = make_pipeline(TextCleaner(), CountVectorizer())
>>> sorted(model.fit(["VLCيظهر"])["countvectorizer"].vocabulary_)
['vlc', 'يظهر']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sklearn.base import BaseEstimator, TransformerMixin

from bidinorm.pipeline import Pipeline

if TYPE_CHECKING:
    from collections.abc import Iterable


class TextCleaner(TransformerMixin, BaseEstimator):  # type: ignore[misc]
    """Cleans texts by a profile; learns nothing.

    `profile` is a parameter like any other: a search over parameters may try several.
    """

    def __init__(self, profile: str = "repair") -> None:
        self.profile = profile

    def fit(self, X: Iterable[str], y: object = None) -> TextCleaner:  # noqa: N803 - the name that scikit-learn gives
        """Check that the profile can be loaded."""
        Pipeline.load(self.profile)
        return self

    def transform(self, X: Iterable[str]) -> list[str]:  # noqa: N803
        """Return the texts put right, a list."""
        return list(Pipeline.load(self.profile).map(X))

    def __sklearn_tags__(self) -> Any:  # noqa: ANN401 - a type of scikit-learn
        """Say that texts are what comes in, and that nothing need be learnt."""
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.two_d_array = False
        tags.requires_fit = False
        return tags
