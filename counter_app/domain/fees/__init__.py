"""The costs of a procedure, and money taken and given back."""
