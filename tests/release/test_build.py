"""What ``dev.py build`` makes: the same bytes twice, sums that others check, a list of parts that is valid and true."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import zipfile
from datetime import date
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from counter_app.releases.release import ARCHIVE, FACTS, SIGNATURE, SUMS, proved
from counter_app.releases.unpacking import unpack
from counter_app.releases.weaknesses import knowledge
from counter_app.system.minisign import new_key
from counter_app.wording.office.releases import weakness_lines
from release import __main__ as builder
from release import folder, installer, parts, program, sbom, signing, twice, weaknesses, wheels
from release.archive import pack
from release.pins import LINUX, WINDOWS, blocks, pins_for
from release.sbom import Contents
from release.stop import StopError

ROOT = Path(__file__).resolve().parents[2]
EPOCH = 1_764_460_800
DAY = date(2026, 11, 30)


@pytest.fixture
def built(tmp_path: Path) -> Contents:
    """A small program as PyInstaller leaves it, and the parts of it."""
    place = tmp_path / "bản dựng" / "counter-app"
    inside = {
        "counter-app": b"program",
        "_internal/libqt.so.6": b"library",
        "_internal/base_library.zip": b"modules",
        "_internal/resources/release/weaknesses.json": b'{"format": 1}',
        "_internal/resources/chữ.txt": "Đặng".encode(),
    }
    for name, content in inside.items():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_bytes(content)
    (place / "counter-app").chmod(0o700)
    found = [
        parts.Part("own", "counter-app", "", "", ["resources/chữ.txt"]),
        parts.Part("pypi", "pyside6-essentials", "6.11.3", "LGPL-3.0-only", ["libqt.so.6"]),
        parts.Part("python", "python", "3.11.7", "PSF-2.0", ["base_library.zip"]),
        parts.Part("pypi", "oddly-licensed", "1.0", "Có phép riêng của tác giả"),
    ]
    return Contents(place, found, "1.2.0", "linux-x86_64", EPOCH)


def test_an_archive_of_the_same_files_is_the_same_file(built: Contents, tmp_path: Path) -> None:
    """Whatever the clock, the rights and the order on the disk."""
    copy = tmp_path / "nơi khác"
    for path in sorted(built.program.rglob("*"), reverse=True):
        if path.is_file():
            target = copy / path.relative_to(built.program)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
            os.utime(target, (1, 1))
    (copy / "counter-app").chmod(0o755)
    pack(built.program, tmp_path / "one.zip", top="counter-app", epoch=EPOCH)
    pack(copy, tmp_path / "other.zip", top="counter-app", epoch=EPOCH)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()
    pack(copy, tmp_path / "later.zip", top="counter-app", epoch=EPOCH + 2)
    assert (tmp_path / "one.zip").read_bytes() != (tmp_path / "later.zip").read_bytes()


def test_an_archive_is_unpacked_as_it_was_packed(built: Contents, tmp_path: Path) -> None:
    pack(built.program, tmp_path / "one.zip", top="counter-app", epoch=EPOCH)
    unpack(tmp_path / "one.zip", tmp_path / "ra")
    assert twice.sums(tmp_path / "ra") == twice.sums(built.program)
    assert os.access(tmp_path / "ra" / "counter-app", os.X_OK)


def test_a_wheel_is_the_same_file_twice(tmp_path: Path) -> None:
    """Of the program's own package: made by its own backend, for one moment."""
    made = []
    for name in ("one", "other"):
        env = {**os.environ, "SOURCE_DATE_EPOCH": str(EPOCH), "PYTHONPATH": ""}
        call = f"from hatchling.build import build_wheel as b; print(b({str(tmp_path / name)!r}))"
        (tmp_path / name).mkdir()
        subprocess.run([sys.executable, "-c", call], cwd=ROOT, env=env, check=True)
        made += list((tmp_path / name).iterdir())
    assert len(made) == 2
    assert sbom.sha256(made[0]) == sbom.sha256(made[1])
    with zipfile.ZipFile(made[0]) as wheel:
        names = wheel.namelist()
    assert "counter_app/releases/updating.py" in names
    assert "counter_app/resources/release/keys.pub" in names
    assert not [name for name in names if name.startswith(("release/", "tests/"))]


