"""The warehouse: what reports over many offices are counted from, as Parquet made anew from the senders' files."""
