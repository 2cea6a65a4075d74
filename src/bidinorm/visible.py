"""Characters that nobody sees, written out by their code points."""

from __future__ import annotations

import re

INVISIBLE = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f-\x9f\u00a0\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f"
    "\u2000-\u200a\u205f\u3000\u3164\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)


def visible(text: str) -> str:
    r"""Show invisible characters by their code point.

    >>> visible("a\u200fb")
    'a<U+200F>b'
    """
    return INVISIBLE.sub(lambda found: f"<U+{ord(found.group()):04X}>", text)
