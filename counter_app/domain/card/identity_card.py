"""The QR code on the citizen identity card (thẻ căn cước), as a scanner types it.

``id|old id|name|ddMMyyyy|Nam or Nữ|address|ddMMyyyy of issue``, on cards from 2024 with up to four more fields.
Nothing missing is ever filled in; whatever looks odd is said in a sentence.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from counter_app.domain.card.damage import card_damage, refusal
from counter_app.domain.card.name_spelling import odd_words
from counter_app.domain.card.split import split_scan
from counter_app.domain.lettering.code_tables import TABLES
from counter_app.domain.lettering.damage import repair, reread
from counter_app.domain.lettering.lookalikes import true_letters
from counter_app.domain.lettering.rereading import repair_encoding
from counter_app.domain.lettering.syllables import is_syllable
from counter_app.domain.person.birth import Birth, birthday, parse_birth
from counter_app.domain.person.id_number import Sex, id_warnings
from counter_app.domain.person.party import Party, PartyKind
from counter_app.domain.text import fold, name_case
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass, pattern

LONGEST_SCAN = 4_000
_RENEWED_AT, _RENEWED_BEFORE = (14, 25, 40, 60), 2
"""Ages at which a card is renewed, and how many years before one it may be."""
TWO_LEVELS_SINCE = date(2025, 7, 1)
"""Since then provinces have communes and no districts (Luật Tổ chức chính quyền địa phương 2025)."""
_DISTRICT = pattern(r" (?:huyen|quan|thi xa|thi tran) ")
_FIELDS = 7
_ENDS = "\ufeff\u200b\x00\r\n\t "
_SEXES = {"nam": Sex.MALE, "nu": Sex.FEMALE}
_OLD_ID = pattern("(?:[0-9]{9}|[0-9]{12})?")
_GLUED_DAY = pattern(r"[^\W\d_][0-9]{8}$")
_DAY = pattern("([0-9]{2})/?([0-9]{2})/?([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Card:
    """The facts on a card: texts as printed, "" and None where it says nothing or nothing readable.

    ``address`` is the one at issue (before 01/07/2025 with names of the three former levels), not today's.
    ``tail`` keeps the fields after the seventh as they came.
    """

    id: str
    old_id: str
    name: str
    birth: Birth | None
    sex: Sex | None
    address: str
    issued: date | None
    tail: tuple[str, ...] = ()

    def to_party(self) -> Party:
        """The holder as an applicant, the name in proper case."""
        return Party(
            kind=PartyKind.PERSON,
            name=name_case(self.name),
            id_no=self.id,
            birth=self.birth,
            sex=self.sex,
            address=self.address,
            id_issued=self.issued,
            old_id=self.old_id if self.old_id != self.id else "",
        )


@dataclass(frozen=True, slots=True)
class CardReading:
    """A card, or None with the reason and one next step; ``warnings`` are sentences for the officer.

    ``hints`` say what is right on the card and yet has to be asked for.
    """

    card: Card | None
    warnings: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


def read_card(text: str, today: date | None = None) -> CardReading:
    """Reads whatever a scanner or the clipboard gave; never raises. Days after ``today`` are not taken."""
    if len(text) > LONGEST_SCAN:
        return _nothing(
            _("Đoạn chữ quá dài, không phải mã QR thẻ căn cước. Xóa ô này rồi quét lại.")
        )
    source = without_frame(text.strip(_ENDS))
    repaired = repair_encoding(source)
    if repaired == source:
        repaired = _in_unicode(source)
    split = split_scan(true_letters(repaired))
    if split.several:
        return _nothing(_("Trong ô này có hai thẻ khác nhau. Xóa ô này rồi quét lại từng thẻ."))
    reason = refusal(repaired, split.fields)
    if reason:
        return _nothing(reason)
    warnings = list(split.warnings)
    if repaired != source:
        warnings.insert(0, _("Máy quét gửi sai bảng mã, chữ đã được sửa lại; đối chiếu với thẻ."))
    fields = _in_their_case(split.fields, warnings)
    card = _possible(_read(fields, warnings), today, warnings)
    warnings += id_warnings(card.id, birth=card.birth, sex=card.sex)
    return CardReading(card, tuple(warnings), (*_ended(card, today), *_hints(card)))


def _nothing(reason: str) -> CardReading:
    return CardReading(None, (reason,))


def _in_unicode(text: str) -> str:
    """The text read by the table of before Unicode in which the scanner's program sent it; else as it is.

    A name of another people is no Vietnamese word in any table: then the address tells, and all of a card is in one.
    """
    fields = text.split("|")
    if len(fields) < _FIELDS - 1:
        return text
    name, sex, address = fields[2], fields[4], fields[5]
    found = repair(f"{name} {address}") or repair(f"{sex} {address}")
    return (reread(text, found.table) or text) if found and found.table in TABLES else text


def _in_their_case(fields: tuple[str, ...], warnings: list[str]) -> tuple[str, ...]:
    """The fields with capitals where the card has them, when Caps Lock turned them round."""
    name, sex, address = fields[2], fields[4], fields[5]
    if not capitals_turned((name, address)):
        if levelled(name, address):
            warnings.append(
                _("Máy quét đổi hết thành chữ hoa hoặc chữ thường; sửa địa chỉ theo thẻ.")
            )
        return fields
    back = turned_back(name, address)
    if back is None:
        warnings.append(
            _("Chữ hoa, chữ thường lẫn lộn, có thể phím Caps Lock đang bật; sửa theo thẻ.")
        )
        return fields
    warnings.append(
        _("Phím Caps Lock bật khi quét nên chữ hoa, thường bị đảo; đã đổi lại, đối chiếu với thẻ.")
    )
    return (*fields[:2], back[0], fields[3], sex.swapcase(), back[1], *fields[6:])


def _possible(card: Card, today: date | None, warnings: list[str]) -> Card:
    """The card without days that cannot be: a birth or an issue to come, an issue before the birth."""
    if card.birth is not None and today is not None and card.birth.earliest() > today:
        warnings.append(
            _("Ngày sinh {day} sau hôm nay nên không lấy; nhập theo thẻ.").format(
                day=card.birth.text()
            )
        )
        card = replace(card, birth=None)
    if card.issued is None:
        return card
    day = f"{card.issued:%d/%m/%Y}"
    if today is not None and card.issued > today:
        warnings.append(_("Ngày cấp {day} sau hôm nay nên không lấy; xem lại thẻ.").format(day=day))
        return replace(card, issued=None)
    if card.birth is not None and card.issued < card.birth.earliest():
        if _born_so(card):
            text = _("Ngày cấp {day} trước ngày sinh nên không lấy; xem lại thẻ.")
            card = replace(card, issued=None)
        else:
            text = _("Ngày cấp {day} trước ngày sinh nên không lấy cả hai; nhập theo thẻ.")
            card = replace(card, issued=None, birth=None)
        warnings.append(text.format(day=day))
    return card


def _born_so(card: Card) -> bool:
    """True if the card's number says the year of its birth."""
    return not id_warnings(card.id, birth=card.birth, sex=None)


