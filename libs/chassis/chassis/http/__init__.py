"""HTTP: requests in, views and problem documents out."""
