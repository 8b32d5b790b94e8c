"""Bodies the world's papers name in more than one way without saying so, and seats that stand for governments."""

from copydesk.text import fold

_BODIES: dict[str, tuple[str, ...]] = {
    "United Nations": ("UN", "U.N.", "United Nations Organisation", "United Nations Organization"),
    "UN Security Council": ("United Nations Security Council", "U.N. Security Council", "UNSC"),
    "UN General Assembly": ("United Nations General Assembly", "U.N. General Assembly", "UNGA"),
    "European Union": ("EU", "E.U."),
    "African Union": ("AU",),
    "NATO": ("Nato", "North Atlantic Treaty Organization", "North Atlantic Treaty Organisation"),
    "World Health Organization": ("WHO", "World Health Organisation"),
    "International Monetary Fund": ("IMF",),
    "World Trade Organization": ("WTO", "World Trade Organisation"),
    "ASEAN": ("Association of Southeast Asian Nations", "Association of South East Asian Nations"),
    "ECOWAS": ("Economic Community of West African States",),
    "OPEC": ("Organization of the Petroleum Exporting Countries", "Organisation of Petroleum Exporting Countries"),
    "UNICEF": ("Unicef", "UN Children's Fund", "United Nations Children's Fund"),
    "UNHCR": ("UN High Commissioner for Refugees", "United Nations High Commissioner for Refugees"),
    "UNESCO": ("Unesco",),
    "World Food Programme": ("WFP", "World Food Program"),
    "International Atomic Energy Agency": ("IAEA",),
    "International Criminal Court": ("ICC",),
    "International Committee of the Red Cross": ("ICRC",),
    "FBI": ("Federal Bureau of Investigation",),
    "CIA": ("Central Intelligence Agency",),
    "Reuters": ("Thomson Reuters", "Reuters News Agency"),
    "Associated Press": ("AP",),
    "AFP": ("Agence France-Presse", "Agence France Presse"),
    "KCNA": ("Korean Central News Agency",),
    "Xinhua": ("Xinhua News Agency",),
    "TASS": ("Tass", "Itar-Tass", "ITAR-TASS"),
    "Yonhap": ("Yonhap News Agency", "Yonhap News"),
    "BBC": ("British Broadcasting Corporation", "BBC News"),
    "World Bank": (), "Interpol": ("INTERPOL",), "Europol": (), "OSCE": (), "Arab League": ("League of Arab States",),
    "European Commission": (), "European Parliament": (), "European Central Bank": ("ECB",),
    "Amnesty International": (), "Human Rights Watch": ("HRW",), "Doctors Without Borders": ("MSF",),
    "Hamas": ("HAMAS",), "Hezbollah": ("Hizbollah", "Hizbullah"), "Taliban": ("Taleban",), "Fatah": (),
    "al-Qaeda": ("Al-Qaeda", "Al Qaeda", "al Qaeda", "al-Qaida", "Al-Qaida", "Al Qaida"), "Boko Haram": (),
    "al-Shabaab": ("Al-Shabaab", "Al Shabaab", "al Shabaab", "al-Shabab"), "Islamic Jihad": (),
    "Sinn Féin": ("Sinn Fein",), "Fianna Fáil": ("Fianna Fail",), "Fine Gael": (), "Likud": (), "Kuomintang": (),
    "Islamic State": ("ISIS", "ISIL", "IS", "Islamic State of Iraq and Syria", "Islamic State of Iraq and the Levant"),
}  # fmt: skip

CANONICAL = {
    fold(alias).replace(".", "") if len(alias) < 8 else fold(alias): name
    for name, aliases in _BODIES.items()
    for alias in (name, *aliases)
}
"""Folded name, as `organisations.key_of` makes it, -> the one name used for the body."""

