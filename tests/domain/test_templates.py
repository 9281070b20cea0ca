"""Templates: a paper of a procedure's own is a file, and a file that cannot be printed is refused in words."""

from __future__ import annotations

import json
from typing import Any

import pytest

from counter_app import paths
from counter_app.domain.paper.templates import (
    FIELDS,
    PaperTemplate,
    template_for,
    templates_of,
)
from counter_app.errors import RuleError
from counter_app.settings import OfficeSettings

SHIPPED = paths.resources_dir() / "forms" / "ct04.json"


def record(**changes: Any) -> dict[str, Any]:
    """A small template, changed."""
    rows = [{"label": "Họ và tên:", "field": "name"}]
    return {"key": "M1", "title": "Phiếu", "rows": rows, **changes}


def test_the_example_of_the_police_counter_can_be_loaded() -> None:
    template = PaperTemplate.from_dict(json.loads(SHIPPED.read_text("utf-8")))
    assert (template.key, template.form_label) == ("CT04", "Mẫu CT04")
    assert {row.field for row in template.rows} >= {"name", "papers", "received", "due"}
    assert "đối chiếu" in template.source, "its fields are to be confirmed"
    assert PaperTemplate.from_dict(template.to_dict()) == template


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"key": " "}, "thiếu mã"),
        ({"title": ""}, "thiếu mã hoặc tên"),
        ({"rows": []}, "từ 1 đến 40 dòng"),
        ({"rows": [{"label": "x", "field": "name"}] * 41}, "từ 1 đến 40 dòng"),
        ({"rows": [{"label": "x", "field": "salary"}]}, "không có trường salary"),
        ({"rows": [{"label": "x"}]}, "thiếu mục field"),
        ({"rows": 7}, "mục rows phải là danh sách"),
        ({"rows": ["Họ tên"]}, "mục rows phải là một đối tượng"),
        ({"header": "UBND xã"}, "mục header phải là danh sách"),
        ({"notes": [1]}, "mục notes phải là chữ"),
        ({"title": ["Phiếu"]}, "mục title phải là chữ"),
        ({"signatures": {"title": "A"}}, "mục signatures phải là danh sách"),
        ({"signatures": [{"title": "A", "signer": "chairman"}]}, "người ký"),
    ],
)
def test_a_file_that_cannot_be_printed_is_refused(changes: dict[str, Any], said: str) -> None:
    with pytest.raises(RuleError, match=said) as refused:
        PaperTemplate.from_dict(record(**changes))
    assert refused.value.field == "template"


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"sufix": "x"}, "sufix"),
        ({"rows": [{"label": "x", "field": "name", "bold": True}]}, "bold"),
        ({"signatures": [{"title": "A", "who": "applicant"}]}, "who"),
    ],
)
def test_a_name_that_no_template_has_is_told(changes: dict[str, Any], name: str) -> None:
    """In a file that somebody wrote; what another version kept is still read."""
    with pytest.raises(RuleError, match=f"không có mục {name}.*Sửa tệp rồi nhập lại"):
        PaperTemplate.told(record(**changes))
    assert PaperTemplate.from_dict(record(**changes)).key == "M1"


@pytest.mark.parametrize("data", [None, [], "CT04", {"key": 3, "title": "x", "rows": []}])
def test_what_is_no_template_at_all_is_refused(data: Any) -> None:
    with pytest.raises(RuleError):
        PaperTemplate.from_dict(data)


def test_every_field_can_stand_in_a_row() -> None:
    rows = [{"label": f"{name}:", "field": name} for name in FIELDS]
    assert len(PaperTemplate.from_dict(record(rows=rows)).rows) == len(FIELDS)


def test_an_office_finds_its_templates_by_key() -> None:
    settings = OfficeSettings(templates={"M1": record()})
    assert list(templates_of(settings)) == ["M1"]
    found = template_for(settings, "M1")
    assert found is not None
    assert found.title == "Phiếu"
    assert template_for(settings, "M2") is None
    assert template_for(settings, "") is None
