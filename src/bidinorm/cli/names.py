"""`bidinorm names`: the names in running text, and the parts of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bidinorm.cli.parts import parts, plain_lines
from bidinorm.cli.romanize import styling
from bidinorm.cli.session import Session, reading
from bidinorm.cli.show import dumps, out, readable, visible

if TYPE_CHECKING:
    from bidinorm.files import TextFile
    from bidinorm.names import Spelled, Style


@click.command()
@click.argument("action", type=click.Choice(["parse", "find", "annotate"]))
@reading
@styling
@click.option("--json", "as_json", is_flag=True, help="One object per line: file, line, name, latin, parts; with find "
              "one per name: file, line, start, end, text, script, kind, latin, key, score.")  # fmt: skip
def names(session: Session, style: Style, action: str, as_json: bool) -> None:
    """Find the names in running text, or say of what parts a name is made.

    find: every name of a text of either script, with its place (in code points of the whole file), kind and Latin
    form. annotate: the text itself, with the Latin form in brackets behind each person in Arabic text. parse: one name
    on each line; its parts, with vowels and spelling, and why.

    In Python: bidinorm.find_names(), bidinorm.names.find.annotate() and bidinorm.parse_name().
    """
    work = {"parse": _parse, "find": _find, "annotate": _annotate}[action]
    session.each(lambda file: work(file, style, as_json=as_json))


def _parse(file: TextFile, style: Style, *, as_json: bool) -> None:
    from bidinorm.names.engine import romanizer

    engine = romanizer(style)
    for line in plain_lines(file):
        found = engine.spelled(line.text)
        latin = engine.romanize(line.text)
        if as_json:
            shown = {"file": file.name, "line": line.number, "name": line.text, "latin": latin}
            out(dumps(shown | {"parts": [_described(one) for one in found]}))
        elif line.text:
            out(f"{visible(file.name)}:{line.number}: {readable(line.text)} = {latin}")
            for one in found:
                facts = (one.part.kind, one.latin or "(dropped)", one.part.source, one.part.why)
                out(f"  {one.part.start}-{one.part.end} {readable(one.part.vocalised)}: {'; '.join(facts)}")


def _find(file: TextFile, style: Style, *, as_json: bool) -> None:
    from bidinorm.names.find import found_names
    from bidinorm.pipeline import Pipeline

    for part in parts(file, Pipeline("nothing", ())):
        text = part.text.current
        line, done = part.line, 0
        for name in found_names(text, style):
            line += text.count("\n", done, name.start)
            done = name.start
            place = (name.start + part.offset, name.end + part.offset)
            if as_json:
                shown = {"file": file.name, "line": line, "start": place[0], "end": place[1], "text": name.text}
                shown |= {"script": name.script, "kind": name.kind, "latin": name.latin, "key": name.key}
                out(dumps(shown | {"score": name.score}))
            else:
                said = f"{readable(name.text)}  {name.kind} {name.latin} {name.score:.2f}"
                out(f"{visible(file.name)}:{line}: {place[0]}-{place[1]} {said}")


def _annotate(file: TextFile, style: Style, *, as_json: bool) -> None:
    from bidinorm.names.find import annotated
    from bidinorm.pipeline import Pipeline

    if as_json:
        raise click.UsageError("annotate writes text; --json belongs to find and parse")
    for part in parts(file, Pipeline("nothing", ())):
        out(str(annotated(part.text.current, style)).removesuffix("\n"))


def _described(one: Spelled) -> dict[str, object]:
    """Return a part as JSON shows it."""
    part = one.part
    return {
        "start": part.start,
        "end": part.end,
        "text": part.text,
        "kind": part.kind,
        "vocalised": part.vocalised,
        "latin": one.latin,
        "source": part.source,
        "why": part.why,
    }
