"""Taking requests in (tiếp nhận): from a filled form to a dossier with its code, promise and receipt."""
