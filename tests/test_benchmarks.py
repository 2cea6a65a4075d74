"""The small pieces of the benchmarks, on tiny inputs. No clock is asserted: a loaded machine must not fail a test."""

from __future__ import annotations

import random
import struct
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

import bidinorm as bn

FOLDER = Path(__file__).resolve().parents[1] / "benchmarks"
NAMES = (
    "corpora",
    "repair_peers",
    "tools",
    "breaker",
    "speed",
    "no_harm",
    "repair",
    "start_up",
    "lucene_port",
    "engines",
    "retrieval",
    "order",
    "producers",
    "burden",
    "growth",
    "soaking",
)

ARABIC = "وصلت الشحنة إلى VLC الميناء، (قريبا)"
"""A line with a place for every kind of damage."""


@pytest.fixture(scope="module", autouse=True)
def scripts() -> Iterator[None]:
    """Let the benchmarks import each other, as they do when one is run; leave nothing behind."""
    sys.path.insert(0, str(FOLDER))
    yield
    sys.path.remove(str(FOLDER))
    for name in NAMES:
        sys.modules.pop(name, None)


@pytest.fixture
def corpora() -> ModuleType:
    return import_module("corpora")


@pytest.fixture
def speed() -> ModuleType:
    return import_module("speed")


@pytest.fixture
def no_harm() -> ModuleType:
    return import_module("no_harm")


@pytest.fixture
def repair() -> ModuleType:
    return import_module("repair")


@pytest.fixture
def start_up() -> ModuleType:
    return import_module("start_up")


@pytest.fixture
def breaker() -> ModuleType:
    return import_module("breaker")


@pytest.fixture
def upper(scripts: None):
    return import_module("tools").Tool("upper", "nothing", "`str.upper`", str.upper)


@pytest.fixture
def bidinorm(scripts: None):
    return import_module("repair_peers").ours("repair")[0]


def test_what_is_invisible_is_written_out(corpora):
    assert corpora.visible("a\u200fb\u00a0c|\n\u202e") == "a<U+200F>b<U+00A0>c\\|<U+000A><U+202E>"


def test_a_table_sets_numbers_right(corpora):
    shown = corpora.table(["tool", "MB/s", "why"], [["a", "1.5", "x"], ["b", "", "y"], ["c", "raises TypeError", "z"]])
    assert shown.split("\n")[:3] == ["| tool | MB/s | why |", "| --- | ---: | --- |", "| a | 1.5 | x |"]


def test_a_list_of_numbers_is_not_a_number(corpora):
    assert "---:" not in corpora.table(["unsolved"], [["1, 2*"]])


@pytest.mark.parametrize(("value", "shown"), [(1234.5, "1,234"), (12.34, "12.3"), (1.234, "1.23"), (0.1234, "0.123")])
def test_three_digits_count(corpora, value, shown):
    assert corpora.figure(value) == shown


def test_the_first_lines_fit(corpora):
    assert corpora.first(["aa", "bb", "cc"], 6) == ["aa", "bb"]
    assert corpora.first(["aaaa"], 1) == ["aaaa"]
    assert corpora.size_of(["\u0646", "\ud800"]) == 7


def test_data_that_is_absent_is_said_to_be(corpora, monkeypatch, tmp_path):
    monkeypatch.setattr(corpora, "DATA", tmp_path)
    with pytest.raises(corpora.DataError, match="BIDINORM_DATA"):
        corpora.mixture(10)
    with pytest.raises(corpora.DataError, match="BIDINORM_DATA"):
        corpora.clean_files()


def test_the_machine_is_named(corpora):
    assert {"Date", "Processor", "Cores", "Python"} <= set(corpora.machine())
    assert corpora.own_version()


def test_results_are_printed_and_written(corpora, tmp_path, capsys):
    corpora.publish("x", "# X", tmp_path / "results")
    assert (tmp_path / "results" / "x.md").read_text() == "# X\n"
    assert capsys.readouterr().out == "# X\n"


