"""The steps in which a citizen comes to a number: what for, from a list or by its name, and the number itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.i18n import _, plural
from counter_app.qt.queue.touch_look import (
    LEAST_TARGET,
    TouchButton,
    TouchScroll,
    TouchTile,
    bare,
    label,
)
from counter_app.wording.queue.self_service import short_name

if TYPE_CHECKING:
    from counter_app.domain.catalogue.procedure import Procedure
    from counter_app.domain.queue.tickets import Ticket
    from counter_app.domain.queue.wishes import Offer

Choice = tuple[str, str, Callable[[], object]]
"""The text of a tile, the line below it, and its act."""
ROOMY = 8
"""So few choices may be taller than the least."""
KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
TYPED_MOST = 60


def tiles(choices: Sequence[Choice], *, columns: int = 2) -> QWidget:
    """Choices as tiles beside and below one another."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setSpacing(12)
    for at, (name, more, run) in enumerate(choices):
        tile = TouchTile(
            short_name(name), more, least=96 if len(choices) <= ROOMY else LEAST_TARGET
        )
        tile.setAccessibleName(name)
        tile.clicked.connect(partial(_run, run))
        grid.addWidget(tile, at // columns, at % columns)
    for column in range(columns):
        grid.setColumnStretch(column, 1)
    grid.setRowStretch(-(-len(choices) // columns), 1)
    holder = QWidget()
    holder.setLayout(grid)
    return holder


def _run(run: Callable[[], object], _checked: bool = False) -> None:
    run()


class Step(QWidget):
    """One page of the way; ``main`` is its one large button, which stands in the foot of the window."""

    def __init__(self) -> None:
        super().__init__()
        self.main: TouchButton | None = None
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(28, 18, 28, 14)
        self.box.setSpacing(12)


class StartStep(Step):
    """The first step: the matters most people come for, every sector, the search, and a number for the unsure.

    Signals:
        procedure_chosen(object): a Procedure.
        sector_chosen(object): an Offer.
        search_wanted(), queue_wanted(): the other two ways.
    """

    procedure_chosen = Signal(object)
    sector_chosen = Signal(object)
    search_wanted = Signal()
    queue_wanted = Signal()

    def __init__(
        self, offers: Sequence[Offer], most: Sequence[Procedure], refusal: str, pause: str
    ) -> None:
        super().__init__()
        self.box.addWidget(label(_("Mời Ông (Bà) chọn thủ tục"), "title"))
        if told := refusal or pause:
            more = _("Ông (Bà) vẫn xem được giấy tờ cần mang.")
            text = f"{told.removesuffix('.')}. {more}" if refusal else told
            self.box.addWidget(label(text, "warning"))
        halves = QHBoxLayout()
        halves.setSpacing(24)
        halves.addLayout(self._left(most), 5)
        halves.addLayout(self._right(offers), 6)
        self.box.addLayout(halves, 1)

    def _left(self, most: Sequence[Procedure]) -> QVBoxLayout:
        left = QVBoxLayout()
        left.setSpacing(12)
        if most:
            left.addWidget(label(_("Nhiều người hỏi nhất"), "heading"))
            choices = [(item.name, "", partial(self.procedure_chosen.emit, item)) for item in most]
            left.addWidget(TouchScroll(tiles(choices, columns=1)), 1)
        self.search = TouchTile(_("Tìm theo tên thủ tục"), look="main")
        self.search.clicked.connect(self.search_wanted)
        self.unsure = TouchTile(
            _("Chưa rõ thủ tục"), _("Lấy số theo hàng đợi, công chức hướng dẫn tại quầy")
        )
        self.unsure.clicked.connect(self.queue_wanted)
        left.addWidget(self.search)
        left.addWidget(self.unsure)
        if not most:
            left.addStretch(1)
        return left

    def _right(self, offers: Sequence[Offer]) -> QVBoxLayout:
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(label(_("Chọn theo lĩnh vực"), "heading"))
        choices = [
            (
                offer.sector.name,
                plural("{count} thủ tục", len(offer.procedures)).format(
                    count=len(offer.procedures)
                ),
                partial(self.sector_chosen.emit, offer),
            )
            for offer in offers
        ]
        right.addWidget(TouchScroll(tiles(choices)), 1)
        return right


class ListStep(Step):
    """One question and its answers."""

    def __init__(
        self, title: str, choices: Sequence[Choice], *, about: str = "", columns: int = 1
    ) -> None:
        super().__init__()
        self.box.addWidget(label(title, "title"))
        if about:
            self.box.addWidget(label(about, "text"))
        self.box.addWidget(TouchScroll(tiles(choices, columns=columns)), 1)


class SearchStep(Step):
    """A keyboard on the screen; names are found without accents, as they are typed.

    Signals:
        procedure_chosen(object): a Procedure.
    """

    procedure_chosen = Signal(object)

    def __init__(self, search: Callable[[str], Sequence[Procedure]]) -> None:
        super().__init__()
        self._search = search
        self.text = ""
        self.typed = label("", "typed", wrap=False)
        self._said: QWidget | None = None
        self.found = QVBoxLayout()
        self.found.setContentsMargins(0, 0, 0, 0)
        self.box.addWidget(self.typed)
        self.box.addWidget(bare(self.found), 1)
        keys = QVBoxLayout()
        keys.setContentsMargins(0, 0, 0, 0)
        keys.setSpacing(8)
        self.keys: dict[str, TouchButton] = {}
        for row in KEYS:
            keys.addLayout(self._row(row))
        keys.addLayout(self._last_row())
        self.box.addLayout(keys)
        self._show()

    def _row(self, letters: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for letter in letters:
            row.addWidget(self._key(letter, letter.upper(), partial(self.press, letter)), 2)
        row.addStretch(1)
        return row

    def _last_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._key("clear", _("Xóa hết"), self.clear), 2)
        row.addWidget(self._key(" ", _("Dấu cách"), partial(self.press, " ")), 5)
        row.addWidget(self._key("back", _("Xóa"), self.back), 2)
        return row

    def _key(self, name: str, text: str, run: Callable[[], object]) -> TouchButton:
        button = TouchButton(text, "key")
        button.clicked.connect(partial(_run, run))
        self.keys[name] = button
        return button

    def press(self, letter: str) -> None:
        """One more letter; a space only behind a word."""
        if len(self.text) < TYPED_MOST and (letter != " " or self.text[-1:].strip()):
            self.text += letter
            self._show()

    def back(self) -> None:
        """Take the last letter back."""
        self.text = self.text[:-1]
        self._show()

    def clear(self) -> None:
        """Begin again."""
        self.text = ""
        self._show()

    def results(self) -> list[Procedure]:
        """The procedures offered now."""
        return list(self._search(self.text))

    def _show(self) -> None:
        self.typed.setText(f"{self.text}|" if self.text else _("Gõ tên thủ tục, không cần dấu"))
        if self._said is not None:
            self.found.removeWidget(self._said)
            self._said.hide()
            self._said.deleteLater()
            self._said = None
        choices = [
            (item.name, "", partial(self.procedure_chosen.emit, item)) for item in self.results()
        ]
        if choices:
            self._offer(TouchScroll(tiles(choices, columns=1)))
        elif self.text.strip():
            self._offer(label(_("Không thấy thủ tục nào có tên như vậy. Thử ít chữ hơn."), "text"))

    def _offer(self, said: QWidget) -> None:
        self._said = said
        self.found.addWidget(said)
        said.show()


class NumberStep(Step):
    """The number, as large as can be, how long it takes, and what to bring meanwhile.

    Signals:
        left(): the citizen goes.
    """

    left = Signal()

    def __init__(self, ticket: Ticket, queue: str, told: Sequence[str], missing: str) -> None:
        super().__init__()
        middle = Qt.AlignmentFlag.AlignCenter
        self.number = label(ticket.label, "number", wrap=False)
        self.paper = label("", "text")
        self.box.addStretch(1)
        for said in (
            label(_("Số thứ tự của Ông (Bà)"), "heading"),
            self.number,
            label(queue, "title"),
            *(label(text, "text") for text in told),
            self.paper,
        ):
            said.setAlignment(middle)
            self.box.addWidget(said)
        if missing:
            self.box.addWidget(label(missing, "warning"))
        self.box.addStretch(2)
        self.main = TouchButton(_("Xong"), "main")
        self.main.clicked.connect(self.left)

    def say_paper(self, text: str) -> None:
        """Say the outcome of printing the ticket."""
        self.paper.setText(text)


class SorryStep(Step):
    """Why there is no number."""

    def __init__(self, text: str) -> None:
        super().__init__()
        said = label(text, "warning")
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.box.addStretch(1)
        self.box.addWidget(said)
        self.box.addStretch(2)
