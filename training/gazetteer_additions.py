"""What the packaged country and place tables lack, kept by hand: newspaper names, demonyms, regions, seats."""

COUNTRY_NAMES = {
    "CI": "Ivory Coast", "TR": "Turkey", "NR": "Nauru", "CG": "Republic of the Congo",
    "CD": "Democratic Republic of the Congo", "CZ": "Czech Republic", "TL": "East Timor", "VA": "Vatican",
    "PS": "Palestine", "SH": "Saint Helena", "ST": "Sao Tome and Principe", "CW": "Curacao",
    "AX": "Aland Islands", "MK": "North Macedonia", "SZ": "Eswatini", "MM": "Myanmar", "CV": "Cape Verde",
}  # fmt: skip

COUNTRY_ALIASES: dict[str, tuple[str, ...]] = {
    "US": ("US", "U.S.", "USA", "U.S.A.", "United States of America", "States", "America"),
    "GB": ("UK", "U.K.", "Britain", "Great Britain"),
    "AE": ("UAE", "U.A.E.", "Emirates"),
    "KR": ("ROK", "Republic of Korea", "S. Korea", "S Korea"),
    "KP": ("DPRK", "D.P.R.K.", "DPR Korea", "N. Korea", "N Korea"),
    "CN": ("PRC", "P.R.C.", "mainland China", "Mainland China"),
    "CD": ("DRC", "DR Congo", "D.R. Congo", "Congo-Kinshasa", "Democratic Republic of Congo", "Congo"),
    "CG": ("Congo-Brazzaville", "Republic of Congo", "Congo Republic", "Congo Brazzaville"),
    "CI": ("Cote d'Ivoire", "Côte d'Ivoire", "Côte d’Ivoire"),
    "MM": ("Burma",),
    "NL": ("Holland", "The Netherlands"),
    "CZ": ("Czechia",),
    "TR": ("Türkiye", "Turkiye"),
    "MK": ("Macedonia", "FYROM"),
    "SZ": ("Swaziland",),
    "CV": ("Cabo Verde",),
    "TL": ("Timor-Leste", "Timor Leste"),
    "VA": ("Vatican City", "Holy See"),
    "PS": ("Palestinian Territories", "Palestinian territories", "Occupied Palestinian Territory",
           "State of Palestine", "Palestinian Territory"),
    "RU": ("Russian Federation",),
    "IR": ("Islamic Republic of Iran", "Islamic Republic"),
    "SA": ("KSA", "Kingdom of Saudi Arabia"),
    "NZ": ("Aotearoa",),
    "PG": ("PNG", "Papua-New Guinea"),
    "CF": ("CAR", "Central Africa Republic"),
    "BA": ("Bosnia", "Bosnia-Herzegovina", "BiH"),
    "TT": ("Trinidad",),
    "KN": ("St Kitts and Nevis", "St. Kitts and Nevis", "St Kitts", "St. Kitts"),
    "LC": ("St Lucia", "St. Lucia"),
    "VC": ("St Vincent", "St. Vincent", "St Vincent and the Grenadines"),
    "AG": ("Antigua", "Antigua & Barbuda"),
    "BS": ("The Bahamas",),
    "GM": ("The Gambia",),
    "ST": ("São Tomé", "Sao Tome", "São Tomé and Príncipe"),
    "SY": ("Syrian Arab Republic",),
    "LA": ("Lao PDR", "Lao People's Democratic Republic"),
    "VN": ("Viet Nam",),
    "MD": ("Republic of Moldova",),
    "TZ": ("United Republic of Tanzania",),
    "VE": ("Bolivarian Republic of Venezuela",),
    "HK": ("Hong Kong SAR",),
    "MO": ("Macau",),
    "FM": ("FSM", "Federated States of Micronesia"),
    "ZA": ("RSA",),
}  # fmt: skip

