"""Links into a folder that is copied to other computers, and out of it, are seen through."""

from __future__ import annotations

from pathlib import Path

from counter_app.system.places import carried_by


def test_a_link_leads_in_and_out(tmp_path: Path) -> None:
    carried, apart = tmp_path / "Dropbox", tmp_path / "rieng"
    (carried / ".dropbox.cache").mkdir(parents=True)
    (carried / "so-lieu").mkdir()
    apart.mkdir()
    (apart / "vao").symlink_to(carried / "so-lieu")
    (carried / "ra").symlink_to(apart)
    assert carried_by(apart / "vao") == "Dropbox"
    assert carried_by(carried / "ra") == "Dropbox"
    assert carried_by(apart) == ""
