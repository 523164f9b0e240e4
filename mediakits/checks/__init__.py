"""What is looked at before a document goes out. Each check is one function over the same facts; a kind names its own.

from mediakits.checks.run import run
for check in run(piece_of(document)): ...
"""
