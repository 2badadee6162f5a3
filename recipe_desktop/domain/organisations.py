"""Organisations: their types and size, and the keys by which two spellings are seen to be one."""

import re
from enum import StrEnum
from itertools import product
from urllib.parse import urlsplit

from recipe_desktop.domain.countries import EU_LETTERS, eu_letters
from recipe_desktop.domain.names import fold


class OrganisationType(StrEnum):
    """What an organisation is in the programme; who may visit or host is reference data."""

    CLUSTER_ORGANISATION = "cluster_organisation"
    BUSINESS_NETWORK = "business_network"
    SME = "sme"
    TECHNOLOGY_CENTRE = "technology_centre"
    RESEARCH_INSTITUTE = "research_institute"
    DIGITAL_INNOVATION_HUB = "digital_innovation_hub"
    FAB_LAB = "fab_lab"
    CREATIVE_HUB = "creative_hub"
    RESOURCE_EFFICIENCY_PROVIDER = "resource_efficiency_provider"
    INCUBATOR = "incubator"
    ACCELERATOR = "accelerator"
    LARGE_COMPANY = "large_company"
    PUBLIC_AUTHORITY = "public_authority"
    TRAINING_PROVIDER = "training_provider"
    UNIVERSITY = "university"
    TECHNOLOGY_PARK = "technology_park"
    OTHER = "other"


_TYPE_WORDS = {
    OrganisationType.CLUSTER_ORGANISATION: "cluster, cluster organisation, cluster organization, "
    "klaszter, klaszterszervezet, klaszter szervezet, pôle de compétitivité, cluster management, "
    "organisation de cluster, grappe, clusterorganisation, clusterorganisatie, "
    "organização de cluster, pólo de competitividade",
    OrganisationType.BUSINESS_NETWORK: "business network, business network organisation, network, "
    "üzleti hálózat, vállalkozói hálózat, réseau d'entreprises, unternehmensnetzwerk, netzwerk, "
    "bedrijvennetwerk, netwerk, rede empresarial",
    OrganisationType.SME: "SME, SMEs, small and medium-sized enterprise, small company, start-up, "
    "startup, kkv, kis- és középvállalkozás, PME, TPE, TPE/PME, petite et moyenne entreprise, KMU, "
    "kleines und mittleres Unternehmen, mkb, mkb-bedrijf, kmo, midden- en kleinbedrijf, "
    "PME - pequena e média empresa, pequena e média empresa",
    OrganisationType.TECHNOLOGY_CENTRE: "technology centre, technology center, tech centre, "
    "technológiai központ, centre technologique, centre technique, Technologiezentrum, "
    "technologiecentrum, centro tecnológico",
    OrganisationType.RESEARCH_INSTITUTE: "research institute, research centre, research center, "
    "research, R&D, kutatóintézet, kutatóközpont, institut de recherche, centre de recherche, "
    "laboratoire, Forschungsinstitut, Forschungseinrichtung, onderzoeksinstituut, kennisinstelling,"
    " instituto de investigação, centro de investigação",
    OrganisationType.DIGITAL_INNOVATION_HUB: "digital innovation hub, innovation hub, DIH, EDIH, "
    "digitális innovációs központ, pôle d'innovation numérique, digitales Innovationszentrum, "
    "digitale innovatiehub, polo de inovação digital",
    OrganisationType.FAB_LAB: "fab lab, fablab, makerspace",
    OrganisationType.CREATIVE_HUB: "creative hub, kreatív központ, pôle créatif, Kreativzentrum, "
    "creatieve hub, polo criativo",
    OrganisationType.RESOURCE_EFFICIENCY_PROVIDER: "resource efficiency service provider, "
    "resource-efficiency service provider, erőforrás-hatékonysági szolgáltató, "
    "prestataire en efficacité des ressources, Dienstleister für Ressourceneffizienz",
    OrganisationType.INCUBATOR: "incubator, inkubátor, incubateur, pépinière d'entreprises, "
    "Inkubator, Gründerzentrum, incubadora",
    OrganisationType.ACCELERATOR: "accelerator, akcelerátor, gyorsító, accélérateur, "
    "Akzelerator, Accelerator, aceleradora",
    OrganisationType.LARGE_COMPANY: "large company, large enterprise, nagyvállalat, "
    "grande entreprise, ETI, Großunternehmen, grootbedrijf, groot bedrijf, grote onderneming, "
    "grande empresa",
    OrganisationType.PUBLIC_AUTHORITY: "public authority, public body, authority, municipality, "
    "hatóság, önkormányzat, közigazgatási szerv, állami szerv, autorité publique, collectivité, "
    "collectivité territoriale, Behörde, öffentliche Einrichtung, Kommune, overheid, "
    "overheidsinstantie, gemeente, autoridade pública, entidade pública, município",
    OrganisationType.TRAINING_PROVIDER: "training provider, képző, képzőintézmény, oktatóközpont, "
    "organisme de formation, Bildungsträger, Bildungsanbieter, opleider, opleidingsinstituut, "
    "entidade formadora",
    OrganisationType.UNIVERSITY: "university, university of applied sciences, egyetem, főiskola, "
    "université, école d'ingénieurs, Universität, Hochschule, universiteit, hogeschool, "
    "universidade, politécnico",
    OrganisationType.TECHNOLOGY_PARK: "technology park, science park, tudományos park, "
    "technológiai park, technopole, parc technologique, Technologiepark, wetenschapspark, "
    "parque tecnológico, parque de ciência e tecnologia",
    OrganisationType.OTHER: "other, egyéb, autre, andere, sonstige, anders, overig, outro, outra",
}
_TYPES = {fold(word): kind for kind, words in _TYPE_WORDS.items() for word in words.split(",")} | {
    fold(kind.value): kind for kind in OrganisationType
}


