"""A season in Fuping: sample people, departments and firms, and twelve weeks of their work."""
