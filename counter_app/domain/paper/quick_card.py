"""The quick card (thẻ tra nhanh) that hangs at the counter: keys of the main works, states, what to do when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from counter_app.values import dataclass, pattern

Table = tuple[tuple[str, ...], ...]
"""Rows of cells, as plain text."""
_BOLD = pattern(r"\*\*(.+?)\*\*")
_RULE = pattern(r"[-: ]+")
ANYWHERE, STATES = "Ở mọi nơi", "Trạng thái của hồ sơ"
"""Headings of the guide's tables."""
WORKS: Mapping[str, tuple[str, tuple[tuple[str, str], ...]]] = {
    "Hôm nay": (
        "Đầu giờ: xem việc quá hạn, đến hạn, chờ nhận.",
        (("Hôm nay", "Alt+X"), ("Hôm nay", "Alt+G"), ("Hôm nay", "Ctrl+P")),
    ),
    "Hàng đợi": (
        "Gọi số; chỉ hướng dẫn thì ghi một phím số.",
        (
            *(("Hàng đợi", key) for key in ("F6", "Alt+P", "Alt+B", "Alt+V", "Alt+X", "Ctrl+Z")),
            (ANYWHERE, "Ctrl+H"),
        ),
    ),
    "Tiếp nhận": (
        "Quét thẻ, gõ tên thủ tục, đánh dấu giấy tờ.",
        tuple(
            ("Tiếp nhận", key)
            for key in ("Alt+D", "Alt+V", "Ctrl+Enter", "Ctrl+L", "Ctrl+T", "Ctrl+B", "Ctrl+G")
        ),
    ),
    "Chứng thực": (
        "Ba con số, Enter; thu phí, trả ngay.",
        tuple(("Chứng thực", key) for key in ("Ctrl+Enter", "Alt+D", "Alt+H", "Ctrl+P")),
    ),
    "Tìm hồ sơ": (
        "Mã, họ tên, số điện thoại, hoặc quét giấy hẹn; Enter mở hồ sơ.",
        tuple(("Hồ sơ", key) for key in ("Alt+H", "Alt+B", "Alt+T", "Alt+K", "Ctrl+P")),
    ),
    "Trả kết quả": (
        "Quét giấy hẹn, đọc câu xanh hay đỏ, xem giấy tờ tùy thân.",
        tuple(("Trả kết quả", key) for key in ("Ctrl+Enter", "Alt+Y", "Alt+G", "Ctrl+F")),
    ),
    "Bàn giao hồ sơ": (
        "Quét cả chồng, lưu, ký hai bên.",
        tuple(("Bàn giao hồ sơ", key) for key in ("Ctrl+Enter", "Ctrl+P")),
    ),
    "Chốt sổ, USB": (
        "Giấy chờ in và số thứ tự đều hết thì chốt sổ, ký, cắm USB.",
        tuple(("Chốt sổ, USB", key) for key in ("Ctrl+Enter", "Ctrl+P", "F10")),
    ),
}
"""Page → how its work begins, and (heading of the guide's table, key) of what is told of it."""
EVERYWHERE = ("F1", "Ctrl+K", "Ctrl+Q", "Ctrl+7", "F12")
NOTHING = "không phải làm gì"
TROUBLES = (
    ("Máy in kẹt, hết giấy", "Hồ sơ đã lưu, đừng nhập lại. Sửa máy rồi bấm in lại trên dải báo."),
    ("Lệnh in đang chờ", "Đừng bấm in lại: sẽ ra hai tờ. Xem điện, giấy của máy in."),
    ("Mất điện, máy treo", "Bật lại, đăng nhập: biểu mẫu đang gõ còn đó. Có mã hồ sơ là đã lưu."),
    ("Quét ra chữ lạ", "Tắt bộ gõ tiếng Việt, quét lại. Không sửa tay cho giống."),
    ("Không có USB", "Vẫn chốt sổ. Hôm sau cắm USB, F10 xuất cả những ngày còn nợ."),
    ("Rút USB sớm", "Dữ liệu trong máy không mất. Cắm lại, xuất lại, chờ “Có thể rút USB”."),
    ("Giờ máy sai", "Chỉnh giờ của máy rồi làm lại; chỉ xác nhận khi chắc giờ đúng."),
    ("Báo lỗi dữ liệu", "Ngừng nhập, không xóa gì, gọi người phụ trách máy."),
)
NEVER = (
    "dùng tài khoản của người khác",
    "rút USB khi đang ghi",
    "nhập lại hồ sơ chỉ vì giấy chưa ra",
    "yêu cầu bổ sung lần hai khi lãnh đạo chưa duyệt",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CardLine:
    """A key and what it does."""

    key: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardWork:
    """A work: its page with the key that opens it, how it begins, and its keys."""

    name: str
    key: str
    begins: str
    lines: tuple[CardLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuickCard:
    """All of the card; ``states`` are (name, next step), ``phone`` the number to call, "" to be written by hand."""

    office: str
    phone: str
    works: tuple[CardWork, ...]
    states: tuple[tuple[str, str], ...]
    troubles: tuple[tuple[str, str], ...] = TROUBLES
    never: tuple[str, ...] = NEVER


def guide_tables(text: str) -> dict[str, Table]:
    """The tables of the guide by the heading they stand under, without their heads; a heading's last table counts."""
    found: dict[str, Table] = {}
    heading = ""
    rows: list[tuple[str, ...]] = []
    for line in (*text.splitlines(), ""):
        if line.startswith("#"):
            heading = line.lstrip("#").strip()
        if line.startswith("|"):
            rows.append(tuple(_plain(cell) for cell in line.strip("| ").split(" | ")))
        elif rows:
            found[heading] = tuple(rows[1 + bool(_is_rule(rows[1])) :] if len(rows) > 1 else ())
            rows = []
    return found


def _is_rule(row: tuple[str, ...]) -> bool:
    return all(_RULE.fullmatch(cell.replace("|", "-")) for cell in row)


def _plain(cell: str) -> str:
    return _BOLD.sub(r"\1", cell).strip()


def quick_card(text: str, office: str, phone: str) -> QuickCard:
    """The card of what the guide's tables say. Errors: KeyError where they no longer name a key of the card."""
    tables = guide_tables(text)
    words = {heading: dict(_pairs(rows)) for heading, rows in tables.items()}
    keys = {what: key for key, what in _pairs(tables[ANYWHERE])}
    works = [
        CardWork(
            name=name,
            key=keys[name],
            begins=begins,
            lines=tuple(CardLine(key=key, what=words[place][key]) for place, key in told),
        )
        for name, (begins, told) in WORKS.items()
    ]
    everywhere = tuple(CardLine(key=key, what=words[ANYWHERE][key]) for key in EVERYWHERE)
    works.append(CardWork(name=ANYWHERE, key="", begins="", lines=everywhere))
    states = tuple((row[0], NOTHING if row[2] == "không" else row[2]) for row in tables[STATES])
    return QuickCard(office=office, phone=phone, works=tuple(works), states=states)


def _pairs(rows: Table) -> Iterator[tuple[str, str]]:
    """Key and word of each row of two cells."""
    for row in rows:
        if len(row) == 2:
            yield row[0], row[1]
