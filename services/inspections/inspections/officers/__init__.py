"""Who may go: the officers of an inspection or a patrol."""
