"""The rules of the house, read off the files: a failure names file and line."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path
from unicodedata import name as character_name
from unicodedata import normalize

import pytest

from bidinorm import lexicons

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "bidinorm"

LONGEST_FUNCTION = 40
LONGEST_MODULE = 300

TEXT_SUFFIXES = {
    ".cff",
    ".csv",
    ".html",
    ".json",
    ".jsonl",
    ".md",
    ".py",
    ".toml",
    ".tsv",
    ".txt",
    ".yaml",
    ".yml",
    "",
}
SKIPPED_FOLDERS = {".git", ".uv", ".venv", ".hypothesis", "__pycache__", "build", "dist"}
INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
RAW_INVISIBLES = {
    "examples/newsroom.txt": "the example must arrive as real pages do",
}
"""Files that hold invisible characters as they are, each with its reason. Cases in JSON use escapes."""

HEAVY = ("charset_normalizer", "click", "numpy", "pathspec", "regex", "rich", "unidecode")
FORBIDDEN_IMPORTS = {"ftplib", "http", "pickle", "requests", "shelve", "smtplib", "socket", "urllib"}
FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__"}


def committed() -> list[Path]:
    """Every file that git tracks or would track; every file at all where there is no git."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        paths = [ROOT / name.decode() for name in listed.split(b"\0") if name]
    except (OSError, subprocess.CalledProcessError):
        paths = [path for path in ROOT.rglob("*") if not SKIPPED_FOLDERS.intersection(path.parts)]
    return sorted(path for path in paths if path.is_file())


def named(path: Path, line: int = 0) -> str:
    return f"{path.relative_to(ROOT).as_posix()}:{line}" if line else path.relative_to(ROOT).as_posix()


