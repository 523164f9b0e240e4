from pitches.models.pitch import Pitch
from pitches.models.recipient import Recipient, Response

__all__ = ["Pitch", "Recipient", "Response"]
