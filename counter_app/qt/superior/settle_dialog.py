"""Deciding about a journal with two branches, or with days ahead: by choice, with the reason, by two where asked."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.desk.act import Done, new_op
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.failures import guard, show_error
from counter_app.qt.kit.fields import DateEdit, Field, TextArea
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.jobs import Cancelled, Lane, Progress
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.saving import ask_folder
from counter_app.qt.kit.second_person import SecondPart
from counter_app.qt.kit.tick_box import RadioButton
from counter_app.qt.superior.asking import Round
from counter_app.superior_desk.deciding import SETTLING
from counter_app.sync.batch.names import MANIFEST_SUFFIX

if TYPE_CHECKING:
    from counter_app.office import Office
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.superior_desk.columns import ArrivedLine

Verb = Callable[["Office"], Done[Any]]


class Deciding(Dialog):
    """The base of all decisions: the reason, the second person, and the work in the lane of long work."""

    def __init__(
        self,
        place: Workplace,
        line: Any,
        parent: QWidget | None,
        *,
        word: str = "",
        required: bool = True,
    ) -> None:
        super().__init__(parent)
        self.place, self.line, self.op = place, line, new_op()
        self.round = Round(place, self)
        self.reason = TextArea(lines=2)
        self.second = SecondPart(place, SETTLING)
        self.said = Advice("info")
        self._fields = {
            "reason": Field(_("Lý do, ghi vào sổ nhận gói"), self.reason, required=required),
            **self.second.fields(),
        }
        self._fields[""] = self._fields["reason"]
        self.save = ActionButton(
            word or _("Ghi quyết định"),
            self._on_save,
            name="stamp",
            key="Ctrl+Return",
            tone="primary",
            bind=False,
        )
        self.shut = self.leaving()
        self.round.turned.connect(self._on_turned)
        self.round.failed.connect(self._on_failed)
        self.finished.connect(self.deleteLater)

    def fields(self) -> dict[str, Field]:
        """Name in errors → field."""
        return self._fields

    def verb(self) -> Verb:
        """The decision, as it is typed now. Errors: RuleError for a missing part."""
        raise NotImplementedError

    def told(self, result: Any) -> str:
        """The sentence said when it is done."""
        if result.decision == "dates":
            text = _("Đã ghi quyết định của {by}. Nhận lại gói dữ liệu từ USB của đơn vị.")
            return text.format(by=result.by)
        return _("Đã ghi quyết định của {by}.").format(by=result.by)

    def _on_save(self) -> None:
        verb = None if self.round.busy else guard(self.place, self.verb, self._fields)
        if verb is None:
            return

        def work(office: Office, progress: Progress, _cancelled: Cancelled) -> Any:
            progress(0, 0, "")
            return verb(office)

        self.said.say(_("Đang ghi quyết định; dữ liệu lớn thì mất vài phút."))
        self.round.ask(work, self._on_done, name=self.windowTitle(), lane=Lane.LONG)

    def _on_turned(self) -> None:
        for button in (self.save, self.shut):
            button.setEnabled(not self.round.busy)

    def _on_done(self, done: Done[Any]) -> None:
        self.accept()
        self.place.hub.done(done)
        self.place.hub.notice(Tone.GOOD, self.told(done.result))

    def _on_failed(self, error: Exception) -> None:
        self.said.say("")
        show_error(self.place, error, self._fields)


class SettleDialog(Deciding):
    """The choice of an office's true branch of two: only people can know, and nothing is chosen beforehand."""

    def __init__(
        self, place: Workplace, line: ArrivedLine, source: Path, parent: QWidget | None = None
    ) -> None:
        super().__init__(place, line, parent)
        self._source = source
        self.keep = RadioButton(_("&Giữ nhánh đang có, loại hẳn nhánh kia"))
        self.take = RadioButton(_("&Lấy nhánh kia thay nhánh đang có; bản đang có được giữ lại"))
        self.pick = ActionButton(
            _("Chọn USB, thư mục có nhánh kia"), self._ask, name="folder", key="Ctrl+O"
        )
        self.where = text_label("", "muted")
        choices = QWidget()
        box = QVBoxLayout(choices)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.keep)
        box.addWidget(self.take)
        box.addWidget(flowing(self.pick))
        box.addWidget(self.where)
        lay_out(
            self,
            title=_("Hai nhánh của một nhật ký"),
            about=f"{line.office}\n{line.name.removesuffix(MANIFEST_SUFFIX)}",
            meaning=line.why,
            parts=(choices, self._fields["reason"], self.second, self.said),
            buttons=(self.shut, self.save),
            wide=640,
        )
        self.take.toggled.connect(self._on_take)
        self._on_take(False)
        self.keep.setFocus()

    def _on_take(self, chosen: bool) -> None:
        self.pick.setVisible(chosen)
        self.where.setVisible(chosen)
        self._say_where()

    def _say_where(self) -> None:
        text = _("Nhánh kia ở: {path}").format(path=self._source)
        self.where.setText(text if self._source != Path() else _("Chưa chọn nơi chứa nhánh kia."))

    def _ask(self) -> None:
        ask_folder(self, "", self.take_from)

    def take_from(self, folder: str) -> None:
        """The other branch lies in this folder."""
        self._source = Path(folder)
        self._say_where()

    @override
    def verb(self) -> Verb:
        """The decision. Errors: RuleError while nothing is chosen."""
        journal, said = self.line.journal, self.reason.value()
        approval, source = self.second.approval(), self._source
        if self.keep.isChecked():
            return lambda office: office.decisions.settle(
                journal, "keep", reason=said, approval=approval, op_id=self.op
            )
        if not self.take.isChecked():
            raise RuleError(_("Chưa chọn nhánh nào. Gọi đơn vị hỏi, rồi chọn một trong hai."))
        if source == Path():
            raise RuleError(
                _("Chưa chọn nơi chứa nhánh kia. Cắm USB có nhánh đó rồi chọn (Ctrl+O).")
            )
        return lambda office: office.decisions.take_theirs(
            journal, source, reason=said, approval=approval, op_id=self.op
        )


class DatesDialog(Deciding):
    """The office's clock was wrong, its acts are not: until which day entries may lie ahead."""

    def __init__(self, place: Workplace, line: ArrivedLine, parent: QWidget | None = None) -> None:
        super().__init__(place, line, parent)
        self.until = DateEdit()
        self._fields["until"] = Field(_("Chấp nhận đến hết ngày"), self.until, required=True)
        lay_out(
            self,
            title=_("Chấp nhận ngày chưa tới"),
            about=f"{line.office}\n{line.name.removesuffix(MANIFEST_SUFFIX)}",
            meaning=line.why,
            parts=(self._fields["until"], self._fields["reason"], self.second, self.said),
            buttons=(self.shut, self.save),
            wide=560,
        )
        self.until.setFocus()

    @override
    def verb(self) -> Verb:
        """The decision. Errors: RuleError (field "until") for no day."""
        day = self.until.day("until")
        if day is None:
            raise RuleError(_("Chưa ghi ngày. Ghi như 05/12/2026."), field="until")
        journal, said, approval = self.line.journal, self.reason.value(), self.second.approval()
        return lambda office: office.decisions.let_dates_pass(
            journal, day, reason=said, approval=approval, op_id=self.op
        )
