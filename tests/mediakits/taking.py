"""Taking files in as the product does: begun, sent in pieces, and worked on by the job."""

from core import jobs
from mediakits import uploads
from mediakits.models import AssetFile, Upload


def take(data: bytes, name: str, *, client, by, replaces=None) -> Upload:
    """The upload, after its job has run."""
    upload = uploads.begin(client=client, name=name, size=len(data), by=by, replaces=replaces)
    for offset in range(0, len(data), uploads.PIECE):
        upload = uploads.take_piece(upload=upload, offset=offset, data=data[offset : offset + uploads.PIECE])
    jobs.run(job_id=upload.job_id)
    return Upload.objects.select_related("asset_file__asset", "duplicate_of").get(pk=upload.pk)


def taken(data: bytes, name: str, *, client, by, replaces=None) -> AssetFile:
    """The file it became."""
    upload = take(data, name, client=client, by=by, replaces=replaces)
    assert upload.problem == ""
    return upload.asset_file
