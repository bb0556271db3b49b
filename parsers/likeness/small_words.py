"""Words that say little about a task: how it is put, not what is to be done."""

from typing import Final

FILLERS: Final = """
a an the this that these those some any each its it his her their our your my me i we you he she
they us them
is are was were be been being am do does did has have had having will would shall should must can
could may might
of for at by to into onto about regarding re concerning with on in from as via per over upon
towards toward among amongst
and or so then also too just simply please kindly pls plz asap quickly shortly soon briefly
there here who which what whether if when where how why because need needs needed want wants
ensure make sure try tries trying remember forget ideally maybe possibly probably already still
again once
todo task action item next step let's lets let get got go know going gonna wanna
someone somebody everyone everybody anyone
obtain secure lassen uber furs ins ans beim aufs
actually basically currently respective relevant necessary possible appropriate proper various
s t d ll ve ne n regards regard
version v ver vs no nr
der die das den dem des ein eine einen einem einer eines und oder im in zu zum zur fur von vom mit
bei an am auf aus
bis von bitte mal noch auch wir ich du ihr sie er es man muss mussen mussen soll sollen sollte
sollten kann konnen werden wird
unbedingt schnell bald dringend wegen bezuglich betreffend sowie dass noch einmal nochmal ist sind
le la les un une des du de d l et ou au aux a en pour par sur avec dans ce cet cette ces son sa
ses leur notre votre
il faut merci vous nous je tu on que qui svp concernant sujet propos penser pense rappel doit
devons devez
el los las lo unos unas del al y o u e para por con en su sus que se hay tenemos favor debemos
debe tiene tengo
sobre respecto acerca hacer
"""

LIGHT: Final = """
new old existing current final full complete whole main short small big little quick brief updated
latest recent revised
next last previous other same own more all both every team group internal external public private
up down off out back forward before after without under above below away together around along
through
project thing stuff item part
urgent important open remaining
mr ms mrs dr herr frau prof
neu neue neuen neuer alle aktuell aktuelle team gruppe projekt vor nach ohne mit
nouveau nouvelle tous toutes equipe projet avant apres sans
nuevo nueva todos todas equipo proyecto antes despues sin
this
"""
"""Weak words: one more of them matters little; of two opposite ones, each does."""

CONTROLS: Final = """
start begin continue keep work help agree try aim manage plan want agreed trying
beginnen versuchen helfen commencer continuer essayer aider empezar continuar intentar ayudar
"""
"""Verbs before another verb, which is the one that counts: `start drafting`, `agree to pause`."""

NEGATIONS: Final = """
not no never without neither nor cannot non nothing none nobody
nicht kein keine keinen keinem keiner nie niemals ohne weder
pas jamais sans aucun aucune ni
nunca jamas sin ningun ninguna tampoco
"""

IDIOMS: Final = """
in detail, in more detail, before the next meeting, by the next meeting, until the next meeting,
ahead of the next meeting,
don't forget to, do not forget to, don't forget, do not forget, dont forget to, not forget to,
make sure that, make sure to,
make sure, be sure to, it was agreed that, we agreed that, just a reminder to, just a reminder, a
reminder to, reminder to,
next step, next steps, action item, to do, to-do, follow-up item, in order to, as soon as
possible, if possible, at the latest,
a bit, a little, we need to, we have to, there is a need to, nicht vergessen, nicht zu vergessen,
sicherstellen dass,
ne pas oublier de, ne pas oublier, n'oublie pas de, n'oubliez pas de, s'assurer que, il faut, no
olvidar, no olvides,
asegurarse de que, hay que, tenemos que, tiene que, por favor, so schnell wie moglich, des que
possible, lo antes posible,
in regard to, with regard to, in terms of, on behalf of, a couple of, a few, at the moment, for
now, in relation to,
au sujet de, a propos de, en cuanto a, mit bezug auf
"""
"""Phrases that are no part of the work, though they may hold a negation or a verb."""

