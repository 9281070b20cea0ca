"""Words of the program that stayed Vietnamese where another language was chosen."""

from __future__ import annotations

import gettext
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTabBar,
    QWidget,
)

from counter_app import paths
from counter_app.i18n import DOMAIN, current_language
from counter_app.qt.kit.guide_view import GuideView
from counter_app.qt.kit.public_screen import FOR_PUBLIC

if TYPE_CHECKING:
    from re import Pattern

FEW_WORDS = 2
"""What has fewer words may be a name out of the data, such as a sector's."""
LEAST_LETTERS = 12
"""A sentence with gaps is known by so many letters of its own at least."""
_MOSTLY = 0.4
"""Part of a text's words that carry accents in Vietnamese at least; fewer stand in a text that is translated."""
_GAP = re.compile(r"\{\w*(?::[^}]*)?\}")
_KEY = re.compile(r" \((?:(?:Ctrl|Alt|Shift)\+)*[\w+→←↑↓. ]{1,9}\)$")


def untranslated(root: QWidget) -> list[str]:
    """Texts that the catalogue has in the language in use, and that are shown in Vietnamese all the same."""
    language = current_language()
    if language == "vi" or root.property(FOR_PUBLIC):
        return []  # what faces citizens speaks the language that they chose
    found = dict.fromkeys(text for text in _texts(root) if _is_source(text, language))
    return [f"not translated: {text[:70]!r}" for text in found]


def _texts(root: QWidget) -> Iterator[str]:
    if isinstance(root, QDialog):
        yield root.windowTitle()
    for item in root.findChildren(QWidget):
        # The guide itself is written in one language.
        if item.isVisible() and not isinstance(item.parentWidget(), GuideView):
            yield from _said(item)
            yield item.toolTip()


def _said(item: QWidget) -> Iterator[str]:
    match item:
        case QAbstractButton():
            yield item.text()
        case QLabel():
            yield from _not_few(item.text())
        case QComboBox():
            yield item.currentText()
        case QLineEdit():
            yield item.placeholderText()
        case QTabBar():
            for at in range(item.count()):
                yield from _not_few(item.tabText(at))
        case QHeaderView():
            yield from _heads(item)


def _not_few(text: str) -> Iterator[str]:
    if text.count(" ") >= FEW_WORDS:
        yield text


def _heads(header: QHeaderView) -> Iterator[str]:
    model: Any = header.model()
    if model is not None and header.orientation() == Qt.Orientation.Horizontal:
        for at in range(header.count()):
            yield str(model.headerData(at, Qt.Orientation.Horizontal) or "")


@lru_cache(20_000)
def _is_source(text: str, language: str) -> bool:
    text = _KEY.sub("", text.replace("&", "").strip())
    words = text.split()
    if sum(map(_vietnamese, words)) <= _MOSTLY * len(words):
        return False
    whole, gapped = _catalogue(language)
    enough = _MOSTLY * sum(map(str.isalpha, text))
    return text in whole or any(
        own >= enough and pattern.fullmatch(text) for own, pattern in gapped
    )


def _vietnamese(text: str) -> bool:
    return (
        any(unicodedata.category(letter) == "Mn" for letter in unicodedata.normalize("NFD", text))
        or "đ" in text.lower()
    )


@lru_cache
def _catalogue(language: str) -> tuple[frozenset[str], tuple[tuple[int, Pattern[str]], ...]]:
    """The Vietnamese texts that read otherwise in a language: those without gaps, and patterns of those with."""
    texts = gettext.translation(DOMAIN, paths.resources_dir() / "locale", languages=[language])
    whole, gapped = set(), []
    for said, meant in texts._catalog.items():  # type: ignore[attr-defined]
        text = said[0] if isinstance(said, tuple) else said
        if not text or text == meant or not _vietnamese(text):
            continue
        text = text.replace("&", "").strip()
        if not _GAP.search(text):
            whole.add(text)
            continue
        parts = _GAP.split(text)
        own = sum(letter.isalpha() for part in parts for letter in part)
        if own >= LEAST_LETTERS:
            pattern = re.compile(".+?".join(re.escape(part) for part in parts), re.DOTALL)
            gapped.append((own, pattern))
    return frozenset(whole), tuple(gapped)
