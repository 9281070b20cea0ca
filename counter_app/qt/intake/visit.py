"""Several dossiers of one person at one visit: filled forms that wait to be saved together, on one slip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from counter_app.domain.dossier.draft import IntakeDraft
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.office import Office
from counter_app.qt.intake.intake_form import IntakeForm
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.flow import FlowLayout
from counter_app.qt.kit.overriding import override
from counter_app.qt.kit.plain import plain_tip
from counter_app.qt.kit.theme import scaled
from counter_app.values import dataclass
from counter_app.wording.paper.amounts import money

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitForm:
    """One filled form: the draft it makes, the form as typed, its own operation; ``fee`` None while unknown."""

    op: str
    draft: IntakeDraft
    state: dict[str, Any]
    title: str
    fee: int | None

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe form, kept with the draft of the visit."""
        return {
            "op": self.op,
            "draft": self.draft.to_dict(),
            "state": self.state,
            "title": self.title,
            "fee": self.fee,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> VisitForm:
        """The inverse of ``to_dict``. Errors: KeyError, RuleError."""
        return cls(
            op=data["op"],
            draft=IntakeDraft.from_dict(data["draft"]),
            state=data["state"],
            title=data["title"],
            fee=data["fee"],
        )


class VisitCard(Card):
    """The forms collected so far with their fees and the total; hidden while there is none.

    Signals:
        edit_wanted(int): take this row back into the form.
        changed(): a form was added or taken away.
        dropped(object): this VisitForm was taken away for good.
    """

    edit_wanted = Signal(int)
    changed = Signal()
    dropped = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Cùng một lần đến"))
        self._forms: list[VisitForm] = []
        self.list = _Rows()
        self.total = text_label("", "heading")
        self.edit = ActionButton(_("Sửa"), self._on_edit, name="edit", key="Alt+S")
        self.drop = ActionButton(_("Bỏ hồ sơ này"), self._on_drop, name="delete", key="Alt+E")
        buttons = QWidget()
        flow = FlowLayout(buttons, spacing=scaled(8))
        flow.addWidget(self.edit)
        flow.addWidget(self.drop)
        self.add(self.list, self.total, buttons)
        self.list.itemActivated.connect(lambda _item: self._on_edit())
        self.list.deleted.connect(self._on_drop)
        self.hide()

    def forms(self) -> tuple[VisitForm, ...]:
        """The forms in the order they were filled."""
        return tuple(self._forms)

    def put(self, form: VisitForm) -> None:
        """Add a form."""
        self.show_forms([*self._forms, form])
        self.list.setCurrentRow(len(self._forms) - 1)

    def take(self, row: int) -> VisitForm:
        """Take a form out."""
        form = self._forms[row]
        self.show_forms([item for item in self._forms if item is not form])
        return form

    def show_forms(self, forms: Sequence[VisitForm]) -> None:
        """Replace the forms."""
        self._forms = list(forms)
        self.list.clear()
        for number, form in enumerate(self._forms, 1):
            text = _("{number}. {fee} · {procedure}").format(
                number=number, procedure=form.title, fee=_fee_text(form.fee)
            )
            item = QListWidgetItem(text)
            item.setToolTip(plain_tip(text))
            self.list.addItem(item)
        if self._forms:
            self.list.setCurrentRow(0)
        self.list.fit()
        self.total.setText(_total_text(self._forms))
        self.setVisible(bool(self._forms))
        self.changed.emit()

    def state(self) -> list[dict[str, Any]]:
        """JSON-safe."""
        return [form.to_dict() for form in self._forms]

    def restore(self, states: Sequence[Mapping[str, Any]]) -> None:
        """Put back what ``state`` told; a form that cannot be read any more is left out."""
        found = []
        for state in states:
            try:
                found.append(VisitForm.from_dict(state))
            except (KeyError, RuleError, TypeError, ValueError):
                continue
        self.show_forms(found)

    def _on_edit(self) -> None:
        if self.list.currentRow() >= 0:
            self.edit_wanted.emit(self.list.currentRow())

    def _on_drop(self) -> None:
        if self.list.currentRow() >= 0:
            self.dropped.emit(self.take(self.list.currentRow()))


class _Rows(QListWidget):
    """Wrapping lines, as high as their contents.

    Signals:
        deleted(): Delete was pressed on a line.
    """

    deleted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Hồ sơ của cùng một lần đến"))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)

    def fit(self) -> None:
        """Take as much height as up to five lines need."""
        row = self.sizeHintForRow(0) if self.count() else 0
        self.setFixedHeight(min(max(self.count(), 1), 5) * row + scaled(12))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.deleted.emit()
        else:
            super().keyPressEvent(event)


def _fee_text(fee: int | None) -> str:
    if fee is None:
        return _("phí chưa nhập")
    return _("không thu") if fee == 0 else money(fee)


def _total_text(forms: Sequence[VisitForm]) -> str:
    total = sum(form.fee or 0 for form in forms)
    text = plural("{count} hồ sơ, tổng phí {amount}", len(forms)).format(
        count=len(forms), amount=money(total)
    )
    unknown = sum(form.fee is None for form in forms)
    return (
        plural("{text}, {count} hồ sơ chưa nhập phí", unknown).format(text=text, count=unknown)
        if unknown
        else text
    )


def filled_form(office: Office, form: IntakeForm, op: str) -> VisitForm:
    """A form as it could be saved now. Errors: RuleError naming the field."""
    draft = form.draft()
    preview = office.intake.check(draft)
    return VisitForm(
        op=op,
        draft=draft,
        state=form.state(),
        title=preview.procedure.name,
        fee=preview.fee,
    )
