"""Whether a run of words in Arabic text is a person, by the shape of the run and the sign before it.

A shape has a letter for each part: `s` a sure name, `o` one that is an everyday word, too, `r` a rare one, `x` a
foreign one, `f` a family name with the article, `c` such a one that is an everyday word, `k` a compound (servant of,
father of a sure name), `q` father of something else, `m` mother of, `n` a son, `w` an unknown word that looks foreign,
`u` an unknown word behind a name with a title.

The sign before it is `P` (a title with the article, or that of his wife), `T` (a title that other words complete: the
French president), `p` (a title or profession that the name may complete: the player of Liverpool), `v` (a verb), `l`
(another name), `r` (a relation: the house of, the death of), `t` (a street, a company: what it is called after is no
person) or nothing.
"""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=1 << 12)
def believed(shape: str, cue: str) -> float:
    """Return how sure it is that a run of this shape behind such a sign is a person; 0 where it is not believed.

    >>> believed("sf", "") > believed("of", "") > believed("oo", "") == 0
    True
    """
    cue = cue[:1]
    if cue == "t" or shape in ("", "n"):
        return 0.0
    if len(shape) == 1:
        return _alone(shape, cue)
    if cue == "p" and not set(shape) & set("skxfwc"):  # a ruling American president
        return 0.0
    cue = cue.replace("P", "p").replace("T", "p")
    if "n" in shape:
        return 0.95 if set(shape) & set("skxf") or cue in ("p", "v") else 0.0
    return _several(shape, cue)


def _several(shape: str, cue: str) -> float:
    first, last = shape[0], shape[-1]
    sure = sum(letter in "skx" for letter in shape)
    if first in "fc":  # what bears an article opens no name
        return 0.8 if cue == "p" and first == "f" and last == "f" else 0.0
    if last == "u":
        return 0.75
    if sure > 1 or (sure and last == "f"):
        return 0.95
    if last == "c":
        if sure and first in "sko":
            return 0.9 if cue else 0.8
        return 0.75 if cue in ("p", "l") and first not in "xw" else 0.0
    if last == "f":
        return 0.85 if cue else 0.8
    if set(shape) == {"w"}:
        return 0.7
    if first in "sk":
        return 0.9 if cue else 0.75
    if sure:
        return 0.85 if cue else 0.7
    return 0.75 if cue in ("p", "l") else 0.0


_ALONE = {
    ("k", "P"): 0.8,
    ("k", "T"): 0.8,
    ("k", "p"): 0.8,
    ("k", "v"): 0.8,
    ("k", "l"): 0.8,
    ("k", "r"): 0.75,
    ("k", ""): 0.6,
    ("m", "v"): 0.7,
    ("s", "P"): 0.8,
    ("s", "T"): 0.7,
    ("s", "p"): 0.7,
    ("s", "v"): 0.7,
    ("f", "P"): 0.8,
    ("w", "P"): 0.75,
    ("w", "T"): 0.7,
    ("w", "v"): 0.65,
    ("w", "l"): 0.65,
    ("x", "P"): 0.85,
    ("x", "T"): 0.85,
    ("x", "v"): 0.8,
    ("x", "l"): 0.8,
    ("x", "r"): 0.7,
    ("x", ""): 0.6,
}


def _alone(shape: str, cue: str) -> float:
    if shape == "k" and not cue:
        return 0.6
    return _ALONE.get((shape, cue), 0.0)
