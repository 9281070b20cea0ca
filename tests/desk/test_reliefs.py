"""Fees waived and lowered by ground: at reception, when they should be paid, in reports."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.desk.dossier.corrections import Correction
from counter_app.domain.dossier.dossier import Channel, Dossier
from counter_app.domain.dossier.moves import Act
from counter_app.domain.dossier.representing import representation_warnings
from counter_app.domain.fees.fee import Fee, FeeRule, Relief
from counter_app.domain.fees.payments import FeeKind
from counter_app.domain.fees.reliefs import GROUNDS, read_reliefs
from counter_app.domain.person.birth import parse_birth
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.printing.papers.receipt_rows import fee_fields
from counter_app.store.figures.report_sums import ReportSums
from counter_app.wording.catalogue.listing import ground_words, reliefs_words
from counter_app.wording.dossier.timeline import event_text
from tests.desk.test_moves import last_payload
from tests.makers import COPIES, MARITAL, MONDAY, draft, person, receive

RESIDENCE = "1.004222"


def spared(
    office: Office, ground: str, procedure: str = RESIDENCE, *, fee: int | None = None
) -> Dossier:
    return receive(office, procedure, relief=ground, fee=fee)


def test_luat_ho_tich_60_2014_dieu_11_the_poor_pay_nothing_of_a_typed_fee(office: Office) -> None:
    dossier = spared(office, "poor", procedure=MARITAL, fee=15_000)
    assert (dossier.fee, dossier.waived, dossier.relief) == (0, 15_000, "poor")
    assert office.fees.account(dossier.code).owed == 0


def test_the_computed_fee_is_waived_too(office: Office) -> None:
    dossier = spared(office, "child")
    assert (dossier.fee, dossier.waived) == (0, 20_000)


def test_a_part_is_taken_off(office: Office) -> None:
    plain = office.catalogue.versions(RESIDENCE)[0]
    half = replace(plain.fee, reliefs=(Relief(ground="online", percent=50),))
    office.catalogue.put_procedure(replace(plain, fee=half))
    with pytest.raises(RuleError, match="không miễn, giảm phí cho đối tượng nào"):
        spared(office, "online")  # what is paid online is the half already
    office.catalogue.put_procedure(replace(plain, fee=replace(half, online_amount=None)))
    preview = office.intake.preview(replace(draft(RESIDENCE), relief="online"))
    assert (preview.fee, preview.waived) == (10_000, 10_000)
    assert spared(office, "online", fee=15_001).fee == 7_500


def test_a_ground_the_procedure_does_not_have_is_refused(office: Office) -> None:
    with pytest.raises(RuleError) as refused:
        spared(office, "poor")
    assert refused.value.field == "relief"
    assert "child" in refused.value.message


def test_grounds_are_named_as_people_call_them_when_another_is_wanted(office: Office) -> None:
    code = receive(office, MARITAL, fee=15_000).code
    with pytest.raises(
        RuleError, match=r"Hộ nghèo \(poor\), Người khuyết tật \(disabled\)"
    ) as asked:
        office.fees.waive(code, ground="child")
    with pytest.raises(RuleError, match=r"“child”.*Hộ nghèo \(poor\)") as handed_in:
        receive(office, MARITAL, fee=15_000, relief="child")
    assert [(error.value.field, error.value.rule) for error in (asked, handed_in)] == [
        ("ground", "ground"), ("relief", "ground"),
    ]  # fmt: skip
    plain = receive(office, COPIES).code
    with pytest.raises(RuleError, match="không miễn, giảm phí cho đối tượng nào"):
        office.fees.waive(plain, ground="child")


def test_what_is_not_waived_says_nothing_of_it_in_the_journal(office: Office) -> None:
    code = receive(office, RESIDENCE).code
    assert not {"relief", "waived"} & set(last_payload(office, code, "dossier.received"))


def test_a_fee_nobody_knew_is_lowered_when_it_is_accepted(office: Office) -> None:
    form = replace(draft(MARITAL), relief="poor")
    code = office.intake.register(form, Act.SUPPLEMENT, reason="Thiếu").result.code
    assert (office.dossiers.get(code).fee, office.dossiers.get(code).relief) == (None, "poor")
    dossier = office.intake.accept(code, fee=15_000).result
    assert (dossier.fee, dossier.waived, dossier.relief) == (0, 15_000, "poor")


def test_what_was_waived_when_handed_in_is_not_waived_twice(office: Office) -> None:
    form = replace(draft(RESIDENCE), relief="child")
    code = office.intake.register(form, Act.SUPPLEMENT, reason="Thiếu").result.code
    dossier = office.intake.accept(code).result
    assert (dossier.fee, dossier.waived) == (0, 20_000)


def test_it_is_waived_when_it_should_be_paid(office: Office) -> None:
    code = receive(office, RESIDENCE).code
    done = office.fees.waive(code, ground="elderly", proof="Thẻ căn cước").result
    entry = done.entry
    assert (entry.kind, entry.amount, entry.ground) == (FeeKind.WAIVED, 20_000, "elderly")
    assert entry.reason == "Thẻ căn cước"
    assert (done.account.owed, done.account.collected, done.account.waived) == (0, 0, 20_000)
    with pytest.raises(RuleError) as refused:
        office.fees.collect(code, amount=1_000)
    assert refused.value.rule == "fee_over"


@pytest.mark.parametrize(
    ("facts", "doubted"),
    [
        ({"relief": "elderly"}, "từ đủ 60 tuổi"),
        ({"relief": "child"}, "dưới 16 tuổi"),
        ({"relief": "online"}, "không nộp trực tuyến"),
        ({"relief": "online", "channel": Channel.ONLINE}, ""),
        (
            {
                "relief": "child",
                "owner": person("Nguyễn Thị Bé", id_no="", birth=parse_birth("24/11/2010")),
            },
            "",
        ),
        (
            {
                "relief": "child",
                "owner": person("Nguyễn Thị Bé", id_no="", birth=parse_birth("23/11/2010")),
            },
            "dưới 16",
        ),
        (
            {"relief": "elderly", "owner": person("Trần Cụ", id_no="", birth=parse_birth("1966"))},
            "",
        ),
        ({"relief": "elderly", "owner": person("Trần Cụ", id_no="", birth=None)}, ""),
        ({"relief": "poor"}, ""),
    ],
)
def test_a_ground_that_is_nobody_s_here_is_asked_about(
    office: Office, facts: dict[str, Any], doubted: str
) -> None:
    """Luật Người cao tuổi 39/2009 Điều 2, Luật Trẻ em 102/2016 Điều 1: 60 and over, under 16."""
    told = [
        text
        for text in representation_warnings(draft(**facts), MONDAY.date())
        if "miễn, giảm" in text
    ]
    assert bool(told) == bool(doubted)
    assert all(doubted in text for text in told)
    if facts["relief"] != "poor":
        plain = office.catalogue.versions(RESIDENCE)[0]
        grounds = tuple(Relief(ground=item) for item in ("child", "elderly", "online"))
        fee = replace(plain.fee, online_amount=None, reliefs=grounds)
        office.catalogue.put_procedure(replace(plain, fee=fee))
        code = receive(office, RESIDENCE, **(facts | {"relief": ""})).code
        assert doubted in office.fees.waive(code, ground=facts["relief"]).result.warning


def test_no_more_is_waived_than_is_due_and_nothing_that_nobody_knows(office: Office) -> None:
    code = receive(office, RESIDENCE).code
    office.fees.collect(code, amount=15_000)
    assert office.fees.waive(code, ground="child").result.entry.amount == 5_000
    with pytest.raises(RuleError) as refused:
        office.fees.waive(code, ground="elderly")
    assert (refused.value.field, refused.value.rule) == ("amount", "paid")
    assert "Hoàn phần được miễn" in refused.value.message
    unknown = receive(office, MARITAL).code
    with pytest.raises(RuleError) as refused:
        office.fees.waive(unknown, ground="poor", amount=1_000)
    assert refused.value.rule == "unpriced"
    with pytest.raises(RuleError) as refused:
        office.fees.waive(code, ground="vip")
    assert refused.value.rule == "ground"


def test_a_ground_spares_its_share_and_no_more(office: Office) -> None:
    plain = office.catalogue.versions(RESIDENCE)[0]
    half = replace(plain.fee, reliefs=(Relief(ground="elderly", percent=50),))
    office.catalogue.put_procedure(replace(plain, fee=half))
    code = receive(office, RESIDENCE).code
    with pytest.raises(RuleError) as refused:
        office.fees.waive(code, ground="elderly", amount=10_001)
    assert (refused.value.field, refused.value.rule) == ("amount", "fee_over")
    assert office.fees.waive(code, ground="elderly", amount=10_000).result.account.owed == 10_000


@pytest.mark.parametrize("ground", ["poor", ""])
def test_a_fee_nobody_knew_is_lowered_when_it_is_corrected(office: Office, ground: str) -> None:
    """A poor household is not asked for money because the amount was not known at reception."""
    code = receive(office, MARITAL, relief=ground).code
    assert office.fees.account(code).owed is None
    office.corrections.correct(code, Correction(fee=15_000), reason="Nghị quyết mới")
    account = office.fees.account(code)
    assert (account.owed, account.waived) == ((0, 15_000) if ground else (15_000, 0))
    office.corrections.correct(code, Correction(fee=20_000), reason="Ghi nhầm")
    assert office.fees.account(code).owed == (0 if ground else 20_000)
    assert office.fees.account(code).waived == (20_000 if ground else 0)


def test_what_is_paid_is_not_taken_twice(office: Office) -> None:
    code = receive(office, RESIDENCE).code
    office.fees.collect(code)
    for amount in (None, 1, 20_000):
        with pytest.raises(RuleError, match="Không còn khoản nào phải thu") as refused:
            office.fees.collect(code, amount=amount)
        assert refused.value.rule == "fee_over"


def test_reports_say_what_was_waived_for_whom(office: Office) -> None:
    spared(office, "child")
    spared(office, "poor", procedure=MARITAL, fee=15_000)
    office.fees.waive(receive(office, RESIDENCE).code, ground="child", amount=5_000)
    today = office.intake.today()
    sums = ReportSums(office.store.database)
    assert sums.waived_by_ground(today, today) == [("child", 2, 25_000), ("poor", 1, 15_000)]
    money = sums.money_by_sector(today, today)["cu-tru"]
    assert (money.collected, money.waived, money.entries) == (0, 5_000, 0)


def test_the_receipt_and_the_timeline_tell_of_it(office: Office) -> None:
    [field] = fee_fields(spared(office, "child"))
    assert field.value == "không thu; đã miễn, giảm 20.000 đ (Trẻ em)"
    [plain] = fee_fields(receive(office, RESIDENCE))
    assert "miễn" not in plain.value
    code = receive(office, RESIDENCE).code
    office.fees.waive(code, ground="child")
    told = [event_text(step.kind, step.payload, {}) for step in office.dossiers.view(code).timeline]
    assert "Miễn, giảm phí 20.000 đ: Trẻ em." in told


# --- as a catalogue says them -------------------------------------------------------------------

RELIEFS = st.lists(
    st.builds(
        Relief,
        ground=st.sampled_from(sorted(GROUNDS)) | st.just("Người trồng rừng"),
        percent=st.integers(1, 100),
        source=st.sampled_from(["", "Luật Hộ tịch 60/2014/QH13 Điều 11"]),
    ),
    max_size=4,
    unique_by=lambda item: item.ground,
).map(tuple)


@given(RELIEFS)
def test_what_is_written_reads_back(reliefs: tuple[Relief, ...]) -> None:
    assert read_reliefs(reliefs_words(reliefs)) == reliefs
    fee = Fee(rule=FeeRule.FIXED, amount=1_000, reliefs=reliefs)
    assert Fee.from_dict(fee.to_dict()) == fee


@given(st.integers(0, 1_000_000), st.integers(1, 100))
def test_a_share_is_never_more_than_the_whole_nor_less_than_promised(
    amount: int, percent: int
) -> None:
    waived = Relief(ground="poor", percent=percent).waived(amount)
    assert 0 <= waived <= amount
    assert waived * 100 >= amount * percent


@pytest.mark.parametrize(
    "text",
    [
        "Giảm cho hộ cận nghèo",
        "Miễn, giảm đối với hộ nghèo",
        "Hộ nghèo: 100%, hộ cận nghèo: 50%",
        "Giảm 50% đến 100%: hộ nghèo",
        "Hộ nghèo 50% mức thu, trẻ em được miễn",
        "Hộ nghèo | 0%",
        "Hộ nghèo | 101%",
        "Hộ nghèo | một nửa",
        "Hộ nghèo\nHộ nghèo",
        " | 50%",
        "Chỉ thu 70% đối với hộ cận nghèo",  # 30 % are waived, not 70
        "Thu 50% mức phí đối với hộ cận nghèo",
        "Mức thu bằng 80% cho trực tuyến",
        "Hộ nghèo: 0 đồng",
        "Hộ nghèo không phải nộp",
        "Chưa có quy định",
        "Trừ hộ nghèo",
        "Miễn: không áp dụng",
        "Mien: ho ngheo",
        "Hộ nghèo nộp 30%",
        "Hộ nghèo: 30% mức thu",
        "Giảm lệ phí, người cao tuổi trả 30%",
        "Hộ nghèo 50",
    ],
)
def test_lines_that_say_no_relief_are_refused(text: str) -> None:
    with pytest.raises(RuleError) as refused:
        read_reliefs(text)
    assert refused.value.field == "reliefs"


@pytest.mark.parametrize(
    ("text", "reliefs"),
    [
        ("Giảm 50% cho hộ cận nghèo", {"near_poor": 50}),
        ("người có công: 100%; hộ cận nghèo: 50%", {"merit": 100, "near_poor": 50}),
        (
            "Miễn: hộ nghèo, người cao tuổi và trẻ em. Giảm 50%: hộ cận nghèo",
            {"poor": 100, "elderly": 100, "child": 100, "near_poor": 50},
        ),
        ("Miễn lệ phí đối với người khuyết tật", {"disabled": 100}),
        ("Hộ cận nghèo (50%)", {"near_poor": 50}),
        (
            "Giảm 30% mức thu phí cho các đối tượng là con liệt sĩ, thương binh",
            {"con liệt sĩ, thương binh": 30},
        ),
        ("trẻ em dưới 6 tuổi", {"trẻ em dưới 6 tuổi": 100}),
        ("Không thu lệ phí đối với hộ nghèo", {"poor": 100}),
        ("Không phải nộp: trẻ em, người khuyết tật", {"child": 100, "disabled": 100}),
        ("Người có thu nhập thấp", {"Người có thu nhập thấp": 100}),
        ("Đồng bào dân tộc thiểu số ở xã 135", {"Đồng bào dân tộc thiểu số ở xã 135": 100}),
        ("Nộp hồ sơ trực tuyến: 50%", {"online": 50}),
        ("Giảm 50% cho người hưởng chính sách", {"người hưởng chính sách": 50}),
        ("Không có", {}),
        ("–", {}),
    ],
)
def test_reliefs_in_the_words_of_lists(text: str, reliefs: dict[str, int]) -> None:
    assert {item.ground: item.percent for item in read_reliefs(text)} == reliefs


def test_known_grounds_are_known_by_name_and_key() -> None:
    assert read_reliefs("hộ nghèo") == read_reliefs("poor | 100") == (Relief(ground="poor"),)
    assert ground_words("poor") == "Hộ nghèo"


def test_a_ground_is_used_once(office: Office) -> None:
    """Half of what is due twice would be all of it."""
    with pytest.raises(RuleError) as refused:
        office.fees.waive(spared(office, "child").code, ground="child", amount=1_000)
    assert refused.value.rule == "waived_once"
    code = receive(office, RESIDENCE).code
    office.fees.waive(code, ground="child", amount=5_000)
    with pytest.raises(RuleError) as refused:
        office.fees.waive(code, ground="child", amount=5_000)
    assert refused.value.rule == "waived_once"


def test_what_was_entered_by_mistake_waived_nothing(office: Office) -> None:
    code = spared(office, "child").code
    spared(office, "child")
    office.moves.move(code, Act.MISTAKE, reason="Nhập hai lần")
    today = office.intake.today()
    sums = ReportSums(office.store.database)
    assert sums.waived_by_ground(today, today) == [("child", 1, 20_000)]


def test_after_a_refund_the_same_ground_spares_what_was_given_back(office: Office) -> None:
    """Part paid, the rest waived; then the whole is found to be free."""
    code = receive(office, RESIDENCE).code
    office.fees.collect(code, amount=15_000)
    office.fees.waive(code, ground="child")
    office.fees.refund(code, reason="Trẻ em được miễn toàn bộ")
    assert office.fees.account(code).owed == 15_000
    assert office.fees.share_left("child", code) == 15_000
    with pytest.raises(RuleError) as refused:
        office.fees.waive(code, ground="child", amount=15_001)
    assert refused.value.rule == "fee_over"
    account = office.fees.waive(code, ground="child").result.account
    assert (account.owed, account.kept, account.waived) == (0, 0, 20_000)
    with pytest.raises(RuleError) as refused:
        office.fees.waive(code, ground="child", amount=1)
    assert refused.value.rule == "waived_once"
    today = office.intake.today()
    assert ReportSums(office.store.database).waived_by_ground(today, today) == [
        ("child", 1, 20_000)
    ], "one matter, however often"


MONEY = st.lists(
    st.tuples(st.sampled_from(["collect", "refund", "child", "elderly"]), st.integers(1, 21_000)),
    min_size=4,
    max_size=14,
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=MONEY)
def test_whatever_is_paid_waived_and_given_back_the_sums_stay_right(
    office: Office, acts: list[tuple[str, int]]
) -> None:
    plain = office.catalogue.versions(RESIDENCE)[0]
    reliefs = (Relief(ground="child"), Relief(ground="elderly", percent=50))
    office.catalogue.put_procedure(replace(plain, fee=replace(plain.fee, reliefs=reliefs)))
    today = office.intake.today()
    before = ReportSums(office.store.database).money_by_sector(today, today)
    code, fee = receive(office, RESIDENCE).code, 20_000
    for act, amount in acts:
        try:
            if act == "collect":
                office.fees.collect(code, amount=amount)
            elif act == "refund":
                office.fees.refund(code, amount=amount, reason="Thu nhầm")
            else:
                office.fees.waive(code, ground=act, amount=amount)
        except RuleError:
            continue
        account = office.fees.account(code)
        spared = {item.ground: item.amount for item in account.entries if item.ground}
        assert account.kept >= 0
        assert account.kept + account.waived + (account.owed or 0) == fee
        assert sum(i.amount for i in account.entries if i.ground == "elderly") <= fee // 2, spared
    account = office.fees.account(code)
    (after,) = ReportSums(office.store.database).money_by_sector(today, today).values()
    was = next(iter(before.values()), None)
    assert after.collected - (was.collected if was else 0) == account.collected
    assert after.refunded - (was.refunded if was else 0) == account.refunded
    assert after.waived - (was.waived if was else 0) == account.waived
