"""What people may type about reviews, people and policy."""

from typing import Any

from django import forms


class CommentForm(forms.Form):
    """A remark in the thread."""

    id_prefix = "comment"  # two forms on one page, each with a field named text
    text = forms.CharField(
        label="Comment",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write something first."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, auto_id=f"{self.id_prefix}_%s", **kwargs)


class ChangesForm(CommentForm):
    """What should change before it is submitted again."""

    id_prefix = "changes"
    text = forms.CharField(
        label="What should change?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
        error_messages={"required": "Say what should change, so that the author knows where to begin."},
    )
