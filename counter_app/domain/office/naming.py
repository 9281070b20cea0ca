"""The names of officers: two of one name are told apart by their titles, else by their logins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from counter_app.domain.text import exact_key

if TYPE_CHECKING:
    from counter_app.domain.office.staff import Officer


def told_apart(officers: Iterable[Officer]) -> dict[str, str]:
    """Login → name, with what tells an officer from others of the same name: the title, else the login.

    Names that differ only by capitals or by where a tone stands are the same to whoever reads them on paper.
    """
    known = list(officers)
    names = Counter(exact_key(officer.name) for officer in known)
    titled = Counter(map(_titled, known))
    found = {}
    for officer in known:
        if names[exact_key(officer.name)] == 1:
            found[officer.login] = officer.name
            continue
        own = officer.title if officer.title and titled[_titled(officer)] == 1 else officer.login
        found[officer.login] = f"{officer.name} ({own})"
    return found


def listed(officers: Iterable[Officer]) -> tuple[Officer, ...]:
    """Officers as lists name them: active ones first, then by given name."""
    from counter_app.domain.collation import collation_key, given_name_first  # only for lists

    return tuple(
        sorted(
            officers,
            key=lambda item: (
                not item.active,
                collation_key(given_name_first(item.name)),
                item.login,
            ),
        )
    )


def _titled(officer: Officer) -> tuple[str, str]:
    return exact_key(officer.name), exact_key(officer.title)
