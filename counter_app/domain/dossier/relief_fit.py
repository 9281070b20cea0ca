"""Grounds of relief that what is known of the people, or of the way a dossier came, speaks against."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from counter_app.domain.dossier.dossier import Channel
from counter_app.domain.fees.reliefs import GROUNDS
from counter_app.domain.person.birth import surely_of_age, surely_under
from counter_app.domain.person.party import Party, PartyKind, birth_of
from counter_app.i18n import _
from counter_app.law import number


def relief_doubt(ground: str, parties: Iterable[Party | None], channel: Channel, day: date) -> str:
    """Why a ground can be nobody's of these; empty where it may be somebody's, or nobody's age is known."""
    births = [birth_of(item) for item in parties if item and item.kind is PartyKind.PERSON]
    old, young = number("elderly_from", day), number("child_until", day)
    name = _(GROUNDS[ground]) if ground in GROUNDS else ground
    if ground == "elderly" and all(surely_under(birth, old, day) for birth in births):
        return _(
            "“{ground}” là người từ đủ {age} tuổi; người nộp, chủ hồ sơ đều chưa đủ. Xem lại đối tượng miễn, giảm."
        ).format(ground=name, age=old)
    if ground == "child" and all(surely_of_age(birth, young, day) for birth in births):
        return _(
            "“{ground}” là người dưới {age} tuổi; người nộp, chủ hồ sơ đều đã đủ. Xem lại đối tượng miễn, giảm."
        ).format(ground=name, age=young)
    if ground == "online" and channel is not Channel.ONLINE:
        return _(
            "Hồ sơ không nộp trực tuyến nên không thuộc “{ground}”. Xem lại đối tượng miễn, giảm."
        ).format(ground=name)
    return ""
