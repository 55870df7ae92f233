"""Bodies that take part in the platform: the county's departments and offices, and its townships."""
