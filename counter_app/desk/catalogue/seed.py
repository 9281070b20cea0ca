"""The program's catalogue offered, as a list is, to an office that was founded with an earlier one.

What the office had from the program stands in its journal: the catalogue it was founded with, and the values of later
ones that somebody took or declined. A value that is still what the program gave is untouched; every other is the
office's own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from counter_app import paths
from counter_app.desk.catalogue.lists.findings import ListReport, Outcome
from counter_app.desk.catalogue.seed_lines import (
    SeedChoice,
    added_choice,
    choice_of,
    is_taken,
    lines_of,
    settle,
    source_facts,
    values_left,
)
from counter_app.desk.desk import Desk, Done, Noun
from counter_app.domain.catalogue.events import CATALOGUE_LOADED, Loaded
from counter_app.domain.catalogue.procedure import Procedure
from counter_app.domain.catalogue.seed import (
    Values,
    seed_difference,
    values_of,
)
from counter_app.domain.catalogue.versions import place_version, version_for
from counter_app.domain.office.staff import Duty
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

SEED_FILE = "catalogue/procedures.json"


@dataclass(frozen=True, slots=True)
class Seed:
    """The catalogue of this program: sectors, queue groups and procedures, and what tells it from others."""

    digest: str
    queue_groups: tuple[dict[str, Any], ...]
    sectors: tuple[dict[str, Any], ...]
    procedures: tuple[Procedure, ...]


@lru_cache(maxsize=4)
def read_seed(folder: Path) -> Seed:
    """The catalogue in a folder of resources."""
    parts = [
        json.loads((folder / "catalogue" / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("queue_groups", "sectors", "procedures")
    ]
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True)
    groups, sectors, procedures = parts
    return Seed(
        digest=hashlib.sha256(text.encode()).hexdigest(),
        queue_groups=tuple(groups),
        sectors=tuple(sectors),
        procedures=tuple(map(Procedure.from_dict, procedures)),
    )


def given_key(item: Procedure) -> str:
    """Under which word the journal keeps what the program gave of a version."""
    return f"{item.code} {item.valid_from.isoformat()}" if item.valid_from else item.code


class SeedOffers(Desk):
    """The changes in the program's catalogue, shown as a list would be, and the answer to them."""

    folder: Path | None = None
    """The folder of the resources; None: the program's own."""
    _counted: tuple[tuple[int, str, date], int] | None = None

    def pending(self) -> int:
        """The number of lines without an answer; counted anew when the catalogue changes: the board may ask for it."""
        key = (self.store.journal.last_of("catalogue"), self._seed().digest, self.today())
        if self._counted is None or self._counted[0] != key:
            self._counted = key, sum(1 for _line in lines_of(self._choices()))
        return self._counted[1]

    def compare(self) -> ListReport:
        """Every difference that nobody has answered; nothing is written."""
        self.acting(Duty.CATALOGUE)
        choices = tuple(self._choices())
        ready = (item.taken(frozenset()) for item in choices)
        return self._report(choices, [made[0] for made in ready if made is not None])

    def take(self, accepted: Iterable[str] = (), *, op_id: str = "") -> Done[ListReport]:
        """Write what nobody touched, and what was agreed to: ``CODE`` for a loss, ``own:CODE`` for own values.

        Lines that are left stay offered. Errors: RuleError (rule "seed") when nothing would be written.
        """
        agreed = frozenset(accepted)
        with self.act(Duty.CATALOGUE, op_id, CATALOGUE_LOADED) as act:
            choices = () if act.known else tuple(self._choices())
            made = [(item, *taken) for item in choices if (taken := item.taken(agreed))]
            if act.known is None:
                if not made:
                    raise RuleError(
                        _("Không có giá trị nào được chọn. Đánh dấu ít nhất một dòng rồi nhập."),
                        rule="seed",
                    )
                act.record(CATALOGUE_LOADED, "catalogue", self._loaded(choices, made, agreed))
            report = self._report(choices, [procedure for _item, procedure, _values in made])
        settle(report, agreed)
        return act.done(report, Noun.CATALOGUE)

    def decline(self, reason: str, *, op_id: str = "") -> Done[int]:
        """Keep what the office has of everything that is still offered; it is not offered again.

        Errors: RuleError (field "reason" without one, rule "seed" when nothing is offered).
        """
        reason = clean(reason)
        with self.act(Duty.CATALOGUE, op_id, CATALOGUE_LOADED) as act:
            if act.known is None:
                if not reason:
                    raise RuleError(
                        _("Ghi lý do giữ giá trị của đơn vị, như số văn bản của tỉnh."),
                        field="reason",
                    )
                choices = tuple(self._choices())
                if not choices:
                    raise RuleError(
                        _("Danh mục không còn khác danh mục kèm theo chương trình. Đóng lại."),
                        rule="seed",
                    )
                answered: dict[str, dict[str, Any]] = {}
                for item in choices:
                    found = item.difference
                    values = {**found.free, **found.own, "sources": source_facts(found.seed)}
                    answered.setdefault(given_key(found.seed), {}).update(values)
                payload = Loaded(seed=self._seed().digest, answered=answered, reason=reason)
                act.record(CATALOGUE_LOADED, "catalogue", payload)
        return act.done(len(act.payload["answered"]), Noun.CATALOGUE)

    # --- comparing ---------------------------------------------------------------------------

    def _seed(self) -> Seed:
        return read_seed(self.folder or paths.resources_dir())

    def _choices(self) -> Iterator[SeedChoice]:
        """Whatever differs, in the order of the program's catalogue."""
        names = {item.key: item.name for item in self.store.catalogue.sectors()}
        unlike = [
            (seed, versions)
            for seed in self._seed().procedures
            if (versions := self._unlike(seed)) is not None
        ]
        given = self._given() if unlike else {}
        count = 0
        for seed, versions in unlike:
            base = given.get(given_key(seed))
            founds = base is None or base.get("sources") != source_facts(seed)
            for ours in versions:
                found = seed_difference(base, ours, seed)
                choice = choice_of(found, names, count, founds=founds and found.founds)
                count += len(choice.lines)
                if choice.lines:
                    yield choice
            if not versions and base is None and (new := self._added(seed, count + 1)):
                count += 1
                yield new

    def _added(self, seed: Procedure, number: int) -> SeedChoice | None:
        """A version that the office does not have, as it would stand; None where one of its own is in the way."""
        known = self.store.catalogue.versions(seed.code)
        try:
            placed = place_version(known, seed)
        except RuleError:
            return None
        before = version_for(known, seed.valid_from) if seed.valid_from else None
        return added_choice(placed.version, before, number)

    def _unlike(self, seed: Procedure) -> list[Procedure] | None:
        """Versions that the program's one speaks of, none where there is none yet; None where all are what it says.

        One with a first day speaks of the version of that day; one without of every other that holds today or later, or
        else of the last.
        """
        versions, today = self.store.catalogue.versions(seed.code), self.today()
        if seed.valid_from is not None:
            found = [item for item in versions if item.valid_from == seed.valid_from]
        else:
            dated = {item.valid_from for item in self._seed().procedures if item.code == seed.code}
            others = [item for item in versions if item.valid_from not in dated - {None}]
            found = [item for item in others if item.valid_to is None or item.valid_to >= today]
            found = found or others[-1:]
        return None if found and all(item == seed for item in found) else found

    def _given(self) -> dict[str, Values]:
        """The values the program gave or offered until now, by code: its founding catalogue and the answered offers."""
        given: dict[str, Values] = {}
        for at, payload in enumerate(self.store.journal.said(CATALOGUE_LOADED, "catalogue")):
            if at == 0:
                for item in payload.get("procedures", ()):
                    founded = Procedure.from_dict(item)
                    facts = {**values_of(founded), "sources": source_facts(founded)}
                    given[given_key(founded)] = facts
            for code, values in payload.get("answered", {}).items():
                given[code] = {**given.get(code, {}), **values}
        return given

    def _loaded(
        self,
        choices: Iterable[SeedChoice],
        made: Iterable[tuple[SeedChoice, Procedure, dict[str, Any]]],
        agreed: frozenset[str],
    ) -> Loaded:
        seed = self._seed()
        left = values_left(choices, agreed)
        answered: dict[str, dict[str, Any]] = {}
        written: dict[tuple[str, date | None], Procedure] = {}
        for choice, item, values in made:
            said = choice.difference.seed
            taken = {**values, "sources": source_facts(said)}
            told = {name: value for name, value in taken.items() if (item.code, name) not in left}
            answered.setdefault(given_key(said), {}).update(told)
            for placed in self._placed(item, written) if choice.new else (item,):
                written[placed.code, placed.valid_from] = placed
        used = {item.sector for item in written.values()}
        known = {item.key for item in self.store.catalogue.sectors()}
        sectors = [item for item in seed.sectors if item["key"] in used - known]
        letters = {item.letter for item in self.store.catalogue.queue_groups()}
        queues = {item["queue"] for item in sectors} - letters
        lost = {
            line.code
            for line in lines_of(choices)
            if line.losses and line.outcome is Outcome.HELD and is_taken(line, agreed)
        }
        loaded = Loaded(
            queue_groups=[item for item in seed.queue_groups if item["letter"] in queues],
            sectors=sectors,
            procedures=[item.to_dict() for item in written.values()],
            file=SEED_FILE,
            sha256=seed.digest,
            seed=seed.digest,
            answered=answered,
        )
        if lost:
            loaded["accepted"] = sorted(lost)
        return loaded

    def _placed(
        self, item: Procedure, written: Mapping[tuple[str, date | None], Procedure]
    ) -> tuple[Procedure, ...]:
        """A new version among the others as they will then be, with those that end because of it."""
        known = self.store.catalogue.versions(item.code)
        return place_version(
            [written.get((one.code, one.valid_from), one) for one in known], item
        ).changed()

    def _report(self, choices: Iterable[SeedChoice], made: Iterable[Procedure]) -> ListReport:
        return ListReport(
            file=_("danh mục kèm theo chương trình"),
            sha256=self._seed().digest,
            lines=tuple(lines_of(choices)),
            procedures=tuple(made),
        )
