"""What is done with a thing, in four languages: words and phrases that name the same step.

One step a line, its name first. Verbs stand in their base form with what a stem would not find.
A word may stand here and among the things: `order the chairs`, `the order of the chairs`.
"""

from typing import Final

ACTIONS: Final = """
send: send, sent, email, e-mail, mail, forward, share, shared, circulate, pass on, send out, send
    over, send around, transmit, senden, schicken, versenden, verschicken, zusenden, weiterleiten,
    teilen, envoyer, envoie, transmettre, partager, enviar, envia, mandar, compartir, reenviar
receive: receive, erhalten, empfangen, recevoir, recibir
submit: submit, hand in, turn in, file, lodge, einreichen, abgeben, soumettre, deposer, presentar,
    entregar
distribute: distribute, hand out, give out, pass out, verteilen, austeilen, distribuer, repartir
make: prepare, draft, write, written, wrote, create, compile, produce, put together, write up,
    draw up, vorbereiten, erstellen, schreiben, entwerfen, verfassen, anfertigen, preparer,
    rediger, ecrire, creer, preparar, redactar, escribir, crear
document: document, write up, write down, dokumentieren, festhalten, documenter, documentar
review: review, check, look over, go over, go through, read through, look at, check on, check
    over, inspect, examine, prufen, uberprufen, durchsehen, kontrollieren, verifier, relire,
    examiner, controler, revisar, comprobar, controlar
confirm: confirm, verify, double-check, double check, validate, bestatigen, confirmer, valider,
    confirmar, verificar, validar
proofread: proofread, korrekturlesen, gegenlesen, corriger les epreuves
contact: contact, reach out, reach out to, get in touch with, get in touch, touch base with, touch
    base, get hold of, connect with, kontaktieren, sich melden bei, contacter, joindre, contactar
call: call, phone, telephone, ring, ring up, call up, give a call, anrufen, telefonieren, appeler,
    telephoner, rappeler, llamar
chase: follow up, followup, chase, chase up, remind, nudge, ping, circle back, check in with,
    nachfassen, nachhaken, erinnern, relancer, recordar
ask: ask, check with, request, inquire, enquire, ask for, fragen, anfragen, nachfragen, bitten,
    anfordern, demander, solliciter, preguntar, solicitar
tell: tell, told, inform, notify, brief, advise, informieren, benachrichtigen, mitteilen,
    informer, prevenir, informar, avisar, notificar
answer: answer, reply, respond, get back to, reply to, respond to, write back, antworten,
    beantworten, repondre, responder, contestar
arrange: schedule, arrange, book, reserve, buchen, reservieren, reserver, reservar, prendre,
    agendar, set up, organise, organize, sort out, vereinbaren, ausmachen, organisieren, ansetzen,
    planifier, organiser, fixer, programar, organizar, concertar
plan: plan, planen, planear, planificar
cancel: cancel, call off, absagen, stornieren, annuler, cancelar, anular
terminate: terminate, kundigen, resilier, rescindir
postpone: postpone, put off, push back, defer, delay, verschieben, reporter, aplazar, posponer
move: move, reschedule, umplanen, reprogrammer, reprogramar, relocate, shift, umziehen, deplacer,
    mover, trasladar
buy: buy, bought, purchase, order, procure, acquire, kaufen, bestellen, besorgen, einkaufen,
    acheter, commander, comprar, encargar
sell: sell, sold, verkaufen, vendre, vender
pay: pay, paid, settle, bezahlen, zahlen, begleichen, uberweisen, payer, regler, pagar, abonar
fix: fix, repair, mend, resolve, solve, correct, reparieren, beheben, korrigieren, losen, reparer,
    corriger, resoudre, reparar, arreglar, corregir, resolver
replace: replace, swap, swap out, exchange, substitute, find a replacement for, ersetzen,
    austauschen, remplacer, changer, reemplazar, sustituir, cambiar
update: update, refresh, revise, amend, bring up to date, aktualisieren, uberarbeiten, anpassen,
    actualiser, mettre a jour, reviser, actualizar, poner al dia
finish: finish, fertig machen, fertig stellen, finalise, finalize, complete, conclude, wrap up,
    fertigstellen, abschliessen, finalisieren, terminer, finaliser, achever, terminar, finalizar,
    completar
investigate: investigate, look into, research, dig into, explore, untersuchen, recherchieren,
    enqueter, rechercher, investigar
analyse: analyse, analyze, evaluate, assess, auswerten, analysieren, bewerten, analyser, evaluer,
    analizar, evaluar
decide: decide, decide on, choose, chose, pick, select, determine, entscheiden, auswahlen, wahlen,
    decider, choisir, decidir, elegir, escoger
collect: collect, gather, pick up, fetch, abholen, sammeln, einsammeln, holen, recuperer,
    collecter, rassembler, recoger, recopilar, reunir
remove: remove, delete, get rid of, take out, throw away, throw out, dispose of, discard,
    entfernen, loschen, entsorgen, supprimer, enlever, retirer, jeter, eliminar, quitar, borrar,
    tirar
clean: clean, clean up, clean out, tidy, tidy up, putzen, reinigen, aufraumen, saubern, nettoyer,
    ranger, limpiar, ordenar
add: add, insert, hinzufugen, erganzen, ajouter, anadir, agregar
include: include, einschliessen, inclure, incluir
exclude: exclude, leave out, ausschliessen, exclure, excluir
approve: approve, sign off, sign off on, get sign-off, green-light, genehmigen, freigeben,
    approuver, aprobar, autorizar
reject: reject, decline, refuse, turn down, deny, ablehnen, zuruckweisen, rejeter, refuser,
    decliner, rechazar, denegar
accept: accept, annehmen, akzeptieren, accepter, aceptar
sign: sign, unterschreiben, unterzeichnen, signer, firmar
start: start, begin, kick off, launch, starten, beginnen, anfangen, demarrer, commencer, lancer,
    empezar, iniciar, comenzar, lanzar
stop: stop, halt, stoppen, anhalten, beenden, arreter, parar, detener
enable: enable, activate, turn on, switch on, aktivieren, einschalten, activer, allumer, activar,
    encender
disable: disable, deactivate, turn off, switch off, deaktivieren, ausschalten, abschalten,
    desactiver, eteindre, desactivar, apagar
open: open, offnen, eroffnen, ouvrir, abrir
close: close, shut, schliessen, fermer, cerrar
raise: increase, raise, erhohen, augmenter, aumentar, subir
lower: decrease, lower, reduce, senken, reduzieren, verringern, reduire, baisser, diminuer,
    reducir, bajar
test: test, try out, testen, ausprobieren, tester, essayer, probar
deploy: deploy, roll out, release, ausrollen, deployer, desplegar
publish: publish, post, veroffentlichen, publier, publicar
install: install, installieren, einbauen, installer, instalar
configure: configure, konfigurieren, einrichten, configurer, configurar
register: register, sign up for, sign up, enrol, enroll, sign up to, anmelden, registrieren,
    inscrire, inscribir, registrar
deregister: deregister, unregister, abmelden, desinscrire
subscribe: subscribe, abonnieren, abonner, suscribir
unsubscribe: unsubscribe, abbestellen, desabonner
renew: renew, verlangern, erneuern, renouveler, prolonger, renovar, prolongar
hire: hire, recruit, einstellen, embaucher, recruter, contratar
fire: fire, dismiss, lay off, entlassen, licencier, despedir
meet: meet, met, meet with, sit down with, treffen, rencontrer, reunirse
discuss: discuss, talk through, talk over, besprechen, diskutieren, discuter, hablar sobre,
    discutir
talk: talk to, talk with, speak to, speak with, chat with, talk, speak, sprechen, reden, parler,
    hablar
compare: compare, vergleichen, comparer, comparar
calculate: calculate, compute, work out, berechnen, ausrechnen, calculer, calcular
list: list, make a list of, auflisten, lister, listar
summarise: summarise, summarize, sum up, zusammenfassen, resumer, resumir
explain: explain, erklaren, erlautern, expliquer, explicar
clarify: clarify, klaren, abklaren, clarifier, aclarar
present: present, prasentieren, vorstellen
monitor: monitor, track, keep an eye on, watch, uberwachen, beobachten, surveiller, suivre,
    supervisar, vigilar
find: find, look for, search for, search, identify, locate, finden, suchen, trouver, chercher,
    encontrar, buscar, identificar
find out: find out, ascertain, herausfinden, determiner, averiguar
provide: provide, give, gave, geben, donner, dar, supply, bereitstellen, fournir, proporcionar
bring: bring, take along, mitbringen, bringen, apporter, traer, llevar
return: return, give back, bring back, take back, send back, zuruckgeben, zuruckbringen, rendre,
    devolver
borrow: borrow, ausleihen, leihen, emprunter
lend: lend, verleihen, preter, prestar
invite: invite, einladen, inviter, invitar
introduce: introduce, bekanntmachen, presenter
thank: thank, danken, remercier, agradecer
translate: translate, ubersetzen, traduire, traducir
print: print, print out, drucken, ausdrucken, imprimer, imprimir
import: import, importieren, importer, importar
export: export, exportieren, exporter, exportar
upload: upload, hochladen, televerser, subir archivos
download: download, herunterladen, telecharger, descargar
archive: archive, archivieren, archiver, archivar
migrate: migrate, migrieren, migrer, migrar
upgrade: upgrade
build: build, built, bauen, construire, construir
design: design, gestalten, concevoir, disenar
develop: develop, entwickeln, developper, desarrollar
implement: implement, umsetzen, implementieren, implementer, implementar
negotiate: negotiate, verhandeln, negocier, negociar
agree: agree, agree on, abstimmen, einigen
attend: attend, join, teilnehmen, participer, asistir, participar
read: read, lesen, lire, leer
train: train, schulen, former, formar, capacitar
scan: scan, scannen, numeriser, escanear
measure: measure, messen, mesurer, medir
count: count, zahlen lassen, compter, contar
estimate: estimate, schatzen, estimer, estimar
apply: apply for, apply, beantragen, bewerben, postuler
fill in: fill in, fill out, ausfullen, remplir, rellenar
fill: fill, fill up
empty: empty
load: load, beladen
unload: unload, entladen
lock: lock, lock up
unlock: unlock
cut: cut, trim, schneiden, couper, cortar
hang: put up, set out, aufbauen, monter, montar
unhang: take down, abbauen, demonter, desmontar
check in: check in
check out: check out
put: put, set, place
keep: keep, retain, behalten, garder, conservar
rename: rename, umbenennen, renommer, renombrar
rotate: rotate
assign: assign, allocate, delegate, zuweisen, assigner, asignar
interview: interview
onboard: onboard
sort: sort, sortieren, trier, clasificar
cook: cook, kochen, cuisiner, cocinar
"""

OPPOSITES: Final = """
up down
on off
in out
with without
before after
over under
above below
forward back
new old
internal external
incoming outgoing
inbound outbound
left right
early late
high low
public private
more less
same other
this next
next last
next previous
mr ms
herr frau
vor nach
mit ohne
auf ab
neu alt
avant apres
avec sans
nouveau ancien
antes despues
con sin
nuevo viejo
"""
"""Small words of which one side has the one and the other side the other."""
