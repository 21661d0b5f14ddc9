"""What a post must tell of the trouble: what customers notice, and who is hit.

Each rule looks at one sentence and gives back the words it rests on. The rules were written with
one half of the labelled posts in the tests, and measured on the half kept apart.
"""

import re

from scoring.posts import places

SENTENCE_END = re.compile(r"(?<=[.!?])(?<!\b[ap]\.m\.)\s+|\n+")


def sentences(text: str) -> list[str]:
    """The sentences of a text; a line break ends one too."""
    return [part.strip() for part in SENTENCE_END.split(text) if part.strip()]


# Impact


def _words(*parts: str) -> str:
    return r"\b(?:" + "|".join(parts) + r")\b"


_NOT = r"(?:not|n't|never|no longer)"
_DOES = (
    r"(?:load|work|respond|receiv|sync|display|show|arriv|available|deliver|start|process|appear|"
    r"reach|being|going? through|go through|open|complet|connect|updat|play|send|sent|accept|"
    r"visible|accessible|reachable|possible|function|ring|be (?:able|reached|opened|downloaded|"
    r"changed|played|collected|redeemed|loaded|saved|sent|used|seen|shown|completed|placed|read))"
)
SYMPTOM = re.compile(
    _words(
        r"errors?",
        r"fail(?:s|ed|ing|ures?)?",
        r"time-?outs?",
        r"tim(?:e|es|ed|ing)[ -]out",
        r"slow(?:er|ly|ness|downs?)?",
        r"latenc(?:y|ies)",
        r"delay(?:s|ed)?",
        r"degrad\w+",
        r"impair\w+",
        r"unavailab\w+",
        r"outages?",
        r"downtimes?",
        r"(?:extended|increased|elevated|long) (?:\w+ )?(?:times?|waits?|rates?|queues?)",
        r"(?:is|are|was|were|went|goes|been|be|currently|being|go|gone|taken?|took)"
        r"(?:\s\w+){0,4}?\s(?:down|offline)",
        r"inaccessible",
        r"unreachable",
        r"unresponsive",
        r"can(?:no|')?t",
        r"can not",
        r"could(?:n't| not)",
        r"won't",
        r"unable",
        r"not able",
        r"impossible",
        r"(?:trouble|difficult(?:y|ies)|issues?|problems?) (?:in |with |when |while )?"
        r"(?:logg|sign|load|connect|access|open|send|receiv|upload|download|pay|check|order|plac|"
        r"deliver|process|display|sav|join|start|mak|creat|us|view|reach)\w*ing",
        r"(?:experienc|hav|fac|see)\w* (?:an? |some |any )?(?:\w+ )?(?:issues?|problems?) "
        r"(?:when|while|with)",
        r"(?:issues?|problems?|incidents?) (?:(?:that |which )?(?:is |are |was |were ))?"
        r"(?:currently )?(?:affecting|impacting|with) (?:\w+ ){0,3}?"
        r"(?:access|delivery|deliveries|processing|verification|authentication|log-?ins?|sign-?ins?|"
        r"check-?outs?|payments?|orders?|ordering|search|uploads?|downloads?|calls?|e-?mails?|"
        r"messag(?:es|ing)|notifications?|transactions?|transmission)",
        r"(?:unexpected|temporary|brief) (?:pause|halt|loss)",
        r"(?:connectivity|connection|performance|network) (?:issues?|problems?|loss)",
        r"packet loss",
        r"interrupt\w*",
        r"disrupt\w*",
        r"disconnect\w*",
        r"bounc\w+",
        r"missing",
        r"duplicat\w+",
        r"twice",
        r"(?:lose|loses|lost|losing) (?:\w+ ){0,2}(?:connections?|power|track)",
        r"without (?:internet|power|service|connection|signal|electricity|sound)",
        r"(?:no|nobody) (?:\w+ ){1,3}(?:is|are|can|has|have|get|gets|shown|available)",
        r"stuck",
        r"hang(?:s|ing)?",
        r"fr(?:ee|o)z\w+",
        r"crash\w*",
        r"incorrect\w*",
        r"inaccurate",
        r"wrong",
        r"stale",
        r"old data",
        r"out of date",
        r"incomplete",
        r"partial(?:ly)?(?! (?:refunds?|credits?|list|recovery))",
        r"gaps?",
        r"empty",
        r"blank",
        r"reject\w+",
        r"refused",
        r"declined",
        r"turned down",
        r"drops",
        r"dropped",
        r"late",
        r"longer (?:than|to)",
        r"stopped",
        r"disabled",
        r"paused",
        r"restricted",
        r"read-only",
        r"logged out",
        r"buffer(?:s|ing)?",
        r"lag(?:s|gy|ging)?",
        r"queued",
        r"pile[ds]? up",
        r"piling up",
        r"intermittent\w*",
        r"(?:poor|reduced|limited|loss of) \w+",
        r"warnings?",
        r"again and again",
        r"no dial tone",
        r"(?:is|are|was|were|be) broken",
        r"breaks?",
        r"loss of",
        r"throttl\w+",
        r"(?:prevent|stop|block|keep)(?:s|ed|ing)? (?:\w+ ){1,4}from \w+ing",
        r"unstable",
        r"instabilit\w+",
        r"(?:[45]xx|\b[45]0\d)\b",
        r"nobody (?:\w+ ){1,5}has",
    )
    + r"|(?:\bnot|n't)\s(?:\w+\s){0,3}?"
    + _DOES,
    re.IGNORECASE,
)
"""Something that goes wrong in a way that people notice."""

