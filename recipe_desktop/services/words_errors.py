"""Sentences for refusals, by code: what is wrong, and in the second line what to do next."""

from collections.abc import Mapping
from typing import Final

from recipe_desktop.i18n import N_
from recipe_desktop.services.words_errors_of_records import OF_RECORDS

_STORE: Final[Mapping[str, str]] = {
    "store.missing": N_("There is no store at {file}.\nCheck the place, or make a new store."),
    "store.gone": N_(
        "{file} no longer lies in {folder}.\nNothing more is saved there. Save a copy of the store "
        "now, which has all that you see; then close this window and open the copy."
    ),
    "store.replaced": N_(
        "Another file was put in the place of {file}.\nNothing more is saved. Save a copy of the "
        "store now, which has all that you see; then close this window and open the right one."
    ),
    "store.overwritten": N_(
        "Another file was copied over {file} while it was open.\nNothing more is saved, and what "
        "was copied there stays as it is. Close this window and open the store again."
    ),
    "store.none_known": N_(
        "No store has been used on this computer yet.\nName one with --store FILE, or make one "
        "with: init FILE --member CODE --device NAME."
    ),
    "store.exists": N_(
        "There is already a file at {file}.\nIt was left as it is. Choose another name."
    ),
    "store.no_folder": N_("There is no folder {folder}.\nMake it first, or choose another place."),
    "store.unknown_member": N_(
        "{member} is none of the partnership’s members.\nThe members are {members}."
    ),
    "store.no_name": N_(
        "--store names no file.\nName a store, or leave --store out for the one that was used last."
    ),
    "store.no_device_name": N_(
        "The laptop has no name.\nGive it one by which your colleagues know it, such as Desk 2."
    ),
    "store.not_ours": N_(
        "{file} is a database, but not a store of RECiPE Desktop.\nNothing was written to it. "
        "Choose the file of your store, or a copy that was saved of it."
    ),
    "store.too_new": N_(
        "{file} was last used with a newer version of RECiPE Desktop.\nNothing was changed. "
        "Install the newer version to open it."
    ),
    "store.altered": N_(
        "Another program has changed how {file} keeps its record of changes ({names}).\nNothing "
        "was written. Open the last copy that was saved of it, or receive everything again into a new store."
    ),
    "store.damaged": N_(
        "{file} is damaged and cannot be read.\nOpen the last copy that was saved of it; what your colleagues "
        "have received comes back with the next changes that they send."
    ),
    "store.empty": N_(
        "{file} is empty, so it is no store.\nIt may not have been copied to the end: copy it again, "
        "or open the last copy that was saved."
    ),
    "store.no_key": N_(
        "{file} is not a store, or its key is not on this computer.\nOpen it on the laptop where "
        "it was made, or receive the data into a new store."
    ),
    "store.no_store": N_(
        "{file} is not a store, whatever its name says.\nNothing was written to it. Choose the file "
        "of your store, or the last copy that was saved of it."
    ),
    "store.no_cipher": N_(
        "{file} is encrypted, and the part that decrypts stores is missing here.\nInstall the "
        "package sqlcipher3, or open a copy that was saved with: backup FILE --plain."
    ),
    "store.disk_full": N_("The disk is full.\nNothing was changed. Free some space and try again."),
    "store.read_only": N_(
        "{file} may only be read here.\nNothing was changed. Ask for the right to write to it, "
        "or copy it to a folder of your own."
    ),
    "store.read_only_disk": N_(
        "{file} is on a disk that can only be read.\nCopy it to a folder where you may write, and "
        "open it there."
    ),
    "store.place_read_only": N_(
        "{file} cannot be made there, on a disk that can only be read.\nNothing was made. Choose a "
        "folder on another disk."
    ),
    "store.busy": N_(
        "Another program is writing to {file}.\nNothing was changed. Try again in a moment."
    ),
    "store.writing": N_(
        "Something larger is being saved just now.\nWait until it is done, and try again."
    ),
    "store.in_use": N_(
        "Another program has {file} open.\nNothing was changed. End that program, and try again."
    ),
    "store.in_documents": N_(
        "{folder} is where the store keeps its documents.\nIt stays where it is. Choose another "
        "folder."
    ),
    "store.not_moved": N_(
        "{file} cannot be moved to {folder} ({reason}).\nIt stays where it is. Choose a folder in "
        "which you may write."
    ),
    "store.cannot_open": N_(
        "{file} cannot be opened.\nCheck that its folder exists and that you may write to it."
    ),
    "state.not_writable": N_(
        "The keys of this laptop cannot be kept in {folder}.\nNothing was changed. Ask for the right "
        "to write to that folder, or name another one in RECIPE_STATE."
    ),
    "store.disk_error": N_(
        "The disk did not read or write {file} properly.\nNothing was changed. Copy the store to "
        "another disk while that is still possible."
    ),
    "gui.no_display": N_(
        "There is no display here to open a window on.\nWork with the commands instead (--help "
        "shows them), or start the program on a computer with a screen."
    ),
    "gui.dead_display": N_(
        "The display {display} does not answer, so no window can be opened.\nConnect to this "
        "computer anew, or work with the commands (--help shows them)."
    ),
    "gui.no_qt": N_(
        "The window cannot be opened, since a part of Qt is missing ({reason}).\nStart the program "
        "with python3 run.py, which installs what is missing; the other commands work without it."
    ),
    "demo.not_ours": N_(
        "The folder {folder} holds other things, so it was left as it is.\nName an empty or a "
        "new folder with --out."
    ),
    "scope.not_held": N_("This laptop does not hold {scope}.\nWhat it holds: {scopes}."),
    "clock.unreadable": N_(
        "RECIPE_NOW says {value}, which is neither an instant nor an offset.\nWrite for example "
        "2026-11-24T09:00:00Z or -3d."
    ),
    "clock.impossible": N_(
        "The clock says {value}, which cannot be.\nNothing was changed. Set the date of this "
        "computer, or what RECIPE_NOW says in its place."
    ),
}

