"""Makes ``resources/places/places.json``: old and present names of places, out of two packages that must agree.

    pip download --no-deps --python-version 3.13 --only-binary :all: vietnam-provinces==2026.9.0 -d A
    pip download --no-deps vietnamadminunits==1.0.4 -d B
    .venv/bin/python -m tests.place_data A/*.whl B/*.whl

Neither is installed: one wants a newer Python, the other brings libraries of geometry. A commune of before has one
present name only where both say so; where they differ it has both, and somebody is asked.
"""

from __future__ import annotations

import ast
import json
import sqlite3
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

from counter_app import paths

TARGET = paths.resources_dir() / "places" / "places.json"
SOURCES = (
    "Nghị quyết 202/2025/QH15 và các nghị quyết của Ủy ban Thường vụ Quốc hội tháng 6/2025 về sắp xếp cấp xã",
    "vietnam-provinces 2026.9.0 (số liệu ngày 20/09/2026): bảng chuyển đổi đơn vị hành chính cũ, mới",
    "vietnamadminunits 1.0.4 (MIT): tên đơn vị hành chính trước và sau 01/07/2025",
)
Names = dict[int, tuple[str, str]]
"""Code of a present commune → province, name."""


def main(arguments: list[str]) -> int:
    """Write the file."""
    with tempfile.TemporaryDirectory() as folder:
        for wheel in arguments:
            zipfile.ZipFile(wheel).extractall(folder)
        made = _made(Path(folder))
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(_text(made), encoding="utf-8", newline="\n")
    print(f"{TARGET}: {TARGET.stat().st_size} bytes")  # noqa: T201 - a tool that says what it wrote
    return 0


def _made(folder: Path) -> dict[str, Any]:
    data = folder / "vietnamadminunits" / "data"
    base = sqlite3.connect(data / "dataset.db")
    base.row_factory = sqlite3.Row
    names: Names = {
        int(row["wardCode"]): (row["province"], row["ward"])
        for row in base.execute("SELECT * FROM admin_units ORDER BY wardCode")
    }
    present: dict[str, list[str]] = {}
    for province, ward in names.values():
        present.setdefault(province, []).append(ward)
    one, other = _of_provinces(folder), _of_units(base, data)
    before: dict[str, dict[str, Any]] = {}
    for row in base.execute("SELECT * FROM admin_units_legacy ORDER BY wardCode"):
        if not row["wardCode"]:
            continue
        code = int(row["wardCode"])
        now = [names[item] for item in sorted(one.get(code, set()) | other.get(code, set()))]
        (province,) = {item[0] for item in now}
        old = before.setdefault(row["province"], {"now": province, "districts": {}})
        assert old["now"] == province, row["province"]
        wards = old["districts"].setdefault(row["district"], {})
        assert row["ward"] not in wards, row["ward"]
        wards[row["ward"]] = [ward for _province, ward in now]
    base.close()
    return {
        "valid_from": "2025-07-01", "checked": "2026-09-20", "sources": list(SOURCES), "present": present,
        "before": before,
    }  # fmt: skip


def _of_provinces(folder: Path) -> dict[int, set[int]]:
    """Old code → new codes, as vietnam-provinces has them; its table is read, not run."""
    path = folder / "vietnam_provinces" / "_ward_conversion_2025.py"
    for node in ast.parse(path.read_text("utf-8")).body:
        if isinstance(node, ast.AnnAssign) and getattr(node.target, "id", "") == "OLD_TO_NEW":
            assert isinstance(node.value, ast.Dict)
            return {
                _whole(key): _codes(entry)
                for key, entry in zip(node.value.keys, node.value.values, strict=True)
            }
    raise ValueError(path)


def _codes(entry: ast.expr) -> set[int]:
    assert isinstance(entry, ast.Call)
    news = entry.args[1]
    assert isinstance(news, ast.Tuple)
    return {_whole(item.args[0]) for item in news.elts if isinstance(item, ast.Call)}


def _whole(node: ast.expr | None) -> int:
    assert isinstance(node, ast.Constant)
    assert isinstance(node.value, int)
    return node.value


def _of_units(base: sqlite3.Connection, data: Path) -> dict[int, set[int]]:
    """The same, as vietnamadminunits has it."""
    old = {
        f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey']}": row["wardCode"]
        for row in base.execute("SELECT * FROM admin_units_legacy")
    }
    new = {
        (row["provinceKey"], row["wardKey"]): int(row["wardCode"])
        for row in base.execute("SELECT * FROM admin_units")
    }
    table = json.loads((data / "converter_2025.json").read_text("utf-8"))
    pairs = [
        (key, (province, ward))
        for province, wards in table["DICT_PROVINCE_WARD_NO_DIVIDED"].items()
        for ward, keys in wards.items()
        for key in keys
    ]
    pairs += [
        (key, (province, item["newWardKey"]))
        for province, wards in table["DICT_PROVINCE_WARD_DIVIDED"].items()
        for key, items in wards.items()
        for item in items
    ]
    found: dict[int, set[int]] = {}
    for key, ward in pairs:
        if old.get(key):
            found.setdefault(int(old[key]), set()).add(new[ward])
    return found


def _text(made: dict[str, Any]) -> str:
    """JSON with a line for each present province and each district of before, so that a change is seen."""

    def line(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    heads = [f"{line(name)}:{line(made[name])}" for name in ("valid_from", "checked", "sources")]
    present = ",\n".join(f"{line(name)}:{line(wards)}" for name, wards in made["present"].items())
    before = ",\n".join(
        f'{line(name)}:{{"now":{line(old["now"])},"districts":{{\n'
        + ",\n".join(
            f"{line(district)}:{line(_short(wards))}"
            for district, wards in old["districts"].items()
        )
        + "}}"
        for name, old in made["before"].items()
    )
    return (
        "{" + ",\n".join((*heads, f'"present":{{\n{present}}}', f'"before":{{\n{before}}}')) + "}\n"
    )


def _short(wards: dict[str, list[str]]) -> dict[str, str | list[str]]:
    return {name: now[0] if len(now) == 1 else now for name, now in wards.items()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
