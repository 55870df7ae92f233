"""Tool for the published language: committed schemas, golden examples, generated pages.

Run as `make contracts`. It is a tool of the repository, not part of the package that services install.
"""
