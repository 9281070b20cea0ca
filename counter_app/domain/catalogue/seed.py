"""The catalogue that ships with the program, against an office's own: what differs, value by value, and whose it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from counter_app.domain.catalogue.procedure import Case, Procedure, ReviewState, ValueSource
from counter_app.values import dataclass

Values = Mapping[str, Any]
"""A procedure as its values by name, each as JSON; what an office decides on as one is one value."""

_PLAIN = (
    "name", "sector", "extension_wd", "papers", "sets", "steps", "resolver", "result",
    "legal_basis", "synonyms", "resume", "template", "inner_wd", "note",
)  # fmt: skip
_REVIEW = ("source", "mark", "review_note")
"""The facts that tell how well a row is founded: they go with the row's values and are no values of its own."""
_CASE = "case "
# When a version ends follows from the one that comes after it: an office that has its own is not asked about the day.


def values_of(item: Procedure) -> dict[str, Any]:
    """Every value of a procedure; a fact that says nothing is None."""
    data, fee = item.to_dict(), item.fee.to_dict()
    cases = {f"{_CASE}{case.key}": case.to_dict() for case in item.cases}
    return {
        **{name: data.get(name) or None for name in (*_PLAIN, *_REVIEW)},
        "limit": {"limit": data["limit"], "no_due": item.no_due},
        "fee": {name: fee.get(name) for name in ("rule", "amount", "unit", "online_amount")},
        "fee_note": item.fee.note or None,
        "reliefs": [relief.to_dict() for relief in item.fee.reliefs] or None,
        "supplement_days": [item.supplement_days, item.supplement_working],
        "ended": item.state is ReviewState.INACTIVE,
        "valid_to": data["valid_to"],
        **cases,
    }


def with_values(item: Procedure, values: Values) -> Procedure:
    """The procedure with these values in place of its own; what was ended and is not any more waits for its review."""
    data = item.to_dict()
    for name, value in values.items():
        if name in (*_PLAIN, *_REVIEW, "valid_to"):
            data[name] = value
    fee = {**data["fee"], **values.get("fee", {})}
    fee |= {name: values[key] for key, name in _FEE_PARTS.items() if key in values}
    data |= values.get("limit", {})
    data["fee"] = {name: value for name, value in fee.items() if value is not None}
    if "supplement_days" in values:
        data["supplement_days"], data["supplement_working"] = values["supplement_days"]
    if "ended" in values:
        ended = values["ended"]
        data["state"] = ReviewState.INACTIVE if ended else ReviewState.NEEDS_CONFIRMATION
    made = Procedure.from_dict({name: value for name, value in data.items() if value is not None})
    return replace(made, cases=_with_cases(item.cases, values))


_FEE_PARTS = {"fee_note": "note", "reliefs": "reliefs"}


def _with_cases(known: tuple[Case, ...], values: Values) -> tuple[Case, ...]:
    cases = {f"{_CASE}{case.key}": case for case in known}
    for name, value in values.items():
        if not name.startswith(_CASE):
            continue
        if value is None:
            cases.pop(name, None)
        else:
            cases[name] = Case.from_dict(value)
    return tuple(cases.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedDifference:
    """The changes of a procedure in the program's catalogue since the office last had it, or answered it.

    ``free`` are values that nobody at the office touched; ``own`` those that it changed or confirmed itself.
    """

    ours: Procedure
    seed: Procedure
    free: Values
    own: Values

    def taken(self, *, free: bool = True, own: bool = True) -> Procedure:
        """The office's procedure with what is taken; what it confirmed is to be looked at again."""
        values = {**(self.free if free else {}), **(self.own if own else {})}
        made = with_values(self.ours, values)
        if self.ours.state is ReviewState.CONFIRMED and not values:
            return made
        if made.state is ReviewState.CONFIRMED:
            made = replace(made, state=ReviewState.NEEDS_CONFIRMATION)
        return replace(made, sources=_agreed_sources(made, self.seed))

    @property
    def founds(self) -> bool:
        """True if the program says more of where values were seen, those that it would leave or change included."""
        if self.ours.sources == self.seed.sources or self.ours.state is ReviewState.CONFIRMED:
            return False
        return self.taken(own=False).sources != self.ours.sources


def seed_difference(base: Values | None, ours: Procedure, seed: Procedure) -> SeedDifference:
    """Compare three ways: ``base`` is what the program's catalogue said before, None when it did not know the code."""
    free: dict[str, Any] = {}
    own: dict[str, Any] = {}
    if ours == seed:
        return SeedDifference(ours=ours, seed=seed, free=free, own=own)
    here, now = values_of(ours), values_of(seed)
    confirmed = ours.state is ReviewState.CONFIRMED
    stopped = ours.state is ReviewState.INACTIVE and not (base or {}).get("ended")
    for name in {**now, **here}:
        said, mine = now.get(name), here.get(name)
        if stopped or said == mine or (base is not None and said == base.get(name)):
            continue
        untouched = not confirmed and base is not None and mine == base.get(name)
        if untouched:
            free[name] = said
        elif name not in (*_REVIEW, "valid_to") and not (base is None and said is None):
            own[name] = said
    return SeedDifference(ours=ours, seed=seed, free=free, own=own)


def _agreed_sources(made: Procedure, seed: Procedure) -> tuple[ValueSource, ...]:
    """The sources of values: the seed's for those it agrees about, the office's for the others."""
    mine, theirs = values_of(made), values_of(seed)
    said = {item.value: item for item in seed.sources if _alike(item.value, mine, theirs)}
    kept = [item for item in made.sources if item.value not in said]
    return (*said.values(), *kept)


def true_sources(before: Procedure, now: Procedure) -> Procedure:
    """The procedure without sources that speak of values which have been changed since."""
    old, new = values_of(before), values_of(now)
    kept = tuple(
        item for item in now.sources if item not in before.sources or _alike(item.value, old, new)
    )
    return now if kept == now.sources else replace(now, sources=kept)


def _alike(about: str, first: Values, second: Values) -> bool:
    """True if two readings agree in the value that a source is about."""
    if about == "cases":
        names = {name for name in {**first, **second} if name.startswith(_CASE)}
        return all(first.get(name) == second.get(name) for name in names)
    if about in ("limit", "cutoff"):
        old, new = (_limit_parts(item) for item in (first, second))
        return bool(old[about] == new[about])
    same: bool = first.get(about) == second.get(about)
    return same


def _limit_parts(values: Values) -> dict[str, Any]:
    """A limit without its cut-off, and the cut-off: each has a source of its own."""
    limit = dict(values["limit"]["limit"] or {})
    cutoff = limit.pop("cutoff", None)
    return {"limit": (limit, values["limit"]["no_due"]), "cutoff": cutoff}
