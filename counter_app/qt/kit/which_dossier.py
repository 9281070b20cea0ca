"""The dossier a citizen asks about: scanned, found by code, name, telephone, or copied from the official system."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.domain.followups.pasted import NOTHING_PASTED, Pasted, PastedDossier
from counter_app.errors import RuleError
from counter_app.i18n import _, plural
from counter_app.qt.kit.advice import Advice
from counter_app.qt.kit.fields import Choice, Field, TextArea
from counter_app.qt.kit.scan_box import ScanBox
from counter_app.qt.kit.theme import scaled
from counter_app.wording.followups import pasted_rows

if TYPE_CHECKING:
    from counter_app.qt.kit.workplace import Workplace

_MOST_FOUND = 20


class WhichDossier(QWidget):
    """One dossier of this counter, or what was copied of one that is not here.

    Signals:
        changed(): another dossier is asked about.
    """

    changed = Signal()

    def __init__(self, place: Workplace, code: str = "") -> None:
        super().__init__()
        self._place, self._code = place, code
        self._read = Pasted()
        self.scan = ScanBox(place)
        self.hits = Choice()
        self.pasted = TextArea(
            lines=3,
            placeholder=_("Mã số hồ sơ: … Người nộp: … Ngày nhận: … Ngày hẹn trả: …"),
        )
        self.several = Choice()
        for choice in (self.hits, self.several):
            choice.let_shrink()
        self.understood, self.trouble = Advice("info"), Advice("warning")
        self.fields = {
            "code": Field(_("&Hồ sơ: mã, mã vạch, họ tên hoặc số điện thoại"), self.scan),
            "hits": Field(_("Chọn hồ sơ"), self.hits),
            "pasted": Field(_("&Dán thông tin của hệ thống chính thức (nếu có)"), self.pasted),
            "several": Field(_("Phần dán có nhiều hồ sơ, chọn một"), self.several),
        }
        self._build()
        self._connect()

    def _build(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(scaled(6))
        for widget in (*self.fields.values(), self.understood, self.trouble):
            box.addWidget(widget)
        self.fields["hits"].hide()
        self.fields["several"].hide()

    def _connect(self) -> None:
        self.scan.scanned.connect(self.look_for)
        self.scan.editingFinished.connect(self._on_left)
        self.hits.chosen.connect(self._take)
        self.pasted.textChanged.connect(self._on_pasted)
        self.several.chosen.connect(lambda _at: self._show_read())

    @property
    def code(self) -> str:
        """The code here of the dossier asked about; empty while none is chosen."""
        return self._code

    def facts(self) -> PastedDossier:
        """The copied facts, with the words that are used when nothing is known of it."""
        at = self.several.value() if len(self._read.dossiers) > 1 else 0
        if not self._read.dossiers or at is None:
            return replace(NOTHING_PASTED, words=self._read.words)
        found = self._read.dossiers[int(at)]
        return replace(found, words=(*found.words, *self._read.words))

    def look_for(self, text: str) -> None:
        """Look for what was scanned or typed; several finds are offered, one is taken. Whom that shows is noted."""
        access = self._place.office.access
        try:
            self._offer([])
            dossier = self._place.office.followups.named(text)
            access.found(text, [dossier])
            self._take(dossier.code)
            self.scan.sound(True)
        except RuleError as error:
            if error.rule == "many":
                lines = self._place.office.dossiers.find(text, most=_MOST_FOUND)
                access.found(text, lines)
                self._offer(
                    [
                        (line.code, f"{line.code} · {line.name[:60]} · {line.procedure_name[:80]}")
                        for line in lines
                    ]
                )
                return
            self.scan.sound(False)
            self.scan.setText(text)
            self.fields["code"].set_error(error.message)

    def _offer(self, found: list[tuple[str, str]]) -> None:
        """Choose among several; nothing is chosen unasked."""
        several = plural("Có {count} hồ sơ, chọn một", len(found)).format(count=len(found))
        self.hits.offer([("", several), *found])
        self.hits.choose("")
        self.fields["hits"].setVisible(bool(found))

    def _take(self, code: str) -> None:
        self._code = code
        self.fields["code"].set_error("")
        self.changed.emit()

    def _on_left(self) -> None:
        text = self.scan.value()
        if text and not self.fields["code"].error.text():
            self.scan.clear()
            self.look_for(text)

    def _on_pasted(self) -> None:
        self._read = self._place.office.followups.read(self.pasted.value())
        many = [
            (at, f"{item.official_code} · {(item.applicant or item.owner)[:60]}")
            for at, item in enumerate(self._read.dossiers)
        ]
        self.several.offer(many)
        if many:
            self.several.choose(0)
        self.fields["several"].setVisible(len(many) > 1)
        self._show_read()

    def _show_read(self) -> None:
        facts = self.facts()
        lines = [f"{label}: {value}" for label, value in pasted_rows(facts)]
        if facts.words:
            lines.append(_("Chưa hiểu, giữ nguyên: {words}").format(words=" · ".join(facts.words)))
        self.understood.say(lines)
        self.trouble.say([*facts.doubts, *self._read.doubts])
        self.changed.emit()
