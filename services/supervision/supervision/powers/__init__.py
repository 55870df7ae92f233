"""Powers: which townships hold them, and which of them are used."""
