"""A report for people: one page of HTML that shows what was changed, where, by which rule, and why.

The page needs no network and nothing beside it. Needs Jinja (`pip install "bidinorm[report]"`).

>>> page = html({"a.txt": "VLCيظهر"})
>>> "Latin runs into Arabic without a blank" in page
True
"""

from __future__ import annotations

from collections.abc import Mapping

from bidinorm.report.collect import Report

__all__ = ["Report", "html"]


def html(texts: Mapping[str, str], profile: str = "repair", *, names: bool = True) -> str:
    """Return the page on some texts, given by their names, as a profile would put them right.

    `names` also lists the names in them with all their spellings. What a page cannot hold, lone surrogates and control
    characters, is drawn as a picture and named.

    >>> html("text")
    Traceback (most recent call last):
    bidinorm.errors.OptionError: found str; give texts by their names, such as {"page.txt": text}
    """
    from bidinorm.errors import OptionError
    from bidinorm.pipeline import Pipeline
    from bidinorm.report.page import pieces

    given: object = texts
    if not isinstance(given, Mapping):
        raise OptionError(f'found {type(given).__name__}; give texts by their names, such as {{"page.txt": text}}')
    pipeline = Pipeline.load(profile)
    report = Report(names=names)
    for name, text in texts.items():
        told = pipeline.explain(text)
        report.add(name, told, pipeline.findings(told))
    return "".join(pieces(report, pipeline.name))
