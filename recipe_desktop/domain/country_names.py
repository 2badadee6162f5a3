"""Names of countries in six languages, to read what people type; from CLDR by way of Babel.

One country a line: its ISO code, then English, Hungarian, French, German, Dutch, Portuguese.
"""

NAMES = """
AD:Andorra|Andorra|Andorre|Andorra|Andorra|Andorra
AE:United Arab Emirates|Egyesült Arab Emírségek|Émirats arabes unis|Vereinigte Arabische Emirate|Verenigde Arabische Emiraten|Emirados Árabes Unidos
AF:Afghanistan|Afganisztán|Afghanistan|Afghanistan|Afghanistan|Afeganistão
AG:Antigua & Barbuda|Antigua és Barbuda|Antigua-et-Barbuda|Antigua und Barbuda|Antigua en Barbuda|Antígua e Barbuda
AI:Anguilla|Anguilla|Anguilla|Anguilla|Anguilla|Anguila
AL:Albania|Albánia|Albanie|Albanien|Albanië|Albânia
AM:Armenia|Örményország|Arménie|Armenien|Armenië|Arménia
AO:Angola|Angola|Angola|Angola|Angola|Angola
AQ:Antarctica|Antarktisz|Antarctique|Antarktis|Antarctica|Antártida
AR:Argentina|Argentína|Argentine|Argentinien|Argentinië|Argentina
AS:American Samoa|Amerikai Szamoa|Samoa américaines|Amerikanisch-Samoa|Amerikaans-Samoa|Samoa Americana
AT:Austria|Ausztria|Autriche|Österreich|Oostenrijk|Áustria
AU:Australia|Ausztrália|Australie|Australien|Australië|Austrália
AW:Aruba|Aruba|Aruba|Aruba|Aruba|Aruba
AX:Åland Islands|Åland-szigetek|Îles Åland|Ålandinseln|Åland|Alanda
AZ:Azerbaijan|Azerbajdzsán|Azerbaïdjan|Aserbaidschan|Azerbeidzjan|Azerbaijão
BA:Bosnia & Herzegovina|Bosznia-Hercegovina|Bosnie-Herzégovine|Bosnien und Herzegowina|Bosnië en Herzegovina|Bósnia e Herzegovina
BB:Barbados|Barbados|Barbade|Barbados|Barbados|Barbados
BD:Bangladesh|Banglades|Bangladesh|Bangladesch|Bangladesh|Bangladeche
BE:Belgium|Belgium|Belgique|Belgien|België|Bélgica
BF:Burkina Faso|Burkina Faso|Burkina Faso|Burkina Faso|Burkina Faso|Burquina Faso
BG:Bulgaria|Bulgária|Bulgarie|Bulgarien|Bulgarije|Bulgária
BH:Bahrain|Bahrein|Bahreïn|Bahrain|Bahrein|Barém
BI:Burundi|Burundi|Burundi|Burundi|Burundi|Burundi
BJ:Benin|Benin|Bénin|Benin|Benin|Benim
BL:St. Barthélemy|Saint-Barthélemy|Saint-Barthélemy|St. Barthélemy|Saint-Barthélemy|São Bartolomeu
BM:Bermuda|Bermuda|Bermudes|Bermuda|Bermuda|Bermudas
BN:Brunei|Brunei|Brunei|Brunei Darussalam|Brunei|Brunei
BO:Bolivia|Bolívia|Bolivie|Bolivien|Bolivia|Bolívia
BQ:Caribbean Netherlands|Holland Karib-térség|Pays-Bas caribéens|Karibische Niederlande|Caribisch Nederland|Países Baixos Caribenhos
BR:Brazil|Brazília|Brésil|Brasilien|Brazilië|Brasil
BS:Bahamas|Bahama-szigetek|Bahamas|Bahamas|Bahama’s|Baamas
BT:Bhutan|Bhután|Bhoutan|Bhutan|Bhutan|Butão
BV:Bouvet Island|Bouvet-sziget|Île Bouvet|Bouvetinsel|Bouveteiland|Ilha Bouvet
BW:Botswana|Botswana|Botswana|Botsuana|Botswana|Botsuana
BY:Belarus|Belarusz|Biélorussie|Belarus|Belarus|Bielorrússia
BZ:Belize|Belize|Belize|Belize|Belize|Belize
CA:Canada|Kanada|Canada|Kanada|Canada|Canadá
CC:Cocos (Keeling) Islands|Kókusz (Keeling)-szigetek|Îles Cocos|Kokosinseln|Cocoseilanden|Ilhas dos Cocos (Keeling)
CD:Congo - Kinshasa|Kongó – Kinshasa|Congo-Kinshasa|Kongo-Kinshasa|Congo-Kinshasa|Congo-Kinshasa
CF:Central African Republic|Közép-afrikai Köztársaság|République centrafricaine|Zentralafrikanische Republik|Centraal-Afrikaanse Republiek|República Centro-Africana
CG:Congo - Brazzaville|Kongó – Brazzaville|Congo-Brazzaville|Kongo-Brazzaville|Congo-Brazzaville|Congo-Brazzaville
CH:Switzerland|Svájc|Suisse|Schweiz|Zwitserland|Suíça
CI:Côte d’Ivoire|Elefántcsontpart|Côte d’Ivoire|Côte d’Ivoire|Ivoorkust|Côte d’Ivoire (Costa do Marfim)
CK:Cook Islands|Cook-szigetek|Îles Cook|Cookinseln|Cookeilanden|Ilhas Cook
CL:Chile|Chile|Chili|Chile|Chili|Chile
CM:Cameroon|Kamerun|Cameroun|Kamerun|Kameroen|Camarões
CN:China|Kína|Chine|China|China|China
CO:Colombia|Kolumbia|Colombie|Kolumbien|Colombia|Colômbia
CR:Costa Rica|Costa Rica|Costa Rica|Costa Rica|Costa Rica|Costa Rica
CU:Cuba|Kuba|Cuba|Kuba|Cuba|Cuba
CV:Cape Verde|Zöld-foki Köztársaság|Cap-Vert|Cabo Verde|Kaapverdië|Cabo Verde
CW:Curaçao|Curaçao|Curaçao|Curaçao|Curaçao|Curaçau
CX:Christmas Island|Karácsony-sziget|Île Christmas|Weihnachtsinsel|Christmaseiland|Ilha do Natal
CY:Cyprus|Ciprus|Chypre|Zypern|Cyprus|Chipre
CZ:Czechia|Csehország|Tchéquie|Tschechien|Tsjechië|Chéquia
DE:Germany|Németország|Allemagne|Deutschland|Duitsland|Alemanha
DJ:Djibouti|Dzsibuti|Djibouti|Dschibuti|Djibouti|Jibuti
DK:Denmark|Dánia|Danemark|Dänemark|Denemarken|Dinamarca
DM:Dominica|Dominika|Dominique|Dominica|Dominica|Domínica
DO:Dominican Republic|Dominikai Köztársaság|République dominicaine|Dominikanische Republik|Dominicaanse Republiek|República Dominicana
DZ:Algeria|Algéria|Algérie|Algerien|Algerije|Argélia
EC:Ecuador|Ecuador|Équateur|Ecuador|Ecuador|Equador
EE:Estonia|Észtország|Estonie|Estland|Estland|Estónia
EG:Egypt|Egyiptom|Égypte|Ägypten|Egypte|Egito
EH:Western Sahara|Nyugat-Szahara|Sahara occidental|Westsahara|Westelijke Sahara|Sara Ocidental
ER:Eritrea|Eritrea|Érythrée|Eritrea|Eritrea|Eritreia
ES:Spain|Spanyolország|Espagne|Spanien|Spanje|Espanha
ET:Ethiopia|Etiópia|Éthiopie|Äthiopien|Ethiopië|Etiópia
FI:Finland|Finnország|Finlande|Finnland|Finland|Finlândia
FJ:Fiji|Fidzsi|Fidji|Fidschi|Fiji|Fiji
FK:Falkland Islands|Falkland-szigetek|Îles Malouines|Falklandinseln|Falklandeilanden|Ilhas Falkland
FM:Micronesia|Mikronézia|Micronésie|Mikronesien|Micronesia|Micronésia
FO:Faroe Islands|Feröer szigetek|Îles Féroé|Färöer|Faeröer|Ilhas Faroé
FR:France|Franciaország|France|Frankreich|Frankrijk|França
GA:Gabon|Gabon|Gabon|Gabun|Gabon|Gabão
GB:United Kingdom|Egyesült Királyság|Royaume-Uni|Vereinigtes Königreich|Verenigd Koninkrijk|Reino Unido
GD:Grenada|Grenada|Grenade|Grenada|Grenada|Granada
GE:Georgia|Grúzia|Géorgie|Georgien|Georgië|Geórgia
GF:French Guiana|Francia Guyana|Guyane française|Französisch-Guayana|Frans-Guyana|Guiana Francesa
GG:Guernsey|Guernsey|Guernesey|Guernsey|Guernsey|Guernesey
GH:Ghana|Ghána|Ghana|Ghana|Ghana|Gana
GI:Gibraltar|Gibraltár|Gibraltar|Gibraltar|Gibraltar|Gibraltar
GL:Greenland|Grönland|Groenland|Grönland|Groenland|Gronelândia
GM:Gambia|Gambia|Gambie|Gambia|Gambia|Gâmbia
GN:Guinea|Guinea|Guinée|Guinea|Guinee|Guiné
GP:Guadeloupe|Guadeloupe|Guadeloupe|Guadeloupe|Guadeloupe|Guadalupe
GQ:Equatorial Guinea|Egyenlítői-Guinea|Guinée équatoriale|Äquatorialguinea|Equatoriaal-Guinea|Guiné Equatorial
GR:Greece|Görögország|Grèce|Griechenland|Griekenland|Grécia
GS:South Georgia & South Sandwich Islands|Déli-Georgia és Déli-Sandwich-szigetek|Géorgie du Sud-et-les Îles Sandwich du Sud|Südgeorgien und die Südlichen Sandwichinseln|Zuid-Georgia en Zuidelijke Sandwicheilanden|Ilhas Geórgia do Sul e Sandwich do Sul
GT:Guatemala|Guatemala|Guatemala|Guatemala|Guatemala|Guatemala
GU:Guam|Guam|Guam|Guam|Guam|Guame
GW:Guinea-Bissau|Bissau-Guinea|Guinée-Bissau|Guinea-Bissau|Guinee-Bissau|Guiné-Bissau
GY:Guyana|Guyana|Guyana|Guyana|Guyana|Guiana
HK:Hong Kong SAR China|Hongkong KKT|R.A.S. chinoise de Hong Kong|Sonderverwaltungsregion Hongkong|Hongkong SAR van China|Hong Kong, RAE da China
HM:Heard & McDonald Islands|Heard-sziget és McDonald-szigetek|Îles Heard-et-MacDonald|Heard und McDonaldinseln|Heard en McDonaldeilanden|Ilhas Heard e McDonald
HN:Honduras|Honduras|Honduras|Honduras|Honduras|Honduras
HR:Croatia|Horvátország|Croatie|Kroatien|Kroatië|Croácia
HT:Haiti|Haiti|Haïti|Haiti|Haïti|Haiti
HU:Hungary|Magyarország|Hongrie|Ungarn|Hongarije|Hungria
ID:Indonesia|Indonézia|Indonésie|Indonesien|Indonesië|Indonésia
IE:Ireland|Írország|Irlande|Irland|Ierland|Irlanda
IL:Israel|Izrael|Israël|Israel|Israël|Israel
IM:Isle of Man|Man-sziget|Île de Man|Isle of Man|Isle of Man|Ilha de Man
IN:India|India|Inde|Indien|India|Índia
IO:British Indian Ocean Territory|Brit Indiai-óceáni Terület|Territoire britannique de l’océan Indien|Britisches Territorium im Indischen Ozean|Brits Indische Oceaanterritorium|Território Britânico do Oceano Índico
IQ:Iraq|Irak|Irak|Irak|Irak|Iraque
IR:Iran|Irán|Iran|Iran|Iran|Irão
IS:Iceland|Izland|Islande|Island|IJsland|Islândia
IT:Italy|Olaszország|Italie|Italien|Italië|Itália
JE:Jersey|Jersey|Jersey|Jersey|Jersey|Jersey
JM:Jamaica|Jamaica|Jamaïque|Jamaika|Jamaica|Jamaica
JO:Jordan|Jordánia|Jordanie|Jordanien|Jordanië|Jordânia
JP:Japan|Japán|Japon|Japan|Japan|Japão
KE:Kenya|Kenya|Kenya|Kenia|Kenia|Quénia
KG:Kyrgyzstan|Kirgizisztán|Kirghizstan|Kirgisistan|Kirgizië|Quirguistão
KH:Cambodia|Kambodzsa|Cambodge|Kambodscha|Cambodja|Camboja
KI:Kiribati|Kiribati|Kiribati|Kiribati|Kiribati|Quiribáti
KM:Comoros|Comore-szigetek|Comores|Komoren|Comoren|Comores
KN:St. Kitts & Nevis|Saint Kitts és Nevis|Saint-Christophe-et-Niévès|St. Kitts und Nevis|Saint Kitts en Nevis|São Cristóvão e Neves
KP:North Korea|Észak-Korea|Corée du Nord|Nordkorea|Noord-Korea|Coreia do Norte
KR:South Korea|Dél-Korea|Corée du Sud|Südkorea|Zuid-Korea|Coreia do Sul
KW:Kuwait|Kuvait|Koweït|Kuwait|Koeweit|Koweit
KY:Cayman Islands|Kajmán-szigetek|Îles Caïmans|Kaimaninseln|Kaaimaneilanden|Ilhas Caimão
KZ:Kazakhstan|Kazahsztán|Kazakhstan|Kasachstan|Kazachstan|Cazaquistão
LA:Laos|Laosz|Laos|Laos|Laos|Laos
LB:Lebanon|Libanon|Liban|Libanon|Libanon|Líbano
LC:St. Lucia|Saint Lucia|Sainte-Lucie|St. Lucia|Saint Lucia|Santa Lúcia
LI:Liechtenstein|Liechtenstein|Liechtenstein|Liechtenstein|Liechtenstein|Listenstaine
LK:Sri Lanka|Srí Lanka|Sri Lanka|Sri Lanka|Sri Lanka|Sri Lanca
LR:Liberia|Libéria|Liberia|Liberia|Liberia|Libéria
LS:Lesotho|Lesotho|Lesotho|Lesotho|Lesotho|Lesoto
LT:Lithuania|Litvánia|Lituanie|Litauen|Litouwen|Lituânia
LU:Luxembourg|Luxemburg|Luxembourg|Luxemburg|Luxemburg|Luxemburgo
LV:Latvia|Lettország|Lettonie|Lettland|Letland|Letónia
LY:Libya|Líbia|Libye|Libyen|Libië|Líbia
MA:Morocco|Marokkó|Maroc|Marokko|Marokko|Marrocos
MC:Monaco|Monaco|Monaco|Monaco|Monaco|Mónaco
MD:Moldova|Moldova|Moldavie|Republik Moldau|Moldavië|Moldávia
ME:Montenegro|Montenegró|Monténégro|Montenegro|Montenegro|Montenegro
MF:St. Martin|Saint Martin|Saint-Martin|St. Martin|Saint-Martin|São Martinho (Saint-Martin)
MG:Madagascar|Madagaszkár|Madagascar|Madagaskar|Madagaskar|Madagáscar
MH:Marshall Islands|Marshall-szigetek|Îles Marshall|Marshallinseln|Marshalleilanden|Ilhas Marshall
MK:North Macedonia|Észak-Macedónia|Macédoine du Nord|Nordmazedonien|Noord-Macedonië|Macedónia do Norte
ML:Mali|Mali|Mali|Mali|Mali|Mali
MM:Myanmar (Burma)|Mianmar|Myanmar (Birmanie)|Myanmar|Myanmar (Birma)|Mianmar (Birmânia)
MN:Mongolia|Mongólia|Mongolie|Mongolei|Mongolië|Mongólia
MO:Macao SAR China|Makaó KKT|R.A.S. chinoise de Macao|Sonderverwaltungsregion Macau|Macau SAR van China|Macau, RAE da China
MP:Northern Mariana Islands|Északi Mariana-szigetek|Îles Mariannes du Nord|Nördliche Marianen|Noordelijke Marianen|Ilhas Marianas do Norte
MQ:Martinique|Martinique|Martinique|Martinique|Martinique|Martinica
MR:Mauritania|Mauritánia|Mauritanie|Mauretanien|Mauritanië|Mauritânia
MS:Montserrat|Montserrat|Montserrat|Montserrat|Montserrat|Monserrate
MT:Malta|Málta|Malte|Malta|Malta|Malta
MU:Mauritius|Mauritius|Maurice|Mauritius|Mauritius|Maurícia
MV:Maldives|Maldív-szigetek|Maldives|Malediven|Maldiven|Maldivas
MW:Malawi|Malawi|Malawi|Malawi|Malawi|Maláui
MX:Mexico|Mexikó|Mexique|Mexiko|Mexico|México
MY:Malaysia|Malajzia|Malaisie|Malaysia|Maleisië|Malásia
MZ:Mozambique|Mozambik|Mozambique|Mosambik|Mozambique|Moçambique
NA:Namibia|Namíbia|Namibie|Namibia|Namibië|Namíbia
NC:New Caledonia|Új-Kaledónia|Nouvelle-Calédonie|Neukaledonien|Nieuw-Caledonië|Nova Caledónia
NE:Niger|Niger|Niger|Niger|Niger|Níger
NF:Norfolk Island|Norfolk-sziget|Île Norfolk|Norfolkinsel|Norfolk|Ilha Norfolk
NG:Nigeria|Nigéria|Nigeria|Nigeria|Nigeria|Nigéria
NI:Nicaragua|Nicaragua|Nicaragua|Nicaragua|Nicaragua|Nicarágua
NL:Netherlands|Hollandia|Pays-Bas|Niederlande|Nederland|Países Baixos
NO:Norway|Norvégia|Norvège|Norwegen|Noorwegen|Noruega
NP:Nepal|Nepál|Népal|Nepal|Nepal|Nepal
NR:Nauru|Nauru|Nauru|Nauru|Nauru|Nauru
NU:Niue|Niue|Niue|Niue|Niue|Niuê
NZ:New Zealand|Új-Zéland|Nouvelle-Zélande|Neuseeland|Nieuw-Zeeland|Nova Zelândia
OM:Oman|Omán|Oman|Oman|Oman|Omã
PA:Panama|Panama|Panama|Panama|Panama|Panamá
PE:Peru|Peru|Pérou|Peru|Peru|Peru
PF:French Polynesia|Francia Polinézia|Polynésie française|Französisch-Polynesien|Frans-Polynesië|Polinésia Francesa
PG:Papua New Guinea|Pápua Új-Guinea|Papouasie-Nouvelle-Guinée|Papua-Neuguinea|Papoea-Nieuw-Guinea|Papua-Nova Guiné
PH:Philippines|Fülöp-szigetek|Philippines|Philippinen|Filipijnen|Filipinas
PK:Pakistan|Pakisztán|Pakistan|Pakistan|Pakistan|Paquistão
PL:Poland|Lengyelország|Pologne|Polen|Polen|Polónia
PM:St. Pierre & Miquelon|Saint-Pierre és Miquelon|Saint-Pierre-et-Miquelon|St. Pierre und Miquelon|Saint-Pierre en Miquelon|São Pedro e Miquelão
PN:Pitcairn Islands|Pitcairn-szigetek|Îles Pitcairn|Pitcairninseln|Pitcairneilanden|Ilhas Pitcairn
PR:Puerto Rico|Puerto Rico|Porto Rico|Puerto Rico|Puerto Rico|Porto Rico
PS:Palestinian Territories|Palesztin Autonómia|Territoires palestiniens|Palästinensische Autonomiegebiete|Palestijnse gebieden|Territórios palestinianos
PT:Portugal|Portugália|Portugal|Portugal|Portugal|Portugal
PW:Palau|Palau|Palaos|Palau|Palau|Palau
PY:Paraguay|Paraguay|Paraguay|Paraguay|Paraguay|Paraguai
QA:Qatar|Katar|Qatar|Katar|Qatar|Catar
RE:Réunion|Réunion|La Réunion|Réunion|Réunion|Reunião
RO:Romania|Románia|Roumanie|Rumänien|Roemenië|Roménia
RS:Serbia|Szerbia|Serbie|Serbien|Servië|Sérvia
RU:Russia|Oroszország|Russie|Russland|Rusland|Rússia
RW:Rwanda|Ruanda|Rwanda|Ruanda|Rwanda|Ruanda
SA:Saudi Arabia|Szaúd-Arábia|Arabie saoudite|Saudi-Arabien|Saoedi-Arabië|Arábia Saudita
SB:Solomon Islands|Salamon-szigetek|Îles Salomon|Salomonen|Salomonseilanden|Ilhas Salomão
SC:Seychelles|Seychelle-szigetek|Seychelles|Seychellen|Seychellen|Seicheles
SD:Sudan|Szudán|Soudan|Sudan|Soedan|Sudão
SE:Sweden|Svédország|Suède|Schweden|Zweden|Suécia
SG:Singapore|Szingapúr|Singapour|Singapur|Singapore|Singapura
SH:St. Helena|Szent Ilona|Sainte-Hélène|St. Helena|Sint-Helena|Santa Helena
SI:Slovenia|Szlovénia|Slovénie|Slowenien|Slovenië|Eslovénia
SJ:Svalbard & Jan Mayen|Svalbard és Jan Mayen|Svalbard et Jan Mayen|Spitzbergen und Jan Mayen|Spitsbergen en Jan Mayen|Svalbard e Jan Mayen
SK:Slovakia|Szlovákia|Slovaquie|Slowakei|Slowakije|Eslováquia
SL:Sierra Leone|Sierra Leone|Sierra Leone|Sierra Leone|Sierra Leone|Serra Leoa
SM:San Marino|San Marino|Saint-Marin|San Marino|San Marino|São Marinho
SN:Senegal|Szenegál|Sénégal|Senegal|Senegal|Senegal
SO:Somalia|Szomália|Somalie|Somalia|Somalië|Somália
SR:Suriname|Suriname|Suriname|Suriname|Suriname|Suriname
SS:South Sudan|Dél-Szudán|Soudan du Sud|Südsudan|Zuid-Soedan|Sudão do Sul
ST:São Tomé & Príncipe|São Tomé és Príncipe|Sao Tomé-et-Principe|São Tomé und Príncipe|Sao Tomé en Principe|São Tomé e Príncipe
SV:El Salvador|Salvador|Salvador|El Salvador|El Salvador|Salvador
SX:Sint Maarten|Sint Maarten|Saint-Martin (partie néerlandaise)|Sint Maarten|Sint-Maarten|São Martinho (Sint Maarten)
SY:Syria|Szíria|Syrie|Syrien|Syrië|Síria
SZ:Eswatini|Szváziföld|Eswatini|Eswatini|Eswatini|Essuatíni
TC:Turks & Caicos Islands|Turks- és Caicos-szigetek|Îles Turques-et-Caïques|Turks- und Caicosinseln|Turks- en Caicoseilanden|Ilhas Turcas e Caicos
TD:Chad|Csád|Tchad|Tschad|Tsjaad|Chade
TF:French Southern Territories|Francia Déli Területek|Terres australes françaises|Französische Süd- und Antarktisgebiete|Franse Gebieden in de zuidelijke Indische Oceaan|Territórios Austrais Franceses
TG:Togo|Togo|Togo|Togo|Togo|Togo
TH:Thailand|Thaiföld|Thaïlande|Thailand|Thailand|Tailândia
TJ:Tajikistan|Tádzsikisztán|Tadjikistan|Tadschikistan|Tadzjikistan|Tajiquistão
TK:Tokelau|Tokelau|Tokelau|Tokelau|Tokelau|Toquelau
TL:Timor-Leste|Kelet-Timor|Timor oriental|Timor-Leste|Oost-Timor|Timor-Leste
TM:Turkmenistan|Türkmenisztán|Turkménistan|Turkmenistan|Turkmenistan|Turquemenistão
TN:Tunisia|Tunézia|Tunisie|Tunesien|Tunesië|Tunísia
TO:Tonga|Tonga|Tonga|Tonga|Tonga|Tonga
TR:Türkiye|Törökország|Turquie|Türkei|Turkije|Turquia
TT:Trinidad & Tobago|Trinidad és Tobago|Trinité-et-Tobago|Trinidad und Tobago|Trinidad en Tobago|Trindade e Tobago
TV:Tuvalu|Tuvalu|Tuvalu|Tuvalu|Tuvalu|Tuvalu
TW:Taiwan|Tajvan|Taïwan|Taiwan|Taiwan|Taiwan
TZ:Tanzania|Tanzánia|Tanzanie|Tansania|Tanzania|Tanzânia
UA:Ukraine|Ukrajna|Ukraine|Ukraine|Oekraïne|Ucrânia
UG:Uganda|Uganda|Ouganda|Uganda|Oeganda|Uganda
UM:U.S. Outlying Islands|Az USA lakatlan külbirtokai|Îles mineures éloignées des États-Unis|Amerikanische Überseeinseln|Kleine afgelegen eilanden van de Verenigde Staten|Ilhas Menores Afastadas dos EUA
US:United States|Egyesült Államok|États-Unis|Vereinigte Staaten|Verenigde Staten|Estados Unidos
UY:Uruguay|Uruguay|Uruguay|Uruguay|Uruguay|Uruguai
UZ:Uzbekistan|Üzbegisztán|Ouzbékistan|Usbekistan|Oezbekistan|Usbequistão
VA:Vatican City|Vatikán|État de la Cité du Vatican|Vatikanstadt|Vaticaanstad|Cidade do Vaticano
VC:St. Vincent & Grenadines|Saint Vincent és a Grenadine-szigetek|Saint-Vincent-et-les Grenadines|St. Vincent und die Grenadinen|Saint Vincent en de Grenadines|São Vicente e Granadinas
VE:Venezuela|Venezuela|Venezuela|Venezuela|Venezuela|Venezuela
VG:British Virgin Islands|Brit Virgin-szigetek|Îles Vierges britanniques|Britische Jungferninseln|Britse Maagdeneilanden|Ilhas Virgens Britânicas
VI:U.S. Virgin Islands|Amerikai Virgin-szigetek|Îles Vierges des États-Unis|Amerikanische Jungferninseln|Amerikaanse Maagdeneilanden|Ilhas Virgens dos EUA
VN:Vietnam|Vietnám|Viêt Nam|Vietnam|Vietnam|Vietname
VU:Vanuatu|Vanuatu|Vanuatu|Vanuatu|Vanuatu|Vanuatu
WF:Wallis & Futuna|Wallis és Futuna|Wallis-et-Futuna|Wallis und Futuna|Wallis en Futuna|Wallis e Futuna
WS:Samoa|Szamoa|Samoa|Samoa|Samoa|Samoa
XK:Kosovo|Koszovó|Kosovo|Kosovo|Kosovo|Kosovo
YE:Yemen|Jemen|Yémen|Jemen|Jemen|Iémen
YT:Mayotte|Mayotte|Mayotte|Mayotte|Mayotte|Maiote
ZA:South Africa|Dél-afrikai Köztársaság|Afrique du Sud|Südafrika|Zuid-Afrika|África do Sul
ZM:Zambia|Zambia|Zambie|Sambia|Zambia|Zâmbia
ZW:Zimbabwe|Zimbabwe|Zimbabwe|Simbabwe|Zimbabwe|Zimbabué
"""

