"""What a check finds is told in sentences: what was done where, and what is still good."""

from __future__ import annotations

import pytest

from counter_app.wording.office.damage import MOST_SAID, damage_lines, damage_text

FOUND = [
    ("batch 3: entries up to 120 are not those that were sent", ("120", "gói dữ liệu số 3")),
    (
        "seq 7: the paper's code ABCDEFGHJK is not that of the entry before",
        ("số 7", "ABCDEFGHJK"),
    ),
    ("seq 7: payload changed", ("số 7", "bị sửa")),
    ("seq 7: header changed", ("số 7", "bị sửa")),
    ("seq 7: broken link to the entry before", ("đứt", "số 7")),
    ("seq 7 missing", ("số 7", "lấy mất")),
    ("seq 7: payload missing without an erasure", ("số 7", "xóa")),
    ("seq 7: cannot be replayed (KeyError: 'dossier')", ("số 7", "không đọc lại")),
    ("seq 7: not of the epoch and computer that were writing", ("số 7", "máy")),
    ("seq 7: the epoch does not go on from the entry before", ("số 7", "máy")),
    ("table meta: not the epoch and computer that the journal says", ("máy khác",)),
    (
        "table credential, row lan.nt: not the password that the journal says",
        ("lan.nt", "Đặt lại mật khẩu"),
    ),
    ("table credential, row lan.nt: differs from what was written", ("lan.nt", "mật khẩu")),
    ("table preference, row printer: differs from what was written", ("printer", "preference")),
    ("table dossier, row 12: differs from what the journal says", ("12", "dossier")),
    ("table dossier_search: differs from what the journal says", ("tìm",)),
    ("trigger journal_no_update missing or changed", ("journal_no_update", "gỡ")),
    ("back_door unknown", ("back_door", "không phải của chương trình")),
    ("trigger back_door unknown", ("back_door", "không phải của chương trình")),
    ("pages: Tree 3 page 4", ("Tree 3 page 4",)),
]


@pytest.mark.parametrize(("problem", "said"), FOUND, ids=[found for found, _said in FOUND])
def test_each_kind_of_damage_has_its_sentence(problem: str, said: tuple[str, ...]) -> None:
    text = damage_text(problem)
    assert text != problem
    assert all(word.casefold() in text.casefold() for word in said), text


def test_what_nobody_foresaw_is_told_as_it_was_found() -> None:
    assert damage_text("unreadable: x") == "unreadable: x"


def test_one_thing_is_said_once_and_what_is_good_at_the_end() -> None:
    twice = ["back_door unknown", "trigger back_door unknown", "seq 7 missing"]
    lines = damage_lines(twice, 120)
    assert len(lines) == 4
    assert "sao lưu" in lines[0]
    assert "120" in lines[-1]
    assert len(damage_lines([f"seq {seq} missing" for seq in range(40)], 0)) == MOST_SAID + 2