@cache
def source(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


MODULES = sorted(PACKAGE.rglob("*.py"))
each_module = pytest.mark.parametrize("path", MODULES, ids=named)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(path: Path) -> list[Function]:
    return [node for node in ast.walk(source(path)) if isinstance(node, Function)]


def test_there_are_modules() -> None:
    assert MODULES, "no module under src/bidinorm: every test below would pass on nothing"


@each_module
def test_no_module_is_long(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST_MODULE, f"{named(path)} has {lines} lines; {LONGEST_MODULE} are allowed"


@each_module
def test_no_function_is_long(path: Path) -> None:
    long = [
        f"{named(path, node.lineno)} {node.name} has {size} lines; {LONGEST_FUNCTION} are allowed"
        for node in functions(path)
        if (size := (node.end_lineno or node.lineno) - node.lineno + 1) > LONGEST_FUNCTION
    ]
    assert not long, "\n".join(long)


@each_module
def test_everything_is_annotated(path: Path) -> None:
    missing = []
    for node in functions(path):
        given = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
        given += [rest for rest in (node.args.vararg, node.args.kwarg) if rest]
        bare = [arg.arg for arg in given if arg.annotation is None and arg.arg not in {"self", "cls"}]
        if node.returns is None:
            bare.append("return")
        if bare:
            missing.append(f"{named(path, node.lineno)} {node.name}: no annotation for {', '.join(bare)}")
    assert not missing, "\n".join(missing)


def undocumented(path: Path, body: list[ast.stmt], owner: str = "") -> list[str]:
    found = []
    for node in body:
        if not isinstance(node, Function | ast.ClassDef) or node.name.startswith("_"):
            continue
        name = f"{owner}{node.name}"
        if ast.get_docstring(node) is None:
            found.append(f"{named(path, node.lineno)} {name} has no docstring")
        if isinstance(node, ast.ClassDef):
            found += undocumented(path, node.body, f"{name}.")
    return found


@each_module
def test_everything_public_is_documented(path: Path) -> None:
    page = ast.get_docstring(source(path)) or ""
    assert page, f"{named(path, 1)} has no docstring"
    first = page.split("\n", 1)[0]
    assert first.endswith((".", "?", "!")), f"{named(path, 1)} does not open with a whole sentence: {first!r}"
    found = undocumented(path, source(path).body)
    assert not found, "\n".join(found)


@each_module
def test_nothing_prints_or_reaches_out(path: Path) -> None:
    found = []
    for node in ast.walk(source(path)):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [node.module or ""]
        found += [
            f"{named(path, node.lineno)} imports {name}" for name in names if name.split(".")[0] in FORBIDDEN_IMPORTS
        ]
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            banned = FORBIDDEN_CALLS | (set() if "cli" in path.relative_to(PACKAGE).parts else {"print"})
            if node.func.id in banned:
                found.append(f"{named(path, node.lineno)} calls {node.func.id}()")
    assert not found, "\n".join(found)


POSSESSIVE_GROUP = re.compile(r"\)(?:[*+?]|\{[0-9,]+\})\+")


@each_module
def test_no_group_is_possessive(path: Path) -> None:
    """Python before 3.11.5 loses its place when the last round of a possessive group fails; `(?>(?:…)*)` is sound."""
    found = []
    for node in ast.walk(source(path)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            text = node.value if isinstance(node.value, str) else node.value.decode("latin-1")
            text = re.sub(r"\\.|\[\^?[^\]]*\]", "", re.sub(r"\\[\[\]\\]", "", text))  # escapes and classes hold none
            if POSSESSIVE_GROUP.search(text) and "\n" not in text:
                found.append(f"{named(path, node.lineno)} {text[:60]!a}")
        if isinstance(node, ast.JoinedStr):
            found += [
                f"{named(path, node.lineno)} {{{ast.unparse(before.value)}}}{after.value[:2]}"
                for before, after in pairwise(node.values)
                if isinstance(before, ast.FormattedValue)
                and isinstance(after, ast.Constant)
                and str(after.value).startswith(("++", "*+", "?+"))
            ]
    assert not found, "write (?>(?:…)*) for (?:…)*+:\n" + "\n".join(found)


def test_no_bare_except() -> None:
    found = [
        named(path, node.lineno)
        for path in MODULES
        for node in ast.walk(source(path))
        if isinstance(node, ast.ExceptHandler) and node.type is None
    ]
    assert not found, f"bare except: {', '.join(found)}"


def test_no_drawer_modules() -> None:
    drawers = {"utils", "util", "helpers", "helper", "common", "core", "manager", "misc"}
    found = [named(path) for path in MODULES if drawers & {path.stem, path.parent.name}]
    assert not found, f"name it for what it holds: {', '.join(found)}"


def invisibles(path: Path) -> list[str]:
    try:
        content = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return []
    return [
        f"{named(path, number)}:{found.start() + 1} U+{ord(found[0]):04X} {character_name(found[0], '')}"
        for number, line in enumerate(content.split("\n"), 1)
        for found in INVISIBLE.finditer(line)
    ]


def test_invisible_characters_are_escaped() -> None:
    """A reader must see what a file holds: raw controls are only where `RAW_INVISIBLES` says why."""
    paths = [
        path
        for path in committed()
        if path.suffix in TEXT_SUFFIXES and path.relative_to(ROOT).as_posix() not in RAW_INVISIBLES
    ]
    found = [place for path in paths for place in invisibles(path)]
    assert not found, "write it as an escape:\n" + "\n".join(found[:50])


def test_raw_invisible_files_still_need_it() -> None:
    idle = [name for name in RAW_INVISIBLES if not invisibles(ROOT / name)]
    assert not idle, f"no invisible character there any more; take it off the list: {idle}"


MACHINE = re.compile("(?:^|[^\\w.~])/(?:work|root|home|Users)/|pypi\\.org|pythonhosted")


def test_no_file_names_a_machine() -> None:
    """A path or a host of one machine says nothing to the next reader."""
    paths = [path for path in committed() if path.suffix in TEXT_SUFFIXES and path != Path(__file__)]
    found = [
        f"{named(path, number)} {found[0].strip()}"
        for path in paths
        for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").split("\n"), 1)
        if (found := MACHINE.search(line))
    ]
    assert not found, "\n".join(found)


TABLES = sorted((ROOT / "lexicons").rglob("*.tsv"))
each_table = pytest.mark.parametrize("path", TABLES, ids=named)


def test_lexicons_of_the_checkout_are_those_that_are_read() -> None:
    assert lexicons.names() == sorted(path.relative_to(ROOT / "lexicons").as_posix() for path in TABLES)


@each_table
def test_lexicon_is_valid(path: Path) -> None:
    found = lexicons.validate(path.relative_to(ROOT / "lexicons").as_posix())
    assert not found, "\n".join(found)


@each_table
def test_lexicon_is_plain_text(path: Path) -> None:
    """UTF-8, line feeds alone, one at the end; NFC, or `# normalization:` says what else and why."""
    content = path.read_bytes()
    assert b"\r" not in content, f"{named(path)} has carriage returns"
    assert content.endswith(b"\n") and not content.endswith(b"\n\n"), f"{named(path)} must end with one line feed"
    text = content.decode("utf-8")
    if "normalization" not in header(path):
        for number, line in enumerate(text.split("\n"), 1):
            assert normalize("NFC", line) == line, f"{named(path, number)} is not NFC: {line!a}"


@each_table
def test_lexicon_is_sorted_as_it_says(path: Path) -> None:
    """`# sorted: COLUMN …` in a header is a promise."""
    lexicon = lexicons.read(path.relative_to(ROOT / "lexicons").as_posix())
    columns = [lexicon.columns.index(column) for column in lexicon.meta.get("sorted", "").split()]
    keys = [tuple(row[column] for column in columns) for row in lexicon.rows]
    for before, after in pairwise(keys):
        assert before <= after, f"{named(path)}: {after!r} stands after {before!r}; the header says sorted"


@each_table
def test_lexicon_made_by_a_program_names_it(path: Path) -> None:
    """`# command:` is how a reader makes the file again."""
    command = header(path).get("command", "")
    for program in re.findall(r"\S+\.py\b", command):
        assert (ROOT / program).is_file(), f"{named(path)}: {program} is not there"
        assert Path(program).name in (ROOT / "training/README.md").read_text("utf-8"), f"{program} is not documented"


def header(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").split("\n")
    pairs = [line[1:].partition(":") for line in lines if line.startswith("#")]
    return {key.strip(): value.strip() for key, _, value in pairs}


@pytest.mark.parametrize("statement", ["import bidinorm", "import bidinorm.cli"])
def test_import_stays_light(statement: str) -> None:
    """No heavy module before it is needed; `import bidinorm` is paid by everyone."""
    allowed = {"click"} if statement.endswith("cli") else set()
    code = f"import sys; {statement}; print(*[name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split()) - allowed
    assert not loaded, f"`{statement}` imports {', '.join(sorted(loaded))}; import inside the function that needs it"
