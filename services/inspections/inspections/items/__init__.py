"""Published inspection items (抽查事项清单)."""
