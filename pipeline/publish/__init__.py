"""Events become files: tables, CSV, Parquet, the descriptor, and the commit that publishes them as one."""
