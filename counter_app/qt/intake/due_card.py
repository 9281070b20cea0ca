"""The live card beside the intake form: what the citizen will be promised if it is saved now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from counter_app.desk.intake.event import IntakePreview
from counter_app.domain.catalogue.sectors import PaperItem
from counter_app.domain.dossier.representing import representation_warnings
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.office import Office
from counter_app.qt.intake.intake_form import IntakeForm
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.theme import scaled, token
from counter_app.wording.paper.amounts import money
from counter_app.wording.paper.moments import clock_text, named_day
from counter_app.wording.promise.due import limit_text

_LONG_NAME = 120


class DueCard(Card):
    """The due moment large with its explanation, the fee, and what the receipt will say."""

    def __init__(self) -> None:
        super().__init__(_("Hẹn trả"))
        self.clock = text_label("", "big")
        self.day = text_label("", "heading")
        self.why = text_label("", "muted")
        self.trouble = Advice("info")
        self.missing = Advice("warning")
        self.standing = Advice("warning")
        self._facts = QWidget()
        grid = QGridLayout(self._facts)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(scaled(10))
        grid.setColumnStretch(1, 1)
        self._values = {key: text_label("") for key in _facts()}
        for row, (key, title) in enumerate(_facts().items()):
            head = plain_label(title)
            head.setProperty("role", "muted")
            grid.addWidget(head, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(self._values[key], row, 1)
        self.clock.setStyleSheet(f"color: {token('accent')};")
        self.add(
            self.clock, self.day, self.why, self.trouble, self._facts, self.missing, self.standing
        )
        self.show_trouble(_("Chọn thủ tục để biết ngày hẹn trả, phí và giấy tờ."), tone="info")

    def show_trouble(self, sentence: str, tone: str = "warning") -> None:
        """Say why nothing can be promised yet."""
        for widget in (self.clock, self.day, self.why, self._facts):
            widget.hide()
        self.missing.say("")
        self.trouble.say(sentence, tone)

    def show_standing(self, office: Office, form: IntakeForm) -> None:
        """Say the questions that are left about the person the applicant stands for."""
        today = office.intake.today()
        try:
            self.standing.say(representation_warnings(form.rough(), today))
        except RuleError:
            self.standing.say("")  # half a limit is typed; said where it is shown

    def show_form(self, office: Office, form: IntakeForm) -> None:
        """Show what a form would be promised as it stands."""
        if form.procedure.procedure() is None:
            self.show_trouble(_("Chọn thủ tục để biết ngày hẹn trả, phí và giấy tờ."), tone="info")
            return
        try:
            draft = form.rough()
            preview = office.intake.preview(draft)
        except RuleError as error:
            self.show_trouble(error.message)
            return
        self.show_preview(preview, sets=draft.sets)

    def show_preview(self, preview: IntakePreview, *, sets: int) -> None:
        """Show what will be promised."""
        at = preview.due.at if preview.due else None
        self.clock.setText(clock_text(at) if at else _("Không hẹn ngày trả"))
        self.day.setText(named_day(at) if at else "")
        self.why.setText(preview.explanation.rpartition(" → ")[0] or preview.explanation)
        for widget in (self.clock, self.day, self.why, self._facts):
            widget.show()
        self.trouble.say("")
        self._values["fee"].setText(
            _("chưa có, nhập ở mục 3") if preview.fee is None else _fee_text(preview.fee)
        )
        self._values["limit"].setText(
            limit_text(preview.limit) if preview.limit else _("không hẹn ngày trả")
        )
        self._values["papers"].setText(
            plural("{count} loại", len(preview.papers)).format(count=len(preview.papers))
        )
        self._values["sets"].setText(str(sets))
        self._values["result"].setText(preview.procedure.result or "…")
        self.missing.say(_missing_text(preview.missing))

    def text(self) -> str:
        """The promise in one line, empty while there is none."""
        return "" if self.clock.isHidden() else f"{self.clock.text()} {self.day.text()}"


def _facts() -> dict[str, str]:
    return {
        "fee": _("Phí, lệ phí"),
        "limit": _("Thời hạn"),
        "papers": _("Giấy tờ"),
        "sets": _("Số bộ"),
        "result": _("Kết quả"),
    }


def _fee_text(fee: int) -> str:
    return _("không thu") if fee == 0 else money(fee)


def _missing_text(missing: Sequence[PaperItem]) -> str:
    if not missing:
        return ""
    names = "\n".join(f"– {_shortened(paper.name)}" for paper in missing)
    return plural("Còn thiếu {count} giấy tờ bắt buộc:\n{names}", len(missing)).format(
        count=len(missing), names=names
    )


def _shortened(name: str) -> str:
    return name if len(name) <= _LONG_NAME else name[: _LONG_NAME - 1] + "…"