def test_a_release_is_the_same_twice_and_taken_by_the_program(
    built: Contents, tmp_path: Path
) -> None:
    key = new_key()
    one, other = (folder.make(built, "0" * 40, tmp_path / name) for name in ("một", "hai"))
    for made in (one, other):
        folder.sign(made, key)
    assert list(twice.differences(one, other)) == []
    found = proved(one, [key.public])
    assert (found.version, found.built, found.platform) == ("1.2.0", "2025-11-30", "linux-x86_64")
    assert set(found.sums) == {ARCHIVE, FACTS, sbom.NAME, folder.WEAKNESSES}


def test_what_differs_between_two_builds_is_named(built: Contents, tmp_path: Path) -> None:
    one, other = (folder.make(built, "", tmp_path / name) for name in ("một", "hai"))
    (other / FACTS).write_text("{}", "utf-8")
    (one / sbom.NAME).unlink()
    assert list(twice.differences(one, other)) == [FACTS, f"{sbom.NAME} (missing in one)"]


def test_two_builds_are_made_of_the_commit_in_folders_of_different_names(tmp_path: Path) -> None:
    source = tmp_path / "nguồn"
    git = ["git", "-C", str(source), "-c", "user.name=a", "-c", "user.email=a@b"]
    subprocess.run(["git", "init", "-q", str(source)], check=True)
    (source / "a").write_text("cam kết", "utf-8")
    subprocess.run([*git, "add", "a"], check=True)
    subprocess.run([*git, "commit", "-qm", "a"], check=True)
    (source / "a").write_text("sau đó", "utf-8")
    seen = []

    def make(where: Path) -> Path:
        seen.append((where.name, (where / "a").read_text("utf-8")))
        subprocess.run([*git, "commit", "-qam", "while it is built", "--allow-empty"], check=True)
        made = where.with_name(where.name + "-ra")
        made.mkdir()
        (made / SUMS).write_text(where.name if spoiled else "", "utf-8")
        return made

    for spoiled in (False, True):
        scratch = tmp_path / str(spoiled)
        scratch.mkdir()
        if spoiled:
            with pytest.raises(StopError, match="1 files differ between two builds:\n  SHA256SUMS"):
                twice.prove(make, source, scratch)
        else:
            twice.prove(make, source, scratch)
    assert [text for _name, text in seen] == ["cam kết", "cam kết", "sau đó", "sau đó"]
    assert len({len(name) for name, _text in seen}) == 2, "a path inside would differ in length"


def test_the_list_of_parts_is_valid_and_says_what_is_there(built: Contents) -> None:
    text = sbom.list_of_parts(built)
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None
    assert text == sbom.list_of_parts(built)
    found = json.loads(text)
    assert found["metadata"]["timestamp"] == "2025-11-30T00:00:00+00:00"
    listed = {item["name"]: item for item in found["components"]}
    qt = listed["pyside6-essentials"]
    assert qt["licenses"][0]["license"]["id"] == "LGPL-3.0-only"
    assert listed["oddly-licensed"]["licenses"][0]["license"]["name"] == "Có phép riêng của tác giả"
    assert qt["purl"] == "pkg:pypi/pyside6-essentials@6.11.3"
    pinned = {item["value"] for item in qt["properties"] if item["name"] == sbom.PINNED}
    assert pinned == set(sbom.pinned_hashes()["pyside6-essentials"])
    assert pinned
    hashed = {
        item["name"]: item["hashes"][0]["content"]
        for top in found["components"]
        for item in [top, *top.get("components", ())]
        if item["type"] == "file"
    }
    inside = {
        path.relative_to(built.program).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in built.program.rglob("*")
        if path.is_file()
    }
    assert hashed == inside, "every file of the folder, each once"


def test_a_list_of_parts_that_is_none_is_found(built: Contents) -> None:
    text = sbom.list_of_parts(built).replace('"type": "file"', '"type": "tệp"')
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is not None


def test_parts_are_found_by_where_files_come_from() -> None:
    """A compiled module, a module of ours, one of Python's, and a data file."""
    import click
    import sqlcipher3

    from counter_app import bounds

    entries = [
        (
            "sqlcipher3/_sqlite3.so",
            str(Path(sqlcipher3.__file__).with_name("__init__.py")),
            "BINARY",
        ),
        ("click", str(click.__file__), "PYMODULE"),
        ("json", str(json.__file__), "PYMODULE"),
        ("counter_app.bounds", str(bounds.__file__), "PYMODULE"),
        ("resources/icons/app.ico", str(ROOT / "resources/icons/app.ico"), "DATA"),
    ]
    found = {part.name: part for part in parts.parts_of(entries)}
    assert set(found) == {"sqlcipher3", "click", "python", "counter-app"}
    assert found["sqlcipher3"].files == ["sqlcipher3/_sqlite3.so"]
    assert found["click"].files == []
    assert found["click"].licence == "BSD-3-Clause"
    assert found["counter-app"].files == ["resources/icons/app.ico"]


