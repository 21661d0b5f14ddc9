"""Where somebody can be hit: regions, countries, big cities, data centres."""

import re

_CONTINENTS = """
    Europe Asia Africa America Americas Australia Oceania Antarctica Scandinavia Benelux Nordics
    Baltics Balkans Iberia Caribbean
"""
_COUNTRIES = """
    Argentina Austria Bangladesh Belgium Brazil Bulgaria Canada Chile China Colombia Croatia
    Cyprus Czechia Denmark Egypt England Estonia Finland France Germany Ghana Greece Hungary Iceland
    India Indonesia Ireland Israel Italy Japan Kenya Latvia Lithuania Luxembourg Malaysia Malta
    Mexico Morocco Netherlands Nigeria Norway Pakistan Peru Philippines Poland Portugal Romania
    Scotland Serbia Singapore Slovakia Slovenia Spain Sweden Switzerland Taiwan Thailand Tunisia
    Turkey Ukraine Uruguay Vietnam Wales
"""
_CITIES = """
    Amsterdam Athens Atlanta Auckland Bangkok Barcelona Beijing Berlin Birmingham Boston Brussels
    Bucharest Budapest California Chicago Copenhagen Dallas Delhi Denver Dubai Dublin Düsseldorf
    Edinburgh Florida Frankfurt Geneva Glasgow Hamburg Helsinki Houston Istanbul Johannesburg
    Lagos Lisbon London Lyon Madrid Manchester Manila Marseille Melbourne Miami Milan Montreal
    Mumbai Munich Nairobi Ohio Oregon Osaka Oslo Paris Perth Prague Rome Seattle Seoul Shanghai
    Stockholm Sydney Texas Tokyo Toronto Vancouver Vienna Virginia Warsaw Washington Zurich
"""
_NAMES = "|".join(f"{_CONTINENTS} {_COUNTRIES} {_CITIES}".split())

PLACE = re.compile(
    rf"\b(?i:in|across|within|throughout|around|from|for|to|at|near|the)\s+(?:[Tt]he\s+)?"
    rf"(?:(?:North|South|East|West|Central|Northern|Southern|Eastern|Western|New|Greater|"
    rf"Latin)\s+)*"
    rf"(?:{_NAMES}|United (?:Kingdom|States|Arab Emirates)|South West|North West|North East|"
    rf"South East|Middle East|Asia[ -]Pacific|Hong Kong|New York|San Francisco|Los Angeles|"
    rf"(?:South|North) (?:Africa|Korea)|New Zealand|Saudi Arabia|Costa Rica|Sri Lanka)\b"
    rf"|\b(?:EU|US|USA|UK|UAE|APAC|EMEA|LATAM|ANZ|DACH|AMER)\d?\b"
    rf"(?=[\s-]*(?i:region|cluster|instance|data|customers?|users?|zone|site|server|store|shop|"
    rf"tenant|pod|environment)|[.,;:)]|\s*$|\s(?i:and|is|are|may|can|only))"
    rf"|\b(?:us|eu|ap|sa|ca|me|af|uk|il|cn|asia|europe|northamerica|southamerica|australia)-"
    rf"(?:gov-)?(?:north|south|east|west|central)\w*(?:-?\d[a-z]?)?\b"
    rf"|\b(?:[A-Z][\w-]+(?:ern|ean|ian|an)?\s+|(?i:one|two|some|several|multiple|all) (?:of our )?)"
    rf"(?:(?:data[ -]?cent(?:er|re)s?|regions?|zones?|sites?|facility|districts|PoPs?|servers)\b)"
    rf"|\b(?i:rack|room|zone|pod|cluster|region|hall)\s+[A-Z0-9]{{1,3}}\b"
    rf"|\b(?i:northern|southern|eastern|western|central) (?:districts|states|regions?|Europe|parts)"
    rf"|\b(?i:globally|worldwide|nationwide|mobile networks|smart TVs)\b"
)
"""A place in which people are hit; proper names count with their capital letter."""
