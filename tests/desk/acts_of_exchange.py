"""An example of each act of the exchange with the superior, to be sent twice."""

from __future__ import annotations

from functools import partial

from counter_app.office import Office
from counter_app.superior.batches.trust import Trust
from counter_app.superior.exchange.sending_down import Enclosure, send_down
from counter_app.sync.letters.parcel import ItemKind
from tests.desk.examples import Sent, example
from tests.desk.test_exchange import CARD, SUPERIOR, bring, card, said
from tests.makers import receive, unlock
from tests.old_entries import record_old
from tests.superior.offices import CLOCK


def sent(o: Office) -> int:
    """A batch on a stick, by its number."""
    receive(o)
    (stick := o.data_dir.parent / "usb").mkdir()
    return unlock(o).closing.export(stick).result.batch.number


@example
def superior_keys__take(o: Office) -> Sent:
    return partial(o.superior_keys.take, card(), CARD.letters)


@example
def superior_keys__revoke(o: Office) -> Sent:
    o.superior_keys.take(card(), CARD.letters)
    return partial(o.superior_keys.revoke, reason="Cấp trên báo mất máy")


@example
def sent_batches__hand_over(o: Office) -> Sent:
    return partial(o.sent_batches.hand_over, sent(o), "Anh Tư")


@example
def sent_batches__read_acknowledgements(o: Office) -> Sent:
    o.superior_keys.take(card(), CARD.letters)
    sent(o)
    (batch,) = o.closing.batches()
    folder = o.data_dir.parent / "usb"
    bring(folder, said(o, seq=batch.to_seq, head=batch.head.hex()))
    return partial(o.sent_batches.read_acknowledgements, folder)


@example
def mending__mend(o: Office) -> Sent:
    old = record_old(o)
    return partial(o.mending.mend, reason="Phiên bản cũ ghi tên đăng nhập dài", seqs=(old.seq,))


@example
def sending_again__batch(o: Office) -> Sent:
    number = sent(o)
    return partial(o.sending_again.batch, number, o.data_dir.parent / "usb")


@example
def sending_again__entries(o: Office) -> Sent:
    sent(o)
    return partial(o.sending_again.entries, 2, 3, o.data_dir.parent / "usb")


@example
def parcels__apply(o: Office) -> Sent:
    o.superior_keys.take(card(), CARD.letters)
    folder = o.data_dir.parent / "xuong"
    folder.mkdir()
    notice = Enclosure(kind=ItemKind.NOTICE, title="Nghỉ lễ", text="Nghỉ hai ngày")
    send_down(
        o.data_dir.parent / "tinh", folder, [notice], CLOCK, Trust(by="Lê Thị Quyết", keys=SUPERIOR)
    )
    return partial(o.parcels.apply, folder)
