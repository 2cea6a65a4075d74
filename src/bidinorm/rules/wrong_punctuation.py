"""Punctuation of the other script inside a run.

## What it does
Writes `،` `؛` `؟` for `,` `;` `?` between Arabic words, the Latin signs for the Arabic ones between Latin
words, and the decimal and thousands signs of the digits' own script.

## Why
Keyboards and templates mix the signs. The Arabic ones lean and turn with the script; a Latin comma in an Arabic
sentence does neither, and tokenizers split at one set or the other.

## Leaves alone
Lines that hold letters of the other script, digits, markup or code, in which the sign may belong to those; signs
behind placeholders (`%Oy`); a single Latin comma or semicolon in a line (changed with the option `lone`, else `check`
mentions it); lists without blanks (`اسم;بصمة;`); `٪` after European digits and `%` after Arabic-Indic ones, which
careful writers use (`check` mentions them).

## Example
- `هل وصلت?` → `هل وصلت؟`
- `Hello، world؟` → `Hello, world?`
- `السعر 3٫75` → `السعر 3.75`

## References
Unicode Standard, section 9.2, "Punctuation"; CLDR, symbols of the number systems `latn` and `arab`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bidinorm import chars
from bidinorm.rule import Rule, Stage, Trigger, View
from bidinorm.text import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

TO_ARABIC = {",": "\N{ARABIC COMMA}", ";": "\N{ARABIC SEMICOLON}", "?": "\N{ARABIC QUESTION MARK}"}
TO_LATIN = {arabic: latin for latin, arabic in TO_ARABIC.items()}
DECIMAL = {"\N{ARABIC DECIMAL SEPARATOR}": ".", "\N{ARABIC THOUSANDS SEPARATOR}": ","}

_ARABIC_END = f"{chars.ARABIC_LETTER}{chars.TASHKEEL}"
_IN_ARABIC = re.compile(
    f'[,;?](?<=[{_ARABIC_END}].)(?:(?<=[,;])(?=\u0020[{chars.ARABIC_LETTER}])|(?<=[?])(?=[\u0020\u00bb\u201d"\r]|$))'
)
_IN_LATIN = re.compile(
    f"[\u060c\u061b\u061f](?<=[{chars.LATIN_LETTER}].)(?:(?<=[\u060c\u061b])(?=\u0020)|(?<=\u061f)(?=\\s|$))"
)
_DECIMAL = re.compile("\u066b(?<=[0-9].)(?=[0-9])|\u066c(?<=[0-9].)(?=[0-9]{3}(?![0-9]))")
_PERCENT = re.compile("\u066a(?<=[0-9].)|%(?<=[\u0660-\u0669].)")
_OTHER = f"{chars.LATIN_LETTER}{chars.DIGIT}\\[\\]{{}}<>*_`|=#\\\\/@+~^&$"
_NOT_PLAIN_ARABIC = re.compile(f"[{_OTHER}]")
_ARABIC = "\u0590-\u060b\u060d-\u061a\u061c-\u061e\u0620-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
_RIGHT_TO_LEFT = re.compile(f"[{_ARABIC}]")


def find(view: View) -> Iterator[Edit]:
    """Propose the sign of the run's own script where the run is certain."""
    if view.language == "ar" and not _NOT_PLAIN_ARABIC.search(view.text):
        signs = list(_IN_ARABIC.finditer(view.text))
        if len(signs) > 1 or view.options["lone"] or any(sign.group() == "?" for sign in signs):
            for sign in signs:
                yield Edit(*sign.span(), TO_ARABIC[sign.group()], f"{sign.group()} between Arabic words")
    elif not _RIGHT_TO_LEFT.search(view.text):
        for sign in _IN_LATIN.finditer(view.text):
            placeholder = "%" in view.text[max(0, sign.start() - 3) : sign.start()]  # what it stands for may be Arabic
            if not placeholder and view.free(*sign.span()):
                yield Edit(*sign.span(), TO_LATIN[sign.group()], f"{sign.group()} between Latin words")
    for sign in _DECIMAL.finditer(view.text):
        if view.free(*sign.span()):
            yield Edit(*sign.span(), DECIMAL[sign.group()], f"{sign.group()} between European digits")


def suspect(view: View) -> Iterator[Edit]:
    """Mention percent signs of the other script, and a lone Latin comma or semicolon."""
    if view.language == "ar" and not _NOT_PLAIN_ARABIC.search(view.text):
        for sign in _IN_ARABIC.finditer(view.text):
            yield Edit(*sign.span(), TO_ARABIC[sign.group()], f"{sign.group()} between Arabic words")
    for sign in _PERCENT.finditer(view.text):
        other = "%" if sign.group() != "%" else "\N{ARABIC PERCENT SIGN}"
        yield Edit(*sign.span(), other, f"{sign.group()} after digits of the other script")


RULE = Rule(
    name="wrong-punctuation",
    stage=Stage.REPAIR,
    find=find,
    suspect=suspect,
    evidence=(
        f"[{_ARABIC_END}](?:[,;]\u0020|[?])|[{chars.LATIN_LETTER}][\u060c\u061b\u061f]|[0-9][\u066b\u066c][0-9]",
    ),
    line_evidence=(
        f"^[^\n{_OTHER}]*[{_ARABIC_END}](?:[,;][^\n{_OTHER}]*[{_ARABIC_END}][,;]\u0020|[?])[^\n{_OTHER}]*$",
        f"^[^\n{_ARABIC}]*[{chars.LATIN_LETTER}][\u060c\u061b\u061f][^\n{_ARABIC}]*$",
        "[0-9][\u066b\u066c][0-9]",
    ),
    triggers=(
        Trigger(_ARABIC_END, ",;?"),
        Trigger(chars.LATIN_LETTER, "\u060c\u061b\u061f"),
        Trigger(chars.DIGIT + chars.ARABIC_INDIC_DIGIT, "\u066a-\u066c%"),
    ),
    page=__doc__,
    options={"lone": False},
)
