"""The words for who someone is: honorifics, offices and other roles; and what they tell of gender."""

HONORIFICS = {
    "mr": "male", "mr.": "male", "mister": "male", "sir": "male", "lord": "male", "monsieur": "male",
    "mrs": "female", "mrs.": "female", "ms": "female", "ms.": "female", "miss": "female", "lady": "female",
    "dame": "female", "madam": "female", "madame": "female", "mme": "female", "dr": "", "dr.": "", "prof": "",
    "prof.": "", "rev": "", "rev.": "", "reverend": "", "hon": "", "hon.": "", "honourable": "", "honorable": "",
    "st.": "", "saint": "", "sheikh": "male", "sheik": "male", "sheikha": "female", "hajj": "", "haji": "male",
    "alhaji": "male", "hajia": "female", "comrade": "", "chief": "", "engr": "", "engr.": "", "barr.": "",
    "ustaz": "male", "mullah": "male", "imam": "male", "ayatollah": "male", "datuk": "", "tan": "", "shri": "male",
    "smt": "female", "mst": "female", "begum": "female", "maulana": "male", "nana": "", "oba": "male", "u": "",
    "sri": "", "seri": "", "dato": "male", "dato'": "male", "dato’": "male", "datin": "female", "adv": "", "adv.": "",
    "atty": "", "atty.": "", "amb": "", "amb.": "",
}  # fmt: skip
"""Form of address -> the gender it tells, "" if none."""

HEADS_OF_STATE = frozenset(
    """
    president leader premier chancellor king queen emperor ruler strongman monarch sultan emir chairman
    prime-minister
    """.split()
)

OFFICES = HEADS_OF_STATE | frozenset(
    """
    minister secretary ambassador envoy spokesman spokeswoman spokesperson diplomat vice-premier vice-president
    vice-minister deputy-premier chairwoman chairperson official commander general admiral marshal colonel
    negotiator consul emissary representative adviser advisor junta dictator prince princess president-elect
    """.split()
)
"""Whoever holds one of these for a country acts for it."""

ROLES = OFFICES | frozenset(
    """
    agent analyst activist actor actress administrator archbishop artist attorney author banker bishop boss brigadier
    broadcaster businessman businesswoman campaigner candidate captain cardinal ceo chef chief cleric co-founder
    coach columnist commentator commissioner congressman congresswoman constable coordinator coroner correspondent
    councillor councilman councilwoman councilor counsel cricketer dean defender delegate deputy designer detective
    developer director doctor economist editor editor-in-chief engineer executive expert farmer father filmmaker
    first-lady footballer founder goalkeeper governor historian head inspector instructor investigator
    journalist judge justice lawmaker lawyer leader lecturer legislator lieutenant major manager mayor member
    midfielder monk mother mp musician novelist officer opposition organiser organizer owner painter
    parliamentarian partner pastor patriarch patron photographer physician pilot player playwright poet
    policeman politician pope
    presenter priest principal producer professor prosecutor publicist publisher pundit rabbi rector reporter researcher
    resident scholar scientist senator sergeant sheriff singer skipper soldier solicitor speaker specialist star striker
    student superintendent supervisor surgeon teacher trader treasurer trustee veteran vice-chairman
    vice-chancellor victim warden winger writer chairman sen. gov. rep. gen. lt. col. capt. maj. sgt. brig. adm.
    """.split()
)

MODIFIERS = frozenset(
    """
    acting assistant associate caretaker chief crown defence defense deputy economic elected emeritus
    energy ex executive
    exiled external female finance first foreign former general health home honorary incumbent information
    interim interior joint junior justice late lead longtime managing military national newly of opposition
    outgoing paramount permanent police political press prime public regional retired ruling second senior
    special state supreme then trade under veteran vice long-time top the and
    """.split()
)
"""Lower-cased words that may stand between a country and an office and belong to the role."""
ANOTHER_OFFICE = frozenset("former vice deputy acting interim ex late then assistant associate under".split())
"""Of these, those that make another office of it: `the president` is no vice president."""

FEMALE = frozenset("she her hers herself".split())
MALE = frozenset("he him his himself".split())
FEMALE_ROLES = frozenset(
    "queen princess actress spokeswoman chairwoman businesswoman congresswoman mother wife daughter sister".split()
)
MALE_ROLES = frozenset(
    "king prince spokesman businessman congressman father husband son brother policeman".split()
)

FACILITIES = frozenset(
    """
    Square Street Avenue Road Boulevard Airport Stadium Bridge Palace Tower Towers Mausoleum Mosque Cathedral Church
    Temple Hospital Prison Plaza Station Port Harbour Harbor Highway Dam Park Museum Theatre Theater Hall Arena
    Barracks Base Cemetery Hotel Market Monument Shrine Tunnel Checkpoint Stadium Terminal Expressway Library Zoo
    """.split()
)
WATERS_AND_LANDS = frozenset(
    """
    peninsula river sea lake ocean mountain mountains mount valley desert island islands gulf strait bay cape
    basin plateau delta hills archipelago canal coast border region reef channel creek range falls bank
    """.split()
)

SURNAME_FIRST = frozenset(
    """
    kim ri lee rhee yi pak park choe choi jong jung chung jang chang kang jo cho yun yoon rim lim han sin shin so
    seo kwon hwang an ahn song ryu yoo hong ko go mun moon yang son paek baek ho heo nam sim no roh ha kwak
    song ki hyon paik xi liu wang li zhang chen zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo liang zheng
    xie tang deng feng han cao zeng peng xiao cai pan tian dong yuan yu ye du su wei cheng lu ding ren shen yao fu
    zhong jiang cui tan wen qin bo hua mao meng qiu hou jia xue lei bai long duan shi tao jin qian nguyen tran le
    pham hoang phan vu vo dang bui do ngo duong ly dinh truong tsai ying leung tam wong cheung chan kwok lam ng
    """.split()
)
"""Korean, Chinese and Vietnamese surnames, which stand before the given name."""
