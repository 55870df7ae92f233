"""What the code already says is never written a second time by hand."""
