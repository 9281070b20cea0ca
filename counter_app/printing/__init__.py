"""Paper: documents turn domain facts into PDF bytes, devices turn PDF bytes into paper. Neither knows the other."""