def test_every_damage_damages(breaker):
    for damage in breaker.DAMAGES:
        ready = breaker.READY.get(damage, lambda text, _: text)(ARABIC, random.Random(1))
        broken = damage(ready, random.Random(1))
        assert broken and broken != ready, damage.__name__


def test_a_line_is_made_ready_only_where_it_must_be(breaker):
    chance = random.Random(1)
    assert breaker.with_name(ARABIC, chance) == breaker.with_comma(ARABIC, chance) == ARABIC
    plain = "وصلت الشحنة"
    assert breaker.SEAM.search(breaker.with_name(plain, chance))
    assert breaker.PUNCTUATION.search(breaker.with_comma(plain, chance))
    assert breaker.MARK.search(breaker.with_mark(plain, chance))


def test_damage_finds_no_place_in_code(breaker):
    assert breaker.break_line("x = f(1)", random.Random(1)) is None


def test_the_same_seed_breaks_the_same_way(breaker):
    lines = [ARABIC] * 20
    assert breaker.break_all(lines, 7) == breaker.break_all(lines, 7)
    assert breaker.break_all(lines, 7) != breaker.break_all(lines, 8)


def test_every_line_is_broken_or_a_share_is(breaker):
    pairs = breaker.break_all([ARABIC] * 200, 1)
    assert len(pairs) > 190
    assert all(clean != broken for clean, broken in pairs)
    some = breaker.break_some([ARABIC] * 2000, 0.1, 1)
    assert 100 < sum(line != ARABIC for line in some) < 300


def test_shaping_joins_letters(breaker):
    assert breaker.shape("\u0628\u0628\u0628") == "\ufe91\ufe92\ufe90"
    assert breaker.shape("\u062f\u0628") == "\ufea9\ufe8f"


def test_a_peer_that_is_absent_or_fails_is_reported(scripts):
    tools = import_module("tools")

    def absent():
        return import_module("no_such_peer").fix

    def failing():
        return lambda text: text.no_such_method()

    def there():
        return str.strip

    found, missing = tools.find(
        (
            tools.Peer("absent", "absent", "", absent, needs="Python 3.99"),
            tools.Peer("failing", "failing", "", failing),
            tools.Peer("there", "pytest", "`str.strip`", there),
        ),
        "x",
    )
    assert [tool.name for tool in found] == ["there"]
    assert found[0].version == pytest.__version__
    assert [peer.name for peer in missing] == ["absent", "failing"]
    assert "needs Python 3.99" in missing[0].reason
    assert list(tools.versions(found, missing)) == ["there", "absent", "failing"]


def test_speed_times_every_tool_on_the_same_text(speed, upper, bidinorm):
    case = speed.Case("Dirty", "note", ["A", "b"], whole=False, origin=["A", "B"])
    timings = speed.run([bidinorm, upper], case, rounds=1, budget=0.01)
    assert [timing.size for timing in timings] == [4, 4]
    assert timings[1].restored == "100.0 %"
    assert "| upper | 0.00 |" in speed.report(case, timings)


def test_speed_reports_a_peer_that_raises(speed, bidinorm):
    tool = import_module("tools").Tool("broken", "nothing", "", lambda text: text.no_such_method())
    timings = speed.run([bidinorm, tool], speed.Case("x", "", ["a"], whole=True), rounds=1, budget=0.01)
    assert "| broken |  | raises AttributeError |" in speed.report(speed.Case("x", "", ["a"], whole=True), timings)


def test_short_strings_are_short_and_fit_their_names(speed, bidinorm):
    assert {len(text) for text in speed.SHORT.values()} == {60}
    for name, text in speed.SHORT.items():
        assert (bidinorm.call(text) == text) == name.endswith("clean"), name
    assert "bidinorm repair" in speed.short_strings([bidinorm], 1)


