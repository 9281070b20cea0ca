"""The data's safety: a proven copy now, and a check of every byte that matters."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from counter_app.desk.office.health import BACKUP_FOLDER
from counter_app.domain.closing.statement import key_mark
from counter_app.domain.office.staff import Duty
from counter_app.errors import Cancelled as CancelledError
from counter_app.errors import CounterError
from counter_app.i18n import _
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.fields import Field, LineEdit, repolish
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.jobs import Job, Lane
from counter_app.qt.kit.pace import left_text
from counter_app.qt.kit.saving import ask_folder
from counter_app.qt.settings.backup_places import BackupPlacesCard
from counter_app.qt.settings.clear_files import ClearFilesCard
from counter_app.qt.settings.superior_key import SuperiorKeyCard
from counter_app.qt.settings.witness import WitnessCard
from counter_app.system.places import as_meant
from counter_app.wording.office.damage import damage_lines, vouched_lines, warning_lines
from counter_app.wording.office.keeping import cleared_text, same_disk_text

if TYPE_CHECKING:
    from counter_app.desk.office.backup import Backup
    from counter_app.office import Office
    from counter_app.qt.kit.jobs import Cancelled, Progress
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.store.file.checking import CheckResult


class DataPart(QWidget):
    """Backup and check run beside the work; both end in one plain sentence."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self.folder = LineEdit(
            place.office.preferences.backup_dir or str(place.office.data_dir / BACKUP_FOLDER)
        )
        self.choose = ActionButton(_("Chọn thư mục"), self._choose, name="folder")
        self.backup = ActionButton(_("&Sao lưu ngay"), self.start_backup, name="backup")
        self.backup_answer = text_label("")
        self.check = ActionButton(_("&Kiểm tra dữ liệu"), self.start_check, name="ok")
        self.check_answer = text_label("")
        self.places = BackupPlacesCard(place)
        self.witness = WitnessCard(place)
        self.exchange = SuperiorKeyCard(place)
        self.locking = LockingCard(place)
        self.clear_files = ClearFilesCard(place)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Tiến độ"))
        self.step = text_label("", "muted")
        self.stop = ActionButton(_("Dừng"), self._cancel, name="close")
        self._job: Job | None = None
        for widget in (self.bar, self.step, self.stop):
            widget.hide()
        self._build()

    def _build(self) -> None:
        copy = Card(
            _("Sao lưu một lần"),
            _(
                "Sao lưu toàn bộ dữ liệu ra một tệp rồi mở tệp đó kiểm tra lại. Nên lưu trên ổ đĩa khác."
            ),
        )
        copy.add(Field(_("Thư mục sao lưu"), self.folder))
        copy.add(flowing(self.backup, self.choose))
        copy.add(self.backup_answer)
        proof = Card(
            _("Kiểm tra"),
            _("Đọc lại toàn bộ nhật ký, dựng lại mọi bảng từ đầu rồi so với dữ liệu đang dùng."),
        )
        proof.add(flowing(self.check))
        proof.add(self.check_answer)
        place = self._place.office.data_file
        where = Card(_("Nơi lưu dữ liệu"))
        where.add(text_label(str(place)))
        box = QVBoxLayout(self)
        box.setSpacing(14)
        box.addWidget(self.bar)
        box.addWidget(flowing(self.step, self.stop))
        cards = (self.places, copy, proof, self.exchange, self.locking, self.clear_files)
        for widget in (*cards, self.witness, where):
            box.addWidget(widget)
        box.addStretch(1)

    def begin(self, what: str) -> None:
        """Start "backup", "copies", "check", "complete" or "numbers" at once."""
        {
            "backup": self.start_backup,
            "copies": self.places.begin,
            "check": self.start_check,
            "complete": self.complete,
            "numbers": self.witness.answer,
        }[what]()

    def complete(self) -> None:
        """Ask for the stick that holds whole what a restore brought back in part."""
        from counter_app.qt.settings.complete_dialog import CompleteDialog

        CompleteDialog(self._place, self.window()).open()

    def start_backup(self) -> None:
        """Copy the data into the folder and prove the copy."""
        folder = Path(as_meant(self.folder.value()))

        def work(office: Office, progress: Progress, cancelled: Cancelled) -> Backup:
            progress(0, 0, _("Đang sao chép"))
            proving = _("Đang kiểm tra bản sao")
            return office.backup(
                folder, lambda done, total: progress(done, total, proving), cancelled
            )

        self._start(_("Sao lưu"), work, self._backed_up, self.backup_answer)

    def start_check(self) -> None:
        """Verify chain and tables."""

        def work(office: Office, progress: Progress, cancelled: Cancelled) -> CheckResult:
            reading = _("Đang đọc lại nhật ký")
            return office.check(lambda done, total: progress(done, total, reading), cancelled)

        self._start(_("Kiểm tra dữ liệu"), work, self._checked, self.check_answer)

    def _start(self, name: str, work: Any, finished: Any, answer: QWidget) -> None:
        if not self.backup.isEnabled():
            return
        self._set_busy(True)
        _say(answer, _("Đang thực hiện…"), "muted")
        self._job = self._place.jobs.start(
            work,
            finished=finished,
            failed=partial(self._failed, answer),
            progressed=self._progressed,
            lane=Lane.LONG,
            name=name,
            stops=True,
        )

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _failed(self, answer: QWidget, error: Exception) -> None:
        self._set_busy(False)
        if isinstance(error, CancelledError):
            _say(answer, _("Đã dừng theo yêu cầu; không để lại bản sao dở dang."), "muted")
            return
        if not isinstance(error, CounterError):
            _say(
                answer,
                _("Chưa thực hiện được do chương trình gặp lỗi. Báo người phụ trách máy."),
                "error",
            )
            raise error
        _say(answer, error.message, "error")

    def _progressed(self, done: int, total: int, text: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)
        left = left_text(self._job.pace.left(time.monotonic())) if self._job is not None else ""
        self.step.setText(", ".join(part for part in (text, left) if part))

    def _backed_up(self, made: Backup) -> None:
        self._set_busy(False)
        lines = [_("Đã sao lưu và kiểm tra lại: {path}").format(path=made.path)]
        if made.same_disk:
            lines.append(same_disk_text())
        if made.cleared:
            lines.append(cleared_text(made.cleared))
        _say(self.backup_answer, "\n".join(lines), "")

    def _checked(self, result: CheckResult) -> None:
        self._set_busy(False)
        if result.ok:
            text = _(
                "Dữ liệu nguyên vẹn: {entries} lượt ghi nhật ký, {tables} bảng khớp. Mã kiểm tra {code}."
            ).format(entries=result.entries, tables=result.tables, code=result.head.code)
            signed, warned = result.vouched, warning_lines(result.warnings)
            mark = key_mark(signed.key) if signed.key else ""
            lines = [text, *vouched_lines(result.signed_to if mark else 0, mark), *warned]
            _say(self.check_answer, "\n".join(lines), "warning" if warned else "")
            return
        signed = result.vouched
        lines = damage_lines(result.problems, result.anchored, signed.seq, signed.day)
        _say(self.check_answer, "\n".join([*lines, *warning_lines(result.warnings)]), "error")

    def _set_busy(self, busy: bool) -> None:
        self.bar.setRange(0, 0)
        self.step.setText("")
        for widget in (self.bar, self.step, self.stop):
            widget.setVisible(busy)
        self.backup.setEnabled(not busy)
        self.check.setEnabled(not busy)

    def _choose(self) -> None:
        ask_folder(self, self.folder.text(), self.folder.setText)


