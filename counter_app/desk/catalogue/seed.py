"""The program's catalogue offered, as a list is, to an office that was founded with an earlier one.

What the office had from the program stands in its journal: the catalogue it was founded with, and the values of later
ones that somebody took or declined. A value that is still what the program gave is untouched; every other is the
office's own.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
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
from counter_app.domain.office.staff import Duty
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _

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


class SeedOffers(Desk):
    """What the program's catalogue says differently, shown as a list would be, and the answer to it."""

    folder: Path | None = None
    """Where the resources lie; None: where the program has its own."""
    _counted: tuple[tuple[int, str, date], int] | None = None

    def pending(self) -> int:
        """How many lines wait for an answer; counted anew when the catalogue changes, so that the board may ask."""
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
            made = [taken for item in choices if (taken := item.taken(agreed)) is not None]
            if act.known is None:
                if not made:
                    raise RuleError(
                        _("Không có giá trị nào được chọn. Đánh dấu ít nhất một dòng rồi nhập."),
                        rule="seed",
                    )
                act.record(CATALOGUE_LOADED, "catalogue", self._loaded(choices, made, agreed))
            report = self._report(choices, [item for item, _values in made])
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
                    answered.setdefault(found.seed.code, {}).update(values)
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
            base = given.get(seed.code)
            founds = base is None or base.get("sources") != source_facts(seed)
            for ours in versions:
                found = seed_difference(base, ours, seed)
                choice = choice_of(found, names, count, founds=founds and found.founds)
                count += len(choice.lines)
                if choice.lines:
                    yield choice
            if not versions and base is None:
                count += 1
                yield added_choice(seed, count)

    def _unlike(self, seed: Procedure) -> list[Procedure] | None:
        """Versions that hold today or later and are not what the program says, or the last one; None where all are.

        A code that the office does not have at all has no version.
        """
        versions, today = self.store.catalogue.versions(seed.code), self.today()
        found = [item for item in versions if item.valid_to is None or item.valid_to >= today]
        found = found or versions[-1:]
        return None if found and all(item == seed for item in found) else found

    def _given(self) -> dict[str, Values]:
        """What the program gave or offered until now, by code: its founding catalogue and what was answered since."""
        given: dict[str, Values] = {}
        for at, payload in enumerate(self.store.journal.said(CATALOGUE_LOADED, "catalogue")):
            if at == 0:
                for item in payload.get("procedures", ()):
                    founded = Procedure.from_dict(item)
                    given[founded.code] = {**values_of(founded), "sources": source_facts(founded)}
            for code, values in payload.get("answered", {}).items():
                given[code] = {**given.get(code, {}), **values}
        return given

    def _loaded(
        self,
        choices: Iterable[SeedChoice],
        made: Iterable[tuple[Procedure, dict[str, Any]]],
        agreed: frozenset[str],
    ) -> Loaded:
        seed = self._seed()
        sources = {item.code: source_facts(item) for item in seed.procedures}
        left = values_left(choices, agreed)
        answered: dict[str, dict[str, Any]] = {}
        for item, values in made:
            taken = {**values, "sources": sources[item.code]}
            told = {name: said for name, said in taken.items() if (item.code, name) not in left}
            answered.setdefault(item.code, {}).update(told)
        used = {item.sector for item, _values in made}
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
            procedures=[item.to_dict() for item, _values in made],
            file=SEED_FILE,
            sha256=seed.digest,
            seed=seed.digest,
            answered=answered,
        )
        if lost:
            loaded["accepted"] = sorted(lost)
        return loaded

    def _report(self, choices: Iterable[SeedChoice], made: Iterable[Procedure]) -> ListReport:
        return ListReport(
            file=_("danh mục kèm theo chương trình"),
            sha256=self._seed().digest,
            lines=tuple(lines_of(choices)),
            procedures=tuple(made),
        )
