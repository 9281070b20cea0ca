"""Copies of the office: naming the two places, making what is owed, listing, proving again, clearing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk, Done, Noun, changed
from counter_app.desk.office.backup import alone_in, make_copy, note_proof, prove
from counter_app.desk.office.backup_clearing import clear, is_ours
from counter_app.desk.office.backup_notes import FoundCopy, copies_in, in_order, note_of
from counter_app.desk.office.backup_places import (
    FIELDS,
    folder_today,
    on_one_volume,
    place_named,
    require_two_places,
)
from counter_app.desk.office.scratch import sweep
from counter_app.domain.backups.outcome import PlaceOutcome
from counter_app.domain.backups.standing import BackupStanding, second_best
from counter_app.domain.office.staff import Duty
from counter_app.errors import Cancelled, CounterError, RuleError, StoreError
from counter_app.i18n import _
from counter_app.store.core.trouble import from_system
from counter_app.store.file.stopping import stopped_as_asked
from counter_app.system import files
from counter_app.values import dataclass
from counter_app.wording.office.backups import beside_data_text, one_volume_text

if TYPE_CHECKING:
    from counter_app.domain.backups.place import BackupPlace, BackupPlan, Drill
    from counter_app.store.file.checking import Progress

Asked = Callable[[], bool]
BESIDE_DATA = "sao-luu"
"""A folder in the data folder where earlier versions put copies by themselves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedCopy:
    """A copy as it is listed: where it lies, its proof, and whether what it ends with stands in this office's journal.

    ``ours`` is False for a copy of another office, of a branch that was given up, or without a proof.
    """

    copy: FoundCopy
    place: str
    ours: bool


