"""Originals: kept at reception or later, given back, never more than kept."""

from __future__ import annotations

import pytest

from counter_app.domain.dossier.dossier import Original
from counter_app.domain.dossier.moves import Act
from counter_app.errors import RuleError
from counter_app.office import Office
from tests.makers import MARITAL, collector, draft, everything_in, receive

BOOK = Original(name="Sổ hộ khẩu gốc", quantity=2)
ONE = Original(name="Sổ hộ khẩu gốc")


def test_given_back_one_by_one_and_never_more_than_kept(office: Office) -> None:
    code = receive(office, MARITAL, originals=(BOOK,)).code
    assert office.originals.kept(code) == (BOOK,)
    office.originals.give_back(code, [ONE])
    assert office.originals.kept(code) == (ONE,)
    with pytest.raises(RuleError) as refused:
        office.originals.give_back(code, [BOOK])
    assert (refused.value.field, refused.value.rule) == ("originals", "originals_more")
    with pytest.raises(RuleError):
        office.originals.give_back(code, [Original(name="Giấy khác")])
    office.originals.give_back(code)
    assert office.originals.kept(code) == ()
    with pytest.raises(RuleError):
        office.originals.give_back(code)


def test_more_may_be_kept_later(office: Office) -> None:
    code = receive(office, MARITAL).code
    office.originals.keep(code, [ONE, Original(name=" ")])
    office.originals.keep(code, [ONE])
    assert office.originals.kept(code) == (BOOK,)
    for quantity in (0, 1000):
        with pytest.raises(RuleError):
            office.originals.keep(code, [ONE, Original(name="Giấy", quantity=quantity)])


def test_the_result_takes_with_it_only_what_is_still_kept(office: Office) -> None:
    code = receive(office, MARITAL, originals=(BOOK,)).code
    office.originals.give_back(code, [ONE])
    office.moves.move(code, Act.FINISH)
    with pytest.raises(RuleError) as refused:
        office.returning.hand_over(code, collector(), originals=[BOOK])
    assert refused.value.rule == "originals_more"
    dossier = office.returning.hand_over(code, collector()).result
    assert dossier.originals_returned == (BOOK,)
    assert office.originals.forgotten() == []


def test_a_hand_over_taken_back_leaves_what_was_given_back_before_it(office: Office) -> None:
    kept = (BOOK, Original(name="Giấy khai sinh"))
    code = receive(office, MARITAL, originals=kept).code
    for given in (ONE, kept[1]):
        office.originals.give_back(code, [given])
    office.moves.move(code, Act.FINISH)
    office.returning.hand_over(code, collector())
    office.moves.move(code, Act.REVERT, reason="Ghi nhầm")
    assert office.originals.kept(code) == (ONE,)


def test_a_refused_dossier_with_originals_is_an_alarm(office: Office) -> None:
    form = draft(MARITAL, originals=(BOOK,))
    code = office.intake.register(form, Act.REFUSE, reason="Không thuộc thẩm quyền").result.code
    assert [item.code for item in office.originals.forgotten()] == [code]
    office.originals.give_back(code)
    assert office.originals.forgotten() == []


def test_a_withdrawn_dossier_with_originals_is_an_alarm_and_cannot_be_erased(
    office: Office,
) -> None:
    code = receive(office, MARITAL, originals=(BOOK,)).code
    office.moves.move(code, Act.WITHDRAW, reason="Không làm nữa")
    assert [item.code for item in office.originals.forgotten()] == [code]
    with pytest.raises(RuleError) as refused:
        office.erasure.erase(code, reason="Theo yêu cầu")
    assert refused.value.rule == "originals_kept"
    office.originals.give_back(code)
    assert office.originals.forgotten() == []
    office.erasure.erase(code, reason="Theo yêu cầu")
    assert office.store.check().problems == ()
    office.close()
    content = everything_in(office.data_dir)
    assert BOOK.name.encode() not in content