# How the countries of the programme call themselves, former and common names, longer codes.
ALSO = """
AL:Shqipëria|Shqiperi|ALB
AM:Հայաստան|ARM
AT:AUT
BA:BiH|Bosna i Hercegovina|Bosnia|Bosnia and Herzegovina|BIH
BE:Belgïe|BEL
BG:България|BGR
CH:Svizzera|Svizra|CHE
CY:Κύπρος|Kıbrıs|CYP
CZ:Česko|Česká republika|Czech Republic|République tchèque|Tschechische Republik|CZE
CZ:Cseh Köztársaság|Tsjechische Republiek|República Checa
DE:BRD|GER|DEU|Bundesrepublik Deutschland
DK:Danmark|DNK|DEN
EE:Eesti|EST
ES:España|ESP
FI:Suomi|FIN
FR:FRA|République française
GB:UK|U.K.|Great Britain|Britain|England|Scotland|Wales|Northern Ireland|GBR|Nagy-Britannia|Anglia
GB:Grande-Bretagne|Großbritannien|Groot-Brittannië|Grã-Bretanha|Angleterre|Inglaterra|Engeland
GR:EL|Ελλάδα|Ελλάς|Hellas|Ellada|GRC
HR:Hrvatska|HRV|CRO
HU:HUN|Hongarije|Maďarsko|Mađarska
IE:Éire|Republic of Ireland|IRL
IS:Ísland|ISL
IT:Italia|ITA
LT:Lietuva|LTU
LU:Lëtzebuerg|Luxemburg|LUX
LV:Latvija|LVA
MD:Republic of Moldova|MDA
ME:Crna Gora|Црна Гора|MNE
MK:Macedonia|FYROM|Северна Македонија|MKD
MT:MLT
NL:The Netherlands|Holland|Hollandia|Hollande|Pays Bas|NED|NLD|Países Baixos|Holanda
NO:Norge|Noreg|NOR
PL:Polska|POL
PT:POR|PRT
RO:România|ROU|ROM
RS:Srbija|Србија|SRB
SE:Sverige|SWE
SI:Slovenija|SVN|SLO
SK:Slovensko|Slovak Republic|République slovaque|SVK|Szlovák Köztársaság
TR:Turkey|Turkiye|TUR
UA:Україна|UKR
US:USA|U.S.A.|United States of America|Amerika|Vereinigte Staaten von Amerika
XK:Kosova|Косово|XKX|Kosovo*
"""
