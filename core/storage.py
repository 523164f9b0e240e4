"""How static files are stored for production."""

import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

ENTRY = "css/mediarel.css"
IMPORT = re.compile(r'^@import url\("([\w.-]+\.css)"\);\n', re.MULTILINE)


class StaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Joins css/mediarel.css and what it imports into one file, then hashes and compresses everything."""

    support_js_module_import_aggregation = True

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[tuple]:
        if ENTRY in paths and not dry_run:
            self._join_imports(paths)
            paths = {**paths, ENTRY: (self, ENTRY)}
        yield from super().post_process(paths, dry_run, **options)

    def _join_imports(self, paths: dict[str, Any]) -> None:
        """Write css/mediarel.css with its imports in place; they lie in its folder, so relative URLs still hold.

        Reads the sources, not what an earlier run has collected: that one is joined already, and may be old.
        """

        def source(name: str) -> str:
            storage, path = paths[name]
            with storage.open(path) as part:
                return part.read().decode()

        joined = IMPORT.sub(lambda match: source(f"css/{match[1]}"), source(ENTRY))
        self.delete(ENTRY)
        self.save(ENTRY, ContentFile(joined.encode()))
