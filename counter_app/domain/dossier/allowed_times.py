"""The times the law lets an office ask for more and name another day; beyond that a leader decides.

Nghị định 118/2025/NĐ-CP Điều 11 and Điều 18; the numbers are data with dates.
"""

from __future__ import annotations

from datetime import date

from counter_app.law import number


def supplements_allowed(day: date) -> int:
    """Requests for more papers that a dossier may get, as of ``day``."""
    return number("supplements_most", day)


def reappointments_allowed(day: date) -> int:
    """The times the day of a dossier may be named again with an apology, as of ``day``."""
    return number("reappointments_most", day)
