"""`bidinorm harmonize`: each name in one spelling, in a document; what a corpus uses, as a table and as a lexicon."""

from __future__ import annotations

from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bidinorm.cli.clean import Output
from bidinorm.cli.fields import with_fields
from bidinorm.cli.lines import described, lines
from bidinorm.cli.parts import parts, passages
from bidinorm.cli.session import Session, reading
from bidinorm.cli.show import diff, dumps, out, readable, visible
from bidinorm.errors import InputError
from bidinorm.files import trouble

if TYPE_CHECKING:
    from bidinorm.files import TextFile
    from bidinorm.names.corpus import Corpus
    from bidinorm.pipeline import Pipeline

ACTIONS = ("learn", "report")


@click.command()
@reading
@with_fields
@click.option("-s", "--scheme", default="news", metavar="NAME", help="Whose article is written where mentions are "
              "divided evenly.")  # fmt: skip
@click.option("--lexicon", default="", metavar="FILE.tsv", help="A house lexicon, which overrides the majority.")
@click.option("-o", "--output", default="", metavar="FILE.tsv", help="Where learn writes the lexicon; else to standard "
              "output.")  # fmt: skip
@click.option("--diff", "as_diff", is_flag=True, help="Show what would be changed as a unified diff.")
@click.option("--json", "as_json", is_flag=True, help="One object per changed line: file, line, text, clean, changes; "
              "with report one per name: name, count, spellings.")  # fmt: skip
def harmonize(session: Session, scheme: str, lexicon: str, output: str, as_diff: bool, as_json: bool) -> None:
    """Write each name of a person in one spelling within a document; the rule names of the profile newsroom.

    `bidinorm harmonize learn FOLDER -o house.tsv` counts the spellings of a corpus and writes them as a house lexicon
    to review; `bidinorm harmonize report FOLDER` lists the names with their spellings, counts and places. A file of
    that name is given as ./learn. In files of rows each value of a field is a document.

    In Python: bidinorm.harmonize() and bidinorm.names.corpus.Corpus.
    """
    action = session.paths[0] if session.paths and session.paths[0] in ACTIONS else ""
    if output and action != "learn":
        raise click.UsageError("--output belongs to learn; the text itself goes to standard output")
    if action:
        session.paths = session.paths[1:]
        corpus = _counted(session)
        return _learned(session, corpus, output) if action == "learn" else _reported(corpus, as_json=as_json)
    _applied(session, _pipeline(scheme, lexicon), as_diff=as_diff, as_json=as_json)
    return None


def _pipeline(scheme: str, lexicon: str) -> Pipeline:
    from bidinorm.names import house, settle

    if lexicon:
        house.load(Path(lexicon))  # what is wrong with it is said before anything is read
    return settle.harmonizer(scheme, lexicon)


def _applied(session: Session, pipeline: Pipeline, *, as_diff: bool, as_json: bool) -> None:
    stdout = Output(session.encoding)

    def work(file: TextFile) -> None:
        made = parts(file, pipeline)
        if as_diff:
            rows = (line for part in made for line in lines(part, part.text.changes))
            for row in diff(((line.text + line.ending, line.written) for line in rows), file.name):
                out(row)
        elif as_json:
            for part in made:
                for line in lines(part, part.text.changes):
                    if line.changes:
                        shown = {"file": file.name, "line": line.number, "text": line.text, "clean": line.clean}
                        out(dumps(shown | {"changes": [described(change, part.offset) for change in line.changes]}))
        else:
            stdout.write(file, made)
        deque(made, maxlen=0)

    session.each(work)


def _counted(session: Session) -> Corpus:
    from bidinorm.names.corpus import Corpus

    corpus = Corpus()

    def work(file: TextFile) -> None:
        for passage in passages(file):
            corpus.add(passage.text, file.name, passage.line)

    session.each(work)
    return corpus


def _learned(session: Session, corpus: Corpus, output: str) -> None:
    text = "".join(f"{line}\n" for line in corpus.lexicon())
    if not output:
        out(text.rstrip("\n"))
        return
    try:
        Path(output).write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{output}: the lexicon cannot be written: {trouble(error)}") from None
    session.sum_up(f"{text.count(chr(10)) - 2} rows in {output}; review them before use")


def _reported(corpus: Corpus, *, as_json: bool) -> None:
    for group in corpus.groups():
        best = group.spellings[0].text
        if as_json:
            spellings = [
                {"text": one.text, "count": one.count, "places": [place._asdict() for place in one.places]}
                for one in group.spellings
            ]
            out(dumps({"name": best, "count": group.count, "spellings": spellings}))
            continue
        out(f"{readable(best)}: {group.count}")
        for one in group.spellings:
            where = ", ".join(f"{visible(place.document)}:{place.line}" for place in one.places)
            out(f"  {one.count:6}  {readable(one.text)}  {where}")