_NEGATED = re.compile(
    r"\b(?:no|any|without|zero|free of|never)\s+(?:(?:more|further|new|known|longer|additional|"
    r"other|such|significant|customer|service|possible|negative)\s+){0,3}"
    r"(?:errors?|failures?|delays?|disruptions?|interruptions?|outages?|latenc\w+|degradation|"
    r"time-?outs?|slowness|data loss|drops|warnings?)\b|\bnot wrong\b|"
    r"\bread(?:ing)? errors? logs?\b",
    re.IGNORECASE,
)
_COURTESY = re.compile(
    r"\b(?:apolog\w+|sorry|regret|thanks?|thank you|inconvenience|appreciate|understand how|"
    r"patience|bear(?:ing)? with us|prevent\w*|minimi[sz]\w+|reach out|"
    r"in touch)\b(?! (?:\w+ ){1,4}from \w+ing)",
    re.IGNORECASE,
)
_COURTEOUS = re.compile(
    r"\b(?:disrupt\w*|interrupt\w*|delay\w*|trouble|outages?|degrad\w+|errors?|fail\w*|wrong)\b",
    re.IGNORECASE,
)
_NEVER_MIND = re.compile(
    r"\b(?:can(?:no|')?t|can not|could(?:n't| not)|unable to|not able to|don't|do not)\s+"
    r"(?:yet\s+|currently\s+|even\s+)?(?:say|tell|promise|know|rule out|confirm|estimate|give|"
    r"want|share|provide|expect|see|delete|close)\b[^.;]*"
    r"|\b(?:something|what)(?:'s| is| has)? (?:\w+ )?(?:gone |going |went )?wrong\b"
    r"|\b(?:we|team)(?:'ve| have)? stopped\b|\bnot behaving\b|\bnot \w+ right\b"
    r"|\bqueue once\b|\bwas(?: being)? slow to\b(?= (?:react|respond|tell))",
    re.IGNORECASE,
)
"""Words like those of a symptom that tell of none."""