DEMONYMS: dict[str, tuple[str, ...]] = {
    "US": ("American", "Americans", "U.S. American"),
    "GB": ("British", "Briton", "Britons", "Brit", "Brits"),
    "AR": ("Argentine", "Argentines", "Argentinian", "Argentinians"),
    "AF": ("Afghani",), "AZ": ("Azeri", "Azeris"), "BD": ("Bangladeshis",),
    "BW": ("Batswana", "Botswanan"), "BY": ("Belarussian", "Belorussian"), "BF": ("Burkinabè", "Burkinabe"),
    "BA": ("Bosnian", "Bosnians"), "CH": ("Swiss",), "CL": ("Chilean",), "CN": ("Chinese",),
    "CZ": ("Czech", "Czechs"), "DE": ("German", "Germans"), "DK": ("Dane", "Danes", "Danish"),
    "DJ": ("Djiboutian",), "EC": ("Ecuadorian", "Ecuadorians"), "ES": ("Spaniard", "Spaniards", "Spanish"),
    "FI": ("Finn", "Finns", "Finnish"), "FR": ("French", "Frenchman", "Frenchmen"),
    "GR": ("Greek", "Greeks"), "GW": ("Bissau-Guinean",), "HK": ("Hongkonger", "Hong Konger", "Hongkongers"),
    "IE": ("Irish", "Irishman", "Irishmen"), "IL": ("Israeli", "Israelis"), "IS": ("Icelandic",),
    "IQ": ("Iraqi", "Iraqis"), "IN": ("Indian", "Indians"), "JP": ("Japanese",),
    "KG": ("Kyrgyz", "Kyrgyzstani"), "KZ": ("Kazakh", "Kazakhs"), "KM": ("Comorian",),
    "KN": ("Kittitian",), "KP": ("North Korean", "North Koreans", "N. Korean"),
    "KR": ("South Korean", "South Koreans", "S. Korean"),
    "LA": ("Lao", "Laotian"), "LI": ("Liechtensteiner",), "LS": ("Basotho",), "LU": ("Luxembourgish",),
    "MG": ("Malagasy", "Madagascan"), "MM": ("Burmese", "Myanmarese"), "MV": ("Maldivian",),
    "MX": ("Mexican",), "MZ": ("Mozambican",), "NA": ("Namibian",), "NE": ("Nigerien",),
    "NG": ("Nigerian", "Nigerians"), "NL": ("Dutch", "Dutchman"), "NP": ("Nepali", "Nepalis", "Nepalese"),
    "NZ": ("Kiwi", "Kiwis", "New Zealander"), "PH": ("Filipino", "Filipinos", "Filipina", "Philippine"),
    "PK": ("Pakistani", "Pakistanis"), "PL": ("Pole", "Poles", "Polish"),
    "PS": ("Palestinian", "Palestinians"), "PT": ("Portuguese",), "RO": ("Romanian",),
    "RS": ("Serb", "Serbs", "Serbian"), "RU": ("Russian", "Russians"),
    "SA": ("Saudi", "Saudis", "Saudi Arabian"), "SE": ("Swede", "Swedes", "Swedish"),
    "SI": ("Slovenian",), "SK": ("Slovak", "Slovakian"), "SO": ("Somali", "Somalis", "Somalian"),
    "SR": ("Surinamese",), "SV": ("Salvadorian", "Salvadorean"), "SZ": ("Swazi",),
    "TH": ("Thai", "Thais"), "TJ": ("Tajik", "Tajiks"), "TL": ("Timorese",), "TM": ("Turkmen",),
    "TR": ("Turkish", "Turk", "Turks"), "TT": ("Tobagonian", "Trinidadian"),
    "TW": ("Taiwanese",), "UA": ("Ukrainian", "Ukrainians"), "UZ": ("Uzbek", "Uzbeks"),
    "VN": ("Vietnamese",), "XK": ("Kosovar", "Kosovan", "Kosovars"), "YE": ("Yemeni", "Yemenis", "Yemenite"),
    "ZA": ("South African", "South Africans"), "HR": ("Croat", "Croats", "Croatian"),
    "VA": (), "VI": (), "VC": ("Vincentian",), "SC": ("Seychellois",), "BB": ("Bajan",),
    "AE": ("Emirati", "Emiratis"), "CI": ("Ivorian", "Ivorians"), "CD": ("Congolese",),
    "MK": ("Macedonian",), "BN": ("Bruneian",), "IR": ("Iranian", "Iranians"),
}  # fmt: skip

