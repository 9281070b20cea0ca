"""The office's copies: both places read, each copy with its proof; proved again, rehearsed, restored."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counter_app.domain.office.staff import Duty
from counter_app.errors import CounterError
from counter_app.i18n import _, plural
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import EmptyState, text_label
from counter_app.qt.kit.copies_table import CopiesModel
from counter_app.qt.kit.copying import aside
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.rows_table import LowTable
from counter_app.qt.kit.saving import ask_copy
from counter_app.qt.kit.theme import scaled
from counter_app.wording.office.backups import copies_text, drill_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from counter_app.desk.office.backup_notes import FoundCopy
    from counter_app.desk.office.backups import ListedCopy
    from counter_app.domain.backups.place import Drill
    from counter_app.office import Office
    from counter_app.qt.kit.jobs import Cancelled, Job, Progress
    from counter_app.qt.kit.workplace import Workplace

_LEAST_TABLE = 90


class BackupsDialog(Dialog):
    """Whatever is asked here runs beside the work and stands in the tray; the list is read again after it."""

    writes = False
    opening_width, opening_height = 1040, 560

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.place = place
        self._job: Job | None = None
        self._news = ""
        self.setWindowTitle(_("Bản sao lưu"))
        self.model = CopiesModel(self)
        self.table = LowTable(self.model, _("Bản sao lưu"), stem="ban-sao-luu", counted=copies_text)
        self.table.setMinimumHeight(scaled(_LEAST_TABLE))
        self.empty = EmptyState("backup", _("Chưa thấy bản sao lưu nào. Cắm USB rồi mở lại."))
        self.said = Advice("info")
        self.drill = text_label("", "muted")
        self.prove = ActionButton(
            _("Chứng minh lại"), self._prove, name="ok", key="Alt+M", tone="primary"
        )
        self.rehearse = ActionButton(
            _("Diễn tập khôi phục"), self._rehearse, name="history", key="Alt+T"
        )
        self.restore = ActionButton(_("Khôi phục…"), self._restore, name="restore", key="Alt+K")
        self.file = ActionButton(
            _("Khôi phục từ tệp khác"), self._choose, name="folder", key="Alt+P"
        )
        self.shut = self.leaving()
        self._build()
        self.table.selectionModel().currentRowChanged.connect(self._show_buttons)
        self.finished.connect(self.deleteLater)
        self._read()

    def _build(self) -> None:
        box = self.column()
        box.addWidget(text_label(_("Bản sao lưu"), "title"))
        box.addWidget(self.drill)
        box.addWidget(self.table, 1)
        box.addWidget(self.table.foot)
        box.addWidget(self.empty, 1)
        box.addWidget(self.said)
        box.addWidget(self.foot(self.prove, self.rehearse, self.restore, self.file, self.shut))
        self.table.hide()
        self._show_drill()
        self._show_buttons()

    def chosen(self) -> ListedCopy | None:
        """The copy in hand."""
        return self.model.row(self.table.currentIndex().row())

    def _show_drill(self) -> None:
        plan = self.place.office.backups.plan()
        self.drill.setText("\n".join(drill_lines(plan.drill)))

    def _show_buttons(self) -> None:
        free, some = self._job is None, self.chosen() is not None
        self.prove.setEnabled(free and some)
        self.restore.setEnabled(free and some and self.place.may(Duty.RESTORE))
        self.file.setEnabled(free and self.place.may(Duty.RESTORE))
        self.rehearse.setEnabled(free and self.model.rowCount() > 0)

    def _start(
        self,
        name: str,
        work: Callable[[Office, Progress, Cancelled], Any],
        finished: Callable[[Any], object],
    ) -> None:
        if self._job is not None:
            return
        self.said.say(_("{name}: đang thực hiện, tiến độ ở Ctrl+J.").format(name=name), "info")
        self._job = aside(
            self.place, work, partial(self._on_done, finished), self._on_failed, name=name
        )
        self._show_buttons()

    def _on_done(self, then: Callable[[Any], object], result: Any) -> None:
        self._job = None
        self.said.say(self._news, "good")
        self._news = ""
        then(result)
        self._show_buttons()

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self._show_buttons()
        if not isinstance(error, CounterError):
            self.said.say(
                _("Chưa thực hiện được do chương trình gặp lỗi. Báo người phụ trách máy."), "bad"
            )
            raise error
        self.said.say(error.message, "bad")

    def _read(self) -> None:
        self._start(
            _("Đọc danh sách bản sao lưu"),
            lambda office, _progress, _cancelled: office.backups.listed(),
            self._show,
        )

    def _show(self, listed: tuple[ListedCopy, ...]) -> None:
        self.model.show(listed)
        self.table.stay()
        self.table.setVisible(bool(listed))
        self.empty.setVisible(not listed)
        if listed and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        if listed:
            self.table.setFocus()

    def _prove(self) -> None:
        item = self.chosen()
        if item is None:
            return
        path, proving = item.copy.path, _("Đang kiểm tra bản sao")

        def work(office: Office, progress: Progress, cancelled: Cancelled) -> FoundCopy:
            return office.backups.prove(
                path, lambda done, total: progress(done, total, proving), cancelled
            )

        self._start(_("Chứng minh lại bản sao lưu"), work, self._on_proved)

    def _on_proved(self, copy: FoundCopy) -> None:
        entries = copy.note.entries if copy.note else 0
        text = plural("Bản sao lưu nguyên vẹn: {count} lượt ghi, mã kiểm tra {code}.", entries)
        self._news = text.format(count=entries, code=copy.code)
        self._read()

    def _rehearse(self) -> None:
        rehearsing = _("Đang khôi phục vào chỗ tạm")

        def work(office: Office, progress: Progress, cancelled: Cancelled) -> Drill:
            return office.drill.rehearse(
                lambda done, total: progress(done, total, rehearsing), cancelled
            )

        self._start(_("Diễn tập khôi phục"), work, self._on_rehearsed)

    def _on_rehearsed(self, drill: Drill) -> None:
        self.said.say(drill_lines(drill), "good" if drill.passed else "bad")
        self._show_drill()

    def _restore(self) -> None:
        item = self.chosen()
        if item is not None:
            self._ask(str(item.copy.path))

    def _choose(self) -> None:
        ask_copy(self, "", self._ask)

    def _ask(self, copy: str) -> None:
        from counter_app.qt.settings.restore_dialog import RestoreDialog

        dialog = RestoreDialog(self.place, Path(copy), self)
        dialog.accepted.connect(self.accept)
        dialog.open()
