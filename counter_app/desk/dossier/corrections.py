"""Correcting what was written down wrongly: a new event that names the field, the old value and the reason."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.fees.payments import Payments
from counter_app.desk.office.leader_consent import OWN, Approval, consented
from counter_app.domain.clock import local_text
from counter_app.domain.dossier.draft import check_address
from counter_app.domain.dossier.events import DOSSIER_CORRECTED, Corrected
from counter_app.domain.dossier.facts import (
    CORRECTABLE,
    Fact,
    Kind,
    check,
    check_days,
    cleaned,
    stored,
)
from counter_app.domain.dossier.form_values import read_fact
from counter_app.domain.dossier.reception_points import require_known
from counter_app.domain.office.staff import Duty
from counter_app.domain.person.party import Party, PartyKind, parse_birth
from counter_app.domain.text import clean, clean_lines
from counter_app.errors import RuleError
from counter_app.i18n import _

if TYPE_CHECKING:
    from counter_app.domain.dossier.dossier import Dossier


class Correction:
    """A correction after reception: facts by name, each as a dossier holds it; facts not named stay.

    The procedure cannot be corrected. Errors: TypeError for what is no fact that may be corrected.
    """

    def __init__(self, **said: Any) -> None:
        if strange := said.keys() - CORRECTABLE.keys():
            raise TypeError(", ".join(sorted(strange)))
        self.said: Mapping[str, Any] = said

    @classmethod
    def as_it_stands(cls, dossier: Dossier) -> Correction:
        """Every fact of a dossier as it is."""
        return cls(**{name: getattr(dossier, name) for name in CORRECTABLE})

    def only(self, names: Container[str]) -> Correction:
        """The same for some of its facts."""
        return Correction(**{name: value for name, value in self.said.items() if name in names})


class Corrections(Desk):
    """Corrections of a dossier's facts."""

    def correct(
        self,
        code: str,
        correction: Correction,
        *,
        reason: str,
        approval: Approval = OWN,
        op_id: str = "",
    ) -> Done[Dossier]:
        """Correct facts of a dossier; the journal keeps what stood there before.

        A fee that nobody knew at reception is lowered at once by the ground told there. Another applicant or owner of
        what was accepted takes two people.

        Errors: RuleError: rule "reason"; "nothing_changed"; the field's own name for a value that cannot be; as
        ``second_person``.
        """
        act = self.act(Duty.CORRECT, op_id, DOSSIER_CORRECTED)
        reason = clean_lines(reason)
        if not reason:
            raise RuleError(
                _("Chưa có lý do. Ghi lý do rồi lưu lại."), field="reason", rule="reason"
            )
        asked = self.takes_two(code, correction)
        two = (Duty.APPLICANT, approval, op_id, DOSSIER_CORRECTED)
        consent = consented(self, *two) if asked else {}
        with act:
            if act.known is None:
                dossier = self.dossier(code)
                changes = changes_of(dossier, correction)
                if not asked and self.takes_two(code, correction):
                    raise _changed_meanwhile()
                if not changes:
                    raise RuleError(
                        _("Không có gì thay đổi so với hồ sơ. Sửa ít nhất một ô."),
                        rule="nothing_changed",
                    )
                for where in ("applicant", "owner"):
                    if where in changes and correction.said[where] is not None:
                        check_days(correction.said[where], where, self.today())
                if "point" in changes:
                    points, home = self.settings.points, self.settings.home_service
                    require_known(changes["point"]["to"], points, home)
                payload: Corrected = {
                    "dossier": dossier.id,
                    "at": local_text(act.now),
                    "reason": reason,
                    "changes": changes,
                }
                act.record(DOSSIER_CORRECTED, dossier.code, payload, consent)
                if "fee" in changes:
                    self.group(Payments).spare(act, dossier, changes["fee"]["to"] or 0)
        return act.done(self.dossier(act.first.subject), Noun.DOSSIER, Noun.PRINT)

    def takes_two(self, code: str, correction: Correction) -> bool:
        """True if it makes an accepted dossier somebody else's, which nobody does alone."""
        dossier = self.dossier(code)
        changes = changes_of(dossier, correction)
        people = [changes[name] for name in ("applicant", "owner") if name in changes]
        return dossier.accepted and any(
            another_person(change["from"], change["to"]) for change in people
        )