def _say(label: QWidget, text: str, role: str) -> None:
    label.setProperty("role", role)
    label.setText(text)  # type: ignore[attr-defined]
    repolish(label)


class LockingCard(Card):
    """One button; the data is closed for it and opened again, and everybody's password stays."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(_("Mã hóa"))
        self._place = place
        keys = place.office.keys
        self._encrypted = keys is not None and keys.data is not None
        told = (
            _(
                "Dữ liệu đã mã hóa. Đổi khóa khi người từng giữ bản sao của tệp dữ liệu không còn làm ở đây."
            )
            if self._encrypted
            else _("Dữ liệu chưa mã hóa: ai lấy được máy hoặc bản sao lưu đều đọc được hết.")
        )
        self.start = ActionButton(
            _("Đổi &khóa") if self._encrypted else _("&Mã hóa dữ liệu"), self._on_start, name="lock"
        )
        self.advice = Advice("bad")
        for widget in (text_label(told), flowing(self.start), self.advice):
            self.add(widget)
        officer = place.office.session.officer
        self.start.setVisible(officer is not None and officer.may(Duty.RESTORE))

    def _on_start(self) -> None:
        if not self._place.office.recovery.opens_file():
            self.advice.say(
                _("Chưa có phiếu khôi phục. Lập phiếu ở Tài khoản của tôi (Ctrl+Shift+T) trước.")
            )
            return
        self._place.hub.encrypt_wanted.emit(self._encrypted)
