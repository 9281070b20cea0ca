"""The values of a form's JSON as somebody wrote them: each is read strictly, or refused with what mends it.

What looks like something else – a list where a text belongs, a fraction where things are counted – is never taken as it
prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from enum import Enum
from typing import Any, TypeVar

from counter_app.domain.catalogue.limits import TimeLimit, parse_limit
from counter_app.domain.catalogue.sectors import PaperItem, PaperKind
from counter_app.domain.dossier.dossier import Channel, Original
from counter_app.domain.dossier.facts import Fact, Kind
from counter_app.domain.person.documents import Document
from counter_app.domain.person.party import (
    PERSON_FACTS,
    Birth,
    FactKind,
    Party,
    PartyKind,
    PersonFact,
    Sex,
    parse_birth,
)
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import pattern

PERSON_KEYS = ("kind", *(fact.name for fact in PERSON_FACTS))
PAPER_KEYS = tuple(item.name for item in fields(PaperItem))
ORIGINAL_KEYS = tuple(item.name for item in fields(Original))
_BIRTH_KEYS = ("year", "month", "day")
_WHOLE = pattern(r"[+-]?[0-9]{1,18}")
_SHOWN = 40
_Word = TypeVar("_Word", bound=Enum)
_CHOICES: Mapping[FactKind, type[Enum]] = {FactKind.SEX: Sex, FactKind.DOCUMENT: Document}


def read_text(value: Any, where: str) -> str:
    """A text, empty for null. Errors: RuleError naming it when it is something else."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise RuleError(
            _("Ô {name} phải là chữ trong dấu ngoặc kép. Sửa rồi nhập lại.").format(name=where),
            field=_root(where),
        )
    return value


def read_whole(value: Any, where: str) -> int:
    """A whole number, also written as a text. Errors: RuleError naming it."""
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and _WHOLE.fullmatch(value.strip()):
        return int(value)
    raise RuleError(_("Ô này cần một số nguyên. Gõ lại bằng chữ số."), field=_root(where))


def read_flag(value: Any, where: str) -> bool:
    """True or false. Errors: RuleError naming it."""
    if isinstance(value, bool):
        return value
    raise _wrong_word(value, where, ("true", "false"))


def read_word(value: Any, kind: type[_Word], where: str) -> _Word:
    """One of an enumeration's words. Errors: RuleError naming it and the words."""
    for item in kind:
        if isinstance(value, str) and value == item.value:
            return item
    raise _wrong_word(value, where, [str(item.value) for item in kind])


def read_channel(value: Any, where: str) -> Channel:
    """A way in or out, by its word or its number. Errors: RuleError naming it."""
    try:
        if isinstance(value, int) and not isinstance(value, bool):
            return Channel(value)
        return Channel[str(value).upper()]
    except (ValueError, KeyError) as error:
        raise RuleError(
            _("Kênh phải là direct, online hoặc postal. Sửa rồi nhập lại."), field=where
        ) from error


def read_party(data: Any, where: str) -> Party:
    """A person or organisation. Errors: RuleError (field ``where``, named whole in its sentence)."""
    if data is None:
        raise RuleError(_("Thiếu thông tin người nộp. Ghi họ tên người nộp."), field=where)
    known = _record(data, where)
    said = {
        fact.name: _person_fact(fact, known[fact.name], f"{where}.{fact.name}")
        for fact in PERSON_FACTS
        if fact.name in known
    }
    kind = read_word(known.get("kind", PartyKind.PERSON.value), PartyKind, f"{where}.kind")
    return Party(**{"kind": kind, "name": "", **said})


def _person_fact(fact: PersonFact, value: Any, where: str) -> Any:
    if fact.kind is FactKind.TEXT:
        return read_text(value if value is not None or fact.name != "name" else False, where)
    if value is None or value == "":
        return None
    if fact.kind is FactKind.BIRTH:
        return _birth(value, where)
    if fact.kind is FactKind.DAY:
        return _day(value, where)
    return read_word(value, _CHOICES[fact.kind], where)


def _birth(value: Any, where: str) -> Birth | None:
    """Birth as the form types it, as it is stored, or as the ``card`` verb shows it."""
    if isinstance(value, dict) and "year" in value:
        parts: list[Any] = [value.get(name) for name in _BIRTH_KEYS]
        if all(type(part) is int or (at and part is None) for at, part in enumerate(parts)):
            return Birth(*parts)
    elif isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return parse_birth(str(value))
    raise RuleError(
        _("Ô {name} không phải ngày sinh. Ghi như 1990-02-05, 1990-02 hoặc 1990.").format(
            name=where
        ),
        field=_root(where),
    )


def _day(value: Any, where: str) -> date:
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise RuleError(
            _("Ô {name} không phải một ngày. Ghi như 2021-04-30.").format(name=where),
            field=_root(where),
        ) from error


def read_limit(data: Any) -> TimeLimit:
    """A limit as a text or as it is stored. Errors: RuleError (field "limit")."""
    try:
        return parse_limit(data) if isinstance(data, str) else TimeLimit.from_dict(data)
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError) as error:
        raise RuleError(
            _("Thời hạn không đọc được. Ghi như 3wd, 2h hoặc 5d."), field="limit"
        ) from error


