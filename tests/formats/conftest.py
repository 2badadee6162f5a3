import pytest
from openpyxl import Workbook


@pytest.fixture
def a_csv(tmp_path):
    def write(text, encoding="utf-8", name="list.csv"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode(encoding))
        return path

    return write


@pytest.fixture
def a_workbook(tmp_path):
    def write(*rows, name="list.xlsx", **other_sheets):
        book = Workbook()
        for row in rows:
            book.active.append(row)
        for title, lines in other_sheets.items():
            page = book.create_sheet(title)
            for line in lines:
                page.append(line)
        path = tmp_path / name
        book.save(path)
        return path

    return write
