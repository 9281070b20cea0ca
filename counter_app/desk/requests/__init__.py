"""The register of what citizens ask for about their own data, and what follows from it."""
