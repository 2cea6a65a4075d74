"""Write `lexicons/letters/presentation_forms.tsv` from the Unicode Character Database.

Run: python training/presentation_forms.py > lexicons/letters/presentation_forms.tsv
"""

from __future__ import annotations

import sys
import unicodedata

KEPT = {
    0xFDF0: "salla, a Koranic stop sign",
    0xFDF1: "qala, a Koranic stop sign",
    0xFDF3: "akbar: its decomposition leaves out the hamza",
    0xFDF5: "salam, an honorific sign",
    0xFDFA: "sallallahou alayhe wasallam, an honorific sign",
    0xFDFB: "jallajalalouhou, an honorific sign",
    0xFE73: "tail fragment, not a letter",
}
"""Forms that are signs of their own: opening them would change what a reader sees."""
BLOCKS = ((0xFB50, 0xFDFB), (0xFE70, 0xFEFC))
HEADER = f"""\
# title: Arabic presentation forms and the letters that they stand for
# columns: form letters joining name
# note: joining is the shape that the form has: isolated, initial, medial or final
# note: marks on a blank or a tatweel stand for the marks alone
# note: kept as they are: {", ".join(f"U+{code:04X}" for code in KEPT)}
# source: Unicode Character Database {unicodedata.unidata_version}, UnicodeData.txt, field Decomposition_Mapping
# licence: Unicode-3.0
# command: python training/presentation_forms.py > lexicons/letters/presentation_forms.tsv"""


def rows() -> list[tuple[str, str, str, str]]:
    """Return form, letters, joining and name of each form in the two blocks."""
    found = []
    for first, last in BLOCKS:
        for code in range(first, last + 1):
            kind, _, rest = unicodedata.decomposition(chr(code)).partition(" ")
            if not kind.startswith("<") or code in KEPT:
                continue
            letters = "".join(chr(int(part, 16)) for part in rest.split())
            letters = letters.lstrip(" \u0640")  # what a mark alone stands on
            found.append((chr(code), letters, kind.strip("<>"), unicodedata.name(chr(code))))
    return found


def main() -> None:
    """Print the lexicon."""
    sys.stdout.write("\n".join([HEADER, *("\t".join(row) for row in rows())]) + "\n")


if __name__ == "__main__":
    main()
