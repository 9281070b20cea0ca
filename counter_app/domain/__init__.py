"""The facts and rules at the counter: frozen data and pure functions. Standard library only; no I/O and no clock."""
