"""What several pages use: the hub, the worker, fields, tables, dialogs."""
