"""What columns are called in six languages, to propose where each one goes."""

import re

from recipe_desktop.domain.name_titles import order_of
from recipe_desktop.domain.names import fold
from recipe_desktop.domain.registration_words import COLUMNS as _REGISTERED
from recipe_desktop.domain.registration_words import day_of

_FIRM = (
    "organisation, organization, organisation name, company, company name, firm, institution, "
    "szervezet, szervezet neve, cég, cégnév, cég neve, vállalkozás, intézmény, entreprise, "
    "société, raison sociale, structure, établissement, nom de l'organisation, firma, firmenname, "
    "unternehmen, unternehmensname, einrichtung, name der organisation, name des unternehmens, "
    "organisatie, organisatienaam, bedrijf, bedrijfsnaam, onderneming, instelling, organização, "
    "empresa, entidade, nome da empresa, nome da organização"
)
# In a list of people these mean the person.
_PERSON_OR_FIRM = "name, név, nom, naam, nome"
_ORGANISATION = {
    "name": f"{_FIRM}, {_PERSON_OR_FIRM}, legal name, member name, partner, tag neve, megnevezés, "
    "dénomination, organisation membre, designação, denominação social, associado",
    "former_name": "former name, previous name, old name, formerly, korábbi név, régi név, "
    "ancien nom, früherer name, ehemaliger name, vroegere naam, voormalige naam, nome anterior, "
    "antigo nome",
    "country": "country, country code, state, ország, országkód, pays, code pays, land, "
    "ländercode, landcode, staat, país, código do país",
    "city": "city, town, place, seat, location, város, település, helység, székhely, ville, "
    "commune, localité, stadt, ort, sitz, gemeinde, plaats, stad, woonplaats, vestigingsplaats, "
    "cidade, localidade, concelho",
    "postcode": "postcode, post code, postal code, zip, zip code, irányítószám, ir.szám, irsz, "
    "irsz., code postal, cp, plz, postleitzahl, código postal, cód. postal",
    "address": "address, street, street address, cím, utca, utca házszám, postacím, adresse, rue, "
    "straße, strasse, anschrift, straße und hausnummer, adres, straat, straat en huisnummer, "
    "endereço, morada, rua",
    "organisation_type": "type, organisation type, organization type, type of organisation, "
    "category, kind, típus, szervezet típusa, szervezettípus, kategória, type d'organisation, "
    "catégorie, typ, art, organisationstyp, art der organisation, kategorie, soort, "
    "type organisatie, categorie, tipo, tipo de organização, tipo de entidade, categoria",
    "staff": "staff, employees, headcount, number of employees, employees awu, awu, fte, "
    "no. of employees, létszám, foglalkoztatottak, alkalmazottak száma, dolgozók száma, "
    "effectif, effectifs, salariés, nombre de salariés, etp, uta, mitarbeiter, beschäftigte, "
    "mitarbeiterzahl, anzahl mitarbeiter, jae, werknemers, medewerkers, aantal werknemers, "
    "aantal medewerkers, personeel, trabalhadores, colaboradores, número de trabalhadores, "
    "n.º de trabalhadores, efetivos, uta",
    "turnover_cents": "turnover, annual turnover, turnover eur, revenue, sales, árbevétel, "
    "éves árbevétel, nettó árbevétel, forgalom, chiffre d'affaires, ca, ca annuel, umsatz, "
    "jahresumsatz, umsatzerlöse, omzet, jaaromzet, volume de negócios, faturação, faturamento",
    "balance_cents": "balance, balance sheet, balance sheet total, total assets, mérlegfőösszeg, "
    "mérleg főösszeg, total du bilan, total bilan, bilan, bilanzsumme, balanstotaal, "
    "balance total, balanço, balanço total, total do balanço, ativo total",
    "figures_on": "figures of, figures on, date of figures, financial year, fiscal year, reference year, "
    "year of figures, adatok éve, üzleti év, tárgyév, exercice, année de référence, "
    "geschäftsjahr, bezugsjahr, stand der zahlen, boekjaar, peiljaar, exercício, "
    "ano de referência",
    "vat_number": "vat, vat no, vat no., vat number, vat id, vat registration number, tax number, "
    "tax id, adószám, közösségi adószám, áfa szám, uniós adószám, numéro de tva, n° tva, "
    "no tva, tva, tva intracommunautaire, ust-id, ust-idnr, ust-id-nr, ust-idnr., "
    "umsatzsteuer-id, umsatzsteuer-identifikationsnummer, ust id nr, btw, btw-nummer, btw nr, "
    "btw-nr, btw-id, nif, nipc, iva, número de iva, nif/nipc, contribuinte, número fiscal",
    "registration_number": "registration number, registration no, company number, "
    "company registration number, register number, cégjegyzékszám, nyilvántartási szám, siren, "
    "siret, n° siret, n° siren, rcs, numéro d'immatriculation, handelsregisternummer, hrb, "
    "registernummer, handelsregister, kvk, kvk-nummer, kvk nummer, número de registo, "
    "matrícula, número de matrícula",
    "ecosystems": "ecosystem, ecosystems, industrial ecosystem, industrial ecosystems, sector, "
    "sectors, industry, ökoszisztéma, ipari ökoszisztéma, ágazat, iparág, szektor, "
    "écosystème, écosystème industriel, écosystèmes industriels, secteur, filière, ökosystem, "
    "industrielles ökosystem, branche, sektor, ecosysteem, industrieel ecosysteem, bedrijfstak, "
    "ecossistema, ecossistema industrial, setor, setor de atividade",
    "website": "website, web site, web, url, homepage, internet, web address, honlap, weboldal, "
    "weblap, site web, site internet, site, webseite, internetseite, internetadresse, "
    "webadresse, webpagina, página web, sítio web, sítio, página na internet",
    "is_member": "member, cluster member, member of the cluster, is member, membership, tag, "
    "klasztertag, klaszter tag, klaszter tagja, tagság, tag-e, membre, membre du cluster, "
    "membre du pôle, adhérent, mitglied im cluster, clustermitglied, mitgliedschaft, "
    "lid van cluster, clusterlid, lidmaatschap, membro, membro do cluster, associado do cluster",
    "founded_on": "founded, founded on, foundation, date of foundation, year founded, established, "
    "founding year, alapítva, alapítás éve, alapítás dátuma, alapítás, fondée en, fondation, "
    "date de création, année de création, création, gegründet, gründung, gründungsjahr, "
    "gründungsdatum, opgericht, oprichtingsjaar, oprichtingsdatum, fundada em, fundação, "
    "ano de fundação, data de constituição",
    "email": "e-mail, email, mail, e-mail address, email address, e-mail cím, email cím, "
    "villámposta, courriel, adresse e-mail, adresse mail, adresse électronique, mél, "
    "e-mail-adresse, emailadresse, e-mailadres, mailadres, correio eletrónico, "
    "endereço de e-mail",
    "uid": "uid",
    "phone": "phone, telephone, phone number, tel, tel., telefon, telefonszám, téléphone, "
    "numéro de téléphone, tél, tél., telefonnummer, rufnummer, telefoon, telefoonnummer, "
    "telefone, número de telefone, contacto telefónico",
}
_PERSON = {
    "given_name": "given name, first name, forename, attendee first name, keresztnév, utónév, "
    "prénom, vorname, voornaam, roepnaam, nome próprio, primeiro nome",
    "family_name": "family name, last name, surname, attendee last name, vezetéknév, családnév, "
    "nom, nom de famille, nachname, familienname, achternaam, familienaam, apelido, apelidos, "
    "sobrenome, último nome",
    "full_name": "name, full name, contact, contact person, participant, person, teljes név, név, "
    "kapcsolattartó, kapcsolattartó neve, résztvevő, nom complet, nom prénom, nom et prénom, "
    "contact principal, ansprechpartner, ansprechperson, vollständiger name, kontaktperson, "
    "teilnehmer, volledige naam, naam, contactpersoon, deelnemer, nome, nome completo, "
    "pessoa de contacto, participante",
    "title": "title, salutation, academic title, titulus, megszólítás, cím rang, civilité, titre, "
    "anrede, titel, akademischer titel, aanhef, título, tratamento",
    "email": _ORGANISATION["email"] + ", attendee email, e-mail privat, work e-mail",
    "phone": _ORGANISATION["phone"] + ", landline, vezetékes telefon, festnetz, vaste telefoon",
    "mobile": "mobile, mobile phone, mobile number, cell, cell phone, gsm, mobil, mobiltelefon, "
    "mobilszám, portable, téléphone portable, handy, handynummer, mobilnummer, mobiel, "
    "mobiel nummer, telemóvel, telemovel",
    "position": "position, job title, function, role, beosztás, munkakör, pozíció, fonction, "
    "poste, funktion, rolle, stellung, functie, rol, cargo, função",
    "organisation_name": "organisation name",
    "organisation_country": "organisation country",
    "organisation_postcode": "organisation postcode",
    "organisation_vat_number": "organisation vat number",
    "organisation_registration_number": "organisation registration number",
    "uid": "uid",
    "notes": _REGISTERED["notes"],
    "organisation": f"{_FIRM}, employer, affiliation, munkahely, employeur, arbeitgeber, "
    "werkgever, empregador",
    "language": "language, preferred language, nyelv, anyanyelv, langue, sprache, "
    "korrespondenzsprache, taal, voertaal, língua, idioma",
}
_EXCHANGE = {
    "number": "number, exchange number, exchange no, szám, csere száma, "
    "numéro, numéro d'échange, nummer, austauschnummer, uitwisselingsnummer, número, "
    "número do intercâmbio",
    "visitor": "visitor, visiting organisation, vo, látogató, látogató szervezet, visiteur, "
    "organisation visiteuse, besucher, besuchende organisation, bezoeker, "
    "bezoekende organisatie, visitante, organização visitante",
    "host": "host, host organisation, hosting organisation, ho, fogadó, fogadó szervezet, hôte, "
    "organisation hôte, gastgeber, gastgebende organisation, gastheer, ontvangende organisatie, "
    "anfitrião, organização anfitriã",
    "visitor_member": "visitor's partner, visitor member, visitor partner, vop, látogató partnere, "
    "partenaire du visiteur, partner des besuchers, partner van de bezoeker, "
    "parceiro do visitante",
    "host_member": "host's partner, host member, host partner, hop, fogadó partnere, "
    "partenaire de l'hôte, partner des gastgebers, partner van de gastheer, "
    "parceiro do anfitrião",
    "paying_member": "pays, payer, paying member, paying partner, fizet, fizető, payeur, zahlt, "
    "zahlender partner, betaler, pagador",
    "visitor_partnership": "visitor's partnership, visitor partnership",
    "host_partnership": "host's partnership, host partnership",
    "starts_on": "starts, start, starts on, start date, first day, from, kezdet, kezdete, kezdés, "
    "début, date de début, beginn, von, startdatum, begin, início, data de início",
    "ends_on": "ends, end, ends on, end date, last day, until, vége, befejezés, fin, "
    "date de fin, ende, bis, enddatum, einde, einddatum, fim, data de fim",
    "travels_out_on": "travels out, travels out on, travel out, outward journey, odautazás, voyage aller, "
    "hinreise, heenreis, viagem de ida",
    "travels_back_on": "travels back, travels back on, travel back, return journey, hazautazás, visszautazás, "
    "voyage retour, rückreise, terugreis, viagem de volta",
    "place": "place, location, venue, hely, helyszín, lieu, ort, plaats, local",
    "region": "region, régió, région, bundesland, regio, região",
    "distance_km": "distance in km, distance, distance km, km, távolság, távolság km, entfernung, "
    "entfernung km, afstand, afstand km, distância, distância km",
    "amount_cents": "amount, lump sum, amount eur, összeg, átalány, montant, forfait, betrag, "
    "pauschale, bedrag, forfaitair bedrag, montante, montante fixo",
    "is_virtual": "virtual, is virtual, virtual exchange, virtuális, virtuel, virtuell, virtueel",
    "category": "counts as, category, kategória, catégorie, kategorie, categorie, categoria",
    "purposes": "purposes, purpose, célok, cél, objectifs, zwecke, zweck, doelen, doel, objetivos",
    "activities": "activities, activity, tevékenységek, activités, aktivitäten, activiteiten, "
    "atividades",
    "registered_on": "registered, registered on, registration, regisztrálva, inscrit le, "
    "angemeldet, angemeldet am, geregistreerd, registado em",
    "assessed_on": "accepted, accepted on, assessed on, elfogadva, accepté le, angenommen, "
    "angenommen am, aanvaard, aceite em",
    "matched_on": "matched, matched on, párosítva, mis en relation le, vermittelt, "
    "vermittelt am, gekoppeld, emparelhado em",
    "host_approved_on": "host approved by the agency, host approved on",
    "visitor_signed_on": "visitor signed, visitor signed on",
    "host_signed_on": "host signed, host signed on",
    "visitor_partner_signed_on": "visitor's partner signed, visitor partner signed on",
    "host_partner_signed_on": "host's partner signed, host partner signed on",
    "agreement_on": "agreement signed, agreement, agreement on, megállapodás, convention, "
    "vereinbarung, overeenkomst, acordo",
    "reported_on": "closing report, report received, reported on, zárójelentés, rapport final, "
    "abschlussbericht, eindverslag, relatório final",
    "evidence_on": "evidence received, evidence, evidence on, bizonyíték, justificatifs, "
    "nachweise, bewijsstukken, comprovativos",
    "validated_on": "report validated, validated, validated on, jóváhagyva, validé le, geprüft, "
    "geprüft am, gevalideerd, validado em",
    "paid_on": "paid, paid on, kifizetve, payé le, bezahlt, bezahlt am, betaald, pago em",
    "cancelled_on": "cancelled, cancelled on, lemondva, annulé le, abgesagt, abgesagt am, "
    "geannuleerd, cancelado em",
    "visitor_person": "visitor person, who travels, traveller, utazó, voyageur, reisende, reizend, viajante",
    "host_person": "host person, at the host, contact at the host, fogadó kapcsolattartó",
    "motivation": "motivation, motiváció, motivatie, motivação",
    "documents": "documents, cv, dokumentumok, dokumente, documenten, documentos",
    "visitor_name": "visitor name",
    "host_name": "host name",
    "away_from_on": "away from the host from, away from on, interrupted from, megszakítás kezdete, "
    "interrompu du, unterbrochen von, onderbroken van, interrompido de",
    "away_until_on": "away from the host until, away until on, interrupted until, megszakítás vége, "
    "interrompu jusqu'au, unterbrochen bis, onderbroken tot, interrompido até",
    "rate_table_on": "rate table on, rate table of, date of the rate table, átalánytábla kelte, "
    "barème du, pauschaltabelle vom, tarieftabel van, tabela de montantes de",
    "visitor_partner_counted_on": "counted by the visitor's partner, visitor partner counted on",
    "host_partner_counted_on": "counted by the host's partner, host partner counted on",
    "funding_declared_on": "funding declared on, funding declared, támogatási nyilatkozat, "
    "déclaration de financement, förderung erklärt am, financiering verklaard op, "
    "financiamento declarado em",
    "other_funding": "other funding, egyéb támogatás, autre financement, andere förderung, "
    "andere financiering, outro financiamento",
    "leg_of": "other leg of, leg of, másik szakasza, autre étape de, teilstück von, "
    "ander deel van, outra etapa de",
    "leg_of_number": "leg of number",
    "nationality": "nationality, nationality of who travels, állampolgárság, nationalité, "
    "staatsangehörigkeit, nationaliteit, nacionalidade",
    "residence_days": "residence days, days of residence, tartózkodás napjai, jours de résidence, "
    "aufenthaltstage, verblijfsdagen, dias de residência",
    "has_permit": "has permit, residence permit, tartózkodási engedély, titre de séjour, "
    "aufenthaltstitel, verblijfsvergunning, título de residência",
    "has_business": "has business, own business, saját vállalkozás, propre entreprise, "
    "eigenes unternehmen, eigen onderneming, empresa própria",
    "assessment": "assessment, értékelés, évaluation, bewertung, beoordeling, avaliação",
}
_OF_REGISTERED = (
    *("given_name", "family_name", "full_name", "title", "email", "phone", "position", "language"),
)
_REGISTRATION = {
    **{name: _PERSON[name] for name in _OF_REGISTERED},
    "phone": f"{_PERSON['phone']}, {_PERSON['mobile']}",
    "organisation_name": _PERSON["organisation"],
    "country": f"{_ORGANISATION['country']}, purchaser country, country of residence",
    **_REGISTERED,
}
WORDS = {
    "organisations": _ORGANISATION,
    "people": _PERSON,
    "registrations": _REGISTRATION,
    "exchanges": _EXCHANGE,
}
_EXACT = {
    kind: {
        fold(word): field
        for field, words in reversed(fields.items())
        for word in words.split(",")
        if fold(word)
    }
    for kind, fields in WORDS.items()
}
_SHORTEST_PART = 6  # letters; shorter words mean too many things inside longer headers

