"""One dossier of another office: what is known of it, and its life as far as its data travelled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.desk.desk import Noun
from counter_app.errors import Cancelled as Stopped
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Badge, Card, EmptyState, scrolling, text_label
from counter_app.qt.kit.dossier_facts import dossier_facts, paper_text
from counter_app.qt.kit.facts import Facts
from counter_app.qt.kit.failures import show_error
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.side_by_side import SideBySide
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.timeline import Timeline
from counter_app.qt.superior.asking import Round
from counter_app.wording.dossier.labels import state_label
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from counter_app.office import Office
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.superior_desk.far_dossier import FarDossier


class FarDossierPage(Page):
    """Looked at and never changed: what is to be done with it, its own office does."""

    name: ClassVar[str] = "far_dossier"
    icon: ClassVar[str] = "file"
    citizens: ClassVar[bool] = False
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.BATCH})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._asked: tuple[tuple[str, ...], str] | None = None
        self.round = Round(place, self)
        self.code, self.who = text_label("", "title"), text_label("", "heading")
        self.state, self.told = Badge(), text_label("", "muted")
        self.facts, self.papers, self.timeline = Facts(), text_label(""), Timeline()
        self.back = ActionButton(
            _("Về danh sách"),
            lambda: self.place.hub.go("far_dossiers"),
            name="previous",
            key="Alt+V",
        )
        self.reports = ActionButton(
            _("Báo cáo của đơn vị"), self._open_reports, name="reports", key="Alt+B"
        )
        self.nothing = EmptyState(
            "file", _("Chưa chọn hồ sơ"), _("Chọn trong Hồ sơ các đơn vị (F4).")
        )
        self._office = ""
        self._build()
        self.round.failed.connect(self._on_failed)

    @override
    def title(self) -> str:
        return _("Hồ sơ của đơn vị")

    def _build(self) -> None:
        head = Card()
        head.add(self.code, self.state, self.who, self.told, self.facts)
        papers = Card(_("Thành phần hồ sơ đã nộp"))
        papers.add(self.papers)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(scaled(10))
        left.addWidget(flowing(self.back, self.reports))
        left.addWidget(head)
        left.addWidget(papers)
        left.addStretch(1)
        holder = QWidget()
        holder.setLayout(left)
        history = Card(_("Quá trình giải quyết"))
        history.add(self.timeline)
        history.body.addStretch(1)
        row = QHBoxLayout()
        row.addWidget(SideBySide(holder, history, least=640, weights=(1, 1)))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.nothing)
        self.stack.addWidget(scrolling(row))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12))
        layout.addWidget(self.stack)

    @override
    def reload(self) -> None:
        if self._asked is not None:
            self._read(*self._asked)

    @override
    def enter(self, argument: object = None) -> None:
        if not isinstance(argument, dict):
            return
        journals = argument.get("journals") or (argument["journal"],)
        self._asked = (tuple(journals), str(argument["code"]))
        self.stack.setCurrentIndex(0)
        self._read(*self._asked)

    @override
    def first_field(self) -> QWidget:
        return self.back

    def _read(self, journals: tuple[str, ...], code: str) -> None:
        self.round.ask(
            lambda office, _progress, _cancelled: _found(office, journals, code),
            self._show,
            name=_("Mở hồ sơ"),
        )

    def _show(self, found: FarDossier) -> None:
        dossier, self._office = found.dossier, found.standing.office
        self.code.setText(dossier.code)
        self.state.show_label(state_label(dossier.state))
        self.who.setText(dossier.holder_name)
        day = short_date(found.told) if found.told else "–"
        text = _("{office} ({number}). Số liệu đến hết ngày {day}; sau đó đơn vị chưa gửi.")
        self.told.setText(
            text.format(office=found.standing.name, number=found.standing.office, day=day)
        )
        self.facts.show_facts(dossier_facts(dossier, found.names, found.sectors))
        lines = [f"{number}. {paper_text(paper)}" for number, paper in enumerate(dossier.papers, 1)]
        self.papers.setText("\n".join(lines) or _("Không có giấy tờ nào được ghi nhận."))
        self.timeline.show_steps(found.timeline, found.names)
        self.stack.setCurrentIndex(1)
        if self.isVisible():
            self.back.setFocus()

    def _open_reports(self) -> None:
        self.place.hub.go("summed", {"office": self._office})

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Stopped):
            self.nothing.say(_("Chưa mở được hồ sơ này"), str(error))
            show_error(self.place, error)


def _found(office: Office, journals: tuple[str, ...], code: str) -> Any:
    """The dossier in whichever of the office's journals has it. Errors: RuleError (field "code")."""
    for journal in journals[:-1]:
        try:
            return office.superior.far_dossier(journal, code)
        except RuleError as error:
            if error.field != "code":
                raise
    return office.superior.far_dossier(journals[-1], code)
