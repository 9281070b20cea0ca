"""The officers away and their substitutes, in one sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from counter_app.i18n import _
from counter_app.wording.paper.moments import short_date

if TYPE_CHECKING:
    from counter_app.domain.office.absence import Absence


def absence_text(absence: Absence, names: Mapping[str, str], sectors: Mapping[str, str]) -> str:
    """The notice of an absence: who, until when, and who acts in which sector; ``sectors`` are names by key."""
    text = _("{name} vắng mặt đến hết {day}").format(
        name=names.get(absence.officer, absence.officer), day=short_date(absence.until)
    )
    taken = substitutes_text(absence, names, sectors)
    return f"{text}; {taken}." if taken else f"{text}."


def substitutes_text(absence: Absence, names: Mapping[str, str], sectors: Mapping[str, str]) -> str:
    """``Nguyễn Văn A thay (Hộ tịch, Chứng thực); Lê Thị C thay (Đất đai)``."""
    return "; ".join(
        _("{name} thay ({sectors})").format(
            name=names.get(login, login), sectors=", ".join(sectors.get(key, key) for key in keys)
        )
        for login, keys in absence.by_substitute.items()
    )
