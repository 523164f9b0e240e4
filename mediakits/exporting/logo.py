"""The client's logo, as files can hold it."""

import io

from PIL import Image

from campaigns.models import Client


def logo_png(client: Client) -> bytes:
    """PNG, nothing where the client has no logo or its file is gone: a release goes out without it."""
    if not client.logo:
        return b""
    try:
        with client.logo.open() as file, Image.open(file) as picture:
            made = io.BytesIO()
            picture.convert("RGBA").save(made, "PNG")
    except (OSError, ValueError):
        return b""
    return made.getvalue()