UNITS = (
    (1_000_000, {"meur", "mio", "million", "millions", "millio", "millionen", "miljoen"}),
    (1_000_000, {"milhoes", "mln"}),
    (1000, {"keur", "teur", "ezer", "thousand", "thousands", "tausend", "milliers", "duizend"}),
    (1000, {"milhares", "1000", "000", "k"}),
)
_ARTICLES = frozenset(
    (
        "the of a az la le les l de des du d der die das den dem het een van o os as do da dos "
        "em en in no na"
    ).split()
)
_QUALIFIERS = (
    _ARTICLES
    | frozenset("eur euro euros annual eves jahrlich annuel annuelle jaarlijks anual".split())
    | frozenset("member members tag tagok mitglied mitglieds mitglieder lid leden".split())
    | frozenset(
        "membre membres adherent ladherent adherents membro membros associado associados".split()
    )
    | frozenset(word for _unit, words in UNITS for word in words)
)
"""What a title can do without: articles, whose it is, in which unit, of which year."""
_OWNERS = (
    *("tag", "ceg", "partner", "klaszter", "mitglieds", "mitglieder", "firmen", "unternehmens"),
    *("organisations", "cluster", "leden", "lid", "bedrijfs", "organisatie"),
)
"""With which titles are put together, such as ``Firmenadresse`` and ``Tagszervezet``."""
_SHORTEST_BEGINNING = 3  # letters of an abbreviated word
_WITHOUT_ARTICLES = {
    kind: {
        " ".join(word for word in known.split() if word not in _ARTICLES): field
        for known, field in fields.items()
    }
    for kind, fields in _EXACT.items()
}
CENTS = {"cent", "cents"}
OTHER_MONEY = {"huf", "ft", "usd", "gbp", "pln", "czk", "ron", "chf", "dollar", "forint"}