def _ended(card: Card, today: date | None) -> tuple[str, ...]:
    """The hint for a card whose time is over: at 14, 25, 40 and 60 a new one is due.

    One that was issued within two years before such a birthday is good until the next (Luật Căn cước 26/2023/QH15
    Điều 21).
    """
    if today is None or card.birth is None or card.issued is None:
        return ()
    born = card.birth.latest()
    for age in _RENEWED_AT:
        last = birthday(born, age)
        if card.issued < birthday(born, age - _RENEWED_BEFORE):
            text = _(
                "Thẻ hết hạn từ ngày {day} (đủ {age} tuổi). Hỏi thẻ mới hoặc căn cước điện tử trên VNeID."
            )
            return (text.format(day=f"{last:%d/%m/%Y}", age=age),) if last < today else ()
    return ()


def _hints(card: Card) -> tuple[str, ...]:
    """The hints for an address on an older card: from 01/07/2025 there is no district, and communes were merged."""
    before = card.issued is not None and card.issued < TWO_LEVELS_SINCE
    if card.address and (before or _DISTRICT.search(f" {fold(card.address)} ")):
        return (
            _("Địa chỉ trên thẻ ghi theo tên trước 01/07/2025; hỏi tên xã, tỉnh hiện nay rồi sửa."),
        )
    return ()


