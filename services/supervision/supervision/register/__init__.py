"""The officers and firms that tasks name."""
