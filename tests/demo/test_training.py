"""The training by its declarations: what ticks a situation, what explains a wrong act, what is kept."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from counter_app.demo.training import progress as kept
from counter_app.demo.training.founding import TRAINEE
from counter_app.demo.training.report import training_lines
from counter_app.demo.training.situation import Act, Situation, judge
from counter_app.demo.training.situations.order import SITUATIONS
from counter_app.desk.office.founding import FIRST_PASSWORD
from counter_app.desk.office.officers import check_officer
from counter_app.errors import RuleError
from counter_app.qt.kit.guide import chapters

if TYPE_CHECKING:
    from pathlib import Path

BY_KEY = {item.key: item for item in SITUATIONS}
BRACES = re.compile(r"\{(\w+)\}")


def act(kind: str, seq: int = 1, subject: str = "x", **payload: object) -> Act:
    return Act(seq=seq, kind=kind, subject=subject, payload=payload)


def test_there_are_ten_with_keys_of_their_own() -> None:
    assert len(BY_KEY) == len(SITUATIONS) == 10
    assert all(re.fullmatch("[a-z-]{3,40}", key) for key in BY_KEY)


@pytest.mark.parametrize("situation", SITUATIONS, ids=lambda item: item.key)
def test_each_leads_to_a_chapter_of_the_guide(situation: Situation) -> None:
    assert situation.help in chapters()


def test_steps_are_met_in_their_order_only() -> None:
    situation = BY_KEY["ticket"]
    taken = act("ticket.taken", 1, "ticket:A001")
    called = act("ticket.acted", 2, "ticket:A001", act="call")
    other = act("ticket.acted", 2, "ticket:A007", act="call")
    assert judge(situation, {}, (taken, called)).whole
    assert not judge(situation, {}, (called,)).whole, "a call without a number taken"
    assert not judge(situation, {}, (taken, other)).whole, "somebody else's number"
    assert len(judge(situation, {}, (taken, other)).met) == 1


def test_a_wrong_act_is_explained_until_it_is_put_right() -> None:
    situation, given = BY_KEY["authorised-return"], {"id": "7", "name": "A", "code": "T1"}
    wrong = act("dossier.returned", 1, dossier=7, collector={"authorised": False})
    right = act("dossier.returned", 2, dossier=7, collector={"authorised": True})
    foreign = act("dossier.returned", 1, dossier=8, collector={"authorised": True})
    assert "chính" in judge(situation, given, (wrong,)).wrong
    assert "người khác" in judge(situation, given, (foreign,)).wrong
    done = judge(situation, given, (wrong, right))
    assert (done.whole, done.wrong) == (True, "")


def test_nothing_written_down_ticks_nothing() -> None:
    for situation in SITUATIONS:
        given = dict.fromkeys(("id", "id_no", "name", "code"), "1")
        assert not judge(situation, given, ()).whole
        strange = act("office.changed", settings={})
        assert not judge(situation, given, (strange,)).whole


def test_how_far_everybody_is_is_kept(tmp_path: Path) -> None:
    base = tmp_path / "so-lieu"
    done = {item.key: "2026-11-23T09:00:00" for item in SITUATIONS[:3]}
    kept.keep(base, kept.Progress(login="lan.nt", name="Nguyễn Thị Lan", done=done, at="overdue"))
    again = kept.read(base, "lan.nt")
    assert (again.name, again.done, again.at) == ("Nguyễn Thị Lan", done, "overdue")
    assert not base.exists()
    whole = replace(again, login="mai.pt", passed="2026-11-24T10:00:00")
    kept.keep(base, whole)
    first, second = training_lines(base)
    assert (first.done, first.finished) == (3, "")
    assert (second.done, second.finished) == (10, "24/11/2026")


def test_whoever_has_no_account_yet_may_practise(tmp_path: Path) -> None:
    """On a new computer nobody is an officer: the one invented for them has to be one that an office takes."""
    check_officer(TRAINEE, FIRST_PASSWORD, new=True)
    assert kept.own_folder(tmp_path, TRAINEE.login).name == TRAINEE.login


def test_a_file_that_is_none_of_ours_counts_as_not_begun(tmp_path: Path) -> None:
    base = tmp_path / "so-lieu"
    kept.keep(base, kept.Progress(login="lan.nt"))
    path = kept.own_folder(base, "lan.nt") / "tien-do.json"
    for text in ("", "[]", '{"name": 3, "run": 1}', '{"name": "A", "run": -1}', '{"run"'):
        path.write_text(text, encoding="utf-8")
        assert kept.read(base, "lan.nt") == kept.Progress(login="lan.nt"), text
    assert training_lines(base) == []


@pytest.mark.parametrize("login", ["..", "a/b", "", "ă", "a\\b", "c:"])
def test_a_login_that_names_no_folder_is_refused(tmp_path: Path, login: str) -> None:
    with pytest.raises(RuleError):
        kept.own_folder(tmp_path / "so-lieu", login)
