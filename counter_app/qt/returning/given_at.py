"""The place a result is given out at: the counter, a reception point, somebody's home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.i18n import _
from counter_app.qt.kit.fields import Choice, Field

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier
    from counter_app.office import Office


class GivenAt(Field):
    """Offers the office's points; hidden while there is none."""

    def __init__(self) -> None:
        self.choice = Choice([("", _("Tại quầy"))])
        self.choice.let_shrink()
        super().__init__(_("Trả tại"), self.choice)
        self.hide()

    def offer(self, office: Office, dossier: Dossier) -> None:
        """Begin with where the dossier says that its result is fetched."""
        settings = office.settings
        places = [*settings.points, *([settings.home_service] if settings.home_service else [])]
        self.choice.offer([("", _("Tại quầy")), *((name, name) for name in places)])
        self.choice.choose("")
        self.choice.choose(dossier.return_place)
        self.set_error("")

    def show_when(self, ready: bool) -> None:
        """Show it where a result can be given out, and there is a choice."""
        self.setVisible(ready and self.choice.count() > 1)

    def value(self) -> str:
        """The point chosen, empty at the counter."""
        return str(self.choice.value() or "")
