"""`bidinorm romanize` and `transliterate`: one name on each line."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bidinorm.cli.parts import plain_lines
from bidinorm.cli.session import Session, reading
from bidinorm.cli.show import dumps, out, visible
from bidinorm.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bidinorm.files import TextFile
    from bidinorm.names import Style


def styling(verb: Callable[..., None]) -> Callable[..., None]:
    """Give a verb the options of a style; it is called with a `Style` as its second argument."""

    @functools.wraps(verb)
    def run(
        session: Session, scheme: str, article: str, sun: bool | None, compounds: str, honorifics: str, mention: str,
        figures: bool, ascii_: bool, lexicon: str, camel: bool, **options: object,
    ) -> None:  # fmt: skip
        from bidinorm.names import Style

        house = Path(lexicon) if lexicon else None
        style = Style(scheme, article or None, sun, compounds, honorifics or None, mention, figures, ascii_, house,
                      camel)  # fmt: skip
        verb(session, style, **options)

    for decorate in (
        click.option("--camel", is_flag=True, help="Ask camel-tools for the vowels of what no lexicon holds."),
        click.option("--lexicon", default="", metavar="FILE.tsv", help="A house lexicon, which overrides all."),
        click.option("--figures/--no-figures", default=True, help="Let public figures keep the spelling that usage has "
                     "settled."),
        click.option("--ascii", "ascii_", is_flag=True, help="Fold signs and accents to plain ASCII."),
        click.option("--mention", default="first", metavar="WHICH", help="first; second: the family name alone; "
                     "heading: without the article that opens the name."),
        click.option("--honorifics", default="", metavar="RULE", help="translate, keep or drop titles."),
        click.option("--compounds", default=" ", metavar="TEXT", help="Between the halves of Abdul Karim: a blank, a "
                     "hyphen, or nothing."),
        click.option("--sun/--no-sun", default=None, help="Let the article take the sound of a sun letter."),
        click.option("--article", default="", metavar="FORM", help="Al-, al-, El-, el-, the same with a blank or "
                     "nothing for the hyphen, or none."),
        click.option("-s", "--scheme", default="news", metavar="NAME", help="The scheme; news if none is named."),
    ):  # fmt: skip
        run = decorate(run)
    return run


@click.command()
@reading
@styling
@click.option(
    "-n",
    "--candidates",
    default=0,
    type=click.IntRange(0),
    metavar="N",
    help="Print up to N ways to write each name, ranked.",
)
@click.option(
    "--country",
    default="",
    metavar="CODE",
    help="Rank first, behind the style's own, what people of a country write; DZ, EG, IQ ...",
)
@click.option("--json", "as_json", is_flag=True, help="One object per line: file, line, name, latin, source, "
              "vocalised; with -n also candidates.")  # fmt: skip
def romanize(session: Session, style: Style, candidates: int, country: str, as_json: bool) -> None:
    """Write names in Latin letters, one name on each line.

    A line that is no name in Arabic script alone (Latin, mixed, empty) comes back as it is; with --json its source
    is "unchanged". The schemes: news, ap, ala-lc, bgn-pcgn, un-2017, ijmes, din-31635, iso-233-2, icao-9303.

    In Python: bidinorm.romanize() and bidinorm.romanizations().
    """
    from bidinorm.names.engine import romanizer
    from bidinorm.names.ranking import ranked

    engine = romanizer(style)
    if country and not candidates:
        raise OptionError("--country ranks the ways to write a name: add -n 5 to see them")

    def work(file: TextFile) -> None:
        if not (as_json or candidates):
            for latin in engine.many(line.text for line in plain_lines(file)):
                out(latin)
            return
        for line in plain_lines(file):
            ways = ranked(engine, line.text, max(candidates, 1), country)
            if as_json:
                shown = {"file": file.name, "line": line.number, "name": line.text, "latin": ways[0].latin}
                shown |= {"source": ways[0].source, "vocalised": ways[0].vocalised}
                out(dumps(shown | ({"candidates": [way._asdict() for way in ways]} if candidates else {})))
                continue
            for way in ways:
                out(f"{visible(file.name)}:{line.number}: {way.latin}  {way.score:.2f} {way.source}")

    session.each(work)


@click.command()
@reading
@click.option("-s", "--scheme", default="buckwalter", metavar="NAME", help="buckwalter, safe-buckwalter, "
              "xml-buckwalter, hsb, satts or icao-9303.")  # fmt: skip
@click.option("-r", "--reverse", is_flag=True, help="Read Latin back into Arabic letters.")
def transliterate(session: Session, scheme: str, reverse: bool) -> None:
    """Write Arabic letter for letter in another alphabet, or read it back.

    In Python: bidinorm.transliterate().
    """
    from bidinorm.names import transliterate as written

    def work(file: TextFile) -> None:
        for line in plain_lines(file):
            out(written(line.text, scheme, reverse=reverse))

    session.each(work)
