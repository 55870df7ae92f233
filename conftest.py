"""Fixtures that all tests share, and logs as plain lines: a traceback drawn in boxes takes seconds."""

import structlog

pytest_plugins = ["stack.fixtures"]

structlog.configure(processors=[structlog.processors.format_exc_info, structlog.processors.LogfmtRenderer()])
