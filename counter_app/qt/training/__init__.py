"""The side panel of the training."""
