"""The words for dossiers: states, changes, and all that happened to one."""
