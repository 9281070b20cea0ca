"""Fees (phí, lệ phí): taken in and given back."""