def test_sums_name_every_file_and_are_those_of_sha256sum(built: Contents, tmp_path: Path) -> None:
    made = folder.make(built, "", tmp_path / "ra")
    lines = (made / SUMS).read_text("utf-8").splitlines()
    assert [line[66:] for line in lines] == sorted(
        item.name for item in made.iterdir() if item.name != SUMS
    )
    for line in lines:
        assert hashlib.sha256((made / line[66:]).read_bytes()).hexdigest() == line[:64]


def test_a_build_without_a_library_fails(tmp_path: Path) -> None:
    said = "WARNING: Library not found: could not resolve 'libxcb.so.0', dependency of '/plugins/qxcb.so'."
    windows = said.replace("libxcb.so.0", "api-ms-win-crt-heap-l1-1-0.dll")
    (tmp_path / "qxcb.so").touch()
    program.require_libraries(tmp_path, windows)  # part of Windows itself
    (tmp_path / "qxcb.so").unlink()
    program.require_libraries(tmp_path, said)  # the part that lacks a library is not in the program
    (tmp_path / "qxcb.so").touch()
    with pytest.raises(StopError, match=r"libxcb\.so\.0"):
        program.require_libraries(tmp_path, said)


def test_a_build_is_told_the_moment_of_its_commit_and_one_order_of_sets(tmp_path: Path) -> None:
    asked: dict[str, str] = {}

    def run(words: list[str], env: dict[str, str]) -> tuple[int, str]:
        asked.update(env, words=" ".join(words))
        return 0, ""

    shop = program.Workshop(ROOT, tmp_path / "dist", tmp_path / "build", "x", "", run)  # type: ignore[arg-type]
    program.build(shop)
    committed = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    said = subprocess.run(committed, capture_output=True, text=True, check=True).stdout
    assert asked["SOURCE_DATE_EPOCH"] == said.strip()
    assert asked["PYTHONHASHSEED"].isdigit()
    assert "--clean" in asked["words"]
    assert str(tmp_path / "dist") in asked["words"]


@pytest.mark.parametrize("ok", [True, False])
def test_a_program_that_fails_its_self_test_is_no_release(tmp_path: Path, ok: bool) -> None:
    def run(words: list[str], **_options: object) -> None:
        report = {"ok": ok, "checks": {"window": {"ok": ok, "says": "…"}}}
        Path(words[2]).write_text(json.dumps(report), "utf-8")

    if ok:
        program.self_test(tmp_path, run)
        return
    with pytest.raises(StopError, match="self-test"):
        program.self_test(tmp_path, run)


def test_both_systems_get_wheels_by_hash_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran: list[tuple[list[str], str]] = []

    def run(words: list[str], **_options: object) -> subprocess.CompletedProcess[str]:
        target = Path(words[words.index("--dest") + 1])
        target.mkdir()
        (target / "a.whl").touch()
        ran.append((words, Path(words[words.index("--requirement") + 1]).read_text("utf-8")))
        return subprocess.CompletedProcess(words, 0, "", "")

    monkeypatch.setattr(subprocess, "run", run)
    monkeypatch.setattr(wheels, "STAMP", tmp_path / "build" / "wheels")
    wheels.resolve()
    wheels.resolve()
    assert "as looked at before" in capsys.readouterr().out
    (windows, for_windows), (linux, for_linux) = ran
    for words in (windows, linux):
        assert {"--require-hashes", "--only-binary", "--no-deps"} <= set(words)
        assert not [word for word in words if "://" in word or "index-url" in word]
    assert "win_amd64" in windows
    assert "manylinux_2_34_x86_64" in linux, "Qt's"
    assert "colorama==" in for_windows
    assert "colorama==" not in for_linux
    assert all("--hash=sha256:" in line for line in for_windows.splitlines())