CLAUSE_STARTS: Final = """
and, so that, so, to, in order to, as, per, while, then, before, if, und, damit, um, wie, falls,
et, afin de, pour, comme, y, para, para que, como, si
"""

CLAUSE_WORDS: Final = """
report back group team everyone everybody all share results result outcome outcomes findings
finding update updates let know
keep posted informed aligned loop looped circle discuss next meeting discussed agreed mentioned
conversation stakeholders
make sure ensure move forward progress track afterwards feedback summary summarise summarize
present alignment step steps
nothing falls fall through cracks timely manner needed possible necessary required time went goes
close ticket us me people
visibility transparency others off on page same everybody's well align communicate relevant
parties involved planned
per our as in to of the with at by for we can how it they this that is are was a an be been last
today today's call
informieren alle gruppe ergebnis ergebnisse ruckmeldung geben team besprochen nachsten treffen auf
dem laufenden halten
berichten vereinbart informer tous equipe resultats retour faire prochain reunion discute convenu
tenir au courant
informar todos equipo resultados compartir proxima comentado acordado mantener al tanto de lo la
el los las den die das
le les des der zum zur im l d
"""
"""Words of which clauses are made that are appended to any task."""

CLAUSE_VERBS: Final = """
report share let keep loop circle discuss inform update notify tell brief present align
communicate summarise summarize
make ensure move give get post log come provide see go help avoid
berichten informieren ruckmeldung geben teilen besprechen informer partager tenir faire discuter
informar compartir mantener comentar avisar
"""
"""With one of them such a clause begins, behind `and` or `to`."""

DEADLINE_WORDS: Final = """
today tomorrow tonight week month year day days weeks months end eod eow eom tonight morning
afternoon evening
heute morgen abend woche monat jahr ende diese dieser diesen nachste nachsten nachster
aujourd'hui demain semaine mois annee fin prochaine prochain
hoy manana semana mes ano fin proxima proximo
"""

MONTHS: Final = """
january jan januar janvier enero
february feb februar fevrier febrero
march mar marz mars marzo
april apr avril abril
may mai mayo
june jun juni juin junio
july jul juli juillet julio
august aug aout agosto
september sep sept septembre septiembre
october oct oktober okt octobre octubre
november nov novembre noviembre
december dec dezember dez decembre diciembre
"""

WEEKDAYS: Final = """
monday mon montag mo lundi lunes
tuesday tue tues dienstag di mardi martes
wednesday wed mittwoch mi mercredi miercoles
thursday thu thur thurs donnerstag do jeudi jueves
friday fri freitag fr vendredi viernes
saturday sat samstag sa samedi sabado
sunday sun sonntag so dimanche domingo
"""

NUMBER_WORDS: Final = """
1 first erste ersten erster premier premiere primero primera primer
2 two second zwei zweite zweiten deux deuxieme seconde dos segundo segunda
3 three third drei dritte dritten trois troisieme tres tercero tercera tercer
4 four fourth vier vierte vierten quatre quatrieme cuatro cuarto cuarta
5 five fifth funf funfte funften cinq cinquieme cinco quinto quinta
6 six sixth sechs sechste seis sixieme sexto
7 seven seventh sieben sept septieme siete
8 eight eighth acht achte huit ocho
9 nine ninth neun neunte neuf nueve
10 ten tenth zehn dix diez
11 eleven elf onze once
12 twelve zwolf douze doce dozen
13 thirteen
14 fourteen
15 fifteen quinze quince
16 sixteen
17 seventeen
18 eighteen
19 nineteen
20 twenty zwanzig vingt veinte
30 thirty dreissig trente treinta
40 forty vierzig quarante
50 fifty funfzig cinquante
60 sixty
70 seventy
80 eighty
90 ninety
100 hundred hundert cent cien
1000 thousand tausend mille mil
"""

GERMAN: Final = """
der die das den dem des ein eine einen einem einer und oder zu zum zur fur von vom mit bei an am
auf aus nicht kein keine
bitte wir muss mussen soll wegen bis nach ist im ins uber
"""
"""Words by which German is known: it writes every noun with a capital."""
