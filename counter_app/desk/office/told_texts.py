"""The office's former texts, offered while one is written again."""

from __future__ import annotations

from counter_app.desk.desk import Desk
from counter_app.domain.text import fold
from counter_app.domain.told_texts import ToldKind, last_part

MOST = 6


class ToldTexts(Desk):
    """Completions from the office's own words; never from what was erased."""

    def like(self, kind: str, typed: str, *, most: int = MOST) -> list[str]:
        """Whole texts that go on from what was typed, the most used first; of an address also from its last part.

        Nobody signed in is offered nothing.
        """
        if self.session.officer is None:
            return []
        wanted = ToldKind(kind)
        found = self.store.told.like(wanted, fold(typed), most=most + 1)
        before, part = last_part(typed) if wanted is ToldKind.ADDRESS else ("", typed)
        if before:
            tails = self.store.told.like(wanted, fold(part), most=most + 1)
            found += [before + tail for tail in tails]
        return [text for text in dict.fromkeys(found) if text != typed.strip()][:most]
