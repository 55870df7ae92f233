"""The scoring model, and score and tier as pure functions of it."""
