"""Pages of the main window: each collects input, calls verbs, and shows what comes back."""
