"""The names of agencies on paper: by their real names, where settings and catalogue have capitals or only a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.domain.text import clean
from counter_app.i18n import mark

if TYPE_CHECKING:
    from counter_app.settings import OfficeSettings

AGENCY = mark("Ủy ban nhân dân")
_PLACES = ("xã", "phường", "đặc khu", "thị trấn", "huyện", "quận", "thành phố", "tỉnh")
_KINDS = ("cấp xã", "xã, phường", "xã/phường")
"""Ends of what the catalogue calls a kind of agency, not one."""


def agency_name(line: str) -> str:
    """``Ủy ban nhân dân xã Nông Sơn`` of ``ỦY BAN NHÂN DÂN XÃ NÔNG SƠN``; a name in small letters stays as it is."""
    text = clean(line)
    if not text.isupper() or not text.casefold().startswith(AGENCY.casefold()):
        return text
    rest = text[len(AGENCY) :].strip()
    kind = next((kind for kind in _PLACES if f"{rest.lower()} ".startswith(f"{kind} ")), "")
    place = rest[len(kind) :].strip().title()
    return " ".join(part for part in (AGENCY, kind, place) if part)


def agency_of(settings: OfficeSettings, resolver: str) -> str:
    """The resolver by its real name: ``Ủy ban nhân dân xã An Hòa`` for ``UBND cấp xã``, ``Công an xã An Hòa``.

    A name stays as it is; nothing said is the agency itself.
    """
    agency = agency_name(settings.parent) or settings.name
    wanted = clean(resolver)
    kind = next((kind for kind in _KINDS if wanted.casefold().endswith(kind)), "")
    if not wanted or not kind:
        return wanted or agency
    body = wanted[: -len(kind)].strip()
    if body.casefold() in ("ubnd", AGENCY.casefold()):
        return agency
    place = agency[len(AGENCY) :].strip() if agency.startswith(AGENCY) else ""
    return f"{body} {place}" if place else wanted


_ALIKE = (
    "Trung tâm Phục vụ hành chính công ",
    "Bộ phận Tiếp nhận và trả kết quả ",
    "Ủy ban nhân dân ",
    "UBND ",
)
"""The beginnings of many offices' names: in a list of offices they tell nobody apart."""


def short_name(name: str) -> str:
    """An office as lists call it: ``Xã Mỹ Lộc`` for ``Trung tâm Phục vụ hành chính công xã Mỹ Lộc``."""
    for alike in _ALIKE:
        rest = name[len(alike) :].strip()
        if rest and name.casefold().startswith(alike.casefold()):
            return rest[0].upper() + rest[1:]
    return name