_USED = (
    r"(?:checkouts?|orders?|ordering|pay(?:ments?|ing)?|purchas\w+|buy\w*|baskets?|carts?|shop\w*|"
    r"stores?|(?:web)?sites?|log-?ins?|sign-?ins?|logging in|signing in|pages?|receipts?|"
    r"e-?mails?|messages?|calls?|deliver(?:y|ies)|uploads?|downloads?|images?|videos?|files?|"
    r"search|bookings?|builds?|invoices?|reports?|notifications?|texts?|logins?|transfers?|"
    r"connections?|performance|requests?|data)"
)
_RECOVERS = (
    r"(?:works? again|on time again|working again|works? as usual|work(?:s|ing)? normally|"
    r"back to normal|"
    r"(?:has|have|had) (?:now |fully )*(?:recovered|resumed)|recovered|resumed|restored|"
    r"returned to normal|normally again|as usual|arrives? again|"
    r"(?:are|is) (?:starting|arriving|working|processing|flowing|connecting)|"
    r"can (?:now |again )?(?:buy|order|pay|check out|complete|place|log in|sign in))"
)
RECOVERS = re.compile(
    rf"\b{_USED}\b[^.;]{{0,60}}?\b{_RECOVERS}\b|\byou can (?:now |again )?(?:buy|order|pay|"
    rf"check out)",
    re.IGNORECASE,
)
"""Something that people use, and that it works again."""


_BEHIND_THE_SCENES = re.compile(
    r"\b(?:databases?|db|clusters?|nodes?|pods?|replicas?|disks?|cpus?|builds?|releases?|caches?|"
    r"deploy(?:ment)?s?|migrations?|servers?|load balancers?|workers?)\s+(?:\w+\s+){0,2}?"
    r"(?:crash\w*|fail(?:s|ed|ing)?|broke\w*|(?:is|are|was|were|went) (?:down|slow|stuck|full))\b",
    re.IGNORECASE,
)
"""What goes wrong where no customer looks; it may be why, and is not what they see."""


def impact_in(sentence: str) -> str | None:
    """What customers notice, as the sentence says it."""
    rest = _NEVER_MIND.sub(" ", _NEGATED.sub(" ", sentence))
    rest = _BEHIND_THE_SCENES.sub(" ", rest)
    if _COURTESY.search(rest):
        rest = _COURTEOUS.sub(" ", rest)
    symptom = SYMPTOM.search(rest)
    if symptom and symptom.group() in sentence:
        return symptom.group()
    recovers = RECOVERS.search(sentence)
    return recovers.group() if recovers else None


# Scope

