"""The settings of spoken calls at this computer."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from counter_app.i18n import _, plural
from counter_app.qt.kit.buttons import ActionButton
from counter_app.qt.kit.cards import Card, text_label
from counter_app.qt.kit.field_rows import fields_in_rows
from counter_app.qt.kit.fields import Choice, Field, LineEdit
from counter_app.qt.kit.flow import flowing
from counter_app.qt.kit.held import Held
from counter_app.qt.kit.speaking import CallSpeaker
from counter_app.qt.kit.tick_box import TickBox
from counter_app.qt.kit.voice_clips import OWN_FOLDER
from counter_app.settings import Preferences, whole
from counter_app.wording.queue.calls import call_sentence

if TYPE_CHECKING:
    from counter_app.qt.kit.workplace import Workplace

VOLUMES = (25, 50, 80, 100)
TRIAL = "A001"


class VoiceCard(Card):
    """Spoken calls: on or off, how loud, how often, and when it stays quiet. Deaf people see the board flash."""

    def __init__(self, place: Workplace) -> None:
        super().__init__(_("Đọc số khi gọi"))
        self._place = place
        self._speaker: CallSpeaker | None = None
        self.voice = TickBox(_("Đọc số và quầy bằng tiếng Việt khi gọi"))
        self.volume = Choice([(level, f"{level}%") for level in VOLUMES])
        times = whole("voice_repeat", Preferences)
        self.repeat = Choice(
            [
                (count, plural("{count} lần", count).format(count=count))
                for count in range(times.least, times.most + 1)
            ]
        )
        self.quiet_from, self.quiet_to = (LineEdit(most=5, placeholder="--:--") for _at in range(2))
        self.listen = ActionButton(_("Nghe thử"), self._on_listen, name="call", key="Alt+H")
        self.fields = {
            "quiet_from": Field(
                _("Giờ im lặng, từ"), self.quiet_from, _("Như 11:30. Để trống: lúc nào cũng đọc.")
            ),
            "quiet_to": Field(_("Giờ im lặng, đến"), self.quiet_to),
        }
        self.add(self.voice)
        self.add(
            fields_in_rows(
                (
                    (Field(_("Âm lượng"), self.volume), 1),
                    (Field(_("Đọc mỗi lần gọi"), self.repeat), 1),
                ),
                ((self.fields["quiet_from"], 1), (self.fields["quiet_to"], 1)),
            )
        )
        self.add(
            text_label(
                _(
                    "Thay bằng giọng của đơn vị: sao chép tệp WAV cùng tên vào thư mục {folder}."
                ).format(folder=place.office.data_dir / OWN_FOLDER),
                "muted",
            )
        )
        self.body.addWidget(flowing(self.listen))

    def show_preferences(self, kept: Preferences, held: Held) -> None:
        """Show what is kept."""
        nearest = min(VOLUMES, key=lambda level: abs(level - kept.voice_volume))
        for edit, value in (
            (self.voice, kept.voice),
            (self.volume, nearest),
            (self.repeat, kept.voice_repeat),
            (self.quiet_from, kept.quiet_from),
            (self.quiet_to, kept.quiet_to),
        ):
            held.put(edit, value)

    def preferences(self, before: Preferences) -> Preferences:
        """The preferences as chosen; hours stay as typed, and wrong ones are refused at their field."""
        return replace(
            before,
            voice=self.voice.isChecked(),
            voice_volume=self.volume.value(),
            voice_repeat=self.repeat.value(),
            quiet_from=_clock(self.quiet_from.value()),
            quiet_to=_clock(self.quiet_to.value()),
        )

    def _on_listen(self) -> None:
        """Speak as it is chosen now, kept or not, also in quiet hours."""
        if self._speaker is None:
            self._speaker = CallSpeaker(self._place, parent=self)
        chosen = replace(self.preferences(self._place.office.preferences), voice=True)
        counter = self._place.office.preferences.counter
        self._speaker.try_out(TRIAL, counter if call_sentence(TRIAL, counter) else "1", chosen)


def _clock(text: str) -> str:
    """``7:30`` as ``07:30``; anything else as it was typed."""
    hour, sign, minute = text.strip().replace("h", ":").replace("g", ":").partition(":")
    return f"{int(hour):02d}:{minute or '00'}" if sign and hour.isdecimal() else text.strip()
