"""The way each officer wants lists shown: this computer's own, no act of the office."""

from __future__ import annotations

from collections.abc import Mapping

from counter_app.desk.desk import Desk, Done, Noun, changed
from counter_app.domain.collation import collation_key
from counter_app.domain.office.charge import sees_office_first
from counter_app.domain.office.list_view import HomeView, ListView
from counter_app.domain.office.own_keys import own_keys_from
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.settings import Preferences

MOST_FILTERS = 30
_FILTERS, _LOOK, _HOME = "dossier-filters", "look", "home"
OWN_LOOK = ("text_scale", "theme")
"""The parts of a computer's look each officer may choose for the own eyes; the language stays the computer's."""


class OwnViews(Desk):
    """The arrangements an officer makes for the own eyes. Nobody signed in: everything as it comes, nothing is kept."""

    def of_list(self, name: str) -> ListView:
        """The way whoever is signed in wants a list; ``name`` is the list's own."""
        kept = self.store.settings.own(self.session.login, f"list/{name}")
        return ListView.from_dict(kept if isinstance(kept, dict) else {})

    def keep_list(self, name: str, view: ListView) -> None:
        """Keep how whoever is signed in wants a list. Errors: StoreError."""
        if login := self.session.login:
            self.store.settings.keep_own(login, f"list/{name}", view.to_dict())

    def filters(self) -> dict[str, dict[str, str]]:
        """The filters of dossiers whoever is signed in has kept, by name in the order of a dictionary."""
        kept = self.store.settings.own(self.session.login, _FILTERS)
        found = kept.items() if isinstance(kept, dict) else ()
        return {
            name: {str(key): str(value) for key, value in said.items()}
            for name, said in sorted(found, key=lambda item: collation_key(item[0]))
            if isinstance(said, dict)
        }

    def keep_filter(self, name: str, said: Mapping[str, str]) -> bool:
        """Keep a filter under a name, in the place of one of the same name; whether it was kept.

        Errors: RuleError when there are too many or nobody is signed in; StoreError.
        """
        login, kept = self.session.login, self.filters()
        if not login:
            raise RuleError(
                _("Chưa ai đăng nhập nên không lưu được bộ lọc. Đăng nhập rồi lưu lại.")
            )
        if name not in kept and len(kept) >= MOST_FILTERS:
            raise RuleError(
                _("Đã lưu {most} bộ lọc. Bỏ một bộ lọc không dùng rồi lưu lại.").format(
                    most=MOST_FILTERS
                )
            )
        self.store.settings.keep_own(login, _FILTERS, {**kept, name: dict(said)})
        return True

    def drop_filter(self, name: str) -> None:
        """Forget a filter. Errors: StoreError."""
        kept = self.filters()
        if kept.pop(name, None) is not None:
            self.store.settings.keep_own(self.session.login, _FILTERS, kept)

    def home(self) -> HomeView:
        """The first page of whoever is signed in: as they chose, else as their role begins."""
        officer = self.session.officer
        kept = self.store.settings.own(self.session.login, _HOME)
        said = kept if isinstance(kept, dict) else {}
        office = officer is None or sees_office_first(officer)
        return HomeView(
            own=bool(said.get("own", not office)), figures=bool(said.get("figures", office))
        )

    def keep_home(self, view: HomeView) -> None:
        """Keep what the first page shows whoever is signed in. Errors: StoreError."""
        if login := self.session.login:
            self.store.settings.keep_own(login, _HOME, {"own": view.own, "figures": view.figures})

    def own_login(self) -> str:
        """The officer of the own dossiers; "" while nobody is signed in."""
        return self.session.login

    def appearance(self) -> Preferences:
        """This computer's preferences, with the text size and colours of whoever is signed in where they chose any."""
        kept = self.store.settings.own(self.session.login, _LOOK)
        said = {key: kept[key] for key in OWN_LOOK if key in kept} if isinstance(kept, dict) else {}
        return Preferences.from_dict({**self.preferences.to_dict(), **said})

    def has_own_look(self) -> bool:
        """True if whoever is signed in sees another text size or other colours than this computer's."""
        own, computer = self.appearance().to_dict(), self.preferences.to_dict()
        return any(own[key] != computer[key] for key in OWN_LOOK)

    def keep_appearance(self, text_scale: int, theme: str) -> Done[Preferences]:
        """Keep the text size and colours that whoever is signed in wants at this computer. Errors: StoreError."""
        if login := self.session.login:
            self.store.settings.keep_own(login, _LOOK, {"text_scale": text_scale, "theme": theme})
        return Done(self.appearance(), changed(Noun.SETTINGS))

    def keys(self) -> dict[str, str]:
        """The keys that whoever is signed in chose, by where they work and which key is usual there."""
        return own_keys_from(self.store.settings.own(self.session.login, "keys"))

    def keep_keys(self, keys: Mapping[str, str]) -> None:
        """Keep the keys that whoever is signed in chose. Errors: StoreError."""
        if login := self.session.login:
            self.store.settings.keep_own(login, "keys", own_keys_from(keys))
