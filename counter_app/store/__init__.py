"""The only room that speaks SQL: the journal, the tables projected from it, and reading them as domain objects."""
