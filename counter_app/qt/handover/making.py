"""Making a sheet: the reason, the giver, the receiver, and a stack of receipts scanned one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from counter_app.desk.act import Done, new_op
from counter_app.desk.handover.sheets import Scan, Wanted
from counter_app.domain.handover.whereabouts import SCANNED, Fit, HeldLine, Holder, Purpose, Sheet
from counter_app.domain.office.staff import Duty
from counter_app.i18n import _, mark, plural
from counter_app.office import Office
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton, strike_once
from counter_app.qt.kit.fields import Choice, Field
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.handover_words import fit_label, holder_text, purpose_text, scan_text
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.kit.scan_box import ScanBox
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.tick_box import TickBox
from counter_app.qt.kit.verdict import VerdictBand, VerdictText
from counter_app.qt.kit.workplace import Workplace
from counter_app.values import dataclass
from counter_app.wording.dossier.labels import Label
from counter_app.wording.paper.moments import clock_text
from counter_app.wording.tables.columns import Column

NO_PARTNERS = mark(
    "Chưa có cơ quan nào. Thêm ở trang Cài đặt (Ctrl+4), thẻ Đơn vị, mục Cơ quan phối hợp."
)


@dataclass(frozen=True, slots=True)
class Scanned:
    """A row of the sheet being made; ``anyway`` when the receipt was scanned again although somebody else has it."""

    scan: Scan
    anyway: bool = False

    @property
    def counts(self) -> bool:
        """True if it goes on the sheet."""
        return self.scan.fit is Fit.OK or self.anyway

    @property
    def label(self) -> Label:
        """The way the row is judged."""
        if self.anyway:
            return Label(_("Đưa vào phiếu, hồ sơ giấy đang ở đây"), "good", "ok")
        return fit_label(self.scan.fit)


class MakingPart(QWidget):
    """The sheet being made.

    Signals:
        saved(object): the Sheet that was saved.
        print_wanted(object): print this Sheet.
    """

    saved = Signal(object)
    print_wanted = Signal(object)

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place = place
        self._rows: list[Scanned] = []
        self._waiting: list[tuple[Holder | None, HeldLine]] = []
        self._op = new_op()
        self.purpose = Choice([(item, purpose_text(item)) for item in SCANNED])
        self.giver, self.taker = Choice(), Choice()
        self.scan = ScanBox(place)
        self.band = VerdictBand()
        self.hint = Advice("info")
        self.at_once = TickBox(_("Người nhận đã nhận hồ sơ giấy: ghi nhận ngay"))
        self.model: RowsModel[Scanned] = RowsModel(
            _columns(), self, key=lambda item: item.scan.scanned
        )
        self.table = RowsTable(self.model, _("Hồ sơ trên phiếu"), stem="ho-so-lap-phieu")
        self.propose = ActionButton(_("Thêm hồ sơ được đề nghị"), self._on_propose, key="Alt+G")
        self.drop = ActionButton(_("Bỏ dòng"), self._on_drop, name="delete", key="Alt+X")
        self.save = ActionButton(
            _("Lưu phiếu"), self._on_save, name="save", key="Ctrl+Return", tone="primary", bind=False
        )  # fmt: skip
        again = _("In phiếu vừa lưu")
        self.print = ActionButton(again, self._on_print, name="printer", key="Ctrl+P")
        self.print.hide()
        self._saved: Sheet | None = None
        self._fields = {
            "purpose": Field(_("Loại bàn giao"), self.purpose),
            "giver": Field(_("Người giao"), self.giver),
            "taker": Field(_("Người nhận"), self.taker),
        }
        self._build()
        self._connect()

    def _build(self) -> None:
        for choice in (self.purpose, self.giver, self.taker):
            choice.let_shrink()
        who = QGridLayout()
        who.setHorizontalSpacing(scaled(12))
        for column, field in enumerate(self._fields.values()):
            who.addWidget(field, 0, column)
            who.setColumnStretch(column, 1)
        self.table.setMinimumHeight(scaled(120))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(4), scaled(8), scaled(4), 0)
        layout.setSpacing(scaled(8))
        layout.addLayout(who)
        for widget in (self.scan, self.band, self.hint):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.table.foot)
        layout.addWidget(self.at_once)
        layout.addWidget(flowing(self.save, self.propose, self.drop, self.print))

    def _connect(self) -> None:
        self.purpose.chosen.connect(lambda _value: self._on_purpose())
        self.giver.chosen.connect(lambda _value: self._on_party())
        self.taker.chosen.connect(lambda _value: self._on_party())
        self.scan.scanned.connect(self.judge)
        strike_once(self, self._on_save)
        shortcut = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table, self._on_drop)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    def reload(self) -> None:
        """Read officers, partners and proposals again; what was scanned stays."""
        self._offer(keep=True)
        self._read_waiting()
        if _is_gone(self._place.office, self._saved):
            self._saved = None
            self.print.hide()
            self.band.ask()
        self._show()

    def wanted(self) -> Wanted:
        """The sheet as it stands."""
        counted = [item for item in self._rows if item.counts]
        return Wanted(
            purpose=self.purpose.value(),
            giver=self.giver.value() or Holder(),
            taker=self.taker.value() or Holder(),
            codes=[item.scan.scanned for item in counted],
            anyway=frozenset(item.scan.scanned for item in counted if item.anyway),
        )

    def _on_print(self) -> None:
        if self._saved is not None:
            self.print_wanted.emit(self._saved)

    def judge(self, text: str) -> None:
        """Judge one scan and put it on the sheet, or beside it."""
        scan = self._judged(text)
        at = self._find(scan.scanned)
        again = at is not None and self._rows[at].scan.fit is Fit.ELSEWHERE
        if at is not None and again and scan.fit is Fit.ELSEWHERE:
            item = replace(self._rows[at], anyway=True)
            self._rows[at] = item
            words = scan_text(replace(scan, fit=Fit.OK), self._names())
        else:
            item = Scanned(scan)
            words = scan_text(scan, self._names())
            if at is None:
                self._rows.append(item)
        self.band.show_text(words)
        self.scan.sound(item.counts)
        self._show()
        at = self.model.find(lambda shown: shown.scan.scanned == scan.scanned)
        self.table.choose(at)
        self.table.scrollTo(self.model.index(at, 0))

    def _judged(self, text: str) -> Scan:
        wanted = self.wanted()
        counted = [item.scan.dossier for item in self._rows if item.counts]
        ids = [dossier.id for dossier in counted if dossier is not None]
        return self._place.office.handover.scan(text, wanted.purpose, wanted.giver, ids)

    def _find(self, code: str) -> int | None:
        return next((at for at, item in enumerate(self._rows) if item.scan.scanned == code), None)

    def _names(self) -> dict[str, str]:
        return self._place.office.staff.names()

    # --- who gives, who takes ----------------------------------------------------------------

    def _offer(self, *, keep: bool = False) -> None:
        office, purpose = self._place.office, self.purpose.value()
        people = _people(office)
        offices = [(Holder(office=name), name) for name in office.handover.partners()]
        self.giver.offer(offices if purpose is Purpose.BACK else people, keep=keep)
        self.taker.offer(offices if purpose is Purpose.FORWARD else people, keep=keep)
        self._fields["giver"].set_label(
            _("Cơ quan giao") if purpose is Purpose.BACK else _("Người giao")
        )
        self._fields["taker"].set_label(
            _("Cơ quan nhận") if purpose is Purpose.FORWARD else _("Người nhận")
        )

    def begin(self, purpose: Purpose | None = None) -> None:
        """Start a new sheet: the acting officer on the side that is usual for its purpose."""
        if purpose is not None:
            self.purpose.choose(purpose)
        self._offer()
        officer = self._place.office.session.officer
        me = Holder(officer=officer.login if officer else "")
        to_me = self.purpose.value() in (Purpose.RESULT, Purpose.BACK)
        mine, other = (self.taker, self.giver) if to_me else (self.giver, self.taker)
        mine.choose(me)
        if other.value() == me:
            other.choose(next((item for item in other.values() if item != me), me))
        self.at_once.setChecked(to_me)
        self._read_waiting()
        if not to_me:
            self.taker.choose(_usual_taker(self._waiting))
        self._show()

    def _on_purpose(self) -> None:
        self.begin()
        self._rejudge()

    def _on_party(self) -> None:
        self._rejudge()
        self.scan.setFocus()

    def _rejudge(self) -> None:
        """Judge the scanned receipts again for another purpose or giver."""
        self._read_waiting()
        texts, self._rows = [item.scan.scanned for item in self._rows], []
        for text in texts:
            self._rows.append(Scanned(self._judged(text)))
        self._show()

    # --- showing and saving ------------------------------------------------------------------

    def _show(self) -> None:
        self.model.show(self._rows)
        counted = sum(item.counts for item in self._rows)
        self.save.setText(
            plural("Lưu phiếu {count} hồ sơ (Ctrl+Enter)", counted).format(count=counted)
            if counted
            else _("Lưu phiếu (Ctrl+Enter)")
        )
        self.save.setEnabled(counted > 0)
        self.drop.setEnabled(bool(self._rows))
        elsewhere = self.purpose.value() in (Purpose.FORWARD, Purpose.BACK)
        if elsewhere and not self._place.office.handover.partners():
            self.hint.say(_(NO_PARTNERS), "warning")
            self.propose.setEnabled(False)
            return
        waiting = len(_proposed(self._waiting, self._rows, self.taker.value()))
        self.propose.setEnabled(waiting > 0)
        self.hint.say(
            plural(
                "Đề nghị: {count} hồ sơ của người giao cần chuyển cho người nhận này.", waiting
            ).format(count=waiting)
            if waiting
            else "",
            "info",
        )

    def _read_waiting(self) -> None:
        wanted, holders = self.wanted(), self._place.office.holders
        self._waiting = holders.proposals(wanted.purpose, wanted.giver)

    def _on_propose(self) -> None:
        self.add(_proposed(self._waiting, self._rows, self.taker.value()))

    def add(self, codes: Iterable[str]) -> None:
        """Put dossiers on the sheet that are not on it; each says beside it why it does not fit."""
        for code in codes:
            if self._find(code) is None:
                self._rows.append(Scanned(self._judged(code)))
        self._show()
        self.table.setFocus()

    def _on_drop(self) -> None:
        if (chosen := self.model.row(at := self.table.currentIndex().row())) is not None:
            self._rows.remove(chosen)
            self._show()
            self.table.choose(at)

    def _on_save(self) -> None:
        if any(item.counts for item in self._rows):
            said = partial(_saved_sentence, self._names())
            give = partial(self._give, self.wanted())
            self._place.act(give, self._fields, self._on_saved, undoable=said)

    def _give(self, wanted: Wanted) -> Done[Sheet]:
        done = self._place.office.handover.give(
            wanted, take=self.at_once.isChecked(), op_id=self._op
        )
        self._rows, self._op = [], new_op()
        return done

    def _on_saved(self, sheet: Sheet) -> None:
        self.band.show_text(_saved_text(sheet, self._names()))
        self._saved = sheet
        self.print.show()
        self._show()
        self.scan.setFocus()
        self.saved.emit(sheet)


def _columns() -> tuple[Column[Scanned], ...]:
    return (
        Column(_("Kiểm tra"), lambda item: item.label),
        Column(_("Mã hồ sơ"), lambda item: item.scan.scanned),
        Column(
            _("Chủ hồ sơ"),
            lambda item: item.scan.dossier.holder_name if item.scan.dossier else "",
            of_people=True,
        ),
        Column(
            _("Thủ tục"), lambda item: item.scan.dossier.procedure_name if item.scan.dossier else ""
        ),
        Column(_("Hẹn trả"), _promise),
    )


def _promise(item: Scanned) -> date | None:
    dossier = item.scan.dossier
    return dossier.promised_at.date() if dossier and dossier.promised_at else None


def _people(office: Office) -> list[tuple[Holder, str]]:
    """The people who may hold papers here; whoever is signed in too."""
    people = [
        (Holder(officer=item.login), item.name)
        for item in office.staff.officers()
        if item.may(Duty.PROCESS)
    ]
    me = office.session.officer
    if me is not None and me.login not in [holder.officer for holder, _name in people]:
        people.append((Holder(officer=me.login), office.staff.names().get(me.login, me.login)))
    return people


def _usual_taker(waiting: Sequence[tuple[Holder | None, HeldLine]]) -> Holder | None:
    """Whoever should be handed the most now."""
    takers = Counter(holder for holder, _item in waiting if holder is not None)
    return takers.most_common(1)[0][0] if takers else None


def _is_gone(office: Office, sheet: Sheet | None) -> bool:
    """True if a sheet was taken back whole: nothing is called saved or printed then."""
    rows = office.handover.sheet(sheet.id).rows if sheet is not None else ()
    return bool(rows) and all(row.leg.recalled for row in rows)


def _saved_sentence(names: Mapping[str, str], sheet: Sheet) -> str:
    return _saved_text(sheet, names).sentence


def _saved_text(sheet: Sheet, names: Mapping[str, str]) -> VerdictText:
    return VerdictText(
        "good",
        "hand-over",
        _("Đã lưu phiếu {number}").format(number=sheet.label),
        plural("{count} hồ sơ giao cho {taker} lúc {at}.", sheet.count).format(
            count=sheet.count, taker=holder_text(sheet.taker, names), at=clock_text(sheet.given_at)
        ),
    )


def _proposed(
    waiting: Sequence[tuple[Holder | None, HeldLine]], rows: Sequence[Scanned], taker: Holder | None
) -> list[str]:
    """Codes that the giver should hand to this taker and that were not scanned yet."""
    on_sheet = {item.scan.scanned for item in rows}
    return [
        item.line.code
        for holder, item in waiting
        if holder in (None, taker) and item.line.code not in on_sheet
    ]
