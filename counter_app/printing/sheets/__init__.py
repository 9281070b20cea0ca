"""Computed tables as sheets and workbooks."""
