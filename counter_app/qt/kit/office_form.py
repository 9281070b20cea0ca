"""The office as its papers name it: typing the commune's name fills what follows from it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from counter_app.domain.text import clean
from counter_app.i18n import _
from counter_app.qt.kit.fields import Choice, DigitsEdit, Field, LineEdit
from counter_app.qt.kit.held import Put, show
from counter_app.settings import COUNTER, SUPERIOR, OfficeSettings, longest

KINDS = ("xã", "phường", "đặc khu")


class OfficeForm(QWidget):
    """Inputs of everything in OfficeSettings that names the office and its superior.

    Signals:
        edited(): something was typed.
    """

    edited = Signal()

    def __init__(self, *, with_commune: bool = False) -> None:
        super().__init__()
        self.kind = Choice(
            [
                (COUNTER, _("Quầy tiếp nhận hồ sơ")),
                (SUPERIOR, _("Cơ quan cấp trên, nhận gói của các đơn vị")),
            ]
        )
        self.kind.let_shrink()
        self.commune = LineEdit(placeholder=_("Ví dụ: xã An Hòa"), most=100)
        self.number = DigitsEdit(most=longest("number"))
        self.name, self.parent_name = _line("name"), _line("parent")
        self.unit, self.place = _line("unit"), _line("place")
        self.code, self.address = _line("code"), _line("address")
        self.phone = DigitsEdit(most=longest("phone"), extra="+.- ")
        self.superior_name, self.superior_level = _line("superior_name"), _line("superior_level")
        self.fields: dict[str, Field] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        for at, (name, field) in enumerate(self._made(with_commune)):
            self.fields[name] = field
            grid.addWidget(field, at // 2, at % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.commune.textEdited.connect(self._on_commune)

    def _made(self, with_commune: bool) -> list[tuple[str, Field]]:
        made = [
            ("name", Field(_("Tên đơn vị"), self.name, required=True)),
            (
                "number",
                Field(
                    _("Mã số đơn vị"),
                    self.number,
                    _("5 chữ số, nằm trong mã hồ sơ"),
                    required=with_commune,
                ),
            ),
            ("parent", Field(_("Cơ quan chủ quản (dòng đầu giấy)"), self.parent_name)),
            ("unit", Field(_("Bộ phận (dòng hai giấy)"), self.unit)),
            ("place", Field(_("Địa danh trước ngày tháng"), self.place)),
            ("phone", Field(_("Điện thoại"), self.phone)),
            ("address", Field(_("Địa chỉ"), self.address)),
            ("code", Field(_("Mã định danh điện tử"), self.code, _("Để trống nếu chưa có"))),
            ("superior_name", Field(_("Cơ quan cấp trên nhận báo cáo"), self.superior_name)),
            ("superior_level", Field(_("Cấp"), self.superior_level, _("Ví dụ: tỉnh, sở, khu vực"))),
            (
                "kind",
                Field(
                    _("Loại đơn vị"),
                    self.kind,
                    _("Chọn các trang; đổi thì đăng nhập lại mới thấy."),
                ),
            ),
        ]
        if with_commune:
            commune = Field(_("Tên xã, phường"), self.commune, _("Gõ tên; các ô dưới tự điền theo"))
            made.insert(0, ("commune", commune))
            made.insert(1, made.pop(2))
        for name, field in made:
            if name != "kind":
                field.editor.textEdited.connect(self.edited)  # type: ignore[attr-defined]
        self.kind.chosen.connect(lambda _value: self.edited.emit())
        return made

    def show_settings(self, settings: OfficeSettings, put: Put = show) -> None:
        """Show settings, each input by ``put``."""
        for name, edit in self._edits().items():
            put(edit, getattr(settings, name))
        put(self.kind, settings.kind)

    def settings(self, before: OfficeSettings) -> OfficeSettings:
        """``before`` with what is typed here."""
        values: dict[str, Any] = {name: edit.value() for name, edit in self._edits().items()}
        return replace(before, kind=self.kind.value(), **values)

    def show_examples(self, example: OfficeSettings) -> None:
        """Say in the empty inputs what belongs there; nothing of it is a value."""
        for name in ("name", "parent", "number", "place"):
            text = _("Ví dụ: {text}").format(text=getattr(example, name))
            self._edits()[name].setPlaceholderText(text)

    def take_over(self, other: OfficeForm) -> None:
        """Show what was typed in another form."""
        self.commune.setText(other.commune.text())
        self.kind.choose(other.kind.value())
        for name, edit in other._edits().items():
            self._edits()[name].setText(edit.text())

    def set_editable(self, editable: bool) -> None:
        """Let settings be changed or only be seen."""
        for edit in self._edits().values():
            edit.setReadOnly(not editable)
        self.kind.setEnabled(editable)

    def _edits(self) -> dict[str, LineEdit]:
        return {
            "name": self.name,
            "number": self.number,
            "parent": self.parent_name,
            "unit": self.unit,
            "place": self.place,
            "phone": self.phone,
            "address": self.address,
            "code": self.code,
            "superior_name": self.superior_name,
            "superior_level": self.superior_level,
        }

    def _on_commune(self, text: str) -> None:
        kind, name = split_commune(text)
        if not name:
            return
        self.name.setText(f"Trung tâm Phục vụ hành chính công {kind} {name}")
        self.parent_name.setText(f"ỦY BAN NHÂN DÂN {kind} {name}".upper())
        self.place.setText(name)


def _line(name: str) -> LineEdit:
    return LineEdit(most=longest(name))


def split_commune(text: str) -> tuple[str, str]:
    """("phường", "Tân Lập") for "Phường Tân Lập"; a name without its kind is a commune's."""
    words = clean(text)
    for kind in KINDS:
        if words.lower().startswith(f"{kind} "):
            return kind, words[len(kind) + 1 :]
    return KINDS[0], words
