"""Names and numbers of the legal forms, from which day on: changed here when a circular changes them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from counter_app.domain.office.staff import Duty
from counter_app.domain.paper.forms import (
    SEEDS,
    FormVersion,
    amended,
    form_on,
    forms_of,
    version_days,
)
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.enter import EnterMoves
from counter_app.qt.kit.failures import guard
from counter_app.qt.kit.field_rows import fields_in_rows
from counter_app.qt.kit.fields import Choice, DateEdit, Field, LineEdit
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.held import Held, Put, show
from counter_app.qt.kit.hub import Tone
from counter_app.qt.kit.sending import Sending
from counter_app.qt.settings.templates import TemplatesCard
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from counter_app.desk.desk import Done
    from counter_app.qt.kit.workplace import Workplace
    from counter_app.settings import OfficeSettings

KEYS = tuple(seed.form for seed in SEEDS)


class FormsPart(QWidget):
    """One line for each form: its corner label, its heading, what follows its number; versions by their first day."""

    def __init__(self, place: Workplace) -> None:
        super().__init__()
        self._place, self._send = place, Sending()
        self._forms: tuple[FormVersion, ...] = SEEDS
        self._new_days: set[date] = set()
        self.labels = {key: LineEdit(most=60) for key in KEYS}
        self.titles = {key: LineEdit(most=160) for key in KEYS}
        self.suffixes = {key: LineEdit(most=80) for key in KEYS}
        self.version = Choice()
        self.since = DateEdit()
        self.source = LineEdit(most=300)
        self.add = ActionButton(_("Thêm phiên bản"), self._on_add, name="add", key="Alt+P", tone="")
        self.save = ActionButton(_("&Lưu"), self._save, name="save", key="Ctrl+S", tone="primary")
        self.usual = ActionButton(_("Lấy lại mẫu gốc"), self._show_usual, name="restore")
        self.unsure = text_label("", "muted")
        self.templates = TemplatesCard(place)
        self.held = Held(self.reload)
        self._build()
        self.version.chosen.connect(lambda _day: self._show_version())
        EnterMoves(self).ends_at(self.save)

    def _build(self) -> None:
        card = Card(
            _("Mẫu giấy"),
            _(
                "Giấy in theo phiên bản có hiệu lực vào ngày phát hành. Khi có văn bản mới, thêm phiên bản "
                "từ ngày áp dụng rồi sửa các dòng thay đổi."
            ),
        )
        self._fields = {
            "version": Field(_("Phiên bản đang xem"), self.version),
            "since": Field(_("Phiên bản mới áp dụng từ ngày"), self.since),
            "source": Field(_("Văn bản quy định"), self.source),
        }
        card.add(fields_in_rows(((self._fields["version"], 2), (self._fields["since"], 1))))
        card.add(flowing(self.add))
        card.add(self._fields["source"])
        card.body.addLayout(self._grid())
        card.add(self.unsure)
        box = QVBoxLayout(self)
        box.addWidget(card)
        box.addWidget(self.held.band)
        box.addWidget(flowing(self.save, self.usual))
        box.addWidget(self.templates)
        box.addStretch(1)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        heads = (_("Mẫu"), _("Tên mẫu ở góc"), _("Tên giấy"), _("Ký hiệu sau số"))
        for column, text in enumerate(heads):
            grid.addWidget(text_label(text, "muted"), 0, column)
        for line, seed in enumerate(SEEDS, start=1):
            key = seed.form
            grid.addWidget(text_label(key), line, 0)
            for column, (edits, said) in enumerate(
                (
                    (self.labels, _("Tên mẫu: {form}")),
                    (self.titles, _("Tên giấy: {form}")),
                    (self.suffixes, _("Ký hiệu: {form}")),
                ),
                start=1,
            ):
                edits[key].setAccessibleName(said.format(form=seed.title))
                grid.addWidget(edits[key], line, column)
        for column, weight in enumerate((0, 2, 6, 4)):
            grid.setColumnStretch(column, weight)
        return grid

    def reload(self) -> None:
        """Show what is kept, to be changed by whoever may."""
        may = self._place.may(Duty.SETTINGS)
        self._forms = forms_of(self._place.office.rules.settings)
        self._offer(self.version.value())
        self._show_version()
        for edit in (*self.labels.values(), *self.titles.values(), *self.suffixes.values()):
            edit.setReadOnly(not may)
        for edit in (self.since, self.source):
            edit.setReadOnly(not may)
        for button in (self.save, self.usual, self.add):
            button.setEnabled(may)
        self.templates.reload(may=may)

    def _offer(self, wish: date | None) -> None:
        """The versions there are and those being added; the one in force today when none is wished for."""
        today = self._place.office.rules.today()
        self._new_days -= set(version_days(self._forms))
        days = sorted(
            {*version_days(self._forms), *self._new_days}, key=lambda day: day or date.min
        )
        if not self.version.count():
            begun = [day for day in days if day is None or day <= today]
            wish = begun[-1] if begun else None
        self.version.offer([(day, _version_text(day)) for day in days])
        self.version.choose(wish)

    def _day(self) -> date:
        return self.version.value() or date.min

    def _show_version(self) -> None:
        shown = {key: form_on(self._forms, key, self._day()) for key in KEYS}
        self.held.turn_to(("version", self.version.value()))
        self._show(shown, self.held.put)
        mine = [item for item in shown.values() if item.valid_from == self.version.value()]
        self.held.put(self.source, mine[0].source if mine else "")
        self.held.settle()
        notes = [f"{item.label}: {item.source}." for item in shown.values() if ";" in item.source]
        self.unsure.setText("\n".join(notes))
        self.unsure.setVisible(bool(notes))

    def _show(self, forms: dict[str, FormVersion], put: Put = show) -> None:
        for key, form in forms.items():
            for edits, text in (
                (self.labels, form.label),
                (self.titles, form.title),
                (self.suffixes, form.suffix),
            ):
                put(edits[key], text)

    def _show_usual(self) -> None:
        self._show({seed.form: seed for seed in SEEDS})

    def _on_add(self) -> None:
        """Begin a version: the lines stay to be changed, and are kept by saving."""
        guard(self._place, self._added, self._fields)

    def _added(self) -> None:
        day = self.since.day("since")
        if day is None:
            raise RuleError(_("Ghi ngày phiên bản mới bắt đầu áp dụng."), field="since")
        self._new_days.add(day)
        self._offer(day)
        self._show_version()
        self.since.clear()
        self.source.setFocus()

    def _wanted(self) -> tuple[FormVersion, ...]:
        """The versions as typed. Errors: RuleError when a name is missing or nothing differs."""
        forms, day = self._forms, self.version.value()
        for key in KEYS:
            before = form_on(forms, key, self._day())
            typed = replace(
                before,
                label=self.labels[key].value(),
                title=self.titles[key].value(),
                suffix=self.suffixes[key].value(),
            )
            if typed != before:
                own = before.valid_from == day
                source = self.source.value() or (before.source if own else "")
                forms = amended(forms, replace(typed, source=source), day)
        if forms == self._forms and day in self._new_days:
            raise RuleError(
                _("Phiên bản mới chưa khác phiên bản trước. Sửa dòng thay đổi rồi lưu."),
                field="version",
            )
        return forms

    def _save(self) -> None:
        if not self.held.may_save():
            return

        def keep() -> Done[OfficeSettings]:
            rules = self._place.office.rules
            forms = tuple(item.to_dict() for item in self._wanted())
            return self._send(rules.change_settings, replace(rules.settings, forms=forms))

        self._place.act(keep, self._fields, self._saved, held=self.held)

    def _saved(self, _settings: OfficeSettings) -> None:
        self._place.hub.notice(Tone.GOOD, _("Đã lưu tên mẫu và ký hiệu."))


def _version_text(day: date | None) -> str:
    if day is None:
        return _("Từ trước đến nay")
    return _("Từ ngày {day}").format(day=short_date(day))