_TABLES: Final[Mapping[str, str]] = {
    "file.missing": N_("There is no file {name}.\nCheck the name and the folder."),
    "file.is_folder": N_("{name} is a folder.\nChoose a file in it."),
    "file.needs_name": N_("{name} is a folder.\nAdd the name of the file that shall be written in it."),
    "file.name_too_long": N_("{name} is too long for the name of a file.\nChoose a shorter one."),
    "file.name_no_text": N_(
        "Some letters of {name}, or of the folder it lies in, cannot be written.\nChoose another "
        "name, or another folder."
    ),
    "file.is_store": N_(
        "{name} is a store or another database, and was left as it is.\nChoose another name."
    ),
    "import.rejects_over_list": N_(
        "The rejected lines would take the place of {file} itself.\nChoose another name for them."
    ),
    "file.no_file": N_("{name} is no file, but a device or a pipe.\nChoose a file."),
    "file.not_readable": N_(
        "{name} cannot be read ({reason}).\nCheck that you may read it and that the disk is "
        "still connected."
    ),
    "file.empty": N_("{name} is empty.\nAsk for the file again: it may not have been copied to the end."),
    "file.too_large": N_(
        "{name} is larger than {largest_mb} MB.\nSplit it, or remove what is not needed, such as "
        "pictures and other sheets."
    ),
    "file.disk_full": N_("The disk is full; {name} was not written.\nFree some space and try again."),
    "file.no_folder": N_("There is no folder {folder}, so {name} was not written.\nMake the folder, or choose another one."),
    "file.not_writable": N_(
        "{name} cannot be written ({reason}).\nClose it where it is open, or choose another "
        "folder."
    ),
    "folder.unreadable": N_(
        "The folder {folder} cannot be read.\nCheck that it is still connected and that you may "
        "read it."
    ),
    "folder.which": N_(
        "No folder was named, and none has been used before.\nName the folder that the others reach, "
        "too."
    ),
    "folder.which_to_leave": N_("No folder was named.\nName the one that shall not be used any more."),
    "folder.not_used": N_(
        "{folder} is not among the folders that are used.\nCheck how it is written."
    ),
    "table.unknown_suffix": N_(
        "{name} has an ending that says nothing about the kind of file.\nLet it end in .csv, .tsv "
        "or .xlsx; people can also be written as .vcf, and events as .ics."
    ),
    "table.old_excel": N_(
        "{name} is a workbook of Excel 2003 or older.\nOpen it in Excel or LibreOffice and save it "
        "as .xlsx, then import that."
    ),
    "table.prose": N_(
        "{name} is running text, not a list: no line of it names columns.\nPut what it says into a "
        "table with a title above each column, and save that as .csv or .xlsx."
    ),
    "import.no_names": N_(
        "{file} has no column that names the {kind}; its titles are: {titles}.\nGive the column of "
        "names a title such as Name, or import the file in the window, where columns can be chosen."
    ),
    "table.open_document": N_("{name} is an OpenDocument table.\nSave it as .xlsx or .csv and import that."),
    "table.password": N_("The workbook {name} is protected by a password.\nSave a copy without it and import that."),
    "table.pdf": N_("{name} is a PDF, which holds no table that can be read.\nAsk for the list as .xlsx or .csv."),
    "table.picture": N_("{name} is a picture.\nAsk for the list as .xlsx or .csv."),
    "table.word_text": N_("{name} is a text document.\nAsk for the list as .xlsx or .csv."),
    "table.cards": N_("{name} holds address cards, not a table.\nSave the contacts as .csv and import that."),
    "table.web_page": N_(
        "{name} is a web page, even if its name says otherwise.\nOpen it in Excel or LibreOffice "
        "and save it as .xlsx."
    ),
    "table.store": N_("{name} is a database, such as a store of this program, not a list.\nOpen it by Open another store in the menu, or with: --store FILE."),
    "table.card": N_("{name} is the card of a laptop.\nAdmit it under Sync, or with: sync admit FILE."),
    "table.bundle": N_("{name} holds changes from another laptop.\nTake them in under Sync, or with: sync receive FILE."),
    "table.plan": N_("{name} is a plan of tasks, not a list.\nTake it in on the Roadmap page, or with: import roadmap FILE."),
    "table.xml": N_("{name} is an XML file, not a table.\nAsk for the list as .xlsx or .csv; of XML only plans are read, on the Roadmap page."),
    "table.other_kind": N_("{name} is not a table.\nAsk for the list as .xlsx or .csv."),
    "table.not_text": N_("{name} is neither a workbook nor a text.\nAsk for the list again, as .xlsx or .csv."),
    "table.no_sheets": N_(
        "{name} is no workbook and has no sheets, so there is no sheet {sheet}.\nLeave --sheet out, "
        "or name the workbook."
    ),
    "table.no_workbook": N_("{name} is no workbook, even if its name says so, and the text in it is no table.\nAsk for the list again, as .xlsx or .csv."),
    "table.encoding": N_("{name} is not written in {encoding}.\nChoose another encoding."),
    "table.open_quote": N_("In {name} a quotation mark is opened and never closed.\nSave the list again as .csv or .xlsx."),
    "table.damaged": N_(
        "The workbook {name} is damaged, or was not copied to the end.\nOpen it in Excel or LibreOffice, let it repair the "
        "file, and save it again."
    ),
    "table.outside_reference": N_(
        "The workbook {name} brings definitions by which it could grow or reach for other files, so "
        "it is not read.\nSave it again as .xlsx with values only."
    ),
    "table.unpacks_too_large": N_(
        "The workbook {name} unpacks to more than {largest_mb} MB.\nSave only the sheet that is needed, "
        "as .csv."
    ),
    "table.no_sheet": N_("The workbook {name} has no sheet called {sheet}.\nChoose another sheet."),
    "table.no_rows": N_("{name} holds no lines below its headers.\nCheck that this is the right file and sheet."),
    "table.no_header": N_(
        "In {name} no line of column titles was found.\nPut the titles, such as Name, Country and "
        "City, into one line above the data."
    ),
    "table.too_many_rows": N_("{name} has more than {most} lines.\nSplit it into several files."),
    "table.too_many_columns": N_("Line {row} of {name} has more than {most} columns, so it is no list of records.\nCheck that this is the right file, or remove what stands far to the right."),
    "table.cell_too_long": N_("A cell in line {row} of {name} is longer than {most} letters.\nShorten it."),
    "report.no_badges": N_(
        "Nobody is registered to come, so there are no badges to print.\nRegister people for the event "
        "first."
    ),
    "report.list_busy": N_(
        "Another program is writing to the store, so it cannot be kept which sheets are printed; {file} "
        "was not written.\nTry again in a moment, or add --draft: such a list is not kept, and "
        "its rows may still move."
    ),
    "report.list_not_kept": N_(
        "The list was saved, but another program is writing to the store: it is not kept which sheets were "
        "printed.\nSave the list once more before anybody signs, or its rows may still move."
    ),
}  # fmt: skip

