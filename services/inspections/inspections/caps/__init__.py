"""Cap on the visits of a body to a firm in a year (年度检查频次上限)."""
