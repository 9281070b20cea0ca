"""Power cuts, killed processes and full disks, each with a weak variant that must fail."""
