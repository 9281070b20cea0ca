"""The two places for copies, how they stand, and the ways to their list, a copy now, and a rehearsal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.errors import Cancelled, CounterError
from counter_app.i18n import _
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, row, text_label
from counter_app.qt.kit.copying import make_copies
from counter_app.qt.kit.fields import Field, LineEdit
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.saving import ask_folder
from counter_app.qt.kit.side_by_side import NARROW, SideBySide
from counter_app.wording.office.backups import drill_lines, outcomes_text, place_text

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from counter_app.domain.backups.outcome import PlaceOutcome
    from counter_app.domain.backups.place import BackupPlan
    from counter_app.qt.kit.jobs import Job
    from counter_app.qt.kit.workplace import Workplace

_KEPT = 2


class BackupPlacesCard(Card):
    """The places copies go to every day and at closing; anybody sees it, whoever may set the office changes it."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(
            _("Sao lưu hằng ngày"),
            _(
                "Mỗi ngày và khi chốt sổ tự sao lưu vào hai nơi, đọc lại từng bản; giữ 14 ngày, 12 tháng, 5 năm."
            ),
        )
        self._place = place
        self._job: Job | None = None
        self.edits = {"first": LineEdit(), "second": LineEdit()}
        labels = {
            "first": (_("Nơ&i thứ nhất"), _("USB hoặc ổ khác với ổ chứa dữ liệu.")),
            "second": (_("Nơi thứ h&ai"), _("Một USB hay ổ khác nữa, cất riêng.")),
        }
        self.fields = {
            name: Field(text, self.edits[name], hint) for name, (text, hint) in labels.items()
        }
        self.choose = {
            "first": ActionButton(_("Chọn nơi thứ nhất"), self._choose_first, name="folder"),
            "second": ActionButton(_("Chọn nơi thứ hai"), self._choose_second, name="folder"),
        }
        self.keep = ActionButton(_("Dùng hai nơi này"), self._keep, name="ok", key="Alt+H")
        self.now = ActionButton(
            _("Sao lưu hai nơi ngay"), self.start, name="backup", key="Alt+L", tone="primary"
        )
        self.list = ActionButton(
            _("Danh sách bản sao lưu"), self.open_list, name="history", key="Alt+B"
        )
        self.standing = text_label("")
        self.caution = Advice("warning")
        self.answer = Advice("good")
        self.drill = text_label("", "muted")
        self._build()
        self.show_plan()

    def _build(self) -> None:
        columns = [_below(self.fields[name], self.choose[name]) for name in self.fields]
        self.add(SideBySide(columns[0], columns[1], least=NARROW, weights=(1, 1)))
        self.add(flowing(self.now, self.keep, self.list))
        self.add(self.caution, self.answer, self.standing, self.drill)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        self.show_standing()
        super().showEvent(event)

    def show_plan(self) -> None:
        """Show the places that are named."""
        places = self._place.office.backups.plan().places
        for at, edit in enumerate(self.edits.values()):
            edit.setText(places[at].folder if at < len(places) else "")
        self.show_standing()

    def show_standing(self) -> None:
        """Say how the places stand; asks no disk."""
        if self._place.office.closed:  # a restore closes the list that it was asked for in
            return
        backups = self._place.office.backups
        plan, today = backups.plan(), backups.today()
        lines = [place_text(each, today) for each in plan.places]
        self.standing.setText("\n".join(lines) or _("Chưa chọn nơi sao lưu."))
        self.caution.say(backups.cautions())
        self.drill.setText("\n".join(drill_lines(plan.drill)))
        self.now.setVisible(bool(plan.places))
        self.now.setEnabled(self._job is None)

    def begin(self) -> None:
        """Make the copies where places are named, else ask for the first one."""
        if self._place.office.backups.plan().places:
            self.start()
        else:
            self.edits["first"].setFocus()

    def start(self) -> None:
        """Make a copy in both places now."""
        if self._job is not None:
            return
        self.answer.say(_("Đang sao lưu. Xem tiến độ: Ctrl+J."), "info")
        self._job = make_copies(
            self._place, finished=self._on_made, failed=self._on_failed, all_places=True
        )
        self.show_standing()

    def _on_made(self, outcomes: tuple[PlaceOutcome, ...]) -> None:
        self._job = None
        absent = any(outcome.absent for outcome in outcomes)
        self.answer.say(outcomes_text(outcomes), "warning" if absent else "good")
        self.show_standing()

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self.show_standing()
        if not isinstance(error, CounterError):
            self.answer.say(
                _("Chưa thực hiện được do chương trình gặp lỗi. Báo người phụ trách máy."), "bad"
            )
            raise error
        self.answer.say(error.message, "info" if isinstance(error, Cancelled) else "bad")

    def open_list(self) -> None:
        """Open the list of copies."""
        from counter_app.qt.settings.backups_dialog import BackupsDialog

        dialog = BackupsDialog(self._place, self.window())
        dialog.finished.connect(self.show_standing)
        dialog.open()

    def _keep(self) -> None:
        verb = self._place.office.backups
        first, second = (edit.value() for edit in self.edits.values())
        self._place.act(lambda: verb.name_places(first, second), self.fields, self._on_kept)

    def _on_kept(self, plan: BackupPlan) -> None:
        self.answer.say("")
        self.show_plan()
        words = (
            _("Đã chọn hai nơi. Bản sao lưu đầu tiên được làm khi máy rảnh.")
            if len(plan.places) == _KEPT
            else _("Đã chọn một nơi. Chọn thêm nơi thứ hai để không mất cả hai cùng lúc.")
        )
        self._place.hub.notice(Tone.GOOD, words)

    def _choose_first(self) -> None:
        self._choose("first")

    def _choose_second(self) -> None:
        self._choose("second")

    def _choose(self, name: str) -> None:
        ask_folder(self, self.edits[name].text(), self.edits[name].setText)


def _below(field: Field, button: ActionButton) -> QWidget:
    """An input with the button that fills it."""
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, 0, 0, 0)
    box.addWidget(field)
    box.addLayout(row(button))
    return holder