def test_a_wheel_that_lacks_for_a_system_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = "WARNING: x\nERROR: No matching distribution found for a==1\n"
    failed = subprocess.CompletedProcess([], 1, "", said)
    monkeypatch.setattr(subprocess, "run", lambda *_words, **_options: failed)
    monkeypatch.setattr(wheels, "STAMP", tmp_path / "wheels")
    with pytest.raises(StopError, match=r"for Windows do not resolve by hash:\nERROR: No matching"):
        wheels.resolve()
    assert not (tmp_path / "wheels").exists()


def test_pins_are_chosen_by_the_markers_of_the_other_system() -> None:
    text = "a==1 ; sys_platform == 'win32' \\\n    --hash=sha256:00\nb==2 \\\n    --hash=sha256:01\n    # via a\n"
    assert pins_for(WINDOWS, text) == "a==1 --hash=sha256:00\nb==2 --hash=sha256:01\n"
    assert pins_for(LINUX, text) == "b==2 --hash=sha256:01\n"
    assert [package.name for package, _hashes in blocks(text)] == ["a", "b"]


def test_a_key_is_trusted_before_it_signs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(signing, "TRUSTED", signing.ROOT / "resources" / "release" / "x.pub")
    monkeypatch.setattr(signing, "trusted", lambda: ())
    key = tmp_path / "khoa.key"
    signing.write_secret(key)
    assert key.stat().st_mode & 0o777 == 0o600 or os.name == "nt"
    with pytest.raises(StopError, match="cannot be made"):
        signing.write_secret(key)
    assert builder.main(["--sign", str(key)]) == 1
    assert "dev.py build --trust" in capsys.readouterr().out


def test_a_trusted_key_stands_in_the_file_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    where = tmp_path / "keys.pub"
    where.write_text("# khóa\n", "utf-8")
    monkeypatch.setattr(signing, "TRUSTED", where)
    one, other = new_key(), new_key()
    assert [signing.trust(key.public) for key in (one, other, one)] == [True, True, False]
    assert signing.trusted() == (one.public, other.public)


@pytest.mark.parametrize("text", ["", "x\n", "x\n" + "A" * 212 + "\n", "x\n!\n"])
def test_what_is_no_secret_key_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "khoa.key").write_text(text, "utf-8")
    with pytest.raises(StopError, match="no secret key"):
        signing.secret_key(tmp_path / "khoa.key")


def test_the_public_keys_are_shown_where_people_read_of_them() -> None:
    shown = (ROOT / "docs" / "security.md").read_text("utf-8")
    keys = signing.trusted()
    assert all(key.line in shown and key.name in shown for key in keys)
    assert bool(keys) != ("No release key is fixed yet" in shown)


REPORT = {
    "dependencies": [
        {"name": "Pillow", "version": "13.0.0", "vulns": []},
        {
            "name": "click",
            "version": "8.5.1",
            "vulns": [
                {
                    "id": "PYSEC-1",
                    "aliases": ["GHSA-1", "CVE-2026-1"],
                    "fix_versions": ["8.5.2"],
                    "description": "One\nline.",
                }
            ],
        },
        {"name": "counter-app", "skip_reason": "not found"},
    ]
}
PINS = {"pillow": "13.0.0", "click": "8.5.1"}


def known_of(tmp_path: Path, found: object, carried: object = ()) -> list[str]:
    (tmp_path / "release").mkdir(exist_ok=True)
    (tmp_path / "release" / "weaknesses.json").write_text(json.dumps(found), "utf-8")
    (tmp_path / "release" / "parts.json").write_text(json.dumps(carried), "utf-8")
    return weakness_lines(knowledge(tmp_path), DAY)


def test_a_report_of_weaknesses_becomes_the_list_that_is_shipped(tmp_path: Path) -> None:
    found = weaknesses.listed(REPORT, DAY, PINS)
    assert found["packages"] == {"click": "8.5.1", "pillow": "13.0.0"}
    first, second = known_of(tmp_path, found)
    assert first == "Điểm yếu đã biết của thư viện, đối chiếu ngày 30/11/2026: 1."
    assert second == "CVE-2026-1, click 8.5.1, đã sửa ở 8.5.2: One line."
    with pytest.raises(StopError, match="not pinned"):
        weaknesses.listed(REPORT, DAY, {**PINS, "click": "8.5.2"})


