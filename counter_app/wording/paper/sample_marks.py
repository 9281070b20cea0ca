"""The marks on everything invented: sample data, and the data that officers practise on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counter_app.i18n import _, mark

if TYPE_CHECKING:
    from counter_app.domain.paper.heading import Heading
    from counter_app.settings import OfficeSettings

SAMPLE = mark("DỮ LIỆU MẪU")
SAMPLE_NOTE = mark("DỮ LIỆU MẪU – không có giá trị sử dụng")
TRAINING = mark("TẬP HUẤN")
TRAINING_NOTE = mark("TẬP HUẤN – không có giá trị")


def sample_mark(of: OfficeSettings | Heading) -> str:
    """The word of an office that is none."""
    return _(TRAINING) if of.training else _(SAMPLE)


def sample_note(of: Heading) -> str:
    """The word, and that the paper is worth nothing; papers speak Vietnamese."""
    return TRAINING_NOTE if of.training else SAMPLE_NOTE
