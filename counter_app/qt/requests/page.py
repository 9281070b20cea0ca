"""The register: requests about personal data at the left, the one in hand with its acts at the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.desk.desk import Noun
from counter_app.domain.office.staff import Duty, Role
from counter_app.domain.requests.request import DataRequest, Standing, Wish
from counter_app.i18n import _, plural
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, EmptyState, scrolling, text_label
from counter_app.qt.kit.fields import Choice
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.kit.side_by_side import SideBySide
from counter_app.qt.kit.theme import scaled
from counter_app.wording.dossier.labels import Label
from counter_app.wording.paper.moments import due_text, near_moment
from counter_app.wording.requests.requests import (
    ground_text,
    outcome_text,
    proof_text,
    rule_text,
    standing_text,
    wish_text,
)
from counter_app.wording.tables.columns import Column

if TYPE_CHECKING:
    from counter_app.qt.kit.workplace import Workplace

WAITING, ALL = "waiting", "all"


class RequestsPage(Page):
    """Everything about requests is a key away; what only a leader does is there for a leader."""

    name: ClassVar[str] = "requests"
    icon: ClassVar[str] = "id-card"
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.REQUEST, Noun.DRAFT, Noun.SETTINGS})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._item: DataRequest | None = None
        self.which = Choice([(WAITING, _("Chờ trả lời")), (ALL, _("Cả sổ, mới nhất trước"))])
        self.which.setAccessibleName(_("Yêu cầu đang xem"))
        self.model: RowsModel[DataRequest] = RowsModel(
            _columns(self.place.office.now), self, key=lambda item: item.id
        )
        self.table = RowsTable(
            self.model, _("Yêu cầu về dữ liệu cá nhân"), stem="yeu-cau-du-lieu", counted=_counted
        )
        self.none = EmptyState("ok", _("Không có yêu cầu nào chờ trả lời"))
        self.head = text_label("", "heading")
        self.facts = text_label("")
        self.rule = text_label("", "muted")
        self.owed = Advice("warning")
        self.said = Advice("good")
        self._make_buttons()
        self._build()
        self._connect()
        self.first_read()

    @override
    def title(self) -> str:
        return _("Yêu cầu về dữ liệu cá nhân")

    def _make_buttons(self) -> None:
        self.new = ActionButton(
            _("Ghi yêu cầu"), self._open_new, name="add", key="Alt+N", tone="primary"
        )
        self.copies = ActionButton(
            _("Bản sao phải hủy"), self._open_copies, name="delete", key="Alt+B"
        )
        self.over = ActionButton(
            _("Hết thời hạn lưu"), self._open_over, name="history", key="Alt+H"
        )
        self.drafts = ActionButton(_("Tờ khai nháp"), self._open_drafts, name="hold", key="Alt+P")
        self.periods = ActionButton(_("Thời hạn"), self._open_periods, name="clock", key="Alt+T")
        self.answer = ActionButton(
            _("Trả lời"), self._open_answer, name="edit", key="Alt+G", tone="primary"
        )
        self.hand_out = ActionButton(
            _("Xuất dữ liệu"), self._open_hand_out, name="save", key="Alt+X"
        )
        self.erase = ActionButton(
            _("Xóa dữ liệu"), self._open_erase, name="delete", key="Alt+J", tone="danger"
        )
        self.papers = ActionButton(_("In giấy"), self._open_print, name="printer", key="Ctrl+P")
        self.take_back = ActionButton(
            _("Hủy, do ghi nhầm"), self._open_void, name="undo", key="Alt+U"
        )

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, scaled(4), 0)
        left.setSpacing(scaled(8))
        left.addWidget(flowing(self.new, self.copies, self.over, self.drafts, self.periods))
        left.addWidget(self.owed)
        left.addWidget(self.which)
        left.addWidget(self.table, 1)
        left.addWidget(self.table.foot)
        left.addWidget(self.none, 1)
        self.card = Card()
        self.facts.setWordWrap(True)
        self.rule.setWordWrap(True)
        self.card.add(self.head, self.facts, self.rule)
        self.card.add(flowing(self.answer, self.hand_out, self.erase))
        self.card.add(flowing(self.papers, self.take_back))
        self.card.add(self.said)
        self.card.body.addStretch(1)
        holder = QWidget()
        holder.setLayout(left)
        split = SideBySide(holder, self.card, least=640, weights=(6, 4))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12))
        layout.addWidget(scrolling(split))

    def _connect(self) -> None:
        self.which.chosen.connect(lambda _value: self.reload())
        self.table.chosen.connect(self._on_row)
        self.table.opened.connect(lambda _at: self._open_answer())

    @override
    def reload(self) -> None:
        office = self.place.office
        waiting = self.which.value() == WAITING
        rows = office.requests.waiting() if waiting else office.requests.latest()
        self.model.show(rows)
        self.table.setVisible(bool(rows))
        self.none.say(
            _("Không có yêu cầu nào chờ trả lời") if waiting else _("Sổ chưa có yêu cầu nào")
        )
        self.none.setVisible(not rows)
        self._say_owed()
        self.table.stay()
        self._on_row(self.table.currentIndex().row())

    @override
    def enter(self, argument: object = None) -> None:
        self.refresh()

    @override
    def first_field(self) -> QWidget:
        return self.table if self.table.isVisible() else self.new

    def _say_owed(self) -> None:
        """Say the number of drafts left to destroy, and the acts that need a leader."""
        office = self.place.office
        left = len(office.person_erasure.copies())
        text = plural("Còn {count} bản sao phải hủy sau khi xóa dữ liệu (Alt+B).", left)
        self.owed.say(text.format(count=left) if left else "")
        leads = _leads(self.place)
        for button in (self.drafts, self.periods):
            button.setVisible(leads)

    def _on_row(self, at: int) -> None:
        before, item = self._item, self.model.row(max(at, 0))
        if before is None or item is None or item.id != before.id:
            self.said.say("")  # it was about another request
        self._item = item
        self.card.setVisible(item is not None)
        if item is None:
            self.new.set_tone("primary", "add")
            return
        now, names = self.place.office.now(), self.place.office.staff.names()
        self.head.setText(
            _("Số {number}: {asker}").format(number=item.shown_number, asker=item.asker[:120])
        )
        self.facts.setText("\n".join(_lines(item, names.get(item.handler, item.handler))))
        self.rule.setText(rule_text(item.rule))
        standing = item.standing(now) is not Standing.VOID
        works = self.place.may(Duty.PROCESS) and standing
        for button in (self.answer, self.take_back, self.hand_out):
            button.setVisible(works)
        # One button leads: what waits in hand before what may come.
        self.new.set_tone("" if works else "primary", "add")
        self.erase.setVisible(standing and _leads(self.place))

    def _open_new(self) -> None:
        from counter_app.qt.requests.new_dialog import NewRequestDialog

        if self.place.may(Duty.QUEUE):
            dialog = NewRequestDialog(self.place, self)
            dialog.received.connect(self._on_received)
            dialog.open()

    def _on_received(self, item: DataRequest) -> None:
        at = self.model.find(lambda row: row.id == item.id)
        if at >= 0:
            self.table.choose(at)
        self._print(item)

    def _open_answer(self) -> None:
        from counter_app.qt.requests.answer_dialog import AnswerRequestDialog

        if self._item is not None and self.answer.isVisible():
            dialog = AnswerRequestDialog(self.place, self._item, self)
            dialog.answered.connect(self._print)
            dialog.open()

    def _open_hand_out(self) -> None:
        from counter_app.qt.requests.hand_out import HandOut

        if self._item is not None:
            HandOut(self.place, self._item, self, self.said).ask()

    def _open_erase(self) -> None:
        from counter_app.qt.requests.erase_dialog import ErasePersonDialog

        if self._item is not None:
            ErasePersonDialog(self.place, self._item, self).open()

    def _open_void(self) -> None:
        from counter_app.qt.requests.answer_dialog import take_back

        if self._item is not None:
            take_back(self.place, self._item, self)

    def _open_print(self) -> None:
        if self._item is not None:
            self._print(self._item)

    def _print(self, item: DataRequest) -> None:
        """The latest paper of a request, to be printed."""
        from counter_app.qt.kit.print_dialog import PrintDialog

        jobs = [
            job for job in self.place.office.paper.prints_of(item.subject) if job.state != "void"
        ]
        if jobs:
            PrintDialog(self.place, jobs[-1].id, self).open()

    def _open_copies(self) -> None:
        from counter_app.qt.requests.copies_dialog import CopiesDialog

        CopiesDialog(self.place, self).open()

    def _open_over(self) -> None:
        from counter_app.qt.requests.over_dialog import OverDialog

        OverDialog(self.place, self).open()

    def _open_drafts(self) -> None:
        from counter_app.qt.requests.drafts_dialog import DraftsDialog

        DraftsDialog(self.place, self).open()

    def _open_periods(self) -> None:
        from counter_app.qt.requests.periods_dialog import PeriodsDialog

        PeriodsDialog(self.place, self).open()


def _leads(place: Workplace) -> bool:
    officer = place.office.session.officer
    return officer is not None and officer.active and officer.role is Role.LEADER


def _counted(count: int) -> str:
    return plural("{count} yêu cầu", count).format(count=count)


def _lines(item: DataRequest, handler: str) -> list[str]:
    """The lines a person reads of a request."""
    lines = [
        _("Yêu cầu: {wish}. {asked}")
        .format(wish=wish_text(item.wish).lower(), asked=item.asked)
        .strip(),
        _("Xác minh bằng {proof}: {paper}").format(
            proof=proof_text(item.proved_by), paper=item.proof
        ),
        _("Dữ liệu của {name}, số giấy tờ {number}").format(
            name=item.name, number=item.id_no or "…"
        ),
        _("Về: {codes}").format(codes=", ".join(item.codes) or _("mọi dữ liệu đơn vị đang giữ")),
        _("Nhận {at}, trả lời trước {due}, {handler}").format(
            at=due_text(item.at), due=due_text(item.answer_due), handler=handler
        ),
    ]
    if item.outcome is not None:
        told = [outcome_text(item.outcome)]
        if item.ground is not None:
            told += [ground_text(item.ground), item.reason]
        lines += [": ".join(told), item.answer]
    if item.handed_out_at is not None and item.wish in (Wish.COPY, Wish.SEE):
        lines.append(_("Đã xuất dữ liệu {at}").format(at=due_text(item.handed_out_at)))
    if item.voided_at is not None:
        lines.append(_("Đã hủy do ghi nhầm: {reason}").format(reason=item.void_reason))
    return lines


def _columns(now: Callable[[], object]) -> Sequence[Column[DataRequest]]:
    return (
        Column(_("Số"), lambda item: item.shown_number, 0.8),
        Column(_("Người yêu cầu"), lambda item: item.asker, 2.2, of_people=True),
        Column(_("Yêu cầu"), lambda item: wish_text(item.wish), 1.8),
        Column(
            _("Hạn trả lời"),
            lambda item: item.answer_due,
            1.5,
            say=lambda item: near_moment(item.answer_due, item.at.year),
        ),
        Column(_("Tình trạng"), lambda item: _label(item, now), 1.6),
    )


def _label(item: DataRequest, now: Callable[[], object]) -> Label:
    standing = item.standing(now())  # type: ignore[arg-type] # the office's clock
    text = standing_text(standing)
    tone, icon = {
        Standing.OPEN: ("warning", "clock"),
        Standing.OVERDUE: ("bad", "clock-overdue"),
        Standing.IN_TIME: ("good", "ok"),
        Standing.LATE: ("bad", "ok"),
        Standing.VOID: ("muted", "undo"),
    }[standing]
    return Label(f"{text[0].upper()}{text[1:]}", tone, icon)
