"""Names found in running text: the annotated sentences, what must be found, and what must be left."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bidinorm as bn
from bidinorm.errors import NotTextError
from bidinorm.names.find import annotate

SENTENCES = [
    line
    for line in Path(__file__).with_name("arabic_news.txt").read_text("utf-8").splitlines()
    if line and line[0] != "#"
]

FOUND = [
    ("President Bashar al-Assad met Saad Hariri.", ["Bashar al-Assad", "Saad Hariri"]),
    ("Mohammed Shia Al-Sudani spoke. Al-Sudani left.", ["Mohammed Shia Al-Sudani", "Al-Sudani"]),
    ("Osama bin Laden’s aide, Ayman al-Zawahiri, left.", ["Osama bin Laden", "Ayman al-Zawahiri"]),
    ("Abdel Fattah el-Sisi and Abu Mazen met King Abdullah.", ["Abdel Fattah el-Sisi", "Abu Mazen", "Abdullah"]),
    ("BASHAR AL-ASSAD FLEES", ["BASHAR AL-ASSAD"]),
    ("قال المتحدث باسم الحكومة باسم العوادي إن الوفد وصل.", ["باسم العوادي"]),
    ("التقى عبد الرحمن بن خالد وأبو حسين.", ["عبد الرحمن بن خالد", "أبو حسين"]),
    ("أعلن الرئيس دونالد ترامب القرار، وأكد ترامب ذلك.", ["دونالد ترامب", "ترامب"]),
    ("وصل وزير الخارجية السوري أسعد الشيباني أمس.", ["أسعد الشيباني"]),
    ("أعلن الرئيس إيمانويل ماكرون وأولاف شولتس القرار.", ["إيمانويل ماكرون", "أولاف شولتس"]),
    ("قالت كريستين ويلينغتون إن ويلينغتون صغيرة.", ["كريستين ويلينغتون", "ويلينغتون"]),
    ("وصل زابرينو جونسون مع باولو دي كانيو.", ["زابرينو جونسون", "باولو دي كانيو"]),
    ("التقى الأمير فيصل بن فرحان آل سعود وفدا، ولمحمد بن سلمان كلمة.", ["فيصل بن فرحان آل سعود", "محمد بن سلمان"]),
    ("زار الرئيس وزوجته ميلانيا المدينة.", ["ميلانيا"]),
]
NOBODY = [
    "Abu Dhabi and Sharm el-Sheikh are places; Eid al-Adha is a feast.",
    "The University of Hassan Street opened in Salem, and Jordan closed.",
    "رحمة بالناس خفضت الحكومة أسعار الوقود.",
    "الرجل عادل في حكمه، أمين على مال الناس، صادق في وعده.",
    "نور الشمس يضيء الغرفة، وأمل الناس أن يتحسن الطقس.",
    "أقيم الحفل في شارع محمد علي.",
    "فاز لاعب ليفربول على فريق برايتون، وقال مدير سندرلاند ذلك.",
    "خسر فريق زورفنهايم، ثم فاز زورفنهايم.",
    "عقد رئيس أمريكي حاكم قمة.",
    "قال دبلوماسيون إن الرئيس سيسافر.",
]


def persons(text: str) -> list[str]:
    return [name.text for name in bn.find_names(text) if name.kind == "person"]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("French reporter Florence Aubenas left Florence.", ["Florence"]),
        ("Israel Katz spoke on Israel Radio.", ["Israel"]),
        ("He lives in Paris. Talks opened in Jordan Thursday.", ["Paris", "Jordan"]),
        ("She believes in Virginia Woolf; Paris Hilton sang.", []),
    ],
)
def test_places_whose_names_people_bear(text: str, places: list[str]) -> None:
    assert [name.text for name in bn.find_names(text) if name.kind == "place"] == places


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("وكانت حصة الأسد من نصيب الفريق", []),  # the lion's share
        ("خصص نصيب النصف للشركات", []),
        ("قال برلماني روسي إن", []),
        ("انتقل إلى رحمة ربه أحمد القروي", ["أحمد القروي"]),
        ("قال عبد ربه منصور هادي", ["عبد ربه منصور هادي"]),
    ],
)
def test_words_of_news_that_are_also_names(text: str, names: list[str]) -> None:
    assert [name.text for name in bn.find_names(text)] == names


def test_a_shadda_parts_no_name() -> None:
    text = "أعلن الوزير محمّد العفّاس اليوم أن وزير الثقافة مراد الصّكلي غادر، وقال الوزير محمد قُتل أمس"
    assert [name.text for name in bn.find_names(text)] == ["محمّد العفّاس", "مراد الصّكلي", "محمد"]


@pytest.mark.parametrize(("text", "right"), FOUND)
def test_persons_are_found(text: str, right: list[str]) -> None:
    assert persons(text) == right


@pytest.mark.parametrize("text", NOBODY)
def test_nobody_is_found_where_nobody_is(text: str) -> None:
    assert persons(text) == []


def test_places_and_bodies_have_their_kind() -> None:
    found = bn.find_names("The Security Council met in Saudi Arabia. وصل إلى الأمم المتحدة")
    assert [(name.text, name.kind) for name in found] == [
        ("Security Council", "organisation"),
        ("Saudi Arabia", "place"),
        ("الأمم المتحدة", "organisation"),
    ]


def test_a_name_says_what_it_is() -> None:
    (name,) = bn.find_names("قال باسم العوادي ذلك")
    assert (name.start, name.end, name.script, name.parts) == (4, 16, "arabic", ("باسم", "العوادي"))
    assert (name.latin, name.key) == ("Bassem Al-Awadi", bn.name_key("Basim al Awadi"))


def test_annotated_sentences() -> None:
    right = wrong = missed = 0
    for line in SENTENCES:
        pieces = re.split(r"[\[\]]", line)
        text = "".join(pieces)
        ends = [sum(map(len, pieces[:number])) for number in range(len(pieces) + 1)]
        wanted = {(ends[number], ends[number + 1]) for number in range(1, len(pieces), 2)}
        found = {(name.start, name.end) for name in bn.find_names(text) if name.kind == "person"}
        right += len(found & wanted)
        wrong += len(found - wanted)
        missed += len(wanted - found)
    assert right / (right + wrong) >= 0.9
    assert right / (right + missed) >= 0.6


def test_names_are_annotated_once_and_what_has_its_latin_form_is_left() -> None:
    text = "قال باسم العوادي إن باسم العوادي سيغادر"
    told = str(annotate(text))
    assert told == "قال باسم العوادي (Bassem Al-Awadi) إن باسم العوادي سيغادر"
    assert str(annotate(told)) == told


@given(text=st.text(st.sampled_from("محمد علي أبو بن عبد الال قو,.\n\u064eAl-Bassem Ha"), max_size=60))
def test_any_text_may_be_searched(text: str) -> None:
    found = bn.find_names(text)
    assert all(text[name.start : name.end] == name.text for name in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


def test_bytes_are_refused() -> None:
    with pytest.raises(NotTextError):
        bn.find_names(b"Ali")  # type: ignore[arg-type]
