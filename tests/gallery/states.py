"""States that come to a page only after something was done there: every report, what failed, what is very long."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtTest import QTest

from counter_app.domain.dossier.dossier_filter import DossierFilter
from counter_app.domain.periods import PeriodKind
from counter_app.domain.person.party import Party, PartyKind
from counter_app.errors import DeviceError
from counter_app.qt.kit.hub import Tone
from counter_app.qt.window.palette import Palette
from counter_app.reports.index import REPORTS
from tests.makers import COPIES, draft, person

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QDialog

    from tests.gallery.stage import Stage

LONG_NAME = "Nguyễn Phúc Tôn Nữ Hoàng Thị Khánh Huyền Phương Thảo Nguyên"
LONG_PLACE = (
    "Căn hộ 1208, tòa nhà chung cư Thương mại và Dịch vụ tổng hợp Bình Minh, số 245/17/6B đường Nguyễn Thị Minh Khai, "
    "tổ dân phố số 14, phường Phú Thượng Đông, thành phố Huế"
)
LONG_BODY = "Công ty trách nhiệm hữu hạn một thành viên Thương mại, Dịch vụ, Xây dựng và Xuất khẩu Đại Phát An Khang"
SEEN = frozenset({"day", "II.06a", "hours", "access"})
"""Reports that have a scene of their own."""
FURTHER = tuple(name for name in REPORTS if name not in SEEN)


def report(name: str) -> Callable[[Stage], object]:
    """A report of this month, run."""

    def show(stage: Stage) -> None:
        stage.open("board")
        page = stage.open("reports", name)
        page.period.choose(PeriodKind.MONTH)
        page.run.click()

    return show


def print_failed(stage: Stage) -> QDialog:
    from counter_app.qt.kit.print_dialog import PrintDialog

    dialog = PrintDialog(stage.place, stage.office.paper.unprinted()[0].id, stage.window)
    dialog._on_failed(dialog.job().id, "Máy in hết giấy. Cho giấy vào khay rồi in lại.")
    return dialog


def export_failed(stage: Stage) -> QDialog:
    from counter_app.qt.closing.export_dialog import ExportDialog
    from tests.screenshots.screens import _media

    dialog = ExportDialog(stage.place, stage.window, _media())
    text = "USB bị rút trước khi ghi xong. Cắm lại rồi ghi lại; gói cũ trên USB còn nguyên."
    dialog._on_failed(DeviceError(text))
    return dialog


def import_checked(stage: Stage) -> QDialog:
    """A list of which two lines are wrong."""
    from counter_app.qt.catalogue.import_dialog import ImportDialog

    listing = stage.folder / "danh-muc.csv"
    lines = (
        *("Mã TTHC,Tên thủ tục,Lĩnh vực,Thời hạn giải quyết", "9.000011,Cấp giấy phép xây dựng,Xây dựng,20 ngày"),
        *("9.000012,,Hộ tịch,3 ngày làm việc", "9.000013,Đăng ký lại,Không có,hai tuần"),
    )  # fmt: skip
    listing.write_text("\n".join(lines), encoding="utf-8")
    dialog = ImportDialog(stage.place, stage.window)
    dialog.open_file(str(listing))
    stage.rest()
    dialog.begin_check()
    stage.rest()
    return dialog


def import_refused(stage: Stage) -> QDialog:
    from counter_app.qt.catalogue.import_dialog import ImportDialog

    wrong = stage.folder / "khong-phai-danh-muc.xlsx"
    wrong.write_bytes(b"khong phai bang tinh")
    dialog = ImportDialog(stage.place, stage.window)
    dialog.open_file(str(wrong))
    stage.rest()
    return dialog


def official_compared(stage: Stage) -> QDialog:
    """The list of the portal beside the counter's own."""
    from counter_app.qt.official.list_dialog import OfficialListDialog

    lines = stage.office.dossiers.page(DossierFilter(), size=8)
    rows = ["Mã hồ sơ,Chủ hồ sơ,Thủ tục,Ngày tiếp nhận,Ngày hẹn trả,Trạng thái"]
    for at, line in enumerate(lines):
        code = f"H55.242.01-261123-{at:06}"
        day = f"{line.received_at:%d/%m/%Y}"
        rows.append(f'{code},{line.names[0]},"{line.procedure_name}",{day},{day},Đang xử lý')
    listing = stage.folder / "danh-sach-cong.csv"
    listing.write_text("\n".join(rows), encoding="utf-8")
    dialog = OfficialListDialog(stage.place, stage.window)
    dialog.open_file(str(listing))
    stage.rest()
    dialog.begin_compare()
    stage.rest()
    return dialog


def undo_offered(stage: Stage) -> None:
    """A message, and above it the way to take an act back."""
    stage.open("intake")
    stage.place.hub.notice(Tone.WARNING, "Máy in chưa nhận lệnh: kiểm tra dây và giấy.", print)
    stage.place.hub.offer_undo("Đã làm lại từ đầu.", print)


def commands_found(stage: Stage) -> None:
    """The palette with letters typed."""
    stage.open("board")
    view = stage.window.view
    assert view is not None
    view.show_palette()
    stage.rest()
    palette = stage.front()
    assert isinstance(palette, Palette)
    QTest.keyClicks(palette.focusWidget(), "khai sinh")
    stage.until(lambda: palette.list.count() > 1)


def _long_dossier(stage: Stage) -> str:
    """The code of a dossier whose every text is long; received once a walk."""
    office = stage.office
    today = office.dossiers.page(DossierFilter(received_from=office.queue.today()))
    for line in today:
        if LONG_NAME in line.names:
            return line.code
    applicant = replace(person(LONG_NAME), address=LONG_PLACE)
    owner = Party(PartyKind.ORGANISATION, LONG_BODY, id_no="0312345678", address=LONG_PLACE)
    form = draft(
        COPIES,
        applicant=applicant,
        owner=owner,
        content=f"{LONG_BODY}: {LONG_PLACE}.",
        pages=12,
        copies=7,
        relation="agent",
        authorisation="Giấy ủy quyền số 0123/2026/UQ-ĐPAK ngày 20/11/2026",
    )
    return office.intake.receive(form).result.code


def dossier_long(stage: Stage) -> None:
    """A dossier whose every text is long."""
    stage.open("dossier", _long_dossier(stage))


def dossiers_long(stage: Stage) -> None:
    """The list with it."""
    _long_dossier(stage)
    stage.open("dossiers").search.setText("")


def returning_long(stage: Stage) -> None:
    """Its receipt scanned."""
    stage.open("returning", stage.office.dossiers.get(_long_dossier(stage)).barcode)
