"""What the player of random days does with requests about personal data."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from counter_app.domain.requests.request import Ground, Outcome, Proof, Requesting, Wish

if TYPE_CHECKING:
    from tests.store.player import Player


def ask_for_data(player: Player, pick: int, choice: int) -> object:
    """Somebody asks about his own data; an earlier request is given on, answered, handed out, taken back or erased."""
    from tests.store.player import NAMES

    office = player.office
    requests, erasure = office.requests, office.person_erasure
    asking = Requesting(
        wish=list(Wish)[pick % 6],
        asker=NAMES[choice % 5],
        proved_by=list(Proof)[pick % 4],
        proof="Căn cước" * (choice % 5 != 0),
        id_no="001090000001",
        handler="canbo" * (choice % 2),
    )
    waiting = [item.id for item in requests.waiting()] or [pick]
    copies = erasure.copies()
    first = (copies[0].listed, [copies[0].place]) if copies else (pick, [0])
    one = waiting[pick % len(waiting)]
    why = "Điều 14" * (pick % 3 != 0)
    verbs: tuple[Callable[[], object], ...] = (
        lambda: requests.receive(asking),
        lambda: requests.give(one, "canbo"),
        lambda: requests.answer(one, Outcome.REFUSED, "Không", ground=Ground.OTHER, reason=why),
        lambda: requests.handed_out(one, sha256="a", pdf_sha256="b"),
        lambda: requests.void(one, reason=why),
        lambda: erasure.erase(NAMES[pick % 5], "001090000001", reason="Đơn", partly=True),
        lambda: erasure.tick(*first, reason="Đã hủy"),
    )
    return verbs[1 + choice // 2 % 6 if choice % 2 else 0]()
