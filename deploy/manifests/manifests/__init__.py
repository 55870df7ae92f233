"""Kubernetes manifests: made from the code, rendered, and checked against schemas and against the code."""
