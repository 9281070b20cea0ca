"""An office that did nearly everything an office does: its superior takes all of it."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from typing_extensions import override

from counter_app.domain.clock import FixedClock
from counter_app.domain.office.staff import COMMAND_LINE
from counter_app.paths import database_path
from counter_app.store.store import Store
from counter_app.sync.batch.manifest import Content
from tests import makers
from tests.desk.examples import every_example
from tests.superior.offices import CLOCK, Sending, envelope_of, keys_numbered, take
from tests.sync.makers import MORNING


class StandingClock(FixedClock):
    """A clock that nobody moves: what the office wrote is of today at the superior too."""

    @override
    def set(self, moment: datetime) -> None:
        """Stay."""

    @override
    def tick(self, **delta: float) -> datetime:
        """Stay."""
        return self.now()


@pytest.mark.parametrize("content", Content)
def test_whatever_the_desk_did_is_taken(tmp_path: Path, content: Content) -> None:
    folder, here, usb = (tmp_path / name for name in ("quay", "cap-tren", "usb"))
    usb.mkdir()
    office = makers.found(folder, StandingClock(MORNING))
    for name, example in every_example().items():
        office.session.officer = COMMAND_LINE
        if not any(word in name for word in ("recovery", "numbers")):
            with suppress(Exception):  # one that needs a later day, or what another one changed
                example(office)(op_id=name)
    kinds = office.store.database.connection.execute("SELECT count(DISTINCT kind) FROM journal")
    assert kinds.fetchone()[0] > 40
    assert office.store.check().problems == ()
    office.close()
    keys = keys_numbered(3)
    sending = Sending(Store.open(database_path(folder), CLOCK), keys)
    sending.enrolled(here)
    sending.export(usb, envelope=envelope_of(keys, recipients=(), content=content))
    summary = take(usb, here)
    sending.close()
    assert (summary.refused, len(summary.imported)) == ([], 1)
