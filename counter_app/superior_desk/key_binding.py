"""The book of keys and the journal of the superior's own office vouch for each other.

Each act about a key is told to the journal, which closings, witness and copies keep. What the journal knows and the
book lacks (a copy of before was put back) is brought back; what the book has signed and the journal lacks (a kill
between the two) is told to it. What contradicts is left alone: ``check`` names it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from counter_app.desk.closing.day_signature import tell_key
from counter_app.domain.exchange.events import SENDER_KEYED, SenderKeyed
from counter_app.domain.office.events import OFFICE_KEYED
from counter_app.domain.office.staff import Duty
from counter_app.i18n import plural
from counter_app.superior.book.arrivals import DATABASE_NAME, Arrivals
from counter_app.superior.book.key_acts import SUBJECT, broken, told_acts

if TYPE_CHECKING:
    from pathlib import Path

    from counter_app.desk.desk import Desk
    from counter_app.store.core.journal import Journal
    from counter_app.superior.book.key_acts import KeyAct, ToldActs
    from counter_app.superior.book.known_keys import KnownKeys


@contextmanager
def bound(desk: Desk, folder: Path) -> Iterator[list[str]]:
    """Around what may change a key: book and journal agree before it and after it, also where it fails midway.

    Given are sentences about what had to be brought back. Errors: as ``Desk.act``; StoreError.
    """
    notes = bind(desk, folder)
    try:
        yield notes
    finally:
        _tell(desk, folder)


def bind(desk: Desk, folder: Path) -> list[str]:
    """Let book and journal agree, as far as they do not contradict each other; a sentence for each part brought back.

    Nothing is done for whoever may not decide, nor where nothing may be written.
    """
    if not _may(desk, folder):
        return []
    notes = _bring_back(desk, folder)
    _tell(desk, folder)
    return notes


def _may(desk: Desk, folder: Path) -> bool:
    there = (folder / DATABASE_NAME).is_file()
    return there and desk.store.database.writable and desk.may(Duty.SUPERIOR)


def _bring_back(desk: Desk, folder: Path) -> list[str]:
    told = told_acts(desk.store.journal)
    with Arrivals(folder) as arrivals:
        keys = arrivals.keys
        if not (_gone(keys, told) or keys.of_before() or _is_former(keys, told)):
            return []
        with arrivals.alone(), arrivals.together():
            gone = _gone(keys, told)
            keys.acts.put(gone)
            if keys.acts.may_sign and not broken(keys.acts.all()):
                if _is_former(keys, told):
                    keys.acts.add_again()
                elif not keys.acts.all():
                    keys.adopt()
    if not gone:
        return []
    text = plural("Sổ khóa thiếu {count} lượt so với nhật ký; đã ghi lại từ nhật ký.", len(gone))
    return [text.format(count=len(gone))]


def _gone(keys: KnownKeys, told: ToldActs) -> tuple[KeyAct, ...]:
    """The acts at the end that the journal knows and the book lacks."""
    here = keys.acts.all()
    if told.acts[: len(here)] != here or broken(told.acts):
        return ()
    return told.acts[len(here) :]


def _is_former(keys: KnownKeys, told: ToldActs) -> bool:
    """True if the last act was signed with a key that the office had before, or by nobody before there was an office
    that ever heard of one: it is said once more then.
    """
    acts, public = keys.acts.all(), keys.acts.public
    if not acts or not public or acts[-1].signer == public:
        return False
    if not acts[-1].signer:
        return not told.acts
    return acts[-1].signer in told.signers and acts[-1].is_signed


def _tell(desk: Desk, folder: Path) -> None:
    """Tell the journal every signed act that it does not know yet."""
    if not _may(desk, folder):
        return
    with Arrivals(folder) as arrivals:
        acts = arrivals.keys.acts.all()
    store = desk.store
    if not _lacking(store.journal, acts):
        return
    keys = store.database.held.keys
    with desk.act(Duty.SUPERIOR, "", SENDER_KEYED, OFFICE_KEYED) as act:
        if keys is not None:
            tell_key(store, act, keys)
        for item in _lacking(store.journal, acts):
            said = SenderKeyed(
                number=item.number, said=item.text, signer=item.signer, signature=item.signature
            )
            act.record(SENDER_KEYED, SUBJECT, said)


def _lacking(journal: Journal, acts: tuple[KeyAct, ...]) -> tuple[KeyAct, ...]:
    """The acts that the journal lacks, where they go on from what it knows and the office signed the last."""
    told = told_acts(journal)
    if acts[: len(told.acts)] != told.acts or len(acts) == len(told.acts) or broken(acts):
        return ()
    ours = not told.signers or (acts[-1].signer in told.signers and acts[-1].is_signed)
    return acts[len(told.acts) :] if ours else ()
