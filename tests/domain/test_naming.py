"""Officers of one name are told apart."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counter_app.domain.office.naming import told_apart
from counter_app.domain.office.staff import Officer, Role


def called(*officers: tuple[str, str, str]) -> list[str]:
    made = [Officer(login=login, name=name, title=title, role=Role.RECEIVER)
            for login, name, title in officers]  # fmt: skip
    return list(told_apart(made).values())


def test_one_of_a_name_is_called_by_it() -> None:
    assert called(("a", "Lê Văn An", "Công chức"), ("b", "Lê Văn Ân", "")) == [
        "Lê Văn An",
        "Lê Văn Ân",
    ]


def test_two_of_a_name_are_told_apart_by_title_else_by_login() -> None:
    titled = called(("lan1", "Nguyễn Thị Lan", "Hộ tịch"), ("lan2", "Nguyễn Thị Lan", "Địa chính"))
    assert titled == ["Nguyễn Thị Lan (Hộ tịch)", "Nguyễn Thị Lan (Địa chính)"]
    same = called(("lan1", "Nguyễn Thị Lan", "Công chức"), ("lan2", "NGUYỄN THỊ LAN", "Công chức"))
    assert same == ["Nguyễn Thị Lan (lan1)", "NGUYỄN THỊ LAN (lan2)"]
    bare = called(("hoa", "Hoà", ""), ("hoa2", "Hòa", "Địa chính"))
    assert bare == ["Hoà (hoa)", "Hòa (Địa chính)"]


NAMES, TITLES = st.sampled_from(["Lan", "LAN", "Hòa", "Hoà"]), st.sampled_from(["", "A", "a", "B"])


@given(st.lists(st.tuples(NAMES, TITLES), max_size=6))
def test_nobody_is_called_as_another(people: list[tuple[str, str]]) -> None:
    names = called(*((f"l{n}", name, title) for n, (name, title) in enumerate(people)))
    assert len({name.lower() for name in names}) == len(people)
