"""The operating system underneath: files that survive a power cut, locks that end with their process."""
