"""Issuing paper inside a transaction: its number, its contents, and the chain's head it carries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from counter_app.domain.clock import local_text
from counter_app.domain.paper.events import PAPER_CHANGED, PAPER_ISSUED, Changed, Issued
from counter_app.store.core.journal import Entry, head_code

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct
    from counter_app.domain.dossier.dossier import Channel
    from counter_app.domain.dossier.events import Moved
    from counter_app.store.read.prints import PrintJob
    from counter_app.store.store import Store


def slip_body(
    move: int, payload: Moved, *, contact: str = "", asked_by: Channel | None = None
) -> dict[str, Any]:
    """The content of a slip for the move (event ``move`` with its ``payload``) it goes with.

    ``contact`` is the officer to ask about it, ``asked_by`` the way the citizen asked for it.
    """
    body: dict[str, Any] = {
        "move": move,
        "act": payload["act"],
        "reason": payload["reason"],
        "wanted": payload.get("papers_wanted") or [],
    }
    more = {
        "until": payload.get("until"),
        "contact": contact,
        "outcome": payload.get("outcome"),
        "asked_by": int(asked_by) if asked_by else None,
    }
    return body | {name: value for name, value in more.items() if value}


def issue_paper(
    act: OfficeAct,
    subject: str,
    document: str,
    *,
    size: str,
    form: str = "",
    body: dict[str, Any] | None = None,
    copy_no: int = 0,
    reason: str = "",
    of: int | None = None,
) -> Entry:
    """Record that a paper is issued; ``form`` gives it the next number of its form in the year.

    A copy (``copy_no`` > 0) names the print it is ``of`` and carries that one's form, number and body by it.
    """
    head = act.tx.head_hash()
    payload: Issued = {
        "document": document,
        "size": size,
        "copy_no": copy_no,
        "head": head_code(head),
        "at": local_text(act.now),
    }
    if form:
        payload |= {"form": form, "number": act.next_number(f"form:{form}", f"{act.now:%Y}")}
    if body:
        payload["body"] = body
    if reason:
        payload["reason"] = reason
    if of is not None:
        payload["of"] = of
    return act.record(PAPER_ISSUED, subject, payload)


def receipt_again(act: OfficeAct, store: Store, code: str, reason: str) -> None:
    """Issue a dossier's receipt again, as the next copy of the one it has; nothing where it has none."""
    first = store.prints.last_issue(code, "receipt")
    if first is None:
        return
    size, copy_no = store.settings.preferences().receipt_size, store.prints.next_copy(first.issue)
    issue_paper(act, code, "receipt", size=size, copy_no=copy_no, reason=reason, of=first.issue)


def void_prints(act: OfficeAct, code: str, jobs: Iterable[PrintJob]) -> bool:
    """Declare papers of a dossier void within an act; whether there were any."""
    found = False
    for job in jobs:
        payload = Changed(print=job.id, state="void", at=local_text(act.now), error="")
        act.record(PAPER_CHANGED, code, payload)
        found = True
    return found


def issued_print(store: Store, job: int) -> PrintJob:
    """The print that an act issued just now, or when it was first sent."""
    found = store.prints.get(job)
    assert found is not None, job  # noqa: S101 - just recorded, or known by its op_id
    return found
