"""Accepting what was handed in earlier: its papers ticked, its fee, and the promise that begins now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from counter_app.desk.act import Done, new_op
from counter_app.domain.catalogue.limits import TimeLimit
from counter_app.domain.catalogue.sectors import PaperItem, Procedure
from counter_app.domain.dossier.dossier import Dossier
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.fields import Field, MoneyEdit
from counter_app.qt.kit.limit_box import LimitBox
from counter_app.qt.kit.papers_table import PapersTable
from counter_app.qt.kit.workplace import Workplace
from counter_app.wording.paper.amounts import money
from counter_app.wording.paper.moments import due_text

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class AcceptDialog(Dialog):
    """Makes a waiting dossier a received one.

    Signals:
        accepted_dossier(object): the Dossier as it stands now.
    """

    accepted_dossier = Signal(object)

    def __init__(self, place: Workplace, dossier: Dossier, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._dossier, self._op = place, dossier, new_op()
        self.asked = Advice("warning")
        self.papers = PapersTable()
        self.fee = MoneyEdit(dossier.fee)
        self.limit = LimitBox()
        self.due, self.why = text_label("", "heading"), text_label("", "muted")
        self.trouble = Advice("warning")
        self.save = ActionButton(
            _("Tiếp nhận và in"), self._on_save, name="intake", key="Ctrl+Return", tone="primary", bind=False
        )  # fmt: skip
        self.shut = self.leaving()
        self._build()
        self._begin()
        self.finished.connect(self.deleteLater)

    def _build(self) -> None:
        self._fields = {
            "fee": Field(_("Phí, lệ phí (đồng)"), self.fee),
            "limit": Field(_("Thời hạn giải quyết"), self.limit),
        }
        lay_out(
            self,
            title=_("Đã đủ, tiếp nhận"),
            about=f"{self._dossier.code} · {self._dossier.applicant.name[:120]}",
            meaning=self._dossier.procedure_name,
            parts=(
                self.asked,
                self.papers,
                self._fields["fee"],
                self._fields["limit"],
                self.trouble,
                self.due,
                self.why,
            ),
            buttons=(self.shut, self.save),
            wide=760,
        )

    def _begin(self) -> None:
        dossier, office = self._dossier, self._place.office
        found = office.catalogue.valid(dossier.procedure_code, office.intake.today())
        procedure = found.of_case(dossier.case_key) if found else None
        self._show_papers(procedure)
        self.asked.say(self._asked_text())
        self._fields["limit"].setVisible(
            procedure is not None and procedure.limit is None and not procedure.no_due
        )
        computed = procedure.fee.compute() if procedure else None
        if computed is not None:
            self.fee.setPlaceholderText(
                _("không thu") if computed == 0 else _("{amount} (tự tính)").format(amount=money(computed))
            )  # fmt: skip
        self.limit.changed.connect(self._show_due)
        self.papers.passed.connect(self.fee.setFocus)
        self._show_due()
        rows = self.papers.rows
        (rows[0].given if rows else self.fee).setFocus()

    def _show_papers(self, procedure: Procedure | None) -> None:
        """The papers that were handed in are ticked; the officer ticks those that are brought now."""
        given = self._dossier.papers
        names = {paper.name for paper in given}
        lacking = [
            item for item in (procedure.papers if procedure else ()) if item.name not in names
        ]
        rows = [_row(paper, given=True) for paper in given]
        self.papers.restore(rows + [_row(paper, given=False) for paper in lacking])

    def _asked_text(self) -> Sequence[str]:
        """The papers the slip asked for, to compare with."""
        jobs = self._place.office.paper.prints_of(self._dossier.code)
        slips = [job for job in jobs if job.document == "supplement" and job.state != "void"]
        if not slips:
            return ()
        wanted = slips[-1].body.get("wanted") or []
        lines = [_wanted_line(item) for item in wanted]
        return [_("Phiếu yêu cầu bổ sung đã ghi:"), *lines] if lines else ()

    def _show_due(self) -> None:
        try:
            preview = self._place.office.intake.preview_accept(self._dossier, limit=self._limit())
        except RuleError as error:
            self.trouble.say(error.message)
            self.due.setText("")
            self.why.setText("")
            return
        self.trouble.say("")
        at = preview.due.at if preview.due else None
        self.due.setText(
            _("Hẹn trả {moment}").format(moment=due_text(at)) if at else _("Không hẹn ngày trả")
        )
        self.why.setText(preview.explanation)

    def _limit(self) -> TimeLimit | None:
        return None if self._fields["limit"].isHidden() else self.limit.limit()

    def _on_save(self) -> None:
        self._place.act(self._accept, self._fields, self._on_accepted)

    def _accept(self) -> Done[Dossier]:
        return self._place.office.intake.accept(
            self._dossier.code,
            papers=self.papers.given(),
            fee=self.fee.amount(),
            limit=self._limit(),
            op_id=self._op,
        )

    def _on_accepted(self, dossier: Dossier) -> None:
        self.accept()
        self.accepted_dossier.emit(dossier)


def _row(paper: PaperItem, *, given: bool) -> dict[str, object]:
    return {**paper.to_dict(), "given": given, "own": False}


def _wanted_line(item: dict[str, object]) -> str:
    text = f"– {item.get('name') or '…'}"
    return (
        _("{paper}, cần sửa: {what}").format(paper=text, what=item["what"])
        if item.get("what")
        else text
    )
