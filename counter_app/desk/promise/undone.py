"""Taking back a promise that was written down by mistake: an apology, or that another office has everything."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from counter_app.desk.desk import Desk
from counter_app.domain.clock import local_text
from counter_app.domain.dossier.events import DOSSIER_PROMISED, Promised

if TYPE_CHECKING:
    from counter_app.desk.act import OfficeAct
    from counter_app.domain.dossier.dossier import Dossier

UNDOABLE = frozenset({"reappointed", "confirmed"})


class PromiseReversal(Desk):
    """A promise taken back by a new event; the dossier stands as it did before it."""

    def standing(self, dossier: Dossier) -> int:
        """The number of the latest promise that nothing took back yet; 0 when there is none."""
        undone = self.store.acts.undone(dossier.id)
        told = self._told(dossier, before=None)
        return next((seq for seq, _said in reversed(told) if seq not in undone), 0)

    def write(self, act: OfficeAct, dossier: Dossier, seq: int, reason: str) -> None:
        """Take promise ``seq`` back within an act."""
        undone = self.store.acts.undone(dossier.id)
        why = str(self.store.journal.payload(seq)["why"])
        earlier = [said for at, said in self._told(dossier, before=seq) if at not in undone]
        payload: Promised = {
            "dossier": dossier.id,
            "why": "undone",
            "state": int(dossier.state),
            "handler": dossier.handler,
            "promised_at": local_text(dossier.promised_at) if dossier.promised_at else None,
            "at": local_text(act.now),
            "reason": reason,
            "undone": why,
            "undone_seq": seq,
        }
        if why == "reappointed":
            again = [said["reappointed_to"] for said in earlier if said["why"] == "reappointed"]
            if again:
                payload["reappointed_to"] = again[-1]
        else:
            self._before_confirmed(dossier, seq, earlier, payload)
        act.record(DOSSIER_PROMISED, dossier.code, payload)

    def _before_confirmed(
        self, dossier: Dossier, seq: int, earlier: list[Promised], payload: Promised
    ) -> None:
        spans = [span for span in self.store.dossiers.spans(dossier.id) if span.seq < seq]
        promised = spans[-1].promised_at
        payload["promised_at"] = local_text(promised) if promised else None
        due = self.store.promises.due_before(dossier.code, seq, self.store.acts.undone(dossier.id))
        if due is not None:
            payload["due"] = due
        counted = [said["counted_from"] for said in earlier if said["why"] == "confirmed"]
        if counted:
            payload["counted_from"] = counted[-1]

    def _told(self, dossier: Dossier, *, before: int | None) -> list[tuple[int, Promised]]:
        """Promises made after reception, with their event's number, the oldest first; what undoes one is none."""
        return [
            (entry.seq, cast("Promised", said))
            for entry, said in self.store.journal.of(dossier.code)
            if entry.kind == DOSSIER_PROMISED
            and said.get("why") != "undone"
            and (before is None or entry.seq < before)
        ]
