"""Where papers are: sheets, legs, holders."""
