"""Acts that an outage brings: what the desk did honestly, the superior takes."""

from __future__ import annotations

from pathlib import Path

from counter_app.domain.clock import FixedClock
from counter_app.paths import database_path
from counter_app.store.store import Store
from counter_app.sync.batch.manifest import Content
from tests import makers
from tests.desk.examples import every_example
from tests.superior.offices import CLOCK, Sending, envelope_of, keys_numbered, take
from tests.sync.makers import MORNING


def test_a_dossier_that_an_outage_stopped_goes_on_where_it_was(tmp_path: Path) -> None:
    """One that was received and not begun was refused, and with it all that the office sent, for ever."""
    folder, here, usb = (tmp_path / name for name in ("quay", "cap-tren", "usb"))
    usb.mkdir()
    office = makers.found(folder, FixedClock(MORNING))
    makers.receive(office)
    every_example()["outages.end"](office)(op_id="het")
    office.close()
    keys = keys_numbered(3)
    sending = Sending(Store.open(database_path(folder), CLOCK), keys)
    sending.enrolled(here)
    sending.export(usb, envelope=envelope_of(keys, recipients=(), content=Content.FULL))
    summary = take(usb, here)
    sending.close()
    assert summary.refused == []
    assert len(summary.imported) == 1
