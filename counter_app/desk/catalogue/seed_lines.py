"""The changes in the program's catalogue, as lines of a list: some are free to take, some are the office's own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from counter_app.desk.catalogue.lists.changes import apart, shortened, told_changes
from counter_app.desk.catalogue.lists.fields import WRITERS
from counter_app.desk.catalogue.lists.findings import (
    ALL_CODES,
    CheckedLine,
    Level,
    ListReport,
    Outcome,
)
from counter_app.domain.catalogue.law_changes import law_changes
from counter_app.domain.catalogue.list_fields import ListField
from counter_app.domain.catalogue.procedure import Procedure, ReviewState
from counter_app.domain.catalogue.seed import SeedDifference, values_of, with_values
from counter_app.i18n import _, plural
from counter_app.values import dataclass
from counter_app.wording.catalogue.law_changes import law_change_text
from counter_app.wording.catalogue.listing import cell_words, field_title

OWN = "own:"
"""Before a code: consent to put the program's values in place of the office's own."""
MOST_SHOWN = 300
"""Letters of a value beside the office's own: enough to compare them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedChoice:
    """A version of the office with what is offered for it, and the lines that say so."""

    difference: SeedDifference
    new: bool = False
    free: CheckedLine | None = None
    own: CheckedLine | None = None

    @property
    def lines(self) -> tuple[CheckedLine, ...]:
        """Both lines, or the one there is."""
        return tuple(line for line in (self.free, self.own) if line is not None)

    def taken(self, accepted: frozenset[str]) -> tuple[Procedure, dict[str, Any]] | None:
        """The procedure with what is taken, and the program's values that it has now; None where nothing is."""
        free = self.free is not None and is_taken(self.free, accepted)
        own = self.own is not None and is_taken(self.own, accepted)
        if not free and not own:
            return None
        found = self.difference
        values = {**(found.free if free else {}), **(found.own if own else {})}
        return (found.seed if self.new else found.taken(free=free, own=own)), values


def lines_of(choices: Iterable[SeedChoice]) -> Iterator[CheckedLine]:
    """Every line, in order."""
    for item in choices:
        yield from item.lines


def values_left(choices: Iterable[SeedChoice], accepted: frozenset[str]) -> set[tuple[str, str]]:
    """Values that one version of a procedure leaves, although another may take them: they stay offered."""
    left: set[tuple[str, str]] = set()
    for item in choices:
        parts = ((item.free, item.difference.free), (item.own, item.difference.own))
        for line, values in parts:
            if line is not None and not is_taken(line, accepted):
                left |= {(line.code, name) for name in values}
    return left


def is_taken(line: CheckedLine, accepted: frozenset[str]) -> bool:
    """True if a line is written: nobody need agree to it, or somebody has."""
    if line.outcome is not Outcome.HELD:
        return True
    everything = f"{OWN}{ALL_CODES}" if line.asks else ALL_CODES
    return line.consent in accepted or everything in accepted


def settle(report: ListReport, accepted: frozenset[str]) -> None:
    """Hold the accepted lines no longer."""
    for line in report.lines:
        if line.outcome is Outcome.HELD and is_taken(line, accepted):
            line.outcome = Outcome.CHANGED


def added_choice(seed: Procedure, before: Procedure | None, number: int) -> SeedChoice:
    """A procedure, or a version of one after ``before``, that the office has never had."""
    outcome = Outcome.VERSION if before else Outcome.NEW
    line = CheckedLine(number=number, code=seed.code, name=seed.name, outcome=outcome)
    if before is not None:
        _tell_losses(line, before, replace(seed, valid_to=before.valid_to))
    line.say(
        Level.NOTE,
        _version(seed) + _("Thủ tục mới có trong danh mục kèm theo chương trình."),
    )
    found = SeedDifference(ours=seed, seed=seed, free=values_of(seed), own={})
    return SeedChoice(difference=found, new=True, free=line)


