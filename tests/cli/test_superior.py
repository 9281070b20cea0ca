"""The superior's verbs for people: who sends, who is put aside, and deciding between two branches."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.domain.clock import FixedClock
from tests.cli.terminal import Terminal
from tests.superior.offices import introduce
from tests.superior.test_settling import Branches
from tests.sync.makers import MORNING, carry

CLOCK = FixedClock(MORNING)


@pytest.fixture
def two(tmp_path: Path) -> Branches:
    """An office that went on after an old backup, and a superior that was told of both branches."""
    made = Branches(tmp_path, restored=True)
    introduce(made.here, made.ours)
    above = Terminal(made.here)
    above("superior", "import", tmp_path / "ours")
    above("superior", "import", tmp_path / "theirs", code=1)
    return made


@pytest.fixture
def above(two: Branches) -> Terminal:
    """The superior's terminal."""
    return Terminal(two.here)


WHO = ("--reason", "Máy cũ hỏng ổ đĩa")


def test_a_list_tells_who_sends_and_what_waits(two: Branches, above: Terminal) -> None:
    answer = above("superior", "list")
    (sender,) = answer["senders"]
    assert (sender["journal"], sender["office"], sender["state"]) == (
        two.journal,
        "99001",
        "counted",
    )
    (branch,) = answer["branches"]
    assert branch["why"].startswith("[B23]")
    said = above.run("--data", two.here, "superior", "list").stdout
    assert two.journal in said
    assert "Chờ quyết định" in said
    two.close()


def test_an_import_that_finds_nothing_is_no_success(above: Terminal, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    answer = above("superior", "import", tmp_path / "empty", code=1)
    assert (answer["imported"], answer["refused"]) == (0, 0)
    said = above.run("--data", above.data, "superior", "import", tmp_path / "empty", code=1).stdout
    assert "Không thấy gói dữ liệu nào" in said


def test_taking_the_restored_branch(two: Branches, above: Terminal) -> None:
    settled = above("superior", "settle", two.journal, "--take", two.root / "theirs", *WHO)
    assert (settled["cut"], settled["by"], settled["done"]) == (
        two.cut,
        "Công chức tiếp nhận, không có người thứ hai",
        True,
    )
    (sender,) = above("superior", "list")["senders"]
    assert sender["state"] == "restored"
    assert sender["epochs"] == 2
    assert above("superior", "list")["branches"] == []
    assert "đã khôi phục ngày" in above.run("--data", two.here, "superior", "list").stdout
    carry(two.theirs, two.root / "theirs", first=two.cut + 2, number=2)
    assert above("superior", "import", two.root / "theirs")["refused"] == 0
    two.close()


def test_keeping_what_is_held(two: Branches, above: Terminal) -> None:
    said = above.run("--data", two.here, "superior", "settle", two.journal, "--keep", *WHO).stdout
    assert "Đã giữ nhánh" in said
    refused = above("superior", "import", two.root / "theirs", code=1)["details"]["refused"]
    assert refused[0]["problems"][0].startswith("[B28]")
    two.close()


def test_a_decision_needs_a_name_and_one_way(two: Branches, above: Terminal) -> None:
    above.signer = ""
    assert above.refused("superior", "settle", two.journal, "--keep", *WHO)["rule"] == "name"
    above.signer = "canbo"
    settle = ("--data", two.here, "superior", "settle")
    above.run(*settle, two.journal, *WHO, code=2)
    above.run(*settle, two.journal, "--keep", "--take", two.root, *WHO, code=2)
    above.run(*settle, "../x", "--keep", *WHO, code=2)
    two.close()


def test_days_to_come_are_let_through_by_a_person(two: Branches, above: Terminal) -> None:
    settled = above("superior", "settle", two.journal, "--dates-until", "2027-01-31", *WHO)
    assert settled["until"] == "2027-01-31"
    two.close()


def test_what_is_put_aside_is_in_the_answer(two: Branches, above: Terminal) -> None:
    path = two.here / "don-vi" / f"{two.journal}.db"
    data = path.read_bytes()
    path.write_bytes(data[:20_000])
    (two.root / "empty").mkdir()
    details = above("superior", "import", two.root / "empty", code=1)["details"]
    assert [item["name"] for item in details["aside"]] == [path.name]
    (sender,) = above("superior", "list")["senders"]
    assert sender["state"] == "aside"
    assert "ĐỂ RIÊNG" in above.run("--data", two.here, "superior", "list").stdout
    assert "Để riêng" in above.refused("superior", "report")["message"]
    two.close()
