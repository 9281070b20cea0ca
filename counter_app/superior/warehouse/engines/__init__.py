"""The engines that answer the questions: DuckDB in this program, Apache Spark, PostgreSQL."""
