"""The things the office holds of one person: those an erasure takes, those that stay and on which ground."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.domain.requests.request import Ground


class HeldKind(StrEnum):
    """The kinds of things."""

    DOSSIER = "dossier"
    CERTIFICATION = "certification"
    FOLLOWUP = "followup"
    DRAFT = "draft"
    LISTED = "listed"
    REQUEST = "request"
    MONEY = "money"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldThing:
    """One thing: ``key`` names it to the verbs (a code, a number, a draft's id), ``title`` to people.

    ``ground`` is None for what an erasure takes; else why it stays, ``document`` the document where there is one.
    """

    kind: HeldKind
    key: str
    title: str
    ground: Ground | None = None
    document: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasurePlan:
    """The plan of one person's erasure: the things it would take, and those that would stay."""

    things: tuple[HeldThing, ...]

    @property
    def goes(self) -> tuple[HeldThing, ...]:
        """The things that are taken."""
        return tuple(item for item in self.things if item.ground is None)

    @property
    def stays(self) -> tuple[HeldThing, ...]:
        """The things that stay, each with its ground."""
        return tuple(item for item in self.things if item.ground is not None)

    def keys(self, kind: HeldKind) -> list[str]:
        """The keys of one kind that are taken."""
        return [item.key for item in self.goes if item.kind is kind]
