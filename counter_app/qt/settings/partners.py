"""Offices that papers go to and come from, and how long papers may be under way."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from counter_app.bounds import ListOf
from counter_app.domain.text import clean
from counter_app.i18n import _
from counter_app.qt.kit.cards import Card
from counter_app.qt.kit.fields import DigitsEdit, Field, TextArea
from counter_app.qt.kit.held import Put, show
from counter_app.settings import OfficeSettings, bounds, whole

PARTNERS = cast("ListOf", bounds()["partners"])
HOURS = whole("handover_hours")


class PartnersCard(Card):
    """One office a line; the names are those on hand-over sheets and in the catalogue's resolver."""

    def __init__(self) -> None:
        super().__init__(
            _("Cơ quan phối hợp"),
            _("Nơi giải quyết hoặc trả kết quả thay đơn vị này: mỗi dòng một cơ quan."),
        )
        self.partners = TextArea(placeholder=_("UBND xã Bình Minh"), lines=4)
        self.hours = DigitsEdit(most=len(str(HOURS.most)))
        self.fields = {
            "partners": Field(_("Các cơ quan"), self.partners),
            "handover_hours": Field(
                _("Cảnh báo khi đã giao quá (giờ làm việc) mà chưa nhận"), self.hours
            ),
        }
        self.add(*self.fields.values())

    def show_settings(self, settings: OfficeSettings, put: Put = show, *, editable: bool) -> None:
        """Show what is kept, each input by ``put``."""
        put(self.partners, "\n".join(settings.partners))
        put(self.hours, str(settings.handover_hours))
        self.partners.setReadOnly(not editable)
        self.hours.setEnabled(editable)

    def settings(self, before: OfficeSettings) -> OfficeSettings:
        """``before`` with what is typed here; blank and repeated names fall out."""
        typed = map(clean, self.partners.toPlainText().splitlines())
        names = PARTNERS.nearest(list(dict.fromkeys(name for name in typed if name)), [])
        hours = HOURS.nearest(int(self.hours.text() or 8), 8)
        return replace(before, partners=names, handover_hours=hours)
