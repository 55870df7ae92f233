"""Visits to firms, from assignment to result (行政检查)."""
