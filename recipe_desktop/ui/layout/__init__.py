"""How things lie in the room there is: line after line, or scrolled."""
