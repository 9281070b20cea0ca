"""The superior's key: read from its card, believed once its letters were compared, exchanged and revoked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.desk.closing.letters import exchange_keys
from counter_app.desk.desk import Desk, Done, Noun
from counter_app.domain.clock import local_text, utc_text
from counter_app.domain.closing.statement import key_text
from counter_app.domain.exchange.events import (
    SUPERIOR_KEYED,
    SUPERIOR_REVOKED,
    SuperiorKeyed,
    SuperiorRevoked,
)
from counter_app.domain.office.staff import Duty
from counter_app.domain.text import clean
from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.store.file.signed_closings import holds, last_key
from counter_app.sync.letters.key_card import KeyCard, Role, Wants, read_card
from counter_app.system.code_letters import same_letters

if TYPE_CHECKING:
    from counter_app.store.read.exchange import SuperiorKey

SUBJECT = "superior:key"


class SuperiorKeys(Desk):
    """The superior's key batches are sealed for, and the office's own card for the superior to know it by."""

    def present(self) -> SuperiorKey | None:
        """The superior's key in force; None: nothing is sealed, and figures travel openly without anybody in them."""
        return self.store.exchange.superior()

    def every(self) -> list[SuperiorKey]:
        """All keys the superior ever had here, the latest first."""
        return self.store.exchange.keys()

    def read(self, content: bytes) -> KeyCard:
        """A superior's card from its file. Errors: BatchError, RuleError (field "card") for what is none."""
        card = read_card(content)
        if card.role is not Role.SUPERIOR:
            raise RuleError(
                _(
                    "Đây là thẻ khóa của đơn vị {name}, không phải của cấp trên. Chọn tệp {file}."
                ).format(name=card.name, file="khoa-cap-tren.json"),
                field="card",
                rule="card_role",
            )
        if any(key.public == card.public.hex() and key.reason for key in self.every()):
            raise RuleError(
                _(
                    "Khóa {letters} đã bị thu hồi ở đơn vị này. Xin cấp trên lập khóa mới và gửi thẻ khóa mới."
                ).format(letters=card.letters),
                field="card",
                rule="revoked",
            )
        return card

    def vouched(self, card: KeyCard) -> bool:
        """True if the key in force signed that this one takes its place: nobody has to read letters out then."""
        present = self.present()
        if present is None or card.former != present.public:
            return False
        text = key_text(journal=card.journal, key=card.public.hex(), before=card.former)
        return holds(present.public, card.vouched, text)

    def take(self, content: bytes, letters: str, *, op_id: str = "") -> Done[SuperiorKey]:
        """Seal for this key from here on; ``letters`` are its sixteen as the superior read them out.

        Not asked for where the key in force vouches for it, or is the same. Errors: as ``read``; RuleError (field
        "letters") for others than the card's.
        """
        act = self.act(Duty.SETTINGS, op_id, SUPERIOR_KEYED)
        card = self.read(content)
        known = self.present()
        same = known is not None and known.public == card.public.hex()
        vouched = self.vouched(card)
        compared = same_letters(letters, card.letters)
        if not compared and (letters.strip() or not (vouched or same)):
            raise RuleError(
                _(
                    "Các ký tự vừa nhập không khớp thẻ khóa này. Gọi cấp trên theo số điện thoại đã biết, "
                    "nghe đọc 16 ký tự rồi nhập lại; vẫn không khớp thì không dùng thẻ này."
                ),
                field="letters",
                rule="letters",
            )
        with act:
            if act.known is None:
                payload = SuperiorKeyed(
                    public_key=card.public.hex(),
                    recipient=card.recipient,
                    name=card.name,
                    number=card.number,
                    journal=card.journal,
                    wants=card.wants.value,
                    at=local_text(act.now),
                    compared=compared,
                )
                if vouched:
                    payload["former_key"], payload["vouched"] = card.former, card.vouched
                act.record(SUPERIOR_KEYED, SUBJECT, payload)
        taken = self.present()
        assert taken is not None  # noqa: S101 - just recorded, or known by its op_id
        return act.done(taken, Noun.SETTINGS, Noun.BATCH)

    def revoke(self, *, reason: str, op_id: str = "") -> Done[str]:
        """Seal for the key in force no more, and believe nothing it signs; its letters.

        Errors: RuleError (field "reason") without one; rule "no_key" where there is none.
        """
        act = self.act(Duty.SETTINGS, op_id, SUPERIOR_REVOKED)
        if not clean(reason):
            raise RuleError(
                _("Chưa ghi lý do thu hồi khóa. Ghi lý do rồi làm lại."), field="reason"
            )
        with act:
            if act.known is None:
                present = self.present()
                if present is None:
                    raise RuleError(
                        _("Đơn vị chưa có khóa của cấp trên. Nhập thẻ khóa của cấp trên trước."),
                        rule="no_key",
                    )
                payload = SuperiorRevoked(
                    public_key=present.public, reason=clean(reason), at=local_text(act.now)
                )
                act.record(SUPERIOR_REVOKED, SUBJECT, payload)
        return act.done(str(act.payload["public_key"]), Noun.SETTINGS, Noun.BATCH)

    def own_card(
        self, role: Role = Role.OFFICE, wants: Wants = Wants.MINIMAL
    ) -> tuple[KeyCard, bytes]:
        """The office's own card and its file's bytes. Errors: RuleError (rule "keys_locked")."""
        self.acting(Duty.EXPORT)
        keys, told = exchange_keys(self.store), last_key(self.store.journal)
        own = told if told.get("public_key") == keys.public.hex() else {}
        card = KeyCard(
            role=role,
            number=self.settings.number,
            name=clean(self.settings.name)[:300],
            journal=self.store.journal.name(),
            public=keys.public,
            recipient=keys.recipient,
            made_at=utc_text(self.now()),
            wants=wants,
            former=own.get("former_key", ""),
            vouched=own.get("vouched", ""),
        )
        return card, card.to_bytes(keys)
