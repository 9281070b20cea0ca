"""Erasing personal data by law: the payload goes, the chain stays, what is left is named."""

from __future__ import annotations

from typing import Any

from counter_app.desk.desk import Desk, Done, Noun, changed
from counter_app.domain.dossier import ENDED_STATES
from counter_app.domain.staff import Duty, Role
from counter_app.domain.whereabouts import still_kept
from counter_app.errors import RuleError
from counter_app.i18n import _

BLANK_NAME = "(đã xóa theo quy định)"
_PERSONAL_TEXTS = ("authorisation", "content", "return_address", "note", "reason", "late_reason")
_ORIGINALS = frozenset({"originals_kept", "kept", "returned", "originals"})
_PERSONAL_FACTS = frozenset({"applicant", "owner", *_PERSONAL_TEXTS})


class Erasing(Desk):
    """Removes a person from an ended dossier (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15 Điều 14)."""

    def erase(self, code: str, *, reason: str) -> Done[str]:
        """Erase the personal payloads of one dossier; numbers, dates and the chain remain.

        Errors: RuleError when the dossier is open, unknown, or the officer is no leader.
        """
        officer = self.acting(Duty.SETTINGS)
        if officer.role is not Role.LEADER or not reason.strip():
            raise RuleError(_("Chỉ lãnh đạo được xóa dữ liệu cá nhân, kèm lý do."), field="reason")
        with self.store.transaction() as tx:
            dossier = self.store.dossiers.by_code(code)
            if dossier is None or dossier.state not in ENDED_STATES:
                raise RuleError(_("Chỉ xóa dữ liệu của hồ sơ đã kết thúc."), field="code")
            if still_kept(dossier):
                raise RuleError(
                    _("Đơn vị còn giữ bản gốc của hồ sơ này. Trả bản gốc trước rồi xóa."),
                    field="code",
                    rule="originals_kept",
                )
            gone = self.store.journal.residues()
            residues = {
                str(entry.seq): residue(payload)
                for entry, payload in self.store.journal.of(code)
                if entry.kind.startswith(("dossier.", "paper.issued", "fee."))
                and entry.seq not in gone
            }
            if not residues:
                raise RuleError(_("Dữ liệu cá nhân của hồ sơ này đã được xóa rồi."), field="code")
            payload = {
                "residues": residues,
                "dossiers": [dossier.id],
                "blank_name": BLANK_NAME,
                "reason": reason.strip(),
            }
            tx.record("journal.erased", code, payload, actor=officer.login)
            self.store.database.drop_payloads([int(seq) for seq in residues])
        return Done(code, changed(Noun.DOSSIER))


def residue(payload: dict[str, Any]) -> dict[str, Any]:
    """What may be kept of an event: everything but the person."""
    kept = {**payload}
    for name in _PERSONAL_TEXTS:
        if name in kept:
            kept[name] = ""
    if "applicant" in kept:
        kept["applicant"] = {"kind": "person", "name": BLANK_NAME}
        kept["owner"] = None
    if "changes" in kept:
        kept["changes"] = {
            name: change for name, change in kept["changes"].items() if name not in _PERSONAL_FACTS
        }
    if kept.get("result_facts"):
        kept["result_facts"] = {**kept["result_facts"], "abstract": ""}
    for name, empty in (("papers_wanted", []), ("body", {})):
        if name in kept:
            kept[name] = empty
    for name in _ORIGINALS & kept.keys():
        kept[name] = [{"name": "", "quantity": item["quantity"]} for item in kept[name] or ()]
    if "collector" in kept:
        kept["collector"] = {"name": BLANK_NAME}
    return kept
