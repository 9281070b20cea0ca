"""The draws by chance: ids, salts, names of files that stand for a moment.

``secrets`` gives the same, and loads more than a verb's own modules do. Who plays a day again puts its own draw here.
"""

from __future__ import annotations

import os


def random_bytes(size: int) -> bytes:
    """``size`` bytes nobody can foretell."""
    return os.urandom(size)
