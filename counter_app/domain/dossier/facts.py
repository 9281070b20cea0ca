"""Every fact that is said of a dossier, declared once.

From here come a form's JSON and its checks, what the journal is told, what may be corrected and how the change is told,
and what an erasure takes. A fact that is not declared impersonal tells of the person.
"""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from counter_app.domain.fees.fee import FEE_CEILING
from counter_app.domain.person.party import PERSON_TEXTS, Party, PartyKind
from counter_app.domain.text import clean, clean_lines, fold, thousands
from counter_app.errors import RuleError
from counter_app.i18n import _, mark
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.catalogue.sectors import PaperItem

NAME_LENGTH = 300
CONTENT_LENGTH = 2_000
SETS_CEILING = 99
PAGES_CEILING = 10_000
COPIES_CEILING = 1_000
PAPERS_CEILING = 200
_MONEY_WRONG = mark("Số tiền nhiều nhất là {most} đồng. Gõ lại số tiền bằng chữ số.")


class Kind(StrEnum):
    """The kinds of facts."""

    CODE = "code"
    TEXT = "text"
    LINES = "lines"
    NUMBER = "number"
    MONEY = "money"
    CHANNEL = "channel"
    LIMIT = "limit"
    PERSON = "person"
    PAPERS = "papers"
    ORIGINALS = "originals"


