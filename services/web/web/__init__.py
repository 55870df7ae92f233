"""The built screens, served from memory."""
