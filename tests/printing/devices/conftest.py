"""What a machine can try: CUPS exists on Linux and macOS only."""

from __future__ import annotations

import os

collect_ignore = ["test_lp_printer.py"] if os.name == "nt" else []
