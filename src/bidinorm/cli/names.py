"""`bidinorm names`: the names in running text, and the parts of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bidinorm.cli.clean import Output
from bidinorm.cli.fields import with_fields
from bidinorm.cli.parts import parts, passages, plain_lines, read_rows
from bidinorm.cli.romanize import styling
from bidinorm.cli.session import Session, reading
from bidinorm.cli.show import dumps, out, readable, visible
from bidinorm.errors import InputError
from bidinorm.formats.jsonl import JsonLines, with_member

if TYPE_CHECKING:
    from collections.abc import Callable

    from bidinorm.files import TextFile
    from bidinorm.names import Spelled, Style


@click.command()
@click.argument("action", type=click.Choice(["parse", "find", "annotate"]))
@reading
@with_fields
@styling
@click.option("--into", default="", metavar="NAME", help="With annotate and one --field of JSON lines: leave the text, "
              "and give each row a field NAME, its names, each with start, end, text, kind and latin.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One object per line: file, line, name, latin, parts; with find "
              "one per name: file, line, start, end, text, script, kind, latin, key, score.")  # fmt: skip
def names(session: Session, style: Style, action: str, into: str, as_json: bool) -> None:
    """Find the names in running text, or say of what parts a name is made.

    find: every name of a text of either script, with its place (in code points of the whole file, or of the field that
    it stands in), kind and Latin form. annotate: the text itself, with the Latin form in brackets behind each person in
    Arabic text, or in a field of its own. parse: one name on each line; its parts, with vowels and spelling, and why.

    In Python: bidinorm.find_names(), bidinorm.names.find.annotate() and bidinorm.parse_name().
    """
    if action == "annotate" and as_json:
        raise click.UsageError("annotate writes text; --json belongs to find and parse")
    if into and (action != "annotate" or len(session.rows.fields) != 1):
        raise click.UsageError("--into belongs to annotate with one --field, the text whose names it takes")
    if action == "annotate":
        session.each(_beside(style, into) if into else _annotator(session, style))
        return
    work = {"parse": _parse, "find": _find}[action]
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

    for passage in passages(file):
        line, done = passage.line, 0
        for name in found_names(passage.text, style):
            line += passage.text.count("\n", done, name.start) if file.rows is None else 0
            done = name.start
            place = (name.start + passage.offset, name.end + passage.offset)
            if as_json:
                shown = {"file": file.name, "line": line, "start": place[0], "end": place[1], "text": name.text}
                shown |= {"script": name.script, "kind": name.kind, "latin": name.latin, "key": name.key}
                out(dumps(shown | {"score": name.score}))
            else:
                said = f"{readable(name.text)}  {name.kind} {name.latin} {name.score:.2f}"
                out(f"{visible(file.name)}:{line}: {place[0]}-{place[1]} {said}")


def _annotator(session: Session, style: Style) -> Callable[[TextFile], None]:
    """Return what writes an input with the Latin forms in brackets."""
    from bidinorm import chars
    from bidinorm.names.find import latin_behind
    from bidinorm.pipeline import Pipeline
    from bidinorm.rule import Rule, Stage, Trigger

    rule = Rule("annotate", Stage.PRESENT, lambda view: latin_behind(view.text, style), (Trigger(chars.ARABIC_LETTER),),
                "Latin forms of names in brackets.", whole=True)  # fmt: skip
    stdout = Output(session.encoding)
    return lambda file: stdout.write(file, parts(file, Pipeline("annotate", (rule,))))


def _beside(style: Style, into: str) -> Callable[[TextFile], None]:
    """Return what writes the rows of an input, each with its names in a field of its own."""
    from bidinorm.names.find import found_names

    def work(file: TextFile) -> None:
        if not isinstance(file.rows, JsonLines):
            raise InputError(f"{file.name}: --into needs JSON lines; name the format with --format jsonl")
        for row, text in read_rows(file):
            found = [
                {"start": name.start, "end": name.end, "text": name.text, "kind": name.kind, "latin": name.latin}
                for value in row.values
                for name in found_names(value, style)
            ]
            out(text if row.trouble else with_member(text, into, found))

    return work


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
