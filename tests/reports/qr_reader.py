"""Reads small QR codes (ISO/IEC 18004, versions 1 to 3 of level Q) without correcting errors.

Written from the standard, not from the encoder, so that a test can tell whether a reader would
find the text.
"""

_ALPHANUMERIC = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_LEVEL_Q = 0b11
_DATA_CODEWORDS = {21: 13, 25: 22}  # of level Q, all in one block
_MASKS = (
    lambda r, c: (r + c) % 2 == 0,
    lambda r, c: r % 2 == 0,
    lambda r, c: c % 3 == 0,
    lambda r, c: (r + c) % 3 == 0,
    lambda r, c: (r // 2 + c // 3) % 2 == 0,
    lambda r, c: r * c % 2 + r * c % 3 == 0,
    lambda r, c: (r * c % 2 + r * c % 3) % 2 == 0,
    lambda r, c: ((r + c) % 2 + r * c % 3) % 2 == 0,
)


def read(modules: list[list[bool]]) -> str:
    """The text of a code, from its modules without the white around them."""
    side = len(modules)
    for corner in ((0, 0), (0, side - 7), (side - 7, 0)):
        _check_finder(modules, *corner)
    format_bits = _number([modules[8][c] for c in (0, 1, 2, 3, 4, 5, 7)]) >> 2 ^ 0b10101
    assert format_bits >> 3 == _LEVEL_Q, "another level of correction"
    mask = _MASKS[format_bits & 7]
    bits = [modules[r][c] ^ mask(r, c) for r, c in _path(side) if not _reserved(r, c, side)]
    return _text(bits[: _DATA_CODEWORDS[side] * 8])


def _check_finder(modules, top, left):
    for r in range(7):
        for c in range(7):
            ring = max(abs(r - 3), abs(c - 3))
            assert modules[top + r][left + c] == (ring != 2), "no finder pattern"


def _path(side):
    """Pairs of columns from the right, upwards and downwards in turn."""
    upwards, right = True, side - 1
    while right > 0:
        if right == 6:
            right -= 1
        for r in range(side - 1, -1, -1) if upwards else range(side):
            yield r, right
            yield r, right - 1
        upwards, right = not upwards, right - 2


def _reserved(r, c, side):
    corner = (r < 9 and c < 9) or (r < 9 and c >= side - 8) or (r >= side - 8 and c < 9)
    alignment = side > 21 and abs(r - side + 7) <= 2 and abs(c - side + 7) <= 2
    return corner or alignment or 6 in {r, c}


def _text(bits):
    at = 0

    def take(count):
        nonlocal at
        at += count
        return _number(bits[at - count : at])

    mode = take(4)
    if mode == 0b0100:
        return bytes(take(8) for _ in range(take(8))).decode("utf-8")
    if mode == 0b0001:
        count = take(10)
        whole = [f"{take(10):03}" for _ in range(count // 3)]
        rest = count % 3
        return "".join(whole) + (f"{take(3 * rest + 1):0{rest}}" if rest else "")
    assert mode == 0b0010, "another mode"
    count = take(9)
    pairs = [divmod(take(11), 45) for _ in range(count // 2)]
    letters = [_ALPHANUMERIC[n] for pair in pairs for n in pair]
    return "".join([*letters, *([_ALPHANUMERIC[take(6)]] if count % 2 else [])])


def _number(bits):
    return int("".join("1" if bit else "0" for bit in bits), 2)
