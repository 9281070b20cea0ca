"""What staff do: one function per verb, one transaction per act, and what changed is told back."""