_HOUSES = """
    Nvidia|Petronas|Chevron|Exxon Mobil|ExxonMobil|ConocoPhillips|TotalEnergies|Saudi Aramco|Aramco|
    Gazprom|Rosneft|Lukoil|Equinor|Repsol|Glencore|ArcelorMittal|BASF|Siemens|Volkswagen|BMW|Mercedes-Benz|
    Audi|Toyota|Nissan|Hyundai|Kia|Volvo|Peugeot|Citroën|Stellantis|Boeing|Airbus|Embraer|Lockheed Martin|
    Raytheon|Northrop Grumman|BAE Systems|Rolls-Royce|Google|Microsoft|Facebook|Instagram|WhatsApp|YouTube|
    TikTok|Twitter|Meta|Pinterest|AT&T|Snapchat|LinkedIn|Reddit|Spotify|Netflix|Huawei|Xiaomi|Samsung|Sony|Panasonic|Toshiba|
    Hitachi|Foxconn|TSMC|Intel|Qualcomm|IBM|Cisco|OpenAI|Anthropic|DeepMind|Alibaba|Tencent|Baidu|
    ByteDance|Uber|Uber Eats|Lyft|DoorDash|Deliveroo|Airbnb|PayPal|Mastercard|Goldman Sachs|Morgan Stanley|
    JPMorgan|JPMorgan Chase|Citigroup|HSBC|Barclays|NatWest|UBS|Credit Suisse|Deutsche Bank|Commerzbank|
    BNP Paribas|Société Générale|BlackRock|Pfizer|Moderna|AstraZeneca|Novartis|Novo Nordisk|Eli Lilly|
    GlaxoSmithKline|Sanofi|Walmart|Carrefour|Lidl|Aldi|Tesco|Asda|IKEA|Ikea|Unilever|Nestlé|Nestle|Danone|
    PepsiCo|Coca-Cola|Starbucks|Adidas|Louis Vuitton|Lululemon|Shopify|Strava|Maersk|Lufthansa|Ryanair|
    EasyJet|easyJet|Qantas|Vodafone|Verizon|Ericsson|Nokia|Transnet|Eskom|Le Monde|Le Figaro|Der Spiegel|
    Die Zeit|El País|La Repubblica|Corriere della Sera|Kommersant|Izvestia|Haaretz|Dagens Nyheter|
    Aftonbladet|Politiken|Yomiuri Shimbun|Asahi Shimbun|Al Jazeera|Komeito|Fidesz|Ennahda
"""
"""Firms, papers and parties known by a name that is neither a person's nor a place's, though it may look like one."""

BODY_NAMES = frozenset(text for name, aliases in _BODIES.items() for text in (name, *aliases)) | frozenset(
    name.strip() for name in _HOUSES.split("|")
)
"""Every wording of these bodies, with its case: `WHO`, not `Who`."""

GOVERNMENT_SEATS = {
    "Kremlin": "RU", "White House": "US", "Pentagon": "US", "State Department": "US", "Capitol Hill": "US",
    "Downing Street": "GB", "Whitehall": "GB", "10 Downing Street": "GB", "Foreign Office": "GB",
    "Elysee": "FR", "Elysee Palace": "FR", "Élysée": "FR", "Élysée Palace": "FR", "Quai d'Orsay": "FR",
    "Blue House": "KR", "Zhongnanhai": "CN", "Aso Rock": "NG", "Union Buildings": "ZA", "Jubilee House": "GH",
}  # fmt: skip
"""Buildings and offices that stand for a country's government."""

TERRITORIES = frozenset(
    """
    Gaza|Gaza Strip|West Bank|Golan Heights|Crimea|Kashmir|Tibet|Xinjiang|Chechnya|Darfur|Tigray|Nagorno-Karabakh|
    Kurdistan|Iraqi Kurdistan|Western Sahara|Abkhazia|South Ossetia|Transnistria|Somaliland|Puntland|Catalonia|
    England|Scotland|Wales|Northern Ireland
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""Lands that are no states, but are governed, fought over or act as states do."""