TEXTS = frozenset({Kind.CODE, Kind.TEXT, Kind.LINES})
NUMBERS = frozenset({Kind.NUMBER, Kind.MONEY})


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact: its name in forms, journal and tables; ``label`` as people call it, translated where it is shown.

    With ``field`` a paper of a procedure's own may name it.

    ``least`` to ``most`` bound a number, ``most`` the letters of a text; ``beyond`` is said of a number outside.
    ``among`` are the words a text may be, apart from none. ``default`` is what a form says that does not name it.
    ``asked``: it goes into the journal as the citizen said it; ``sparing``: only where it says something.
    ``anew``: it is worked out or asked again where a dossier is entered once more under the right procedure; every
    other fact goes along.
    """

    name: str
    kind: Kind
    label: str = ""
    field: str = ""
    asked: bool = False
    correctable: bool = False
    impersonal: bool = False
    default: Any = None
    least: int = 0
    most: int = CONTENT_LENGTH
    beyond: str = ""
    among: tuple[str, ...] = ()
    sparing: bool = False
    anew: bool = False


def _person(name: str, label: str, field: str = "") -> Fact:
    return Fact(name=name, kind=Kind.PERSON, label=label, field=field, asked=True, correctable=True)


def _text(
    name: str, label: str, kind: Kind = Kind.TEXT, *, asked: bool = True, field: str = ""
) -> Fact:
    return Fact(name=name, kind=kind, label=label, field=field, asked=asked, correctable=True)


def _channel_fact(name: str, label: str, field: str = "") -> Fact:
    return Fact(
        name=name,
        kind=Kind.CHANNEL,
        label=label,
        field=field,
        asked=True,
        correctable=True,
        impersonal=True,
        default="direct",
    )


def _amount(name: str, default: int | None, least: int, most: int, beyond: str) -> Fact:
    return Fact(
        name=name,
        kind=Kind.NUMBER,
        default=default,
        least=least,
        most=most,
        beyond=beyond,
        impersonal=True,
    )


FACTS = (
    Fact(name="procedure", kind=Kind.CODE, field=mark("Tên thủ tục"), anew=True),
    _person("applicant", mark("người nộp")),
    _person("owner", mark("chủ hồ sơ"), mark("Chủ hồ sơ")),
    _text("authorisation", mark("giấy ủy quyền"), field=mark("Giấy tờ ủy quyền")),
    replace(
        _text("relation", mark("quan hệ với chủ hồ sơ")),
        among=("parent", "guardian", "legal", "agent", "authorised"),
        sparing=True,
        impersonal=True,
    ),
    _text("content", mark("nội dung yêu cầu"), Kind.LINES, field=mark("Nội dung yêu cầu")),
    Fact(
        name="papers",
        kind=Kind.PAPERS,
        label=mark("thành phần hồ sơ"),
        field=mark("Bảng thành phần hồ sơ"),
        correctable=True,
        anew=True,
    ),
    replace(
        _amount(
            "sets", 1, 1, SETS_CEILING, mark("Số bộ hồ sơ phải từ 1 đến {most}. Gõ lại số bộ.")
        ),
        label=mark("số bộ"),
        field=mark("Số bộ hồ sơ"),
        asked=True,
        correctable=True,
    ),
    replace(
        _amount("fee", None, 0, FEE_CEILING, _MONEY_WRONG),
        kind=Kind.MONEY,
        label=mark("phí, lệ phí"),
        field=mark("Phí, lệ phí"),
        correctable=True,
        anew=True,
    ),
    replace(
        _amount(
            "pages", 1, 1, PAGES_CEILING, mark("Số trang phải từ 1 đến {most}. Gõ lại số trang.")
        ),
        anew=True,
    ),
    replace(
        _amount(
            "copies", 1, 1, COPIES_CEILING, mark("Số bản phải từ 1 đến {most}. Gõ lại số bản.")
        ),
        anew=True,
    ),
    Fact(name="limit", kind=Kind.LIMIT, field=mark("Thời hạn giải quyết"), anew=True),
    _channel_fact("channel", mark("kênh nộp"), mark("Hình thức nộp")),
    _channel_fact("return_channel", mark("cách nhận kết quả")),
    _text("return_address", mark("địa chỉ nhận kết quả")),
    replace(
        _amount("ticket", None, 1, 2**63 - 1, mark("Không có số thứ tự này. Gõ lại số thứ tự.")),
        asked=True,
        anew=True,
    ),
    _text("note", mark("ghi chú"), Kind.LINES, field=mark("Ghi chú của hồ sơ")),
    Fact(name="case", kind=Kind.CODE, anew=True),
    _text("return_place", mark("nơi trả kết quả"), field=mark("Nơi trả kết quả")),
    replace(_text("resolver", mark("nơi giải quyết"), asked=False), anew=True),
    replace(
        _text("territory", mark("phạm vi tiếp nhận")),
        impersonal=True,
        among=("province", "nationwide"),
        sparing=True,
        anew=True,
    ),
    replace(_text("point", mark("điểm tiếp nhận")), impersonal=True, sparing=True),
    replace(_text("home_address", mark("địa chỉ đến nhận")), sparing=True),
    replace(_text("visited_by", mark("công chức đến nhận")), impersonal=True, sparing=True),
    Fact(name="taken_at", kind=Kind.CODE, anew=True),
    Fact(name="originals", kind=Kind.ORIGINALS, field=mark("Bản chính giữ lại"), anew=True),
    Fact(name="agreement", kind=Kind.TEXT, anew=True),
    Fact(name="relief", kind=Kind.CODE, anew=True),
    Fact(
        name="proofread",
        kind=Kind.TEXT,
        label=mark("công dân đã đọc lại"),
        asked=True,
        impersonal=True,
        among=("seen",),
        sparing=True,
        anew=True,
    ),
)
"""In the order in which forms are written down."""
BY_NAME = MappingProxyType({fact.name: fact for fact in FACTS})
CORRECTABLE = MappingProxyType({fact.name: fact for fact in FACTS if fact.correctable})
"""The facts that may be corrected after reception, by name."""
KEPT_TEXTS = tuple(
    fact.name for fact in FACTS if fact.correctable and fact.kind in (Kind.TEXT, Kind.LINES)
)
"""Texts that a dossier keeps as they were said, each in a column of its own."""
IMPERSONAL_FACTS = frozenset(fact.name for fact in FACTS if fact.impersonal)


def typed(fact: Fact, value: Any) -> Any:
    """A fact as a form's JSON says it."""
    if fact.kind is Kind.CHANNEL:
        return value.name.lower()
    if fact.kind is Kind.ORIGINALS:
        return [asdict(item) for item in value]
    return stored(fact, value)


def said(holder: object) -> dict[str, Any]:
    """The facts of a form or a dossier, spelled as in a form's JSON; a dossier has no count of pages and no ticket."""
    return {
        fact.name: typed(fact, getattr(holder, fact.name))
        for fact in FACTS
        if hasattr(holder, fact.name)
    }