NOT_DEMONYMS = frozenset(
    {"Channel Islander", "Gibraltar", "Djibouti", "Icelander", "Christmas Island", "Miquelon"}
)
"""Given as demonyms, but a place name, or shared by several, or not what papers write."""

COUNTRY_POINTS = {
    "US": (39.76, -98.5), "AU": (-25.0, 135.0), "IN": (22.0, 79.0),
    "GB": (54.76, -2.70), "CD": (-2.5, 23.5), "XK": (42.58, 21.0), "PS": (31.92, 35.2), "VN": (16.17, 107.83),
}  # fmt: skip
"""Where the packaged point is not the one GeoNames gives the country."""

SEATS: dict[str, tuple[str, ...]] = {
    "IL": ("Jerusalem",), "NL": ("The Hague", "Amsterdam"), "BO": ("La Paz", "Sucre"), "ZA": ("Pretoria",),
    "CI": ("Abidjan", "Yamoussoukro"), "TZ": ("Dodoma", "Dar es Salaam"), "NG": ("Abuja",),
    "MM": ("Naypyidaw", "Naypyitaw", "Nay Pyi Taw", "Rangoon", "Yangon"), "KZ": ("Astana", "Nur-Sultan"),
    "US": ("Washington", "Washington DC", "Washington D.C.", "Washington, D.C.", "Washington, DC"),
    "UA": ("Kyiv", "Kiev"), "IN": ("New Delhi", "Delhi"), "CN": ("Beijing", "Peking"), "BI": ("Bujumbura",),
    "BJ": ("Cotonou", "Porto-Novo"), "LK": ("Colombo",), "MY": ("Kuala Lumpur", "Putrajaya"),
    "TW": ("Taipei",), "XK": ("Pristina",), "PS": ("Ramallah",), "TD": ("N'Djamena", "Ndjamena"),
    "BR": ("Brasilia", "Brasília"), "CM": ("Yaounde", "Yaoundé"), "HK": (), "MO": (), "SG": (), "MC": (),
    "VA": (), "LU": (), "DJ": (), "SM": (), "GI": (), "MX": ("Mexico City",), "KW": ("Kuwait City",),
    "GT": ("Guatemala City",), "PA": ("Panama City",), "CO": ("Bogota", "Bogotá"), "TG": ("Lome", "Lomé"),
    "PY": ("Asuncion", "Asunción"), "CR": (), "MV": (), "BE": (), "JE": (), "GG": (), "IM": ("Douglas",),
    "SC": (), "LC": (), "JM": (), "GE": ("Tbilisi",), "RU": ("Moscow",), "AU": ("Canberra",),
}  # fmt: skip
"""Cities that stand for a government where the packaged capital is not (only) the one papers name."""