def read_type(text: str) -> OrganisationType | None:
    """The type that a word in one of the six languages means."""
    return _TYPES.get(fold(text))


class Ecosystem(StrEnum):
    """The 14 industrial ecosystems of the European Commission; a firm may be in several."""

    AEROSPACE_DEFENCE = "aerospace_defence"
    AGRI_FOOD = "agri_food"
    CONSTRUCTION = "construction"
    CREATIVE = "cultural_creative"
    DIGITAL = "digital"
    ELECTRONICS = "electronics"
    ENERGY_INTENSIVE = "energy_intensive"
    RENEWABLES = "energy_renewables"
    HEALTH = "health"
    MOBILITY = "mobility"
    PROXIMITY = "proximity_social"
    RETAIL = "retail"
    TEXTILES = "textiles"
    TOURISM = "tourism"


_ECOSYSTEM_WORDS = {
    Ecosystem.AEROSPACE_DEFENCE: "aerospace & defence|aerospace and defense|aerospace|defence|"
    "repülőgépipar és védelem|aérospatiale et défense|Luft- und Raumfahrt und Verteidigung|"
    "lucht- en ruimtevaart en defensie|aeroespacial e defesa",
    Ecosystem.AGRI_FOOD: "agri-food|agrifood|food|agrár-élelmiszeripar|agroalimentaire|"
    "Agrar- und Ernährungswirtschaft|agrovoeding|agroalimentar",
    Ecosystem.CONSTRUCTION: "construction|építőipar|bâtiment|Bauwesen|bouw|construção",
    Ecosystem.CREATIVE: "cultural & creative industries|cultural and creative|creative industries|"
    "kulturális és kreatív ágazatok|industries culturelles et créatives|"
    "Kultur- und Kreativwirtschaft|culturele en creatieve sector|indústrias culturais e criativas",
    Ecosystem.DIGITAL: "digital|ICT|IT|digitális|numérique|Digitales|digitaal|IKT|TIC",
    Ecosystem.ELECTRONICS: "electronics|elektronika|électronique|Elektronik|elektronica|eletrónica",
    Ecosystem.ENERGY_INTENSIVE: "energy-intensive industries|energy intensive|"
    "energiaigényes iparágak|industries à forte intensité énergétique|energieintensive Industrien|"
    "energie-intensieve industrie|indústrias com utilização intensiva de energia",
    Ecosystem.RENEWABLES: "energy-renewables|renewable energy|renewables|megújuló energia|"
    "énergies renouvelables|erneuerbare Energien|hernieuwbare energie|energias renováveis",
    Ecosystem.HEALTH: "health|egészségügy|santé|Gesundheit|gezondheid|saúde",
    Ecosystem.MOBILITY: "mobility-transport-automotive|mobility|transport|automotive|mobilitás|"
    "közlekedés|autóipar|mobilité|automobile|mobilité-transport-automobile|Mobilität|Verkehr|"
    "Mobilität-Verkehr-Automobil|mobiliteit|vervoer|mobilidade|transportes|automóvel|"
    "mobilidade-transportes-automóvel",
    Ecosystem.PROXIMITY: "proximity, social economy & civil society|proximity and social economy|"
    "social economy|proximity|szociális gazdaság|économie sociale|économie sociale et solidaire|"
    "Sozialwirtschaft|sociale economie|economia social",
    Ecosystem.RETAIL: "retail|kiskereskedelem|commerce de détail|Einzelhandel|detailhandel|"
    "comércio a retalho",
    Ecosystem.TEXTILES: "textiles|textile|textilipar|Textil|textiel|têxteis",
    Ecosystem.TOURISM: "tourism|turizmus|idegenforgalom|tourisme|Tourismus|toerisme|turismo",
}
_ECOSYSTEMS = {
    fold(word): item for item, words in _ECOSYSTEM_WORDS.items() for word in words.split("|")
} | {fold(item.value): item for item in Ecosystem}