def test_a_snippet_stays_in_its_line(no_harm):
    text = "first\n" + "x" * 30 + "A  B" + "y" * 30 + "\nlast"
    at = text.index("  ")
    before, after = no_harm.snippet(text, at, at + 2, " ")
    assert before == "…" + "x" * 19 + "A  B" + "y" * 19 + "…"
    assert no_harm.snippet("a" * 50, 0, 50, "") == ("a" * 20 + "…" + "a" * 20, "")
    assert after == before.replace("  ", " ")
    assert no_harm.snippet("a\nb  c\nd", 3, 5, " ")[1] == "b c"


def test_verdicts_are_read_and_added(no_harm, tmp_path):
    path = tmp_path / "verdicts.tsv"
    place = no_harm.Place("a.txt", "Arabic", 3, 1, "tatweel", "x", "y", "line")
    assert no_harm.read_verdicts(path) == {}
    assert no_harm.add_rows([place], {}, path) == 1
    assert no_harm.read_verdicts(path) == {place.key: no_harm.Verdict("", "")}
    path.write_text(path.read_text().replace("tatweel\t\t", "tatweel\ttrue-defect\tfiller"))
    verdicts = no_harm.read_verdicts(path)
    assert verdicts == {place.key: no_harm.Verdict("true-defect", "filler")}
    assert no_harm.add_rows([place], verdicts, path) == 0
    assert no_harm.read_verdicts(path) == verdicts


@pytest.mark.parametrize("row", ["a.txt\t3\ttatweel", "a.txt\tx\ttatweel\twrong\t", "a.txt\t3\ttatweel\tmaybe\t"])
def test_a_verdict_that_is_none_is_refused(no_harm, tmp_path, row):
    path = tmp_path / "verdicts.tsv"
    path.write_text(f"# head\n{row}\n")
    with pytest.raises(ValueError, match=r"verdicts\.tsv:2"):
        no_harm.read_verdicts(path)


def test_committed_verdicts_can_be_read(no_harm):
    assert all(said.verdict for said in no_harm.read_verdicts().values())


def test_a_survey_finds_the_place_once(no_harm, corpora):
    file = corpora.CleanFile("a.txt", "Arabic", ("plain", "VLCيظهر", ""))
    count, places = no_harm.survey(file, "repair")
    assert (count.filled, count.by_line, count.as_whole) == (2, {2}, {2})
    assert [(place.line, place.column, place.rule, place.how) for place in places] == [(2, 4, "glued-runs", "line")]


@pytest.mark.parametrize(
    ("kind", "verdict", "touched", "told"),
    [
        ("Arabic", "true-defect", False, False),
        ("Arabic", "", True, True),
        ("Arabic", "wrong", True, True),
        ("English", "true-defect", True, True),
    ],
)
def test_what_fails_is_said(no_harm, corpora, kind, verdict, touched, told):
    count = no_harm.Count(corpora.CleanFile("a.txt", kind, ("x",) * 5000), {1} if touched else set())
    place = no_harm.Place("a.txt", kind, 1, 1, "tatweel", "x", "y", "line")
    said = no_harm.complaints([count], [place], {place.key: no_harm.Verdict(verdict, "")})
    assert bool(said) == told


def test_too_many_changes_fail(no_harm, corpora):
    count = no_harm.Count(corpora.CleanFile("a.txt", "mixed", ("x",) * 1000), {1, 2})
    assert "0.200 % > 0.1 %" in no_harm.complaints([count], [], {})[0]
    assert "| 1000 | 2 | 0 | 0.200 |" in no_harm.page("repair", [count], [], {})


def test_a_case_is_solved_as_it_says(repair):
    case = repair.Case("defects", 0, "kind", "x", ("right", "also right"), no_controls=False)
    assert case.solved_by("also right")
    assert not case.solved_by("right\u200f")
    assert repair.Case("defects", 0, "kind", "x", ("right",), no_controls=True).solved_by("\u202bright\u202c")


