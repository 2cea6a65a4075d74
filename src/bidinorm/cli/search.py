"""`bidinorm search`: a query in, the places where it is found out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bidinorm.cli.session import FOUND, WRONG, report
from bidinorm.cli.show import coloured, dumps, out, readable, visible
from bidinorm.errors import BidinormError

if TYPE_CHECKING:
    from bidinorm.index.sqlite import Hit


@click.command()
@click.argument("index", metavar="INDEX")
@click.argument("query")
@click.option("-n", "--limit", default=10, show_default=True, type=click.IntRange(1), help="Hits at most.")
@click.option("--where", multiple=True, metavar="FIELD=VALUE", help="Only records of JSON lines with this value.")
@click.option("--mark", default="", metavar="OPEN,CLOSE", help="What to put around what was found, such as [,].")
@click.option("--json", "as_json", is_flag=True, help="One object per hit: source, line, score, text, spans, fields.")
def search(index: str, query: str, limit: int, where: tuple[str, ...], mark: str, as_json: bool) -> None:
    """Search an index: words in either script, "phrases", and beginnings of words with a star.

    Prints source:line: and the part of the author's own text with most of what was found. Exit code 1 where nothing
    was.

    In Python: bidinorm.index.sqlite.Index.search().
    """
    try:
        hits = _hits(index, query, limit, where)
    except BidinormError as error:
        report(error)
        raise click.exceptions.Exit(WRONG) from None
    opening, comma, closing = mark.partition(",")
    if mark and not comma:
        raise click.BadParameter(
            f"found {mark!r}; give what opens and what closes, with a comma between", param_hint="--mark"
        )
    for hit in hits:
        if as_json:
            out(dumps({**hit._asdict(), "score": round(hit.score, 6)}))
        else:
            out(f"{visible(hit.source)}:{hit.line}: {_shown(hit, opening, closing)}")
    if not hits:
        raise click.exceptions.Exit(FOUND)


def _hits(index: str, query: str, limit: int, where: tuple[str, ...]) -> list[Hit]:
    from bidinorm.index.sqlite import Index

    filters = {}
    for each in where:
        name, equals, value = each.partition("=")
        if not equals:
            raise click.BadParameter(f"found {each!r}; write FIELD=VALUE", param_hint="--where")
        filters[name] = value
    with Index(index) as opened:
        return opened.search(query, limit=limit, where=filters)


def _shown(hit: Hit, opening: str, closing: str) -> str:
    """Return the part of a text that is worth showing, on one line, with what was found marked."""
    from bidinorm.index.highlight import window

    start, end = window(hit.text, hit.spans)
    parts: list[str] = ["\u2026"] if start else []
    done = start
    for low, high in hit.spans:
        if start <= low and high <= end:
            found = readable(hit.text[low:high])
            parts += [_line(hit.text[done:low]), click.style(found, bold=True) if coloured() else found]
            parts[-1:] = [opening, parts[-1], closing]
            done = high
    parts += [_line(hit.text[done:end]), "\u2026" if end < len(hit.text) else ""]
    return "".join(parts).strip()


def _line(text: str) -> str:
    return readable(" ".join(text.split("\n")))