_PEOPLE = (
    r"(?:customers?|users?|shoppers?|people|visitors?|buyers?|merchants?|players?|subscribers?|"
    r"callers?|guests?|members?|clients?|teams?|accounts?|workspaces?|tenants?|organi[sz]ations?|"
    r"businesses|sellers?|travell?ers|passengers?|patients?|students?|developers?|viewers?|"
    r"listeners?|drivers?|households?|readers|hosts|advertisers|partners|retailers|residents|"
    r"citizens|families)"
)
_THINGS = (
    r"(?:orders?|payments?|purchases?|checkouts?|attempts?|requests?|baskets?|regions?|countries|"
    r"stores?|shops|servers?|e-?mails?|messages?|calls|transactions?|traffic|websites?|sites|"
    r"deliveries|parcels?|shipments?|sign-?ins|logins|searches|uploads|bookings|devices|phones|"
    r"numbers|invoices|plans|flights|tickets|transfers|jobs|builds|deployments|webhooks?|"
    r"connections|instances|zones|sessions|cards|banks|feeds|locations|domains|databases|"
    r"services|products|features|pages|APIs|components|nodes|"
    r"channels|networks|projects|documents|files|records|notifications|branches)"
)
_NUMBER = (
    r"(?:\d+(?:[.,]\d+)?\s?(?:%|percent\b|per cent\b)|\d+ (?:in|out of)(?: every)? \d+|\d[\d,. ]*|"
    r"(?:one|two|three|four|five|six|seven|eight|nine)[- ](?:in|out of)[- ](?:every )?"
    r"(?:two|three|four|five|ten|a hundred)|every (?:second|third|fourth|fifth|tenth)|"
    r"(?:a |one |two |three |four )?(?:half|thirds?|quarters?|fifths?|tenths?)|dozens|hundreds|"
    r"thousands)"
)
_PART = (
    r"(?:(?:an? |the )?(?:only )?(?:(?:very|relatively|small|large|larger|limited|significant|vast|"
    r"tiny|certain|great|low|good) ){0,3}(?:subset|portion|part|share|number|fraction|percentage|"
    r"proportion|group|set|handful|minority|majority))"
)
_OF = r"(?:\s+of)?(?:\s+(?:our|the|your|those|these|all|you))*"
_SCOPE = re.compile(
    # how many people or things
    rf"\b(?:all|every|each|many|most|nearly all|almost all|some|several|multiple|various|certain|"
    rf"(?:only )?(?:a )?(?:very )?few|no|both|{_PART}|{_NUMBER})"
    rf"{_OF}\s+(?:[\w'-]+\s+){{0,2}}?(?:{_PEOPLE}|{_THINGS})\b"
    rf"|\b(?:some|most|many|all|part) of (?:you|them|our \w+)\b"
    rf"|\b{_PART}\s+of\s+\w+|\b{_NUMBER}\s+of\s+(?:\w+\s+)?\w+"
    r"|\b(?:everyone|everybody|nobody|no one|anyone|anybody)\b"
    # which people
    rf"|\b(?:only|those)\s+{_PEOPLE}\b"
    rf"|\b{_PEOPLE}\s+(?:in|from|to|who|whose|using|on|with|of|at|by|via|hosted|attempting|trying|"
    r"accessing|located|based|connecting|logging|outside|paying|booking|signing|calling|visiting|"
    r"browsing|running|served|affected:|located)\s+\w+"
    r"|\b(?:payments?|orders?|requests?|calls?|messages?)\s+(?:in|from|by|via|"
    r"to numbers)\s+(?!the\b)\w+"
    r"|\b(?:new|existing|prepaid|postpaid|contract|business|enterprise|premium|free|paid|pro|"
    r"mobile|"
    r"desktop|console|pc|android|ios|iphone|mac|windows|linux|broadband|corporate|private|"
    rf"international|domestic|first-time|registered|returning|(?-i:[A-Z]{{2,5}}|[A-Z]\w+ese|"
    rf"[A-Z]\w+an))"
    rf"\s+{_PEOPLE}\b"
    r"|\byou(?:'re| are) (?:on|in|using|with|a|an|one of)\s+(?-i:[A-Z])\w+"
    rf"|\b(?:iOS|Android|iPhone|Windows|macOS|Mac|Linux)\s+(?:apps?|devices?|clients?|{_PEOPLE})\b",
    re.IGNORECASE,
)
_REMEDY_FOR = re.compile(
    r"\b(?:deployed|rolled out|rolling out|released|pushed|applied|shipped|live|thanks|thank you|"
    r"sorry|apologi[sz]e|grateful)\b[^.;]{0,12}\b(?:to|for|in|across)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_NO_SCOPE = re.compile(
    r"\b(?:all|some|most|many|several|few|multiple)\s+(?:times?|our (?:systems|services|"
    r"engineers))\b"
    r"|\beveryone who wrote\b|\ball (?:systems|services)\b|\bno one else\b",
    re.IGNORECASE,
)


def scope_in(sentence: str) -> str | None:
    """Who is hit, as the sentence says it: how many, which ones, or where."""
    rest = _NO_SCOPE.sub(lambda found: "_" * len(found.group()), sentence)
    for pattern in (_SCOPE, places.PLACE):
        for match in pattern.finditer(rest):
            if not _REMEDY_FOR.search(rest[: match.start()]):
                return match.group()
    return None
