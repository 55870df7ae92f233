"""Services that a user could pick instead: the same command over HTTP, on other libraries, each in its environment.

Each keeps cases with a list of evidence, adds one item per command, raises the version and has one event sent to Kafka.
They import nothing of ours but this package; none checks a token, remembers a key, or refuses by law.
"""