ADMIN_ALIASES: dict[tuple[str, str], tuple[str, ...]] = {
    ("US", "Alabama"): ("Ala.",), ("US", "Arizona"): ("Ariz.",), ("US", "Arkansas"): ("Ark.",),
    ("US", "California"): ("Calif.", "Cal."), ("US", "Colorado"): ("Colo.",),
    ("US", "Connecticut"): ("Conn.",), ("US", "Delaware"): ("Del.",), ("US", "Florida"): ("Fla.",),
    ("US", "Georgia"): ("Ga.",), ("US", "Illinois"): ("Ill.",), ("US", "Indiana"): ("Ind.",),
    ("US", "Kansas"): ("Kan.", "Kans."), ("US", "Kentucky"): ("Ky.",), ("US", "Louisiana"): ("La.",),
    ("US", "Maine"): ("Me.",), ("US", "Maryland"): ("Md.",), ("US", "Massachusetts"): ("Mass.",),
    ("US", "Michigan"): ("Mich.",), ("US", "Minnesota"): ("Minn.",), ("US", "Mississippi"): ("Miss.",),
    ("US", "Missouri"): ("Mo.",), ("US", "Montana"): ("Mont.",), ("US", "Nebraska"): ("Neb.", "Nebr."),
    ("US", "Nevada"): ("Nev.",), ("US", "New Hampshire"): ("N.H.",), ("US", "New Jersey"): ("N.J.",),
    ("US", "New Mexico"): ("N.M.",), ("US", "New York"): ("N.Y.",), ("US", "North Carolina"): ("N.C.",),
    ("US", "North Dakota"): ("N.D.",), ("US", "Oklahoma"): ("Okla.",), ("US", "Oregon"): ("Ore.",),
    ("US", "Pennsylvania"): ("Pa.", "Penn."), ("US", "Rhode Island"): ("R.I.",),
    ("US", "South Carolina"): ("S.C.",), ("US", "South Dakota"): ("S.D.",), ("US", "Tennessee"): ("Tenn.",),
    ("US", "Texas"): ("Tex.",), ("US", "Vermont"): ("Vt.",), ("US", "Virginia"): ("Va.",),
    ("US", "Washington"): ("Wash.", "Washington state", "Washington State"),
    ("US", "West Virginia"): ("W.Va.", "W. Va."), ("US", "Wisconsin"): ("Wis.",), ("US", "Wyoming"): ("Wyo.",),
    ("US", "District of Columbia"): ("D.C.",), ("CA", "Ontario"): ("Ont.", "Ontarian", "Ontarians"),
    ("CA", "British Columbia"): ("B.C.",), ("CA", "Quebec"): ("Que.",), ("CA", "Alberta"): ("Alta.",),
    ("AU", "New South Wales"): ("NSW",), ("ID", "Aceh"): ("Achenese",), ("RU", "Tatarstan Republic"): ("Tatarstan",),
    ("RU", "Chechnya"): ("Chechen", "Chechens"), ("RU", "Dagestan"): ("Dagestani", "Dagestanis"),
    ("IN", "Kashmir"): ("Jammu and Kashmir", "Jammu & Kashmir"), ("GB", "England"): ("English",),
    ("GB", "Scotland"): ("Scottish", "Scots", "Scot"), ("GB", "Wales"): ("Welsh",),
    ("GB", "N Ireland"): ("Northern Ireland", "Northern Irish"), ("CN", "Tibet"): ("Tibetan", "Tibetans"),
    ("CN", "Xinjiang Uygur Zizhiqu"): ("Xinjiang",), ("CN", "Inner Mongolia"): (),
}  # fmt: skip

ADMIN_POINTS = {
    ("CA", "Ontario"): (49.25, -84.5), ("CA", "Quebec"): (52.0, -72.0), ("CA", "British Columbia"): (53.5, -125.0),
    ("CA", "Alberta"): (55.0, -115.0), ("CA", "Manitoba"): (55.0, -97.0), ("CA", "Saskatchewan"): (54.0, -106.0),
    ("CA", "Newfoundland and Labrador"): (52.0, -56.0), ("US", "Alaska"): (64.0, -150.0),
    ("AU", "Western Australia"): (-25.0, 122.0), ("AU", "Queensland"): (-20.0, 145.0),
    ("AU", "South Australia"): (-30.0, 135.0), ("AU", "Northern Territory"): (-20.0, 134.0),
}  # fmt: skip
"""The middle of large provinces whose towns all lie at one side."""

