class TakeoutProblem(Exception):
    """Taking out or bringing in cannot go on; the message says what happened, why, and what to do."""
