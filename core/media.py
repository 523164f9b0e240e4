"""Where uploads lie: in a folder that all processes share, or on S3. Both can be read from the middle.

Code that takes uploads asks `default_storage` as everywhere in Django; what serves large files also asks for a stretch
of one, which never holds more than a piece of it in memory.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from typing import IO, Any, Final, cast

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files import File
from django.core.files.storage import FileSystemStorage, default_storage
from storages.backends.s3 import S3Storage

Failures = (OSError, Boto3Error, BotoCoreError, ClientError)
"""What a storage raises when it is full, away, or does not let us."""
CHUNK: Final = 64 * 1024
DRAFT: Final = ".part"
"""What the names of files end in that are not whole yet."""
LINK_SECONDS: Final = 300
"""How long an address at S3 leads to a file. Our own address, which leads there, lives longer."""


class Draft(File):
    """A file that lies where it will be kept, so that Django moves it there instead of copying it."""

    def temporary_file_path(self) -> str:
        self.flush()
        return str(self.name)


class FolderStorage(FileSystemStorage):
    """A folder, `MEDIA_ROOT`."""

    @contextmanager
    def draft(self, name: str) -> Iterator[File]:
        """As `draft`, on the disk where it will be kept. The folder that holds it is open to nobody else."""
        path = Path(self.path(name + DRAFT))
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        file = os.fdopen(descriptor, "w+b")
        try:
            yield Draft(cast(IO[bytes], file), name=str(path))
        finally:
            with suppress(OSError):  # what was saved was flushed before; what was not is of no use
                file.close()
            path.unlink(missing_ok=True)

    def stretch(self, name: str, start: int, stop: int) -> Iterator[bytes]:
        """The bytes from `start` up to, not including, `stop`. Raises FileNotFoundError right away."""
        return _read(self.open(name), start, stop)

    def link(self, name: str, *, content_type: str, disposition: str) -> str:
        """Nowhere else to go: the file is served by us."""
        return ""


class BucketStorage(S3Storage):
    """A bucket of S3, or of a server that speaks like it."""

    @contextmanager
    def draft(self, name: str) -> Iterator[File]:
        """As `draft`, on this machine, without a name."""
        with tempfile.TemporaryFile() as file:
            yield File(file)

    def get_default_settings(self) -> dict[str, Any]:
        """Two parts of 8 MB on their way at a time, so that storing a film takes a worker no more memory than that."""
        parts = TransferConfig(max_concurrency=2, multipart_chunksize=8 * 2**20)
        return super().get_default_settings() | {"transfer_config": parts}

    def stretch(self, name: str, start: int, stop: int) -> Iterator[bytes]:
        """As `FolderStorage.stretch`."""
        if start >= stop:
            return iter(())
        thing = self.bucket.Object(self._normalize_name(name))
        try:
            found = thing.get(Range=f"bytes={start}-{stop - 1}")
        except ClientError as error:
            if error.response["ResponseMetadata"]["HTTPStatusCode"] == HTTPStatus.NOT_FOUND:
                raise FileNotFoundError(name) from error
            raise
        return found["Body"].iter_chunks(CHUNK)

    def link(self, name: str, *, content_type: str, disposition: str) -> str:
        """An address at S3 that gives the file, of that type and under that name, to whoever has it, for minutes."""
        said = {"ResponseContentType": content_type, "ResponseContentDisposition": disposition}
        return self.url(name, parameters=said, expire=LINK_SECONDS)


def _read(file: Any, start: int, stop: int) -> Iterator[bytes]:
    def chunks() -> Iterator[bytes]:
        with file:
            file.seek(start)
            left = stop - start
            while left > 0 and (chunk := file.read(min(CHUNK, left))):
                left -= len(chunk)
                yield chunk

    return chunks()


def stretch(name: str, start: int, stop: int) -> Iterator[bytes]:
    """The bytes of an upload from `start` up to, not including, `stop`. Raises FileNotFoundError."""
    return _storage().stretch(name, start, stop)


def draft(name: str) -> AbstractContextManager[File]:
    """A file in which something large is put together, before `default_storage.save(name, …)` takes it as it is.

    It is gone at the end of the block. Of a process that was killed meanwhile, a folder keeps `name` + `.part`.
    """
    return _storage().draft(name)


def link(name: str, *, content_type: str, disposition: str) -> str:
    """Where the storage itself gives the file to whoever has the address; "" when it does not."""
    return _storage().link(name, content_type=content_type, disposition=disposition)


def _storage() -> FolderStorage | BucketStorage:
    return cast(FolderStorage | BucketStorage, default_storage)
