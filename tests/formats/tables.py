"""Tables as tests look at them."""

from recipe_desktop.domain.errors import UserError
from recipe_desktop.formats.sheets import read_table


def table_or_code(path):
    try:
        return read_table(path), ""
    except UserError as refusal:
        return None, refusal.code


def cells(table):
    return [row.cells for row in table.rows]
