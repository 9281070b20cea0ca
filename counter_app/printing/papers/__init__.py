"""Documents: pure functions from a sheet to PDF (or XLSX) bytes, byte-identical for the same data.

Papers are legal forms of Vietnam: their texts are Vietnamese whatever the language of the screen
(Thông tư 03/2025/TT-VPCP Phụ lục I, layout after Nghị định 30/2020/NĐ-CP).
"""
