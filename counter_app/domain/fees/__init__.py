"""What a procedure costs, and money taken and given back."""
