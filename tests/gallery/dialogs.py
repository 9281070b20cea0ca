"""Dialogs that a scene of the gallery opens, each made as its page makes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QVBoxLayout

from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.domain.office.staff import Duty
from counter_app.i18n import _
from counter_app.qt.kit.cards import scrolling

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QDialog, QWidget

    from tests.gallery.stage import Stage

RECEIVER, BIRTH = "lan.nt", "1.004873"


def export(stage: Stage) -> QDialog:
    from counter_app.qt.closing.export_dialog import ExportDialog
    from tests.screenshots.screens import _media

    return ExportDialog(stage.place, stage.window, _media())


def backups(stage: Stage) -> QDialog:
    from counter_app.qt.settings.backups_dialog import BackupsDialog

    stage.office.backup(stage.office.data_dir / "sao-luu")
    return BackupsDialog(stage.place, stage.window)


def _sent_down(stage: Stage) -> Path:
    """A stick with a list of which a line is wrong, next year's calendar and a notice, as a superior wrote it."""
    from counter_app.superior.batches.trust import Trust
    from counter_app.superior.exchange.sending_down import Enclosure, send_down
    from counter_app.sync.letters.parcel import ItemKind
    from tests.desk.test_exchange import CARD, SUPERIOR, card

    stick = stage.folder.parent / "usb-cap-tren"
    if stage.office.superior_keys.present() is None:
        stage.office.superior_keys.take(card(), CARD.letters)
    if not stick.exists():
        stick.mkdir()
        lines = "Mã TTHC,Tên thủ tục,Lĩnh vực,Thời hạn giải quyết\n9.000001,Cấp giấy phép mới,Hộ tịch,3 ngày làm việc\n"
        year = stage.office.calendar.export_year(2027).encode()
        what = [
            Enclosure(
                kind=ItemKind.CATALOGUE,
                title="Quyết định 1234/QĐ-UBND công bố thủ tục",
                name="dm.csv",
                content=(lines + "9.000002,,Hộ tịch,3 ngày làm việc\n").encode(),
            ),
            Enclosure(kind=ItemKind.CALENDAR, title="Lịch 2027", name="l.json", content=year),
            Enclosure(
                kind=ItemKind.NOTICE,
                title="Kiểm tra công vụ quý IV",
                text="Đoàn kiểm tra làm việc tại các xã từ ngày 07/12 đến 11/12.\nChuẩn bị sổ và biên bản chốt sổ.",
            ),
        ]
        trust = Trust(by="Lê Thị Quyết", keys=SUPERIOR)
        send_down(stage.folder.parent / "tinh", stick, what, stage.office.store.clock, trust)
    return stick


def parcels(stage: Stage) -> QDialog:
    from counter_app.qt.closing.parcels_dialog import ParcelsDialog

    dialog = ParcelsDialog(stage.place, _sent_down(stage), stage.window)
    stage.rest()
    return dialog


def superior_notices(stage: Stage) -> QDialog:
    from counter_app.qt.board.superior_notices import SuperiorNoticesDialog

    stage.office.parcels.apply(_sent_down(stage))
    return SuperiorNoticesDialog(stage.place, stage.window)


def restore(stage: Stage) -> QDialog:
    from counter_app.qt.settings.restore_dialog import RestoreDialog

    copy = stage.office.backup(stage.office.data_dir / "sao-luu").path
    for letter in "ABC":
        stage.office.queue.take(letter)
    return RestoreDialog(stage.place, copy, stage.window)


def complete(stage: Stage) -> QDialog:
    """A restore got figures alone; two sticks would bring the rest, of one nobody wrote down the name."""
    from unittest.mock import patch

    from counter_app.desk.office.restore_outlook import RestoreOutlook
    from counter_app.qt.settings.complete_dialog import CompleteDialog
    from counter_app.sync.regained.making_whole import Lacking, WantedStick

    named = WantedStick(
        volume="MY LOC 2 (/media/usb) [1A2B-3C4D]", batches=(41, 42), at=stage.office.now()
    )
    lacking = Lacking(entries=128, sticks=(WantedStick(volume="", batches=(43,)), named))
    with patch.object(RestoreOutlook, "lacking", lambda _self: lacking):
        return CompleteDialog(stage.place, stage.window)


