class QueryProblem(Exception):
    """A query that cannot be looked for. `message` is a sentence for people; `start` to `end` is the place in the query
    that it speaks of, in characters."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.message, self.start, self.end = message, start, end
