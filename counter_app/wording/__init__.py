"""Words for domain facts: labels of states, explanations of due dates, amounts in words. No Qt, no I/O."""
