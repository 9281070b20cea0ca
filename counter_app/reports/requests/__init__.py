"""Reports of requests and enquiries."""
