"""The page on which laptops meet, as a test opens it."""


def sync(house, tab="overview"):
    page = house.window.go("sync")
    page.show_tab(tab)
    return page