def another_person(before: Mapping[str, Any] | None, after: Mapping[str, Any] | None) -> bool:
    """True if a corrected party is somebody else: by another name, or another number where there was one."""
    if not before or not after:
        return bool(before) or bool(after)
    names = [str(party.get("name") or "").casefold() for party in (before, after)]
    number = str(before.get("id_no") or "")
    return names[0] != names[1] or bool(number and number != str(after.get("id_no") or ""))


def _changed_meanwhile() -> RuleError:
    return RuleError(
        _("Hồ sơ vừa đổi ở cửa sổ khác. Mở lại hồ sơ rồi đính chính."), rule="changed_elsewhere"
    )


def changes_of(dossier: Dossier, correction: Correction) -> dict[str, dict[str, Any]]:
    """Field → {"from", "to"} of what a correction would change, JSON-safe. Errors: RuleError naming the field."""
    changes: dict[str, dict[str, Any]] = {}
    for name, fact in CORRECTABLE.items():
        if name not in correction.said:
            continue
        before = stored(fact, getattr(dossier, name))
        after = stored(fact, _checked(fact, correction.said[name]))
        if before != after:
            changes[name] = {"from": before, "to": after}
    _require_address(dossier, changes)
    return changes


def _require_address(dossier: Dossier, changes: Mapping[str, dict[str, Any]]) -> None:
    way = changes.get("return_channel", {}).get("to", int(dossier.return_channel))
    address = changes.get("return_address", {}).get("to", dossier.return_address)
    if changes:
        check_address(way, address)


def _checked(fact: Fact, value: Any) -> Any:
    """A corrected value as it may be stored. Errors: RuleError naming the field."""
    wanted = cleaned(fact, value)
    if fact.kind is Kind.PAPERS and any(item.quantity < 1 for item in wanted):
        raise RuleError(
            _("Danh sách giấy tờ không đúng dạng. Xem tệp mẫu docs/samples/receive.json."),
            field="papers",
        )
    check(fact, wanted)
    return wanted


def correction_from(dossier: Dossier, texts: Mapping[str, str]) -> Correction:
    """A correction told in texts: "fee" → "8000", "applicant.name" → "…", "owner" → "" (nobody but the applicant).

    "papers" is a JSON list of names or objects. Errors: RuleError naming the field that is unknown or cannot be read.
    """
    said: dict[str, Any] = {}
    for name, text in texts.items():
        where, _dot, part = name.partition(".")
        if where in ("applicant", "owner") and part:
            party = said.get(where) or getattr(dossier, where) or Party(PartyKind.PERSON, "")
            said[where] = _with_part(party, where, part, text)
        else:
            said[name] = _read(name, text)
    if dossier.owner is not None and said.get("owner", dossier.owner) is None:
        # Nobody is stood for any more, so there is no relation and nothing that proves it.
        said = {"authorisation": "", "relation": "", **said}
    return Correction(**said)


def _with_part(party: Party, where: str, part: str, text: str) -> Party:
    if part == "birth":
        return replace(party, birth=parse_birth(text))
    values: dict[str, Any] = {**party.to_dict(), part: clean(text)}
    try:
        if part not in {item.name for item in fields(Party)}:
            raise ValueError(part)
        return Party.from_dict(values)
    except ValueError as error:
        raise _unreadable(f"{where}.{part}") from error


def _read(name: str, text: str) -> Any:
    """A fact out of one text. Errors: RuleError naming it."""
    fact = CORRECTABLE.get(name)
    if fact is None or (fact.kind is Kind.PERSON and text):
        raise _unreadable(name)
    value: Any = text
    if fact.kind is Kind.PAPERS:
        try:
            value = json.loads(text)
        except ValueError as error:
            raise _unreadable(name) from error
    elif fact.kind is Kind.MONEY and not text:
        value = None
    try:
        return read_fact(fact, {name: value})
    except (RuleError, TypeError, AttributeError) as error:
        raise _unreadable(name) from error


def _unreadable(name: str) -> RuleError:
    return RuleError(
        _("Ô {name} không có hoặc giá trị không đọc được. Xem lại tên ô và giá trị.").format(
            name=name
        ),
        field=name,
    )
