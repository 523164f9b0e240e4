"""The demo in an installation: what is its own, loading it by a button, and taking it away again."""
