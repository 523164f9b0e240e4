"""What the library and the newsrooms tell people of."""

from typing import Final

from team.kinds import Kind, Mail

RIGHTS: Final = Kind(
    "rights", "Rights of a file in a kit end", "Of photos and files that you added, or that stand in kits of yours.",
    order=180,
)  # fmt: skip
NEWSROOM: Final = Kind(
    "newsroom", "A question by the newsroom", "A reporter asked by the form of a newsroom you are the contact of.",
    order=85, mail=Mail.AT_ONCE,
)  # fmt: skip
KINDS: Final = (RIGHTS, NEWSROOM)
