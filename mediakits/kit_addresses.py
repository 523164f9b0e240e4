"""Where a reader takes the things of a kit: under their own link, so that the team sees what was of use."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from mediakits.addresses import document_url
from mediakits.models import Asset, Document
from mediakits.readers import Reader


@dataclass(frozen=True)
class ReaderAddresses:
    """Carries the reader's proof of the password along, where one was asked for."""

    reader: Reader

    def asset(self, asset: Asset) -> str:
        return asset.video_url or self._to("kit-file", asset.pk)

    def document(self, document: Document, kind: str) -> str:
        return self._to("kit-document", document.pk, kind)

    def reading(self, document: Document) -> str:
        early = f"?{urlencode({'reader': self.reader.token})}" if document.is_embargoed else ""
        return f"{document_url(document)}{early}"

    def everything(self) -> str:
        return self._to("kit-zip", "all")

    def photos(self) -> str:
        return self._to("kit-zip", "photos")

    def page(self) -> str:
        return self._to("kit")

    def _to(self, name: str, *args: object) -> str:
        address = reverse(f"mediakits-public:{name}", args=[self.reader.token, *args])
        return f"{address}?{urlencode({'open': self.reader.proof})}" if self.reader.proof else address
