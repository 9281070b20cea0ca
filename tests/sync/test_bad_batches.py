"""A museum of bad batches: each is refused with its own reason code, and nothing is left open or written."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

import pytest

from counter_app.errors import BatchError
from counter_app.store.store import Store
from counter_app.sync.batch.reader import open_batch
from counter_app.sync.batch.strict_json import canonical
from tests.sync.changes import (
    BIG,
    bomb,
    both,
    drop,
    endless_line,
    erased_without_residue,
    false_epoch_event,
    fewer_lines,
    forged,
    line,
    line_text,
    own_copy,
    put,
    raw_manifest,
    raw_payload,
    raw_text,
    renamed,
    retext,
    stolen_epoch,
    swap_lines,
    swapped_manifest,
    under_an_epoch,
    without_line,
)
from tests.sync.forge import Change, Forgery
from tests.sync.makers import carry

CORPUS: dict[str, tuple[Change, str]] = {
    # the manifest as a file and as a text
    "empty manifest": (raw_manifest(b""), "B08"),
    "manifest of zero bytes": (raw_manifest(bytes(900)), "B08"),
    "huge manifest": (raw_manifest(b" " * 70_000), "B02"),
    "random bytes": (raw_manifest(bytes(range(256)) * 4), "B03"),
    "a picture renamed": (raw_manifest(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100)), "B03"),
    "UTF-8 with byte order mark": (
        lambda b: setattr(b, "raw_manifest", b"\xef\xbb\xbf" + b.manifest_bytes()),
        "B03",
    ),
    "UTF-16": (
        lambda b: setattr(b, "raw_manifest", b.manifest_bytes().decode().encode("utf-16") + b"\n"),
        "B03",
    ),
    "truncated manifest": (lambda b: setattr(b, "raw_manifest", b.manifest_bytes()[:200]), "B03"),
    "cut newline": (lambda b: setattr(b, "raw_manifest", b.manifest_bytes()[:-1]), "B03"),
    "two manifests": (lambda b: setattr(b, "raw_manifest", b.manifest_bytes() * 2), "B03"),
    "100-deep list": (raw_manifest(b"[" * 100 + b"]" * 100 + b"\n"), "B04"),
    "30000-deep list": (raw_manifest(b"[" * 30_000 + b"]" * 30_000 + b"\n"), "B04"),
    "repeated key": (retext('{"app":', '{"app":"0","app":'), "B04"),
    "NaN": (retext('"number":1', '"number":NaN'), "B04"),
    "Infinity": (retext('"number":1', '"number":-Infinity'), "B04"),
    "10^400": (retext('"number":1', f'"number":{BIG}'), "B04"),
    "10^5000": (retext('"number":1', f'"number":{"9" * 5000}'), "B04"),
    "blanks between": (retext('"number":1', '"number": 1'), "B04"),
    "escaped letters": (retext('"app":"0', '"app":"\\u0030'), "B04"),
    "lone surrogate": (retext('"app":"0', '"app":"\\ud8000'), "B04"),
    "keys out of order": (retext('{"app":"0.1.0",', '{"zzz":1,"app":"0.1.0",'), "B04"),
    "only a number": (raw_manifest(b"1\n"), "B05"),
    "another format": (put("format", "qmc-backup"), "B05"),
    "foreign JSON": (raw_manifest(b'{"name":"package","version":1}\n'), "B05"),
    "newer reader needed": (put("min_reader", 6), "B06"),
    # its fields
    "format version zero": (put("version", 0), "B07"),
    "no office": (drop("office"), "B07"),
    "office a text": (put("office", "99001"), "B07"),
    "office number short": (put("office.number", "9901"), "B07"),
    "office number in other digits": (put("office.number", "٩٩٠٠١"), "B07"),
    "office name decomposed": (
        put("office.name", "Uỷ ban".encode().decode() + "\u0065\u0302"),
        "B07",
    ),
    "office name turns right to left": (put("office.name", "Xã \u202etxt.exe"), "B07"),
    "NUL in a name": (put("office.name", "Xã\x00Thử"), "B07"),
    "name of 301 letters": (put("office.name", "x" * 301), "B07"),
    "device zero": (put("office.device", 0), "B07"),
    "device true": (put("office.device", True), "B07"),
    "number as text": (put("number", "1"), "B07"),
    "negative number": (put("number", -1), "B07"),
    "fraction": (put("to_seq", 14.5), "B07"),
    "range backwards": (put("to_seq", 0), "B07"),
    "range fast-forwarded": (put("to_seq", 2**63 - 1), "B07"),
    "hash too short": (put("head", "ab"), "B07"),
    "hash in capitals": (lambda b: put("head", b.manifest["head"].upper())(b), "B07"),
    "counts do not fill the range": (put("counts", {"dossier.received": 1}), "B07"),
    "counts of a strange kind": (put("counts", {"../../etc/passwd": 14}), "B07"),
    "first batch with a past": (put("prev_head", "1" * 64), "B07"),
    "day that is none": (put("days.last", "2026-02-30"), "B07"),
    "unknown field": (put("extra", 1), "B07"),
    "signature that v1 does not know": (put("signature", "abc"), "B07"),
    "sealed payload": (put("seal", {"age": 1}), "B07"),
    "payload above the limit": (put("payload.bytes", 2**30), "B07"),
    "lines above the limit": (put("payload.uncompressed", 2**40), "B07"),
    "path in the name": (put("payload.file", "../../HS_x.ndjson.zst"), "B07"),
    "Windows path in the name": (put("payload.file", "C:\\HS_x.ndjson.zst"), "B07"),
    "device in the name": (put("payload.file", "CON.ndjson.zst"), "B07"),
    "nothing said of an own copy": (drop("own"), "B07"),
    "own copy a text": (put("own", "DV_99001"), "B07"),
    "own copy of a version without": (
        both(put("version", 3), put("min_reader", 3), own_copy()),
        "B07",
    ),
    "own copy beside a whole batch": (own_copy(), "B07"),
    "own copy of another batch": (
        both(
            put("content", "minimal"),
            own_copy(file="DV_99001_01_0a1b2c3d_00000001-00000002.ndjson.zst.age"),
        ),
        "B07",
    ),
    "own copy elsewhere": (
        both(put("content", "minimal"), own_copy(file="../DV_x.ndjson.zst.age")),
        "B07",
    ),
    "own copy of nothing": (both(put("content", "minimal"), own_copy(bytes=0)), "B07"),
    "own copy above the limit": (
        both(put("content", "minimal"), own_copy(uncompressed=2**40)),
        "B07",
    ),
    "own copy with more to say": (both(put("content", "minimal"), own_copy(recipient="x")), "B07"),
    # the payload as a file
    "renamed files": (renamed, "B20"),
    "another office's number": (put("office.number", "99002"), "B20"),
    "manifest of another batch": (swapped_manifest, "B20"),
    "truncated payload": (raw_payload(lambda data: data[:-20], keep=True), "B09"),
    "trailing bytes": (raw_payload(lambda data: data + b"x", keep=True), "B09"),
    "empty payload": (raw_payload(lambda _data: b"", keep=True), "B09"),
    "one flipped bit": (
        raw_payload(lambda data: data[:-9] + bytes([data[-9] ^ 4]) + data[-8:], keep=True),
        "B10",
    ),
    "not compressed": (raw_payload(lambda _data: b"hello, this is no zstd frame"), "B11"),
    "rubbish after the frame": (raw_payload(lambda data: data + b"rubbish!"), "B11"),
    "frame with a huge window": (
        raw_payload(lambda _data: b"\x28\xb5\x2f\xfd\x00\xa8" + bytes(40)),
        "B11",
    ),
    "bomb": (bomb, "B12"),
    "fewer bytes than declared": (fewer_lines, "B13"),
    "more bytes than declared": (put("payload.uncompressed", 100), "B13"),
    "cut frame": (raw_payload(lambda data: data[: len(data) // 2]), "B13"),
    # the lines
    "no last newline": (raw_text(lambda text: text[:-1]), "B14"),
    "endless line": (endless_line, "B14"),
    "empty line": (raw_text(lambda text: text + b"\n"), "B14"),
    "carriage returns": (raw_text(lambda text: text.replace(b"\n", b"\r\n")), "B14"),
    "line of rubbish": (raw_text(lambda text: b"rubbish\n" + text), "B14"),
    "line that is a list": (raw_text(lambda text: b"[]\n" + text), "B14"),
    "line with a repeated key": (line_text(5, '{"actor":', '{"actor":"x","actor":'), "B14"),
    "line with NaN": (line_text(5, '"sets":1', '"sets":NaN'), "B14"),
    "line with 10^400": (line_text(5, '"sets":1', f'"sets":{BIG}'), "B14"),
    "line 100 deep": (line_text(5, '"papers":[]', '"papers":' + "[" * 100 + "]" * 100), "B14"),
    "line not UTF-8": (raw_text(lambda text: text.replace("ề".encode(), b"\xe1\xbb", 1)), "B14"),
    "line with a lone surrogate": (line_text(5, "Trần Văn Nền", "\\ud83d"), "B14"),
    "line without a field": (lambda b: b.replace(5, '"residue":null,', ""), "B15"),
    "line with a field too many": (line(5, extra=1), "B15"),
    "seq as text": (line(5, seq="6"), "B15"),
    "seq 2^62": (line(5, seq=2**62), "B15"),
    "kind like a path": (line(5, kind="../x"), "B15"),
    "hash of 63 digits": (line(5, hash="a" * 63), "B15"),
    "day like 30/02": (line(5, local_date="2026-02-30"), "B15"),
    "NUL in a subject": (line(5, subject="T99001\x00"), "B15"),
    "payload a list": (line(5, payload=[]), "B15"),
    "payload without salt": (line(5, salt=None), "B15"),
    "payload gone without residue": (erased_without_residue, "B15"),
    "payload and residue": (line(5, residue={}), "B15"),
    # the chain
    "a line left out": (without_line(6), "B16"),
    "two lines swapped": (swap_lines, "B16"),
    "a line doubled": (lambda b: b.lines.insert(6, b.lines[5]), "B16"),
    "an actor changed": (line(5, actor="khac"), "B16"),
    "a date changed": (line(5, local_date="2026-11-22"), "B16"),
    "a link broken": (line(5, prev_hash="0" * 64), "B16"),
    "a payload changed": (line_text(5, "Trần Văn Nền", "Trần Văn Nện"), "B17"),
    "a salt changed": (line(5, salt="0" * 32), "B17"),
    # totals and epochs
    "last line left out": (without_line(-1), "B18"),
    "a forged event and an old head": (
        lambda b: (forged(5, actor="khac")(b), put("head", "0" * 64)(b)),
        "B18",
    ),
    "counts shifted": (
        lambda b: put(
            "counts", {**b.manifest["counts"], "dossier.received": 7, "dossier.moved": 2}
        )(b),
        "B18",
    ),
    "received too few": (put("dossiers.received", 5), "B18"),
    "finished too many": (put("dossiers.finished", 4), "B18"),
    "returned too many": (put("dossiers.returned", 2), "B18"),
    "days stretched": (put("days.first", "2020-01-01"), "B18"),
    "journal of another name": (put("journal", "0" * 16), "B19"),
    "another machine goes on": (stolen_epoch, "B19"),
    "false epoch event": (false_epoch_event, "B19"),
    "an act under an epoch's name": (under_an_epoch, "B19"),
    "another device midway": (forged(6, device=2), "B19"),
}


def test_the_museum_is_large_enough() -> None:
    assert len(CORPUS) >= 100
    assert {code for _change, code in CORPUS.values()} >= {
        f"B{number:02d}" for number in (*range(2, 21),)
    } - {"B01"}


@pytest.mark.parametrize("name", CORPUS)
def test_each_is_refused_for_its_reason(store: Store, usb: Path, tmp_path: Path, name: str) -> None:
    change, code = CORPUS[name]
    batch = Forgery.of(carry(store, tmp_path))
    change(batch)
    path = batch.build(usb)
    with pytest.raises(BatchError) as caught:
        open_batch(path)
    assert caught.value.problems, name
    assert {problem[:5] for problem in caught.value.problems} == {f"[{code}]"}, (
        caught.value.problems
    )
    assert all(problem.endswith(".") for problem in caught.value.problems)


def test_what_the_forge_builds_unchanged_is_accepted(
    store: Store, usb: Path, tmp_path: Path
) -> None:
    """Otherwise every refusal above could be for another reason than the one meant."""
    path = Forgery.of(carry(store, tmp_path)).build(usb)
    open_batch(path).close()
    forgery = Forgery.of(carry(store, tmp_path))
    both(put("content", "minimal"), own_copy())(forgery)
    forgery.rechain(0)
    (usb / "again").mkdir()
    open_batch(forgery.build(usb / "again")).close()


def test_a_later_version_that_this_reader_may_read_is_read(
    store: Store, usb: Path, tmp_path: Path
) -> None:
    batch = Forgery.of(carry(store, tmp_path))
    batch.manifest |= {"version": 6, "weather": "sunny"}
    open_batch(batch.build(usb)).close()


def test_every_problem_of_a_manifest_is_told(store: Store, usb: Path, tmp_path: Path) -> None:
    batch = Forgery.of(carry(store, tmp_path))
    batch.manifest |= {"number": 0, "journal": "x", "app": None}
    with pytest.raises(BatchError) as caught:
        open_batch(batch.build(usb))
    assert len(caught.value.problems) == 3


@pytest.mark.parametrize(
    "name", ["bomb", "endless line", "30000-deep list", "frame with a huge window"]
)
def test_hostile_batches_cost_little_memory(
    store: Store, usb: Path, tmp_path: Path, name: str
) -> None:
    batch = Forgery.of(carry(store, tmp_path))
    CORPUS[name][0](batch)
    path = batch.build(usb)
    del batch
    tracemalloc.start()
    try:
        with pytest.raises(BatchError):
            open_batch(path)
        assert tracemalloc.get_traced_memory()[1] < 100 * 2**20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("suffix", [".manifest.json", ".ndjson.zst"])
def test_a_folder_in_place_of_a_file_is_not_opened(
    store: Store, usb: Path, tmp_path: Path, suffix: str
) -> None:
    path = Forgery.of(carry(store, tmp_path)).build(usb)
    victim = path.with_name(path.name.removesuffix(".manifest.json") + suffix)
    victim.unlink()
    victim.mkdir()
    with pytest.raises(BatchError) as caught:
        open_batch(path)
    assert caught.value.problems[0].startswith("[B01]")


def test_line_order_of_keys_is_fixed() -> None:
    assert canonical({"b": 1, "a": [True, None, "ề"]}) == '{"a":[true,null,"ề"],"b":1}'
