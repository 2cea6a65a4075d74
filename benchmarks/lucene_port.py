"""What Lucene's Arabic and Persian filters are published to do, written anew in Python.

After the documentation and the tests of ArabicNormalizer, ArabicStemmer and PersianNormalizer (Apache Lucene 9). It is
no copy of their code and no Lucene: it shows their algorithm inside another engine, and says where ours differs.
"""

from __future__ import annotations

ALEFS = dict.fromkeys("\u0622\u0623\u0625", "\u0627")
ARABIC = {
    **ALEFS,
    "\u0649": "\u064a",  # alef maksura
    "\u0629": "\u0647",  # teh marbuta
    "\u0640": "",  # tatweel
    **dict.fromkeys(map(chr, range(0x064B, 0x0653)), ""),  # fathatan to sukun
}
"""ArabicNormalizer."""
PERSIAN = {
    "\u06cc": "\u064a",  # Farsi yeh
    "\u06d2": "\u064a",  # yeh barree
    "\u06a9": "\u0643",  # keheh
    "\u06c0": "\u0647",  # heh with yeh
    "\u06c1": "\u0647",  # heh goal
    "\u0654": "",  # hamza above
}
"""PersianNormalizer."""
PREFIXES = (
    "\u0627\u0644",
    "\u0648\u0627\u0644",
    "\u0628\u0627\u0644",
    "\u0643\u0627\u0644",
    "\u0641\u0627\u0644",
    "\u0644\u0644",
    "\u0648",
)
SUFFIXES = (
    "\u0647\u0627",
    "\u0627\u0646",
    "\u0627\u062a",
    "\u0648\u0646",
    "\u064a\u0646",
    "\u064a\u0647",
    "\u064a\u0629",
    "\u0647",
    "\u0629",
    "\u064a",
)
WAW = "\u0648"
_ARABIC = {ord(char): after for char, after in ARABIC.items()}


def normalize(text: str) -> str:
    """Return the text as ArabicNormalizer leaves it.

    >>> normalize("\u0623\u062d\u0645\u064e\u062f")
    '\u0627\u062d\u0645\u062f'
    """
    return text.translate(_ARABIC)


def stem(word: str) -> str:
    """Return the stem of a normalized word as ArabicStemmer finds it: one prefix, then each suffix once.

    >>> stem("\u0648\u0627\u0644\u0643\u062a\u0627\u0628")
    '\u0643\u062a\u0627\u0628'
    """
    for prefix in PREFIXES:
        least = 4 if prefix == WAW else len(prefix) + 2
        if word.startswith(prefix) and len(word) >= least:
            word = word[len(prefix) :]
            break
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) >= len(suffix) + 2:
            word = word[: -len(suffix)]
    return word