REGIONS: dict[str, tuple[float, float, str, tuple[str, ...]]] = {
    "Africa": (7.19, 21.1, "", ("African", "Africans")), "Asia": (29.84, 89.3, "", ("Asian", "Asians")),
    "Europe": (48.69, 9.14, "", ("European", "Europeans")),
    "European Union": (50.1, 9.0, "", ("EU", "E.U.")),
    "North America": (46.07, -100.55, "", ("North American",)),
    "South America": (-14.6, -57.66, "", ("South American",)),
    "Latin America": (-4.4, -61.3, "", ("Latin American",)), "Central America": (13.0, -85.0, "", ()),
    "Oceania": (-18.3, 138.5, "", ()), "Caribbean": (18.0, -71.0, "", ()), "Antarctica": (-78.16, 16.4, "", ()),
    "Middle East": (31.05, 34.9, "", ("Middle Eastern", "Mideast")), "Near East": (31.0, 36.0, "", ()),
    "Arab world": (25.0, 30.0, "", ()), "North Africa": (26.0, 8.0, "", ("North African",)),
    "West Africa": (12.0, -3.0, "", ("West African",)), "East Africa": (1.0, 36.0, "", ("East African",)),
    "Southern Africa": (-22.0, 24.0, "", ()), "Central Africa": (4.0, 20.0, "", ()),
    "Sub-Saharan Africa": (0.0, 20.0, "", ("sub-Saharan Africa",)), "Sahel": (15.0, 10.0, "", ()),
    "Horn of Africa": (8.0, 46.0, "", ()), "Maghreb": (31.0, 2.0, "", ()), "Sahara": (23.0, 13.0, "", ()),
    "Central Asia": (43.0, 67.0, "", ("Central Asian",)), "South Asia": (23.0, 79.0, "", ("South Asian",)),
    "Southeast Asia": (8.0, 110.0, "", ("South-East Asia", "South East Asia", "Southeast Asian")),
    "East Asia": (38.0, 115.0, "", ("East Asian",)), "Northeast Asia": (42.0, 127.0, "", ("North-East Asia",)),
    "Asia-Pacific": (10.0, 130.0, "", ("Asia Pacific",)), "Indo-Pacific": (0.0, 110.0, "", ()),
    "Western Europe": (48.0, 6.0, "", ()), "Eastern Europe": (50.0, 28.0, "", ()),
    "Balkans": (42.5, 23.0, "", ("Balkan",)), "Scandinavia": (63.0, 15.0, "", ("Scandinavian",)),
    "Baltic": (57.0, 25.0, "", ("Baltics", "Baltic states")), "Baltic Sea": (58.0, 20.0, "", ()),
    "Caucasus": (42.5, 45.0, "", ("South Caucasus", "North Caucasus")), "Siberia": (60.0, 100.0, "RU", ()),
    "Korean Peninsula": (38.5, 127.2, "", ("Korean peninsula",)), "Korea": (38.0, 127.5, "", ("Korean", "Koreans")),
    "Gaza Strip": (31.42, 34.36, "PS", ("Gaza",)), "West Bank": (31.99, 35.25, "PS", ()),
    "East Jerusalem": (31.79, 35.24, "PS", ()), "Golan Heights": (33.0, 35.8, "", ()),
    "Sinai": (29.5, 34.0, "EG", ("Sinai Peninsula",)), "Kurdistan": (37.0, 43.0, "", ("Kurdish", "Kurds", "Kurd")),
    "Darfur": (13.5, 24.0, "SD", ("Darfuri",)), "Puntland": (8.5, 48.5, "SO", ()),
    "Somaliland": (9.8, 44.5, "SO", ()), "Tigray": (14.0, 38.8, "ET", ()), "Biafra": (5.5, 7.5, "NG", ()),
    "South Ossetia": (42.34, 44.09, "GE", ("South Ossetian", "South Ossetians")),
    "Abkhazia": (43.0, 41.02, "GE", ("Abkhaz", "Abkhazian")), "Crimea": (45.3, 34.4, "UA", ("Crimean",)),
    "Donbas": (48.0, 38.0, "UA", ("Donbass",)), "Transnistria": (47.2, 29.3, "MD", ("Trans-Dniester",)),
    "Nagorno-Karabakh": (39.8, 46.75, "AZ", ("Karabakh", "Nagorno Karabakh")),
    "Kashmir": (34.5, 76.0, "", ("Kashmiri",)),
    "Tibet": (31.5, 88.0, "CN", ("Tibetan",)), "Bosphorus": (41.1, 29.05, "TR", ()),
    "Chechnya": (43.4, 45.7, "RU", ("Chechen", "Chechens")), "Dagestan": (43.0, 47.0, "RU", ("Dagestani",)),
    "England": (52.16, -0.70, "GB", ("English",)), "Scotland": (56.0, -4.0, "GB", ("Scottish", "Scots")),
    "Wales": (52.5, -3.5, "GB", ("Welsh",)), "Northern Ireland": (54.5, -6.5, "GB", ()),
    "New England": (43.9, -71.5, "US", ()), "Midwest": (41.5, -93.0, "US", ()), "Cornwall": (50.42, -4.83, "GB", ()),
    "Soviet Union": (60.0, 47.0, "", ("USSR", "Soviet")), "Yugoslavia": (44.0, 19.0, "", ()),
    "Appalachia": (38.0, -81.0, "US", ()), "Deep South": (32.5, -86.5, "US", ()),
    "Mediterranean": (35.0, 20.0, "", ("Mediterranean Sea",)), "Black Sea": (43.0, 34.0, "", ()),
    "Red Sea": (19.0, 39.0, "", ()), "Caspian Sea": (41.0, 51.0, "", ()), "Persian Gulf": (27.0, 51.0, "", ("Gulf",)),
    "Arabian Sea": (15.0, 66.0, "", ()), "Gulf of Aden": (12.0, 47.5, "", ()), "Indian Ocean": (-10.0, 70.0, "", ()),
    "South China Sea": (14.0, 114.0, "", ()), "East China Sea": (29.0, 125.0, "", ()),
    "Yellow Sea": (35.0, 123.0, "", ("West Sea",)), "Sea of Japan": (40.0, 135.0, "", ("East Sea",)),
    "Taiwan Strait": (24.0, 119.0, "", ()), "Strait of Hormuz": (26.6, 56.5, "", ()),
    "Atlantic Ocean": (10.0, -25.0, "", ("Atlantic",)), "Pacific Ocean": (0.0, -150.0, "", ("Pacific",)),
    "Gulf of Mexico": (25.0, -90.0, "", ()), "North Sea": (56.0, 3.0, "", ()), "Arctic": (85.0, 0.0, "", ()),
    "Amazon": (-3.0, -62.0, "BR", ()), "Nile": (25.0, 32.6, "EG", ("River Nile", "Nile River")),
    "Patagonia": (-44.0, -69.0, "AR", ()), "Punjab": (31.0, 74.0, "", ("Punjabi",)), "Bengal": (23.7, 89.0, "", ()),
    "Mississippi River": (35.0, -90.0, "US", ()), "Ohio River": (38.0, -85.5, "US", ()),
    "Great Lakes": (45.0, -85.0, "", ()), "Lake Victoria": (-1.0, 33.0, "", ()), "Kordofan": (12.5, 30.0, "SD", ()),
}  # fmt: skip
"""Name -> latitude, longitude, country or "", other names. Points are rounded; the places are large."""

NOT_PLACES = frozenset(
    """
    a an and as at but by for from he her his i in is it man many march may me men mo most new no of on or our
    she sun the they this to us was we will with you monday tuesday wednesday thursday friday saturday sunday
    january february april june july august september october november december center university police army
    west east north south central union police most date same bar best young white black brown green
    """.split()
) - {"us"}
"""Folded names of real places that are nearly always other words."""
