# ruff: noqa: E501 - a table reads best with one pattern a line
"""Word patterns of spoken interview answers, counted by rule, the same every time.

A pattern names something said ("nobody asked", "from … to …"), never a finding: the trained judge weighs them together
with the meaning of the sentence, because the same words can tell of the opposite ("my boss told me afterwards").
"""

import re
from collections.abc import Mapping

_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_LARGE = "hundred|thousand|million|billion|dozen|grand"
_PARTS = "half|third|quarter|fifth|tenth|twice|double[ds]?|halved|tripled|couple|percent|per cent"
_NUMBER = rf"(?:\d[\d.,:]*[a-z%]?|(?:{_TENS})(?:[- ](?:{_UNITS}))?|(?:{_TEENS})|(?:{_UNITS}))"
_PEOPLE = (
    "manager|boss|director|supervisor|lead|head|chief|vp|cto|ceo|cfo|coo|principal|partner|chair|owner|foreman|matron"
)
_MONEY = (
    "dollars?|euros?|pounds?|quid|bucks?|cents?|kroner|francs?|rupees|yen|naira|shillings|zloty|reais|pesos|grand|k|€|£"
)
_TIME = "seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?|quarters?|nights?|weekends?|evenings?"
_PARTICIPLE = (
    r"\w{2,}ed|done|made|put|set|found|given|taken|written|built|brought|seen|shown|told|held|kept|left|sent|drawn|"
    r"gone through|rewritten|thrown|chosen|cut|laid|run|split|bought|begun|agreed|dealt|met|paid|read|sold|worn|won"
)

