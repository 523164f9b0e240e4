"""What speaks against a change of a report, a goal or a link. The text tells the reader what to do."""


class ReportError(Exception):
    """The change was not made."""


class ChangedMeanwhile(ReportError):
    """Somebody saved another version since the form was opened."""