def clear_files(stage: Stage) -> QDialog:
    """A list of a month: printed to files, saved elsewhere, changed by somebody, due."""
    from datetime import timedelta

    from counter_app.qt.settings.clear_files import ClearFilesDialog
    from counter_app.store.read.clear_files import ClearFile

    papers, today = stage.office.data_dir / "giay-da-in", stage.office.now().date()
    papers.mkdir(exist_ok=True)
    for at, name in enumerate(("giay-hen", "phieu-bo-sung", "to-trinh-xin-loi", "so-chung-thuc")):
        path, pdf = papers / f"{name}-T99001-261123-01000{at}.pdf", b"%PDF-" + name.encode()
        path.write_bytes(pdf)
        stage.office.clear_files.note(path, pdf if at != 2 else pdf + b"!")
    away = ClearFile(
        path="/media/usb/bao-cao-II-06a.xlsx",
        day=today - timedelta(days=40),
        size=48_120,
        sha256="",
        own=False,
    )
    stage.office.store.clear_files.keep(away)
    return ClearFilesDialog(stage.place, stage.window)


def locked(stage: Stage) -> QDialog:
    """The cards of an encrypted office and of this computer's keystore; the sample office itself is plain."""
    from counter_app.desk.office.own_computer import Standing
    from counter_app.qt.kit.dialog import Dialog
    from counter_app.qt.settings.data import LockingCard
    from counter_app.qt.settings.own_opening import OwnOpening
    from counter_app.system.key_ring import new_keys

    held, dialog = stage.office.store.database.held, Dialog(stage.window)
    cards: list[QWidget] = [LockingCard(stage.place)]
    before, held.keys = held.keys, new_keys(encrypted=True)
    cards.append(LockingCard(stage.place))
    held.keys = before
    for offered in (True, False):
        own = OwnOpening(stage.place, dialog)
        own._show(Standing(encrypted=True, offered=offered, opens=offered))
        cards.append(own)
    column = QVBoxLayout()
    for card in cards:
        column.addWidget(card)
    area, box = scrolling(column), dialog.column()
    dialog.grow_with(area)
    box.addWidget(area)
    box.addWidget(dialog.foot(dialog.leaving()))
    return dialog


def people_of_a_copy(stage: Stage) -> QDialog:
    """The first run's page, which asks two people of the copy that was chosen."""
    from counter_app.desk.office.restore_consent import CopyPeople
    from counter_app.qt.kit.dialog import Dialog
    from counter_app.qt.window.restore_form import RestoreForm

    dialog = Dialog(stage.window)
    for key in dialog.findChildren(QShortcut):
        key.setEnabled(False)  # the page that it stands on has keys of its own
    form, people = RestoreForm(stage.folder), tuple(stage.office.staff.officers())
    form.copy.setText("/media/usb/sao-luu-quay-20261123-163000.db")
    form.key._looked.append(CopyPeople(locked=True, first=people, second=people))
    form.key._on_looked()
    dialog.column().addWidget(form)
    dialog.resize(dialog.room())
    return dialog


def absence(stage: Stage) -> QDialog:
    from counter_app.qt.staff.absence_dialog import AbsenceDialog

    return AbsenceDialog(stage.place, stage.office.staff.officers()[0], parent=stage.window)


def caseload(stage: Stage) -> QDialog:
    from counter_app.qt.kit.caseload_dialog import CaseloadDialog

    return CaseloadDialog(stage.place, RECEIVER, parent=stage.window)


def procedure(stage: Stage) -> QDialog:
    from counter_app.qt.catalogue.procedure_dialog import ProcedureDialog

    return ProcedureDialog(stage.place, stage.office.intake.procedures(BIRTH)[0], stage.window)


def trouble(stage: Stage) -> QDialog:
    from counter_app.qt.kit.trouble import TroubleDialog

    text = "Ổ đĩa đầy. Số liệu đã lưu không mất. Xóa bớt tệp không cần rồi lưu lại."
    return TroubleDialog(text, stage.window, detail="Mã lỗi: E28.")


def second(stage: Stage) -> QDialog:
    from counter_app.qt.kit.second_person import SecondDialog

    words = _("Phát hành báo cáo khóa các ngày đến {day}: không ghi lùi vào đó nữa.")
    about = words.format(day="24/11/2026")
    return SecondDialog(stage.place, Duty.SEAL, about, stage.window)


def clock(stage: Stage) -> QDialog:
    from counter_app.qt.kit.clock import ClockDialog

    return ClockDialog(
        stage.place, "Đồng hồ máy tính đi sau việc đã ghi gần nhất.", None, stage.window
    )


def lent_password(stage: Stage) -> QDialog:
    from counter_app.qt.window.lent_password import LentPasswordDialog

    return LentPasswordDialog(stage.place, FIRST_PASSWORD, stage.window)
