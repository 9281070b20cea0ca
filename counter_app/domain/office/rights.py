"""Rights: which role may do what, as an office chooses it within limits that no choice can pass.

Every right is declared once: what it is called, who holds it as the program comes, who may hold it at most, whether a
second person has to consent. A leader holds every right always, so that no choice locks anybody out; what belongs to a
leader is given to no administrator (docs/adr/0064).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Self

from counter_app.i18n import mark
from counter_app.values import dataclass


class Role(StrEnum):
    """The roles of officers at the counter."""

    RECEIVER = "receiver"
    SECTOR_OFFICER = "sector_officer"
    LEADER = "leader"
    ADMINISTRATOR = "administrator"


class Duty(StrEnum):
    """A kind of act; each role holds the right to some of them."""

    RECEIVE = "receive"
    CORRECT = "correct"
    APPLICANT = "applicant"
    PROCESS = "process"
    RETURN = "return"
    QUEUE = "queue"
    REFUND = "refund"
    VOID = "void"
    OVERRULE = "overrule"
    CONSENT = "consent"
    REPORT = "report"
    SEAL = "seal"
    CLOSE_DAY = "close_day"
    EXPORT = "export"
    BACKUP = "backup"
    RESTORE = "restore"
    ERASE = "erase"
    CATALOGUE = "catalogue"
    CALENDAR = "calendar"
    PRINTER = "printer"
    PRINTER_AWAY = "printer_away"
    SETTINGS = "settings"
    STAFF = "staff"
    SHEET = "sheet"
    RIGHTS = "rights"
    LOOK = "look"
    SUPERIOR = "superior"
    SETTLE = "settle"
    ACCESS = "access"


_COUNTER = frozenset({Role.RECEIVER, Role.SECTOR_OFFICER, Role.LEADER})
_SECTOR = frozenset({Role.SECTOR_OFFICER, Role.LEADER})
_LEADER = frozenset({Role.LEADER})
_KEEPERS = frozenset({Role.LEADER, Role.ADMINISTRATOR})
_ALL = frozenset(Role)
_NOT_KEEPERS = mark("Quản trị hệ thống không làm với hồ sơ, tiền của công dân.")
_LEADS = mark("Thuộc trách nhiệm của lãnh đạo, không giao cho vai trò này.")
_KEEPS = mark("Chỉ lãnh đạo và quản trị hệ thống trông coi chương trình.")
ALWAYS = mark("Lãnh đạo luôn có mọi quyền, để không ai bị khóa ngoài.")
"""Why a leader's right is never taken away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Right:
    """One right: its name, who holds it as the program comes (``usual``), who may at all (``most``), and else why not.

    ``two``: whoever does it needs the consent of another person who may give it; ``led``: all but a leader do.
    """

    duty: Duty
    name: str
    usual: frozenset[Role]
    most: frozenset[Role]
    why: str = ""
    two: bool = False
    led: bool = False

    def asks_second(self, role: Role) -> bool:
        """True if a role that holds it needs a second person."""
        return self.two and not (self.led and role is Role.LEADER)

    def least(self) -> frozenset[Role]:
        """The roles that hold it whatever an office chooses."""
        return _LEADER

    def refusal(self, role: Role) -> str:
        """Why an office cannot choose for a role, untranslated; empty where it can."""
        if role in self.least():
            return ALWAYS
        return "" if role in self.most else self.why


def _right(
    duty: Duty,
    name: str,
    usual: frozenset[Role],
    most: frozenset[Role] | None = None,
    why: str = "",
    *,
    two: bool = False,
    led: bool = False,
) -> Right:
    most = usual if most is None else most
    return Right(duty=duty, name=name, usual=usual, most=most, why=why, two=two, led=led)


