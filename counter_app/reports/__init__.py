"""Reports of the office: one file per report, from counts to a table ready for screen, PDF and XLSX."""