# The last line of many lists.
TOTALS = frozenset(
    fold(word)
    for word in (
        "total,sum,grand total,totals,összesen,mindösszesen,összeg,summe,gesamt,gesamtsumme,"
        "insgesamt,totaal,totaal aantal,somme,total général,total geral,soma"
    ).split(",")
)


def field_of(header: str, kind: str) -> str | None:
    """The field that a header means, whole or in part, or without what only qualifies it."""
    return _named_field(header, kind) or _qualified_field(header, kind)


def _named_field(header: str, kind: str) -> str | None:
    """The field of the whole header, without its brackets, or of its longest part."""
    exact = _EXACT[kind]
    if whole := whole_field_of(header, kind):
        return whole
    padded = f" {fold(header)} "
    parts = [word for word in exact if len(word) >= _SHORTEST_PART and f" {word} " in padded]
    return exact[max(parts, key=len)] if parts else None


def _qualified_field(header: str, kind: str) -> str | None:
    """The field of ``Omzet EUR``, ``Name des Mitglieds``, ``Tagszervezet`` or ``TVA intracom``."""
    exact = _EXACT[kind]
    words = [w for w in fold(header).split() if not _is_qualifier(w)]
    bare = " ".join(words)
    ends = [bare.removeprefix(owner) for owner in _OWNERS if bare.startswith(owner)]
    for form in (bare, *ends):
        if found := exact.get(form) or _WITHOUT_ARTICLES[kind].get(form):
            return found
    meant = {field for known, field in exact.items() if _is_short_for(words, known.split())}
    return meant.pop() if len(meant) == 1 else None