def stored(fact: Fact, value: Any) -> Any:
    """A fact as the journal says it."""
    match fact.kind:
        case Kind.CHANNEL:
            return int(value)
        case Kind.PERSON | Kind.LIMIT:
            return value.to_dict() if value else None
        case Kind.PAPERS:
            return None if value is None else [item.to_dict() for item in value]
        case Kind.ORIGINALS:
            return [asdict(item) for item in value] or None
    return value


def cleaned(fact: Fact, value: Any) -> Any:
    """A fact with every text in NFC, free of invisible characters and stray blanks."""
    match fact.kind:
        case Kind.CODE | Kind.TEXT:
            return clean(value)
        case Kind.LINES:
            return clean_lines(value)
        case Kind.PERSON:
            return value.cleaned() if value else None
        case Kind.PAPERS | Kind.ORIGINALS if value is not None:
            return tuple(replace(item, name=clean(item.name)) for item in value if clean(item.name))
    return value


def check(fact: Fact, value: Any) -> None:
    """Checks that a cleaned fact can stand. Errors: RuleError naming it."""
    match fact.kind:
        case Kind.TEXT if fact.among and value and value not in fact.among:
            raise RuleError(
                _("Không hiểu {label} “{value}”. Ghi một trong: {words}.").format(
                    label=_(fact.label), value=value[:40], words=", ".join(fact.among)
                ),
                field=fact.name,
            )
        case Kind.TEXT | Kind.LINES if len(value) > fact.most:
            raise RuleError(
                _("Nội dung dài quá {most} ký tự. Rút gọn lại.").format(most=fact.most),
                field=fact.name,
            )
        case Kind.NUMBER | Kind.MONEY if value is not None:
            if not fact.least <= value <= fact.most:
                raise RuleError(_(fact.beyond).format(most=thousands(fact.most)), field=fact.name)
        case Kind.PERSON if value is not None:
            check_party(value, fact.name)
        case Kind.PAPERS:
            _check_papers(value or ())


def _check_papers(papers: tuple[PaperItem, ...]) -> None:
    if len(papers) > PAPERS_CEILING or not all(0 <= p.quantity <= PAGES_CEILING for p in papers):
        raise RuleError(_("Số lượng giấy tờ không hợp lý. Kiểm tra lại danh sách."), field="papers")


def check_party(party: Party, where: str) -> None:
    """Checks that a cleaned person or organisation can stand on paper. Errors: RuleError (field ``where``…)."""
    if not party.name:
        who = _("người nộp") if where == "applicant" else _("chủ hồ sơ")
        missing = _("Chưa có họ tên {who}. Ghi họ tên.").format(who=who)
        if party.kind is PartyKind.ORGANISATION:
            missing = _("Chưa có tên tổ chức. Ghi tên tổ chức.")
        raise RuleError(missing, field=f"{where}.name")
    if len(party.name) > NAME_LENGTH:
        raise RuleError(
            _("Tên dài quá {most} ký tự. Kiểm tra lại ô tên.").format(most=NAME_LENGTH),
            field=f"{where}.name",
        )
    if any(len(getattr(party, name)) > CONTENT_LENGTH for name in PERSON_TEXTS):
        raise RuleError(
            _("Nội dung dài quá {most} ký tự. Rút gọn lại.").format(most=CONTENT_LENGTH),
            field=where,
        )
    if not any(character.isalpha() for character in fold(party.name)):
        raise RuleError(_("Tên phải có chữ. Kiểm tra lại ô tên."), field=f"{where}.name")


def check_days(party: Party, where: str, today: date) -> None:
    """Checks that a person's days lie behind ``today`` and in their order. Errors: RuleError (field ``where``…)."""
    birth, issued = party.birth, party.id_issued
    if birth is not None and birth.earliest() > today:
        raise RuleError(
            _("Ngày sinh {day} sau hôm nay. Xem lại trên giấy tờ.").format(day=birth.text()),
            field=f"{where}.birth",
            rule="birth",
        )
    if issued is None or (issued <= today and (birth is None or issued >= birth.earliest())):
        return
    after = _("Ngày cấp {day} sau hôm nay. Xem lại trên giấy tờ.")
    before = _("Ngày cấp {day} trước ngày sinh. Xem lại trên giấy tờ.")
    raise RuleError(
        (after if issued > today else before).format(day=f"{issued:%d/%m/%Y}"),
        field=f"{where}.id_no",
        rule="issued",
    )
