"""How each officer wants lists shown: this computer's own, no act of the office."""

from __future__ import annotations

from counter_app.desk.desk import Desk
from counter_app.domain.office.list_view import ListView


class OwnViews(Desk):
    """What an officer arranges for the own eyes. Nobody signed in: everything as it comes, nothing is kept."""

    def of_list(self, name: str) -> ListView:
        """How whoever is signed in wants a list; ``name`` is the list's own."""
        kept = self.store.settings.own(self._login(), f"list/{name}")
        return ListView.from_dict(kept if isinstance(kept, dict) else {})

    def keep_list(self, name: str, view: ListView) -> None:
        """Keep how whoever is signed in wants a list. Errors: StoreError."""
        if login := self._login():
            self.store.settings.keep_own(login, f"list/{name}", view.to_dict())

    def _login(self) -> str:
        officer = self.session.officer
        return officer.login if officer is not None else ""
