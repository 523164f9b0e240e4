"""What people may type about reviews, people and policy."""

from django import forms


class CommentForm(forms.Form):
    """A remark in the thread."""

    text = forms.CharField(
        label="Comment",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write something first."},
    )


class ChangesForm(CommentForm):
    """What should change before it is submitted again."""

    text = forms.CharField(
        label="What should change?",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say what should change, so that the author knows where to begin."},
    )