def test_repair_counts_by_kind(repair, upper, bidinorm):
    tool = import_module("tools").Tool("broken", "nothing", "", lambda text: text.no_such_method())
    cases = [
        repair.Case("defects", 0, "case", "a", ("A",), no_controls=False),
        repair.Case("dev_cases", 0, "other", "b", ("c",), no_controls=True),
    ]
    outcomes = repair.judge(cases, [upper, bidinorm, tool], {})
    assert "| case | 1 | 1 | 0 | 0 |" in repair.by_kind(outcomes, "defects")
    assert "| upper | 1 | 0 | 1 | 0 |" in repair.unchanged(outcomes)
    assert "| broken | 0 | 0 | 0 | 2 |" in repair.unchanged(outcomes)
    assert "| dev_cases | other | 0* |  |" in repair.unsolved(outcomes["upper"])
    assert "| defects | case | 0 |  |" in repair.unsolved(outcomes["bidinorm repair"])


def test_goals_count_what_they_name(repair, upper):
    cases = [
        repair.Case("defects", 0, "case", "a", ("A",), no_controls=False),
        repair.Case("dev_cases", 0, "other", "b", ("B",), no_controls=True, made="x -> pdfminer"),
        repair.Case("dev_cases", 1, "other", "b", ("c",), no_controls=True, made="x -> y", recoverable=False),
    ]
    outcomes = repair.judge(cases, [upper], {})
    assert [row.split("|")[2:5:2] for row in repair.goals(outcomes).splitlines()[2:]] == [[" 1 ", " 1 (100.0 %) "]] * 3
    assert repair.by_extractor(outcomes).splitlines()[2:] == ["| pdfminer | 1 | 1 |", "| y | 1 | 0 |"]


def test_editors_kinds_are_judged_with_newsroom(repair, upper, bidinorm):
    case = repair.Case("defects", 0, repair.NEWSROOM[0], "a", ("A",), no_controls=False)
    assert repair.judge([case], [bidinorm], {case.kind: upper})["bidinorm repair"][0].solved


def test_sentences_are_misread_as_readers_do(repair):
    mojibake = import_module("mojibake")
    damages = {(was, read): damage for was, read, damage in mojibake.misreadings()}
    assert damages["cp1256", "cp1252"]("شبكة") == "ÔÈßÉ"
    assert damages["UTF-8", "latin-1"]("ف") == "Ù\u0081"
    assert damages["UTF-8", "? for the bytes that cp1252 lacks"]("ف") == "Ù?"
    assert len(damages) == len(list(mojibake.misreadings()))


def test_prose_is_read_from_catalogues(repair, monkeypatch, tmp_path):
    mojibake = import_module("mojibake")
    folder = tmp_path / "site-packages" / "own" / "locale" / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    text = "Le fichier a été trouvé"
    folder.joinpath("own.mo").write_bytes(
        catalogue({"": "Content-Type: text/plain; charset=UTF-8\n", "Found": text, "x": "ASCII only here"})
    )
    monkeypatch.setattr(sys, "path", [str(tmp_path / "site-packages")])
    assert text in mojibake.catalogues("fr")
    assert "ASCII only here" not in mojibake.catalogues("fr")


def catalogue(messages):
    """Return messages as gettext compiles them: a header, two tables of lengths and offsets, the strings."""
    rows = sorted((key.encode(), value.encode()) for key, value in messages.items())
    strings, tables = b"", [b"", b""]
    start = 28 + 16 * len(rows)
    for column in (0, 1):
        for row in rows:
            tables[column] += struct.pack("<2I", len(row[column]), start + len(strings))
            strings += row[column] + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(rows), 28, 28 + 8 * len(rows), 0, 0)
    return head + tables[0] + tables[1] + strings


