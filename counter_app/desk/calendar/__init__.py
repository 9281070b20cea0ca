"""The working calendar (lịch làm việc): years, hours, and what a change does to promises."""
