"""The supervisor's tasks on an officer's list (交办任务)."""
