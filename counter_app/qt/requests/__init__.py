"""The register of requests about personal data, and what is erased, destroyed and handed out on them."""
