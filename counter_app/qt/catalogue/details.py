"""The chosen procedure: everything an officer tells a citizen, where it comes from, and whether it was checked."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from counter_app.domain.catalogue.sectors import Procedure, ReviewState
from counter_app.domain.office.staff import Duty
from counter_app.i18n import _, plural
from counter_app.qt.catalogue.version_list import VersionList
from counter_app.qt.catalogue.words import fee_note, mark_label, validity_text
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Badge, Card, row, scrolling, text_label
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.sending import Sending
from counter_app.wording.catalogue.listing import (
    days_words,
    fee_words,
    limit_words,
    sources_text,
    waiting_words,
)
from counter_app.wording.dossier.labels import paper_kind_label, review_label

if TYPE_CHECKING:
    from counter_app.domain.catalogue.sectors import PaperItem
    from counter_app.qt.kit.workplace import Workplace


class ProcedureDetails(QWidget):
    """Shows one procedure; leaders and administrators confirm and change it.

    Signals:
        wanted(object): this Procedure is to be changed.
    """

    wanted = Signal(object)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place, self._send = place, Sending()
        self.procedure: Procedure | None = None
        self._sector = ""
        self.title = text_label("", "heading")
        self.state, self.mark = Badge(), Badge()
        self.papers = text_label("")
        self.papers.setTextFormat(Qt.TextFormat.RichText)
        self.facts = QGridLayout()
        self.facts.setHorizontalSpacing(14)
        self.facts.setVerticalSpacing(8)
        self.facts.setColumnStretch(1, 1)
        self._lines: list[tuple[QLabel, QLabel]] = []
        self.confirm = ActionButton(
            _("Đã rà soát, &xác nhận"), self.confirm_now, name="ok", tone="primary"
        )
        self.edit = ActionButton(_("&Sửa"), self.edit_now, name="edit", key="Alt+S")
        self.versions = VersionList()
        self.versions.chosen.connect(lambda item: self.show_procedure(item, self._sector))
        self.cases, self.steps = text_label(""), text_label("")
        for label in (self.cases, self.steps):
            label.setTextFormat(Qt.TextFormat.RichText)
        self._build()

    def _build(self) -> None:
        head = Card()
        head.add(self.title)
        head.body.addLayout(row(self.state))
        head.body.addLayout(row(self.mark))
        head.body.addLayout(self.facts)
        papers = Card(_("Giấy tờ phải nộp"))
        papers.add(self.papers)
        self._history, self._cases = Card(_("Các phiên bản")), Card(_("Các trường hợp"))
        self._steps = Card(_("Quy trình nội bộ"))
        self._history.add(self.versions)
        self._cases.add(self.cases)
        self._steps.add(self.steps)
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(12)
        column.addWidget(head)
        for card in (papers, self._cases, self._steps, self._history):
            column.addWidget(card)
        column.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(scrolling(column), 1)
        box.addWidget(flowing(self.confirm, self.edit))

    def show_procedure(self, procedure: Procedure, sector: str) -> None:
        """Show one version of a procedure."""
        self.procedure, self._sector = procedure, sector
        self.title.setText(procedure.name)
        self.state.show_label(review_label(procedure.state))
        self.mark.show_label(mark_label(procedure.mark))
        self._show_facts(
            [
                (_("Mã"), procedure.code),
                (_("Mã địa phương"), procedure.local_code),
                (_("Lĩnh vực"), sector),
                (
                    _("Thời hạn"),
                    limit_words(procedure.limit, no_due=procedure.no_due) or _("Chưa có"),
                ),
                (_("Phí, lệ phí"), fee_note(procedure)),
                (_("Số bộ"), str(procedure.sets)),
                (_("Kết quả"), procedure.result),
                (_("Cơ quan giải quyết"), procedure.resolver),
                (_("Hiệu lực"), validity_text(procedure)),
                (_("Căn cứ"), procedure.legal_basis),
                (_("Chờ bổ sung"), waiting_words(procedure)),
                (_("Nguồn"), procedure.source),
                (_("Căn cứ từng phần"), sources_text(procedure)),
                (_("Ghi chú cho quầy"), procedure.note),
                (_("Ghi chú rà soát"), procedure.review_note),
            ]
        )
        self.papers.setText(papers_html(procedure.papers))
        self._show_parts(procedure)
        may = self._place.may(Duty.CATALOGUE)
        self.edit.setVisible(may)
        self.confirm.setVisible(may and procedure.state is ReviewState.NEEDS_CONFIRMATION)

    def _show_parts(self, procedure: Procedure) -> None:
        """Show the parts that only some procedures have: cases, inner steps, more than one version."""
        catalogue = self._place.office.catalogue
        versions = catalogue.versions(procedure.code)
        self.versions.show_versions(versions, procedure, catalogue.today())
        self.cases.setText(cases_html(procedure))
        self.steps.setText(steps_html(procedure))
        self._history.setVisible(len(versions) > 1)
        self._cases.setVisible(bool(procedure.cases))
        self._steps.setVisible(bool(procedure.steps))

    def _show_facts(self, facts: list[tuple[str, str]]) -> None:
        """Names at the left, texts at the right; what the catalogue does not say is left out."""
        while len(self._lines) < len(facts):
            name, value = text_label("", "muted"), text_label("")
            name.setWordWrap(False)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.facts.addWidget(name, len(self._lines), 0, Qt.AlignmentFlag.AlignTop)
            self.facts.addWidget(value, len(self._lines), 1)
            self._lines.append((name, value))
        for (name, value), (title, text) in zip(self._lines, facts, strict=True):
            name.setText(title)
            value.setText(text)
            name.setVisible(bool(text))
            value.setVisible(bool(text))

    def confirm_now(self) -> None:
        """Write down that the row was compared with the province's announcement."""
        shown = self.procedure
        if shown is None:
            return
        catalogue = self._place.office.catalogue
        self._place.act(
            lambda: self._send(catalogue.confirm_procedure, shown.code, shown.valid_from),
            None,
            self._confirmed,
        )

    def _confirmed(self, procedure: Procedure) -> None:
        self._place.hub.notice(
            Tone.GOOD, _("Đã rà soát thủ tục {name}.").format(name=procedure.name)
        )

    def edit_now(self) -> None:
        """Ask for the window in which the procedure is changed."""
        if self.procedure is not None and self.edit.isVisible():
            self.wanted.emit(self.procedure)


