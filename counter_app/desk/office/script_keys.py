"""Scripting keys: issued by a leader to a task that runs by itself, told apart in all it does, ended any time.

Every run that acts by one loads this module: what only issuing needs is loaded there.
"""

from __future__ import annotations

import hmac
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from counter_app.desk.desk import Desk, Done, Noun
from counter_app.domain.clock import from_utc_text
from counter_app.domain.office.events import (
    SCRIPT_ISSUED,
    SCRIPT_REVOKED,
    SCRIPT_USED,
    KeyIssued,
    KeyRevoked,
    KeyUsed,
)
from counter_app.domain.office.script_keys import (
    LONGEST_LIFE,
    NEVER,
    SECRET_BYTES,
    ScriptKey,
    check_name,
    key_text,
    key_told,
    read_key,
    secret_digest,
    unusable,
)
from counter_app.domain.office.staff import SCRIPT, Duty, Officer, Role
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.system import chance

if TYPE_CHECKING:
    from collections.abc import Iterable


class ScriptKeys(Desk):
    """Issuing keys, ending them, and letting a run act by one."""

    def keys(self) -> list[ScriptKey]:
        """Every key there ever was under its name, as it stands now."""
        self.acting(Duty.STAFF)
        found = (self._known(name) for name in self.store.officers.script_names())
        return [key for key in found if key is not None]

    def issue(
        self, name: str, rights: Iterable[Duty], until: date, *, op_id: str = ""
    ) -> Done[tuple[ScriptKey, str]]:
        """Make a key, in place of the one of that name before it; the text of its file is told once and kept nowhere.

        Errors: RuleError: field "name", "rights" or "until"; rule "leader" where no leader issues it; as
        ``require_own_password``: a key goes on in the issuer's name.
        """
        from counter_app.desk.office.leader_consent import require_own_password
        from counter_app.desk.office.wraps import choosing, of_script
        from counter_app.store.file.anchors import password_mark

        act = self.act(Duty.STAFF, op_id, SCRIPT_ISSUED)
        check_name(name)
        wanted = frozenset(rights)
        self._require_leader(act.officer)
        require_own_password(self.store, act.officer)
        self._require_rights(act.officer, wanted)
        self._require_day(until)
        text = key_text(name, secret := chance.random_bytes(SECRET_BYTES))
        digest = secret_digest(secret)
        with choosing(self.store, of_script(name, secret, digest)), act:
            if act.known is None:
                said = KeyIssued(
                    rights=sorted(wanted), until=until.isoformat(), mark=password_mark(digest)
                )
                act.record(SCRIPT_ISSUED, SCRIPT + name, said)
                self.store.officers.keep_hash(SCRIPT + name, digest, act.now)
        key = self._require_known(name)
        return act.done((key, "" if act.known is not None else text), Noun.STAFF)

    def revoke(self, name: str, *, reason: str = "", op_id: str = "") -> Done[ScriptKey]:
        """End a key before its day; whoever may set passwords may. Errors: RuleError (field "name")."""
        from counter_app.desk.office.wraps import choosing

        act = self.act(Duty.STAFF, op_id, SCRIPT_REVOKED)
        self._require_known(name)
        with choosing(self.store), act:
            if act.known is None:
                said = KeyRevoked(reason=reason) if reason else KeyRevoked()
                act.record(SCRIPT_REVOKED, SCRIPT + name, said)
                self.store.officers.keep_hash(SCRIPT + name, "", act.now)
        return act.done(self._require_known(name), Noun.STAFF)

    def prove(self, text: str, verb: str) -> Officer:
        """The officer a key's text acts as for a run of a verb, which the journal hears of before it begins.

        Errors: RuleError (field "key"): rule "key" for one that opens nothing, "key_issuer": nobody answers for it.
        """
        name, secret = read_key(text)
        key = self._known(name)
        kept = self.store.officers.password_hash(SCRIPT + name)
        right = hmac.compare_digest(kept.encode(), secret_digest(secret).encode())
        today = max(self.today(), self.store.journal.last_day())
        if key is None or not right or not key.opens(today):
            raise unusable(name)
        issuer = self.store.officers.get(key.issuer)
        if issuer is None or not key.answered(issuer):
            raise RuleError(
                _(
                    "Người cấp khóa lệnh {name} không còn là lãnh đạo đang làm việc. Nhờ lãnh đạo cấp khóa mới."
                ).format(name=name),
                field="key",
                rule="key_issuer",
            )
        officer = key.acting(frozenset(duty for duty in Duty if issuer.may(duty)))
        if self.store.database.writable:
            with self.store.transaction() as tx:
                tx.record(SCRIPT_USED, _runs_of(name), KeyUsed(verb=verb), actor=officer.login)
        return officer

    def _known(self, name: str) -> ScriptKey | None:
        key = key_told(name, self.store.journal.of(SCRIPT + name))
        last = self.store.journal.last_at(_runs_of(name)) if key is not None else ""
        return replace(key, used=from_utc_text(last)) if key is not None and last else key

    def _require_known(self, name: str) -> ScriptKey:
        key = self._known(name)
        if key is None:
            text = _("Không có khóa lệnh {name}. Xem tên bằng: script list.")
            raise RuleError(text.format(name=name), field="name")
        return key

    def _require_leader(self, officer: Officer) -> None:
        if officer.role is not Role.LEADER or officer.rights is not None:
            text = _("Chỉ lãnh đạo cấp khóa lệnh. Nhờ lãnh đạo đăng nhập rồi cấp.")
            raise RuleError(text, field="officer", rule="leader")

    def _require_rights(self, officer: Officer, wanted: frozenset[Duty]) -> None:
        if not wanted:
            raise RuleError(
                _("Khóa lệnh chưa có quyền nào. Ghi ít nhất một quyền."), field="rights"
            )
        over = sorted(duty for duty in wanted if duty in NEVER or not officer.may(duty))
        if over:
            text = _("Khóa lệnh không được có quyền {rights}. Bỏ quyền đó rồi cấp lại.")
            raise RuleError(text.format(rights=", ".join(over)), field="rights")

    def _require_day(self, until: date) -> None:
        today = self.today()
        if not today <= until <= today + LONGEST_LIFE:
            raise RuleError(
                _(
                    "Ngày cuối của khóa lệnh phải từ hôm nay đến {last:%d/%m/%Y}. Ghi ngày khác."
                ).format(last=today + LONGEST_LIFE),
                field="until",
            )


def issuable() -> tuple[Duty, ...]:
    """The rights a key may be given, as they are written."""
    return tuple(duty for duty in Duty if duty not in NEVER)


def _runs_of(name: str) -> str:
    """The subject of the runs of a key: apart from the decisions about it, which are read whole."""
    return f"script-run:{name}"
