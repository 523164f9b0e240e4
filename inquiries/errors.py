"""What cannot be done with an inquiry; each text is for people."""


class InquiryError(Exception):
    """Something about an inquiry is not possible as asked."""


class NotPossible(InquiryError):
    """An inquiry in this state cannot go where it was to go."""


class DeadlinePassed(InquiryError):
    """The deadline that was given lies in the past."""


class Overtaken(InquiryError):
    """Somebody else was faster; `theirs` is what they wrote."""

    def __init__(self, text: str, *, theirs: str = "") -> None:
        super().__init__(text)
        self.theirs = theirs
