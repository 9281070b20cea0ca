"""The settings of an office: everything the law or a reorganisation may change is data here, never a constant.

Annotations are read while the program runs, and so are not texts here: every verb would compile all of them.
"""

from collections.abc import Mapping
from dataclasses import asdict, field
from types import MappingProxyType
from typing import Any, Self, cast

from counter_app.bounds import (
    Bound,
    Day,
    Flag,
    ListOf,
    MapOf,
    OneOf,
    Problem,
    Record,
    Spec,
    Text,
    Whole,
)
from counter_app.values import Annotated, dataclass

FORM_LABELS = {
    "01": "Mẫu số 01",
    "02": "Mẫu số 02",
    "03": "Mẫu số 03",
    "04": "Mẫu số 04",
    "05": "Mẫu số 05",
    "06": "Mẫu số 06",
    "07": "Mẫu số 07",
}
NUMBER_SUFFIXES = {
    "01": "TTPVHCC(BPTNTKQ)",
    "02": "PBS-TTPVHCC(BPTNTKQ)",
    "03": "PTC-TTPVHCC(BPTNTKQ)",
    "04": "PXL-UBND",
    "06": "PKS-TTPVHCC(BPTNTKQ)",
    "07": "STD-TTPVHCC(BPTNTKQ)",
}
"""Số, ký hiệu per form as version 0.1.0 kept them; since then ``OfficeSettings.forms`` says it by date."""
RATING_FLOORS = {"Xuất sắc": 15, "Tốt": 12, "Khá": 9, "Trung bình": 6}
"""Class → least points of 18 in the nine indicators (Nghị định 61/2018/NĐ-CP); not confirmed, so a setting."""
QUESTION_TOPICS = (
    "Thủ tục hộ tịch",
    "Chứng thực",
    "Đất đai, xây dựng",
    "Bảo trợ xã hội",
    "Cư trú",
    "Tra cứu hồ sơ",
    "Nhận mẫu đơn",
    "Phản ánh, kiến nghị",
    "Việc khác",
)
"""The matters people only ask about, with the digits 1 to 9."""
TOPICS_CEILING = 9
"""As many as there are digits to press."""
TOPIC_LENGTH = 40


HOST = r"(\[[0-9A-Fa-f:.%]+\]|[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_])?)"
PORT = r"([1-9]\d{0,3}|[1-5]\d{4}|6[0-4]\d{3}|65[0-4]\d{2}|655[0-2]\d|6553[0-5])"
PRINTER = (
    rf"(lp:[A-Za-z0-9_][^\s/#@\x00-\x1f]*(@{HOST}(:{PORT})?)?|escpos:{HOST}(:{PORT})?"
    r"|(qt|file):[^\x00-\x1f\x7f]+|[^:\x00-\x1f\x7f]*)"
)
"""The names of a printer. A queue begins with a letter, a digit or "_": ``lp`` takes a hyphen for an option."""
CLOCK = r"(([01]\d|2[0-3]):[0-5]\d)?"
"""A time of the day, or none."""
OWN_PRIORITIES = ("elderly", "pregnant", "disabled", "small_child", "merit", "far")
_LOGIN_LENGTH = 100
_NAME = Text(200, least=1)
_NOTICE = Text(160, least=1)
_ROLES = ListOf(Text(40, least=1), 20)
SIGNER_CAPACITIES = ("", "tm", "tm-kt", "kt", "tl", "tuq")
"""In one's own right; thay mặt, thay mặt by a deputy, ký thay, thừa lệnh, thừa ủy quyền (Nghị định 30/2020/NĐ-CP)."""
FORM_ISSUERS = ("", "unit", "authority")
"""The letterhead of a form: as the program knows it, the unit's, or its parent's (the People's Committee)."""
_FORM = Record(
    {
        "form": Text(2, least=1),
        "label": Text(60, least=1),
        "title": Text(160, least=1),
        "suffix": Text(80),
        "issuer": OneOf(FORM_ISSUERS),
        "valid_from": Day(),
        "valid_to": Day(),
        "source": Text(300),
    },
    ("form", "label", "title"),
)
_TEMPLATE = Record(
    {
        "key": Text(40, least=1),
        "title": Text(160, least=1),
        "form_label": Text(60),
        "header": ListOf(Text(200), 6),
        "suffix": Text(80),
        "rows": ListOf(
            Record({"label": Text(200), "field": Text(40, least=1)}, ("label", "field")), 40, 1
        ),
        "notes": ListOf(Text(500), 20),
        "signatures": ListOf(Record({"title": Text(100), "signer": Text(40)}, ("title",)), 6),
        "source": Text(300),
    },
    ("key", "title", "rows"),
)


