"""The words for dates in four languages, each with the one English word that the grammar knows.

Words stand here as `fold` leaves them: small letters without accents, no hyphens or apostrophes.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

_MARKS_BETWEEN_LETTERS = re.compile(r"(?<=[a-z])['’-](?=[a-z])|(?<=[a-z])\.|,")
_GAP_IN_NUMBERS = re.compile(r"(?<=[0-9]\.)\s+(?=[0-9])")

_ENGLISH: Final = {
    "today": "tod, td, now, tonight, eod, cob, end of day, end of the day",
    "tomorrow": "tom, tomo, tmr, tmrw, tm",
    "yesterday": "yd, yest",
    "monday": "mon",
    "tuesday": "tu, tue, tues",
    "wednesday": "wed, weds",
    "thursday": "th, thu, thur, thurs",
    "friday": "fr, fri",
    "saturday": "sa, sat",
    "sunday": "su, sun",
    "weekend": "we, week end",
    "january": "jan",
    "february": "feb",
    "march": "mar",
    "april": "apr",
    "may": "",
    "june": "jun",
    "july": "jul",
    "august": "aug",
    "september": "sep, sept",
    "october": "oct",
    "november": "nov",
    "december": "dec",
    "day": "d, days",
    "workday": "wd, bd, workdays, weekday, weekdays, business day, business days, working day, "
    "working days, work day, work days",
    "week": "w, wk, wks, weeks",
    "month": "m, mo, mos, mth, mths, months",
    "quarter": "q, qtr, quarters",
    "year": "y, yr, yrs, years",
    "next": "nxt",
    "next week": "nw",
    "coming": "upcoming",
    "last": "previous, past",
    "this": "",
    "afternext": "after next",
    "in": "within",
    "ago": "",
    "from": "after",
    "from today": "later, hence",
    "before": "",
    "end": "",
    "start": "beginning, begin",
    "mid": "middle",
    "end week": "eow, eoww",
    "end month": "eom",
    "end quarter": "eoq",
    "end year": "eoy",
    "start week": "sow, bow",
    "start month": "som, bom",
    "the": "",
    "": "of, on, by, due, until, till, and",
    "1": "a, an, one",
    "2": "two, a couple, couple, a couple of, couple of",
    "2 week": "fortnight, a fortnight",
    "3": "three",
    "4": "four",
    "5": "five",
    "6": "six",
    "7": "seven",
    "8": "eight",
    "9": "nine",
    "10": "ten",
    "12": "twelve",
    "1th": "first",
    "2th": "second",
    "3th": "third",
    "4th": "fourth",
    "5th": "fifth",
}

_GERMAN: Final = {
    "today": "heute",
    "tomorrow": "morgen",
    "overmorrow": "ubermorgen, uebermorgen",
    "yesterday": "gestern",
    "ereyesterday": "vorgestern",
    "monday": "montag, mo",
    "tuesday": "dienstag, di",
    "wednesday": "mittwoch, mi",
    "thursday": "donnerstag, do",
    "friday": "freitag, fr",
    "saturday": "samstag, sa, sonnabend",
    "sunday": "sonntag, so",
    "weekend": "wochenende",
    "january": "januar, jan, janner, jaenner",
    "february": "februar, feb",
    "march": "marz, maerz, mrz",
    "april": "apr",
    "may": "mai",
    "june": "juni, jun",
    "july": "juli, jul",
    "august": "aug",
    "september": "sep, sept",
    "october": "oktober, okt",
    "november": "nov",
    "december": "dezember, dez",
    "day": "tag, tage, tagen",
    "workday": "werktag, werktage, werktagen, arbeitstag, arbeitstage, arbeitstagen",
    "week": "woche, wochen",
    "month": "monat, monate, monaten, monats",
    "quarter": "quartal, quartale, quartalen, quartals",
    "year": "jahr, jahre, jahren, jahres",
    "next": "nachste, nachsten, nachster, nachstes, nachstem, naechste, naechsten, naechster, "
    "naechstes, naechstem",
    "coming": "kommende, kommenden, kommender, kommendes, kommendem",
    "afternext": "ubernachste, ubernachsten, ubernachster, ubernachstes, uebernaechste, "
    "uebernaechsten, uebernaechster, uebernaechstes",
    "last": "letzte, letzten, letzter, letztes, vergangene, vergangenen, vorige, vorigen",
    "this": "diese, diesen, dieser, dieses, diesem",
    "in": "binnen",
    "ago": "vor",
    "from": "nach, ab",
    "end": "ende",
    "start": "anfang, beginn",
    "mid": "mitte",
    "end month": "monatsende",
    "end quarter": "quartalsende",
    "end year": "jahresende",
    "the": "am, der, den, dem, die, das, zum",
    "": "des, bis, spatestens, spaetestens, und",
    "1": "ein, eine, einem, einen, einer, eines",
    "2": "zwei",
    "3": "drei",
    "4": "vier",
    "5": "funf, fuenf",
    "6": "sechs",
    "7": "sieben",
    "8": "acht",
    "9": "neun",
    "10": "zehn",
    "1th": "erste, ersten, erster",
}

_FRENCH: Final = {
    "today": "aujourd hui, aujourdhui, auj, maintenant",
    "tomorrow": "demain",
    "overmorrow": "apres demain, apresdemain",
    "yesterday": "hier",
    "ereyesterday": "avant hier",
    "monday": "lundi, lun",
    "tuesday": "mardi",
    "wednesday": "mercredi, mer",
    "thursday": "jeudi, jeu",
    "friday": "vendredi, ven",
    "saturday": "samedi, sam",
    "sunday": "dimanche, dim",
    "weekend": "week end",
    "january": "janvier, janv, jan",
    "february": "fevrier, fevr, fev",
    "march": "mars",
    "april": "avril, avr",
    "may": "mai",
    "june": "juin",
    "july": "juillet, juil",
    "august": "aout",
    "september": "septembre, sept, sep",
    "october": "octobre, oct",
    "november": "novembre, nov",
    "december": "decembre, dec",
    "day": "jour, jours, j",
    "workday": "jour ouvre, jours ouvres, jour ouvrable, jours ouvrables",
    "week": "semaine, semaines, sem",
    "month": "mois",
    "quarter": "trimestre, trimestres",
    "year": "an, ans, annee, annees",
    "next": "prochain, prochaine, prochains",
    "last": "dernier, derniere, passe, passee",
    "this": "ce, cet, cette",
    "in": "dans, d ici, en",
    "ago": "il y a",
    "from": "apres",
    "before": "avant",
    "end": "fin, a la fin",
    "start": "debut",
    "mid": "mi, milieu",
    "the": "le, la, les, l, au",
    "": "de, du, des, d, pour, et",
    "1": "un, une",
    "2": "deux",
    "2 week": "quinzaine, une quinzaine",
    "3": "trois",
    "4": "quatre",
    "5": "cinq",
    "6": "six",
    "8": "huit",
    "9": "neuf",
    "10": "dix",
    "15": "quinze",
    "1th": "premier",
}

_SPANISH: Final = {
    "today": "hoy, ahora",
    "tomorrow": "manana",
    "overmorrow": "pasado manana",
    "yesterday": "ayer",
    "ereyesterday": "anteayer, antes de ayer",
    "monday": "lunes, lun",
    "tuesday": "martes",
    "wednesday": "miercoles, mie",
    "thursday": "jueves, jue",
    "friday": "viernes, vie",
    "saturday": "sabado, sab",
    "sunday": "domingo, dom",
    "weekend": "fin de semana, finde",
    "january": "enero, ene",
    "february": "febrero, feb",
    "march": "marzo, mar",
    "april": "abril, abr",
    "may": "mayo",
    "june": "junio, jun",
    "july": "julio, jul",
    "august": "agosto, ago",
    "september": "septiembre, setiembre, sep, sept",
    "october": "octubre, oct",
    "november": "noviembre, nov",
    "december": "diciembre, dic",
    "day": "dia, dias",
    "workday": "dia habil, dias habiles, dia laborable, dias laborables",
    "week": "semana, semanas, sem",
    "month": "mes, meses",
    "quarter": "trimestre, trimestres",
    "year": "ano, anos",
    "next": "proximo, proxima, siguiente, que viene",
    "last": "pasado, pasada, ultimo, ultima",
    "this": "este, esta",
    "in": "en, dentro de",
    "ago": "hace",
    "from": "despues de, despues del, a partir de",
    "before": "antes de, antes del",
    "end": "fin, final, finales, a fin, a final, a finales",
    "start": "principio, principios, inicio, a principios, a inicios",
    "mid": "mediados, a mediados",
    "the": "el, la, los, las, al, el dia",
    "": "de, del, para, y",
    "1": "un, una, uno",
    "2": "dos",
    "3": "tres",
    "4": "cuatro",
    "5": "cinco",
    "6": "seis",
    "7": "siete",
    "8": "ocho",
    "9": "nueve",
    "10": "diez",
    "15": "quince",
    "1th": "primero",
}


def _by_word(table: Mapping[str, str]) -> Mapping[tuple[str, ...], str]:
    words = {
        tuple(alias.split()): meaning
        for meaning, aliases in table.items()
        for alias in aliases.split(", ")
    }
    # What means the same in both languages need not be listed twice.
    return words | {(meaning,): meaning for meaning in table if meaning.isalpha()}


WORDS: Final = {
    "en": _by_word(_ENGLISH),
    "de": _by_word(_GERMAN),
    "fr": _by_word(_FRENCH),
    "es": _by_word(_SPANISH),
}
"""Language -> phrase -> what it means; the meaning has no, one or two words."""
MEANINGS: Final = frozenset(
    word for table in WORDS.values() for meaning in table.values() for word in meaning.split()
)
"""Every word that a meaning can be made of."""
_LONGEST_PHRASE: Final = 4


def fold(text: str) -> str:
    """The text in small letters without accents, its words and numbers one space apart."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    plain = _GAP_IN_NUMBERS.sub("", _MARKS_BETWEEN_LETTERS.sub(" ", plain))
    return " ".join(plain.split())


def in_english(words: list[str], language: str) -> list[str]:
    """The words with every phrase of this language replaced, the longest first."""
    table = WORDS[language]
    found: list[str] = []
    at = 0
    while at < len(words):
        for length in range(_LONGEST_PHRASE, 0, -1):
            meaning = table.get(tuple(words[at : at + length]))
            if meaning is not None:
                found += meaning.split()
                break
        else:
            length = 1
            found.append(words[at])
        at += length
    return found
