"""Text for Hypothesis as it really arrives: both scripts, and all that goes wrong between them."""

from __future__ import annotations

from hypothesis import strategies as st

LATIN = ["Basra", "VLC", "964media", "x", "Al-Awadi", "e.g.", "H2O", "COVID-19", "résumé", "ASCII", "Nexa Labs"]
LATIN += ["Basim Al-Awadi", "Bassem al-Awadi", "BASSEM EL-AWADI", "Nouri al-Maliki", "Nuri Al Maliki", "Al-Awadi"]
ARABIC = ["صورة", "من", "منصة", "شبكة", "و", "ب", "ال", "إلى", "العراق", "مُحَمَّد", "كَتَبَ", "لا", "عام", "المصدر", "تصوير"]
PERSIAN = ["فارسی", "می\u200cشود", "کتاب", "ہے", "اردو", "پژوهش"]
OTHER = ["שלום", "עברית", "мир", "日本", "สวัสดี", "ελληνικά", "हिन्दी"]
FORMS = ["ﺍﻟﺴﻼﻡ", "ﻢﻜﻴﻠﻋ", "ﻻ", "ﻷ", "ﷲ", "ﷺ", "ﷻ", "﷽", "ﭘﮋﻭﻫﺶ", "\ufc5e", "\ufe7c", "ﺕ"]
VISUAL = [
    "ةيبرعلا",
    "ةنيدملا",
    "ملاسلا",
    "مالسلا",
    "ىلإ",
    "نم",
    "نأ",
    "فئاظولا",
    "ﺔﻨﻳﺪﻤﻟﺍ",
    "ﻡﻼﺴﻟﺍ",
    ":ةروص",
    "دٌيدجَ",
    "األهالي",
    "االقتصاد",
    "عام2015  زائر",
    " :الموقع",
    "\u202a 7\u202cنص",
]
FILLER = ["العـــراق", "مـحـمـد", "الـ", "هـ", "ـ", "ــ", "بـمساعدة", "\u0640\u0670"]
TASHKEEL = ["\u064e", "\u0651", "\u064b", "\u0652", "\u0670", "\u064f\u064f", "\u0651\u064e", "\u0654"]
CONTROLS = [chr(code) for code in (0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A))]
INVISIBLES = ["\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u00a0", "\u034f", "\ufe0f"]
SIGNS = list("()[]{}<>«»\"'“”‘’.,;:?!،؛؟٪%٫٬|/\\-–_*#@&`~=+$^…½")
DIGITS = ["7", "1,905", "2019", "٢٠١٩", "۴۵", "3.75", "3٫75", "50٪", "٥٠%", "9:30"]
PROTECTED = [
    "https://example.org/a?b=1",
    "user@example.org",
    "@handle",
    "#وسم",
    "`code`",
    "%s",
    "{name}",
    "<b>",
    "&amp;",
    "C:\\x\\y.txt",
]
ESCAPES = [
    "&#1589;",
    "&#x648;",
    "&rlm;",
    "&laquo;",
    "&amp;",
    "\\u0635",
    "\\u0648",
    "%D8%B5",
    "%D9",
    "=D8=B1",
    "=?utf-8?B?2LXZiNix2Kk=?=",
]
MISREAD = [
    "ÔÈßÉ",
    "ÇáÃÎÈÇÑ",
    "åÑÍÈÇ",
    "êÇ",
    "هرحبا",
    "ظانه",
    "Â—Õ»«",
    "ÇáÓáÇã",
    "Ø§Ù„",
    "ط§ظ„",
    "ãÍãÏ",
    "¿Éxito",
    "ÀÉÈ",
]
EMOJI = ["👩\u200d👩\u200d👧", "🇮🇶", "❤\ufe0f", "😀"]
STRAY = ["\ud800", "\udfff", "\x00", "\x1b", "\x85", "\u2028", "\u2029", "\ue000", "\U0010ffff", "\U0001ee00"]
GLUE = ["", "", "", " ", " ", "  ", "\t"]
BREAKS = ["\n", "\n", "\n\n", "\r\n", "\r"]

_PIECE_LISTS = [
    LATIN,
    ARABIC,
    ARABIC,
    VISUAL,
    VISUAL,
    FORMS,
    FILLER,
    TASHKEEL,
    CONTROLS,
    INVISIBLES,
    SIGNS,
    DIGITS,
    PROTECTED,
]
_RARE = [PERSIAN, OTHER, EMOJI, STRAY, ESCAPES, MISREAD]

pieces = st.one_of(*(st.sampled_from(group) for group in _PIECE_LISTS + _RARE), st.text(max_size=2))
"""One word, sign, control or stray character."""


def _join(parts: list[tuple[str, str]]) -> str:
    return "".join(part + glue for part, glue in parts)


lines = st.lists(st.tuples(pieces, st.sampled_from(GLUE)), max_size=9).map(_join)
"""A line, or what a paste may leave of one; it may hold any character, a line break too."""

documents = st.lists(st.tuples(lines, st.sampled_from(BREAKS)), max_size=6).map(
    lambda parts: _join(parts * (1 + len(parts) % 2))
)
"""Several lines, some of them twice."""

latin = st.text(st.characters(max_codepoint=0x24F, exclude_characters="\u00a0\u00ad", exclude_categories=["Cc"]))
"""A line of Latin letters, signs and digits."""

foreign = st.lists(st.sampled_from(PERSIAN[:1] + OTHER + LATIN + EMOJI), min_size=1, max_size=6).map(" ".join)
"""A line of the scripts and languages that no rule may touch, Persian among them."""

protected = st.lists(st.sampled_from(PROTECTED + LATIN[:3] + ARABIC[:4]), min_size=1, max_size=6).map(" ".join)
"""Words of both scripts with addresses, code and placeholders between them."""
