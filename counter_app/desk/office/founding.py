"""First run: a new data file with its epoch, office, catalogue, calendar and officers."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from counter_app.desk.office.officers import (
    assignment_payload,
    called_plainly,
    check_officer,
    officer_payload,
)
from counter_app.desk.office.passwords import hash_password
from counter_app.desk.office.settings import checked_preferences, checked_settings
from counter_app.desk.office.wraps import of_officer, of_sheet
from counter_app.domain.calendar.events import SESSIONS_SET, YEAR_SET, SessionsSet
from counter_app.domain.catalogue.events import CATALOGUE_LOADED
from counter_app.domain.office.events import (
    ASSIGNMENT_PUT,
    OFFICE_CHANGED,
    OFFICER_PASSWORD_SET,
    OFFICER_PUT,
    RECOVERY_MADE,
    OfficeChanged,
    PasswordSet,
    RecoveryMade,
)
from counter_app.domain.office.recovery import KEPT_AS, SUBJECT, secret_of, verifier_text
from counter_app.domain.office.staff import COMMAND_LINE, Assignment, Duty, Officer, Role
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.settings import OfficeSettings, Preferences
from counter_app.store.file.anchors import password_mark
from counter_app.store.file.epochs import begin_epoch
from counter_app.system import chance
from counter_app.system.key_ring import new_keys
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.store.file.database import Transaction
    from counter_app.store.store import Store

FIRST_PASSWORD = "matkhau-2026"  # noqa: S105 - the invented password of sample officers, shown on screen


def spoken_password() -> str:
    """A first password that can be read out and written down: ``quay-4821-7390``."""
    first, second = (int.from_bytes(chance.random_bytes(8)) % 10_000 for _half in range(2))
    return f"quay-{first:04d}-{second:04d}"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewOfficer:
    """An officer to begin with, the password, and the sectors in charge (all when empty)."""

    officer: Officer
    password: str
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Founding:
    """Everything the first run asks for; ``sessions`` None keeps the usual hours.

    ``recovery`` are the words of a recovery sheet that lies on paper already, empty for none.
    """

    settings: OfficeSettings
    preferences: Preferences
    officers: tuple[NewOfficer, ...]
    sessions: tuple[dict[str, Any], ...] | None = None
    recovery: str = ""


def default_founding() -> Founding:
    """A plain office with one leader; a newcomer is at the counter in a minute."""
    leader = Officer(
        login="canbo", name="Công chức tiếp nhận", role=Role.LEADER, title="Công chức", counter="1"
    )
    return Founding(
        settings=OfficeSettings(number="99001", place="…"),
        preferences=Preferences(),
        officers=(NewOfficer(officer=leader, password=FIRST_PASSWORD),),
    )


def found(store: Store, founding: Founding, resources: Path) -> None:
    """Write the first events of a new file in one transaction.

    Errors: RuleError for a setting or preference out of its bounds, or officers nobody could sign in as.
    """
    settings = checked_settings(founding.settings)
    preferences = checked_preferences(founding.preferences)
    for item in founding.officers:
        check_officer(item.officer, item.password, new=True)
    if not any(item.officer.may(Duty.STAFF) for item in founding.officers):
        raise RuleError(
            _(
                "Cần ít nhất một lãnh đạo hoặc quản trị hệ thống. Thêm một người vào danh sách công chức."
            ),
            field="role",
            rule="last_in_charge",
        )
    actor = COMMAND_LINE.login
    seeds = _seeds(resources)
    words = founding.recovery
    sheet = hash_password(verifier_text(secret_of(words))) if words else ""
    hashes = {item.officer.login: hash_password(item.password) for item in founding.officers}
    with store.transaction() as tx:
        begin_epoch(store.database, tx, device=preferences.device, reason="created", actor=actor)
        tx.record(OFFICE_CHANGED, "office", OfficeChanged(settings=settings.to_dict()), actor=actor)
        tx.record(CATALOGUE_LOADED, "catalogue", seeds["catalogue"], actor=actor)
        sessions = list(founding.sessions or seeds["sessions"])
        tx.record(
            SESSIONS_SET,
            "calendar",
            SessionsSet(valid_from=None, sessions=sessions),
            actor=actor,
        )
        for year in seeds["years"]:
            tx.record(YEAR_SET, f"calendar:{year['year']}", year, actor=actor)
        for place, item in enumerate(founding.officers):
            lent = place > 0 and not settings.sample  # the first one founds the office
            _hire(store, tx, item, hashes[item.officer.login], lent=lent)
        if sheet:
            _keep_sheet(store, tx, sheet, actor)
        keys = store.database.held.keys
        plain = keys is None or keys.data is None
        store.settings.keep_preferences(replace(preferences, plain_file=plain))
    _make_ring(store, founding, hashes, sheet)


def _make_ring(store: Store, founding: Founding, hashes: dict[str, str], sheet: str) -> None:
    """Everybody who begins here opens the office, and the sheet that lies on paper already."""
    opening = [
        of_officer(item.officer, item.password, hashes[item.officer.login])
        for item in founding.officers
        if item.officer.active
    ]
    if sheet:
        opening.append(of_sheet(secret_of(founding.recovery), sheet))
    held = store.database.held
    held.found(store.journal.name(), held.keys or new_keys(encrypted=False), opening)


def _keep_sheet(store: Store, tx: Transaction, sheet: str, actor: str) -> None:
    tx.record(RECOVERY_MADE, SUBJECT, RecoveryMade(sheet=1, mark=password_mark(sheet)), actor=actor)
    store.officers.keep_hash(KEPT_AS, sheet, tx.now)


def _hire(store: Store, tx: Transaction, item: NewOfficer, digest: str, *, lent: bool) -> None:
    subject, actor = f"officer:{item.officer.login}", COMMAND_LINE.login
    tx.record(OFFICER_PUT, subject, officer_payload(called_plainly(item.officer)), actor=actor)
    said = PasswordSet(mark=password_mark(digest))
    tx.record(OFFICER_PASSWORD_SET, subject, said, actor=actor)
    store.officers.keep_hash(item.officer.login, digest, tx.now, lent=lent)
    since = (tx.now - timedelta(days=1)).date()
    for assignment in _assignments(item, since):
        tx.record(ASSIGNMENT_PUT, subject, assignment_payload(assignment), actor=actor)


def _assignments(item: NewOfficer, since: date) -> Sequence[Assignment]:
    return [
        Assignment(officer=item.officer.login, sector=sector, since=since)
        for sector in item.sectors
    ]


def _seeds(resources: Path) -> dict[str, Any]:
    def read(name: str) -> Any:
        return json.loads((resources / name).read_text(encoding="utf-8"))

    years = sorted((resources / "calendar").glob("[0-9]*.json"))
    return {
        "catalogue": {
            "queue_groups": read("catalogue/queue_groups.json"),
            "sectors": read("catalogue/sectors.json"),
            "procedures": read("catalogue/procedures.json"),
        },
        "sessions": read("calendar/sessions.json"),
        "years": [json.loads(path.read_text(encoding="utf-8")) for path in years],
    }
