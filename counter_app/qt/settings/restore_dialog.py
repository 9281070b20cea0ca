"""Before a restore: what would be lost, what batches bring back, and a leader's own password."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.desk.office.leader_consent import Approval
from counter_app.domain.office.staff import Role
from counter_app.errors import CounterError, RuleError
from counter_app.i18n import _, plural
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import row, scrolling, text_label
from counter_app.qt.kit.copying import aside
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Choice, Field, LineEdit
from counter_app.qt.kit.hub import RestoreWish
from counter_app.qt.kit.saving import ask_folder
from counter_app.qt.kit.side_by_side import NARROW, SideBySide
from counter_app.qt.kit.theme import scaled
from counter_app.wording.amounts import grouped
from counter_app.wording.backups import outlook_lines

if TYPE_CHECKING:
    from counter_app.desk.office.restore_outlook import Outlook
    from counter_app.office import Office
    from counter_app.qt.kit.jobs import Cancelled, Job, Progress
    from counter_app.qt.kit.workplace import Workplace


class RestoreDialog(Dialog):
    """Nothing is touched before the leader's password is right; then the window closes the data and restores it."""

    writes = False
    opening_width = 720

    def __init__(self, place: Workplace, copy: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place, self._copy = place, copy
        self._job: Job | None = None
        self.setWindowTitle(_("Khôi phục từ bản sao lưu"))
        self.entries = text_label("", "muted")
        self.outlook = Advice("warning")
        self.batches, self.leader = LineEdit(), Choice()
        self.leader.let_shrink()
        self.password = LineEdit(most=200)
        self.password.setEchoMode(LineEdit.EchoMode.Password)
        self.fields = {
            "batches": Field(
                _("Thư mục có &gói dữ liệu đã xuất (nếu có)"),
                self.batches,
                _("USB đã mang lên cấp trên: lượt ghi sau bản sao lưu có trong đó được lấy lại."),
            ),
            "approver": Field(_("Lãnh đạo &duyệt"), self.leader, required=True),
            "password": Field(_("Mật &khẩu của lãnh đạo"), self.password, required=True),
        }
        self.choose = ActionButton(_("Chọn th&ư mục"), self._choose, name="folder")
        self.start = ActionButton(
            _("Khôi phục"), self._ask, name="restore", key="Ctrl+Return", tone="primary"
        )
        self.said = Advice("bad")
        self._build()
        self.batches.editingFinished.connect(self._look)
        self.finished.connect(self.deleteLater)
        self._looked = ""
        self._look(again=True)
        self.password.setFocus()

    def _build(self) -> None:
        officers = self.place.office.staff.officers()
        leaders = [item for item in officers if item.active and item.role is Role.LEADER]
        self.leader.offer([(item.login, item.name) for item in leaders])
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(10))
        for widget in (
            text_label(_("Khôi phục từ bản sao lưu"), "title"),
            text_label(_foldable(self._copy)),
            self.entries,
            self.outlook,
            self.fields["batches"],
        ):
            column.addWidget(widget)
        column.addLayout(row(self.choose))
        column.addWidget(
            SideBySide(
                self.fields["approver"], self.fields["password"], least=NARROW, weights=(1, 1)
            )
        )
        column.addWidget(
            text_label(
                _(
                    "Chương trình đóng dữ liệu, khôi phục rồi mở lại. Dữ liệu đang có được giữ riêng, không xóa."
                ),
                "muted",
            )
        )
        column.addWidget(self.said)
        area = scrolling(column)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(scaled(20), scaled(16), scaled(20), scaled(16))
        outer.addWidget(area, 1)
        outer.addWidget(self.foot(self.start, self.leaving()))
        self.grow_with(area)

    def _folder(self) -> Path | None:
        return Path(self.batches.value()) if self.batches.value() else None

    def _choose(self) -> None:
        ask_folder(self, self.batches.text(), self._on_chosen)

    def _on_chosen(self, folder: str) -> None:
        self.batches.setText(folder)
        self._look()

    def _look(self, *, again: bool = False) -> None:
        """Compare the copy with the office, beside the work."""
        folder = self._folder()
        if self._job is not None or (not again and str(folder) == self._looked):
            return
        self._looked = str(folder)

        def work(office: Office, progress: Progress, cancelled: Cancelled) -> Outlook:
            progress(0, 0, "")
            with office.stopping_when(cancelled):
                return office.outlook.look(self._copy, folder)

        self._job = aside(
            self.place, work, self._on_seen, self._on_failed, name=_("Xem trước khôi phục")
        )
        self.start.setEnabled(False)

    def _on_seen(self, seen: Outlook) -> None:
        self._job = None
        self.start.setEnabled(True)
        self.said.say("")
        self.entries.setText(
            plural("{count} lượt ghi trong bản sao lưu.", seen.entries).format(
                count=grouped(seen.entries)
            )
        )
        lines = outlook_lines(
            after=seen.after,
            received=seen.received,
            codes=seen.codes,
            since=seen.since,
            until=seen.until,
            regained=seen.regained,
            foreign=seen.foreign,
        )
        self.outlook.say(lines, "warning" if seen.lost else "good")

    def _ask(self) -> None:
        """Have the leader's password checked, which takes a moment."""
        if self._job is not None:
            return
        for field in self.fields.values():
            field.set_error("")
        approval = Approval(approver=str(self.leader.value() or ""), password=self.password.text())

        def work(office: Office, _progress: Progress, _cancelled: Cancelled) -> str:
            return office.outlook.allow(approval)

        self._job = aside(self.place, work, self._on_allowed, self._on_failed, name="")
        self.start.setEnabled(False)

    def _on_allowed(self, leader: str) -> None:
        self._job = None
        wish = RestoreWish(copy=self._copy, batches=self._folder(), leader=leader)
        hub = self.place.hub
        self.accept()
        hub.restore_wanted.emit(wish)

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self.start.setEnabled(True)
        if isinstance(error, RuleError) and error.field in self.fields:
            self.fields[error.field].set_error(error.message)
            self.fields[error.field].editor.setFocus()
            return
        if not isinstance(error, CounterError):
            raise error
        self.said.say(error.message, "bad")


def _foldable(path: Path) -> str:
    """A path that a line may end in behind each of its parts."""
    return str(path).replace(os.sep, f"{os.sep}\u200b")