def papers_html(papers: tuple[PaperItem, ...]) -> str:
    """The checklist as a list: name, form, quantity, whether it is needed in every case."""
    if not papers:
        nothing = _("Danh mục chưa ghi giấy tờ.")
        return f"<i>{nothing}</i>"
    lines = []
    for paper in papers:
        needed = "" if paper.required else _("; khi có")
        kind = plural("{kind}, {quantity} bản", paper.quantity).format(
            kind=paper_kind_label(paper.kind).text, quantity=paper.quantity
        )
        lines.append(f"<li>{escape(paper.name)} <i>({escape(kind)}{needed})</i></li>")
    return f"<ol style='margin-left:-20px'>{''.join(lines)}</ol>"


def cases_html(procedure: Procedure) -> str:
    """Each case with what it has of its own."""
    lines = []
    for case in procedure.cases:
        own = [limit_words(case.limit), fee_words(case.fee)]
        own += (
            []
            if case.papers is None
            else [plural("{count} giấy tờ", len(case.papers)).format(count=len(case.papers))]
        )
        said = escape(", ".join(part for part in own if part))
        lines.append(f"<li>{escape(case.name)} <i>{said}</i></li>")
    return f"<ul style='margin-left:-20px'>{''.join(lines)}</ul>"


def steps_html(procedure: Procedure) -> str:
    """Each inner step with who does it and its share of the limit."""
    lines = [
        f"<li>{escape(step.content)} <i>{escape(step.responsible)} – {escape(days_words(step.days))}</i></li>"
        for step in procedure.steps
    ]
    return f"<ol style='margin-left:-20px'>{''.join(lines)}</ol>"