_SYNC: Final[Mapping[str, str]] = {
    "sync.nobody_admitted": N_(
        "No other laptop has been admitted yet, so nobody could read the file.\nExchange cards "
        "with a colleague first."
    ),
    "sync.too_many_shares": N_(
        "There is news of more shares than {file} can hold.\nSend to a folder instead: several "
        "files are written there."
    ),
    "sync.not_compared": N_(
        "The code {letters} has not been compared with the other laptop, {device}.\nRead it to your "
        "colleague over the telephone; if both show the same, admit again with --yes."
    ),
    "card.own": N_("This is the card of this laptop.\nAdmit the card of the other one."),
    "card.changed": N_(
        "{device} was admitted with other keys.\nAsk your colleague whether the laptop was set up "
        "anew; until then trust nothing that comes under this name."
    ),
    "card.not_steward": N_(
        "{device} may not vouch for others.\nAsk the colleague whose laptop was set up first."
    ),
    "card.other_member": N_(
        "The card belongs to another member ({member}).\nOnly laptops of the same office can be "
        "vouched for."
    ),
    "card.revoked": N_(
        "{device} was reported as lost, so its card counts no more.\nSet the laptop up anew "
        "(init --join, or New store in the window) and admit its new card."
    ),
    "device.unknown": N_(
        "No admitted laptop is called {device}.\nSee the names with sync status, or on the page Sync."
    ),
    "device.ambiguous": N_("Several laptops are meant by {device}.\nGive the uid of the one that was lost."),
    "device.own": N_(
        "{device} is this laptop.\nHave a colleague report it as lost on another one."
    ),
    "steward.another": N_(
        "{device} is a steward of this office.\nAsk the colleague there; or report it as lost first."
    ),
    "steward.nobody_lost": N_(
        "No laptop of this office is reported as lost.\nReport the lost one first; then this one can take its place."
    ),
    "device.not_lost": N_(
        "{device} has not been reported as lost.\nReport it first: sync revoke, or Devices on the page Sync."
    ),
    "card.unreadable": N_("{file} cannot be read as a card.\nCheck that it is there, or ask for the card again."),
    "card.too_new": N_("{file} was made by a newer version of RECiPE Desktop.\nUpdate this one to read it."),
    "card.damaged": N_("The card {file} is damaged or was changed on its way.\nAsk for it again."),
    "bundle.unreadable": N_("{file} cannot be read.\nCheck that it is there and was copied to the end."),
    "bundle.not_ours": N_(
        "{file} holds no changes of RECiPE Desktop.\nNothing was taken in. Choose the file that "
        "Send changes made on the other laptop; cards are admitted and lists are imported."
    ),
    "bundle.truncated": N_(
        "{file} ends too early: it was not copied or sent to the end.\nNothing was taken in. Copy "
        "it again, or ask for it again."
    ),
    "bundle.damaged": N_(
        "{file} is damaged or was changed on its way.\nNothing was taken in. Ask for it again; "
        "nothing is lost, the next file brings it too."
    ),
    "bundle.foreign": N_(
        "{file} holds nothing that this laptop may read.\nAsk the sender to admit this laptop’s "
        "card and to send again."
    ),
    "bundle.too_large": N_("{file} would become too large when unpacked.\nNothing was taken in. Ask the sender about it."),
    "bundle.too_new": N_(
        "{file} was made by a newer version of RECiPE Desktop.\nNothing was taken in. Update this "
        "one and receive it again."
    ),
    "bundle.erasure": N_(
        "{file} leaves out what it says was erased, and nobody asked for that here.\nNothing was "
        "taken in. Ask the sender about it."
    ),
    "bundle.content_altered": N_("In {file} a document is not the one that was sent.\nNothing was taken in. Ask for the file again."),
    "bundle.content_unknown": N_("{file} brings a document that belongs to nothing here.\nNothing was taken in. Ask the sender about it."),
    "bundle.content_too_large": N_("{file} brings a document that is larger than {most} MB.\nNothing was taken in. Ask the sender about it."),
    "bundle.unknown_sender": N_(
        "{file} comes from a laptop that was not admitted here ({device}, {member}).\nAsk for its "
        "card, compare the code and admit it; then receive the file again."
    ),
    "bundle.revoked_sender": N_(
        "{file} was written by {device}, which was reported as lost.\nNothing was taken in. If you "
        "did not expect this, tell who reported the loss."
    ),
    "bundle.not_allowed": N_(
        "In {file} {device} writes what it may not write ({scope}).\nNothing was taken in. Ask "
        "the sender about it."
    ),
}  # fmt: skip

ERRORS: Final[Mapping[str, str]] = {**_STORE, **_TABLES, **_SYNC, **OF_RECORDS}
