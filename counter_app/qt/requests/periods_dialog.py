"""The time to answer requests and to keep things: the office writes them down, with the document."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from counter_app.desk.act import new_op
from counter_app.domain.catalogue.limits import LimitUnit, parse_limit
from counter_app.domain.requests.request import Wish
from counter_app.domain.requests.retention import Kept
from counter_app.i18n import _, mark
from counter_app.qt.kit.act_frame import lay_out
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import text_label
from counter_app.qt.kit.dialog import Dialog
from counter_app.qt.kit.dressed import once_dressed
from counter_app.qt.kit.fields import DigitsEdit, Field, LineEdit
from counter_app.qt.kit.limit_box import USUAL, LimitBox
from counter_app.qt.kit.theme import scaled
from counter_app.qt.kit.tick_box import TickBox
from counter_app.settings import plain
from counter_app.wording.requests.requests import wish_text
from counter_app.wording.requests.retention import kept_text

if TYPE_CHECKING:
    from counter_app.desk.desk import Done
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.settings import OfficeSettings

_SOURCE = mark("Văn bản, điều khoản; hoặc quyết định của đơn vị")
_KINDS = (Kept.DOSSIER, Kept.CERTIFICATION, Kept.TICKET, Kept.FOLLOWUP, Kept.DRAFT, Kept.REQUEST)


class PeriodsDialog(Dialog):
    """A line for each: the limit or the months, the document or the office's decision; empty for not decided."""

    def __init__(self, place: Workplace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place, self._op = place, new_op()
        known = place.office.settings.to_dict()
        self.limits = {wish: _Limit(known["request_limits"].get(wish.value, {})) for wish in Wish}
        self.kept = {kind: _Period(known["retention"].get(kind.value, {})) for kind in _KINDS}
        self.save = ActionButton(
            _("Lưu"), self._on_save, name="save", key="Ctrl+Return", tone="primary", bind=False
        )
        self.shut = self.leaving()
        limits, kept = _grid(), _grid()
        for wish, limit in self.limits.items():
            _add(limits, wish_text(wish), limit.limit, limit.source)
        for kind, period in self.kept.items():
            _add(kept, kept_text(kind), period.months, period.source, period.must)
        once_dressed(self, lambda: _as_wide(limits, kept))
        first = self.limits[Wish.SEE].limit
        self._fields = _fields(limits, kept)
        self._fields[""] = self._fields["request_limits"]
        lay_out(
            self,
            title=_("Thời hạn trả lời, thời hạn lưu"),
            about="",
            meaning="",
            parts=(self._fields["request_limits"], self._fields["retention"]),
            buttons=(self.shut, self.save),
            wide=820,
        )
        self.finished.connect(self.deleteLater)
        first.setFocus()

    def _on_save(self) -> None:
        self._place.act(self._change, self._fields, lambda _done: self.accept())

    def _change(self) -> Done[OfficeSettings]:
        office = self._place.office
        limits = {wish.value: said for wish, line in self.limits.items() if (said := line.said())}
        kept = {
            **plain(office.settings.retention),
            **{kind.value: line.said() for kind, line in self.kept.items()},
        }
        changed = replace(
            office.settings,
            request_limits=limits,
            retention={kind: said for kind, said in kept.items() if said},
        )
        return office.rules.change_settings(changed, op_id=self._op)


def _fields(limits: QWidget, kept: QWidget) -> dict[str, Field]:
    """The two halves of the dialog, by the name of their setting."""
    return {
        "request_limits": Field(
            _("&Trả lời yêu cầu trong"),
            limits,
            _("Số và đơn vị thời gian, rồi văn bản quy định."),
        ),
        "retention": Field(
            _("&Lưu sau khi kết thúc"),
            kept,
            _(
                "Số tháng, 0 là vĩnh viễn; văn bản hoặc quyết định của đơn vị. Trống: chưa quyết định."
            ),
        ),
    }


class _Limit:
    """The limit of one wish."""

    def __init__(self, known: dict[str, str]) -> None:
        self._known = known
        self.limit = LimitBox(units=tuple(unit for unit in USUAL if unit is not LimitUnit.SAME_DAY))
        if known.get("limit"):
            self.limit.show_limit(parse_limit(known["limit"]))
        self.source = LineEdit(known.get("source", ""), placeholder=_(_SOURCE), most=300)

    def said(self) -> dict[str, str]:
        """As settings keep it; empty where nothing is said."""
        typed, source = self.limit.limit(), self.source.value()
        if typed is None and not source:
            return {}
        limit = typed.code() if typed else ""
        since = {"since": self._known["since"]} if self._known.get("since") else {}
        return {"limit": limit, "source": source, **since}


class _Period:
    """The time one kind is kept."""

    def __init__(self, known: dict[str, Any]) -> None:
        self._known = known
        months = known.get("months")
        self.months = DigitsEdit("" if months is None else str(months), most=4)
        self.source = LineEdit(known.get("source", ""), placeholder=_(_SOURCE), most=300)
        self.must = TickBox(_("bắt buộc giữ"))
        self.must.setChecked(bool(known.get("must")))

    def said(self) -> dict[str, Any]:
        """As settings keep it; empty where nothing is said."""
        months, source = self.months.value(), self.source.value()
        if not months and not source:
            return {}
        since = {"since": self._known["since"]} if self._known.get("since") else {}
        must = {"must": True} if self.must.isChecked() else {}
        return {"months": int(months) if months else None, "source": source, **must, **since}


def _grid() -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setColumnStretch(2, 1)
    return holder


def _as_wide(*holders: QWidget) -> None:
    """Have the first inputs of two grids begin below one another."""
    own = Qt.FindChildOption.FindDirectChildrenOnly
    names = [name for holder in holders for name in holder.findChildren(QLabel, options=own)]
    widest = max(name.sizeHint().width() for name in names)
    for holder in holders:
        grid = holder.layout()
        assert isinstance(grid, QGridLayout)  # noqa: S101 - made so
        grid.setColumnMinimumWidth(0, min(widest, scaled(180)))
        grid.setColumnStretch(0, 0)


def _add(holder: QWidget, text: str, *inputs: QWidget) -> None:
    grid = holder.layout()
    assert isinstance(grid, QGridLayout)  # noqa: S101 - made so
    row = grid.rowCount()
    grid.addWidget(text_label(text), row, 0)
    for at, item in enumerate(inputs, 1):
        item.setAccessibleName(f"{text} {at}")
        grid.addWidget(item, row, at)
