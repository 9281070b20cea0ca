"""Topics of visitors who only ask."""