def _is_qualifier(word: str) -> bool:
    return word in _QUALIFIERS or bool(re.fullmatch(r"(19|20)\d\d", word))


def _is_short_for(words: list[str], known: list[str]) -> bool:
    """Whether several words are the beginnings of those of a title, one of them the whole."""
    if len(words) != len(known) or len(words) < 2:
        return False
    pairs = list(zip(words, known, strict=True))
    begin = all(
        word == whole or (len(word) >= _SHORTEST_BEGINNING and whole.startswith(word))
        for word, whole in pairs
    )
    return begin and any(word == whole for word, whole in pairs)


def whole_field_of(header: str, kind: str) -> str | None:
    """The field that a header means entirely, whatever stands in brackets behind it."""
    if kind == "registrations" and (day := day_of(header)):
        return f"day_{day}"
    for form in (header, re.sub(r"\(.*?\)|\[.*?\]", " ", header)):
        if found := _EXACT[kind].get(fold(form)):
            return found
    return "full_name" if "full_name" in WORDS[kind] and order_of(header) else None


def is_known_header(header: str) -> bool:
    """Whether a header means a field of any list; helps to find the line with the headers."""
    return any(_named_field(header, kind) is not None for kind in WORDS)


def unit_of(header: str) -> int:
    """Euros that a 1 in this column probably stands for: 1, a thousand or a million."""
    words = set(fold(re.sub(r"([kKtTmM])\s*€", r"\1eur", header)).split())
    return next((unit for unit, names in UNITS if words & names), 1)


def is_in_cents(header: str) -> bool:
    """Whether a column holds amounts in cents, as in the files that ``export`` writes."""
    return bool(set(fold(header).split()) & CENTS)


def is_other_money(header: str) -> bool:
    """Whether a column holds amounts in another currency than the euro."""
    return bool(set(fold(header).split()) & OTHER_MONEY)
