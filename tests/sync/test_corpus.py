"""Every field of a batch made wrong in every way we know: each is refused with its own reason code.

The museum (test_bad_batches) holds what somebody once thought of; here they are made one by one out of the fields, so
that a field that is added later is tried too.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from counter_app.domain.journal.fields import HEADER
from counter_app.errors import BatchError
from counter_app.sync.batch.manifest import FIELDS
from counter_app.sync.batch.reader import open_batch
from counter_app.sync.batch.signing import signed_text
from counter_app.system.exchange_keys import ExchangeKeys
from tests.sync.changes import drop, forged, line, put
from tests.sync.forge import Change, Forgery
from tests.sync.makers import KEYS, THEIRS, busy_store, carry
from tests.sync.test_bad_batches import CORPUS

Case = tuple[str, Change, str]
WRONG: tuple[Any, ...] = (
    *(None, True, -1, 0.5, 10**12, "", "x" * 5000, [], ["x"], {}, {"x": 1}),
    *("Xã\u202etxt.exe", "e\u0302", "\x00", "../../x", "٩٩٠٠١", "9" * 64, "2026-02-30"),
)
"""Values that hardly any field may have."""
_CODES_OF_VERSIONS = {"min_reader": {10**12: "B06"}}


def _right_for(name: str, value: Any) -> bool:
    """Whether a wrong value is a right one for this field after all."""
    return name in FIELDS and bool(_fits(FIELDS[name], value))


def _fits(rule: Callable[[Any], bool], value: Any) -> bool:
    try:
        return bool(rule(value))
    except TypeError:  # what cannot be looked up in a set is refused too, by parse_manifest
        return False


def manifest_cases() -> Iterator[Case]:
    """Each field of the manifest gone, and with every wrong value."""
    for name in FIELDS:
        code = "B05" if name == "format" else "B07"
        yield f"{name} gone", drop(name), code
        for at, value in enumerate(WRONG):
            if not _right_for(name, value) and isinstance(value, int | str | list | dict | None):
                told = _CODES_OF_VERSIONS.get(name, {}).get(_key(value), code)
                yield f"{name} wrong {at}", put(name, value), told


def _key(value: Any) -> Any:
    return value if isinstance(value, int) else repr(value)


def line_cases() -> Iterator[Case]:
    """Each field of a line with every wrong value, the chain made right again where that is possible."""
    own = {**{name: rule.ever for name, rule in HEADER.items()}}
    for name, rule in own.items():
        for at, value in enumerate(WRONG):
            if not _fits(rule, value) and not isinstance(value, float):
                yield f"line {name} wrong {at}", line(5, **{name: value}), "B15"
    for name in ("hash", "prev_hash", "payload_hash"):
        for at, value in enumerate(WRONG):
            code = "B16" if value == "9" * 64 else "B15"
            yield f"line {name} wrong {at}", line(5, **{name: value}), code
    yield "line of a kind nobody knows, chained", forged(5, kind="dossier.flown"), "B18"


def signature_cases() -> Iterator[Case]:
    """Signatures that are none, are others', or do not go with the manifest."""

    def signed(make: Callable[[Forgery], bytes]) -> Change:
        return lambda batch: setattr(batch, "signed", make(batch))

    def by(keys: ExchangeKeys) -> Change:
        return signed(lambda batch: signed_text(batch.manifest_bytes(), keys, "x"))

    def edited(change: Callable[[bytes], bytes]) -> Change:
        return lambda batch: _edit(batch, change)

    yield "nobody signed", signed(lambda _batch: b""), "B08"
    yield "somebody else signed", by(THEIRS), "B30"
    yield "the signer is another", put("signer.public", THEIRS.public.hex()), "B30"
    yield "no text", signed(lambda _batch: b"\xff\xfe"), "B30"
    yield "a line", signed(lambda _batch: b"x\n"), "B30"
    yield "zeros", signed(lambda _batch: bytes(300)), "B30"
    yield "too long", signed(lambda _batch: b"x" * 5000), "B30"
    for at in range(4):
        yield f"line {at} gone", edited(partial(_without, at)), "B30"
    for at in (90, 120, 200, 250):
        yield f"one letter at {at}", edited(partial(_turned, at)), "B30"
    yield "of another manifest", signed(lambda _batch: signed_text(b"{}\n", KEYS, "x")), "B30"


def _edit(batch: Forgery, change: Callable[[bytes], bytes]) -> None:
    """Change the signature that is right once the batch is built."""
    batch.edit_signature = change


def _without(at: int, text: bytes) -> bytes:
    return b"".join(part for number, part in enumerate(text.splitlines(True)) if number != at)


def _turned(at: int, text: bytes) -> bytes:
    at = min(at, len(text) - 5)
    return text[:at] + (b"A" if text[at : at + 1] != b"A" else b"B") + text[at + 1 :]


def cases() -> list[Case]:
    """All of them."""
    return [*manifest_cases(), *line_cases(), *signature_cases()]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Forgery]:
    """A good batch taken apart, made once."""
    folder = tmp_path_factory.mktemp("good")
    store = busy_store(folder / "office.db")
    yield Forgery.of(carry(store, folder))
    store.close()


def test_together_they_are_more_than_four_hundred() -> None:
    made = cases()
    assert len({name for name, _change, _code in made}) == len(made)
    assert len(made) + len(CORPUS) >= 400


def test_each_is_refused_for_its_reason(good: Forgery, tmp_path: Path) -> None:
    """One test, not a thousand: what is told is which case was refused for another reason, or not at all."""
    wrong = []
    for at, (name, change, code) in enumerate(cases()):
        batch = Forgery(
            stem=good.stem, manifest=json.loads(json.dumps(good.manifest)), lines=list(good.lines)
        )
        change(batch)
        place = tmp_path / str(at)
        place.mkdir()
        found = refused_with(batch.build(place))
        if found != {code}:
            wrong.append(f"{name}: {sorted(found)}, not {code}")
    assert not wrong, "\n".join(wrong)


def refused_with(path: Path) -> set[str]:
    """The reason codes with which a batch is refused; none for one that is accepted."""
    try:
        open_batch(path).close()
    except BatchError as error:
        return {problem[1:4] for problem in error.problems}
    return set()


def test_unchanged_it_is_accepted(good: Forgery, tmp_path: Path) -> None:
    assert refused_with(good.build(tmp_path)) == set()
