"""Texts: Vietnamese is the source language, other languages are gettext catalogues in ``resources/locale``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gettext import NullTranslations

DOMAIN = "counter_app"
LANGUAGES = {"vi": "Tiếng Việt", "en": "English"}


class _Source:
    """The catalogue of the source language, in which every text is as it stands."""

    def gettext(self, text: str) -> str:
        """The text."""
        return text

    def ngettext(self, one: str, more: str, count: int) -> str:
        """The text for one, else that for more."""
        return one if count == 1 else more


_SOURCE = _Source()
_OTHER_WAY = {ord(","): ".", ord("."): ","}


class _Texts:
    """Holds the catalogue in use: ``_`` can be imported once and the language chosen later."""

    def __init__(self) -> None:
        self.catalogue: NullTranslations | _Source = _SOURCE
        self.language = "vi"


_texts = _Texts()
_source_only: ContextVar[bool] = ContextVar("source_only", default=False)
_own: ContextVar[NullTranslations | _Source | None] = ContextVar("own", default=None)


def use_language(language: str, locale_dir: Path) -> None:
    """Switch every later text to ``language`` ("vi" or "en"); an unknown one falls back to Vietnamese."""
    _texts.catalogue = _catalogue(language, locale_dir)
    _texts.language = language if language in LANGUAGES else "vi"


def _catalogue(language: str, locale_dir: Path) -> NullTranslations | _Source:
    """The texts of a language; the source language has no catalogue to look for, and loads none of the library."""
    if language == "vi":
        return _SOURCE
    from gettext import translation

    return translation(DOMAIN, locale_dir, languages=[language], fallback=True)


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
    before = _own.set(_catalogue(language, locale_dir))
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


def as_read(number: str) -> str:
    """A number as Python writes it (``1,234.5``) with the marks of the language in use: Vietnamese swaps them."""
    if not _source_only.get() and (_own.get() or _texts.catalogue) is not _SOURCE:
        return number
    return number.translate(_OTHER_WAY)


def mark(text: str) -> str:
    """Mark a constant text for translation; it is translated where it is shown, by ``_``."""
    return text
