from mediakits.models.asset import Asset, AssetFile, Rendition, Upload
from mediakits.models.document import Document, DocumentVersion
from mediakits.models.kit import Kit, KitItem, KitLink, KitSection, KitVisit
from mediakits.models.newsroom import Newsroom, Notice, Subscriber

__all__ = [
    "Asset",
    "AssetFile",
    "Document",
    "DocumentVersion",
    "Kit",
    "KitItem",
    "KitLink",
    "KitSection",
    "KitVisit",
    "Newsroom",
    "Notice",
    "Rendition",
    "Subscriber",
    "Upload",
]
