"""Texts: Vietnamese is the source language, other languages are gettext catalogues in ``resources/locale``."""

from __future__ import annotations

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

DOMAIN = "counter_app"
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}


class _Texts:
    """Holds the catalogue in use, so that ``_`` can be imported once and the language chosen later."""

    def __init__(self) -> None:
        self.catalogue: gettext.NullTranslations = gettext.NullTranslations()
        self.language = "vi"


_texts = _Texts()
_source_only: ContextVar[bool] = ContextVar("source_only", default=False)
_own: ContextVar[gettext.NullTranslations | None] = ContextVar("own", default=None)


def use_language(language: str, locale_dir: Path) -> None:
    """Switch every later text to ``language`` ("vi" or "en"); an unknown one falls back to Vietnamese."""
    if language == "vi":  # the source language has no catalogue to look for
        _texts.catalogue = gettext.NullTranslations()
    else:
        _texts.catalogue = gettext.translation(
            DOMAIN, locale_dir, languages=[language], fallback=True
        )
    _texts.language = language if language in LANGUAGES else "vi"


def current_language() -> str:
    """The code of the language in use."""
    return _texts.language


@contextmanager
def in_vietnamese() -> Iterator[None]:
    """Within it texts stay Vietnamese whatever the language in use: legal papers are written in one language."""
    before = _source_only.set(True)
    try:
        yield
    finally:
        _source_only.reset(before)


@contextmanager
def in_language(language: str, locale_dir: Path) -> Iterator[None]:
    """Within it texts are in ``language``: what faces the public is read in the language a citizen chose."""
    own = (
        gettext.NullTranslations()
        if language == "vi"
        else gettext.translation(DOMAIN, locale_dir, languages=[language], fallback=True)
    )
    before = _own.set(own)
    try:
        yield
    finally:
        _own.reset(before)


def _(text: str) -> str:
    """The text in the language in use."""
    return text if _source_only.get() else (_own.get() or _texts.catalogue).gettext(text)


def plural(text: str, count: float) -> str:
    """The text for ``count`` of something in the language in use: Vietnamese has one form for all numbers."""
    if _source_only.get():
        return text
    return (_own.get() or _texts.catalogue).ngettext(text, text, 1 if count == 1 else 2)


def mark(text: str) -> str:
    """Mark a constant text for translation; it is translated where it is shown, by ``_``."""
    return text