def choice_of(
    found: SeedDifference, sectors: Mapping[str, str], count: int, *, founds: bool
) -> SeedChoice:
    """The offer for a version, its lines numbered after ``count``; ``founds``: its sources too."""
    free = own = None
    if found.free or founds:
        count += 1
        free = _free_line(found, sectors, count, founds=founds)
    if found.own:
        own = _own_line(found, count + 1)
    return SeedChoice(difference=found, free=free, own=own)


def _free_line(
    found: SeedDifference, sectors: Mapping[str, str], number: int, *, founds: bool
) -> CheckedLine:
    """Values that are still the program's earlier ones: taken unless citizens lose by one."""
    before, now = found.ours, found.taken(own=False)
    line = CheckedLine(number=number, code=before.code, name=before.name, outcome=Outcome.CHANGED)
    _tell_losses(line, before, now)
    told = told_changes(before, now, sectors)
    if founds:
        told.append(_("Ghi nguồn của từng giá trị"))
    line.say(Level.NOTE, _version(before) + "; ".join(told or [_("Ghi chú rà soát")]))
    return line


def _own_line(found: SeedDifference, number: int) -> CheckedLine:
    """Values that the office changed or confirmed: nothing is replaced until somebody agrees to it."""
    ours, said = found.ours, with_values(found.ours, found.own)
    line = CheckedLine(number=number, code=ours.code, name=ours.name, asks=f"{OWN}{ours.code}")
    _tell_losses(line, ours, said)
    line.outcome = Outcome.HELD
    told = [_side_by_side(name, ours, said) for name in found.own]
    head = (
        _("Đơn vị đã xác nhận.") if ours.state is ReviewState.CONFIRMED else _("Đơn vị đã tự sửa.")
    )
    line.say(Level.WARNING, " ".join([head, _version(ours) + "; ".join(told)]))
    return line


def _tell_losses(line: CheckedLine, before: Procedure, now: Procedure) -> None:
    changes = law_changes(before, now)
    line.law = tuple(map(law_change_text, changes))
    line.losses = tuple(law_change_text(item) for item in changes if item.loss)
    for text in line.losses:
        line.say(Level.WARNING, _("Bất lợi cho công dân: {change}.").format(change=text))
    if line.losses:
        line.outcome = Outcome.HELD


def _side_by_side(name: str, ours: Procedure, said: Procedure) -> str:
    """``Thời hạn giải quyết: đơn vị “5 ngày làm việc”, chương trình “3 ngày làm việc”``."""
    own, seed = apart(_words(name, ours), _words(name, said))
    return _("{value}: đơn vị “{own}”, chương trình “{seed}”").format(
        value=_title(name, ours, said),
        own=shortened(own, MOST_SHOWN),
        seed=shortened(seed, MOST_SHOWN),
    )


_FIELDS = {
    "extension_wd": ListField.EXTENSION,
    "ended": ListField.STATE,
}


def _title(name: str, *items: Procedure) -> str:
    key = name.partition(" ")[2]
    if not key:
        return field_title(_FIELDS.get(name) or ListField(name))
    case = next(case for item in items if (case := item.case(key)) is not None)
    return _("Trường hợp “{case}”").format(case=case.name)


def _words(name: str, item: Procedure) -> str:
    key = name.partition(" ")[2]
    if not key:
        return cell_words(WRITERS[_FIELDS.get(name) or ListField(name)](item))
    if item.case(key) is None:
        return ""
    only = replace(item.of_case(key), cases=())
    fields = (ListField.LIMIT, ListField.FEE, ListField.FEE_NOTE, ListField.RELIEFS)
    return ", ".join(filter(None, (cell_words(WRITERS[field](only)) for field in fields)))


def _version(item: Procedure) -> str:
    """The version that is meant, where it has a first day."""
    since: date | None = item.valid_from
    return _("Bản áp dụng từ {day:%d/%m/%Y}: ").format(day=since) if since else ""


def source_facts(item: Procedure) -> list[dict[str, str]]:
    """The sources of a procedure's values, as the journal keeps them."""
    return [source.to_dict() for source in item.sources]


def offered_text(count: int) -> str:
    """The sentence of the board and the catalogue's page about the offers."""
    return plural("Đối chiếu {count} thay đổi của danh mục kèm theo chương trình", count).format(
        count=count
    )
