"""The data's safety: a proven copy now, and a check of every byte that matters."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from counter_app.errors import CounterError
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, row, text_label
from counter_app.qt.kit.fields import Field, LineEdit, repolish
from counter_app.qt.kit.saving import ask_folder
from counter_app.qt.settings.witness import WitnessCard
from counter_app.wording.keeping import cleared_text, same_disk_text

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
        self.folder = LineEdit(str(place.office.data_dir / "sao-luu"))
        self.choose = ActionButton(_("Chọn thư mục"), self._choose, name="folder")
        self.backup = ActionButton(
            _("&Sao lưu ngay"), self.start_backup, name="backup", tone="primary"
        )
        self.backup_answer = text_label("")
        self.check = ActionButton(
            _("&Kiểm tra dữ liệu"), self.start_check, name="ok", tone="primary"
        )
        self.check_answer = text_label("")
        self.witness = WitnessCard(place)
        self.bar = QProgressBar()
        self.bar.setAccessibleName(_("Tiến độ"))
        self.bar.hide()
        self._build()

    def _build(self) -> None:
        copy = Card(
            _("Sao lưu"),
            _(
                "Sao lưu toàn bộ dữ liệu ra một tệp rồi mở tệp đó kiểm tra lại. Nên lưu trên ổ đĩa khác."
            ),
        )
        copy.add(Field(_("Thư mục sao lưu"), self.folder))
        copy.body.addLayout(row(self.backup, self.choose))
        copy.add(self.backup_answer)
        proof = Card(
            _("Kiểm tra"),
            _("Đọc lại toàn bộ nhật ký, dựng lại mọi bảng từ đầu rồi so với dữ liệu đang dùng."),
        )
        proof.body.addLayout(row(self.check))
        proof.add(self.check_answer)
        place = self._place.office.data_file
        where = Card(_("Nơi lưu dữ liệu"))
        where.add(text_label(str(place)))
        box = QVBoxLayout(self)
        box.setSpacing(14)
        for widget in (self.bar, copy, proof, self.witness, where):
            box.addWidget(widget)
        box.addStretch(1)

    def begin(self, what: str) -> None:
        """Start "backup" or "check" at once."""
        {"backup": self.start_backup, "check": self.start_check}[what]()

    def start_backup(self) -> None:
        """Copy the data into the folder and prove the copy."""
        folder = Path(self.folder.value())

        def work(office: Office, _progress: Progress, _cancelled: Cancelled) -> Backup:
            return office.backup(folder)

        self._start(work, self._backed_up, self.backup_answer)

    def start_check(self) -> None:
        """Verify chain and tables."""

        def work(office: Office, progress: Progress, _cancelled: Cancelled) -> CheckResult:
            return office.check(lambda done, total: progress(done, total, ""))

        self._start(work, self._checked, self.check_answer)

    def _start(self, work: Any, finished: Any, answer: QWidget) -> None:
        if not self.backup.isEnabled():
            return
        self._set_busy(True)
        _say(answer, _("Đang thực hiện…"), "muted")
        failed = partial(self._failed, answer)
        self._place.jobs.start(work, finished=finished, failed=failed, progressed=self._progressed)

    def _failed(self, answer: QWidget, error: Exception) -> None:
        self._set_busy(False)
        if not isinstance(error, CounterError):
            _say(
                answer,
                _("Chưa thực hiện được do chương trình gặp lỗi. Báo người phụ trách máy."),
                "error",
            )
            raise error
        _say(answer, error.message, "error")

    def _progressed(self, done: int, total: int, _text: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(done)

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
            _say(self.check_answer, text, "")
            return
        text = _(
            "Dữ liệu không khớp nhật ký. Ngừng ghi, giữ nguyên tệp và khôi phục từ bản sao lưu gần nhất:"
        )
        _say(self.check_answer, "\n".join((text, *result.problems[:5])), "error")

    def _set_busy(self, busy: bool) -> None:
        self.bar.setRange(0, 0)
        self.bar.setVisible(busy)
        self.backup.setEnabled(not busy)
        self.check.setEnabled(not busy)

    def _choose(self) -> None:
        ask_folder(self, self.folder.text(), self.folder.setText)


def _say(label: QWidget, text: str, role: str) -> None:
    label.setProperty("role", role)
    label.setText(text)  # type: ignore[attr-defined]
    repolish(label)