def test_the_measuring_data_is_read(repair, corpora, shared):
    assert {case.source for case in repair.load()} == {"defects", "dev_cases"}
    assert {file.kind for file in corpora.clean_files()} == set(corpora.KINDS.values())
    assert 20_000 <= corpora.size_of(corpora.mixture(20_000)) < 60_000


def test_start_up_runs_commands_in_turn(start_up):
    fine, bad = [sys.executable, "-I", "-c", "pass"], [sys.executable, "-I", "-c", "raise ValueError('no')"]
    times = start_up.measure({start_up.BARE: fine, "bad": bad}, 1)
    assert len(times[start_up.BARE]) == 1
    assert times["bad"] == "fails: ValueError: no"
    assert [row[0] for row in start_up.rows(times)] == [f"`{start_up.BARE}`", "`bad`"]
    assert "`bad`" in start_up.page(times, 1, "")


def test_a_large_file_is_built_of_whole_lines(start_up, corpora, monkeypatch, tmp_path):
    monkeypatch.setattr(corpora, "DATA", tmp_path)  # the benchmark goes on without the data
    size = start_up.write_big(tmp_path / "big.txt", 1000)
    content = (tmp_path / "big.txt").read_bytes()
    assert size == len(content) >= 1000
    assert content.endswith(b"\n")


@pytest.mark.skipif(sys.platform == "win32", reason="no peak memory of a child process there")
def test_the_peak_is_that_of_the_process_alone(start_up):
    code = "import sys; text = b'x' * 100_000_000; sys.exit(3)"
    done = start_up.watched([sys.executable, "-c", code])
    assert done.status == 3
    assert 100_000_000 < done.peak < 400_000_000


@pytest.mark.skipif(sys.platform == "win32", reason="no peak memory of a child process there")
def test_repairs_take_little_memory_and_load_from_files(shared, monkeypatch):
    burden = import_module("burden")
    monkeypatch.setattr(burden, "SIZE", 20_000)
    monkeypatch.setattr(burden, "PROCESSES", 1)
    peaks = [int(row.split("|")[2]) for row in burden.memory().splitlines()[2:]]
    assert peaks[0] < peaks[1] < peaks[2] < burden.MEMORY
    assert len(burden.loading().splitlines()) == 4


class TestRetrieval:
    """The breakers of documents, the port of Lucene's algorithm, and what a score is."""

    @pytest.fixture
    def retrieval(self) -> ModuleType:
        return import_module("retrieval")

    def test_every_breaker_breaks_and_keeps_the_words(self, retrieval: ModuleType) -> None:
        text = "وصلت الشحنة إلى ميناء بغداد صباح يوم الأحد بعد تأخير طويل جدا كما قال مدير الميناء في مكتبه"
        for name, breaker in retrieval.BREAKERS.items():
            if name == "visual order":
                continue  # made by python-bidi, which the tests do not install
            made = breaker(text, random.Random(1))
            assert made != text, name
            assert breaker(text, random.Random(1)) == made

    def test_scores(self, retrieval: ModuleType) -> None:
        score = retrieval.scored([["b", "a"], [], ["a"]], ["a", "a", "a"])
        assert (score.reciprocal, round(score.recall, 3), score.false) == (0.5, 0.667, 1)

    def test_port_of_lucene(self) -> None:
        port = import_module("lucene_port")
        for word, stem in {"والكتاب": "كتاب", "ساهدون": "ساهد", "ال": "ال", "وحسن": "حسن", "مهندسات": "مهندس"}.items():
            assert port.stem(port.normalize(word)) == stem

    def test_fts5_answers_with_what_it_was_given(self) -> None:
        engines = import_module("engines")
        engine = engines.fts5("t", "", lambda text: text)
        assert engine.run([("x", "one two"), ("y", "three")], [("q", "three"), ("r", "-")]) == [["y"], []]


