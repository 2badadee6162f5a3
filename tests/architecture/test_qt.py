import sys

from PySide6.QtWidgets import QLabel


def test_setting_texts_leaves_the_reference_count_of_none_alone(qtbot):
    # PySide6 6.12.0 takes one reference off None at each such call on Python 3.11, until it dies.
    label = QLabel()
    qtbot.addWidget(label)
    texts = [str(number) for number in range(1000)]
    before = sys.getrefcount(None)

    for text in texts:
        label.setText(text)

    assert abs(sys.getrefcount(None) - before) < 50
