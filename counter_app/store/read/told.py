"""Texts written before, found by their first letters; bounded however many there are."""

from __future__ import annotations

from counter_app.domain.told_texts import LEAST_LETTERS, ToldKind
from counter_app.store.file.reading import Reading

_LATEST, _NEAR = 2_000, 300
_LIKE = """
SELECT text, max(uses) AS uses FROM (
  SELECT text, uses FROM (SELECT text, uses, folded FROM told WHERE kind = :kind AND substr(folded, 1, 2) = :two
    ORDER BY uses DESC LIMIT :latest) WHERE folded >= :low AND folded < :high
  UNION ALL
  SELECT text, uses FROM (SELECT text, uses FROM told WHERE kind = :kind AND folded >= :low AND folded < :high
    LIMIT :near))
GROUP BY text ORDER BY max(uses) DESC, text LIMIT :most
"""
"""The most used among those that begin with the same two letters, and those that follow in the alphabet."""


class ToldReads(Reading):
    """Reads texts written before."""

    def like(self, kind: ToldKind, folded: str, *, most: int) -> list[str]:
        """Texts of a kind that begin with these folded letters, the most used first."""
        if len(folded) < LEAST_LETTERS:
            return []
        values = {
            "kind": kind.value, "two": folded[:2], "low": folded, "high": folded + "\U0010ffff",
            "latest": _LATEST, "near": _NEAR, "most": most,
        }  # fmt: skip
        return [row["text"] for row in self.rows(_LIKE, values)]
