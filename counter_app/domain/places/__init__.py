"""Names of provinces and communes, of before and of today."""
