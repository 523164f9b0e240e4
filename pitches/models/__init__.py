from pitches.models.attribution import Attribution
from pitches.models.pitch import Pitch
from pitches.models.recipient import Recipient, Response

__all__ = ["Attribution", "Pitch", "Recipient", "Response"]
