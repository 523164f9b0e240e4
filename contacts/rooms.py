"""Pages that apps above `contacts` add to its row of rooms: Journalists, Outlets, Media lists, Beats and tags, …"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Room:
    """A page beside those of `contacts`; `url` is the name of its address, `key` what its template calls itself."""

    key: str
    label: str
    url: str
    order: int = 100


_rooms: dict[str, Room] = {}


def register(room: Room) -> None:
    """Add a room; registering the same key again replaces it."""
    _rooms[room.key] = room


def rooms() -> list[Room]:
    return sorted(_rooms.values(), key=lambda room: (room.order, room.label))
