"""How often a body may visit a firm in a year (年度检查频次上限)."""
