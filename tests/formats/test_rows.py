"""Rows of JSON lines and of tables: the fields are put right, every other byte stays."""

from __future__ import annotations

import csv
import io
import json

import pytest
import strategies as some
from hypothesis import given
from hypothesis import strategies as st

from bidinorm import formats
from bidinorm.errors import InputError, OptionError
from bidinorm.formats import delimited
from bidinorm.formats.rows import Bad
from bidinorm.pipeline import Pipeline

REPAIR = Pipeline.load("repair")
DIRTY = "964mediaصورة"
CLEAN = "964media صورة"
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | some.lines,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(some.lines, inner, max_size=3),
    max_leaves=8,
)


def put_right(text: str, form: str, *fields: str, header: bool = True) -> tuple[str, list[Bad]]:
    rows = formats.reader(form, fields, header=header)
    assert rows is not None
    made, bad = "", []
    line = 1
    for part in rows.parts([text]):
        cleaned, some_bad = rows.clean(part, line, REPAIR)
        made += cleaned.current
        bad += some_bad
        line += part.count("\n")
    return made, bad


def cleaned(value: object) -> object:
    if isinstance(value, str):
        return REPAIR.clean(value)
    if isinstance(value, list):
        return [cleaned(each) for each in value]
    return {key: cleaned(each) for key, each in value.items()} if isinstance(value, dict) else value


@given(rows=st.lists(values, max_size=4), ascii_only=st.booleans(), blank=st.sampled_from(["", " "]))
def test_all_strings_of_json_lines(rows: list[object], ascii_only: bool, blank: str) -> None:
    def dump(each: object) -> str:
        text = json.dumps(each, ensure_ascii=ascii_only, separators=("," + blank, ":" + blank))
        return text.encode("utf-8", "backslashreplace").decode()

    before = "".join(f"{dump(row)}\n" for row in rows)
    made, bad = put_right(before, "jsonl")
    assert not bad
    assert [json.loads(line) for line in made.split("\n")[:-1]] == [cleaned(json.loads(dump(row))) for row in rows]
    for one, two, row in zip(before.split("\n"), made.split("\n"), [*rows, None], strict=True):
        if cleaned(row) == row:
            assert one == two


def test_everything_but_the_field_stays() -> None:
    row = '{"id":1.10, "text" : "%s",\t"big": 12345678901234567890.0, "other": "%s"} \r\n'
    assert put_right(row % (DIRTY, DIRTY), "jsonl", "text") == (row % (CLEAN, DIRTY), [])


def test_escapes_stay_escapes() -> None:
    escaped = json.dumps(DIRTY)
    assert put_right(f'{{"a": {escaped}}}\n', "jsonl") == (f'{{"a": {json.dumps(CLEAN)}}}\n', [])
    quoted = json.dumps(f'"{DIRTY}"\n', ensure_ascii=False)
    assert put_right(quoted, "jsonl") == (json.dumps(f'"{CLEAN}"\n', ensure_ascii=False), [])


def test_fields_inside_of_others() -> None:
    row = {"user": {"name": DIRTY, "x": DIRTY}, "tags": [{"label": DIRTY}, {"label": 1}], "a.b": DIRTY}
    made, _ = put_right(json.dumps(row, ensure_ascii=False), "jsonl", "user.name", "tags.label", "a.b")
    assert json.loads(made) == {
        "user": {"name": CLEAN, "x": DIRTY},
        "tags": [{"label": CLEAN}, {"label": 1}],
        "a.b": CLEAN,
    }


def test_lines_that_are_no_json_stay() -> None:
    text = f'{{"a": "{DIRTY}"}}\n{{"a": \n\n{"[" * 100_000}\n"{DIRTY}"'
    made, bad = put_right(text, "jsonl")
    assert made == text.replace(DIRTY, CLEAN)
    assert [(each.line, each.reason.split(":")[0]) for each in bad] == [(2, "not JSON"), (4, "not JSON")]
    assert bad[0].text == '{"a": '


table = st.lists(st.lists(some.lines, min_size=2, max_size=2), min_size=1, max_size=5)


