"""English words that journalists block senders for: 59 % name the tone of a brochure (docs/practice.md)."""

BROCHURE = frozenset(
    {
        "award-winning",
        "best-in-class",
        "best-of-breed",
        "bleeding-edge",
        "breakthrough",
        "cutting-edge",
        "disruptive",
        "game-changer",
        "game-changing",
        "groundbreaking",
        "industry-leading",
        "innovative",
        "leading-edge",
        "market-leading",
        "next-generation",
        "one-of-a-kind",
        "revolutionary",
        "revolutionise",
        "revolutionize",
        "seamless",
        "state-of-the-art",
        "synergy",
        "turnkey",
        "unparalleled",
        "unprecedented",
        "unrivalled",
        "world-class",
        "world-leading",
    }
)
PRESSURE = frozenset(
    {
        "act now",
        "as per my last",
        "asap",
        "don't miss",
        "final reminder",
        "haven't heard back",
        "last chance",
        "not heard back",
        "urgent",
        "why haven't you",
        "you must",
        "you should cover",
    }
)
