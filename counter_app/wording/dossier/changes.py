"""The changes of a correction, in words: the field, what stood there, what stands there now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counter_app.domain.dossier.dossier import Channel
from counter_app.domain.dossier.facts import CORRECTABLE, Kind
from counter_app.domain.dossier.representing import RELATIONS
from counter_app.i18n import _, mark, plural
from counter_app.wording.catalogue.listing import ground_words
from counter_app.wording.paper.amounts import money

_LONG = 160
_OF_RELIEF = {"waived": mark("số tiền miễn, giảm"), "relief": mark("đối tượng miễn, giảm")}
"""Changed with the fee where it should not have been lowered; no form asks for them."""


def field_name(name: str) -> str:
    """A field of a dossier as the correction form calls it."""
    if name in _OF_RELIEF:
        return _(_OF_RELIEF[name])
    return _(CORRECTABLE[name].label) if name in CORRECTABLE else name


def change_texts(changes: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """One line for each field: ``phí, lệ phí: 5.000 đ → 8.000 đ``; of people and papers only what differs."""
    lines = []
    for name, change in changes.items():
        before, after = _told(name, change.get("from"), change.get("to"))
        text = _("{field}: {before} → {after}").format(
            field=field_name(name), before=before, after=after
        )
        lines.append(text)
    return lines


def _told(name: str, before: Any, after: Any) -> tuple[str, str]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        parts = [part for part in (*before, *after) if before.get(part) != after.get(part)]
        parts = list(dict.fromkeys(parts))
        return _party(before, parts), _party(after, parts)
    if isinstance(before, list) and isinstance(after, list):
        return _papers(before, after), _papers(after, before)
    return _plain(name, before), _plain(name, after)


def _party(party: Mapping[str, Any], parts: list[str]) -> str:
    told = [str(party.get(part) or "") for part in parts]
    return _short(", ".join(text for text in told if text))


def _papers(papers: list[Any], others: list[Any]) -> str:
    told = [
        plural("{name} ({quantity} bản)", item.get("quantity", 1)).format(
            name=item["name"], quantity=item.get("quantity", 1)
        )
        for item in papers
        if item not in others
    ]
    return _short("; ".join(told))


def _plain(name: str, value: Any) -> str:
    if name == "relation" and value:
        return _(RELATIONS[value])
    if isinstance(value, Mapping):
        return _short(str(value.get("name") or ""))
    if value is None or value == "":
        return _("(trống)")
    kind = CORRECTABLE[name].kind if name in CORRECTABLE else Kind.TEXT
    if name == "relief":
        return ground_words(value)
    if kind is Kind.MONEY or name == "waived":
        return money(value)
    if kind is Kind.CHANNEL:
        return {
            int(Channel.DIRECT): _("trực tiếp tại quầy"),
            int(Channel.ONLINE): _("trực tuyến"),
            int(Channel.POSTAL): _("bưu chính công ích"),
        }.get(int(value), str(value))
    if name == "territory":
        return territory_words(str(value))
    return _short(str(value))


def territory_words(territory: str) -> str:
    """The area the office may receive for; nothing for its own."""
    return {"province": _("trong tỉnh"), "nationwide": _("toàn quốc")}.get(territory, territory)


def _short(text: str) -> str:
    if not text:
        return _("(trống)")
    return text if len(text) <= _LONG else text[: _LONG - 1] + "…"
