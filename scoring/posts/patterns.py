"""The words that the checks of posts look for; each pattern says what it stands for."""

import re

SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n+")
WORD = re.compile(r"[^\s]*[A-Za-z0-9][^\s]*")


def _any(*parts: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(parts) + r")\b", re.IGNORECASE)


BLANK = re.compile(
    r"\{[^{}]*\}|<[A-Za-z_ ./-]+>|\[[A-Za-z_ ./-]+\]|\b(?:TODO|TBD|TBC|FIXME)\b"
    r"|\b[Xx]{2}:[Xx]{2}\b|_{3,}"
)
"""A place in a template that was left open."""

_CLOCK = r"(?:[01]?\d|2[0-3])[:.h][0-5]\d"
_ZONE = r"(?:UTC|GMT|CES?T|EES?T|WES?T|BST|IST|JST|[ECMP][SD]T|Z\b|[+-]\d\d:?\d\d)"
_LENGTH = r"(?:\d+\s*(?:minutes?|mins?|m|hours?|hrs?|h)|(?:an|half an|one|two) hours?|\w+ minutes)"
_NUMBER = (
    r"(?:\d+(?:[.,]\d+)?\s?%|\d+(?:[.,]\d+)? percent|\d+ (?:in|out of) \d+|\d+|"
    r"(?:one|two|three|four|five|six|seven|eight|nine)[- ](?:in|out of)[- ]"
    r"(?:two|three|four|five|ten|a hundred)|"
    r"(?:a |one |two |three |four )?(?:half|thirds?|quarters?|fifths?|tenths?))"
)
_PEOPLE = (
    r"(?:customers?|users?|shoppers?|people|visitors?|buyers?|orders?|payments?|purchases?|"
    r"checkouts?|attempts?|requests?|baskets?|accounts?|regions?|countries|everybody|everyone)"
)

WHAT_USERS_DO = _any(
    "check(?:ing)? ?out",
    "order(?:s|ing)?",
    "pay(?:ing|ments?)?",
    "purchas(?:e|es|ing)",
    "buy(?:ing)?",
    "baskets?",
    "carts?",
    "shop(?:ping)?",
    "store",
    "(?:web)?site",
    "(?:sign|log)(?:ging|ning)?[ -]?in",
    "pages?",
    "receipts?",
    "e-?mails?",
    "delivery",
)
"""Something that customers do or see; half of an impact."""

WHAT_HAPPENS_TO_THEM = _any(
    "can(?:no|')?t",
    "can not",
    "could(?:n't| not)",
    "unable",
    "not able",
    "fail(?:s|ed|ing|ures?)?",
    "errors?",
    "slow(?:er|ly|ness)?",
    "delay(?:s|ed)?",
    "unavailable",
    "down",
    "offline",
    "interrupt(?:ed|ions?)",
    "disrupt(?:ed|ions?)",
    "(?:time|times|timed|timing) ?out",
    "not work(?:ing)?",
    "do(?:es)?(?:n't| not)",
    "not (?:going|go) through",
    "stuck",
    "hang(?:s|ing)?",
    "rejected",
    "declined",
    "los[te]",
    "work(?:s|ing)? (?:again|as usual|normally)",
    "back to normal",
    "restored",
    "recovered",
    "can (?:now |again )?(?:buy|order|pay|check out|complete|place)",
)
"""What befalls it; the other half of an impact."""

SCOPE = re.compile(
    r"\b(?:everyone|everybody|nobody|no one|anyone|all|every|each|most|many|some|several|"
    r"(?:a |only a )?(?:very )?few|(?:a |the )?(?:small |large |vast )?"
    r"(?:part|share|number|fraction|minority|majority)|nearly all|almost all|"
    r"(?:about|around|roughly|nearly|almost|up to|more than|fewer than|less than|over|under|"
    r"at least|at most)\s+" + _NUMBER + r"|" + _NUMBER + r"|no)\s*"
    r"(?:of\s+)?(?:our\s+|the\s+|all\s+|your\s+|those\s+)?"
    r"(?:\w+\s+)?" + _PEOPLE + r"\b"
    r"|\b(?:everyone|everybody|nobody|no one|anyone)\b"
    r"|\b(?:customers?|users?|shoppers?|people|those|orders?|payments?)\s+"
    r"(?:in|from|who|using|paying|with|by|via|on)\s+\w+",
    re.IGNORECASE,
)
"""Who is hit: a number, a part, or which ones."""

