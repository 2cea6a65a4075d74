"""Use an installed bidinorm as a person would, without pytest and without the checkout; `.ci/release` runs it."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import bidinorm as bn
from bidinorm import lexicons, profiles, rules
from bidinorm.cli import main

LINE = "964mediaصورة من منصة (شبكة):"
CLEAN = "964media صورة من منصة (شبكة):"


def function(name: str, expected: object, found: object) -> None:
    """Compare, and say which function it was."""
    if found != expected:
        raise SystemExit(f"{name}: expected {expected!a}, found {found!a}")


def library() -> None:
    """Call the functions of the library."""
    if Path(bn.__file__).is_relative_to(Path(__file__).resolve().parents[1] / "src"):
        raise SystemExit(f"{bn.__file__} is the checkout, and not what was installed")
    function("clean", CLEAN, bn.clean(LINE))
    function("explain", [(8, 8, " ")], [(one.start, one.end, one.after) for one in bn.explain(LINE).changes])
    function("levels", [0, 0, 1, 1], list(bn.levels("a بج")))
    function("romanize", "Hamid Al-Shatri", bn.romanize("حميد الشطري"))
    function("romanize", "Ḥamīd al-Shaṭrī", bn.romanize("حميد الشطري", scheme="ala-lc"))
    function("transliterate", "مكتبة", bn.transliterate("mktbp", reverse=True))
    function("find_names", ["Basim Al-Awadi"], [one.text for one in bn.find_names("He met Basim Al-Awadi.")])
    function("same_name", True, bn.same_name("Bassem Al-Awadi", "باسم العوادي").same)
    function("fold", "احمد", bn.fold("أَحْمَد"))
    function("index_terms", {"word", "stem", "key"}, {term.kind for term in bn.index_terms("باسم العوادي")})
    function("profiles", True, all(profiles.load(name).rules for name in profiles.names()))
    function("rules", True, len(rules.everything()) > 30)
    function("lexicons", True, all(lexicons.read(name).rows for name in lexicons.names()))


def program() -> None:
    """Clean a file with the command line."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.txt"
        page.write_text(LINE + "\n", encoding="utf-8")
        sys.argv = ["bidinorm", "clean", "--quiet", "--in-place", str(page)]
        try:
            main()
        except SystemExit as end:
            function("bidinorm clean", 0, end.code or 0)
        function("bidinorm clean", CLEAN + "\n", page.read_text("utf-8"))


if __name__ == "__main__":
    library()
    program()
    sys.stdout.write(f"fine on Python {sys.version.split()[0]}\n")
