"""The acts of staff: one function per verb, one transaction per act, and the changes are told back."""
