"""The news that somebody else turned this computer's papers elsewhere since an officer last printed here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk
from counter_app.domain.clock import from_utc_text, local_date
from counter_app.i18n import _
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from counter_app.store.core.journal import Entry

_SEEN = "printer-seen"


def printer_subject(device: int) -> str:
    """The subject of the events of a computer's printers."""
    return f"printer:{device}"


class PrinterNews(Desk):
    """The news an officer is told once before the own paper goes to another printer than last time."""

    def tell(self) -> str:
        """The officer who chose another printer, the moment and the printer, told once to others; empty when known."""
        officer, news = self.session.officer, self._latest()
        if officer is None or news is None or not self.store.database.writable:
            return ""
        entry, printer = news
        seen = self.store.settings.own(officer.login, _SEEN)
        if isinstance(seen, int) and seen >= entry.seq:
            return ""
        self.store.settings.keep_own(officer.login, _SEEN, entry.seq)
        if entry.actor == officer.login:
            return ""
        text = _(
            "{name} đã đổi máy in của máy này ngày {day}: {printer}. Xem giấy ra đúng máy không."
        )
        return text.format(
            name=self.store.officers.names().get(entry.actor, entry.actor),
            day=short_date(local_date(from_utc_text(entry.at_utc))),
            printer=printer or _("chưa chọn máy in"),
        )

    def _latest(self) -> tuple[Entry, str] | None:
        found = self.store.journal.of(printer_subject(self.store.database.device))
        chosen = [
            (entry, str(said["printer"])) for entry, said in found if said["use"] == "printer"
        ]
        return chosen[-1] if chosen else None
