"""The Partners page: organisations with their people, names, memberships, history and doubles."""