def _read(fields: tuple[str, ...], warnings: list[str]) -> Card:
    """The card in at least six fields; what is unreadable stays empty and is told in ``warnings``."""
    fields = _in_their_order(fields, warnings)
    number, old_id, name, birth, sex, address = fields[:6]
    damage = card_damage(name=name, sex=sex, address=address)
    warnings += damage.warnings
    if not damage.address and _cut_short(fields):
        warnings.append(_("Mã QR dừng ở địa chỉ, có thể quét chưa hết; đối chiếu địa chỉ với thẻ."))
    return Card(
        id=number,
        old_id=_read_old_id(old_id, warnings),
        name="" if damage.name else _read_name(name, warnings),
        birth=_read_birth(birth, warnings),
        sex=_read_sex(sex, warnings),
        address="" if damage.address else address,
        issued=_read_issued(fields[6] if len(fields) >= _FIELDS else "", warnings),
        tail=fields[_FIELDS:],
    )


def _in_their_order(fields: tuple[str, ...], warnings: list[str]) -> tuple[str, ...]:
    """The fields without a name or an address that another field of the card got into."""
    if fold(fields[3]) in _SEXES and _DAY.fullmatch(fields[4]):
        warnings.append(_out_of_order())
        fields = (*fields[:3], fields[4], fields[3], *fields[5:])
    name, sex, address = fields[2], fields[4], fields[5]
    # A day where the sex should be, and no sex where the day should be: a bar too many cut the name in two.
    moved = bool(_DAY.fullmatch(sex)) and fold(fields[3]) not in _SEXES
    strange_name = "," in name or _no_text(name) or moved
    strange_address = strange_name or _no_text(address) or _cut_apart(fields)
    if not (strange_address or _DAY.fullmatch(sex)):
        return fields
    warnings.append(_out_of_order())
    texts = ("" if strange_name else name, "" if strange_address else address)
    return (*fields[:2], texts[0], *fields[3:5], texts[1], *fields[6:])


def _out_of_order() -> str:
    return _("Các phần của mã QR không theo thứ tự trên thẻ; đối chiếu từng ô với thẻ.")


def _cut_apart(fields: tuple[str, ...]) -> bool:
    """True if a separator is missing or too many around the address: the day of issue is not in its place then."""
    if len(fields) < _FIELDS:
        return bool(_GLUED_DAY.search(fields[5]))
    late = any(map(_DAY.fullmatch, fields[_FIELDS:]))
    return late and not _DAY.fullmatch(fields[_FIELDS - 1])


def _cut_short(fields: tuple[str, ...]) -> bool:
    """True if a scan without a day of issue may have ended within the address."""
    words = re.findall(r"[^\W\d_]+", fields[5])
    ends = bool(words) and fields[5].endswith(words[-1]) and not is_syllable(words[-1].lower())
    return len(fields) < _FIELDS and bool(fields[5]) and (ends or "," not in fields[5])


def _no_text(text: str) -> bool:
    """True if a day, a number or a sex stands where a name or an address is expected."""
    return bool(_DAY.fullmatch(text) or re.fullmatch("[0-9]{9,12}", text)) or fold(text) in _SEXES


def _read_name(name: str, warnings: list[str]) -> str:
    odd = odd_words(name)
    if odd:
        warnings.append(
            _("Chữ “{words}” ít gặp trong họ tên; đối chiếu từng chữ với thẻ.").format(
                words=", ".join(odd)
            )
        )
    if not any(map(str.isalpha, fold(name))):
        warnings.append(_("Mã QR không có họ tên; nhập theo thẻ."))
        return ""
    return name


def _read_old_id(old_id: str, warnings: list[str]) -> str:
    if _OLD_ID.fullmatch(old_id):
        return old_id
    warnings.append(
        _("Số CMND cũ “{text}” không đúng 9 chữ số nên bỏ qua.").format(text=old_id[:20])
    )
    return ""


def _read_birth(text: str, warnings: list[str]) -> Birth | None:
    try:
        birth = parse_birth(text)
    except RuleError as error:
        warnings.append(error.message)
        return None
    if birth is None:
        warnings.append(_("Mã QR không có ngày sinh; nhập theo thẻ."))
    return birth


