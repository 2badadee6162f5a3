"""Sentences for refusals of what was written: into records, exchanges, and the plan."""

from collections.abc import Mapping
from typing import Final

from recipe_desktop.i18n import N_

_RECORDS: Final[Mapping[str, str]] = {
    "kind.unknown": N_("There is nothing called {value}.\nThe kinds of records are: {known}."),
    "field.unknown": N_("{kind} has no field {name}.\nThe fields are: {fields}."),
    "field.none": N_(
        "{kind} has no field {name}, and none that is written like this.\nThere are commands of its "
        "own for it; --help shows them."
    ),
    "field.fixed": N_("{field} is given once and cannot be changed.\nLeave it out, or make a new record."),
    "field.no_value": N_("{value} is not of the form FIELD=VALUE.\nWrite for example city=Győr."),
    "record.no_id": N_("It is not said which record is meant ({kind}).\nGive its number, code or uid, or at least 8 letters of the uid’s beginning or end."),
    "record.is_there": N_(
        "This {kind} is there already.\nNothing was added. Change that one; of a second "
        "membership write first since when it holds."
    ),
    "record.needs": N_("This cannot be saved without: {fields}.\nFill that in first."),
    "record.ends_before_start": N_("It would end before it begins.\nNothing was changed."),
    "record.starts_after_end": N_("It would begin after its end.\nMove the end first."),
    "record.unknown": N_(
        "No record is known by {id} ({kind}).\nGive its number, code or uid, or at least 8 letters of "
        "the uid’s beginning or end. It may also have been deleted in the meantime."
    ),
    "record.gone": N_(
        "This record is not here any more.\nIt was deleted in the meantime. If that was on this laptop, "
        "undo brings it back."
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
    "import.not_asked": N_(
        "The list does not ask {key}.\nNothing was written. It asks: {known}."
    ),
    "import.nothing_asked": N_(
        "The list does not ask {key}, nor anything else.\nNothing was written. Leave out --answer."
    ),
    "import.no_answer": N_(
        "{answer} is no answer to {key}.\nNothing was written. With --json and --dry-run the "
        "possible answers are listed."
    ),
    "registration.no_such_day": N_(
        "{field}: {value} is no day of this event.\nWrite the number of one day or of several: {event_days}."
    ),
    "registration.days_open": N_(
        "{field}: {value} is no number of a day, and nobody has said when the event is.\nWrite the day of the event first, or numbers such as 1 and 2."
    ),
    "event.other_organiser": N_(
        "The event is organised by {keepers}, where its people are kept.\nNothing was written, as it "
        "would not reach them. Send it to them, for example by mail."
    ),
    "desk.not_organiser": N_(
        "Packs are made by the office that organises the event, and this is another one.\nAsk "
        "the organiser for a pack."
    ),
    "desk.not_a_pack": N_(
        "{file} is not a desk pack.\nChoose the file that the organiser made for this desk."
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
        "This store is no desk’s.\nOpen a pack first; an office sends its changes with: sync send."
    ),
    "desk.which_event": N_("It is not clear which event is meant.\nName it with --event ID."),
    "record.append_only": N_(
        "What happened at a desk stays on record.\nTake an arrival back at the desk instead."
    ),
    "record.founding": N_(
        "{name} is what this partnership began with and cannot be deleted: exchanges, tasks and "
        "papers of all offices name it.\nCorrect its fields instead."
    ),
    "record.held": N_(
        "The {kind} cannot be deleted while it has {count} {holder}.\nMark it as cancelled, or "
        "delete what it has first."
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
        "its name in one of the program’s languages."
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
    "identity.not_rejected": N_("Nobody says that these two are different, so there is nothing to take back."),
    "identity.not_merged": N_("{id} is not merged with another record, so there is nothing to take back."),
    "conflict.unknown": N_(
        "No open conflict is known by {id}.\nIt may have been decided in the meantime: look at "
        "the list of conflicts."
    ),
    "conflict.not_together": N_(
        "These values cannot stand together.\nTake one of them, or write another value."
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
    "reason.no_name": N_("Nobody’s name is known here.\nSay who answers for the reason."),
    "reason.no_such_finding": N_("The exchange has no finding {value}.\nThese take a reason: {codes}."),
    "attachment.too_large": N_("{name} is larger than {most} MB.\nNothing was added. Make it smaller, or add it in parts."),
    "attachment.not_kept": N_("The document cannot be kept in {folder}.\nNothing was added. Check that you may write there."),
    "attachment.no_program": N_("No program on this computer shows {name}.\nSave it, and open it with a program of your choice."),
    "export.no_content": N_("Only an attachment has content for --to.\nLeave --to out: the list goes into the file that is named."),
    "attachment.no_target": N_("It is not said where the document shall go.\nAdd --to FILE."),
    "attachment.not_here": N_("The content of {name} is not here yet.\nIt comes with the changes of a laptop that has it."),
    "attachment.damaged": N_("The content of {name} is damaged on this laptop.\nAsk an office that has it, or restore a backup."),
    "attachment.not_opened": N_("{name} may be a program, so it is not opened from here.\nSave it and look at it there, if you know who it is from."),
    "emblem.no_picture": N_("{name} is no PNG or JPEG picture that can be printed.\nThe emblem was left as it is. Save the picture as PNG, and choose that file."),
    "emblem.too_large": N_("{name} is larger than {most} MB.\nThe emblem was left as it is. Save the picture with fewer pixels."),
    "emblem.too_few_pixels": N_("{name} has fewer than {least} pixels on a side, too few to be printed.\nThe emblem was left as it is. Take a larger copy of the picture."),
    "emblem.too_many_pixels": N_("{name} has more than {most} pixels on a side.\nThe emblem was left as it is. Save the picture with fewer pixels."),
    "emblem.odd_shape": N_("{name} is too wide or too high to stand beside the funding line.\nThe emblem was left as it is. Cut away what lies around the emblem."),
    "share.not_for_kind": N_("Nothing of the kind {kind} is shared by itself.\nShared are the files of: {kinds}."),
    "share.unknown_member": N_("{member} is no member of the partnership.\nIts members are {members}."),
    "share.needs_two": N_("A share needs another member.\nName those who shall see the file too."),
    "share.unknown": N_("There is no share {id}.\nThe list of shares shows them."),
    "share.ambiguous": N_("{id} stands for several shares.\nGive more of its letters."),
    "share.not_involved": N_(
        "This office is not involved in the exchange; its file lies with {keepers}.\n"
        "Nothing was added. Send it to one of them, or name this office among the facts."
    ),
    "share.has_ended": N_("This share has ended already.\nNothing was changed."),
}  # fmt: skip

_PLAN: Final[Mapping[str, str]] = {
    "calendar.unknown_country": N_(
        "There is no calendar for {value}.\nThere are those of {names}."
    ),
    "calendar.unknown_region": N_(
        "The calendar has no region {value}.\nLeave the region empty, or take one of: {names}."
    ),
    "calendar.nothing_dated": N_(
        "Nobody has said yet when these events take place, so there is nothing for a calendar.\n"
        "Enter the day on which each of them starts; nothing was written."
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
        "{name} is a plan in MS Project’s own format, which only MS Project reads.\nSave it there "
        "as XML (File, Save As, type XML), or as a workbook with one task a row, and import that."
    ),
    "plan.of_gantt_project": N_(
        "{name} is a plan of GanttProject.\nExport it there as XML of MS Project (Project, Export, "
        "Microsoft Project), or as a sheet with one task a row (.xlsx, .csv), and import that."
    ),
    "plan.of_project_libre": N_(
        "{name} is a plan in ProjectLibre’s own format.\nSave it there as XML of MS Project (File, "
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

OF_RECORDS: Final[Mapping[str, str]] = {**_EXCHANGES, **_RECORDS, **_PLAN}
