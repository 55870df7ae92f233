"""Alerts (预警): what is late or went wrong, until it has been done."""
