"""Citizens who ask about a dossier, and the reminders that go to whoever holds it."""