SINCE = re.compile(
    r"\b(?:since|from|between|beg[au]n(?:ning)?|start(?:ed|ing)?)\b[^.;!?\n]{0,30}?\b"
    r"(?P<clock>" + _CLOCK + r")(?:\s*(?:to|and|until|till|-|\u2013)\s*" + _CLOCK + r")?"
    r"(?P<zone>\s*\(?" + _ZONE + r")?",
    re.IGNORECASE,
)
"""Since when, with the time zone behind the time."""

_WHEN_NEXT = (
    r"(?:in|within|by|at|before|around|no later than|every|after)\s+(?:about\s+|the next\s+)?"
    r"(?P<{name}>" + _CLOCK + r"|" + _LENGTH + r")"
)
NEXT_UPDATE = re.compile(
    r"\b(?:next|another|further|new)\s+(?:\w+\s+)?(?:update|post|message|word|news)\b"
    r"[^.;!?\n]{0,40}?\b" + _WHEN_NEXT.format(name="next") + r"(?:\s*" + _ZONE + r")?"
    r"|\b(?:update|post|write|report|inform|tell|be back|come back)\b[^.;!?\n]{0,30}?\b"
    + _WHEN_NEXT.format(name="again")
    + r"(?:\s*"
    + _ZONE
    + r")?",
    re.IGNORECASE,
)
"""When the next post comes."""

_RESTORED = (
    r"(?:fix(?:ed|es)?|resolv(?:ed?|ing)|restor(?:ed?|ing)|repair(?:ed|s)?|recover(?:ed|y)?|"
    r"solv(?:ed?|ing)|solution|resolution|(?<!check )(?<!come )back|work(?:ing)? again|"
    r"up and running|back to normal|normal|available|over)"
)
_SOON = (
    r"(?:(?:in|within|by|before|at|around|for)\s+(?:about |around |roughly |approximately |"
    r"the next |less than |the |a |an |another )*"
    r"(?:\d+\s*(?:minutes?|mins?|m\b|hours?|hrs?|h\b)|" + _CLOCK + r"|hours?|"
    r"(?:few|couple of) (?:minutes|hours|moments)|half an hour|minutes?|moments?|"
    r"tonight|noon|midnight|morning|end of (?:the )?\w+)|shortly|soon|any (?:minute|moment)|"
    r"momentarily|in no time|imminently|quickly)"
)
FUTURE = re.compile(
    r"\b(?:will|shall|should|expect\w*|estimat\w*|hop(?:e|es|ing)|aim\w*|plan\w*|going to|to be|"
    r"can be|anticipat\w*|promis\w*|soon|shortly)\b|'ll\b",
    re.IGNORECASE,
)
REPAIR_TIME = re.compile(
    r"\b"
    + _RESTORED
    + r"\b[^.;!?\n]{0,30}?\b"
    + _SOON
    + r"|\b"
    + _SOON
    + r"\b[^.;!?\n]{0,30}?\b"
    + _RESTORED
    + r"\b",
    re.IGNORECASE,
)
"""A repair near a moment: a promise where the sentence speaks of the future."""

ESTIMATE = re.compile(
    r"\bETA\b|\bestimated (?:time|resolution|repair|fix)\b|\btime to (?:repair|fix|resolution)\b"
    r"|\b(?:only|just) (?:take|be) (?:about |another |a )?(?:\d+|few|couple of) (?:more )?"
    r"(?:minutes|hours)"
    r"|\b(?:almost|nearly) (?:fixed|resolved|done|there|solved)\b"
    r"|\b(?:fix|resolution|repair)\b[^.;!?\n]{0,10}\b(?:in|within) \d+\s*(?:min|hour|h\b|m\b)",
    re.IGNORECASE,
)
"""A promise in any tense."""

NEGATED = re.compile(
    r"\b(?:no|not|never|cannot|can't|don't|without|unable|too early)\b|n't\b", re.IGNORECASE
)

