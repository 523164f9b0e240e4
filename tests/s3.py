"""A server on this machine that speaks like S3, and an empty bucket on it in which uploads lie."""

from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from mediarel import environment

BUCKET = "press"


@pytest.fixture(scope="session")
def s3_server() -> Iterator[str]:
    from moto.server import ThreadedMotoServer  # here, because it takes its time and few tests ask for it

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(s3_server: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """An empty bucket, in which uploads lie for the time of the test."""
    monkeypatch.setenv("MEDIA_STORAGE_URL", f"s3+http://KEY:SEC%2FRET@{s3_server}/{BUCKET}/mediarel")
    settings.STORAGES = {**settings.STORAGES, "default": environment.media_storage("MEDIA_STORAGE_URL")}
    client = boto3.resource(
        "s3",
        endpoint_url=f"http://{s3_server}",
        aws_access_key_id="KEY",
        aws_secret_access_key="SEC/RET",
        region_name="us-east-1",
    )
    made = client.create_bucket(Bucket=BUCKET)
    made.objects.all().delete()
    yield made
    made.objects.all().delete()