def _read_sex(text: str, warnings: list[str]) -> Sex | None:
    sex = _SEXES.get(fold(text))
    if sex is None:
        warnings.append(_("Không đọc được giới tính; chọn theo thẻ."))
    return sex


def _read_issued(text: str, warnings: list[str]) -> date | None:
    """The day of issue, written in any way a birth is; the oldest cards have none, which is no fault."""
    if not text:
        return None
    try:
        said = parse_birth(text)
    except RuleError:
        said = None
    if said is not None and said.day is not None:
        return said.earliest()
    warnings.append(_("Ngày cấp “{text}” không có thật; nhập theo thẻ.").format(text=text[:20]))
    return None


_WORD = pattern("[^\\W\\d_](?:[^\\W\\d_]|[\u0300-\u036f])*")
_TURNED = pattern("[a-z][A-Z]+", re.ASCII)
_FEWEST_TURNED = 2
_FEWEST_LONG, _LONG = 3, 3
"""Abbreviations stand in capitals: P., TDP, TT. So many longer words do not."""


def capitals_turned(texts: tuple[str, ...]) -> bool:
    """True if some words begin small and go on in capitals, as nobody writes them: ``tHÔN``, ``nGUYỄN``."""
    words = [word for text in texts for word in _WORD.findall(text)]
    odd = [word for word in words if _shape(word).startswith("a") and "A" in _shape(word)]
    whole = [word for word in odd if _TURNED.fullmatch(_shape(word))]
    return len(odd) >= _FEWEST_TURNED or any(len(word) > _FEWEST_TURNED for word in whole)


def turned_back(name: str, address: str) -> tuple[str, str] | None:
    """Name and address as they stand on the card; None when neither all letters nor only those of ASCII were turned.

    What a scanner types with a code of its own (Alt and digits) is not turned by the key.
    """
    for swapped in (str.swapcase, _swapped_ascii):
        names, places = (_WORD.findall(swapped(text)) for text in (name, address))
        if all(map(_well_cased, names + places)) and all(word[0].isupper() for word in names):
            return swapped(name), swapped(address)
    return None


def _swapped_ascii(text: str) -> str:
    return "".join(char.swapcase() if char.isascii() else char for char in text)


def _well_cased(word: str) -> bool:
    shape = _shape(word)
    return "A" not in shape or "a" not in shape or re.fullmatch("Aa+", shape) is not None


def _shape(word: str) -> str:
    return "".join("A" if char.isupper() else "a" for char in word if char.isalpha())


def levelled(name: str, address: str) -> bool:
    """True if a scanner sends every letter small, or every one a capital, where a card has both in its address."""
    texts = name + address
    small = any(map(str.isalpha, address)) and texts == texts.lower()
    words = [word for word in _WORD.findall(address) if len(word) >= _LONG]
    return small or (len(words) >= _FEWEST_LONG and all(word.isupper() for word in words))


_AIM = pattern(r"\][A-Za-z][0-9](?=\s*(?:\\[0-9]{6})?[0-9]{12}[^0-9])")
_TABLE = pattern(r"\\[0-9]{6}(?=[0-9]{12}[^0-9])")
"""The table of letters of a QR code, as scanners send it that send identifiers (AIM ECI): ``\\000026`` is UTF-8."""
_OWN_SIGNS = pattern(r"[^0-9|]{1,8}(?=[0-9]{12}[^0-9A-Za-z])")
_BEHIND_DATE = pattern(r"(\|[0-9]{2}/?[0-9]{2}/?[0-9]{4})[^0-9|]{1,4}(?=[\r\n]|$)")
_SIGNS_BETWEEN = pattern(r"(\|[0-9]{8})[^0-9|\r\n]{1,8}(?=[0-9]{12}\|)")
_SHORTEST_TEXT = 5
"""So many bars stand in a card; what has fewer is no card and is told as it came."""


def without_frame(text: str) -> str:
    """The text of the card alone; what cannot be told from the card stays."""
    bare = _TABLE.sub("", _AIM.sub("\n", text)).lstrip("\n")
    bare = _SIGNS_BETWEEN.sub("\\1\n", bare)
    own = _OWN_SIGNS.match(bare)
    if own is not None:
        bare = bare[own.end() :]
    return _BEHIND_DATE.sub("\\1", bare) if bare.count("|") > _SHORTEST_TEXT else bare