def read_papers(data: Any) -> tuple[PaperItem, ...] | None:
    """Papers by name or whole; None for null. Errors: RuleError (field "papers")."""
    if data is None:
        return None
    if not isinstance(data, list | tuple):
        raise _unlike_sample("papers", _("Danh sách giấy tờ không đúng dạng."))
    return tuple(_paper(item) for item in data)


def _paper(data: Any) -> PaperItem:
    if isinstance(data, str):
        return PaperItem(name=data)
    known = _record(data, "papers")
    said: dict[str, Any] = {}
    for item in fields(PaperItem):
        if item.name not in known:
            continue
        value, where = known[item.name], f"papers.{item.name}"
        if item.name == "kind":
            said["kind"] = read_word(value, PaperKind, where)
        elif isinstance(item.default, bool):
            said[item.name] = read_flag(value, where)
        elif isinstance(item.default, int):
            said[item.name] = read_whole(value, where)
        else:
            said[item.name] = read_text(value, where)
    if not said.get("name"):
        raise _unlike_sample("papers", _("Có giấy tờ không ghi tên."))
    return PaperItem(**said)


def read_originals(data: Any) -> tuple[Original, ...]:
    """Originals that are kept. Errors: RuleError (field "originals")."""
    if data is None:
        return ()
    if not isinstance(data, list | tuple):
        raise _unlike_sample("originals", _("Danh sách bản chính không đúng dạng."))
    return tuple(_original(item) for item in data)


def _original(data: Any) -> Original:
    known = _record(data, "originals")
    name = read_text(known.get("name"), "originals.name")
    if not name:
        raise _unlike_sample("originals", _("Có bản chính không ghi tên."))
    quantity = read_whole(known.get("quantity", 1), "originals.quantity")
    if quantity < 1:
        raise RuleError(_("Ô này cần một số nguyên. Gõ lại bằng chữ số."), field="originals")
    return Original(name=name, quantity=quantity)


def read_fact(fact: Fact, data: Mapping[str, Any]) -> Any:
    """A fact out of a form's JSON. Errors: RuleError naming it."""
    value = data.get(fact.name, fact.default)
    match fact.kind:
        case Kind.NUMBER | Kind.MONEY:
            return None if value is None and fact.default is None else read_whole(value, fact.name)
        case Kind.CHANNEL:
            return read_channel(value, fact.name)
        case Kind.PERSON:
            unsaid = value is None or value == ""
            return None if unsaid and fact.name != "applicant" else read_party(value, fact.name)
        case Kind.LIMIT:
            return None if value is None or value == "" else read_limit(value)
        case Kind.PAPERS:
            return read_papers(value)
        case Kind.ORIGINALS:
            return read_originals(value)
    return read_text(value, fact.name)


def require_known(record: Mapping[str, Any], names: Iterable[str]) -> None:
    """Requires that a record has only names that a form has, down to its persons and papers.

    Errors: RuleError naming the first that is none: it would be lost without a word.
    """
    _require(record, tuple(names), "")
    for where in ("applicant", "owner"):
        _require(record.get(where), PERSON_KEYS, where)
    for where, keys in (("papers", PAPER_KEYS), ("originals", ORIGINAL_KEYS)):
        items = record.get(where)
        for item in items if isinstance(items, list) else ():
            _require(item, keys, where)


def _require(record: Any, names: tuple[str, ...], where: str) -> None:
    for name in record if isinstance(record, Mapping) else ():
        if name in names:
            continue
        from difflib import get_close_matches

        near = get_close_matches(name, names, n=1)
        shown = {"name": name[:_SHOWN], "near": near[0] if near else ""}
        text = (
            _("Không có ô “{name}”. Nếu là {near} thì sửa tên ô rồi nhập lại.")
            if near
            else _("Không có ô “{name}”. Bỏ ô này hoặc xem tên ô ở docs/samples/receive.json.")
        )
        raise RuleError(text.format(**shown), field=where or name[:_SHOWN], rule="unknown")


def _record(data: Any, where: str) -> Mapping[str, Any]:
    if isinstance(data, Mapping):
        return data
    raise _unlike_sample(where, _("Ô {name} phải là một đối tượng JSON.").format(name=where))


def _unlike_sample(where: str, wrong: str) -> RuleError:
    step = _("Xem tệp mẫu docs/samples/receive.json.")
    return RuleError(f"{wrong} {step}", field=where)


def _wrong_word(value: Any, where: str, words: Iterable[str]) -> RuleError:
    shown = value if isinstance(value, str) else ""
    return RuleError(
        _("Ô {name} không nhận “{value}”. Ghi một trong: {words}.").format(
            name=where, value=shown[:_SHOWN] or "…", words=", ".join(words)
        ),
        field=_root(where),
    )


def _root(where: str) -> str:
    """The fact of the dossier that a place belongs to."""
    return where.partition(".")[0]
