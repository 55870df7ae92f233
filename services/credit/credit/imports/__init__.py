"""Files of firms, imported whole or not at all."""
