"""Fields described as data and edited in place; every field is saved when it is left."""
