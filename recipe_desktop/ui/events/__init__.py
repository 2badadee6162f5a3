"""Events: what is planned, who is registered, who came, what is printed for them."""
