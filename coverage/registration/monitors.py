from coverage.monitors import looking_back  # registers the job


def register_all() -> None:
    assert looking_back.KIND