CAUSE = re.compile(
    r"\b(?:caused by|because of|because (?:a|an|the|our|of)|due to|as a result of|triggered by|"
    r"stems? from|thanks to|traced (?:back )?to|originat\w+ (?:in|from)|"
    r"(?:root )?cause (?:is|was|seems|appears)|reason (?:is|was|for this is)|"
    r"(?:problem|issue|fault|error) (?:is|was|lies|lay) (?:with|in) (?:the|our|a|an))\b",
    re.IGNORECASE,
)
"""A cause that is named."""

NO_CAUSE_YET = re.compile(
    r"\b(?:due to|because of) (?:this|the|an?) (?:\w+ )?"
    r"(?:issue|incident|problem|outage|disruption|interruption|situation)\b"
    r"|\bcause (?:is|was) (?:not|still|un|being)"
    r"|\bcause (?:isn't|wasn't)",
    re.IGNORECASE,
)
"""Words like those of a cause that name none."""

GUESS = re.compile(
    r"\b(?:probably|presumably|apparently|perhaps|maybe|we (?:think|believe|suspect|assume|guess)|"
    r"seems? to|appears? to|likely|might|could be|may be|looks like|suspect\w*)\b",
    re.IGNORECASE,
)
CAUSE_NOUN = re.compile(
    r"\b(?:causes?|caused|releas\w+|deploy\w*|rollouts?|providers?|partners?|vendors?|database|servers?|"
    r"networks?|bugs?|config\w*|attacks?|hackers?|traffic|hardware|code|migrations?|memory|"
    r"maintenance)\b",
    re.IGNORECASE,
)
"""With GUESS in one sentence: a guess at a cause."""

CULPRIT = re.compile(
    r"\b(?:bad|faulty|broken|buggy|recent|new|latest|last|failed)\s+(?:software\s+|code\s+)?"
    r"(?:releases?|deploy\w*|versions?|changes?|software update|configuration|migrations?|"
    r"rollouts?)\b",
    re.IGNORECASE,
)
"""A change named as what did it."""

BLAME = re.compile(
    r"\b(?:human error|operator error|fault of|at fault|(?:our|the|an?|one of our) "
    r"(?:\w+ )?(?:engineers?|developers?|interns?|colleagues?|administrators?|contractors?|teams?) "
    r"(?:\w+ )?(?:broke|caused|failed|forgot|messed|made|missed|deployed|released|pushed)|"
    r"(?:made|by|a) (?:a )?(?:\w+ )?mistakes?(?: by)?|mistake by|blam\w+|careless\w*|negligen\w+|"
    r"incompeten\w+|should(?:n't)? (?:not )?have|(?:his|her|their) (?:fault|mistake))\b"
    r"|\b\w+'s? (?:fault|mistake)\b",
    re.IGNORECASE,
)
"""A person or a team as the cause."""

VENDOR = re.compile(
    r"\b(?:stripe|paypal|adyen|klarna|visa|mastercard|amazon|aws|google|azure|microsoft|"
    r"cloudflare|fastly|akamai|(?:payment |card |hosting |cloud |service )?"
    r"(?:providers?|vendors?|suppliers?|partners?)|third[- ]part(?:y|ies)|"
    r"hosting company|banks?)\b",
    re.IGNORECASE,
)
VENDOR_BLAMED = re.compile(
    r"\b(?:caus\w+|fault|blam\w+|their (?:side|end|outage|problem|failure)|outage at|"
    r"(?:has|have|had|having) (?:an? )?(?:outage|problems?|issues?)|broke\w*|failed us|"
    r"let us down|is down|are down|was down|went down|due to|because of|responsible)\b",
    re.IGNORECASE,
)
"""With VENDOR in one sentence: another company as the cause."""