def test_producers_break_a_line_as_they_say() -> None:
    chains = {chain.name: chain.make for chain in import_module("producers").CHAINS}
    line = "عاد 7 طلاب (أمس)"
    assert chains["visual order, brackets mirrored"](line) == "(سمأ) بالط 7 داع"
    assert chains["visual order, brackets as typed"](line) == ")سمأ( بالط 7 داع"
    assert chains["visual order, lam-alef in logical order"](line) == "(سمأ) بلاط 7 داع"
    assert chains["every character reversed"](line) == line[::-1]
    assert chains["lam-alef flipped in logical order"](line) == "عاد 7 طالب (أمس)"
    assert chains["lam-alef flipped in logical order"]("عاد") is None
    assert chains["runs turned, in visual order"](line) == ") طلاب (أمس7 عاد"
    assert chains["runs in embeddings, blanks misplaced"](line) == "\u202bعاد \u202a 7\u202cطلاب (أمس)\u202c"
    assert chains["presentation forms in visual order"]("لا") == "\ufefb"


def test_pages_are_counted_by_extractor(bidinorm) -> None:
    pages = import_module("pages")
    lines = ["وصل الوفد إلى المدينة", "وصل الوفد"]
    found = [
        pages.Chain("w, f", "x", ("ةنيدملا ىلإ دفولا لصو", "\u202bوصل الوفد\u202c")),
        pages.Chain("w, f", "y", ("", "")),
    ]
    table = pages.table(found, lines, [bidinorm])
    assert "| x | 2 | 1 | 2 | 0 |" in table
    assert "| **all** | 4 | 1 | 2 | 0 |" in table
    assert pages.page(lines, "Amiri").count("<p ") == 2


def test_what_is_brought_back_is_counted(bidinorm) -> None:
    order = import_module("order")
    table = order.chains([bidinorm])
    assert "| presentation forms in visual order | 70 | 70 |" in table


def test_growth_asks_every_function_that_takes_text() -> None:
    growth = import_module("growth")
    public = {name for name in bn.__all__ if not isinstance(getattr(bn, name), type)}
    assert public <= set(growth.FUNCTIONS), "a public function whose growth nobody measures"
    for shape in (*growth.SHAPES, *growth.BROKEN):
        assert [len(growth.made(shape, size)) for size in growth.SIZES] == list(growth.SIZES)


def test_growth_tells_steep_from_flat(monkeypatch: pytest.MonkeyPatch) -> None:
    growth = import_module("growth")
    assert growth.Growth("f", "s", (0.01, 0.1, 1.0), given_up=False).steep is False
    assert growth.Growth("f", "s", (0.01, 0.1, 9.0), given_up=False).steep is True
    assert growth.Growth("f", "s", (0.01,), given_up=True).steep is True
    monkeypatch.setitem(growth.FUNCTIONS, "runs", lambda text: None)
    found = growth.settled("runs", "hyphens", (100, 1000))
    assert len(found.seconds) == 2
    assert "| `runs` | hyphens |" in growth.page([found])


def test_what_was_held_is_told_by_law_and_what_failed_by_text() -> None:
    soaking = import_module("soaking")
    about = {"date": "2026-01-01T00:00:00", "commit": "abc", "python": "3.11", "hypothesis": "6"}
    run = {**about, "law": "test_laws::test_of_all", "examples": 1500, "cpu": 2.0, "drawing": 1.0}
    failure = {
        "law": "test_laws::test_of_all",
        "error": "AssertionError",
        "example": "Failing test case: holds(\n    text='x',\n)",
    }
    mended, still = ({"failure": {**failure, "case": case}, **about} for case in ("one", "two"))
    lines = [mended, {**run, "cases": ["one", "three"]}, still]
    page = soaking.page(lines)
    assert "| of all | 2 | 1,500 | 3.00 | 2 | yes |" in page
    assert "on `one`, mended: `text='x'`" in page
    assert "on `two`, open: `text='x'`" in page
    assert "3,000 checks" in page
