"""Key cards as files: read with care, whatever somebody chose."""

from __future__ import annotations

from pathlib import Path

from counter_app.errors import RuleError
from counter_app.i18n import _
from counter_app.store.core.trouble import reason
from counter_app.sync.letters.key_card import MOST_BYTES
from counter_app.system.incoming import read_regular


def card_file(path: Path) -> bytes:
    """The bytes of a card's file. Errors: RuleError (field "card") for one that cannot be read, or is too large."""
    try:
        return read_regular(path, MOST_BYTES)
    except OSError as error:
        text = _("Không đọc được tệp thẻ khóa {path} ({detail}). Chọn lại tệp.")
        raise RuleError(
            text.format(path=path, detail=reason(error)), field="card", rule="card_file"
        ) from error
