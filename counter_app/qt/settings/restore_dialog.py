"""Before a restore: what would be lost, what batches bring back, and the second person's own password."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.office.rights import Duty
from counter_app.errors import CounterError, RuleError
from counter_app.i18n import _, plural
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import row, scrolling, text_label
from counter_app.qt.kit.copying import aside
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Field, LineEdit
from counter_app.qt.kit.hub import RestoreWish
from counter_app.qt.kit.password_edit import PasswordEdit
from counter_app.qt.kit.saving import ask_folder
from counter_app.qt.kit.second_person import SecondPart
from counter_app.qt.kit.theme import scaled
from counter_app.system.places import as_meant
from counter_app.wording.office.backups import outlook_lines
from counter_app.wording.paper.amounts import grouped

if TYPE_CHECKING:
    from counter_app.desk.office.restore_consent import Allowed
    from counter_app.desk.office.restore_outlook import Outlook
    from counter_app.office import Office
    from counter_app.qt.kit.jobs import Cancelled, Job, Progress
    from counter_app.qt.kit.workplace import Workplace


class RestoreDialog(Dialog):
    """Nothing is touched before a second person consented; then the window closes the data and restores it."""

    writes = False
    opening_width = 720
    completing = False

    def __init__(self, place: Workplace, copy: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place, self._copy = place, copy
        self._job: Job | None = None
        self.setWindowTitle(self.heading())
        self.entries = text_label("", "muted")
        self.outlook = Advice("warning")
        self.batches, self.own = LineEdit(), PasswordEdit()
        self.second = SecondPart(place, Duty.RESTORE)
        self.password = self.second.password if self.second.asks else self.own
        self.fields = {
            "batches": Field(
                *self.asked_for(),
            ),
            "own": Field(_("Mật &khẩu người khôi phục"), self.own, required=True),
            **self.second.fields(),
        }
        self.fields["own"].setVisible(not self.second.asks)
        self.choose = ActionButton(_("Chọn th&ư mục"), self._choose, name="folder")
        self.start = ActionButton(
            self.doing(), self._ask, name="restore", key="Ctrl+Return", tone="primary"
        )
        self.said = Advice("bad")
        self._build()
        self.batches.editingFinished.connect(self._look)
        self.finished.connect(self.deleteLater)
        self._looked, self._seen = "", False
        self._look(again=True)
        self.password.setFocus()

    def heading(self) -> str:
        """The title of the dialog's work."""
        return _("Khôi phục từ bản sao lưu")

    def doing(self) -> str:
        """The text of the button."""
        return _("Khôi phục")

    def asked_for(self) -> tuple[str, QWidget, str]:
        """The field for sticks: its label, its editor, its hint."""
        return (
            _("Thư mục có &gói dữ liệu đã xuất (nếu có)"),
            self.batches,
            _("USB đã gửi cấp trên: các lượt ghi sau bản sao lưu còn trên USB được lấy lại."),
        )

    def subject(self) -> QWidget:
        """The things that come back, below the heading."""
        return text_label(_foldable(self._copy))

    def _build(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(scaled(10))
        for widget in (
            text_label(self.heading(), "title"),
            self.subject(),
            self.entries,
            self.outlook,
            self.fields["batches"],
        ):
            column.addWidget(widget)
        column.addLayout(row(self.choose))
        column.addWidget(self.second)
        column.addWidget(self.fields["own"])
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
        outer = self.column()
        outer.addWidget(area, 1)
        outer.addWidget(self.foot(self.start, self.leaving()))
        self.grow_with(area)

    def _folder(self) -> Path | None:
        return Path(as_meant(self.batches.value())) if self.batches.value() else None

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
        self._looked, self._seen = str(folder), False

        def work(office: Office, progress: Progress, cancelled: Cancelled) -> Outlook:
            progress(0, 0, "")
            with office.stopping_when(cancelled):
                return self.compare(office, folder)

        self._job = aside(
            self.place, work, self._on_seen, self._on_failed, name=_("Xem trước khôi phục")
        )
        self.start.setEnabled(False)

    def compare(self, office: Office, folder: Path | None) -> Outlook:
        """Ask the office for the outlook, beside the work. Errors: CounterError."""
        return office.outlook.look(self._copy, folder)

    def _on_seen(self, seen: Outlook) -> None:
        self._job, self._seen = None, True
        self.start.setEnabled(True)
        self.said.say("")
        self.show_outlook(seen)

    def show_outlook(self, seen: Outlook) -> None:
        """Show the losses there would be, and the dossiers that sticks bring back."""
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
            in_part=seen.in_part,
        )
        self.outlook.say(lines, "warning" if seen.lost or seen.in_part else "good")

    def _ask(self) -> None:
        """Have the passwords checked, which takes a moment."""
        if self._job is not None:
            return
        for field in self.fields.values():
            field.set_error("")
        approval, own = self.second.approval(), self.own.text()

        def work(office: Office, _progress: Progress, _cancelled: Cancelled) -> Allowed:
            return office.outlook.allow(approval, own)

        self._job = aside(self.place, work, self._on_allowed, self._on_failed, name="")
        self.start.setEnabled(False)

    def _on_allowed(self, allowed: Allowed) -> None:
        self._job = None
        wish = RestoreWish(
            copy=self._copy,
            batches=self._folder(),
            allowed=allowed,
            completing=self.completing,
        )
        hub = self.place.hub
        self.accept()
        hub.restore_wanted.emit(wish)

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self.start.setEnabled(self._seen or isinstance(error, RuleError))
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