def read_ecosystems(text: str) -> tuple[Ecosystem, ...] | None:
    """The ecosystems named in one cell, in their own order; None when one is not known."""
    if not fold(text):
        return ()
    whole = _ECOSYSTEMS.get(fold(text))
    if whole is not None:
        return (whole,)
    for separator in (r"[;|\n]", r"[;|\n,/]"):  # one name holds commas: try without them first
        parts = [fold(part) for part in re.split(separator, text)]
        found = [_ECOSYSTEMS.get(part) for part in parts if part]
        known = {item for item in found if item is not None}
        if None not in found:
            return tuple(item for item in Ecosystem if item in known)
    return None


class SizeClass(StrEnum):
    """Recommendation 2003/361/EC."""

    MICRO = "micro"
    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"


_SIZES = tuple(SizeClass)
_EVERY_CLASS = tuple(range(len(_SIZES)))
_MILLION = 100_000_000  # cents
_TURNOVER_LIMITS = (2 * _MILLION, 10 * _MILLION, 50 * _MILLION)
_BALANCE_LIMITS = (2 * _MILLION, 10 * _MILLION, 43 * _MILLION)
_STAFF_LIMITS = (9, 49, 249)


def possible_sizes(
    staff: int | None, turnover_cents: int | None, balance_cents: int | None
) -> tuple[SizeClass, ...]:
    """Every size that these figures allow, smallest first.

    Staff always counts; of turnover and balance sheet it is enough to keep to one, so a firm over
    one of the limits may still be an SME by the other, as long as that one is not known.

    Args:
        staff: annual work units, rounded down.
        turnover_cents: of the year; None when not known.
        balance_cents: total of the balance sheet; None when not known.
    """
    found = {
        max(by_staff, min(by_turnover, by_balance))
        for by_staff, by_turnover, by_balance in product(
            _classes(staff, _STAFF_LIMITS),
            _classes(turnover_cents, _TURNOVER_LIMITS),
            _classes(balance_cents, _BALANCE_LIMITS),
        )
    }
    return tuple(_SIZES[place] for place in sorted(found))


def size_class(
    staff: int | None, turnover_cents: int | None, balance_cents: int | None
) -> SizeClass | None:
    """The size, or None when the figures at hand leave more than one open."""
    sizes = possible_sizes(staff, turnover_cents, balance_cents)
    return sizes[0] if len(sizes) == 1 else None


def _classes(value: int | None, limits: tuple[int, ...]) -> tuple[int, ...]:
    if value is None:
        return _EVERY_CLASS
    return (sum(value > limit for limit in limits),)


# --- Numbers -----------------------------------------------------------------------------------

# Behind the two letters of the country. The United Kingdom as before it left.
_VAT_SHAPES = {
    "AT": r"U\d{8}",
    "BE": r"[01]?\d{9}",
    "BG": r"\d{9,10}",
    "HR": r"\d{11}",
    "CY": r"\d{8}[A-Z]",
    "CZ": r"\d{8,10}",
    "DK": r"\d{8}",
    "EE": r"\d{9}",
    "FI": r"\d{8}",
    "FR": r"[0-9A-Z]{2}\d{9}",
    "DE": r"\d{9}",
    "GR": r"\d{9}",
    "HU": r"\d{8}",
    "IE": r"\d[0-9A-Z+*]\d{5}[A-Z]{1,2}",
    "IT": r"\d{11}",
    "LV": r"\d{11}",
    "LT": r"\d{9}|\d{12}",
    "LU": r"\d{8}",
    "MT": r"\d{8}",
    "NL": r"\d{9}B\d{2}",
    "PL": r"\d{10}",
    "PT": r"\d{9}",
    "RO": r"\d{2,10}",
    "SK": r"\d{10}",
    "SI": r"\d{8}",
    "ES": r"[A-Z]\d{7}[0-9A-Z]|\d{8}[A-Z]",
    "SE": r"\d{10}01",
    "GB": r"\d{9}|\d{12}|GD\d{3}|HA\d{3}",
}
_ISO_LETTERS = {letters: code for code, letters in EU_LETTERS.items()}


