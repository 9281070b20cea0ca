"""Keys (F7): whose signatures count and counted, since when; a key enrolled, revoked, a journal closed or re-keyed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.desk.desk import Noun
from counter_app.errors import CounterError
from counter_app.i18n import _, plural
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import EmptyState, scrolling, text_label
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.page import Page
from counter_app.qt.kit.rows import RowsModel
from counter_app.qt.kit.rows_table import RowsTable
from counter_app.qt.kit.saving import ask_and_save, tell_page
from counter_app.qt.kit.side_by_side import SideBySide
from counter_app.qt.kit.theme import scaled
from counter_app.qt.superior.key_card import KeyCardPart
from counter_app.superior_desk.columns import KeyLine, key_columns
from counter_app.sync.letters.key_card import Role
from counter_app.system.code_letters import key_letters

if TYPE_CHECKING:
    from counter_app.qt.kit.workplace import Workplace


class KeysPage(Page):
    """Every key there ever was, and what may be done with the one in hand."""

    name: ClassVar[str] = "keys"
    icon: ClassVar[str] = "id-card"
    citizens: ClassVar[bool] = False
    nouns: ClassVar[frozenset[Noun]] = frozenset({Noun.BATCH})

    def __init__(self, place: Workplace) -> None:
        super().__init__(place)
        self.enrol = ActionButton(
            _("Ghi nhận khóa"), self._on_enrol, name="add", key="Alt+K", tone="primary"
        )
        self.own_card = ActionButton(
            _("Ghi thẻ khóa của nơi này"), self._on_own, name="save", key="Alt+I"
        )
        self.own = text_label("", "muted")
        self.said = Advice("good")
        self.model: RowsModel[KeyLine] = RowsModel(
            key_columns(), self, key=lambda line: line.key.public
        )
        self.table = RowsTable(
            self.model, _("Khóa của các đơn vị"), stem="khoa-don-vi", counted=_counted
        )
        self.table.citizens = False
        self.none = EmptyState(
            "id-card",
            _("Chưa ghi nhận khóa của đơn vị nào"),
            _("Xin đơn vị tệp khoa-don-vi-….json, rồi bấm Ghi nhận khóa (Alt+K)."),
        )
        self.card = KeyCardPart(place)
        self._build()
        self.table.chosen.connect(lambda at: self.card.show_line(self.model.row(max(at, 0))))
        self.table.opened.connect(lambda _at: self.card.open_first())
        self.first_read()

    def _build(self) -> None:
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, scaled(4), 0)
        left.setSpacing(scaled(8))
        left.addWidget(flowing(self.enrol, self.own_card))
        for widget in (self.own, self.said):
            left.addWidget(widget)
        left.addWidget(self.table, 1)
        left.addWidget(self.table.foot)
        left.addWidget(self.none, 1)
        holder = QWidget()
        holder.setLayout(left)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(scaled(16), scaled(12), scaled(16), scaled(12))
        layout.addWidget(scrolling(SideBySide(holder, self.card, least=980, weights=(62, 38))))

    @override
    def title(self) -> str:
        return _("Khóa của các đơn vị")

    @override
    def reload(self) -> None:
        rows = self.place.office.sender_keys.lines()
        self.model.show(rows)
        self.table.setVisible(bool(rows))
        self.none.setVisible(not rows)
        keys = self.place.office.keys
        own = key_letters(keys.public) if keys else _("mở khóa bằng mật khẩu để xem")
        self.own.setText(
            _("Khóa của nơi này, đọc cho đơn vị đối chiếu: {letters}").format(letters=own)
        )
        self.own_card.setEnabled(keys is not None)
        self.table.stay()
        self.card.show_line(self.model.row(max(self.table.currentIndex().row(), 0)))

    @override
    def enter(self, argument: object = None) -> None:
        self.refresh()

    @override
    def first_field(self) -> QWidget:
        return self.table if self.table.isVisible() else self.enrol

    def _on_enrol(self) -> None:
        from counter_app.qt.superior.quarantine_dialogs import EnrolDialog

        EnrolDialog(self.place, None, self).open()

    def _on_own(self) -> None:
        try:
            card, content = self.place.office.superior_keys.own_card(Role.SUPERIOR)
        except CounterError as error:
            self.said.say(error.message, "bad")
            return
        ask_and_save(self.place, self, card.file_name, content, tell_page(self.place))


def _counted(count: int) -> str:
    return plural("{count} khóa", count).format(count=count)
