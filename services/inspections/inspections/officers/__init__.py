"""Officers who may go on an inspection or a patrol."""
