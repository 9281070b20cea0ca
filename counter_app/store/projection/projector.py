"""A projector: what an event of one kind does to the tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from counter_app.store.core.journal import Entry

if TYPE_CHECKING:
    from counter_app.domain.event import Event, Said
    from counter_app.store.projection.tables import Tables

Projector = Callable[["Tables", Entry, Any], None]


def on(event: Event[Said], apply: Callable[[Tables, Entry, Said], None]) -> dict[str, Projector]:
    """The projector of an event, by its word; it takes what the event says."""
    return {str(event): apply}
