"""Every verb without a screen: ``counter-app --data DIR VERB …``.

Exit codes: 0 done · 1 refused, with the message · 2 wrong usage. ``--json`` puts one JSON object on standard output.
"""

from __future__ import annotations

from counter_app.cli.seldom import SELDOM, put_off, take_compiled_dates, types_as_written

put_off(SELDOM)  # before click is loaded
take_compiled_dates()

with types_as_written():
    from counter_app.cli.usage_words import speak_vietnamese

speak_vietnamese()  # before a verb makes its parameters

from counter_app.cli.main import main  # noqa: E402

__all__ = ["main"]
