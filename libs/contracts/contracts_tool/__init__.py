"""Keeps the promises of the published language: committed schemas, golden examples, the event catalogue.

Run as `make contracts`. It is a tool of the repository, not part of the package that services install.
"""
