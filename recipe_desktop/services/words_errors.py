"""Sentences for refusals, by code: what is wrong, and in the second line what to do next."""

from collections.abc import Mapping
from typing import Final

from recipe_desktop.i18n import N_

_STORE: Final[Mapping[str, str]] = {
    "store.missing": N_("There is no store at {file}.\nCheck the place, or make a new store."),
    "store.none_known": N_(
        "No store has been used on this computer yet.\nName one with --store FILE, or make one "
        "with: init FILE --member CODE --device NAME."
    ),
    "store.exists": N_(
        "There is already a file at {file}.\nIt was left as it is. Choose another name."
    ),
    "store.no_folder": N_("There is no folder {folder}.\nMake it first, or choose another place."),
    "store.unknown_member": N_(
        "{member} is none of the partnership's members.\nThe members are {members}."
    ),
    "store.no_device_name": N_(
        "The laptop has no name.\nGive it one by which your colleagues know it, such as Desk 2."
    ),
    "store.not_ours": N_(
        "{file} is a database, but not a store of RECiPE Desktop.\nNothing was written to it. "
        "Choose a file that ends in .recipe."
    ),
    "store.too_new": N_(
        "{file} was last used with a newer version of RECiPE Desktop.\nNothing was changed. "
        "Install the newer version to open it."
    ),
    "store.altered": N_(
        "Another program has changed how {file} keeps its record of changes ({names}).\nNothing "
        "was written. Restore the last backup, or receive everything again into a new store."
    ),
    "store.damaged": N_(
        "{file} is damaged and cannot be read.\nRestore the last backup; what your colleagues "
        "have received comes back with the next bundle that they send."
    ),
    "store.empty": N_(
        "{file} is empty, so it is no store.\nIt may not have been copied to the end: copy it again, "
        "or restore the last backup."
    ),
    "store.no_key": N_(
        "{file} is not a store, or its key is not on this computer.\nOpen it on the laptop where "
        "it was made, or receive the data into a new store."
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

_RECORDS: Final[Mapping[str, str]] = {
    "kind.unknown": N_("There is nothing called {value}.\nThe kinds of records are: {known}."),
    "field.unknown": N_("{kind} has no field {name}.\nThe fields are: {fields}."),
    "field.fixed": N_("{field} is given once and cannot be changed.\nLeave it out, or make a new record."),
    "field.no_value": N_("{value} is not of the form FIELD=VALUE.\nWrite for example city=Győr."),
    "record.needs": N_("This cannot be saved without: {fields}.\nFill that in first."),
    "record.ends_before_start": N_("It would end before it begins.\nNothing was changed."),
    "record.starts_after_end": N_("It would begin after its end.\nMove the end first."),
    "record.unknown": N_(
        "No record is known by {id} ({kind}).\nGive its number, code or uid, or at least 8 letters of "
        "the uid's beginning or end. It may also have been deleted in the meantime."
    ),
    "record.changed_meanwhile": N_(
        "Something else was written here in the meantime.\nLook at it, and write yours again."
    ),
    "record.merged": N_("It was merged into another record in the meantime."),
    "event.no_day": N_("The event has no first day yet.\nEnter the day on which it starts."),
    "event.not_its_day": N_(
        "{day} is not a day of this event.\nChoose one of its days, or enter it among them first."
    ),
    "check_in.no_arrival": N_("Only an arrival or an exit can be taken back."),
    "import.no_event": N_(
        "Registrations belong to an event.\nName it with --event ID; list events shows them all."
    ),
    "import.other_event": N_(
        "{file} is of another event: it names {in_file}, and {chosen} was chosen.\nNothing was "
        "written. Choose the right event, or say with --other-event that it is the right file."
    ),
    "desk.not_organiser": N_(
        "Packs are made by the office that organises the event, and this is another one.\nAsk "
        "the organiser for a pack."
    ),
    "desk.not_a_pack": N_(
        "{file} is not a desk pack.\nChoose the file that the organiser made with: desk pack."
    ),
    "desk.wrong_passphrase": N_(
        "The passphrase does not open {file}.\nCompare it letter by letter with what the "
        "organiser told you."
    ),
    "desk.cut_pack": N_(
        "{file} breaks off before its end, or was damaged on its way.\nNothing was made of it, and the "
        "passphrase is not the cause. Copy it again, or ask the organiser for another copy."
    ),
    "desk.too_busy": N_(
        "This laptop is too busy to open {file} at the moment.\nThe file and the passphrase may well "
        "be right: close other programs and try again. If it stays so, ask for a new pack."
    ),
    "desk.no_letter": N_("A desk has no letter.\nGive each one its own, such as A, B and C."),
    "desk.letter_twice": N_(
        "Two desks have the letter {letter}.\nGive each one its own: it stands on badges and lists."
    ),
    "desk.needs_passphrase": N_(
        "{file} is opened by a passphrase.\nGive it with --passphrase-file FILE."
    ),
    "desk.no_passphrase_file": N_(
        "{file} holds no passphrase.\nWrite it into the first line of the file."
    ),
    "desk.damaged_pack": N_(
        "{file} is damaged.\nNothing was made of it. Ask the organiser for another copy."
    ),
    "desk.too_new": N_(
        "{file} was made with a newer version of RECiPE Desktop.\nInstall that version first."
    ),
    "desk.no_desk": N_(
        "This store is no desk's.\nOpen a pack first; an office sends its changes with: sync send."
    ),
    "desk.which_event": N_("It is not clear which event is meant.\nName it with --event ID."),
    "record.append_only": N_(
        "What happened at a desk stays on record.\nTake an arrival back at the desk instead."
    ),
    "record.held": N_(
        "The {kind} cannot be deleted while {count} {holder} belong to it.\nDelete those first, "
        "or mark it as cancelled."
    ),
    "value.not_an_instant": N_(
        "{field}: {value} is not a moment.\nWrite it as 2026-11-24T09:00+01:00."
    ),
    "value.no_time_zone": N_(
        "{field}: {value} leaves open which time zone is meant.\nWrite it with its distance from "
        "UTC, such as 2026-11-24T09:00+01:00."
    ),
    "record.ambiguous": N_(
        "Several records are known by {id} ({kind}).\nGive the uid, or more letters of it."
    ),
    "value.not_a_day": N_(
        "{field}: {value} is no day that can be kept.\nWrite it as year-month-day, such as "
        "2026-11-24, in a year from 1000 to 2200."
    ),
    "value.not_a_rough_day": N_(
        "{field}: {value} is no day, month or year that can be kept.\nWrite it as 2016-05-30, "
        "2016-05 or 2016."
    ),
    "value.too_long": N_("{field}: the text has {letters} letters.\nShorten it to {most} letters at most."),
    "value.too_large": N_("{field}: {value} is too large.\nThe most that can be kept is {most}."),
    "value.too_small": N_("{field}: {value} is too small.\nThe least that can be right is {least}."),
    "value.not_yes_no": N_("{field}: {value} is neither yes nor no.\nWrite yes or no."),
    "value.not_in_catalogue": N_(
        "{field}: {value} is not in the catalogue.\nWrite one of: {codes}."
    ),
    "value.unknown_zone": N_(
        "{field}: {value} is no time zone that is known.\nWrite its region and city, such as "
        "Europe/Budapest."
    ),
    "value.not_a_number": N_("{field}: {value} is not a whole number.\nWrite digits only, such as 250."),
    "value.no_country": N_(
        "{field}: {value} is no country that is known.\nWrite its two letters, such as HU or GR, or "
        "its name in one of the program's languages."
    ),
    "value.not_understood": N_("{reason}.\nNothing was changed."),
    "value.not_text": N_(
        "{field}: what was given is not text that can be kept.\n"
        "Type it again, or set the terminal to UTF-8."
    ),
    "person.no_name": N_("Please give a name.\nIt stands in the history and on paper."),
    "history.nothing_to_undo": N_("There is nothing to undo on this laptop."),
    "history.nothing_to_redo": N_("There is nothing to redo on this laptop."),
    "history.unknown": N_("That step is not known here.\nIt may belong to another laptop."),
    "identity.same_record": N_("A record cannot be merged with itself.\nChoose two records."),
    "identity.already": N_("This was decided before; nothing has changed."),
    "identity.no_doubles": N_(
        "Two records of this kind are never one thing: {kind}.\nOnly of these can two be merged: {kinds}."
    ),
    "identity.two_events": N_("These two are registered for different events.\nWho comes to both stays registered for both."),
    "identity.not_merged": N_("{id} is not merged with another record, so there is nothing to take back."),
    "conflict.unknown": N_(
        "No open conflict is known by {id}.\nIt may have been decided in the meantime: look at "
        "the list of conflicts."
    ),
    "conflict.ambiguous": N_("{id} stands for several conflicts.\nGive more of its letters."),
    "conflict.no_such_value": N_("There is no value number {number}.\nChoose one from 1 to {count}."),
    "conflict.needs_choice": N_(
        "Here only keeping or deleting can be chosen.\nTake 1 to keep the record, 2 to delete it."
    ),
    "import.unknown": N_("That preview is gone.\nLook at the file again."),
    "import.done": N_("{file} has been imported from this preview already.\nTo import it again, look at it again."),
    "import.stale": N_(
        "Since the preview of {file} somebody changed records that it would change.\nNothing was "
        "imported. Look at the file again."
    ),
}  # fmt: skip

_TABLES: Final[Mapping[str, str]] = {
    "file.missing": N_("There is no file {name}.\nCheck the name and the folder."),
    "file.is_folder": N_("{name} is a folder.\nChoose a file in it."),
    "file.needs_name": N_("{name} is a folder.\nAdd the name of the file that shall be written in it."),
    "file.is_store": N_("{name} is a store and was left as it is.\nChoose another name."),
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
        "{name} is larger than {largest_mb} MB.\nRemove pictures and sheets that are not needed, "
        "or split it."
    ),
    "file.disk_full": N_("The disk is full; {name} was not written.\nFree some space and try again."),
    "file.not_writable": N_(
        "{name} cannot be written ({reason}).\nClose it where it is open, or choose another "
        "folder."
    ),
    "folder.unreadable": N_(
        "The folder {folder} cannot be read.\nCheck that it is still connected and that you may "
        "read it."
    ),
    "table.unknown_suffix": N_(
        "{name} has an ending that says nothing about the kind of file.\nLet it end in .csv, .tsv "
        "or .xlsx; people can also be written as .vcf."
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
    "table.other_kind": N_("{name} is not a table.\nChoose a file that ends in .xlsx or .csv."),
    "table.not_text": N_("{name} is neither a workbook nor a text.\nChoose a file that ends in .xlsx or .csv."),
    "table.no_workbook": N_("{name} is no workbook, even if its name says so, and the text in it is no table.\nAsk for the list again, as .xlsx or .csv."),
    "table.encoding": N_("{name} is not written in {encoding}.\nChoose another encoding."),
    "table.open_quote": N_("In {name} a quotation mark is opened and never closed.\nSave the list again as .csv or .xlsx."),
    "table.damaged": N_(
        "The workbook {name} is damaged, or was not copied to the end.\nOpen it in Excel or LibreOffice, let it repair the "
        "file, and save it again."
    ),
    "table.outside_reference": N_(
        "The workbook {name} refers to files outside of it, which is not allowed.\nSave it again as "
        ".xlsx with values only."
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
        "first: sync identity, then sync admit."
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
    "card.unreadable": N_("{file} cannot be read as a card.\nCheck that it is there and ends in .recipe-card."),
    "card.too_new": N_("{file} was made by a newer version of RECiPE Desktop.\nUpdate this one to read it."),
    "card.damaged": N_("The card {file} is damaged or was changed on its way.\nAsk for it again."),
    "bundle.unreadable": N_("{file} cannot be read.\nCheck that it is there and was copied to the end."),
    "bundle.not_ours": N_(
        "{file} holds no changes of RECiPE Desktop.\nNothing was taken in. Choose a file that ends "
        "in .recipe-changes; cards are admitted and lists are imported."
    ),
    "bundle.truncated": N_(
        "{file} ends too early: it was not copied or sent to the end.\nNothing was taken in. Copy "
        "it again, or ask for it again."
    ),
    "bundle.damaged": N_(
        "{file} is damaged or was changed on its way.\nNothing was taken in. Ask for it again; "
        "nothing is lost, the next bundle brings it too."
    ),
    "bundle.foreign": N_(
        "{file} holds nothing that this laptop may read.\nAsk the sender to admit this laptop's "
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
    "bundle.not_allowed": N_(
        "In {file} {device} writes what it may not write ({scope}).\nNothing was taken in. Ask "
        "the sender about it."
    ),
}  # fmt: skip

_EXCHANGES: Final[Mapping[str, str]] = {
    "exchange.no_step": N_("There is no step that a day alone could complete.\nLook at what the exchange waits for."),
    "exchange.needs_host": N_("The exchange has no host yet.\nChoose the host first."),
    "exchange.is_cancelled": N_("The exchange was cancelled.\nTake the cancellation back first."),
    "exchange.no_way_back": N_("Steps are not taken back on the board.\nUndo the last one, or correct its day among the facts."),
    "exchange.other_step_first": N_("Another step comes first: {task} ({actor}).\nOpen the exchange to take it."),
    "exchange.rule_forbids": N_("{finding}\nThe step was not taken. Mend that first."),
    "reason.not_possible": N_("This finding cannot be passed with a reason.\nWhat it says must be mended."),
    "reason.none_given": N_("No reason was given for this finding.\nNothing was changed."),
    "reason.missing": N_("A reason needs words.\nWrite why the exchange may go on."),
    "reason.no_name": N_("Nobody's name is known here.\nSay who answers for the reason."),
    "reason.no_such_finding": N_("The exchange has no finding {value}.\nThese take a reason: {codes}."),
    "attachment.too_large": N_("{name} is larger than {most} MB.\nNothing was added. Make it smaller, or add it in parts."),
    "attachment.not_kept": N_("The document cannot be kept in {folder}.\nNothing was added. Check that you may write there."),
    "attachment.no_program": N_("No program on this computer shows {name}.\nSave it, and open it with a program of your choice."),
    "attachment.no_target": N_("It is not said where the document shall go.\nAdd --to FILE."),
    "attachment.not_here": N_("The content of {name} is not here yet.\nIt comes with the changes of a laptop that has it."),
    "attachment.damaged": N_("The content of {name} is damaged on this laptop.\nAsk an office that has it, or restore a backup."),
    "attachment.not_opened": N_("{name} may be a program, so it is not opened from here.\nSave it and look at it there, if you know who it is from."),
    "share.not_for_kind": N_("Nothing of the kind {kind} is shared by itself.\nShared are the files of: {kinds}."),
    "share.unknown_member": N_("{member} is no member of the partnership.\nIts members are {members}."),
    "share.needs_two": N_("A share needs another member.\nName those who shall see the file too."),
    "share.unknown": N_("There is no share {id}.\nThe list of shares shows them."),
    "share.ambiguous": N_("{id} stands for several shares.\nGive more of its letters."),
    "share.has_ended": N_("This share has ended already.\nNothing was changed."),
}  # fmt: skip

_PLAN: Final[Mapping[str, str]] = {
    "calendar.unknown_country": N_(
        "There is no calendar for {value}.\nThere are those of {names}."
    ),
    "calendar.unknown_region": N_(
        "The calendar has no region {value}.\nLeave the region empty, or take one of: {names}."
    ),
    "plan.too_long": N_(
        "The plan goes on beyond the year {year}.\nA duration or a lag is far too long; mend it."
    ),
    "plan.cycle_refused": N_("Tasks would wait for each other: {names}.\nNothing was changed."),
    "tree.circle_refused": N_("Tasks would be parts of each other: {names}.\nNothing was changed."),
    "plan.link_to_itself": N_("“{name}” cannot wait for itself.\nNothing was changed."),
    "plan.unknown_link": N_("{value} is no type of link. Known are {names}."),
    "plan.bad_duration": N_("A task takes from 1 to {most} working days, not {days}."),
    "plan.no_duration": N_("A task takes from 1 to {most} working days."),
    "plan.ends_before_start": N_("“{name}” starts on {day}, so it cannot end before."),
    "plan.spans_parts": N_("“{name}” reaches from its first part to its last.\nChange its parts."),
    "plan.nothing_above": N_("There is no task beside “{name}” in that direction."),
    "plan.no_parent": N_("“{name}” is a part of no other task."),
    "plan.bad_progress": N_("What is done is given in per cent, from 0 to 100."),
    "plan.not_a_plan": N_(
        "{name} is neither a plan of MS Project nor a sheet.\nThe roadmap is read from XML of MS "
        "Project (.xml), and from a sheet with one task a row (.xlsx, .csv, .tsv)."
    ),
    "plan.of_ms_project": N_(
        "{name} is a plan in MS Project's own format, which only MS Project reads.\nSave it there "
        "as XML (File, Save As, type XML), or as a workbook with one task a row, and import that."
    ),
    "plan.of_gantt_project": N_(
        "{name} is a plan of GanttProject.\nExport it there as XML of MS Project (Project, Export, "
        "Microsoft Project), or as a sheet with one task a row (.xlsx, .csv), and import that."
    ),
    "plan.of_project_libre": N_(
        "{name} is a plan in ProjectLibre's own format.\nSave it there as XML of MS Project (File, "
        "Save As, type Microsoft Project 2003 XML) and import that."
    ),
    "plan.damaged": N_(
        "{name} is damaged, or was not copied to the end.\nNothing was changed. Save the plan as XML "
        "again."
    ),
    "plan.unsafe": N_(
        "{name} is built in a way that is used for attacks.\nIt was not read and nothing was "
        "changed. Ask the sender how it was made."
    ),
    "plan.no_tasks": N_(
        "{name} holds no task that could be read.\nNothing was changed. Check that this is the right file."
    ),
    "plan.no_names": N_(
        "No column of {name} holds the names of tasks.\nGive the column the title Name or Task."
    ),
    "plan.too_many_tasks": N_(
        "{name} has more than {most} tasks.\nNothing was changed. Divide the plan."
    ),
    "translation.not_a_text": N_(
        "The field {field} is not a text that is translated.\nTranslated are names and texts of "
        "chapters, objectives, actions, tasks and milestones."
    ),
    "translation.unknown_language": N_(
        "{value} is no language of this program.\nIts languages are {names}."
    ),
    "translation.own_language": N_(
        "This counts as written in {language}.\nChange the text itself, or say first in which language it is written."
    ),
}

ERRORS: Final[Mapping[str, str]] = {
    **_EXCHANGES,
    **_STORE,
    **_RECORDS,
    **_TABLES,
    **_SYNC,
    **_PLAN,
}
