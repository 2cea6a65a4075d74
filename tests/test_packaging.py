"""The lexicons and the code reach wheel, sdist, editable install and zip alike."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from importlib.metadata import metadata, requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement

import bidinorm
from bidinorm import lexicons

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SAMPLE = "\u0635\u0648\u0631\u0629"  # صورة
PROBE = f"""
import sys
import bidinorm
from bidinorm import lexicons
assert not bidinorm.__file__.startswith({str(ROOT)!r}), bidinorm.__file__
print(bidinorm.__file__)
print(bidinorm.clean("964media{SAMPLE}") == "964media {SAMPLE}")
print(len(lexicons.names()), all(lexicons.read(name).rows for name in lexicons.names()))
"""


def files_under(folder: Path) -> dict[str, bytes]:
    """The content of each file by its path below the folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


LEXICONS = files_under(ROOT / "lexicons")
CODE = {name: data for name, data in files_under(ROOT / "src" / "bidinorm").items() if "__pycache__" not in name}


def build(target: str, folder: Path) -> Path:
    """Build one artefact with the backend itself: no front end, no isolated environment, no download."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (artefact,) = folder.iterdir()
    return artefact


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="session")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("sdist", tmp_path_factory.mktemp("sdist"))


def run(path: Path, *command: str) -> str:
    """Run Python with `path` before everything else, away from the checkout."""
    environment = {**os.environ, "PYTHONPATH": str(path), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, *command],
        cwd=path.parent,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_wheel_holds_every_lexicon_byte_for_byte(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        prefix = "bidinorm/lexicons/"
        found = {
            name.removeprefix(prefix): archive.read(name) for name in archive.namelist() if name.startswith(prefix)
        }
    assert LEXICONS, "no lexicon in the checkout"
    assert found == LEXICONS


def test_wheel_holds_the_code_and_nothing_else(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        found = {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}
    expected = {f"bidinorm/{name}": data for name, data in CODE.items()}
    expected |= {f"bidinorm/lexicons/{name}": data for name, data in LEXICONS.items()}
    assert found == expected
    assert "bidinorm/py.typed" in found


def test_wheel_stays_small(wheel: Path) -> None:
    size = wheel.stat().st_size
    assert size < 8_000_000, f"{wheel.name} has {size} bytes"


def test_sdist_holds_what_builds_and_tests_it(sdist: Path) -> None:
    with tarfile.open(sdist) as archive:
        members = {name.partition("/")[2]: name for name in archive.getnames()}
        for name, data in LEXICONS.items():
            held = archive.extractfile(members[f"lexicons/{name}"])
            assert held is not None
            assert held.read() == data, name
    wanted = {
        "pyproject.toml",
        "LICENSE",
        "README.md",
        "CHANGELOG.md",
        "tests/test_packaging.py",
        "examples/newsroom.txt",
    }
    assert wanted <= members.keys()


def test_sdist_builds_the_same_wheel(sdist: Path, wheel: Path, tmp_path: Path) -> None:
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path)
    (unpacked,) = tmp_path.iterdir()
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "again")]
    subprocess.run(command, cwd=unpacked, capture_output=True, check=True)
    (again,) = (tmp_path / "again").iterdir()
    assert again.read_bytes() == wheel.read_bytes()


@pytest.mark.parametrize("target", ["wheel", "sdist"])
def test_the_same_source_gives_the_same_bytes(target: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """At another time, and where others may not read what is written."""
    first: Path = request.getfixturevalue(target)
    before = os.umask(0o077)
    try:
        again = build(target, tmp_path / "again")
    finally:
        os.umask(before)
    assert again.name == first.name
    assert again.read_bytes() == first.read_bytes()


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A wheel is a zip: unpacked into a folder, it is installed there."""
    folder = tmp_path_factory.mktemp("target") / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


@pytest.mark.parametrize("form", ["installed", "wheel"])
def test_runs_from(form: str, request: pytest.FixtureRequest) -> None:
    """From the folder of an install, and straight from the zip."""
    path = request.getfixturevalue(form)
    place, cleaned, read = run(path, "-c", PROBE).splitlines()
    assert place.startswith(str(path))
    assert (cleaned, read) == ("True", f"{len(lexicons.names())} True")


@pytest.mark.parametrize("form", ["installed", "wheel"])
def test_command_line_runs_from(form: str, request: pytest.FixtureRequest) -> None:
    path = request.getfixturevalue(form)
    code = "import sys; from bidinorm.cli import main; sys.argv = ['bidinorm', '--version']; main()"
    assert bidinorm.__version__ in run(path, "-c", code)


def test_editable_install_reads_the_lexicons_of_the_checkout() -> None:
    if not Path(bidinorm.__file__).is_relative_to(ROOT):
        pytest.skip("not an editable install")
    assert Path(str(lexicons.root())) == ROOT / "lexicons"


def test_version_is_said_once() -> None:
    assert version("bidinorm") == bidinorm.__version__ == PROJECT["version"]


def test_changelog_knows_the_version() -> None:
    assert f"## {PROJECT['version']}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_core_install_stays_small() -> None:
    """What everyone installs is what the list says; a heavy package comes only with an extra."""
    found = [Requirement(line) for line in requires("bidinorm") or []]
    core = {requirement.name.lower() for requirement in found if not requirement.marker}
    assert core == {"charset-normalizer", "click", "numpy", "pathspec", "regex", "rich", "snowballstemmer", "unidecode"}
    assert set(metadata("bidinorm").get_all("Provides-Extra") or []) == {
        "camel",
        "columns",
        "report",
        "serve",
        "spark",
        "tantivy",
        "zstd",
    }


def test_console_script_is_main() -> None:
    assert PROJECT["scripts"] == {"bidinorm": "bidinorm.cli:main"}
