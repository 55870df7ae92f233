"""Tasks (交办任务): what the supervisor gives officers to do."""
