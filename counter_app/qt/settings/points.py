"""Reception points outside the office, and the service at people's homes: by name, one a line."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from counter_app.bounds import ListOf
from counter_app.domain.text import clean
from counter_app.i18n import _
from counter_app.qt.kit.cards import Card
from counter_app.qt.kit.fields import Field, LineEdit, TextArea
from counter_app.qt.kit.held import Put, show
from counter_app.settings import OfficeSettings, bounds

POINTS = cast("ListOf", bounds()["points"])


class PointsCard(Card):
    """The names are those that receipts and slips say; without any, nothing of it is asked anywhere."""

    def __init__(self) -> None:
        super().__init__(
            _("Điểm tiếp nhận ngoài trụ sở"),
            _(
                "Nơi nhận hồ sơ và trả kết quả ngoài quầy: mỗi dòng một điểm. Tính là nộp trực tiếp."
            ),
        )
        self.points = TextArea(placeholder=_("Điểm tiếp nhận thôn 3"), lines=3)
        self.home = LineEdit(most=200, placeholder=_("Tại nhà; để trống nếu không đến tận nhà"))
        self.fields = {
            "points": Field(_("Các điểm"), self.points),
            "home_service": Field(_("Tên gọi khi nhận, trả tận nhà"), self.home),
        }
        self.add(*self.fields.values())

    def show_settings(self, settings: OfficeSettings, put: Put = show, *, editable: bool) -> None:
        """Show what is kept, each input by ``put``."""
        put(self.points, "\n".join(settings.points))
        put(self.home, settings.home_service)
        for edit in (self.points, self.home):
            edit.setReadOnly(not editable)

    def settings(self, before: OfficeSettings) -> OfficeSettings:
        """``before`` with what is typed here; blank and repeated names fall out."""
        typed = map(clean, self.points.toPlainText().splitlines())
        home = self.home.value()
        names = POINTS.nearest(
            list(dict.fromkeys(name for name in typed if name and name != home)), []
        )
        return replace(before, points=names, home_service=home)
