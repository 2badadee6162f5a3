"""Where the rules come from that findings name; what is only a name stands in none of these."""

from collections.abc import Set as AbstractSet
from typing import Final

from recipe_desktop.i18n import N_

SOURCES: Final[AbstractSet[str]] = frozenset(
    (
        N_("ClusterXchange pilot, conditions (clustercollaboration.eu/clusterxchange)"),
        N_("ClusterXchange, about the scheme (clustercollaboration.eu/clusterxchange/about)"),
        N_("ClusterXchange, how to participate"),
        N_("ClusterXchange FAQ"),
        N_("ClusterXchange FAQ of one partnership (clamtex.eu/faq-page)"),
        N_("COSME countries, COM(2021) 685"),
        N_("Recommendation 2003/361/EC, annex"),
        N_("Recommendation 2003/361/EC, annex, article 4"),
        N_("Grant agreement: table of lump sums"),
        N_("Grant agreement: visibility of the funding"),
        N_("Promise of the project: 25 + 5 + 10 + 10"),
        N_("Laws on public holidays of the regions"),
        N_("ClusterXchange, conditions of one partnership (epixproject.eu/clusterxchange)"),
        N_("No double funding from the EU budget (lawinsider.com/dictionary/double-funding)"),
        N_("Practice of Erasmus+ reporting (wikis.ec.europa.eu/display/NAITDOC)"),
        N_("VIES: structure of VAT numbers"),
    )
)
