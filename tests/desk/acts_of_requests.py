"""Examples of the verbs about requests for one's own data; see ``acts``."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from counter_app.domain.dossier.moves import Act
from counter_app.domain.requests.request import Outcome, Proof, Requesting, Wish
from counter_app.domain.requests.retention import Kept
from counter_app.office import Office
from tests.desk.examples import Sent, example
from tests.makers import collector, receive


def requesting(wish: Wish = Wish.SEE, **facts: Any) -> Requesting:
    """What a citizen asks for who shows the card."""
    plain: dict[str, Any] = {
        "asker": "Nguyễn Văn Mẫu",
        "proved_by": Proof.CARD,
        "proof": "Căn cước 001090000001",
        "id_no": "001090000001",
        "handler": "canbo",
    }
    return Requesting(wish=wish, **(plain | facts))


def requested(o: Office, wish: Wish = Wish.SEE, **facts: Any) -> int:
    """The number in the journal of a request that waits."""
    return o.requests.receive(requesting(wish, **facts)).result.id


def ended(o: Office, **facts: Any) -> str:
    """The code of a dossier that was given back."""
    code = receive(o, **facts).code
    o.moves.move(code, Act.FINISH)
    o.returning.hand_over(code, collector())
    return code


@example
def requests__receive(o: Office) -> Sent:
    return partial(o.requests.receive, requesting())


@example
def requests__give(o: Office) -> Sent:
    return partial(o.requests.give, requested(o), "canbo", reason="Nghỉ phép")


@example
def requests__answer(o: Office) -> Sent:
    return partial(o.requests.answer, requested(o), Outcome.GRANTED, "Đã cho xem tại quầy")


@example
def requests__void(o: Office) -> Sent:
    return partial(o.requests.void, requested(o), reason="Ghi nhầm")


@example
def requests__handed_out(o: Office) -> Sent:
    return partial(o.requests.handed_out, requested(o, Wish.COPY), sha256="a", pdf_sha256="b")


@example
def person_erasure__erase(o: Office) -> Sent:
    ended(o)
    return partial(o.person_erasure.erase, "Nguyễn Văn Mẫu", "001090000001", reason="Theo yêu cầu")


@example
def person_erasure__erase_draft(o: Office) -> Sent:
    o.drafts.keep("mot-nhap", {"note": "Nguyễn Văn Mẫu"})
    return partial(o.person_erasure.erase_draft, "mot-nhap", reason="Theo yêu cầu")


def kept(o: Office, kind: Kept, months: int = 1, **facts: Any) -> None:
    """The office decides how long a kind is kept."""
    rule = {"months": months, "source": "Quyết định 5/QĐ-UBND", **facts}
    known = o.settings.to_dict()["retention"]
    o.rules.change_settings(replace(o.settings, retention={**known, kind.value: rule}))


@example
def person_erasure__erase_requests(o: Office) -> Sent:
    number = requested(o)
    o.requests.void(number, reason="Nhầm")
    kept(o, Kept.REQUEST)
    tick = o.store.clock.tick  # type: ignore[attr-defined] # a test's clock
    tick(days=40)
    o.confirm_clock()
    return partial(o.person_erasure.erase_requests, [number], reason="Hết hạn lưu")


@example
def person_erasure__tick(o: Office) -> Sent:
    o.erasure.erase(ended(o), reason="Theo yêu cầu")
    first = o.person_erasure.copies()[0]
    return partial(o.person_erasure.tick, first.listed, [first.place], reason="Đã nghiền")


@example
def retention__erase(o: Office) -> Sent:
    kept(o, Kept.DOSSIER)
    code = ended(o)
    tick = o.store.clock.tick  # type: ignore[attr-defined] # a test's clock
    tick(days=40)
    o.confirm_clock()
    return partial(o.retention.erase, Kept.DOSSIER, [code], reason="Hết hạn lưu")
