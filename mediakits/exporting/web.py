"""One HTML file that needs nothing else: its style and the client's logo lie inside."""

import base64
from pathlib import Path

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe

from mediakits.exporting.logo import logo_png
from mediakits.models import Document
from mediakits.pieces import Piece
from mediakits.rendering import html_of_piece

STYLE = Path(__file__).with_name("letter.css")


def write(piece: Piece) -> bytes:
    logo = logo_png(piece.client)
    context = {
        "piece": piece,
        "kind": Document.Kind(piece.kind).label,
        "style": mark_safe(f"<style>{STYLE.read_text()}</style>"),
        "text": html_of_piece(piece, whole=True, top=1),
        "logo": f"data:image/png;base64,{base64.b64encode(logo).decode()}" if logo else "",
    }
    return render_to_string("mediakits/document_file.html", context).encode()
