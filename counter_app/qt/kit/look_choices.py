"""The lists that language, text size and colours are chosen from, wherever they are."""

from __future__ import annotations

from counter_app.i18n import LANGUAGES, _
from counter_app.qt.kit.fields import Choice
from counter_app.qt.kit.theme import TEXT_SCALES


def language_choice() -> Choice:
    """The languages of the window, each in its own words."""
    return Choice(list(LANGUAGES.items()))


def scale_choice() -> Choice:
    """The sizes of text, in percent."""
    return Choice([(item, f"{item}%") for item in TEXT_SCALES])


def theme_choice() -> Choice:
    """The colours."""
    return Choice(
        [
            ("light", _("Sáng")),
            ("dark", _("Tối")),
            ("contrast", _("Tương phản cao")),
            ("system", _("Theo hệ điều hành")),
        ]
    )
