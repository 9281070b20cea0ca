"""Examples of the verbs about the official system, beside those of ``acts``."""

from __future__ import annotations

from functools import partial

from counter_app.desk.official.lists import ListChoices
from counter_app.desk.official.pair_file import Pair
from counter_app.domain.official.list_columns import OfficialTable
from counter_app.domain.official.list_words import OfficialField
from counter_app.office import Office
from tests.desk.examples import Sent, example
from tests.makers import receive


@example
def official__enter(o: Office) -> Sent:
    return partial(o.official.enter, receive(o).code, "H99.10.5-261123-0001")


def pairs(o: Office) -> list[Pair]:
    """A pair to enter, one that stands already, and one that cannot be entered."""
    new, old = receive(o).code, receive(o).code
    o.official.enter(old, "H99.10.5-261123-0002")
    said = [(new, "0001"), (old, "0002"), ("T99001-261123-019999", "0003")]
    return [
        Pair(line=at, code=code, official=f"H99.10.5-261123-{end}")
        for at, (code, end) in enumerate(said, 1)
    ]


@example
def official__enter_pairs(o: Office) -> Sent:
    return partial(o.official.enter_pairs, pairs(o))


@example
def official__import_pairs(o: Office) -> Sent:
    path = o.data_dir.with_name("ma.csv")
    path.write_text("\n".join(f"{pair.code},{pair.official}" for pair in pairs(o)), "utf-8")
    return partial(o.official.import_pairs, path)


@example
def official_list__remember(o: Office) -> Sent:
    table = OfficialTable(name="ds.xlsx", sha256="", heads=("Số phiếu", "Bước"), lines=())
    columns = {OfficialField.OFFICIAL_CODE: 0, OfficialField.STATE: 1}
    return partial(o.official_list.remember, table, ListChoices(columns=columns))
