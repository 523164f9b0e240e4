"""`make run`: everything Mediarel consists of, as one group of processes. Nothing in here imports Django."""
