"""The Exchanges page: the list, and the chosen exchange with its steps, checks and sums."""
