"""The same person's earlier visits, taken over with one key; and the hint that a dossier may be a repeat."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from counter_app.domain.dossier.dossier import Dossier
from counter_app.i18n import _, plural
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.icons import picture
from counter_app.qt.kit.plain import plain_label
from counter_app.qt.kit.theme import scaled
from counter_app.wording.dossier.labels import state_label
from counter_app.wording.paper.moments import short_date


class EarlierOffer(QFrame):
    """The person who came before with this number, and the day; hidden while nobody is known.

    Signals:
        taken(object): take the person over from this Dossier.
    """

    taken = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._dossier: Dossier | None = None
        self.seen: tuple[int, ...] = ()
        """The dossiers, by their numbers in the file, that the form tells of now."""
        self.setProperty("notice", "info")
        self._sign = plain_label()
        self._sign.setPixmap(picture("history", "info", 20))
        self.words = plain_label()
        self.words.setWordWrap(True)
        self.take = ActionButton(_("Dùng lại thông tin"), self._on_take, name="restore", key="F11")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(scaled(12), scaled(6), scaled(8), scaled(6))
        layout.addWidget(self._sign)
        layout.addWidget(self.words, 1)
        layout.addWidget(self.take)
        self.hide()

    def offer(self, earlier: Sequence[Dossier], differs: str = "") -> None:
        """Offer the person of the latest of these dossiers; ``differs`` says that another one stands in the form."""
        self._dossier, self.seen = (earlier[0] if earlier else None), ()
        if self._dossier is not None:
            self.words.setText(differs or _offer_text(self._dossier, len(earlier)))
            tone = "warning" if differs else "info"
            self.setProperty("notice", tone)
            self._sign.setPixmap(picture("warning" if differs else "history", tone, 20))
            self.style().unpolish(self)
            self.style().polish(self)
        self.setVisible(self._dossier is not None)

    def _on_take(self) -> None:
        if self._dossier is not None:
            self.taken.emit(self._dossier)


class RepeatHint(QFrame):
    """Says that an open dossier of the same person and procedure exists, or one that waits for what it lacked.

    Signals:
        wanted(str): open the dossier with this code.
        accept_wanted(object): accept this waiting Dossier.
    """

    wanted = Signal(str)
    accept_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._dossier: Dossier | None = None
        self._waits = False
        self.setProperty("notice", "warning")
        sign = plain_label()
        sign.setPixmap(picture("warning", "warning", 20))
        self.words = plain_label()
        self.words.setWordWrap(True)
        self.open = ActionButton(_("Xem hồ sơ này"), self._on_open, name="view", key="Alt+X")
        layout = QVBoxLayout(self)
        top = QHBoxLayout()
        top.addWidget(sign)
        top.addWidget(self.words, 1)
        layout.addLayout(top)
        layout.addWidget(self.open)
        self.hide()

    def show_waiting(self, found: Sequence[Dossier]) -> None:
        """Offer to accept the latest of these, which were handed in and lacked something."""
        self._show(found, waits=True)
        if found:
            self.words.setText(
                _("Hồ sơ {code} nộp ngày {day} đang chờ bổ sung: {procedure}.").format(
                    code=found[0].code,
                    day=short_date(found[0].received_at),
                    procedure=found[0].procedure_name,
                )
            )

    def _show(self, found: Sequence[Dossier], *, waits: bool) -> None:
        self._dossier, self._waits = (found[0] if found else None), waits
        word = _("Đã đủ, tiếp nhận") if waits else _("Xem hồ sơ này")
        self.open.setText(f"{word} (Alt+X)")
        self.open.setAccessibleName(word)
        self.open.setShortcut("Alt+X")
        self.setVisible(bool(found))

    def show_repeats(self, found: Sequence[Dossier]) -> None:
        """Warn of the latest of these; hide when there are none."""
        self._show(found, waits=False)
        if found:
            self.words.setText(
                _("Có thể trùng với hồ sơ {code} nhận ngày {day}, {state}.").format(
                    code=found[0].code,
                    day=short_date(found[0].received_at),
                    state=state_label(found[0].state).text.lower(),
                )
            )

    def _on_open(self) -> None:
        if self._dossier is None:
            return
        if self._waits:
            self.accept_wanted.emit(self._dossier)
        else:
            self.wanted.emit(self._dossier.code)


def _offer_text(dossier: Dossier, visits: int) -> str:
    party = dossier.applicant
    birth = _(", sinh {birth}").format(birth=party.birth.text()) if party.birth else ""
    place = f", {party.address}" if party.address else ""
    return plural("Đã đến {visits} lần, gần nhất {day}: {name}{birth}{place}", visits).format(
        visits=visits,
        day=short_date(dossier.received_at),
        name=party.name,
        birth=birth,
        place=place,
    )
