"""The quick card of this office, out of the guide that comes along."""

from __future__ import annotations

from counter_app import paths
from counter_app.desk.desk import Desk
from counter_app.i18n import in_vietnamese

GUIDE = "guide/huong-dan.md"


class QuickCards(Desk):
    """The card that hangs at the counter. Everybody may have it."""

    @in_vietnamese()
    def draw(self) -> bytes:
        """The card as PDF: keys of the main works, states, what to do when something fails."""
        from counter_app.domain.paper.quick_card import quick_card
        from counter_app.printing.papers.quick_card import quick_card as drawn

        text = (paths.resources_dir() / GUIDE).read_text(encoding="utf-8")
        settings = self.settings
        return drawn(quick_card(text, settings.name, settings.phone))
