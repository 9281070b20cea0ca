"""Faults of releases and of the updates that take them."""

from __future__ import annotations

from tests.planted.fault import Fault

_UPDATING = ("tests/releases/test_updating.py",)
FAULTS = [
    Fault(
        "counter_app/system/minisign.py",
        "        public.verify(found.over_all, found.signature + found.comment.encode())\n",
        "",
        "whoever has a release writes another version into what is said to be signed",
        (*_UPDATING, "tests/system/test_on_linux_minisign.py"),
    ),
    Fault(
        "counter_app/releases/release.py",
        "    if digest.hexdigest() != release.sums[name]:\n        raise _broken(release.folder)\n",
        "",
        "another program beside a signed list of sums is put in use",
        _UPDATING,
    ),
    Fault(
        "counter_app/releases/updating.py",
        "    if order(release.version) <= max(order(current), order(place.version)):",
        "    if order(release.version) == order(current):",
        "a stick with an old release brings its weaknesses back",
        _UPDATING,
    ),
    Fault(
        "counter_app/releases/updating.py",
        "        _require_working(made, release.version, self_test or _ask_program(place.name))\n",
        "",
        "a version that does not work on this computer is put in use",
        _UPDATING,
    ),
    Fault(
        "counter_app/releases/unpacking.py",
        "    if odd or parts[:1] != (TOP,)",
        "    if parts[:1] != (TOP,)",
        "an archive writes over files outside the program's folder",
        _UPDATING,
    ),
    Fault(
        "counter_app/releases/in_use.py",
        "    files.write_new(draft, [",
        '    pointer.write_text("", "ascii")\n    files.write_new(draft, [',
        "a power cut while going back leaves another version in use than either",
        _UPDATING,
    ),
]