class Backups(Desk):
    """Copies that make themselves, and what a person does about them."""

    def plan(self) -> BackupPlan:
        """The plan this computer remembers."""
        return self.store.backups.plan()

    def name_places(self, first: str, second: str = "") -> Done[BackupPlan]:
        """Name where copies go; a place named before keeps what is remembered of it.

        Errors: RuleError (field "first" or "second") for a place that can hold no copy, or is lost with the data.
        """
        self.acting(Duty.SETTINGS)
        if not first.strip():
            raise RuleError(
                _("Chưa chọn nơi thứ nhất. Chọn USB hoặc ổ khác với ổ chứa dữ liệu."),
                field=FIELDS[0],
            )
        data = self.store.database.path.absolute().parent
        named = [
            place_named(folder.strip(), data, field)
            for folder, field in zip((first, second), FIELDS, strict=True)
            if folder.strip()
        ]
        require_two_places(named)
        before = {(place.serial, place.inside, place.folder): place for place in self.plan().places}
        known = [before.get((place.serial, place.inside, place.folder), place) for place in named]
        left = [place.folder for place in self.plan().places if place.proved_on]
        plan = replace(self.plan().copied_to(*left), places=tuple(known))
        self.store.backups.keep(plan)
        return Done(plan, changed(Noun.SETTINGS))

    def cautions(self) -> tuple[str, ...]:
        """The doubts about the places that were named."""
        places = self.plan().places
        found = []
        if len(places) > 1 and not places[1].apart:
            found.append(beside_data_text())
        elif on_one_volume(places):
            found.append(one_volume_text())
        return tuple(found)

    def owed(self) -> tuple[BackupPlace, ...]:
        """Places that have no proved copy of today."""
        today = self.today()
        return tuple(place for place in self.plan().places if place.proved_on != today)

    def make(
        self,
        *,
        all_places: bool = False,
        progress: Progress | None = None,
        cancelled: Asked | None = None,
    ) -> tuple[PlaceOutcome, ...]:
        """Make and prove a copy in each place that owes one, or in all of them, and clear there what is old.

        A place that is not there, or whose disk fails, keeps no other from getting its copy. Errors: RuleError when no
        place is named; Cancelled, and what is proved by then counts.
        """
        places = self.plan().places
        if not places:
            raise RuleError(
                _("Chưa chọn nơi sao lưu. Mở Cài đặt (Ctrl+4), thẻ Dữ liệu, chọn hai nơi."),
                rule="no_place",
            )
        sweep(self.store.database.path.absolute().parent)
        due = places if all_places else self.owed()
        return tuple(self._make_in(place, progress, cancelled or _never) for place in due)

    def _make_in(self, place: BackupPlace, progress: Progress | None, asked: Asked) -> PlaceOutcome:
        if asked():
            raise stopped_as_asked()
        data = self.store.database.path.absolute().parent
        folder = folder_today(place, data)
        if folder is None:
            return PlaceOutcome(place=place, absent=True)
        try:
            made = make_copy(self.store, folder, progress, asked)
        except Cancelled:
            raise
        except StoreError as error:
            return PlaceOutcome(place=place, trouble=error.message)
        self._remember(place, made.entries, apart=not made.same_disk)
        cleared: tuple[str, ...] = ()
        with suppress(OSError), alone_in(folder) as first:
            cleared = clear(self.store, folder, asked) if first else ()
        return PlaceOutcome(
            place=place, path=made.path, entries=made.entries, head=made.head, cleared=cleared
        )

    def _remember(self, place: BackupPlace, entries: int, *, apart: bool) -> None:
        """A copy proved itself; this computer's own knowledge, no act of the office."""
        if not self.store.database.writable:
            return
        plan, today = self.plan(), self.today()
        places = tuple(
            each.proved(today, entries) if _same(each, place) else each for each in plan.places
        )
        self.store.backups.keep(replace(plan, places=places))
        kept = self.preferences
        wish = replace(
            kept, backed_up_on=today.isoformat(), backup_apart=apart or kept.backup_apart
        )
        if wish != kept:
            self.store.settings.keep_preferences(wish)

    def standing(self) -> BackupStanding:
        """The standing of the office with its copies, as far as this computer remembers; asks no disk.

        An invented office loses nothing that anybody misses.
        """
        if self.settings.sample:
            return BackupStanding()
        places, today = self.plan().places, self.today()
        best = second_best(places)
        since = self._day_after(best.entries if best else 0)
        begun = self._day_after(0)
        last = (best.proved_on if best else None) or begun or today
        return BackupStanding(
            named=len(places),
            apart=sum(place.apart for place in places),
            days=(today - last).days,
            since=since,
            today=today,
        )

    def _day_after(self, seq: int) -> date | None:
        """The day of the first act after an entry; None when there is none."""
        for entry, _salt, _body in self.store.journal.walk(seq + 1, seq + 1):
            return date.fromisoformat(entry.local_date)
        return None

    def folders(self) -> tuple[tuple[str, Path], ...]:
        """The folders for copies that can be reached now: the name of each, and its path. May wait for a network."""
        data = self.store.database.path.absolute().parent
        found = [
            (place.label or place.folder, folder_today(place, data)) for place in self.plan().places
        ]
        by_hand = self.preferences.backup_dir
        further = [*([Path(by_hand)] if by_hand else []), data / BESIDE_DATA]
        found += [(str(folder), folder) for folder in further]
        once = dict[Path, str]()
        for name, folder in found:
            if folder is not None:
                once.setdefault(folder, name)
        return tuple((name, folder) for folder, name in once.items())

    def listed(self) -> tuple[ListedCopy, ...]:
        """Every copy that can be reached now, the one that knows most first. May wait for a network."""
        found = list[tuple[FoundCopy, str]]()
        for name, folder in self.folders():
            with suppress(OSError):
                found += [(copy, name) for copy in copies_in(folder)]
        places = {copy.path: name for copy, name in found}
        return tuple(
            ListedCopy(copy=copy, place=places[copy.path], ours=is_ours(self.store, copy))
            for copy in in_order(copy for copy, _name in found)
        )

    def prove(
        self, path: Path, progress: Progress | None = None, cancelled: Asked | None = None
    ) -> FoundCopy:
        """Prove a copy again: opened, verified, rebuilt, and its last entry stands in this journal; its new proof.

        Errors: StoreError when it does not prove itself (it is left where it is, without its proof), or the disk fails;
        Cancelled.
        """
        if not path.is_file():
            raise StoreError(_("Không có tệp {path}. Chọn lại bản sao lưu.").format(path=path))
        try:
            result, digest = prove(self.store, path, progress, cancelled or _never)
        except Cancelled:
            raise
        except OSError as error:
            raise from_system(error, path) from error
        except CounterError as error:
            with suppress(OSError):
                files.remove(note_of(path))
            raise StoreError(
                _(
                    "Bản sao lưu {path} không nguyên vẹn hoặc không phải của dữ liệu này. Dùng bản sao lưu khác."
                ).format(path=path)
            ) from error
        note_proof(self.store, path, result, digest)
        return next(copy for copy in copies_in(path.parent) if copy.path == path)

    def newest(self) -> FoundCopy | None:
        """The copy that knows most of this office's journal, of those that can be reached now."""
        return next((item.copy for item in self.listed() if item.ours), None)

    def rehearsed(self, drill: Drill) -> None:
        """Remember what came of a rehearsal."""
        if self.store.database.writable:
            self.store.backups.keep(replace(self.plan(), drill=drill))

    def clear(self) -> tuple[str, ...]:
        """Remove what nobody needs any more in the places that are there now; the names."""
        data = self.store.database.path.absolute().parent
        gone = list[str]()
        for place in self.plan().places:
            folder = folder_today(place, data)
            if folder is None:
                continue
            with suppress(OSError), alone_in(folder) as first:
                gone += clear(self.store, folder, _never) if first else ()
        return tuple(gone)


def _same(one: BackupPlace, other: BackupPlace) -> bool:
    return (one.serial, one.inside, one.folder) == (other.serial, other.inside, other.folder)


def _never() -> bool:
    return False
