"""``override`` without its cost: typing_extensions takes five milliseconds that the first paint would wait for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing_extensions import override
else:

    def override(method):
        """The method as it is; the type checker reads the real decorator."""
        return method


__all__ = ["override"]