RIGHTS: tuple[Right, ...] = (
    _right(Duty.RECEIVE, mark("Tiếp nhận hồ sơ, chứng thực, thu phí"), _COUNTER, None, _NOT_KEEPERS),
    _right(Duty.CORRECT, mark("Đính chính hồ sơ"), _COUNTER, None, _NOT_KEEPERS),
    _right(
        Duty.APPLICANT,
        mark("Đổi người nộp, chủ hồ sơ sau khi tiếp nhận"),
        _COUNTER,
        None,
        _NOT_KEEPERS,
        two=True,
    ),
    _right(Duty.PROCESS, mark("Giải quyết, bàn giao hồ sơ"), _COUNTER, None, _NOT_KEEPERS),
    _right(Duty.RETURN, mark("Trả kết quả"), _COUNTER, None, _NOT_KEEPERS),
    _right(Duty.QUEUE, mark("Số thứ tự, hướng dẫn"), _COUNTER, None, _NOT_KEEPERS),
    _right(Duty.REFUND, mark("Hoàn phí, lệ phí"), _COUNTER, None, _NOT_KEEPERS, two=True),
    _right(Duty.VOID, mark("Hủy số chứng thực trong ngày"), _COUNTER, None, _NOT_KEEPERS),
    _right(Duty.OVERRULE, mark("Hoàn lại, hủy thao tác của người khác, của hôm trước"), _LEADER, _SECTOR, _LEADS),
    _right(Duty.CONSENT, mark("Đồng ý, là người thứ hai"), _LEADER, _SECTOR, _LEADS),
    _right(Duty.LOOK, mark("Tìm, xem hồ sơ và giấy tờ"), _ALL),
    _right(Duty.ACCESS, mark("Xem sổ truy cập: ai đã xem dữ liệu của ai"), _LEADER, None, _LEADS),
    _right(Duty.REPORT, mark("Lập báo cáo, in sổ"), _ALL),
    _right(Duty.SEAL, mark("Phát hành báo cáo, chốt sổ của ngày đã qua"), _ALL, two=True),
    _right(Duty.CLOSE_DAY, mark("Chốt sổ trong ngày, khóa sổ năm"), _ALL),
    _right(Duty.EXPORT, mark("Xuất gói dữ liệu ra USB"), _ALL),
    _right(Duty.BACKUP, mark("Sao lưu"), _ALL),
    _right(Duty.RESTORE, mark("Khôi phục từ bản sao lưu"), _KEEPERS, None, _KEEPS, two=True),
    _right(Duty.ERASE, mark("Xóa dữ liệu cá nhân"), _LEADER, None, _LEADS, two=True),
    _right(Duty.CATALOGUE, mark("Danh mục thủ tục"), _KEEPERS, _ALL),
    _right(Duty.CALENDAR, mark("Lịch làm việc"), _KEEPERS, _ALL),
    _right(Duty.PRINTER, mark("Chọn máy in của máy này"), _KEEPERS, _ALL),
    _right(Duty.PRINTER_AWAY, mark("In ra ngoài mạng nội bộ, vào thư mục khác"), _KEEPERS, None, _KEEPS, two=True),
    _right(Duty.SETTINGS, mark("Cài đặt của đơn vị"), _KEEPERS, None, _KEEPS),
    _right(Duty.STAFF, mark("Công chức, vai trò, vắng mặt"), _KEEPERS, None, _KEEPS),
    _right(Duty.SHEET, mark("Lập phiếu khôi phục mật khẩu lãnh đạo"), _KEEPERS, None, _KEEPS, two=True, led=True),
    _right(Duty.SUPERIOR, mark("Nhận gói, báo cáo ở cơ quan cấp trên"), _KEEPERS, None, _KEEPS),
    _right(
        Duty.SETTLE,
        mark("Quyết định nhánh, khóa, gói cách ly của đơn vị gửi"),
        _KEEPERS,
        None,
        _KEEPS,
        two=True,
    ),
    _right(Duty.RIGHTS, mark("Bảng quyền"), _LEADER, None, _LEADS, two=True),
)  # fmt: skip
"""Every right in the order of the table."""
RIGHT_OF: Mapping[Duty, Right] = MappingProxyType({item.duty: item for item in RIGHTS})


@dataclass(frozen=True, slots=True)
class RightsTable:
    """The rights of each role in an office; ``own_sector``: a dossier is processed by those of its sector alone."""

    held: Mapping[Duty, frozenset[Role]]
    own_sector: bool = False

    def allows(self, role: Role, duty: Duty) -> bool:
        """True if a role holds the right to an act."""
        return role in self.held[duty]

    @classmethod
    def chosen(cls, wish: Mapping[str, Iterable[str]], *, own_sector: bool = False) -> Self:
        """The table as an office chose it: right → roles, the usual one where nothing is said.

        Whatever is written there, the limits hold: what passes them is left out, unknown words are passed over.
        """
        held = dict(_USUAL)
        for right in RIGHTS:
            if right.duty in wish:
                roles = {Role(item) for item in wish[right.duty] if item in _WORDS}
                held[right.duty] = (frozenset(roles) & right.most) | right.least()
        return cls(MappingProxyType(held), own_sector)

    def to_dict(self) -> dict[str, list[str]]:
        """The differences from the usual table: right → roles, JSON-safe, always in the same order."""
        return {
            right.duty.value: [role.value for role in Role if role in self.held[right.duty]]
            for right in RIGHTS
            if self.held[right.duty] != right.usual
        }


_WORDS = frozenset(role.value for role in Role)
_USUAL: Mapping[Duty, frozenset[Role]] = MappingProxyType(
    {item.duty: item.usual for item in RIGHTS}
)
USUAL = RightsTable(_USUAL)
"""The table as the program comes."""
