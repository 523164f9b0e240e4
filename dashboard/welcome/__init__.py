"""The first steps of somebody who has just come, and the pages of the demo."""
