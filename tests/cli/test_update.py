"""``update`` and ``selftest``: versions put in use without a screen, and what is known of the program's parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from counter_app.cli.main import cli
from counter_app.releases import release as releases
from counter_app.releases import updating
from tests.releases.places import KEYS, in_use_there, installed, released, working

if TYPE_CHECKING:
    from pathlib import Path

    from counter_app.releases.updating import ProgramPlace


@pytest.fixture
def where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ProgramPlace:
    """Version 1.0.0 as it is installed, which believes the tests' key."""
    place = installed(tmp_path / "QuayMotCua")
    monkeypatch.setattr(updating, "installed_place", lambda: place)
    monkeypatch.setattr(updating, "_ask_program", lambda _name: working)
    monkeypatch.setattr(releases, "built_in_keys", lambda _resources: KEYS)
    return place


def run(*words: Any) -> tuple[int, str]:
    """Exit code and all that was said."""
    result = CliRunner().invoke(cli, [str(word) for word in words])
    return result.exit_code, result.output


def test_an_update_and_the_way_back(where: ProgramPlace, tmp_path: Path) -> None:
    released(tmp_path / "USB", "1.2.0")
    code, said = run("update", "--check", tmp_path / "USB")
    assert (code, in_use_there(where)) == (0, "1.0.0")
    assert f"chữ ký đúng (khóa {KEYS[0].name})" in said
    code, said = run("update", tmp_path / "USB")
    assert code == 0, said
    assert "lên bản 1.2.0" in said
    assert in_use_there(where) == "1.2.0"
    code, said = run("update", "--check")
    assert "Lần mở sau dùng bản 1.2.0.\nBản trước còn giữ: 1.0.0." in said
    code, said = run("update", "--back")
    assert (code, in_use_there(where)) == (0, "1.0.0")
    assert ".truoc-nang-cap-" in said, "what the version of before cannot do is told"


def test_what_is_refused_ends_with_one(where: ProgramPlace, tmp_path: Path) -> None:
    folder = released(tmp_path / "USB", "0.9.0")
    for words in (
        ("update",),
        ("update", folder),
        ("update", "--back"),
        ("update", "--back", folder),
        ("update", tmp_path),
        ("update", tmp_path / "không có"),
    ):
        code, said = run(*words)
        assert code == 1, words
        assert said.strip().count("\n") == 0, "one sentence"
    assert in_use_there(where) == "1.0.0"


def test_from_its_sources_the_program_is_not_updated(tmp_path: Path) -> None:
    code, said = run("update", "--check")
    assert code == 1
    assert "mã nguồn" in said


def test_a_self_test_tells_each_part_and_how_old_the_list_of_weaknesses_is() -> None:
    code, said = run("selftest")
    assert code == 0, said
    assert "đạt  sqlite_library" in said
    assert "Điểm yếu đã biết" in said
    code, said = run("--json", "selftest")
    assert '"weaknesses": [' in said
