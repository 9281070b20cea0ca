"""Verbs of the exchange: key cards in and out, batches followed and sent again, acknowledgements read."""

from __future__ import annotations

from pathlib import Path

import pytest

from counter_app.sync.letters.key_card import Wants, read_card
from tests.cli.terminal import Terminal, form
from tests.desk.test_exchange import CARD, SUPERIOR, card


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A stick with the superior's card on it."""
    folder = tmp_path / "usb"
    folder.mkdir()
    (folder / "khoa-cap-tren.json").write_bytes(card())
    return folder


def test_keys_are_exchanged_and_a_batch_is_followed(
    terminal: Terminal, tmp_path: Path, stick: Path
) -> None:
    terminal.receive(tmp_path, form())
    own = terminal("exchange", "card", "--out", stick / "khoa-don-vi-99001.json")
    assert read_card((stick / "khoa-don-vi-99001.json").read_bytes()).letters == own["letters"]
    assert terminal("exchange", "show") == {
        **{"own": own["letters"], "superior": None, "keys": []},
        "past_as_figures": None,
    }
    wrong = terminal.refused("exchange", "superior", stick / "khoa-cap-tren.json")["message"]
    assert "16 ký tự" in wrong
    taken = terminal(
        "exchange", "superior", stick / "khoa-cap-tren.json", "--letters", CARD.letters
    )
    assert (taken["letters"], taken["wants"]) == (SUPERIOR.known.letters, "minimal")
    sent = terminal("export", "--to", stick)
    assert sent["sealed"][0] == SUPERIOR.known.letters
    assert "niêm phong" in sent["travelled"]
    (batch,) = terminal("exchange", "batches")["batches"]
    assert (batch["batch"], batch["state"]) == (1, "read_back")
    terminal("exchange", "handed", 1, "--to", "Anh Tư")
    assert terminal("exchange", "batches")["batches"][0]["state"] == "handed"
    assert terminal("exchange", "acks", stick)["new"] == 0
    again = terminal("export", "--to", stick, "--again", 1)
    assert (again["batch"], again["from_seq"], again["to_seq"]) == (2, 1, sent["to_seq"])
    part = terminal("export", "--to", stick, "--from", 2, "--until", 3)
    assert (part["from_seq"], part["to_seq"]) == (2, 3)
    rest = terminal("export", "--to", stick, "--from", 2)
    assert (rest["from_seq"], rest["to_seq"]) == (2, sent["to_seq"])
    assert rest["past_as_figures"] is None
    (stick / "day-du.json").write_bytes(card(wants=Wants.FULL))
    taken = terminal("exchange", "superior", stick / "day-du.json")
    assert taken["past_as_figures"]["to_seq"] == sent["to_seq"]
    assert "export --from 1" in terminal.said("exchange", "show")
    terminal("export", "--to", stick, "--from", 1)
    assert terminal("exchange", "show")["past_as_figures"] is None
    assert terminal("exchange", "revoke", "--reason", "mất máy")["revoked"] == CARD.letters
    assert terminal("exchange", "show")["superior"] is None


def test_a_file_that_is_no_card_is_refused(terminal: Terminal, stick: Path) -> None:
    (stick / "x.json").write_text("{}", "utf-8")
    assert "thẻ khóa" in terminal.refused("exchange", "superior", stick / "x.json")["message"]
    assert (
        "Chọn lại tệp"
        in terminal.refused("exchange", "superior", stick / "khong-co.json")["message"]
    )
    terminal.run("--data", terminal.data, "export", "--to", stick, "--until", 2, code=2)
