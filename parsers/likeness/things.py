"""Things that go by several names, and abbreviations of what is written out elsewhere."""

from typing import Final

THINGS: Final = """
presentation: presentation, deck, slide deck, slides, slide, slideshow, pres, prez, folien, folie,
    prasentation, diapositives, presentacion, diapositivas
meeting: meeting, mtg, besprechung, reunion, sitzung
appointment: appointment, appt, termin, rendez-vous, rdv, cita
one on one: one-on-one, one on one, 1:1, 1-1, 1on1
customer: customer, client, kunde, kunden, cliente
contract: contract, agreement, vertrag, contrat, contrato
contact: contact, kontakt, contacto
invoice: invoice, bill, rechnung, facture, factura
message: email, mail, e-mail, message, nachricht, courriel, correo, mensaje
document: document, doc, dokument, documento
documentation: documentation, docs, dokumentation, documentacion
licence: licence, license, lizenz, licencia
quote: quote, quotation, kostenvoranschlag, devis, presupuesto
offer: offer, angebot, offre, oferta
problem: problem, issue, probleme, problema
supplier: supplier, vendor, lieferant, fournisseur, proveedor
company: company, firm, firma, unternehmen, entreprise, empresa
photo: photo, picture, photograph, image, foto, bild, imagen
child: child, children, kid, kids, kind, kinder, enfant, enfants, nino, ninos
person: person, people
parcel: parcel, package, paket, colis, paquete
specification: specification, spec
requirement: requirement, req, reqs
information: information, info, infos, informationen
article: article, post, blog post, artikel, articulo
invitation: invitation, invite, einladung, invitacion
result: result, outcome, finding, ergebnis, resultat, resultado
configuration: configuration, config, conf
application: application, app
repository: repository, repo
database: database, db, datenbank
environment: environment, env
production: production, prod
administrator: administrator, admin
authentication: authentication, auth
department: department, dept, abteilung
management: management, mgmt
development: development, dev
reference: reference, ref
number: number, nr, numero
amount: amount
average: average, avg
maximum: maximum, max
minimum: minimum
account: account, acct, konto, compte, cuenta
statement of work: statement of work, sow
purchase order: purchase order
pull request: pull request, merge request
request for proposal: request for proposal, request for proposals, rfp, rfps
quarterly business review: quarterly business review, qbr
non-disclosure agreement: non-disclosure agreement, nda
curriculum vitae: curriculum vitae, cv, resume
frequently asked questions: frequently asked questions, faq, faqs
human resources: human resources, hr
key performance indicator: key performance indicator, key performance indicators, kpi, kpis
service level agreement: service level agreement, sla, slas
proof of concept: proof of concept, poc
quarter: quarter, q, quartal, trimestre
report: report, bericht, rapport, informe
budget: budget
figure: figures, numbers, zahlen, chiffres, cifras
vacation: vacation, holiday, urlaub, conges, vacaciones
apartment: apartment, flat, wohnung
building work: construction, building work, building works
car: car, auto, wagen, voiture, coche
phone: phone, telephone, telefon, telefono
computer: computer, pc
laptop: laptop, notebook
feedback: feedback, comments, ruckmeldung
minutes: minutes, protokoll, proces-verbal, acta
agenda: agenda, tagesordnung, ordre du jour, orden del dia
draft: draft, entwurf, brouillon, borrador
call: call, anruf, appel, llamada
order: order, bestellung, commande, pedido
list: list, liste, lista
test: test, prueba
reminder: reminder
room: room, raum, salle, sala
office: office, buro, bureau, oficina
center: center, centre, zentrum, centro
percent: percent, %, prozent, pourcent, pct
eur: eur, euro, euros, €
usd: usd, dollar, dollars, $
gbp: gbp, £, pounds
time: time
email address: email address
weekend: weekend, wochenende, fin de semana
"""

REAL_WORDS: Final = """
access adapt adopt affect angel angle barely barley bizarre bazaar board broad cable table casual
causal
change charge chart charter coast cost complement compliment contact contract content context
council counsel
country county county courtesy curtsy dairy diary decent descent desert dessert device devise
effect ensure insure
excess except exiting exciting expand expend expect inspect field filed filter form from generic
genetic
grant grand hangar hanger infect inject later latter leash lease loose lose marital martial
message massage
moral morale pace place personal personnel plane planet planer planner poling polling preview
principal principle
pressure procedure quiet quite rational rationale ration review server severe sever sight site
stationary stationery
statue statute status storage story store stage state though thought through thorough track truck
trail trial train
united untied weather whether word world work wander wonder binding bidding billing building
filling killing
parking packing backing picking pricing printing painting pointing posting hosting roasting
testing tasting
cleaner clearer signal single staff stuff stack stock stick shelf shell shelter filler pillar
paper piper
marker market master muster cluster cloister house horse hose nurse purse curse course source
poster roster toaster router rooter scooter letter litter lettuce better batter butter button
bottle battle
sample simple temple tumble table tablet cabinet carbine carpet market basket bracket blanket
invoice invoke revoke evoke version vision visions mission emission permission admission
"""
"""Words that one slip of the pen would make of each other: both are meant as they are."""
