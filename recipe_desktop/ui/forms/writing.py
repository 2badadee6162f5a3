"""What is written in a field of text beside what is stored: what of it shall be saved."""


class Writing:
    """What is stored in a field, and what stood there when somebody began to write.

    A newer text may come from elsewhere meanwhile. Then what the writing began with is the older
    one: whoever leaves it standing, or comes back to it, has said nothing.
    """

    def __init__(self) -> None:
        self.stored = ""
        self._begun_with = ""

    def begin(self, standing: str) -> None:
        """Somebody may write from here on.

        Args:
            standing: what is stored, as the field has it, which may end its lines otherwise.
        """
        self._begun_with = standing

    def has_said(self, written: str) -> bool:
        """Whether what stands in the field now shall be saved."""
        return written not in (self._begun_with, self.stored)