def frozen(value: Any) -> Any:
    """A value that cannot be changed, with everything in it."""
    if isinstance(value, Mapping):
        return MappingProxyType({key: frozen(item) for key, item in value.items()})
    return tuple(map(frozen, value)) if isinstance(value, list | tuple) else value


def plain(value: Any) -> Any:
    """The inverse of ``frozen``: lists and dictionaries of the caller's own."""
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return list(map(plain, value)) if isinstance(value, tuple) else value


COUNTER, SUPERIOR = "counter", "superior"
OFFICE_KINDS = (COUNTER, SUPERIOR)
OPEN_REPORTS, SEALED_REPORTS, NO_REPORTS = "open", "sealed", "none"
STICK_REPORTS = (OPEN_REPORTS, SEALED_REPORTS, NO_REPORTS)
"""The ways reports for people lie beside a batch: figures in clear, under seal for the superior, or not at all."""
REQUEST_WISHES = ("see", "correct", "erase", "restrict", "withdraw", "copy")
RETENTION_KINDS = (
    "dossier", "certification", "ticket", "enquiry", "followup", "draft", "self_service", "access", "request",
)  # fmt: skip
"""The things kept for a time: of these the access lines are the access book's to clear."""
_REQUEST_LIMIT = Record(
    {
        "limit": Text(20, least=1, form="[0-9]{1,4}(wd|h|d|m)"),
        "source": Text(300, least=1),
        "since": Day(),
    },
    ("limit", "source"),
)
_RETENTION = Record(
    {"months": Whole(0, 1_200), "source": Text(300, least=1), "since": Day(), "must": Flag()},
    ("months", "source"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSettings:
    """The office as its papers and reports name it, and the policies it follows. Shared by all its counters.

    ``kind``: a "counter" serves citizens, a "superior" takes in the batches of other offices; it chooses the pages.
    ``number`` is the office's five digits inside codes and barcodes; ``code`` its official electronic identifier
    (mã định danh). ``superior_name``/``superior_level`` say who receives reports and batches.
    ``unit_symbol`` stands for the unit in Số, ký hiệu, empty: by its name. ``signer_capacity`` is by what authority
    the parent's papers are signed (Nghị định 30/2020/NĐ-CP Phụ lục I: "tm", "kt", "tl", "tuq", empty: in one's own
    right), ``signer_position`` and ``signer_name`` who signs, ``unit_leader`` who signs for the unit itself.
    ``report_start_day`` (1–28) is the day of the month on which monthly, quarterly and yearly reports begin; 15 means
    from the 15th to the 14th.
    ``question_topics``: at most nine, for visitors who only ask.
    ``partners`` are the offices that papers are handed to and come from; ``handover_hours`` the working hours after
    which papers given and never taken raise an alarm.
    ``points`` are the reception points outside the office where dossiers are taken in and results given out,
    ``home_service`` what it is called to do that at somebody's home, empty where it is not done.
    Results ready for more than ``uncollected_days`` days are called about; an apology proposes a day ``apology_days``
    working days after today. ``rating_floors``: class → least points of 18 in the nine indicators.
    A reminder is to be answered ``answer_hours`` by the clock after the question (see ``domain.followups.answering``);
    ``answer_source`` is the document that says so, empty while none was seen: other places work with 24 hours.
    ``forms`` holds the versions of the legal forms (``domain.paper.forms``), empty: as shipped; ``templates`` the
    procedures' own receipts by key.
    After ``priority_run`` numbers with priority one ordinary number is called; two, since the law has priority served
    first and a day of few with priority never feels it, while nobody waits behind more than two at a time.
    ``board_notices`` are told on the public's window in turn. ``own_priorities`` are the grounds that citizens may
    name themselves where they take their own number; empty: priority is given at the counter alone.
    ``rights`` is what the office chose of who may do what: right → roles, where it differs from the usual; with
    ``own_sector_only`` a dossier is processed by those in charge of its sector alone (``domain.office.rights``).
    ``sample`` marks invented data; with ``training`` the marks say that officers practise on them.
    ``access_months``: so long the access book keeps who looked at whose data. ``clear_file_days``: after so many days
    papers and reports that lie about in clear are due to go, 0 for never.
    ``stick_reports``: how reports for people lie beside a batch (``STICK_REPORTS``).
    ``posting_days``: so long may a posted procedure go unlooked at. ``list_columns``:
    signature of a list's heads → field → column (from 0), as the officer corrected it;
    ``sector_words``: what lists call a sector (folded) → its key. ``official_heads``: what lists out of the official
    system call a column (folded) → its field, empty for one that is not read; ``official_states``: what they call a
    state (folded) → what it means.
    ``request_limits``: what a citizen asks for about his data → limit (``20wd``), document, first day, by which it is
    answered; a wish that is not named has the program's limit, which nobody confirmed. ``retention``: what is kept →
    months after it ended (0: for ever), document or the office's decision, first day, and whether it ``must`` be kept
    until then; what is not named has no period yet.
    """

    kind: Annotated[str, OneOf(OFFICE_KINDS)] = COUNTER
    name: Annotated[str, _NAME] = "Trung tâm Phục vụ hành chính công cấp xã"
    parent: Annotated[str, Text(200)] = "ỦY BAN NHÂN DÂN XÃ …"
    unit: Annotated[str, Text(200)] = "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"
    unit_symbol: Annotated[str, Text(30)] = ""
    signer_capacity: Annotated[str, OneOf(SIGNER_CAPACITIES)] = "tm"
    signer_position: Annotated[str, Text(100)] = "CHỦ TỊCH"
    signer_name: Annotated[str, Text(100)] = ""
    unit_leader: Annotated[str, Text(100)] = ""
    number: Annotated[str, Text(5, form="[0-9]{5}")] = "00000"
    code: Annotated[str, Text(60)] = ""
    place: Annotated[str, Text(100)] = ""
    address: Annotated[str, Text(250)] = ""
    phone: Annotated[str, Text(30)] = ""
    superior_name: Annotated[str, Text(200)] = "Ủy ban nhân dân tỉnh"
    superior_level: Annotated[str, Text(60)] = "tỉnh"
    supplement_days: Annotated[int, Whole(1, 365)] = 15
    uncollected_days: Annotated[int, Whole(1, 365)] = 10
    apology_days: Annotated[int, Whole(1, 60)] = 3
    idle_lock_minutes: Annotated[int, Whole(1, 240)] = 5
    report_start_day: Annotated[int, Whole(1, 28)] = 1
    partners: Annotated[tuple[str, ...], ListOf(_NAME, 100)] = ()
    handover_hours: Annotated[int, Whole(1, 200)] = 8
    points: Annotated[tuple[str, ...], ListOf(_NAME, 100)] = ()
    home_service: Annotated[str, Text(200)] = ""
    form_labels: Annotated[Mapping[str, str], MapOf(Text(2, least=1), Text(60), 20)] = field(
        default_factory=lambda: FORM_LABELS
    )
    number_suffixes: Annotated[Mapping[str, str], MapOf(Text(2, least=1), Text(80), 20)] = field(
        default_factory=lambda: NUMBER_SUFFIXES
    )
    question_topics: Annotated[
        tuple[str, ...], ListOf(Text(TOPIC_LENGTH, least=1), TOPICS_CEILING, 1)
    ] = QUESTION_TOPICS
    rating_floors: Annotated[Mapping[str, int], MapOf(Text(60, least=1), Whole(1, 18), 10)] = field(
        default_factory=lambda: RATING_FLOORS
    )
    forms: Annotated[tuple[Mapping[str, Any], ...], ListOf(_FORM, 200)] = ()
    templates: Annotated[
        Mapping[str, Mapping[str, Any]], MapOf(Text(40, least=1), _TEMPLATE, 50)
    ] = field(default_factory=dict)
    sample: Annotated[bool, Flag()] = False
    training: Annotated[bool, Flag()] = False
    answer_hours: Annotated[int, Whole(1, 240)] = 24
    answer_source: Annotated[str, Text(300)] = ""
    posting_days: Annotated[int, Whole(1, 3_650)] = 90
    access_months: Annotated[int, Whole(6, 120)] = 12
    clear_file_days: Annotated[int, Whole(0, 366)] = 30
    stick_reports: Annotated[str, OneOf(STICK_REPORTS)] = OPEN_REPORTS
    list_columns: Annotated[
        Mapping[str, Mapping[str, int]],
        MapOf(Text(40, least=1), MapOf(Text(40, least=1), Whole(0, 99), 50), 200),
    ] = field(default_factory=dict)
    sector_words: Annotated[
        Mapping[str, str], MapOf(Text(300, least=1), Text(60, least=1), 2_000)
    ] = field(default_factory=dict)
    priority_run: Annotated[int, Whole(1, 9)] = 2
    board_notices: Annotated[tuple[str, ...], ListOf(_NOTICE, 8)] = ()
    own_priorities: Annotated[tuple[str, ...], ListOf(OneOf(OWN_PRIORITIES), 6)] = ()
    request_limits: Annotated[
        Mapping[str, Mapping[str, str]],
        MapOf(Text(20, 1, "|".join(REQUEST_WISHES)), _REQUEST_LIMIT, 6),
    ] = field(default_factory=dict)
    retention: Annotated[
        Mapping[str, Mapping[str, Any]],
        MapOf(Text(20, 1, "|".join(RETENTION_KINDS)), _RETENTION, 9),
    ] = field(default_factory=dict)
    rights: Annotated[Mapping[str, tuple[str, ...]], MapOf(Text(40, least=1), _ROLES, 100)] = field(
        default_factory=dict
    )
    own_sector_only: Annotated[bool, Flag()] = False
    official_heads: Annotated[Mapping[str, str], MapOf(Text(110, least=1), Text(40), 500)] = field(
        default_factory=dict
    )
    official_states: Annotated[Mapping[str, str], MapOf(Text(300, least=1), Text(40), 500)] = field(
        default_factory=dict
    )

    def __post_init__(self) -> None:
        """Nobody can change what others see: what is kept of an office is shared (docs/adr/0015-kept-rules.md)."""
        for name in type(self).__annotations__:
            object.__setattr__(self, name, frozen(getattr(self, name)))

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe form, the caller's own."""
        return {name: plain(getattr(self, name)) for name in type(self).__annotations__}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The inverse of ``to_dict``; unknown keys are passed over, missing ones take the defaults.

        What is out of its bounds is brought within them: it was kept before there were any.
        """
        return cls(**_within(cls, data))


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """The settings of this computer alone: its number, printers, look. Not part of the journal.

    ``printer`` is "qt:NAME", "lp:NAME", "escpos:HOST:PORT", "file:FOLDER" or empty for "ask"; likewise
    ``ticket_printer``. ``receipt_size`` is "a4", "a5" or "80mm". ``text_scale`` in percent; ``theme`` "system"
    follows the system's own colours.
    ``witness_dir`` is a second folder, best on another disk, that remembers which numbers were given.
    ``certification_signer`` signs what is certified here (a login), ``certification_paid``: its fee is taken at once.
    ``citizen_screen``: what a citizen checks is shown on the "second" screen or on this "own" one, turned to him.
    ``display_screen`` is the screen of the public's window, ``touch_screen`` the one where citizens take their own
    number, empty: it is not wanted. ``voice``: calls are spoken here,
    as loud as ``voice_volume`` percent, ``voice_repeat`` times, never between ``quiet_from`` and ``quiet_to`` (HH:MM).
    ``backup_dir`` is where the last backup was made, ``backed_up_on`` its day, ``backup_apart``: on another disk.
    ``printer_proven`` is the printer whose test page was scanned back; ``steps_unused`` names first steps that are not
    wanted at this computer (see ``domain.office.first_steps``).
    ``terminal_officer`` serves citizens by verbs without a screen where none is named (a login).
    ``plain_file``: whoever set the office up wanted its data file not encrypted; it stays so.
    ``eject_stick``: a stick is let go once what was written was read back.
    """

    device: Annotated[int, Whole(1, 99)] = 1
    printer: Annotated[str, Spec(1_000, PRINTER)] = ""
    ticket_printer: Annotated[str, Spec(1_000, PRINTER)] = ""
    receipt_size: Annotated[str, OneOf(("a4", "a5", "80mm"))] = "a5"
    receipt_copies: Annotated[int, Whole(1, 4)] = 2
    language: Annotated[str, OneOf(("vi", "en"))] = "vi"
    text_scale: Annotated[int, OneOf((100, 125, 150, 200))] = 100
    theme: Annotated[str, OneOf(("light", "dark", "contrast", "system"))] = "light"
    sound: Annotated[bool, Flag()] = True
    eject_stick: Annotated[bool, Flag()] = True
    display_screen: Annotated[str, Spec(200, r"[^\x00-\x1f\x7f]*")] = ""
    touch_screen: Annotated[str, Spec(200, r"[^\x00-\x1f\x7f]*")] = ""
    citizen_screen: Annotated[str, OneOf(("second", "own"))] = "second"
    voice: Annotated[bool, Flag()] = True
    voice_volume: Annotated[int, Whole(10, 100)] = 80
    voice_repeat: Annotated[int, Whole(1, 3)] = 1
    quiet_from: Annotated[str, Spec(5, CLOCK)] = ""
    quiet_to: Annotated[str, Spec(5, CLOCK)] = ""
    counter: Annotated[str, Text(20, least=1)] = "1"
    certification_signer: Annotated[str, Text(_LOGIN_LENGTH)] = ""
    certification_paid: Annotated[bool, Flag()] = True
    terminal_officer: Annotated[str, Text(_LOGIN_LENGTH)] = ""
    witness_dir: Annotated[str, Spec(1_000, r"[^\x00-\x1f\x7f]*")] = ""
    backup_dir: Annotated[str, Spec(1_000, r"[^\x00-\x1f\x7f]*")] = ""
    backed_up_on: Annotated[str, Spec(10, r"(\d{4}-\d\d-\d\d)?")] = ""
    backup_apart: Annotated[bool, Flag()] = False
    printer_proven: Annotated[str, Spec(1_000, PRINTER)] = ""
    steps_unused: Annotated[str, Spec(200, "[a-z,]*")] = ""
    plain_file: Annotated[bool, Flag()] = False

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """Read back; unknown keys are passed over, missing ones take the defaults, wild ones the nearest allowed."""
        return cls(**_within(cls, data))

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe form."""
        return asdict(self)


Kept = type[OfficeSettings] | type[Preferences]


def _declared(kept: Kept) -> Mapping[str, Bound]:
    return {name: kind.__metadata__[0] for name, kind in kept.__annotations__.items()}


_BOUNDS = {kept: _declared(kept) for kept in (OfficeSettings, Preferences)}


def bounds(kept: Kept = OfficeSettings) -> Mapping[str, Bound]:
    """The bound of each field."""
    return _BOUNDS[kept]


def problems(values: Mapping[str, Any], kept: Kept = OfficeSettings) -> list[Problem]:
    """Everything among ``values`` that may not be kept; fields not named are not asked for, unknown ones passed over.

    ``values`` are those of an event ("office.changed") or all of ``to_dict()``.
    """
    found = []
    for name, bound in bounds(kept).items():
        fault = bound.fault(values[name]) if name in values else None
        if fault is not None:
            found.append(Problem(field=name, fault=fault, bound=bound))
    return found


def whole(name: str, kept: Kept = OfficeSettings) -> Whole:
    """The bounds of a number."""
    return cast("Whole", bounds(kept)[name])


def longest(name: str, kept: Kept = OfficeSettings) -> int:
    """The most letters a text may have."""
    return cast("Text", bounds(kept)[name]).most


def _within(kept: Kept, data: Mapping[str, Any]) -> dict[str, Any]:
    usual = kept()
    return {
        name: _kept_within(bound, data[name], getattr(usual, name))
        for name, bound in bounds(kept).items()
        if name in data
    }


def _kept_within(bound: Bound, value: Any, usual: Any) -> Any:
    """A value that is kept, or the nearest; the usual one, which most are, is not looked at."""
    same = type(value) is type(usual) and value == usual
    return value if same or bound.fault(value) is None else bound.nearest(value, usual)
