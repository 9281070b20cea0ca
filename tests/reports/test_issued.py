"""A report that was handed out is the same to the byte whenever it is printed again."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import pytest

from counter_app.desk.dossier.corrections import Correction
from counter_app.desk.reports import issue
from counter_app.desk.reports.issue import Issued, Wanted
from counter_app.domain.clock import LOCAL, FixedClock
from counter_app.domain.dossier.dossier import Channel
from counter_app.domain.dossier.facts import CORRECTABLE
from counter_app.domain.dossier.moves import Act
from counter_app.errors import RuleError
from counter_app.office import Office
from counter_app.reports.index import REPORTS
from counter_app.store.figures import report_lines, tallies
from counter_app.store.figures.asof import AsOf, Rules
from tests.makers import MARITAL, collector, person, receive
from tests.printing.reading import flat_text
from tests.store.player import VERBS, Player

LASTING = {name for name, report in REPORTS.items() if report.lasting}
"""Reports whose figures stand for ever."""

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
A_DAY = date(2026, 11, 25)
BEYOND = ("_tick", "end_year", "_epoch", "_erase", "_report")
"""Verbs of the player left out here: a wrong clock, a restore, an erasure by law, and reports themselves."""


ERASING_A_PERSON = (9, 21, 33)
"""Choices at which whoever asks about his data is erased."""


def go_to(clock: FixedClock, month: int, day: int, hour: int = 8) -> None:
    clock.set(datetime(2026, month, day, hour, tzinfo=LOCAL))


def play(player: Player, seed: int, *, days: int, a_day: int = 30) -> None:
    """Days at the counter one after another, from where the clock stands."""
    chance = random.Random(seed)
    usual = [index for index, verb in enumerate(VERBS) if verb.__name__ not in BEYOND]
    for _day in range(days):
        steps = [
            (chance.choice(usual), chance.randrange(41), chance.randrange(41))
            for _step in range(a_day)
        ]
        # Of certifications a person is erased by every eleventh choice.
        player.play(
            [step for step in steps if step[2] % 11 != 5 and step[2] not in ERASING_A_PERSON]
        )
        player.clock.tick(days=1)


def wanted(name: str) -> Wanted:
    one_day = REPORTS[name].one_day
    return Wanted(name=name, first=A_DAY if one_day else FIRST, last=A_DAY if one_day else LAST)


def issue_all(office: Office) -> dict[str, Issued]:
    return {name: office.reports.issue(wanted(name)).result for name in LASTING}


def differences(one: Issued, other: Issued) -> list[tuple[object, object]]:
    """The lines and notes in which two prints differ."""
    pairs = zip(one.tables, other.tables, strict=True)
    lines = (
        zip((a.title, a.subtitle, *a.rows, a.total, *a.notes),
            (b.title, b.subtitle, *b.rows, b.total, *b.notes), strict=False)
        for a, b in pairs
    )  # fmt: skip
    return [(before, now) for table in lines for before, now in table if before != now]


def rename_everything(office: Office) -> None:
    """What a reorganisation changes: the office, its superior, its sectors and its people."""
    office.rules.change_settings(
        replace(office.rules.settings, name="Trung tâm Mới", superior_name="Tỉnh Mới",
                parent="ỦY BAN NHÂN DÂN PHƯỜNG MỚI", report_start_day=15)
    )  # fmt: skip
    sectors = [
        {"key": item.key, "name": f"{item.name} (mới)", "queue": item.queue, "order": -item.order}
        for item in office.store.catalogue.sectors()
    ]
    with office.store.transaction() as tx:
        tx.record("catalogue.loaded", "catalogue", {"sectors": sectors}, actor="cli")
    for someone in office.store.officers.all():
        office.staff.put_officer(replace(someone, name=f"{someone.name} (mới)"))


@pytest.mark.parametrize("seed", range(3))
def test_a_month_is_the_same_after_weeks_of_corrections(
    office: Office, clock: FixedClock, seed: int
) -> None:
    player = Player(office, clock)
    play(player, seed, days=8)
    assert clock.now().date() == date(2026, 12, 1)
    before = issue_all(office)
    rename_everything(office)
    play(player, seed + 100, days=20)
    after = issue_all(office)
    for name, issued in before.items():
        assert differences(issued, after[name]) == [], name
        for kind in ("pdf", "xlsx"):
            assert after[name].files[kind] == issued.files[kind], (name, kind)
        assert (after[name].warning, issued.final) == ("", True), name
    assert len(office.reports.issued()) == len(LASTING), "each content is noted once"
    assert office.store.check().ok


def november(office: Office, clock: FixedClock) -> dict[str, str]:
    """A month in which every list has something; the codes by what became of them."""
    office.rules.change_settings(replace(office.rules.settings, points=("Thôn Ba",)))
    codes = {}
    for name in ("late", "asked", "withdrawn", "refused", "fee", "open"):
        codes[name] = receive(office, MARITAL, name=f"Người {name}", fee=15_000).code
    office.moves.move(codes["asked"], Act.SUPPLEMENT, reason="Thiếu giấy")
    office.moves.move(codes["withdrawn"], Act.WITHDRAW, reason="Thôi")
    go_to(clock, 11, 30)
    office.moves.move(codes["late"], Act.FINISH, reason="Chờ ký", result="1/KQ")
    office.moves.move(codes["fee"], Act.HAND, handler="canbo")
    return codes


def change_later(office: Office, codes: dict[str, str]) -> None:
    """What may be found out about November in December."""
    moves = office.moves.move
    moves(codes["late"], Act.REVERT, reason="Ghi nhầm")
    moves(codes["late"], Act.FINISH, reason="Lý do khác", result="2/KQ")
    office.returning.hand_over(codes["late"], collector("Người late"))
    moves(codes["asked"], Act.REVERT, reason="Ghi nhầm")
    moves(codes["withdrawn"], Act.REVERT, reason="Ghi nhầm")
    office.corrections.correct(
        codes["fee"],
        Correction(fee=99_000, resolver="UBND xã Bên", applicant=person("Tên Đã Sửa"), channel=Channel.ONLINE,
                   return_channel=Channel.POSTAL, return_address="Thôn Khác"),
        reason="Ghi nhầm",
    )  # fmt: skip
    office.corrections.correct(codes["fee"], Correction(fee=1_000), reason="Lại nhầm")
    office.corrections.correct(codes["open"], Correction(point="Thôn Ba"), reason="Ghi nhầm")
    rename_everything(office)


Weak = Callable[[pytest.MonkeyPatch], None]


def present_names(patch: pytest.MonkeyPatch) -> None:
    honest = AsOf.rules

    def rules(self: AsOf, _day: date) -> Rules:
        return honest(self, date.max)

    patch.setattr(AsOf, "rules", rules)


def present_facts(patch: pytest.MonkeyPatch) -> None:
    for module in (tallies, report_lines):
        patch.setattr(module, "later_corrections", lambda _database, _day: {})


@pytest.mark.parametrize(
    ("weak", "differ"),
    [
        (present_names, LASTING),
        (present_facts, {"II.06a", "period", "register", "fees", "unmapped"}),
    ],
)
def test_a_report_that_differs_says_so_loudly(
    office: Office, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, weak: Weak, differ: set[str]
) -> None:
    """The canary: with present names or facts instead of those of the time, every print must cry out."""
    codes = november(office, clock)
    go_to(clock, 12, 1)
    before = issue_all(office)
    change_later(office, codes)
    assert {issued.warning for issued in issue_all(office).values()} == {""}
    weak(monkeypatch)
    again = issue_all(office)
    crying = {name for name, issued in again.items() if issued.warning.startswith("CẢNH BÁO")}
    assert crying >= differ
    for name in crying:
        assert before[name].sha256[:12] in again[name].warning
        assert again[name].files["pdf"] != before[name].files["pdf"]
    twice = [item for item in office.reports.issued() if item.name == "II.06a"]
    assert len(twice) == 2, "what was handed out differently is noted as well"


def test_an_erasure_by_law_is_the_one_thing_that_may_change_a_list(
    office: Office, clock: FixedClock
) -> None:
    codes = november(office, clock)
    office.corrections.correct(codes["late"], Correction(fee=20_000), reason="Ghi nhầm")
    go_to(clock, 12, 1)
    before = issue_all(office)
    office.corrections.correct(codes["late"], Correction(fee=30_000), reason="Lại nhầm")
    office.erasure.erase(codes["late"], reason="Công dân yêu cầu")
    after = issue_all(office)
    changed = {name for name in LASTING if after[name].files != before[name].files}
    assert "register" in changed
    assert "late" in changed
    assert changed.isdisjoint({"II.06a", "period", "fees", "officers"}), "figures stay"
    assert "xóa theo luật" in after["late"].warning
    assert "CẢNH BÁO" not in after["late"].warning
    row = after["late"].tables[0].rows[0]
    assert (row[2], row[7]) == ("(đã xóa theo quy định)", "")


def test_a_period_that_is_not_over_is_provisional_and_seals_nothing(
    office: Office, clock: FixedClock
) -> None:
    november(office, clock)
    go_to(clock, 11, 30, 16)
    issued = office.reports.issue(wanted("II.06a")).result
    assert (issued.issue, issued.final, issued.warning) == (None, False, "")
    assert "Số liệu tạm tính đến 16:00 30/11/2026" in flat_text(issued.files["pdf"])
    assert office.reports.issued() == []
    assert office.store.closings.sealed_until() is None


def test_a_final_report_names_the_period_and_when_it_was_sealed(
    office: Office, clock: FixedClock
) -> None:
    november(office, clock)
    go_to(clock, 12, 1)
    first = office.reports.issue(wanted("II.06a"), ["pdf"])
    go_to(clock, 12, 20)
    again = office.reports.issue(wanted("II.06a"), ["pdf"]).result
    assert again.files == first.result.files
    assert "Số liệu tính đến hết ngày 30/11/2026, lập lúc 08:00 01/12/2026" in flat_text(
        again.files["pdf"]
    )


def test_nothing_is_dated_into_a_period_that_was_reported(
    office: Office, clock: FixedClock
) -> None:
    codes = november(office, clock)
    go_to(clock, 12, 1)
    late = datetime(2026, 11, 30, 15, tzinfo=LOCAL)
    office.reports.issue(wanted("late"), ["pdf"])
    assert office.store.closings.sealed_until() == LAST
    with pytest.raises(RuleError) as refused:
        office.moves.move(codes["open"], Act.FINISH, reason="Chậm", result="3/KQ", at=late)
    assert refused.value.rule == "sealed_day"


def test_reports_for_the_screen_leave_nothing_behind(office: Office, clock: FixedClock) -> None:
    november(office, clock)
    go_to(clock, 12, 1)
    head = office.store.journal.head()
    for name in REPORTS:
        asked = wanted(name)
        office.reports.compute(name, asked.first, asked.last)
    assert office.store.journal.head() == head


def test_what_is_narrowed_is_another_report(office: Office, clock: FixedClock) -> None:
    november(office, clock)
    go_to(clock, 12, 1)
    whole = wanted("register")
    assert office.reports.issue(whole, ["pdf"]).result.warning == ""
    one = office.reports.issue(replace(whole, sector="dat-dai"), ["pdf"]).result
    assert one.warning == ""
    assert [item.sector for item in office.reports.issued()] == ["dat-dai", ""]


def test_a_stick_that_may_only_be_read_still_shows_reports(
    office: Office, clock: FixedClock
) -> None:
    november(office, clock)
    go_to(clock, 12, 1)
    office.store.database.read_only = True
    asked = wanted("late")
    assert office.reports.compute("late", asked.first, asked.last)[0].rows
    issued = office.reports.issue(asked, ["pdf"]).result
    assert issued.issue is None
    assert "chưa ghi" in issued.warning


def test_another_version_of_the_program_is_named_when_it_says_something_else(
    office: Office, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = november(office, clock)
    go_to(clock, 12, 1)
    monkeypatch.setattr(issue, "__version__", "0.0.9")
    office.reports.issue(wanted("late"), ["pdf"])
    change_later(office, codes)
    monkeypatch.undo()
    assert office.reports.issue(wanted("late"), ["pdf"]).result.warning == ""
    present_names(monkeypatch)
    warning = office.reports.issue(wanted("late"), ["pdf"]).result.warning
    assert warning.startswith("CẢNH BÁO")
    assert "0.0.9" in warning


def test_every_fact_that_may_be_corrected_is_undone_or_in_no_report() -> None:
    """Whoever lets another fact be corrected must decide what reports of past days say of it."""
    undone = {"applicant", "owner", "fee", "channel", "return_channel", "resolver", "point"}
    in_no_report = {"authorisation", "content", "papers", "sets", "return_address"}
    in_no_report |= {"return_place", "note", "territory", "relation"}
    in_no_report |= {"home_address", "visited_by"}
    assert set(CORRECTABLE) == undone | in_no_report


def test_the_evenings_report_of_a_past_day_is_the_one_handed_out(
    office: Office, clock: FixedClock
) -> None:
    november(office, clock)
    go_to(clock, 12, 1)
    issued = office.reports.issue(wanted("day")).result
    rename_everything(office)
    go_to(clock, 12, 9)
    tables = office.evening.tables(A_DAY)
    assert office.evening.pdf(tables, A_DAY) == issued.files["pdf"]
    assert office.evening.xlsx(tables, A_DAY) == issued.files["xlsx"]
