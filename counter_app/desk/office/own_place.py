"""An officer's last place and choices at this computer: found again after a power cut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from counter_app.desk.desk import Desk
from counter_app.domain.clock import from_local_text, local_text
from counter_app.values import dataclass

if TYPE_CHECKING:
    from datetime import datetime

MOST_RECENT = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Stood:
    """The page an officer had open, with what it was opened with (a code), and since when."""

    page: str
    argument: str
    since: datetime


class OwnPlace(Desk):
    """Small things kept for whoever is signed in; nobody signed in keeps nothing."""

    def stand(self, page: str, argument: str = "") -> None:
        """Remember the page that is open; "" for none: there is nothing to go back to then."""
        said = {"page": page, "argument": argument, "since": local_text(self.now())}
        self._keep("place", said if page else None)

    def stood(self) -> Stood | None:
        """The page left open today without leaving the program; None when it was left properly."""
        said = self._kept("place")
        if not isinstance(said, dict):
            return None
        try:
            since = from_local_text(said["since"])
            stood = Stood(page=said["page"], argument=str(said["argument"]), since=since)
        except (KeyError, TypeError, ValueError):
            return None
        return stood if since.date() == self.today() else None

    def used(self, what: str) -> None:
        """Remember that this command was used, the latest first."""
        recent = [what, *(item for item in self.recent() if item != what)]
        self._keep("recent", recent[:MOST_RECENT])

    def recent(self) -> list[str]:
        """Commands used at this computer, the latest first."""
        found = self._kept("recent")
        return [str(item) for item in found] if isinstance(found, list) else []

    def _keep(self, what: str, value: Any) -> None:
        login = self.session.login
        if login and self._kept(what) != value:
            self.store.own_places.keep(login, what, value)

    def _kept(self, what: str) -> Any:
        login = self.session.login
        return self.store.own_places.kept(login, what) if login else None
