"""Correcting what was written down wrongly: a new event that names the field, the old value and the reason."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

from counter_app.desk.desk import Desk, Done, Noun, changed
from counter_app.domain.catalogue import PaperItem
from counter_app.domain.clock import local_text
from counter_app.domain.dossier import Channel, Dossier
from counter_app.domain.intake import FEE_CEILING, SETS_CEILING, check_party
from counter_app.domain.person import Party
from counter_app.domain.staff import Duty
from counter_app.domain.text import clean, clean_lines
from counter_app.errors import RuleError
from counter_app.i18n import _


class _Kept:
    """Says that a field of a correction stays as it is."""


KEPT = _Kept()


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What may be corrected after reception; ``KEPT`` leaves a field alone. The procedure cannot be changed."""

    applicant: Party | _Kept = KEPT
    owner: Party | _Kept | None = KEPT
    authorisation: str | _Kept = KEPT
    content: str | _Kept = KEPT
    papers: tuple[PaperItem, ...] | _Kept = KEPT
    sets: int | _Kept = KEPT
    fee: int | _Kept | None = KEPT
    return_channel: Channel | _Kept = KEPT
    return_address: str | _Kept = KEPT
    return_place: str | _Kept = KEPT
    note: str | _Kept = KEPT


class Correcting(Desk):
    """Corrections of a dossier's facts."""

    def correct(
        self, code: str, correction: Correction, *, reason: str, op_id: str = ""
    ) -> Done[Dossier]:
        """Correct facts of a dossier; the journal keeps what stood there before.

        Errors: RuleError: rule "reason"; "nothing_changed"; the field's own name for a value that cannot be.
        """
        officer = self.acting(Duty.RECEIVE)
        reason = clean_lines(reason)
        if not reason:
            raise RuleError(_("Cần ghi lý do trước khi lưu."), field="reason", rule="reason")
        with self.store.transaction() as tx:
            dossier = self.store.dossiers.by_code(code)
            if dossier is None:
                raise RuleError(_("Không có hồ sơ {code}.").format(code=code), field="code")
            if op_id and self.store.journal.by_op(op_id) is not None:
                return Done(dossier, frozenset())
            changes = _changes(dossier, correction)
            if not changes:
                raise RuleError(_("Không có gì thay đổi so với hồ sơ."), rule="nothing_changed")
            payload = {
                "dossier": dossier.id,
                "at": local_text(tx.now),
                "reason": reason,
                "changes": changes,
            }
            tx.record("dossier.corrected", code, payload, actor=officer.login, op_id=op_id)
        corrected = self.store.dossiers.by_code(code)
        return Done(corrected or dossier, changed(Noun.DOSSIER, Noun.PRINT))


def _changes(dossier: Dossier, correction: Correction) -> dict[str, dict[str, Any]]:
    changes: dict[str, dict[str, Any]] = {}
    for item in fields(correction):
        wanted = getattr(correction, item.name)
        if isinstance(wanted, _Kept):
            continue
        before = _plain(getattr(dossier, item.name))
        after = _plain(_checked(item.name, wanted))
        if before != after:
            changes[item.name] = {"from": before, "to": after}
    return changes


def _checked(name: str, value: Any) -> Any:
    """A corrected value as it may be stored. Errors: RuleError naming the field."""
    if isinstance(value, Party):
        party = value.cleaned()
        check_party(party, name)
        return party
    if isinstance(value, str):
        return clean_lines(value) if name in ("content", "note") else clean(value)
    if name == "sets" and not 1 <= value <= SETS_CEILING:
        raise RuleError(
            _("Số bộ hồ sơ phải từ 1 đến {most}.").format(most=SETS_CEILING), field="sets"
        )
    if name == "fee" and value is not None and not 0 <= value <= FEE_CEILING:
        raise RuleError(_("Số tiền không hợp lệ. Gõ lại số tiền bằng chữ số."), field="fee")
    return value


def _plain(value: Any) -> Any:
    """A JSON-safe form."""
    if isinstance(value, Party):
        return value.to_dict()
    if isinstance(value, tuple):
        return [item.to_dict() for item in value]
    return int(value) if isinstance(value, Channel) else value
