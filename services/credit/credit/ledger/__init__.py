"""The ledgers: which facts moved the score of a firm."""