def vat_key(text: str, country: str = "") -> str:
    """A VAT number by which two spellings are seen to be one: HU12345678, however it was typed.

    Args:
        text: as typed.
        country: ISO code that stands before the number when it was typed without one.
    """
    number = re.sub(r"[^0-9A-Z+*]", "", text.upper())
    if not re.search(r"\d", number):
        return ""
    # Hungary writes at home 12345678-2-42; abroad the first part alone counts.
    at_home = re.fullmatch(r"(?:HU)?\s*(\d{8})-\d-\d{2}", text.strip().upper())
    if at_home and country in {"HU", ""}:
        return f"HU{at_home[1]}"
    letters = number[:2]
    letters = _ISO_LETTERS.get(letters, letters)
    if letters in _VAT_SHAPES and not re.fullmatch(_VAT_SHAPES.get(country, "$"), number):
        return eu_letters(letters) + number[2:]
    if number[0].isdigit() or country in _VAT_SHAPES:
        return eu_letters(country) + number
    return number


def vat_country(key: str) -> str:
    """The ISO code of the country that a key begins with, or nothing."""
    letters = _ISO_LETTERS.get(key[:2], key[:2])
    return letters if letters in _VAT_SHAPES else ""


def vat_doubts(key: str, country: str) -> tuple[str, ...]:
    """Why a VAT number may be wrong: ``vat.country``, ``vat.shape``, ``vat.check_digit``."""
    issuer = vat_country(key)
    if not key or not issuer:
        return ()
    doubts = []
    if country and issuer != country:
        doubts.append("vat.country")
    if not re.fullmatch(_VAT_SHAPES[issuer], key[2:]):
        doubts.append("vat.shape")
    elif not _check_digit_fits(issuer, key[2:]):
        doubts.append("vat.check_digit")
    return tuple(doubts)


def _weighted(digits: str, weights: tuple[int, ...]) -> int:
    return sum(int(digit) * weight for digit, weight in zip(digits, weights, strict=False))


def _check_digit_fits(country: str, number: str) -> bool:
    """Whether the check digits of one of the five countries fit; others are not checked."""
    last = number[-1]
    if country == "HU":
        return str(-_weighted(number, (9, 7, 3, 1, 9, 7, 3)) % 10) == last
    if country == "PT":
        rest = 11 - _weighted(number, (9, 8, 7, 6, 5, 4, 3, 2)) % 11
        return str(rest if rest < 10 else 0) == last
    if country == "FR" and number.isdigit():
        return (12 + 3 * (int(number[2:]) % 97)) % 97 == int(number[:2])
    if country == "DE":
        product_ = 10
        for digit in number[:8]:
            product_ = ((int(digit) + product_) % 10 or 10) * 2 % 11
        return str((11 - product_) % 10) == last
    if country == "NL":
        old = _weighted(number, (9, 8, 7, 6, 5, 4, 3, 2)) % 11
        letters = "".join(str(int(char, 36)) for char in f"NL{number}")
        return str(old) == number[8] or int(letters) % 97 == 1
    return True


def registration_key(text: str) -> str:
    """A registration number without the signs between its digits and letters."""
    return re.sub(r"[^0-9A-Z]", "", text.upper())


def postcode_key(text: str) -> str:
    """A postcode without the country's letter, blanks and hyphens: H-6738 is 6738."""
    code = re.sub(r"^\s*[A-Z]{1,3}\s*-\s*(?=\d)", "", text.upper())
    return re.sub(r"[^0-9A-Z]", "", code)


def web_key(text: str) -> str:
    """A web address without what spellings differ in: scheme, www, capitals, last slash.

    Somebody may have written an e-mail address instead, of which all is compared.
    """
    address = text.strip()
    if not address:
        return ""
    try:
        parts = urlsplit(address if "://" in address else f"//{address}")
        host = (parts.hostname or "").removeprefix("www.").rstrip(".")
    except ValueError:  # such as an unclosed bracket
        return address.lower()
    path = parts.path.rstrip("/")
    user = parts.netloc.rpartition("@")[0].lower()
    host = f"{user}@{host}" if user else host
    return host + path + (f"?{parts.query}" if parts.query else "")


def email_key(text: str) -> str:
    """An e-mail address as it is compared: capitals do not count."""
    return text.strip().removeprefix("mailto:").lower()


def phone_key(text: str) -> str:
    """The digits of a telephone number, 00 and + alike, without a (0) for calls at home."""
    number = re.sub(r"\(0\)", "", text)
    plus = "+" if number.strip().startswith(("+", "00")) else ""
    digits = re.sub(r"\D", "", number)
    return plus + (digits.removeprefix("00") if plus else digits)


def row_key(name: str, country: str, postcode: str, vat: str = "", registration: str = "") -> str:
    """What identifies a line of a list of organisations: its number, name, country and postcode.

    The VAT number goes before the registration number, each under its own letter, since the
    same digits can stand for both.
    """
    number = vat_key(vat, country)
    if number:
        number = f"V{number}"
    elif registration_key(registration):
        number = f"R{registration_key(registration)}"
    return "|".join((number, fold(name) or name.strip(), country, postcode_key(postcode)))