@given(rows=table, form=st.sampled_from(["csv", "tsv"]), quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_all_fields_of_a_table(rows: list[list[str]], form: str, quoting: int) -> None:
    rows = [[cell.replace("\0", "") for cell in row] for row in rows]
    stream = io.StringIO(newline="")
    delimiter = "," if form == "csv" else "\t"
    csv.writer(stream, delimiter=delimiter, quoting=quoting).writerows(rows)
    before = stream.getvalue()
    made, bad = put_right(before, form, header=False)
    assert not bad
    read = list(csv.reader(io.StringIO(made, newline=""), delimiter=delimiter))
    assert read == [
        [REPAIR.clean(cell) for cell in row] for row in csv.reader(io.StringIO(before, newline=""), delimiter=delimiter)
    ]
    if read == rows:
        assert made == before


def test_columns_by_name_and_number() -> None:
    text = f'id,text\r\n1,"{DIRTY}"\r\n2,"a ""b"",\n{DIRTY}"\r\n3\r\n'
    made = text.replace(DIRTY, CLEAN)
    assert put_right(text, "csv", "text") == (made, [])
    assert put_right(text, "csv", "2", header=False) == (made, [])
    assert put_right(text, "csv", "id") == (text, [])
    with pytest.raises(InputError, match="unknown column 'txt'; did you mean 'text'"):
        put_right(text, "csv", "txt")


@pytest.mark.parametrize("delimiter", [";", "|", "\t"])
def test_other_delimiters_are_read_off_the_header(delimiter: str) -> None:
    text = f"id;text;note\n1;{DIRTY};a, b\n2;x;{DIRTY}\n".replace(";", delimiter)
    made = text.replace(DIRTY, CLEAN, 1)
    assert put_right(text, "csv", "text") == (made, [])
    rows = formats.reader("csv", ["2"], header=False, delimiter=delimiter)
    assert rows is not None
    assert str(rows.clean(text, 1, REPAIR)[0]) == made
    for one in (f"text; more\n{DIRTY}\n", f"a,b;c\n1,{DIRTY};d\n"):
        assert put_right(one, "csv") == (one.replace(DIRTY, CLEAN), [])
    with pytest.raises(OptionError, match="found the delimiter ';;'; give one character"):
        formats.reader("csv", delimiter=";;")


def test_rows_quoted_in_another_way_stay_and_are_reported() -> None:
    text = f'id,text\n1,"a \\"b\\" {DIRTY}"\n2,{DIRTY}\n'
    made, (bad,) = put_right(text, "csv")
    assert made == text[: -len(DIRTY) - 1] + CLEAN + "\n"
    assert (bad.line, bad.reason) == (2, "quoted in a way of its own, so that no place in it is certain")
    rows = formats.reader("csv")
    assert rows is not None
    assert [text[: found.start][-11:] for found in rows.findings(text, 1, REPAIR)] == ["\n2,964media"]


def test_a_header_stays() -> None:
    assert put_right(f"{DIRTY},b\n{DIRTY},b\n", "csv") == (f"{DIRTY},b\n{CLEAN},b\n", [])


@given(text=st.text('ab",\n', max_size=30), size=st.integers(1, 5))
def test_parts_end_outside_of_quotation_marks(text: str, size: int) -> None:
    rows = formats.reader("csv")
    assert rows is not None
    parts = list(rows.parts(text[at : at + size] for at in range(0, len(text), size)))
    assert "".join(parts) == text
    assert all(part.count('"') % 2 == 0 for part in parts[:-1])


def test_a_quotation_mark_that_nothing_closes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(delimited, "LONGEST", 10)
    rows = formats.reader("csv")
    assert rows is not None
    assert list(rows.parts(['a,"b\n', "c,d\n", "e,f\n", "g"])) == ['a,"b\nc,d\ne,f\n', "g"]


def test_unknown_formats_are_refused() -> None:
    with pytest.raises(OptionError, match="unknown format 'json'; did you mean 'jsonl'"):
        formats.reader("json")


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_findings_have_places_in_the_part(form: str) -> None:
    text = f'"{DIRTY}"\n' if form == "jsonl" else f'a,"{DIRTY}"\n'
    rows = formats.reader(form, header=False)
    assert rows is not None
    (found,) = rows.findings(text, 1, REPAIR)
    assert text[: found.start].endswith("964media")
    assert (found.before, found.after) == ("", " ")
    escaped = f"{json.dumps(DIRTY)}\n"
    (found,) = formats.reader("jsonl").findings(escaped, 1, REPAIR)  # type: ignore[union-attr]
    assert (found.before, found.after) == (json.dumps(DIRTY)[1:-1], json.dumps(CLEAN)[1:-1])
