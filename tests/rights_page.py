"""``python -m tests.rights_page``: write ``docs/quyen.md`` from the rights and the verbs that ask for them."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from counter_app.domain.office.rights import RIGHTS, Right, Role
from counter_app.wording.dossier.labels import role_label
from tests.desk.test_duties_of_verbs import ASKED

PAGE = Path(__file__).resolve().parent.parent / "docs" / "quyen.md"
_HEAD = """# Quyền

<!-- python -m tests.rights_page -->

Bảng này được lập từ chính chương trình. ● có sẵn, đơn vị thôi giao được; ◉ luôn có; ○ không có sẵn, đơn vị giao được;
– không đơn vị nào giao được. Đơn vị đọc và đổi ở Cài đặt (Ctrl+4), thẻ Quyền, hoặc `counter-app rights list`, `rights
set`; mỗi lần đổi là một lượt ghi của nhật ký, hai người cùng làm.
"""
_FOOT = """
## Vì sao có ô không đổi được
"""
_RULES = """
## Hai người

Người làm và một người khác có quyền `consent`, đang làm việc, gõ mật khẩu tự đặt của mình; cả hai có tên trong lượt
ghi và dòng thời gian. Đơn vị không có ai khác có quyền ấy thì người có quyền `consent` làm một mình, và lượt ghi nói
là một người. Muốn lãnh đạo duy nhất không làm một mình: giao `consent` cho công chức chuyên môn. Đổi người nộp là đổi
họ tên hoặc số giấy tờ của hồ sơ đã tiếp nhận. Hủy số chứng thực của chính mình trong ngày hoàn phí một mình; của
người khác, của hôm trước thì hai người. Chốt sổ, phát hành báo cáo cần hai người khi còn ngày làm việc đã qua chưa
khóa. Khôi phục hỏi người của đơn vị đang có; không mở được dữ liệu ấy thì hỏi người trong bản sao lưu, và các chữ trên
phiếu khôi phục thay được một người, trừ người đã lập phiếu đó.

## Lĩnh vực

Mặc định ai có quyền `process` cũng giải quyết được hồ sơ của mọi lĩnh vực; làm hồ sơ người khác phụ trách thì dòng
thời gian ghi hồ sơ do ai phụ trách. Đơn vị chọn "Chỉ người phụ trách lĩnh vực, người thay, lãnh đạo giải quyết" thì
người khác bị từ chối; chuyển hồ sơ cho đúng người phụ trách thì ai cũng làm được. Phân công và người thay trong ngày
vắng mặt quyết định ai là người phụ trách.

## Lãnh đạo

Chỉ lãnh đạo giao, đổi, thôi vai trò lãnh đạo và vai trò có quyền `consent`, đặt mật khẩu cho họ; lãnh đạo cuối cùng
không thôi được. Đơn vị cũ chưa có lãnh đạo: quản trị hệ thống cử một người khác, không phải mình.
"""


def _mark(right: Right, role: Role) -> str:
    if role in right.least():
        return "◉"
    if role in right.usual:
        return "●"
    return "○" if role in right.most else "–"


def _lines() -> Iterator[str]:
    heads = [role_label(role).text for role in Role]
    yield f"| quyền | | {' | '.join(heads)} | | lệnh của quầy |"
    yield f"|---|---|{'|'.join(':-:' for _role in Role)}|---|---|"
    for right in RIGHTS:
        marks = " | ".join(_mark(right, role) for role in Role)
        verbs = " ".join(f"`{verb}`" for verb in ASKED.get(right.duty, ()))
        two = "hai người" if right.two else ""
        yield f"| `{right.duty.value}` | {right.name} | {marks} | {two} | {verbs} |"


def _reasons() -> Iterator[str]:
    told: dict[str, list[str]] = {}
    for right in RIGHTS:
        for role in Role:
            why = right.refusal(role)
            if why:
                told.setdefault(why, []).append(f"`{right.duty.value}`")
    for why, rights in told.items():
        yield f"- {why} {' '.join(dict.fromkeys(rights))}"


def page() -> str:
    """The whole page."""
    parts = [_HEAD, "\n".join(_lines()), _FOOT, "\n".join(_reasons()), _RULES]
    return "\n".join(part.strip("\n") + "\n" for part in parts)


def main() -> int:
    """Write the page; the exit code is 0."""
    PAGE.write_text(page(), "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
