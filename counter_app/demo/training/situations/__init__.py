"""The ten situations, one file each."""
