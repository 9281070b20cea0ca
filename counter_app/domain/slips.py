"""What a slip to the citizen says: which papers are missing, why, and where to get each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedPaper:
    """A paper the citizen still has to bring; ``where`` says where it is got, ``what`` what has to be mended."""

    name: str
    where: str = ""
    copies: int = 1
    what: str = ""

    def to_dict(self) -> dict[str, Any]:
        """A JSON-safe form."""
        return {"name": self.name, "where": self.where, "copies": self.copies, "what": self.what}

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Self:
        """The inverse of ``to_dict``; missing keys take the defaults. Errors: KeyError, ValueError."""
        return cls(
            name=str(data["name"]),
            where=str(data.get("where", "")),
            copies=int(data.get("copies", 1)),
            what=str(data.get("what", "")),
        )
