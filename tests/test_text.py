"""Text, edits and alignment: composed, replayed, undone, and compared with a slow and simple reference."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bidinorm.errors import NotTextError, OptionError
from bidinorm.text import Alignment, Change, Edit, Text, edited, ordered_edits, replay, restore


@st.composite
def edits_of(draw: st.DrawFn, length: int) -> list[Edit]:
    """Disjoint edits of a string of some length, insertions and deletions among them."""
    bounds = sorted(draw(st.lists(st.integers(0, length), max_size=8)))
    spans = list(dict.fromkeys(zip(bounds[::2], bounds[1::2], strict=False)))
    return [Edit(start, end, draw(st.text("xyz", max_size=3))) for start, end in spans]


@st.composite
def histories(draw: st.DrawFn) -> list[Text]:
    """A text and what it was after each of some steps."""
    texts = [Text.of(draw(st.text("abc \u0635\U0001f600", max_size=12)))]
    for number in range(draw(st.integers(1, 4))):
        texts.append(texts[-1].apply(draw(edits_of(len(texts[-1].current))), rule=f"rule {number}"))
    return texts


def origins(length: int, edits: list[Edit]) -> list[tuple[int, int]]:
    """Tell for each character of the edited string which part of the original it comes from."""
    found: list[tuple[int, int]] = []
    done = 0
    for start, end, after, _ in ordered_edits(edits, length):
        found += [(place, place + 1) for place in range(done, start)]
        found += [(start, end)] * len(after)
        done = end
    return found + [(place, place + 1) for place in range(done, length)]


@given(st.data())
def test_spans_agree_with_the_reference(data: st.DataObject) -> None:
    original = data.draw(st.text("abc", max_size=12))
    edits = data.draw(edits_of(len(original)))
    text = Text.of(original).apply(edits, rule="r")
    reference = origins(len(original), edits)
    assert len(reference) == len(text.current)
    start = data.draw(st.integers(0, len(text.current)))
    end = data.draw(st.integers(start, len(text.current)))
    if start < end:
        expected = (reference[start][0], max(high for _, high in reference[start:end]))
        assert text.original_span(start, end) == expected


@given(histories())
def test_steps_compose(texts: list[Text]) -> None:
    last = texts[-1]
    assert replay(last.original, last.changes) == last.current
    assert restore(last.current, last.changes) == last.original
    for segment in last.alignment.segments:
        assert segment.start <= segment.end
        assert segment.current_start <= segment.current_end
    untouched = 0
    for segment in last.alignment.segments:
        before = last.original[untouched : segment.start]
        assert last.current[segment.current_start - len(before) : segment.current_start] == before
        untouched = segment.end


@given(st.data())
def test_composed_spans_hold_the_spans_of_the_steps(data: st.DataObject) -> None:
    original = data.draw(st.text("abc", max_size=12))
    one = data.draw(edits_of(len(original)))
    middle = edited(original, ordered_edits(one, len(original)))
    two = data.draw(edits_of(len(middle)))
    first, second = (Alignment.of(sorted(edits, key=lambda edit: edit[:2]), "r") for edits in (one, two))
    current = edited(middle, ordered_edits(two, len(middle)))
    start = data.draw(st.integers(0, len(current)))
    end = data.draw(st.integers(start, len(current)))
    low, high = first.then(second).original_span(start, end)
    if start < end:
        step_low, step_high = first.original_span(*second.original_span(start, end))
        assert low <= step_low <= step_high <= high


@given(histories())
def test_undo_goes_back_step_by_step(texts: list[Text]) -> None:
    text = texts[-1]
    for earlier in reversed(texts[:-1]):
        if text is not earlier:
            text = text.undo()
        assert text == earlier
    assert text.undo() is text


@given(st.lists(histories(), max_size=4))
def test_parts_are_adopted(parts: list[list[Text]]) -> None:
    joined = "|".join(part[0].original for part in parts)
    offsets = []
    offset = 0
    for part in parts:
        offsets.append((offset, part[-1]))
        offset += len(part[0].original) + 1
    text = Text.of(joined).adopt(offsets)
    assert text.current == "|".join(part[-1].current for part in parts)
    assert replay(joined, text.changes) == text.current


def test_a_place_touched_twice_is_one_change() -> None:
    text = Text.of("abc").apply([Edit(1, 2, "BB", "first")], rule="one").apply([Edit(2, 3, "", "second")], rule="two")
    assert text.changes == [Change(1, 2, "b", "B", "one+two", "first; second")]


def test_a_change_taken_back_is_none() -> None:
    text = Text.of("abc").apply([Edit(1, 2, "x")], rule="one").apply([Edit(1, 2, "b")], rule="two")
    assert text.changes == []


def test_deleted_text_is_found_at_its_place() -> None:
    text = Text.of("abcd").apply([Edit(1, 3, "")], rule="r")
    assert text.original_span(1, 1) == (1, 3)
    assert text.original_span(1, 2) == (3, 4)
    assert text.original_span(0, 1) == (0, 1)
    assert text.current_span(1, 3) == (1, 1)


def test_no_edit_gives_the_same_text() -> None:
    text = Text.of("abc")
    assert text.apply([], rule="r") is text


@pytest.mark.parametrize("edits", [[Edit(0, 2, ""), Edit(1, 3, "")], [Edit(1, 1, "a"), Edit(1, 1, "b")]])
def test_overlapping_edits_are_refused(edits: list[Edit]) -> None:
    with pytest.raises(OptionError, match="edits may not overlap"):
        Text.of("abc").apply(edits, rule="r")


@pytest.mark.parametrize("edit", [Edit(-1, 0, ""), Edit(2, 1, ""), Edit(0, 4, "")])
def test_edits_outside_are_refused(edit: Edit) -> None:
    with pytest.raises(OptionError, match="the text has offsets 0 to 3"):
        Text.of("abc").apply([edit], rule="r")


def test_spans_outside_are_refused() -> None:
    text = Text.of("abc").apply([Edit(1, 1, " ")], rule="r")
    for carry, end in ((text.original_span, 4), (text.current_span, 3)):
        assert carry(end, end)
        for span in ((2, 1), (-1, 1), (1, end + 1)):
            with pytest.raises(OptionError, match=f"0 <= start <= end <= {end}"):
                carry(*span)


def test_bytes_are_refused() -> None:
    with pytest.raises(NotTextError, match="decode it first"):
        Text.of(b"abc")  # type: ignore[arg-type]


def test_changes_of_another_text_are_refused() -> None:
    with pytest.raises(OptionError, match="did not lead to this text"):
        restore("abc", [Change(0, 1, "x", "y", "r", "")])


def test_edited_keeps_what_is_between() -> None:
    assert edited("abcd", [Edit(0, 1, "X"), Edit(2, 2, "-"), Edit(3, 4, "")]) == "Xb-c"


def test_an_empty_alignment_is_the_identity() -> None:
    assert Alignment().original_span(3, 5) == (3, 5)
    assert Alignment().then(Alignment()) == Alignment()
