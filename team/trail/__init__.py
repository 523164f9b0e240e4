"""The audit trail: who did what when, over all records that keep a history, and acts that change none."""
