"""The letters papers can show, told before a text is on one."""

from __future__ import annotations

from counter_app.i18n import _


def legible_warnings(text: str) -> list[str]:
    """The letters that would be a box on paper; Latin letters and marks on them are not asked for."""
    if all(map(_is_usual, text)):
        return []
    from counter_app.printing.press.fonts import lacking  # loaded by the first paper, else never

    lost = lacking(text)
    if not lost:
        return []
    return [
        _("Giấy tờ không in được chữ “{letters}”, chỉ thành ô vuông. Ghi bằng chữ Latinh.").format(
            letters=lost[:20]
        )
    ]


def _is_usual(char: str) -> bool:
    return char < "\u0250" or "\u0300" <= char < "\u0370" or "\u1e00" <= char < "\u2027"
