"""What reports count. Each function takes a `reports.scope.Scope` and gives plain data in a constant number of queries.

No figure looks at who asks: whoever works out a report of the same days gets the same. Rates are None where there is
nothing to divide by, never 0 and never NaN.
"""
