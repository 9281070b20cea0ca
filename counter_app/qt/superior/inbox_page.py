"""The inbox (F2): batches from a stick or a folder, what became of each, and what asks for somebody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.desk.desk import Done, Noun
from counter_app.errors import Cancelled as Stopped
from counter_app.i18n import _, plural
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import EmptyState, scrolling
from counter_app.qt.kit.failures import show_error
from counter_app.qt.kit.fields import Choice
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.jobs import Cancelled, Lane, Progress
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.kit.saving import ask_folder
from counter_app.qt.kit.sending import Sending
from counter_app.qt.kit.side_by_side import SideBySide
from counter_app.qt.kit.theme import scaled
from counter_app.qt.superior.arrived_card import ArrivedCard
from counter_app.qt.superior.asking import Round
from counter_app.qt.superior.round_bar import RoundBar
from counter_app.qt.superior.sealed_reports import SealedReports
from counter_app.superior.batches.summary import ImportSummary
from counter_app.superior_desk.columns import ArrivedLine, arrived_columns, arrived_line
from counter_app.superior_desk.inbox_lines import (
    as_they_stand,
    open_matters,
    summary_lines,
    summary_text,
)
from counter_app.sync.stick.volumes import Volume, list_volumes

if TYPE_CHECKING:
    from counter_app.office import Office
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.superior.exchange.acknowledging import Acknowledged

OPEN, LAST, ALL = "open", "last", "all"


class InboxPage(Page):
    """Sticks come in here; disputes are decided here."""

    name: ClassVar[str] = "inbox"
    icon: ClassVar[str] = "usb"
    citizens: ClassVar[bool] = False
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.BATCH})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self._last: list[ArrivedLine] = []
        self.volumes: Callable[[], list[Volume]] = list_volumes
        self.round, self._sending = Round(place, self), Sending()
        self.which = Choice(
            [
                (OPEN, _("Cách ly, chờ quyết định, chờ gói thiếu")),
                (LAST, _("Lần nhận vừa rồi")),
                (ALL, _("Cả sổ, mới nhất trước")),
            ]
        )
        self.which.setAccessibleName(_("Gói đang xem"))
        self.which.let_shrink()
        self.model: RowsModel[ArrivedLine] = RowsModel(
            arrived_columns(), self, key=lambda line: (line.name, line.why, line.at)
        )
        self.table = RowsTable(
            self.model, _("Gói dữ liệu đã tới"), stem="goi-du-lieu-den", counted=_counted
        )
        self.table.citizens = False
        self.none = EmptyState("ok", "")
        self.said = Advice("good")
        self.card = ArrivedCard(place)
        self._make_buttons()
        self._build()
        self._connect()
        self.first_read()

    @override
    def title(self) -> str:
        return _("Nhận gói dữ liệu")

    def _make_buttons(self) -> None:
        self.stick = ActionButton(
            _("Nhận từ USB"), self._ask_stick, name="usb", key="Alt+N", tone="primary"
        )
        self.folder = ActionButton(_("Từ thư mục"), self._ask_folder, name="folder", key="Ctrl+O")
        self.answer = ActionButton(
            _("Ghi giấy báo nhận"), self._ask_answer, name="hand-over", key="Alt+I"
        )
        self.bar = RoundBar(self.round)
        self.sealed = SealedReports(self.place, self, self.round, self.said)
        self.open_sealed = ActionButton(
            _("Mở báo cáo kèm"), self.sealed.ask, name="view", key="Alt+R"
        )
        self.decisions = ActionButton(
            _("Các quyết định"), self._open_decisions, name="history", key="Alt+H"
        )

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, scaled(4), 0)
        left.setSpacing(scaled(8))
        left.addWidget(
            flowing(self.stick, self.folder, self.answer, self.open_sealed, self.decisions)
        )
        left.addWidget(self.bar)
        left.addWidget(self.said)
        left.addWidget(self.which)
        left.addWidget(self.table, 1)
        left.addWidget(self.table.foot)
        left.addWidget(self.none, 1)
        holder = QWidget()
        holder.setLayout(left)
        split = SideBySide(holder, self.card, least=980, weights=(62, 38))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12))
        layout.addWidget(scrolling(split))

    def _connect(self) -> None:
        self.which.chosen.connect(lambda _value: self.reload())
        self.table.chosen.connect(self._on_row)
        self.table.opened.connect(lambda _at: self.card.open_first())
        self.round.turned.connect(self._on_turned)
        self.round.failed.connect(self._on_failed)

    @override
    def reload(self) -> None:
        rows = self._rows()
        self.model.show(rows)
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        texts = {
            OPEN: _("Không có gói nào cách ly, chờ quyết định hay chờ gói thiếu"),
            LAST: _("Chưa nhận lần nào từ khi mở chương trình"),
            ALL: _("Sổ nhận gói còn trống"),
        }
        self.none.say(
            texts[str(self.which.value())], _("Cắm USB của đơn vị rồi bấm Nhận từ USB (Alt+N).")
        )
        self.table.stay()
        self._on_row(self.table.currentIndex().row())

    def _rows(self) -> list[ArrivedLine]:
        desk = self.place.office.superior
        arrivals, offices = desk.arrivals(), _names(self.place.office)
        if self.which.value() == ALL:
            return [arrived_line(item, offices) for item in arrivals]
        undecided, apart = (
            self.place.office.decisions.undecided(),
            self.place.office.sender_keys.quarantined(),
        )
        if self.which.value() == LAST:
            return as_they_stand(self._last, arrivals, undecided, apart, offices)
        return open_matters(arrivals, undecided, apart, offices)

    @override
    def enter(self, argument: object = None) -> None:
        self.refresh()

    @override
    def first_field(self) -> QWidget:
        return self.table if self.table.isVisible() else self.stick

    # Taking in

    def _ask_stick(self) -> None:
        from counter_app.qt.superior.stick_dialog import StickDialog

        if not self.round.busy:
            StickDialog(self.place, self.take_in, self, self.volumes).open()

    def _ask_folder(self) -> None:
        if not self.round.busy:
            ask_folder(self, "", lambda chosen: self.take_in(Path(chosen)))

    def take_in(self, source: Path) -> None:
        """Take in every batch of a folder or stick, in the lane of long work."""

        def work(office: Office, progress: Progress, cancelled: Cancelled) -> Done[ImportSummary]:
            progress(0, 0, "")
            return office.superior.take_in(source, op_id=op, progress=progress, cancelled=cancelled)

        if self.round.busy:
            return
        op = self._sending.op("take_in", source)
        self.card.source = source
        self.said.say(_("Đang nhận từ {path}. Đừng rút USB.").format(path=source), "info")
        self.round.ask(work, self._on_taken, name=_("Nhận gói dữ liệu"), lane=Lane.LONG)

    def _ask_answer(self) -> None:
        from counter_app.qt.superior.stick_dialog import StickDialog

        if not self.round.busy:
            word = _("Ghi lên USB này")
            StickDialog(self.place, self.answer_on, self, self.volumes, word=word).open()

    def answer_on(self, stick: Path) -> None:
        """Write onto a stick what is held of every office that ever sent something, signed."""

        def work(office: Office, progress: Progress, _cancelled: Cancelled) -> Done[Acknowledged]:
            progress(0, 0, "")
            return office.sender_keys.acknowledge(stick, op_id=op)

        op = self._sending.op("acknowledge", stick)
        self.said.say(_("Đang ghi lên {path}. Đừng rút USB.").format(path=stick), "info")
        self.round.ask(work, self._on_answered, name=_("Ghi giấy báo nhận"), lane=Lane.LONG)

    def _on_answered(self, done: Done[Acknowledged]) -> None:
        self._sending.answered()
        written = self.place.hub.done(done)
        count = len(written.written)
        text = plural("Đã ghi {count} giấy báo nhận lên USB.", count).format(count=count)
        tone = "warning" if written.notes else "good"
        self.said.say([text, *written.notes, _("Có thể rút USB.")], tone)

    def _on_turned(self) -> None:
        for button in (self.stick, self.folder, self.answer, self.open_sealed):
            button.setEnabled(not self.round.busy)

    def _on_taken(self, done: Done[ImportSummary]) -> None:
        self._sending.answered()
        summary, office = done.result, self.place.office
        self._last = summary_lines(
            summary,
            office.now(),
            _names(office),
            office.superior.arrivals(),
            office.sender_keys.quarantined(),
        )
        asks = bool(
            summary.refused
            or summary.held
            or summary.aside
            or summary.incomplete
            or summary.quarantined
        )
        self.which.choose(LAST)
        self.place.hub.done(done)
        bad = bool(summary.refused or summary.aside)
        tone = "bad" if bad else "warning" if asks or summary.nothing else "good"
        heard = [note for note in summary.notes if not _is_of_line(note, summary)]
        count = len(summary.acknowledged)
        answered = plural("Đã ghi {count} giấy báo nhận lên USB.", count).format(count=count)
        told = [
            summary_text(summary),
            *heard,
            answered if count else "",
            _sealed_text(summary.sealed) if summary.sealed else "",
            _("Có thể rút USB."),
        ]
        self.said.say(told, tone)
        if self._last:
            self.table.choose(0)
            self.table.setFocus()
        else:
            self.stick.setFocus()

    def _on_failed(self, error: Exception) -> None:
        self.place.hub.announce(Noun.BATCH)
        if isinstance(error, Stopped):
            text = _("Đã dừng nhận. Gói đã nhận vẫn giữ; nhận lại để lấy tiếp phần còn lại.")
            self.said.say(text, "info")
            return
        self.said.say("")
        show_error(self.place, error)

    def _on_row(self, at: int) -> None:
        self.card.show_line(self.model.row(max(at, 0)))
        # One button leads: what is to be decided before what may come.
        self.stick.set_tone("" if self.card.asks else "primary", "usb")

    def _open_decisions(self) -> None:
        from counter_app.qt.superior.decisions_dialog import DecisionsDialog

        DecisionsDialog(self.place, self).open()


def _names(office: Office) -> dict[str, str]:
    """Journal → what its office is called."""
    return {
        journal: f"{item.name} ({item.number})"
        for item in office.superior.offices()
        for journal in item.journals
    }


def _is_of_line(note: str, summary: ImportSummary) -> bool:
    """True if a note is told in the list already."""
    return any(note.startswith(f"{name}: ") for name in summary.incomplete)


def _sealed_text(count: int) -> str:
    text = plural("Trên USB có {count} báo cáo niêm phong: bấm Mở báo cáo kèm (Alt+R).", count)
    return text.format(count=count)


def _counted(count: int) -> str:
    return plural("{count} gói dữ liệu", count).format(count=count)