_TECHNICAL = (
    r"5xx|4xx|\b50[0234]s?\b|\bHTTP\b|\bp(?:50|75|90|95|99)\b|\bpercentile\w*|\blatenc\w+|"
    r"\bpods?\b|\bkubernetes\b|\bk8s\b|\breplicas?\b|\bconnection pool\w*|\bqueries\b|\bSQL\b|"
    r"\bheap\w*|\bOOM\w*|\bJVM\b|\bgarbage collect\w*|\bGC\b|\bcircuit[- ]breaker\w*|"
    r"\bcanar(?:y|ies)\b|"
    r"\bthread\w* dump\w*|\bendpoints?\b|\bretry storm\w*|\bstack ?trace\w*|\bnull ?pointer\w*|"
    r"\bexceptions?\b|\bload balancer\w*|\bmicroservices?\b|\bCPU\b|"
    r"\bthroughput\b|\brps\b|\bTTL\b|\bDNS\b|\bregex\w*"
)
_IN_HOUSE = (
    r"|\broll(?:ed|ing)?[- ]?backs?\b|\brollbacks?\b|\bre-?deploy\w*|\bdeploy\w*|\breverted\b|"
    r"\bdatabases?\b|\bDB\b|\bcach(?:e|es|ing)\b|\bbackends?\b|\bAPIs?\b|\bclusters?\b|\bnodes?\b|"
    r"\bfail-?over\b|\bfeature flags?\b|\bflags?\b|\bSLOs?\b|\bSLAs?\b|\bSLIs?\b|"
    r"\bsev-?[1-4]\b|\bP[0-4]\b|"
    r"\bIC\b|\bincident command\w*|\bon-?call\b|\bmitigat\w+|\bhot-?fix\w*|\bregressions?\b|"
    r"\bmigrations?\b|\brunbooks?\b|\bpost-?mortems?\b|\btelemetry\b|\bworkers?\b|\binstances?\b|"
    r"\berror rates?\b|\bscal(?:ed?|ing) (?:up|out|down)\b"
)
_IDENTIFIER = (
    r"|\b[a-z]+(?:_[a-z0-9]+)+\b|\b[a-z]+(?:-[a-z0-9]+)*-(?=[a-z0-9]*\d)[a-z0-9]{3,}\b"
    r"|\b[a-z]{2,}\.(?!com\b|org\b|net\b|io\b|example\b|eu\b|shop\b)[a-z][a-z0-9_]+\b"
    r"|\bv\d+(?:\.\d+)+\b|\b\d+\.\d+\.\d+\b"
)
JARGON = re.compile(_TECHNICAL + _IN_HOUSE + _IDENTIFIER, re.IGNORECASE)
"""Words of engineers, names of components, identifiers: not for customers."""

TECHNICAL = re.compile(_TECHNICAL, re.IGNORECASE)
"""Words that executives and Support cannot be expected to know either."""

SAYS_OVER = re.compile(
    r"\b(?:(?:is|are|was|were|has been|have been|now|fully|been) (?:now |fully )?"
    r"(?:resolved|fixed|restored|recovered|solved|over|repaired)|"
    r"work(?:s|ing)? (?:again|normally|as (?:usual|expected))|back to normal|up and running|"
    r"(?:you )?can (?:now |again )?(?:order|buy|pay|check out)(?: again| as usual| now)?|"
    r"(?:service|checkout|everything) (?:has )?recovered)\b",
    re.IGNORECASE,
)
"""A claim that the impact has ended."""

HEDGED = re.compile(
    r"\b(?:not|until|till|once|when|whether|if|before|as soon as|will|should|to be|"
    r"working (?:on|to)|yet|expect\w*|hop\w+|trying|cannot|can't|rather than|in order)\b|n't\b",
    re.IGNORECASE,
)
"""What turns such a claim into a wish or a condition."""

PARTLY = re.compile(
    r"\b(?:browsing|looking around|search\w*|filling (?:a|your) baskets?|baskets?|rest of|"
    r"other parts|everything else|all other|otherwise)\b",
    re.IGNORECASE,
)
"""What works is something else than checkout."""

LOOKING_INTO = re.compile(
    r"\b(?:we(?:'re| are)|still|currently|continu\w+ to|continue)\s+(?:\w+\s+)?"
    r"(?:investigat\w+|looking into (?:it|this|the)|searching for the cause)",
    re.IGNORECASE,
)
FOUND = re.compile(
    r"\b(?:have|has|we've) (?:been )?(?:now )?"
    r"(?:identified|found|narrowed down|located|pinned down)\b",
    re.IGNORECASE,
)
WATCHING = re.compile(
    r"\b(?:monitor\w*|watch(?:ing)?|observ\w+|(?:close|keep(?:ing)? an) eye)\b", re.IGNORECASE
)
PERCENT = re.compile(r"(\d+(?:[.,]\d+)?)\s?(?:%|percent\b)", re.IGNORECASE)
