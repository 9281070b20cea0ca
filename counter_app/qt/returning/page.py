"""Return (trả kết quả, F4): one box, one verdict, and who takes the result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from PySide6.QtWidgets import (
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from counter_app.desk.act import Done, new_op
from counter_app.desk.desk import Noun
from counter_app.desk.dossier.returning import Verdict, VerdictKind
from counter_app.domain.dossier.dossier import Dossier, Original, State
from counter_app.domain.dossier.moves import Act
from counter_app.domain.handover.whereabouts import still_kept
from counter_app.i18n import _, plural
from counter_app.office import Office
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton, strike_once
from counter_app.qt.kit.cards import scrolling, text_label
from counter_app.qt.kit.fields import Choice, Field
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.print_run import PrintRun
from counter_app.qt.kit.side_by_side import NARROW, SideBySide
from counter_app.qt.kit.signed_edit import SignedEdit
from counter_app.qt.kit.sounds import Sounds
from counter_app.qt.kit.theme import scaled, sized
from counter_app.qt.kit.tick_box import TickBox
from counter_app.qt.kit.verdict import VerdictBand, VerdictText, verdict_text
from counter_app.qt.kit.workplace import Workplace
from counter_app.qt.returning.collector_form import CollectorForm
from counter_app.qt.returning.returned import ReturnedCard
from counter_app.store.read.prints import PrintJob
from counter_app.wording.paper.moments import due_text

_BESIDE_FORM, _BESIDE_BUTTONS = (46, 54), (30, 70)
"""The shares of the width for the acts on a scan and for the list of today."""

_LEAST_LEFT = 190
"""Pixels at 100 % text that the form keeps; buttons alone take what they need."""


class ReturningPage(Page):
    """Scan, see, hand over."""

    name: ClassVar[str] = "returning"
    icon: ClassVar[str] = "returning"
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.DOSSIER})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.sounds = Sounds()
        self._verdict: Verdict | None = None
        self._slip: PrintJob | None = None
        self._op, self._run = "", PrintRun(place, self)
        self.form, self.today = CollectorForm(self.place.office.intake.read_card), ReturnedCard()
        self._build()
        self._connect()
        self._show_form()

    @override
    def title(self) -> str:
        return _("Trả kết quả")

    def _build(self) -> None:
        self.scan = SignedEdit(
            sign="scan", placeholder=_("Quét mã vạch trên giấy hẹn, hoặc gõ mã hồ sơ")
        )
        self.scan.setObjectName("scanBox")
        self.scan.setAccessibleName(_("Mã vạch hoặc mã hồ sơ"))
        self.scan.setProperty("takesScans", True)
        self.scan.setFont(sized(14))
        self.band, self.paper = VerdictBand(), Advice("good")
        self.originals = TickBox(_("T&rả lại bản chính đang giữ"))
        self.kept = text_label("", "muted")
        self.accept = ActionButton(
            _("Đã đủ, tiếp nhận"), self._on_accept, name="intake", key="Ctrl+T", tone="primary"
        )
        self.where = GivenAt()
        self.give = ActionButton(
            _("Trả và in phiếu"), self._on_give, name="returning", key="Ctrl+Return",
            tone="primary", bind=False,
        )  # fmt: skip
        self.print = ActionButton(_("In phiếu"), self._print, name="printer", key="Ctrl+P")
        self.open = ActionButton(_("Mở hồ sơ"), self._on_open, name="view", key="Ctrl+O")
        self.search = ActionButton(
            _("Tìm theo họ tên"), self._on_search, name="search", key="Ctrl+F"
        )
        self.left = self._build_left()
        self.today.setMinimumHeight(scaled(170))
        self.halves = SideBySide(self.left, self.today, least=NARROW, weights=_BESIDE_FORM)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12))
        layout.setSpacing(scaled(10))
        layout.addWidget(self.scan)
        layout.addWidget(self.band)
        layout.addWidget(self.halves, 1)

    def _build_left(self) -> QScrollArea:
        """Build the taker of the result, and the acts on it."""
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, scaled(6), 0)
        left.setSpacing(scaled(8))
        back = QVBoxLayout()
        back.setSpacing(2)
        back.addWidget(self.originals)
        back.addWidget(self.kept)
        left.addWidget(self.form)
        left.addWidget(self.where)
        left.addLayout(back)
        for widget in (self.give, self.accept, self.paper, self.print, self.open, self.search):
            left.addWidget(widget)
        left.addStretch(1)
        return scrolling(left)

    def _connect(self) -> None:
        strike_once(self, self._on_give)
        self.scan.returnPressed.connect(self._on_scan)
        self.today.opened.connect(lambda code: self.place.hub.go("dossier", code))
        self.form.card.receipt.connect(self.judge)
        self.form.enter.ends_at(self.give)
        self._run.started.connect(lambda _job: self.paper.say(_("Đang in phiếu…"), "info"))
        self._run.printed.connect(self._on_printed)
        self._run.failed.connect(self._on_failed)

    @override
    def reload(self) -> None:
        if _waits_again(self.place.office, self._verdict):
            self.judge(self.judged)
        self.today.show_returned(self.place.office.returning.today_list())

    @override
    def enter(self, argument: object = None) -> None:
        self.refresh()
        if isinstance(argument, str) and argument:
            self.judge(argument)

    @override
    def first_field(self) -> QWidget:
        return self.scan

    def judge(self, text: str) -> None:
        """Give the verdict on a scan at once."""
        office = self.place.office
        verdict = office.returning.verdict(text)
        self._verdict, self._op, self._slip = verdict, new_op(), None
        self.judged = _served(office, verdict)
        returner = ""
        if verdict.kind is VerdictKind.RETURNED and verdict.dossier is not None:
            returner = office.returning.returner(verdict.dossier.code)
        self.band.show_text(
            verdict_text(verdict, today=office.returning.today(), returner=returner)
        )
        self.paper.say("")
        if verdict.kind is VerdictKind.READY and verdict.dossier is not None:
            self.form.begin(verdict.dossier)
            self.where.offer(office, verdict.dossier)
            # What the office kept goes back with the result, unless the officer says that it does not.
            self.originals.setChecked(True)
            self.kept.setText(_kept_text(still_kept(verdict.dossier)))
        self._show_form()
        self.scan.clear()
        self.scan.setFocus()
        self._sound(verdict.kind is VerdictKind.READY)

    def _on_scan(self) -> None:
        text = self.scan.value()
        if text:
            self.judge(text)
        elif self._is_ready():
            self.form.name.setFocus()

    def _is_ready(self) -> bool:
        return self._verdict is not None and self._verdict.kind is VerdictKind.READY

    def _show_form(self) -> None:
        """Only what can be done now is shown."""
        ready = self._is_ready()
        self.left.setVisible(self._verdict is not None)
        self.form.setVisible(ready)
        self.where.show_when(ready)
        self.give.setVisible(ready)
        self.originals.setVisible(ready and bool(self.kept.text()))
        self.kept.setVisible(ready and bool(self.kept.text()))
        self.accept.setVisible(_waits(self.place.office, self._verdict))
        self.print.setVisible(self._slip is not None)
        self.open.setVisible(self._verdict is not None and self._verdict.dossier is not None)
        unknown = self._verdict is not None and self._verdict.kind is VerdictKind.UNKNOWN
        self.search.setVisible(unknown)
        _give_room(self, ready=ready)

    def _sound(self, good: bool) -> None:
        if self.place.office.preferences.sound:
            self.sounds.play("ok" if good else "bad")

    # --- handing over ------------------------------------------------------------------------

    def _on_give(self) -> None:
        if self._is_ready():
            fields = self.form.fields() | {"point": self.where}
            self.place.act(self._hand_over, fields, self._on_handed, undoable=_handed_text_of)

    def _hand_over(self) -> Done[Dossier]:
        verdict = self._verdict
        assert verdict is not None and verdict.dossier is not None  # noqa: S101, PT018 - ready
        return self.place.office.returning.hand_over(
            verdict.dossier.code,
            self.form.collector(),
            originals=None if self.originals.isChecked() else (),
            point=self.where.value(),
            op_id=self._op,
        )

    def _on_accept(self) -> None:
        from counter_app.qt.kit.accept_dialog import AcceptDialog

        if self._verdict is not None and self._verdict.dossier is not None:
            dialog = AcceptDialog(self.place, self._verdict.dossier, self)
            dialog.accepted_dossier.connect(self._on_accepted)
            dialog.open()

    def _on_accepted(self, dossier: Dossier) -> None:
        """The receipt is printed where everything of the dossier stands."""
        from counter_app.qt.kit.print_dialog import PrintDialog

        self.judge(dossier.code)
        receipts = self.place.office.paper.prints_of(dossier.code)
        PrintDialog(self.place, receipts[-1].id, self).open()

    def _on_handed(self, dossier: Dossier) -> None:
        self._verdict = Verdict(kind=VerdictKind.RETURNED, dossier=dossier, scanned=dossier.code)
        self.band.show_text(_handed_text(dossier))
        slips = [
            job
            for job in self.place.office.paper.prints_of(dossier.code)
            if job.document == "return_slip"
        ]
        self._slip = slips[-1] if slips else None
        self._name_print(_("In phiếu"))
        self._show_form()
        self.reload()
        self.scan.setFocus()
        self._print()

    def _print(self) -> None:
        if self._slip is None:
            return
        if self.place.office.preferences.printer and self._slip.state in {"issued", "failed"}:
            self._run.send(self._slip.id)
        else:
            self._open_print_dialog()

    def _open_print_dialog(self) -> None:
        from counter_app.qt.kit.print_dialog import PrintDialog

        if self._slip is not None:
            dialog = PrintDialog(self.place, self._slip.id, self)
            dialog.came_out.connect(lambda job: self._on_out(job, filed=dialog.filed))
            dialog.open()

    def _name_print(self, text: str) -> None:
        """Another word on the print button."""
        self.print.setText(f"{text} (Ctrl+P)")

    def _on_printed(self, job: PrintJob) -> None:
        self._on_out(job, filed=self._run.filed)

    def _on_out(self, job: PrintJob, *, filed: bool) -> None:
        self._slip = job
        self._name_print(_("In lại"))
        if job.error:
            self.paper.say(job.error, "warning")
        elif filed:
            text = _("Phiếu đã lưu thành tệp, chưa in ra giấy. In ra rồi lấy chữ ký.")
            self.paper.say(text, "warning")
        else:
            self.paper.say(_("Phiếu đã in. Lấy chữ ký của người nhận kết quả."), "good")

    def _on_failed(self, _job: int, sentence: str) -> None:
        self._name_print(_("In lại"))
        self.paper.say(_("{reason} Kết quả đã ghi là đã trả.").format(reason=sentence), "bad")

    # --- elsewhere ---------------------------------------------------------------------------

    def _on_open(self) -> None:
        if self._verdict is not None and self._verdict.dossier is not None:
            self.place.hub.go("dossier", self._verdict.dossier.code)

    def _on_search(self) -> None:
        if self._verdict is not None:
            self.place.hub.go("dossiers", self._verdict.scanned)


def _served(office: Office, verdict: Verdict) -> str:
    """The code of the dossier that was scanned, which whoever scans it sees; empty for none."""
    if verdict.dossier is None:
        return ""
    office.access.served(verdict.dossier)
    return verdict.dossier.code


def _handed_text_of(dossier: Dossier) -> str:
    return _handed_text(dossier).sentence


def _handed_text(dossier: Dossier) -> VerdictText:
    collector = dossier.collector
    sentence = _("Hồ sơ {code} trả cho {name} lúc {moment}.").format(
        code=dossier.code,
        name=collector.name if collector else "…",
        moment=due_text(dossier.returned_at) if dossier.returned_at else "…",
    )
    return VerdictText("good", "hand-over", _("Đã trả kết quả"), sentence)


def _kept_text(kept: Sequence[Original]) -> str:
    return "\n".join(
        plural("{quantity} bản {name}", item.quantity).format(
            quantity=item.quantity, name=item.name
        )
        for item in kept
    )


def _waits_again(office: Office, verdict: Verdict | None) -> bool:
    """True if a return was taken back: the result waits, and can be given to the right person."""
    before = verdict.dossier if verdict is not None else None
    if before is None or before.state is not State.RETURNED:
        return False
    return office.dossiers.get(before.code).state is State.FINISHED


def _waits(office: Office, verdict: Verdict | None) -> bool:
    """True if the scan is of a slip that asked for more before the dossier was accepted."""
    dossier = verdict.dossier if verdict is not None else None
    return dossier is not None and Act.ACCEPT in office.dossiers.acts(dossier)


def _give_room(page: ReturningPage, *, ready: bool) -> None:
    """Share the room between what can be done and the list of today."""
    page.halves.weigh(*(_BESIDE_FORM if ready else _BESIDE_BUTTONS))
    inside = page.left.widget()
    high = inside.sizeHint().height() if inside is not None else 0
    page.left.setMinimumHeight(min(high, scaled(_LEAST_LEFT)))


class GivenAt(Field):
    """Offers the office's points; hidden while there is none."""

    def __init__(self) -> None:
        self.choice = Choice([("", _("Tại quầy"))])
        self.choice.let_shrink()
        super().__init__(_("Trả tại"), self.choice)
        self.hide()

    def offer(self, office: Office, dossier: Dossier) -> None:
        """Begin with where the dossier says that its result is fetched."""
        settings = office.settings
        places = [*settings.points, *([settings.home_service] if settings.home_service else [])]
        self.choice.offer([("", _("Tại quầy")), *((name, name) for name in places)])
        self.choice.choose("")
        self.choice.choose(dossier.return_place)
        self.set_error("")

    def show_when(self, ready: bool) -> None:
        """Show it where a result can be given out, and there is a choice."""
        self.setVisible(ready and self.choice.count() > 1)

    def value(self) -> str:
        """The point chosen, empty at the counter."""
        return str(self.choice.value() or "")
