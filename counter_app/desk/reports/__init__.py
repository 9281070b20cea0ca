"""Reports (báo cáo): computed, drawn and issued."""
