"""The place of papers: sheets, legs, holders."""