_SOURCES: Mapping[str, str] = {
    "i": r"\b(?:i|me|my|myself|mine)\b",
    "i_act": r"\bi(?:'d| had)? (?:just |then |also |first |even |simply |went and )?(?!was\b|had\b|knew\b|thought\b)\w+(?:ed|t|n|ew|ook|ent|ade|an|old|ote|et|ut|ought)\b",
    "we": r"\b(?:we|us|our|ours|ourselves)\b",
    "they": r"\b(?:they|them|their|he|him|his|she|her|hers)\b",
    "passive": rf"\b(?:was|were|been|being|got|gets|is|are|be)(?:n't| not)?(?: \w+ly| then| also| all| just| never)? (?:{_PARTICIPLE})\b",
    "negation": r"\b(?:no|not|never|nothing|none|nobody|nor|without)\b|n't\b|\bno one\b",
    "boss": rf"\b(?:{_PEOPLE})(?:'s)?\b",
    "boss_asks": rf"\b(?:{_PEOPLE}|he|she|they|sir|mrs? \w+)\b[^.,;]{{0,25}}\b(?:asked|told|wanted|gave|assigned|put|appointed|handed|made|nominated|picked|chose|said)\b[^.,;]{{0,12}}\b(?:me|us|i)\b",
    "was_given": r"\b(?:i|we) (?:was|were|got|had been|'d been|been) (?:\w+ )?(?:asked|told|given|assigned|appointed|nominated|tasked|handed|made|put|landed|picked|chosen)\b|\b(?:landed|ended up) (?:on|with) (?:me|my|us)\b",
    "plan": r"\b(?:objectives?|roadmap|sprint|ticket|backlog|plan|planned|targets?|okrs?|goals?|appraisal|job description|mandate|my job|brief)\b",
    "nobody": r"\b(?:nobody|no one|no-one|none of|no team|naebody)\b",
    "nobody_asked": r"\b(?:nobody|no one|no-one)(?:'d| had| has|'s)?\b[^.,;]{0,30}\b(?:asked|told|owned?|given|gave|job|flagged|looked|wanted|responsible|planned)\b",
    "not_mine": r"\b(?:not|wasn't|isn't|weren't|never|nothing|outside|nor)\b[^.;]{0,35}\b(?:my|mine|our|job|remit|team|role|plan|roadmap|sprint|board|budget|scope|contract|list|anybody's|anyone's|area|asked|supposed)\b",
    "own_accord": r"\b(?:on my own|off my own|unasked|spare time|volunteered|without (?:being )?ask\w+|my own time|lunch (?:break|hour)s?|of my own)\b",
    "notice": r"\b(?:notic\w+|spotted|saw|struck|realis\w+|realiz\w+|occurred|discover\w+|found out|turned out|jumped out|caught my|stumbled|clicked|odd|strange|weird|funny|pattern|same \w+|always|every time|kept)\b",
    "number": rf"\b{_NUMBER}\b",
    "large": rf"\b(?:{_LARGE})s?\b",
    "fraction": rf"\b(?:{_PARTS})\b|%",
    "money": rf"[$€£]\s?\d|\b(?:{_NUMBER}|{_LARGE})\s?(?:{_MONEY})\b",
    "duration": rf"\b(?:{_NUMBER}|{_LARGE}|a|an|half an?|couple of|few)[- ](?:\w+ )?(?:{_TIME})\b",
    "rate": r"\b(?:a|an|per|every|each|once a|times a) (?:second|minute|hour|day|week|month|year|quarter|night|shift|time|person)\b",
    "from_to": r"\bfrom\b[^.;]{1,60}\b(?:to|down|up)\b|\b(?:down|up) (?:to|by|from)\b|\b(?:went|dropped|fell|rose|grew|cut|halved|doubled|shrank|reduced|gone)\b",
    "approx": r"\b(?:about|around|roughly|nearly|almost|some|over|under|at least|more than|less than|something like|or so|-?ish|average)\b",
    "cost": r"\b(?:cost\w*|los[et]\w*|losing|wast\w+|burn\w*|refund\w*|complain\w*|late|delay\w*|missed|broken|broke|fail\w*|error\w*|wrong|stuck|waiting|waited|thrown|paying)\b",
    "effort": r"\b(?:hours?|weekends?|nights?|evenings?|midnight|overtime|days? off|holidays?|leave|sleep|tired|exhaust\w+|hard|dedicat\w+|graft\w*|slog\w*|every night|straight|sacrific\w+)\b",
    "small": r"\b(?:just|only|single|small|smallest|little|tiny|simpl\w+|cheap\w*|minimum|pilot|trial|trialled|experiment|prototype|test|tested|try|tried|first|began|started with|one (?:team|week|shop|site|shift|day|page|room|line|class|ward|store|afternoon))\b",
    "persuade": r"\b(?:convinc\w+|persuad\w+|pitch\w*|argu\w+|agreed|on board|came round|came around|won (?:him|her|them)|talked (?:him|her|them|it|to)|showed (?:him|her|them|the)|offer\w*|asked (?:him|her|them|if|whether)|deal|promis\w+|let me|said (?:yes|okay|fine|go))\b",
    "resist": r"\b(?:pushed back|push-?back|sceptic\w*|skeptic\w*|didn't (?:like|want|trust|believe)|disagree\w*|objected|objection|against it|said no|refus\w+|worried|afraid|feared|nervous|turned (?:it|me|them|us) down|not happy|resist\w*|reluctant|concern\w*|doubt\w*)\b",
    "risk": r"\b(?:risk\w*|danger\w*|trade-?off\w*|weigh\w*|downside|worst|price|at the cost|in exchange|instead of|rather than|against|either|or else|could(?:'ve| have)|would(?:'ve| have)|accepted|ruled out|decided against|versus|if (?:it|that) (?:went|goes|failed|broke))\b",
    "other_team": r"\b(?:teams?|department|finance|legal|marketing|sales|operations|ops|platform|payments|security|it|hr|procurement|council|supplier|customers?|vendor|warehouse|office|union|design|support|facilities|accounts|compliance|engineering|across|other (?:side|team|ward|shift|site)|together|over there|between (?:the )?(?:two|three))\b",
    "ship": r"\b(?:went (?:out|live|in)|launch\w*|live|rolled|roll-?out|shipped|released|deployed|in use|us(?:e|es|ed|ing) it|adopted|took it (?:on|over)|running|default|everywhere|in place|switched|copied|standard|built)\b",
    "lasting": r"\b(?:still|since|now|today|these days|nowadays|ever since|to this day|every (?:new|week|month|day)|anymore|any more|from then on|after that|without me|kept it|keeps|going)\b",
    "guard": r"\b(?:alerts?|alarm|monitor\w*|dashboard|checks?|checklist|template|test that|rota|hand-?over|handed (?:it |that )?(?:over|to)|owner|owns?|owned|process|rule|reminder|automat\w+|policy|documented|wrote (?:it |that )?(?:down|up)|so (?:that )?(?:nobody|no one|it|they|it'd)|again|in case|training|induction|manual|calendar)\b",
    "stop": r"\b(?:stop\w*|dropp?\w*|closed|switched (?:it )?off|turned (?:it )?off|shut|ended?|killed|pulled the plug|enough|gave (?:it|the|that) (?:back|up)|wound|retired|let it go|called it|walked away|deleted|cancel\w*|not worth|wasn't worth|quit)\b",
    "credit": r"\b(?:(?:his|her|their|hers|theirs|\w+'s) (?:idea|work|doing|part|name|design|call|credit|catch)|credit\w*|thanks to|thank\w*|deserves?|not mine|helped|wrote (?:that|the)|did (?:the|most|nearly|all|half)|better than (?:me|i)|without (?:him|her|them)|came up with|was all (?:him|her|hers|his|theirs))\b",
    "lesson": r"\b(?:learn\w*|lesson|next time|again|differently|should(?:'ve| have)|i'd (?:start|ask|go|do|have|bring|tell|call|take|put|talk)|these days|nowadays|since then|habit|now i|i now|i (?:always|never|ask|don't|still|check|look|start|write|try)|took (?:away|from)|taught|regret|mistake|in hindsight|looking back)\b",
    "vague": r"\b(?:a lot|lots|various|things?|stuff|different (?:areas|things|people|parts|ways|levels)|processes|improv\w+|better|overall|generally|in general|basically|sort of|kind of|everything|everyone|etc|stakeholders?|initiatives?|certain|aspects?|areas?|topics?|mindset|culture|collaborat\w+|communicat\w+|alignment|aligned|streamlin\w+|optimi[sz]\w+|drove|transform\w+|quality|efficien\w+|impulses?|strategic\w*|synerg\w+)\b",
    "proposal": r"\b(?:propos\w+|present\w+|presentation|slides?|deck|document|paper|report|memo|strategy|recommend\w+|vision|concept|suggest\w+|pitched|idea|received|feedback|well received|applause|liked it|likes|impressed|read it)\b",
    "alone": r"\b(?:single-?hand\w*|alone|by myself|on my own|all me|nobody else|no one else|without me|if (?:it )?(?:hadn't|wasn't|weren't|it weren't) (?:been )?(?:for )?me|only (?:one|person)|saved|rescued|hero|carried|my back|personally|brag\w*|modest|collaps\w+|fallen apart)\b",
    "again_anyway": r"\b(?:anyway|regardless|kept (?:going|pushing|raising|at|on)|again|knew i was right|convinced|still think|wouldn't let|refused to|they'd decided|had (?:been )?(?:decided|turned down|rejected)|said no|the answer was|behind|ignored|insist\w*|stubborn|never accepted)\b",
    "rank": r"\b(?:in charge|my team|report(?:s|ed)? to me|my people|my guys|i told (?:them|him|her|everyone|everybody|people|the)|told them|order\w*|instruct\w+|authority|rank|title|senior|position|deleg\w+|my decision|i'm the|i was the|i am the|as (?:the )?(?:manager|lead|head|boss)|have to listen|no discussion|mandatory|made them|had them|expect\w*|do as|leader|leadership)\b",
    "be_seen": r"\b(?:promot\w+|bonus|visib\w+|noticed (?:me|by)|recogni[sz]\w+|in copy|cc'd|on copy|career|cv|résumé|resume|award|prize|my name|review|impress\w*|look(?:s|ed)? good|spotlight|reputation|raise|salary|credit|radar|shout-?out|title|level up|in front of|get ahead|rating)\b",
    "hand_off": r"\b(?:escalat\w+|report(?:ed|s)? (?:it|that|this|the)|rais(?:ed|e) (?:it|a|an|that|the)|flagged|forward\w*|ticket|emailed|e-mailed|sent (?:it|a|an|the|him|her|them)|told (?:the|my|him|her|them)|passed (?:it|that|on)|let (?:them|him|her) know|logged|wrote (?:it )?up|filed|filled in|messaged)\b",
    "they_fix": r"\b(?:they|he|she|\w+ (?:team|people|guys|lot|folks)) (?:then |all |just |eventually )?(?:fixed|took|sorted|handled|repaired|dealt|renewed|solved|looked|replaced|changed|did|called|stopped|went|ended up|came)\b|\btook it from there\b|\b(?:out of my hands|not my|up to them|with them now)\b",
    "open_end": r"\b(?:so yeah|that's (?:it|the story|where|about it)|anyway|in progress|ongoing|still (?:working|waiting|in)|we'll see|not (?:yet|sure how)|halfway|next step|hopefully|should be)\b",
    "question": r"\?",
    "filler": r"\b(?:um|uh|er|erm|you know|i mean|like|well|okay|sure|right|so yeah)\b",
    "hedge": r"\b(?:i think|i guess|i suppose|maybe|probably|perhaps|sort of|kind of|i believe|somewhat|not sure|i don't know|hard to say|more or less)\b",
    "quote_say": r"\b(?:i said|he said|she said|they said|i told|i asked|i go|he goes|she goes)\b",
    "investigate": r"\b(?:looked|checked|counted|measured|compared|pulled|traced|read|listed|dug|analy[sz]\w+|timed|went through|spreadsheet|graph|data|log|logs|put .{1,30} next to)\b",
    "make": r"\b(?:wrote|built|made|drew|coded|scripted|set up|designed|printed|taped|changed|moved|rewrote|fixed|added|put|cut|swapped|created|organi[sz]ed|drafted)\b",
}
PATTERNS: Mapping[str, re.Pattern[str]] = {name: re.compile(source, re.IGNORECASE) for name, source in _SOURCES.items()}
PATTERN_NAMES: tuple[str, ...] = tuple(PATTERNS)


def count_patterns(text: str) -> list[int]:
    """How often each pattern of `PATTERN_NAMES` occurs in `text`, in that order."""
    plain = text.replace("’", "'")
    return [len(pattern.findall(plain)) for pattern in PATTERNS.values()]
