"""The sector a list means: by key, name, initials, or a word the office once explained."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from counter_app.domain.catalogue.sectors import QueueGroup, Sector
from counter_app.domain.text import clean, fold, initials
from counter_app.values import pattern

_COUNTED = pattern(
    r"\s*[(\[:;,–-]?\s*(?:(?:gồm|có|tổng số|tổng|cộng)\s*:?\s*)?\d{1,3}"
    r"\s*(?:tthc|thủ tục hành chính|thủ tục|tt|dịch vụ công|dvc)\s*[)\]]?\.?$|\s*[(\[]\d{1,3}[)\]]$",
    re.IGNORECASE,
)
"""The number of a sector's procedures, which official lists write behind its name: "(20 TTHC)", ": 20 thủ tục"."""


def bare_sector(text: str) -> str:
    """The name of a sector as a heading says it, without "lĩnh vực" and without how many procedures it has."""
    name = _uncounted(text)
    plain = name[len("lĩnh vực") :].lstrip(" :") if fold(name).startswith("linh vuc") else name
    return plain or clean(text)


def _uncounted(text: str) -> str:
    return _COUNTED.sub("", clean(text)).rstrip(" :.;")


class SectorNames:
    """Finds sectors by what lists call them, and makes those it may."""

    def __init__(
        self,
        sectors: Iterable[Sector],
        groups: Iterable[QueueGroup],
        words: Mapping[str, str],
        *,
        create: bool,
    ) -> None:
        self.names = {sector.key: sector.name for sector in sectors}
        self._order = max((sector.order for sector in sectors), default=0)
        self._queue = max((group.letter for group in groups), default="A")
        self._create = create
        self.made: list[Sector] = []
        self.unknown: dict[str, str] = {}
        self._known: dict[str, str] = {}
        for key, name in self.names.items():
            self._known.setdefault(initials(name), key)
        # Names and keys come later: they are stronger than initials.
        for key, name in self.names.items():
            self._known |= {fold(name): key, fold(key): key}
        known = {word: key for word, key in words.items() if key in self.names}
        self._known |= {word.removeprefix("linh vuc "): key for word, key in known.items()}

    def find(self, text: str) -> str:
        """The key, empty when nobody knows it (it is then among ``unknown``)."""
        wanted = self._wanted(text)
        known = self._known.get(wanted)
        if known is not None or not wanted:
            return known or ""
        if not self._create:
            self.unknown.setdefault(wanted, _uncounted(text))
            return ""
        return self._make(wanted, bare_sector(text))

    def knows(self, text: str) -> bool:
        """True if ``find`` would know it; nothing is made or noted."""
        return self._wanted(text) in self._known

    def _wanted(self, text: str) -> str:
        """The words it is looked up by: as written where somebody knows them so, else the bare name."""
        whole = fold(text).removeprefix("linh vuc ")
        return whole if whole in self._known else fold(bare_sector(text))

    def _make(self, wanted: str, name: str) -> str:
        self._order += 1
        key = wanted.replace(" ", "-")[:60]
        self.made.append(Sector(key=key, name=name, queue=self._queue, order=self._order))
        self._known[wanted] = key
        self.names[key] = name
        return key
