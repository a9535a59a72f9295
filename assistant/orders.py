"""What in an article speaks to a language model instead of a reader.

Orders are told from news by their form: an imperative where a clause begins, with words for whose or which
instructions ("your", "all previous"). News tells that somebody ignored the instructions, or quotes that
somebody said so; it does not order the reader to ignore all previous ones.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import zip_longest

from assistant.clean import MARKERS, visible

_CLAUSE = r"(?:^|[.!?:;,–—…()\[\]{}<>«»„“”‚‘\"'*#|。！？，：；、「『]|\s-)\W{0,12}"
_SOFTENED = (
    r"(?:(?:please|kindly|now|first|then|so|just|simply|important|attention|bitte|nun|jetzt|dann|zuerst"
    r"|also|nu|dan|dus"
    r"|graag|alsjeblieft|alstublieft|from now on|ab (?:jetzt|sofort)|vanaf nu|and|und|en"
    r"|you (?:must|should|shall|will|have to|need to|are to|may)|du (?:musst|sollst)|you|veuillez|merci de"
    r"|por favor)"
    r"[\s,:!]+){0,3}"
)
_BEGIN = _CLAUSE + _SOFTENED

# --- forget what you were told -----------------------------------------------------------------------

_FORGET = (
    r"(?:ignore|disregard|forget|discard|override"
    r"|ignorier(?:en sie|e|t)?|vergiss|vergesst|vergessen sie|missacht(?:en sie|e|et)"
    r"|negeer(?:t u)?|vergeet|veronachtzaam)(?: (?:please|bitte|alstublieft|alsjeblieft))?\b"
)
_TOLD = (
    r"(?:[\w-]*instructions?|[\w-]*prompts?|[\w-]*anweisung(?:en)?|vorgaben?|instructies?|opdracht(?:en)?)\b"
)
_RULES = r"(?:rules?|guidelines?|programming|regeln?|richtlinien|programmierung|regels?|richtlijnen)\b"
_YOUR = r"\b(?:your|deine[nrs]?|eure[nr]?|ihre[nr]?|je|jouw|jullie|uw)\b"
_EARLIER = (
    r"\b(?:previous(?:ly)?|prior|earlier|preceding|foregoing|above|initial|original|system"
    r"|(?:bisherig|vorherig|vorig|früher|vorangegangen|vorangehend|obig|ursprünglich)e[nrs]?"
    r"|eerdere?|vorige|voorgaande|voorafgaande|bovenstaande|oorspronkelijke)\b"
)
_ALL = (
    r"\b(?:all|any|every|each|these|those|alle[nrs]?|sämtliche[nr]?|jede[nrs]?|jegliche[nr]?|al|elke"
    r"|iedere)\b"
)
_GAP = r"(?: of)?(?:[ \W]+[\w'’-]+){0,3}?[ \W]+"
_BACK = (
    r"(?:above|below|before(?= this|\W*(?:$|[.,;:!]| and ))|preceding|foregoing|previous(?:ly)?|prior"
    r"|so far|earlier"
    r"|hierboven|hiervoor|daarvoor|tot nu toe|voorgaande|bovenstaande"
    r"|bisherige|obige|vorherige|vorangegangene|zuvor|davor)\b"
)
_THINGS = (
    r"(?:text|article|artikel|passage|message|context|content|document|archive|archief|archiv|question"
    r"|frage|vraag)e?[ns]?"
)
_OVERRIDES = (
    rf"{_BEGIN}{_FORGET}[ \W]+(?:(?:the|die|de|den|het|das) )?"
    rf"(?:(?:{_YOUR}|{_EARLIER}|{_ALL}){_GAP}?{_TOLD}|(?:{_YOUR}|{_EARLIER}){_GAP}?{_RULES}"
    rf"|(?:\w+ ){{0,3}}{_TOLD} (?:given |mentioned |written |listed )?{_BACK}"
    rf"|(?:all|everything|anything|whatever|what|alles|al)\b(?: of)?(?: (?:the|het|that|is|was|came|comes"
    rf"|you|i|we|wat|das))*"
    rf" {_BACK}|(?:the |das |het )?(?:above|foregoing|preceding|obige|vorherige|bovenstaande|voorgaande)\b"
    rf"|(?:the |das |den |die |het |de )?{_THINGS} {_BACK})"
    rf"|\b(?:and|und|en) {_FORGET} (?:(?:the|all|alle|any) )?(?:of )?(?:{_YOUR}|{_EARLIER}){_GAP}?{_TOLD}"
)
# In other languages adjectives may stand behind the noun, and news is rarely read: the verb's form is enough.
_OVERRIDES_ELSEWHERE = (
    rf"{_BEGIN}(?:(?:ignore[zr]?|oublie[zr]?|ignor[ae][dn]?|olvid[ae][dn]?|ignorate|dimentica(?:te)?"
    rf"|esque[çc][ae]m?"
    rf"|ignorera|ignorer|glöm|glem|z?ignoruj(?:cie)?|(?:про)?игнорируй(?:те)?|забудь(?:те)?)\b"
    rf"|не обращай\w* внимания)"
    rf"[^.!?]{{0,40}}\b(?:instru[ck]\w+|istruzion\w+|instruç\w+|consignes|directives|instruks\w+|polece\w+"
    rf"|инструкц\w+|указани\w+)"
    r"|(?:^|[。！？，：；、「『“\s]|请|請|你(?:必须|要|应该))(?:忽略|忽视|無視|无视|忘记|忘記|不要理会|不要遵守)"
    r"[^。！？]{0,16}(?:指令|指示|提示|命令|说明|說明)"
    r"|(?:以前|これまで|上記|すべて|全て|前)の?[^。！？]{0,8}(?:指示|命令|指令|プロンプト)[^。！？]{0,6}(?:無視|忘れ)"
    r"|(?:이전|위|모든)[^.!?]{0,12}(?:지시|명령|지침)[^.!?]{0,6}(?:무시|잊)"
)

# --- answer as I say ---------------------------------------------------------------------------------

_ALWAYS = (
    r"(?:always|only|never|immer|nur|stets|ausschließlich|nie(?:mals)?|altijd|alleen|steeds|uitsluitend"
    r"|nooit)"
)
_ANSWERS = (
    rf"^\W*{_SOFTENED}(?:"
    r"(?:always|only|never) (?:answer|reply|respond|say)\b(?! to (?!every|all|any|each|questions))"
    r"(?! (?:the |your |a |an )?(?:phones?|telephones?|door\w*|bells?|calls?|e?-?mails?|letters?|no to"
    r"|yes to)\b)"
    r"|(?:answer|reply|respond)(?: to)? (?:always|only|nothing|every|any|each|all)\b"
    r"|(?:answer|reply|respond) (?:with|in|by) (?:yes|no|only|always|the (?:single )?word|[\"'“‘«]"
    r"|(?-i:[A-Z]))"
    r"|say that(?! (?:again|to|in|you)\b)|repeat (?:after|the following)"
    r"|say (?:only|always|yes|no)\b(?! to\b)"
    r"|antworte\b|antworte(?:t|n sie) (?:\w+ ){0,2}?(?:immer|stets|nur|ausschließlich|auf (?:jede|alle)"
    r"|mit (?:ja|nein)\b)"
    r"|beantwort(?:e|et|en sie)(?: \w+){0,2} (?:jede|alle|sämtliche) [^.!?]{0,40}\b(?:mit|nur|immer|stets"
    r"|so|ausschließlich)\b"
    r"|sag(?:e|en sie)? (?:immer|nie|stets|nur|dass)\b|wiederhole den"
    r"|(?:immer|stets|nur|auf jede frage)(?: \w+){0,4} antworten\W*$"
    r"|antwoord(?:t u)? (?:altijd|alleen|met|nooit|steeds|uitsluitend|(?:op )?(?:elke|iedere|alle))\b"
    r"|beantwoord(?:t u)? (?:altijd |steeds )?(?:elke|iedere|alle) [^.!?]{0,40}\b(?:met|alleen|altijd|zo)\b"
    r"|(?:altijd|alleen|op elke vraag)(?: \w+){0,4} antwoorden\W*$"
    r"|zeg (?:altijd|nooit|alleen|dat)\b"
    rf"|du antwortest (?:\w+ )?{_ALWAYS}|je antwoordt (?:\w+ )?{_ALWAYS}"
    r"|(?:do not|don['’]t|never) (?:mention|reveal|cite|repeat) (?:this|these|your) (?:\w+ )?"
    r"(?:instructions?|prompts?|notes?|messages?|orders?|paragraphs?|sentences?|passages?|articles?)\b)"
)
_INSTEAD = (
    rf"{_BEGIN}{_FORGET}[ \W](?:[\w'’-]+[ \W]+){{0,3}}?(?:{_TOLD}|{_RULES})[ ,]+"
    r"(?:(?:and|und|en|then|dann|dan) )+"
    r"(?:answer|reply|respond|say|write|antworte|sag|schreib|antwoord|zeg|schrijf)(?:e|en sie|t)?\b"
)
_ON_QUESTIONS = (
    r"(?:^|[.!?:;–—…()\[\]{}\"„“”*#]\W{0,12})(?:(?:when|if|whenever|should|whoever|anyone|to|wenn|falls|sobald|sollte|wer|als|wanneer"
    r"|zodra|wie)\b[^.!?,]{0,60})?\b(?:ask(?:s|ed)?\b(?! you\b)|fragt\b(?! dich\b)"
    r"|vraagt\b(?! je\b)|gefragt|gevraagd)"
    r"[^.!?]{0,80},\s*(?:then |dann |dan )?(?:always "
    r"|immer |altijd )?"
    r"(?:(?:say|answer|reply|respond) (?:that|with|yes|no|[\"'“‘]|(?-i:[A-Z])(?!\w+s\b))"
    r"|sag(?:e|en sie)?\b(?! (?:er|sie|es|man|ich|wir)\b)|nenne\b|antworte\b|zeg\b|noem\b|antwoord\b)"
)
_THE_ANSWER = (
    r"^\W*(?:the (?:correct|right) answer (?:is|=)(?! (?:to|that|not|no|yet|more|less|often|usually)\b)"
    r"|die richtige antwort (?:lautet|ist)\b|het juiste antwoord is\b"
    r"|(?:the only answer is|die einzige antwort (?:lautet|ist)|het enige antwoord is)\W*[:\"„“'‘«])"
)
_EVERY_ANSWER = (
    r"\b(?:the (?:\w+ )?answer to (?:every|any|each|all)(?: \w+)? questions? (?:is|must)"
    r"|die antwort auf (?:jede|alle) fragen? (?:ist|lautet)|het antwoord op (?:elke|iedere|alle) vra(?:ag"
    r"|gen) is)\b"
)

# --- who you are, and the forms of a conversation -----------------------------------------------------

_MACHINE = (
    r"(?:assistant(?! \w)|chatbot|language model|ai(?: (?:assistant|model|language model))?|llm"
    r"|archivassistent"
    r"|(?:ki-)?assistent(?! \w)|sprachmodell|taalmodel|ki|dan)\b"
)
_ROLES = (
    rf"{_BEGIN}(?:(?:you are|act as|pretend to be|behave like)(?: now| no longer)? an?|(?:du bist"
    rf"|sie sind)(?: \w+)? ein(?:e)?"
    rf"|(?:je|jij|u) bent(?: \w+)? een)(?: \w+)? {_MACHINE}"
    r"|\byou are a helpful assistant\b|^\W*as an ai language model\b"
    rf"|{_BEGIN}(?:reveal|show|print|output|repeat|zeige?|nenne|toon|geef"
    rf"|herhaal)\b[^.!?]{{0,40}}{_YOUR}(?: \w+){{0,2}} {_TOLD}"
)
_FORM = (
    r"\bdoes the passage state the (?:answer|claim)"
    rf"|{_BEGIN}(?:(?:always|only) )?answer (?:only )?yes or no\b"
)
_ROLE = (
    r"(?:system|assistant|user|human|instructions?|response|input|prompt|passage"
    r"|anweisung(?:en)?|benutzer|instructies?|opdracht(?:en)?|gebruiker)"
)
_LABEL = (
    r"^\W*(?:passage|system|assistant|system[ -]?prompt)\W*:"
    rf"|^\s*(?:#{{1,6}}|[*_=\[({{|>]{{1,3}})\s*{_ROLE}\s*[*_=\])}}|]*\s*(?::|$)"
)
_NOTE = (
    r"^\W*(?:\w+ )?(?:note|message|notice|hinweis|nachricht|opmerking|bericht)s? (?:to|for|an|für|aan|voor)"
    r"(?: (?:all|any|the|alle|das|den|die|de|het))* (?:language models?|ai(?: (?:assistants?|models?"
    r"|systems?))?"
    r"|assistants?|chatbots?|llms?|ki(?:-\w+)?|sprachmodelle?|taalmodel(?:len)?)\W*:"
)

_ORDERS = re.compile(
    "|".join((_OVERRIDES, _OVERRIDES_ELSEWHERE, _EVERY_ANSWER, _ROLES, _FORM, _NOTE)), re.IGNORECASE
)
_LABELS = re.compile(_LABEL, re.IGNORECASE | re.MULTILINE)
_ADVICE = re.compile("|".join((_ANSWERS, _INSTEAD, _ON_QUESTIONS, _THE_ANSWER)), re.IGNORECASE)
"""Orders that somebody may have given to people: "Always answer in writing, the lawyer advised"."""

_REPORTED = re.compile(
    r"[,“”\"'’«»‘!?]\s*(?:[\w-]+ ){0,5}?(?:said|says|told|wrote|writes|advis\w+|warn\w*|urg\w+|recommend\w*"
    r"|explain\w*"
    r"|sagt\w*|rät|riet(?:en)?|raten|schr(?:eibt|ieb)\w*|warnt\w*|empfiehlt|empfahl|erklärt\w*|so (?:der"
    r"|die|das)"
    r"|zegt|zei(?:den)?|zeggen|aldus|schrijft|schreef|raadt|adviseer\w*|waarschuw\w*|volgens)\b",
    re.IGNORECASE,
)

_PROMPT = re.compile(
    rf"\W*(?:passage\W{{0,3}}|system[ -]?prompt\b[^\n:]{{0,40}}):|\s*#{{1,6}}\s*{_ROLE}\s*:?\s*$",
    re.IGNORECASE,
)
_OBJECT = re.compile(
    r"[{\[]\s*\{?\s*[\"'“”](?:role|system|assistant|instructions?|prompt|tools?|tool_calls?|function|answer(?:ed)?"
    r"|response|output|citations?|supported)[\"'“”]\s*:",
    re.IGNORECASE,
)
"""How a message to a model, or the answer of one, begins as a program writes it."""

_TURN = re.compile(r"\W*(?:(?P<asks>user|human)|(?P<says>assistant|ai|bot|model))\W{0,3}:", re.IGNORECASE)
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


def gives_orders(sentence: str) -> bool:
    """Whether a sentence of an article speaks to a language model instead of a reader."""
    seen = unicodedata.normalize("NFKC", visible(sentence))
    told = " ".join(seen.split())
    if MARKERS.search(seen) or _LABELS.search(seen) or _ORDERS.search(told):
        return True
    return _ADVICE.search(told) is not None and _REPORTED.search(told) is None


def imitations(text: str) -> list[tuple[int, int]]:
    """Where an article imitates a prompt: offsets in code points of stretches that are for no reader.

    The marker of a chat format begins such a stretch up to the end of its line; the label of a prompt, a
    message or an answer as an object of JSON, or a turn of a user that an assistant answers in the next line,
    up to the next blank line.
    """
    found: list[tuple[int, int]] = []
    lines = list(re.finditer(r"[^\n]+", text))
    for line, following in zip_longest(lines, lines[1:]):
        if found and line.start() < found[-1][1]:
            continue
        marker = MARKERS.search(line[0])
        if marker:
            found.append((line.start() + marker.start(), line.end()))
        elif (
            _PROMPT.match(visible(line[0]))
            or _OBJECT.match(visible(line[0]))
            or (following and _is_chat(line[0], following[0]))
        ):
            blank = _BLANK_LINE.search(text, line.start())
            found.append((line.start(), blank.start() if blank else len(text)))
    return found


def _is_chat(line: str, following: str) -> bool:
    """Whether two lines are a question to a machine and its answer."""
    turns = [_TURN.match(visible(one)) for one in (line, following)]
    return bool(turns[0] and turns[0]["asks"] and turns[1] and turns[1]["says"])
