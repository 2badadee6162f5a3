"""What one sees: PySide6 widgets over services. No SQL, no tables.

From the first click down to a line on the screen, each using only what stands below it::

    start                                  a store is opened, in one window
    house                                  its window is put together
    home events roadmap imports project    the pages
    exchanges desk partners sync             and those that others lead to
    window panes paper history             the frame, a list beside a record, a document, its past
    forms actions files dialogs            what takes in what a person wants
    surroundings tables told cards         what pages are made of
    background view keyboard layout look   what holds for every part of the window

A new page is a package of its own; what two pages need goes down a line.
"""
