"""The superior after a decision between two branches: one decision, done, and what lies in the folder follows it."""

from __future__ import annotations

from contextlib import closing

from counter_app.errors import CounterError
from counter_app.office import SystemClock
from counter_app.superior.book.arrivals import Arrivals
from counter_app.superior.senders.sender import Sender, known_journals
from tests.faults.verb_words import SETTLING
from tests.faults.world import Deed


def problems(deed: Deed) -> list[str]:
    """What is wrong at the superior after a decision was said to be carried out; nothing for other verbs."""
    if deed.name not in SETTLING:
        return []
    try:
        return [*_of_book(deed), *_of_copies(deed)]
    except CounterError as error:
        return [f"the superior does not open: {error.message}"]


def _of_book(deed: Deed) -> list[str]:
    wrong = []
    with Arrivals(deed.folder) as book:
        decisions = [decision for _number, decision in book.settlements.all()]
        if [decision.done for decision in decisions] != [True]:
            return [f"decisions: {decisions}"]
        (decision,) = decisions
        given_up = {"take": decision.ours_head, "keep": decision.theirs_head}
        stays = {"take": decision.theirs_seq, "keep": decision.ours_seq}
        head = {"take": decision.theirs_head, "keep": decision.ours_head}
        if decision.decision in given_up:
            if not book.settlements.rejecting(decision.journal, given_up[decision.decision]):
                wrong.append("the other branch is not rejected")
            sender = Sender.open(deed.folder, decision.journal, SystemClock())
            assert sender is not None
            with closing(sender):
                if sender.hash_at(stays[decision.decision]).hex() != head[decision.decision]:
                    wrong.append(f"decided {decision.decision}, and the other branch is held")
        kept = [path.name for path in (deed.folder / "don-vi").glob("*.nhanh-bo-*")]
        if kept != [decision.kept_file] * bool(decision.kept_file):
            wrong.append(f"kept {kept}, written down {decision.kept_file!r}")
    return wrong


def _of_copies(deed: Deed) -> list[str]:
    wrong = []
    for journal in known_journals(deed.folder):
        sender = Sender.open(deed.folder, journal, SystemClock())
        assert sender is not None
        with closing(sender):
            wrong += [f"{journal}: {text}" for text in sender.store.check(received=True).problems]
    return wrong
