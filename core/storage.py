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
            self._join_imports()
            paths = {**paths, ENTRY: (self, ENTRY)}
        yield from super().post_process(paths, dry_run, **options)

    def _join_imports(self) -> None:
        """Write css/mediarel.css with its imports in place; they lie in its folder, so relative URLs still hold."""

        def imported(match: re.Match[str]) -> str:
            with self.open(f"css/{match[1]}") as part:
                return part.read().decode()

        with self.open(ENTRY) as entry:
            joined = IMPORT.sub(imported, entry.read().decode())
        self.delete(ENTRY)
        self.save(ENTRY, ContentFile(joined.encode()))
