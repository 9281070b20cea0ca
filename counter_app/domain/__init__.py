"""What is true at the counter: frozen data and pure functions. Standard library only; no I/O and no clock."""
