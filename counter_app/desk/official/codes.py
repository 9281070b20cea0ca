"""Reconciliation (đối soát): which code a dossier has in the official system, and which has none yet.

The official system is the one that counts (Thông tư 03/2025/TT-VPCP Điều 13); what is received here is entered there,
and its code comes back into its own field.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.desk.official.pair_file import Pair, read_pair_file
from counter_app.domain.clock import local_text
from counter_app.domain.dossier.dossier import Dossier, Mapping
from counter_app.domain.office.staff import Duty
from counter_app.domain.official.codes import official_warnings, read_official
from counter_app.domain.official.events import DOSSIER_MAPPED, Mapped
from counter_app.domain.text import clean_lines
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.values import dataclass

if TYPE_CHECKING:
    from counter_app.store.read.official import MappedLine

NOTE_LENGTH = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """The outcome of a file of pairs: codes entered, those that stood already, a sentence for each refused line.

    ``remarks``: a sentence for each thing of the file that was left out.
    """

    entered: tuple[str, ...]
    unchanged: tuple[str, ...]
    refused: tuple[str, ...]
    remarks: tuple[str, ...] = ()

    @property
    def taken(self) -> int:
        """Lines whose pair stands now."""
        return len(self.entered) + len(self.unchanged)


class OfficialCodes(Desk):
    """Everything done on the reconciliation page."""

    def enter(
        self,
        code: str,
        official: str,
        *,
        state: Mapping = Mapping.ENTERED,
        note: str = "",
        op_id: str = "",
    ) -> Done[Dossier]:
        """Write down a dossier's official code, or that it differs (MISMATCH), or needs none (EXEMPT, with a note).

        Errors: RuleError: rule "official_pattern", "official_taken" (another dossier has it), "official_missing",
        "note" (what differs, or why none is needed, must be said).
        """
        with self.act(Duty.PROCESS, op_id, DOSSIER_MAPPED) as act:
            if act.known is None:
                dossier = self.dossier(code)
                payload = self._payload(act.now, dossier, official, state, note)
                if payload is None:
                    return Done(dossier, frozenset())
                act.record(DOSSIER_MAPPED, dossier.code, payload)
        return act.done(self.dossier(act.first.subject), Noun.DOSSIER)

    def _payload(
        self, now: datetime, dossier: Dossier, official: str, state: Mapping, note: str
    ) -> Mapped | None:
        """The event's payload; None when nothing changes. Errors: RuleError."""
        note = clean_lines(note)[:NOTE_LENGTH]
        found = read_official(official) if official.strip() else ""
        if state in (Mapping.EXEMPT, Mapping.NOT_ENTERED):
            found = ""
        elif not found and state is Mapping.ENTERED:
            raise RuleError(
                _("Dán mã hồ sơ của hệ thống chính thức."),
                field="official_code",
                rule="official_missing",
            )
        if state is not Mapping.ENTERED and not note:
            raise RuleError(
                _("Ghi rõ lệch ở đâu, hoặc vì sao không phải nhập."), field="note", rule="note"
            )
        owner = self.store.official.owner(found) if found else None
        if owner not in (None, dossier.code):
            raise RuleError(
                _("Mã {official} đã ghi cho hồ sơ {code}. Kiểm tra lại hai hồ sơ.").format(
                    official=found, code=owner
                ),
                field="official_code",
                rule="official_taken",
            )
        if (found, state, note) == (dossier.official_code, dossier.mapping, dossier.mapping_note):
            return None
        return {
            "dossier": dossier.id,
            "official_code": found,
            "mapping": state.value,
            "note": note,
            "at": local_text(now),
        }

    def owed(
        self, day: date | None = None, *, since: date | None = None, most: int = 500
    ) -> list[MappedLine]:
        """Received on paper and without an official code yet, or differing from it; the oldest first.

        ``day`` keeps one day of reception, ``since`` that day and later ones.
        """
        return self.store.official.owed(first=day or since, last=day, most=most)

    def owed_count(self, day: date | None = None, *, since: date | None = None) -> int:
        """The number ``owed`` would tell without a limit."""
        return self.store.official.owed_count(first=day or since, last=day)

    def entered(self, day: date) -> list[MappedLine]:
        """The codes mapped on a day, the latest first."""
        return self.store.official.entered_on(day)

    def import_pairs(self, path: Path, *, op_id: str = "") -> Done[Imported]:
        """Enter the pairs of a file "local code, official code"; good lines are entered, each bad one is told.

        Errors: RuleError when the file is no such table.
        """
        file = read_pair_file(path)
        done = self.enter_pairs(file.pairs, op_id=op_id)
        odd = [said for pair in file.pairs for said in official_warnings(pair.official.upper())]
        remarks = (*file.remarks, *done.result.remarks, *odd)
        return Done(replace(done.result, remarks=remarks), done.changes)

    def enter_pairs(self, pairs: Sequence[Pair], *, op_id: str = "") -> Done[Imported]:
        """Enter pairs; a line that cannot be entered changes nothing and is told in one sentence."""
        entered, unchanged, refused, remarks = [], [], [], []
        said: dict[str, Pair] = {}
        with self.act(Duty.PROCESS, op_id, DOSSIER_MAPPED) as act:
            before = act.subjects
            for pair in pairs:
                try:
                    dossier = self.dossier(pair.code)
                    _require_alike(said.setdefault(dossier.code, pair), pair, dossier)
                    if dossier.code in before:
                        before.remove(dossier.code)
                        entered.append(dossier.code)
                        continue
                    payload = self._payload(act.now, dossier, pair.official, Mapping.ENTERED, "")
                except RuleError as error:
                    refused.append(
                        _("Dòng {line}: {reason}").format(line=pair.place, reason=error.message)
                    )
                    continue
                if payload is None:
                    unchanged.append(dossier.code)
                elif act.known is None:
                    remarks += _replaced(pair, dossier, payload["official_code"])
                    act.record(DOSSIER_MAPPED, dossier.code, payload)
                    entered.append(dossier.code)
        result = Imported(
            entered=tuple(entered),
            unchanged=tuple(unchanged),
            refused=tuple(refused),
            remarks=tuple(remarks),
        )
        return act.done(result, Noun.DOSSIER)


def _require_alike(first: Pair, pair: Pair, dossier: Dossier) -> None:
    """Errors: RuleError when an earlier line of the file says another official code of the same dossier."""
    if first.official != pair.official:
        raise RuleError(
            _(
                "Hồ sơ {code} đã có mã {official} ở dòng {line}. Để lại một dòng rồi nhập lại."
            ).format(code=dossier.code, official=first.official or "…", line=first.place),
            field="official_code",
            rule="official_twice",
        )


def _replaced(pair: Pair, dossier: Dossier, official: str) -> list[str]:
    """The sentence that a code somebody entered before is another one now."""
    if not dossier.official_code or dossier.official_code == official:
        return []
    text = _("Dòng {line}: hồ sơ {code} đổi mã chính thức từ {before} sang {now}. Xem lại.")
    return [
        text.format(line=pair.place, code=dossier.code, before=dossier.official_code, now=official)
    ]
