"""Random lives of dossiers: many acts on a day, long silences, pauses, later promises, corrections."""

from __future__ import annotations

import random
from datetime import date

from hypothesis import strategies as st

from counter_app.domain.dossier.dossier import OPEN_STATES, Channel, State
from counter_app.domain.dossier.moves import Act, target_state
from tests.reports.makers import Book, day_after

Steps = list[tuple[int, int, int, int | None]]
_GAPS = (0, 0, 0, 0, 0, 1, 1, 2, 3, 7, 31, 32)
_PROMISES = (None, -1, 0, 1, 1, 2, 3, 5, 40)
STEP = st.tuples(
    st.sampled_from(_GAPS), st.integers(0, 19), st.integers(0, 99), st.sampled_from(_PROMISES)
)
"""Days that pass, what is done, to which, and the promise counted from that day."""


def rich(seed: int) -> Steps:
    """Eighty steps in which everything happens; what drawn lists alone would seldom reach."""
    chance = random.Random(seed)
    return [
        (
            chance.choice(_GAPS),
            chance.randrange(20),
            chance.randrange(100),
            chance.choice(_PROMISES),
        )
        for _step in range(80)
    ]


HISTORY = st.one_of(st.lists(STEP, max_size=30), st.integers(0, 2**32).map(rich))
PERIOD = st.tuples(st.integers(0, 100), st.sampled_from([0, 0, 1, 6, 30, 90]))
"""Where in a history a period starts, in hundredths of it, and how many days follow its first."""

_SECTORS = ("ho-tich", "dat-dai", "chung-thuc", "da-bo")
"""The last one is not in the catalogue."""


def days_of(period: tuple[int, int], end: int) -> tuple[date, date]:
    """The first and the last day of a period in a history that ends on day ``end``."""
    first = end * period[0] // 100
    return day_after(first), day_after(first + period[1])


def play(book: Book, history: Steps, start: int = 0, *, corrections: bool = True) -> int:
    """Write the history from day ``start`` on; the day it ends on."""
    day = start
    for gap, what, pick, promise in history:
        day += gap
        due = None if promise is None else day + promise
        live = [dossier for dossier in book.states if book.allowed(dossier, corrections)]
        mistaken = [dossier for dossier, state in book.states.items() if state is State.MISTAKEN]
        known = [*live, *mistaken] if what == 16 else live
        if (
            what > 15 + (not corrections)
            and known
            and _further(book, known[pick % len(known)], what, day, pick)
        ):
            continue
        if what == 4:
            book.register(day, sector=_SECTORS[pick % 4], channel=Channel(pick % 3 + 1))
        elif what < 4 or not live:
            book.receive(
                day,
                due,
                sector=_SECTORS[pick % 4],
                channel=Channel(pick % 3 + 1),
                fee=pick % 2 or None,
            )
        else:
            dossier = live[pick % len(live)]
            acts = book.allowed(dossier, corrections)
            # Most dossiers go on to their end, as at a real counter.
            onward = [item for item in (Act.FINISH, Act.RESUME, Act.RETURN) if item in acts]
            act = onward[0] if what > 9 and onward else acts[what % len(acts)]
            if act is Act.ACCEPT:
                book.receive_later(dossier, day, due)
            else:
                book.move(dossier, act, day, due=due if act is Act.RESUME else None)
    return day


def _further(book: Book, dossier: int, what: int, day: int, pick: int) -> bool:
    """A mistake taken back, a mistaken dossier, a promise, an apology, a corrected channel; False if none can be."""
    open_ = book.accepted[dossier] and book.states[dossier] in OPEN_STATES
    wrong = target_state(book.states[dossier], Act.MISTAKE, accepted=book.accepted[dossier])
    if what == 16 and wrong is not None and pick % 3 == 0:
        book.move(dossier, Act.MISTAKE, day)
    elif what == 16 and book.trails[dossier] and book.states[dossier] is not State.RETURNED:
        book.revert(dossier, day)
    elif what in (17, 18) and open_ and book.promises[dossier] is not None:
        why = ("extended", "recomputed")[pick % 2] if what == 17 else "reappointed"
        book.promise(dossier, why, day, day + pick % 9)
    elif what == 19:
        book.correct_channel(dossier, Channel(pick % 3 + 1), day)
    else:
        return False
    return True
