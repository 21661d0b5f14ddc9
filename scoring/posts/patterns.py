"""The words that the checks of posts look for; each pattern says what it stands for."""

import re

from scoring.posts.times import CLOCK

WORD = re.compile(r"[^\s]*[A-Za-z0-9][^\s]*")


def _any(*parts: str) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(parts) + r")\b", re.IGNORECASE)


BLANK = re.compile(
    r"\{[^{}]*\}|<[A-Za-z_ ./-]+>|\[[A-Za-z_ ./-]+\]|\b(?:TODO|TBD|TBC|FIXME)\b"
    r"|\b[Xx]{2}:[Xx]{2}\b|_{3,}"
)
"""A place in a template that was left open."""

_RESTORED = (
    r"(?:fix(?:ed|es)?|resolv(?:ed?|ing)|restor(?:ed?|ing)|repair(?:ed|s)?|recover(?:ed|y)?|"
    r"solv(?:ed?|ing)|sorted(?: out)?|solution|resolution|(?<!check )(?<!come )back|"
    r"(?:work|order|pay|shop|buy|log in)(?:ing)? again|up and running|back to normal|normal|"
    r"available|over)"
)
_SOON = (
    r"(?:(?:in|within|by|before|at|around|for)\s+(?:about |around |roughly |approximately |"
    r"the next |less than |the |a |an |another )*"
    r"(?:\d+\s*(?:minutes?|mins?|m\b|hours?|hrs?|h\b)|" + CLOCK + r"|hours?|"
    r"(?:few|couple of) (?:minutes|hours|moments)|half an hour|minutes?|moments?|"
    r"tonight|tomorrow|lunch\w*|noon|midnight|morning|end of (?:the )?\w+)|shortly|soon|"
    r"any (?:minute|moment)|"
    r"momentarily|in no time|imminently|quickly)"
)
FUTURE = re.compile(
    r"\b(?:will|shall|should|expect\w*|estimat\w*|hop(?:e|es|ing)|aim\w*|plan\w*|going to|to be|"
    r"can be|anticipat\w*|promis\w*|confident|soon|shortly|give us)\b|'ll\b",
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

_MINUTES = (
    r"(?:(?:about|another|a|an|more|only|further|around|up to|at most) )*"
    r"(?:\d+|few|couple of|half|one|two|three|five|ten|fifteen|twenty|thirty|forty|sixty)"
    r"(?: an?)?(?: more)?[- ](?:minutes?|mins?|hours?)"
)
ESTIMATE = re.compile(
    r"\bETA\b|\bestimated (?:time|resolution|repair|fix)\b|\btime to (?:repair|fix|resolution)\b"
    rf"|\b(?:only|just) (?:take|be) {_MINUTES}"
    rf"|\b(?:should|will|shall|'ll)(?:n't| not)? (?:only )?(?:take|need|require) "
    rf"(?:(?:no |not )?(?:longer|more|less) than )?{_MINUTES}"
    rf"|\bgive us {_MINUTES}"
    r"|\b(?:almost|nearly) (?:fixed|resolved|done|there|solved)\b"
    r"|\b(?:fix|resolution|repair)\b[^.;!?\n]{0,10}\b(?:in|within) \d+\s*(?:min|hour|h\b|m\b)",
    re.IGNORECASE,
)
"""A promise in any tense."""

NEGATED = re.compile(
    r"\b(?:no(?! longer| more than)|not(?! take)|never|cannot|can't|don't|without|too early)\b"
    r"|\b(?:do|does|is|are|wo)n't (?!take)",
    re.IGNORECASE,
)

CAUSE = re.compile(
    r"\b(?:caused by|because of|because (?:a|an|the|our|of)|due to|as a result of|triggered by|"
    r"stems? from|thanks to (?!everyone|everybody|all|you|those|our|the team)|"
    r"traced (?:back )?to|originat\w+ (?:in|from)|"
    r"(?:root )?cause (?:is|was|seems|appears)|reason (?:is|was|for this is)|"
    r"(?:problem|issue|fault|error) (?:is|was|lies|lay) (?:with|in) (?:the|our|a|an)|"
    r"which is why|(?:may|might|could) be (?:the cause|to blame)|"
    r"since (?:a|an|the|our) \w+ (?:cut|broke|crashed|failed|removed|deleted|unplugged)|"
    r"because (?:\w+ ){1,3}(?:has|have|had|is|was|are|were|broke|failed|crashed|lost))\b",
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
    r"\b(?:(?:most )?probably|presumably|apparently|perhaps|maybe|we (?:think|believe|suspect|"
    r"assume|guess)|"
    r"(?<!what )seems? (?:to|that)|likely|might be|could be|may be|looks? like|suspect\w*)\b",
    re.IGNORECASE,
)
CAUSE_NOUN = re.compile(
    r"\b(?:causes?|caused|releas\w+|deploy\w*|rollouts?|providers?|partners?|vendors?|database|"
    r"servers?|"
    r"networks?|bugs?|config\w*|attacks?|hackers?|traffic|hardware|code|migrations?|memory|"
    r"maintenance|denial-of-service)\b",
    re.IGNORECASE,
)
"""With GUESS in one sentence: a guess at a cause."""

CULPRIT = re.compile(
    r"\b(?:bad|faulty|broken|buggy|recent|latest|last)\s+(?:software\s+|code\s+)?"
    r"(?:releases?|deploys?|deployment|versions?|changes?|software update|configuration|"
    r"migrations?|rollouts?)\b"
    r"|\b(?:bugs?|changes?|updates?|releases?|versions?|fault|query|leak|defect)\b"
    r"(?: (?!that|which|fix|will)[\w.,]+){0,9}? (?:causes?|caused|causing|broke|breaks|makes|"
    r"made|is making|"
    r"led to|leads to|prevent(?:s|ed|ing))\b",
    re.IGNORECASE,
)
"""A change named as what did it."""

BLAME = re.compile(
    r"\b(?:human error|operator error|fault of|at fault|"
    r"(?:engineers?|developers?|interns?|colleagues?|administrators?|contractors?|teams?|"
    r"employees?|technicians?|operators?|staff|shift|someone|somebody|(?-i:[A-Z][a-z]+) (?:from|"
    r"in|of) "
    r"(?:the )?\w+(?: team)?|couriers?)"
    r"(?: (?!who|is|are|will|we)[\w,]+){0,4}? "
    r"(?:broke|caused|failed|forgot|messed|made a|missed|pushed|unplugged|cut|deleted|lost|"
    r"was careless)|"
    r"(?:engineers?|developers?|interns?|administrators?|contractors?|teams?|employees?) "
    r"(?:\w+ ){0,2}?(?:deployed|released|shipped|merged|installed) (?:an?|the|some) "
    r"(?:\w+ )?(?:bad|faulty|broken|wrong|buggy|untested)|"
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
    r"hosting company|couriers?|carriers?|banks?)\b",
    re.IGNORECASE,
)
VENDOR_BLAMED = re.compile(
    r"\b(?:caus\w+|fault|blam\w+|their (?:side|end|outage|problem|failure)|outage at|"
    r"(?:has|have|had|having) (?:an? )?(?:outage|problems?|issues?)|broke\w*|failed us|"
    r"let us down|(?:is|are|was|went) down|due to|because|responsible|lost)\b",
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
    r"|\broll(?:ed|ing)?[- ]?backs?\b|\brollbacks?\b|\bre-?deploy\w*|\bdeploy(?:s|ed|ing)?\b|"
    r"\brevert(?:ed|ing)\b|"
    r"\bdatabases?\b|\bDB\b|\bcach(?:e|es|ing)\b|\bbackends?\b|\bAPIs?\b|\bclusters?\b|\bnodes?\b|"
    r"\bfail-?over\b|\bfeature flags?\b|\bflags?\b|\bSLOs?\b|\bSLAs?\b|\bSLIs?\b|"
    r"\bsev-?[1-4]\b|\bP[0-4]\b|"
    r"\bIC\b|\bincident command\w*|\bon-?call\b|\bmitigat\w+|\bhot-?fix\w*|\bregressions?\b|"
    r"\bmigrations?\b|\brunbooks?\b|\bpost-?mortems?\b|\btelemetry\b|\bworkers?\b|"
    r"\bscal(?:ed?|ing) (?:up|out|down)\b"
)
_IDENTIFIER = (
    r"|\b[a-z]+(?:_[a-z0-9]+)+\b|\b(?!(?:us|eu|ap|sa|ca|me|"
    r"af)-)[a-z]+(?:-[a-z0-9]+)*-(?=[a-z0-9]*\d)[a-z0-9]{3,}\b"
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