def test_a_list_says_what_it_does_not_know(tmp_path: Path) -> None:
    found = weaknesses.listed(REPORT, date(2026, 8, 1), PINS)
    carried = [
        {"kind": "pypi", "name": name, "version": version, "licence": ""}
        for name, version in (("click", "8.5.2"), ("pillow", "13.0.0"), ("segno", "1.6.6"))
    ]
    carried.append({"kind": "deb", "name": "libc6", "version": "2.36", "licence": ""})
    lines = known_of(tmp_path, found, carried)
    assert lines[0].endswith("01/08/2026: 0."), "the weakness is of another version"
    assert "121 ngày" in lines[1]
    assert lines[2] == "Chưa đối chiếu: click 8.5.2, segno 1.6.6."


@pytest.mark.parametrize(
    "found", [None, [], {}, {"looked": "x"}, {"looked": "2026-11-30", "weaknesses": [{}]}, "…"]
)
def test_a_list_nobody_can_read_is_a_list_nobody_made(tmp_path: Path, found: object) -> None:
    (line,) = known_of(tmp_path, found)
    assert "chưa được đối chiếu" in line


def test_the_shipped_list_is_one_and_of_pinned_versions() -> None:
    shipped = json.loads(weaknesses.LIST.read_text("utf-8"))
    assert shipped["format"] == 1
    pinned = weaknesses.pins()
    assert {name: pinned.get(name) for name in shipped["packages"]} == shipped["packages"]
    assert bool(shipped["looked"]) == bool(shipped["packages"])


def test_a_taken_report_is_written_for_the_next_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weaknesses, "LIST", tmp_path / "weaknesses.json")
    monkeypatch.setattr(weaknesses, "pins", lambda: PINS)
    (tmp_path / "report.json").write_text(json.dumps(REPORT), "utf-8")
    assert weaknesses.take(tmp_path / "report.json", DAY) == 1
    assert json.loads((tmp_path / "weaknesses.json").read_text("utf-8"))["looked"] == "2026-11-30"
    (tmp_path / "report.json").write_text("[]", "utf-8")
    with pytest.raises(StopError, match="no report of pip-audit"):
        weaknesses.take(tmp_path / "report.json", DAY)


def test_the_installer_copies_every_file_and_what_can_be_started_last(built: Contents) -> None:
    (built.program / "counter-app.exe").touch()
    (built.program / "_internal" / "$giá.txt").touch()
    lines = list(installer.file_lines(built.program))
    files = [line for line in lines if line.startswith("File ")]
    assert len(files) == len(list(built.files()))
    assert files[-1].endswith('counter-app.exe"')
    assert lines[-2] == 'SetOutPath "$Target"'
    assert any("$$giá.txt" in line for line in files), "no variable of the installer"
    assert any(line == 'SetOutPath "$Target\\_internal\\resources\\release"' for line in lines)


def test_the_installer_speaks_vietnamese_and_asks_for_no_rights() -> None:
    script = installer.SCRIPT.read_text("utf-8")
    assert "RequestExecutionLevel user" in script
    assert '!insertmacro MUI_LANGUAGE "Vietnamese"' in script
    assert '"$LOCALAPPDATA\\Programs\\QuayMotCua"' in script
    boxes = re.findall(r"MessageBox [^\n]*", script)
    assert boxes
    assert all(" /SD IDOK" in box for box in boxes), "silent, nobody answers"
    removed = re.findall(
        r'(?:RMDir|Delete)(?: /r)? "([^"]+)"', script.partition('Section "Uninstall"')[2]
    )
    assert removed
    assert not [path for path in removed if "quay-mot-cua" in path], "the data stays"
    assert not re.search(r'RMDir /r "\$INSTDIR"', script)


def test_windows_is_told_what_the_program_wants() -> None:
    from release.windows_program import ICON, MANIFEST, four_numbers

    manifest = MANIFEST.read_text("utf-8")
    for wanted in ("PerMonitorV2", "longPathAware", "UTF-8</activeCodePage>", 'level="asInvoker"'):
        assert wanted in manifest
    assert ICON.is_file()
    assert four_numbers("1.2") == (1, 2, 0, 0)


def test_nothing_is_packed_that_virus_scanners_dislike() -> None:
    spec = (ROOT / "build.spec").read_text("utf-8")
    assert "upx=True" not in spec
    assert spec.count("upx=False") == 2


def test_a_file_named_like_the_signature_is_not_in_the_sums(tmp_path: Path) -> None:
    for name in ("a", SIGNATURE, SUMS):
        (tmp_path / name).touch()
    folder.write_sums(tmp_path)
    assert (tmp_path / SUMS).read_text("utf-8").split()[1:] == ["a"]
