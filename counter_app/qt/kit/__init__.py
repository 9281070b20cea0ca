"""The parts that several pages use: the hub, the worker, fields, tables, dialogs."""
