"""Correcting what was written down wrongly: a new event that names the field, the old value and the reason."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from counter_app.desk.desk import Desk, Done, Noun, changed
from counter_app.domain.catalogue import PaperItem
from counter_app.domain.clock import local_text
from counter_app.domain.dossier import Channel, Dossier
from counter_app.domain.intake import (
    CONTENT_LENGTH,
    FEE_CEILING,
    PAPERS_CEILING,
    SETS_CEILING,
    check_party,
)
from counter_app.domain.person import Party, PartyKind, parse_birth
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
    channel: Channel | _Kept = KEPT
    return_channel: Channel | _Kept = KEPT
    return_address: str | _Kept = KEPT
    return_place: str | _Kept = KEPT
    resolver: str | _Kept = KEPT
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
            dossier = self.dossier(code)
            if op_id and self.store.journal.by_op(op_id) is not None:
                return Done(dossier, frozenset())
            changes = changes_of(dossier, correction)
            if not changes:
                raise RuleError(
                    _("Không có gì thay đổi so với hồ sơ. Sửa ít nhất một ô."),
                    rule="nothing_changed",
                )
            payload = {
                "dossier": dossier.id,
                "at": local_text(tx.now),
                "reason": reason,
                "changes": changes,
            }
            tx.record("dossier.corrected", code, payload, actor=officer.login, op_id=op_id)
        corrected = self.store.dossiers.by_code(code)
        return Done(corrected or dossier, changed(Noun.DOSSIER, Noun.PRINT))


def changes_of(dossier: Dossier, correction: Correction) -> dict[str, dict[str, Any]]:
    """Field → {"from", "to"} of what a correction would change, JSON-safe. Errors: RuleError naming the field."""
    changes: dict[str, dict[str, Any]] = {}
    for item in fields(correction):
        wanted = getattr(correction, item.name)
        if isinstance(wanted, _Kept):
            continue
        before = _plain(getattr(dossier, item.name))
        after = _plain(_checked(item.name, wanted))
        if before != after:
            changes[item.name] = {"from": before, "to": after}
    _require_address(dossier, changes)
    return changes


def _require_address(dossier: Dossier, changes: Mapping[str, dict[str, Any]]) -> None:
    way = changes.get("return_channel", {}).get("to", int(dossier.return_channel))
    address = changes.get("return_address", {}).get("to", dossier.return_address)
    if changes and way == int(Channel.POSTAL) and not address:
        raise RuleError(_("Trả qua bưu chính cần địa chỉ nhận kết quả."), field="return_address")


def _checked(name: str, value: Any) -> Any:
    """A corrected value as it may be stored. Errors: RuleError naming the field."""
    if isinstance(value, Party):
        party = value.cleaned()
        check_party(party, name)
        return party
    if isinstance(value, str):
        text = clean_lines(value) if name in ("content", "note") else clean(value)
        if len(text) > CONTENT_LENGTH:
            raise RuleError(
                _("Nội dung dài quá {most} ký tự. Rút gọn lại.").format(most=CONTENT_LENGTH),
                field=name,
            )
        return text
    if isinstance(value, tuple):
        papers = tuple(replace(item, name=clean(item.name)) for item in value if clean(item.name))
        if len(papers) > PAPERS_CEILING or any(item.quantity < 1 for item in papers):
            raise RuleError(_("Danh sách giấy tờ không đọc được."), field="papers")
        return papers
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
    try:
        match name:
            case "owner" if not text:
                return None
            case "fee":
                return int(text) if text else None
            case "sets":
                return int(text)
            case "channel" | "return_channel":
                return Channel[text.upper()]
            case "papers":
                return tuple(
                    PaperItem.from_dict({"name": item} if isinstance(item, str) else item)
                    for item in json.loads(text)
                )
            case (
                "authorisation"
                | "content"
                | "return_address"
                | "return_place"
                | "resolver"
                | "note"
            ):
                return text
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise _unreadable(name) from error
    raise _unreadable(name)


def _unreadable(name: str) -> RuleError:
    return RuleError(
        _("Ô {name} không có hoặc giá trị không đọc được. Xem lại tên ô và giá trị.").format(
            name=name
        ),
        field=name,
    )
