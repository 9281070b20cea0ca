"""The standing of a leg or a dossier to its promise, in the words of Mẫu 06."""

from __future__ import annotations

from counter_app.i18n import _

_KNOWN = ("early", "on_time", "late")


def outcome_text(outcome: str) -> str:
    """``trước hạn``, ``đúng hạn``, ``quá hạn``; other words as they were typed."""
    if outcome not in _KNOWN:
        return outcome
    return {"early": _("trước hạn"), "on_time": _("đúng hạn")}.get(outcome, _("quá hạn"))
