"""What a column tells, by its heading in Kazakh, Russian, Korean or English; Kazakh typed without its own letters is understood."""
from __future__ import annotations

import re
from typing import Final

from shanyraq.lists.folded import folded
from shanyraq.lists.terms import Column

PLACE: Final = r"аудан|район|город|каласы|\bкала\b|district|city|town|село|\bауыл|пункт|지역|군|(?:^|\W)시(?:$|\W)|территори|аймак|местонахожд"
REGION: Final = r"облыс|област|oblast|region|регион|(?:^|\W)[주도](?:$|\W)"
DATE: Final = r"дата|куни|кун\b|год|жыл|мерзим|date|year|일자|등록일|설립일|날짜|연도|(?:^|\W)일(?:$|\W)|when|кашан|когда"
LONGEST: Final = 200  # signs of a heading that are looked at
NUMBER: Final = r"ном[еи]р|№|number|번호|\bno\b"
REGISTRATION: Final = r"тирке|регистр|registr|등록|свидетельств|куалик|certificate"
OUTRIGHT: Final = r".*(?:атау|наименован|назван|^name|\bname of|단체명|명칭|이름).*|аты"
# In this order: the first that fits counts.
WORDS: Final = tuple((column, re.compile(pattern)) for column, pattern in (
    (Column.COUNT, r"(?:№|n|no|#)?\s*(?:п\s*/?\s*п|р\s*/?\s*[сн]|рет(?:тик)?(?: ?(?:саны|номири|номери|№))?|s/n|id)?\.?|순번|번호|연번"),
    (Column.EMAIL, r".*(?:e-?mail|почт|пошта|электрон|이메일|전자 ?우편).*"),
    (Column.PHONE, r".*(?:\bтел|phone|mobile|\bсот\b|уялы|моб|контакт|байланыс|contact|전화|연락|휴대).*"),
    (Column.ADDRESS, r".*(?:адрес|мекен|address|주소).*"),
    (Column.BIN, r".*(?:\bбсн\b|\bбин\b|\bbin\b).*"),
    (Column.PARENT, r".*(?:курамын|курамы\b|вышестоящ|головн|входит|parent|umbrella|belongs|상급|소속|багын).*"),
    (Column.SEAT, rf".*(?:(?:наименован|назван)\w* (?:{PLACE})|(?:{PLACE})\w* атау).*"),
    (Column.NAME, OUTRIGHT),
    (Column.CHAIR, r".*(?:тораг|торайым|председат|басшы|руковод|жетекши|chair|\bhead\b|президент|회장|대표|\bф\W*и\W*о\b|т\W*а\W*а\b|аты\W+жони).*"),
    (Column.REGISTERED, rf"(?=.*(?:{REGISTRATION}))(?=.*(?:{NUMBER}))(?=.*(?:{DATE})).*"),
    (Column.NUMBER, rf"(?=.*(?:{REGISTRATION}))(?=.*(?:{NUMBER})).*"),
    (Column.REGISTERED_ON, rf"(?=.*(?:{REGISTRATION}))(?=.*(?:{DATE})).*"),
    (Column.REGISTERED, rf".*(?:{REGISTRATION}|юр\w*\W*лиц|занды|legal).*"),
    (Column.FOUNDED, r".*(?:курыл(?:г|у|д|т)|создан|основан|образован|founded|since|established|창립|설립|с какого|начал).*|дата|год|жылы?|куни"),
    (Column.LEVEL, r".*(?:денгей|уровен|level|등급|급).*"),
    (Column.KIND, r"(?:тури|тур|вид|тип|kind|type|종류|유형)\b.*|.*нысан.*"),
    (Column.SEAT, rf".*(?:{PLACE}).*"),
    (Column.REGION, rf".*(?:{REGION}).*"),
    (Column.NAME, r".*(?:бирлести|объединени|организаци|уйым|центр|орталы|\bэко\b|\bэм[бо]\b|association|organi[sz]ation|단체|협회).*"),
    (Column.CULTURE, r".*(?:мадениет|культур|culture|этнос|문화).*"),
    (Column.NOTE, r".*(?:ескерт|примечан|\bnote|remark|비고|косымша|дополнит).*"),
))  # fmt: skip
# What a person is or believes, and numbers of persons: such a column is not even kept.
PRIVATE: Final = re.compile(
    r".*(?:национальн|\bулты\b|вероисповед|религи[яи]\b|\bдини\b|\bжсн\b|\bиин\b|\biin\b|рожд|туган|\bbirth|nationality|ethnicity|religion"
    r"|생년|종교|민족$|паспорт|удостоверен|жеке куалик).*"
)


def recognised(heading: str) -> Column | None:
    """The column that a heading names; None where it is not understood."""
    words = folded(heading[:LONGEST])
    if not words or PRIVATE.fullmatch(words):
        return None
    return next((column for column, pattern in WORDS if pattern.fullmatch(words)), None)


def says_name(heading: str) -> bool:
    """Whether it says "name" outright; words such as "association" stand in names, too."""
    return recognised(heading) == Column.NAME and bool(re.fullmatch(OUTRIGHT, folded(heading)))


def is_private(heading: str) -> bool:
    """Whether a column holds what is stored of nobody here."""
    return bool(PRIVATE.fullmatch(folded(heading[:LONGEST])))
