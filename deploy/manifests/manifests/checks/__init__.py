"""What can be known of the rendered objects without a cluster. Each check yields findings, one line each."""
