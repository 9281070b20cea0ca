"""Which sector a list means: by key, name, initials, or a word the office once said it means."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from counter_app.domain.catalogue.sectors import QueueGroup, Sector
from counter_app.domain.text import clean, fold, initials


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
        wanted = fold(text).removeprefix("linh vuc ")
        known = self._known.get(wanted)
        if known is not None or not wanted:
            return known or ""
        if not self._create:
            self.unknown.setdefault(wanted, clean(text))
            return ""
        name = clean(text)
        plain = name[len("lĩnh vực ") :] if fold(name).startswith("linh vuc ") else name
        return self._make(wanted, plain)

    def knows(self, text: str) -> bool:
        """Whether ``find`` would know it; nothing is made or noted."""
        return fold(text).removeprefix("linh vuc ") in self._known

    def _make(self, wanted: str, name: str) -> str:
        self._order += 1
        key = wanted.replace(" ", "-")[:60]
        self.made.append(Sector(key=key, name=name, queue=self._queue, order=self._order))
        self._known[wanted] = key
        self.names[key] = name
        return key
