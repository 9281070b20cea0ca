"""Papers and their content: kinds, legal forms, texts."""
