"""Reports that list dossiers."""
