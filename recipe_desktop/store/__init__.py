"""How it is kept: typed tables, opening, migrations, journal, search index, backup."""
