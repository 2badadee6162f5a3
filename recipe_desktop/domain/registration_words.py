"""What columns of a list of registrations are called in six languages, and what answers say."""

import re
from collections.abc import Mapping
from typing import Final

from recipe_desktop.domain.attendance import Rsvp
from recipe_desktop.domain.names import fold

COLUMNS: Final[Mapping[str, str]] = {
    "answer": "attendance, attending, attendee status, attendance status, participation, "
    "will you attend, rsvp, status, részvétel, részt vesz, részvételi szándék, statut, présence, "
    "participe, teilnahme, teilnahmestatus, anwesenheit, nimmt teil, deelname, aanwezigheid, "
    "participação, presença, estado",
    "ticket_code": "barcode, barcode number, ticket code, ticket number, ticket id, vonalkód, "
    "jegykód, jegyszám, jegy azonosító, code-barres, code barre, n° de billet, numéro de billet, "
    "strichcode, barcodenummer, ticketnummer, ticketcode, streepjescode, código de barras, "
    "número do bilhete, código do bilhete",
    "order_number": "order id, order number, order no, order no., order, order code, booking number, "
    "rendelés, rendelésszám, rendelési szám, rendelés azonosító, foglalási szám, commande, "
    "n° de commande, numéro de commande, bestellnummer, bestell-nr., buchungsnummer, bestelnummer, "
    "ordernummer, encomenda, número da encomenda, número do pedido",
    "ticket_type": "ticket type, ticket class, ticket name, ticket category, category, jegytípus, "
    "jegy típusa, kategória, type de billet, tarif, catégorie, ticketart, ticketkategorie, "
    "kartenart, kategorie, tickettype, soort ticket, categorie, tipo de bilhete, categoria",
    "registered_at": "order date, registration date, registered at, registered on, "
    "date of registration, timestamp, submitted at, submission date, submission time, created at, "
    "időbélyeg, regisztráció dátuma, regisztráció ideje, jelentkezés dátuma, jelentkezés ideje, "
    "beküldés ideje, kitöltés ideje, date d'inscription, inscrit le, date de commande, horodateur, "
    "horodatage, anmeldedatum, angemeldet am, registrierungsdatum, bestelldatum, zeitstempel, "
    "inschrijfdatum, aanmelddatum, besteldatum, tijdstempel, data de inscrição, data de registo, "
    "data da encomenda, carimbo de data hora",
    "diet": "diet, dietary needs, dietary requirements, food, allergies, étkezés, étrend, diéta, "
    "ételallergia, étkezési igény, régime, régime alimentaire, allergies alimentaires, ernährung, "
    "essen, diät, allergien, verpflegung, dieet, dieetwensen, allergieën, dieta, alimentação, "
    "restrições alimentares, alergias",
    "photo_consent": "photo consent, photo, photos, image rights, fényképhez hozzájárulok, "
    "fénykép, fotó, fényképezés, hozzájárulás fényképhez, accord photo, droit à l'image, "
    "autorisation photo, fotoerlaubnis, fotoeinwilligung, einwilligung fotos, toestemming foto, "
    "fototoestemming, beeldrecht, autorização de imagem, direitos de imagem, fotografia",
    "mailing_consent": "newsletter, mailing, mailing consent, marketing consent, keep me informed, "
    "hírlevél, hírlevélre feliratkozom, lettre d'information, infolettre, newsletter einwilligung, "
    "nieuwsbrief, boletim, boletim informativo",
    "meeting_wishes": "meeting wishes, meeting requests, meetings wanted, wants to meet, "
    "b2b meetings, megbeszélést kérek velük, megbeszélések, kért megbeszélések, "
    "rendez-vous souhaités, rendez-vous b2b, rencontres souhaitées, gesprächswünsche, "
    "gewünschte gespräche, gespreksverzoeken, gewenste gesprekken, reuniões pretendidas, "
    "pedidos de reunião",
    "badge_number": "badge number, badge no, kitűző száma, numéro de badge, badgenummer, "
    "número do crachá",
    "notes": "notes, comments, comment, remarks, megjegyzés, megjegyzések, remarque, remarques, "
    "commentaire, commentaires, bemerkung, bemerkungen, anmerkungen, kommentar, opmerkingen, "
    "opmerking, observações, comentários",
    "event": "event, event name, event title, esemény, esemény neve, rendezvény, rendezvény neve, "
    "événement, nom de l'événement, veranstaltung, name der veranstaltung, evenement, "
    "naam evenement, naam van het evenement, evento, nome do evento",
    "event_on": "event date, event start date, date of event, esemény dátuma, rendezvény dátuma, "
    "date de l'événement, veranstaltungsdatum, datum der veranstaltung, datum evenement, "
    "data do evento",
}

_ANSWERS: Final[Mapping[Rsvp, str]] = {
    Rsvp.YES: "yes, y, attending, going, accepted, confirmed, registered, approved, paid, checked "
    "in, coming, will attend, igen, részt veszek, jövök, ott leszek, elfogadva, oui, présent, "
    "présente, confirmé, confirmée, inscrit, inscrite, participe, je participe, ja, teilnahme, "
    "zugesagt, bestätigt, angemeldet, komme, aanwezig, bevestigd, aangemeld, sim, presente, "
    "confirmado, confirmada, inscrito, inscrita, x, 1, true",
    Rsvp.MAYBE: "maybe, tentative, interested, unsure, talán, esetleg, lehet, még nem tudom, "
    "peut-être, peut être, vielleicht, eventuell, misschien, wellicht, talvez",
    Rsvp.NO: "no, n, declined, not going, not coming, will not attend, nem, nem veszek részt, "
    "nem jövök, non, absent, absente, ne participe pas, nein, abgesagt, komme nicht, nee, "
    "niet aanwezig, afgemeld, não, ausente, 0, false",
    Rsvp.CANCELLED: "cancelled, canceled, not attending, refunded, deleted, void, withdrawn, "
    "törölve, lemondva, lemondta, visszavonva, annulé, annulée, remboursé, remboursée, storniert, "
    "erstattet, geannuleerd, terugbetaald, cancelado, cancelada, anulado, anulada, reembolsado",
}
_ANSWER_OF: Final = {
    fold(word): answer
    for answer, words in _ANSWERS.items()
    for word in words.split(",")
    if fold(word)
}

_DAY: Final = re.compile(
    r"(?:^|.* )(?:(?:day|jour|j|tag|nap|dag|dia) ?|d)(\d)$"
    r"|(?:^|.* )(\d) ?(?:nap|day|tag|dag|dia|jour)$"
)
_NUMBERED: Final = re.compile(r"(.+?) ?(\d)$")
_STATES: Final = ("rsvp", "status", "statut", "estado")  # they say how it stands, once for all days
_COMES: Final = frozenset(
    word for word in map(fold, COLUMNS["answer"].split(",")) if not word.endswith(_STATES)
)


def read_answer(text: str) -> Rsvp | None:
    """What somebody said about coming, None when the word is not known."""
    return _ANSWER_OF.get(fold(text))


def day_of(header: str) -> int | None:
    """The number of the event's day whose presence a column holds: ``Présence J1``, ``2. nap``.

    A word for coming with a number, such as ``Participation 2``, is a day, too.
    """
    title = fold(header)
    if found := _DAY.match(title):
        return int(found[1] or found[2]) or None
    numbered = _NUMBERED.match(title)
    return int(numbered[2]) or None if numbered and numbered[1] in _COMES else None
