"""How inquiries and statements stand in the audit trail, and what can be put back."""

from typing import Any

from campaigns.models import Statement
from inquiries import statements
from inquiries.errors import InquiryError
from inquiries.forms.planning import StatementForm
from inquiries.models import Answer, Fact, IntakeKey, Question
from team.models import User
from team.trail.kinds import Kind, PutBack, register
from team.trail.undoing import CannotPutBack


def register_all() -> None:
    register(
        Kind(
            Statement, belongs_to="client", page="inquiries:statement-edit",
            put_back=PutBack(
                form=lambda statement, user, data: StatementForm(data, instance=statement, user=user),
                save=_save_statement,
                fields=frozenset(statements.FIELDS) - {"client"},
                left=frozenset({"approved_by", "approved_at"}),
                note="The approval that the change ended does not come back: a manager approves the words anew.",
            ),
        ),
        Kind(Question, belongs_to="inquiry"),
        Kind(Fact, named=("text", "source"), belongs_to="question"),
        Kind(Answer, named=("kind",), belongs_to="inquiry"),
        Kind(IntakeKey, belongs_to="client"),
    )  # fmt: skip


def _save_statement(statement: Statement, values: dict[str, Any], by: User) -> Statement:
    try:
        return statements.save(statement=statement, by=by, **values)
    except InquiryError as refused:
        raise CannotPutBack(str(refused)) from None
