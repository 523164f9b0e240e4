"""The seven kinds of documents. Each is one module: its fields, its checks, and how it is put together.

from mediakits.kinds import kind_of
kind_of(document.kind).parts(piece_of(document))
"""

from mediakits.kinds.advisory import Advisory
from mediakits.kinds.bio import Bio
from mediakits.kinds.fact_sheet import FactSheet
from mediakits.kinds.kind import Kind
from mediakits.kinds.overview import Overview
from mediakits.kinds.press_release import PressRelease
from mediakits.kinds.questions import Questions
from mediakits.kinds.statement import Statement

__all__ = ["KINDS", "Kind", "kind_of"]

KINDS: dict[str, Kind] = {
    kind.kind: kind for kind in (PressRelease(), Advisory(), FactSheet(), Overview(), Bio(), Questions(), Statement())
}


def kind_of(kind: str) -> Kind:
    """What a `Document.Kind` is made of; raises `KeyError` for none."""
    return KINDS[kind]
