"""The same tables from every engine: DuckDB, PostgreSQL started here, and Apache Spark in this computer."""
