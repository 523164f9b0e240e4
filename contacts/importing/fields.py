"""What a column of a file can stand for, and which headings mean it."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Field:
    """`several`: more than one column may stand for it, as “Email 1” and “Email 2” do. `joint` is put between them."""

    label: str
    help: str = ""
    several: bool = False
    joint: str = "; "


FIELDS: Final[dict[str, Field]] = {
    "name": Field("Name", "The whole name, as they sign."),
    "given_name": Field("First name"),
    "middle_name": Field("Middle name"),
    "family_prefix": Field("Name particle", "“van der”, in files that keep it apart."),
    "family_name": Field("Last name"),
    "email": Field("E-mail", "Several in one cell are told apart.", several=True),
    "mobile": Field("Mobile", several=True),
    "phone": Field("Phone", several=True),
    "outlet": Field("Outlet"),
    "role": Field("Role"),
    "beats": Field("Beats", "Separated by commas or semicolons.", several=True),
    "tags": Field("Tags", "Separated by commas or semicolons.", several=True),
    "outlet_kind": Field("Outlet kind"),
    "outlet_website": Field("Outlet’s website"),
    "country": Field("Country"),
    "city": Field("City"),
    "language": Field("Language"),
    "website": Field("Website"),
    "social": Field("Social media", "Kept in the notes.", several=True),
    "how_to_pitch": Field("How to pitch", several=True, joint="\n"),
    "notes": Field("Notes", several=True, joint="\n"),
    "do_not_contact": Field("Do not contact", "“yes”, “x”, “unsubscribed” and the like close the door."),
}

# Headings in their normal form (see `headings.normal`): folded, without digits and signs.
# From the exports of Muck Rack, Cision, Prowly, Prezly, Google and Outlook, and what people write in de, fr, es, nl.
HEADINGS: Final[dict[str, str]] = {
    "name": """
        name|full name|contact name|contact|journalist|journalist name|reporter|display name|person|author|fn
        |contact full name|influencer name|media contact|journalists|contact person|file as|vollstandiger name
        |journalistin|ansprechpartner|kontakt|name vorname|nom complet|nom prenom|nom et prenom|journaliste
        |contact presse|nombre completo|nombre y apellidos|periodista|contacto|naam|volledige naam
        |journaliste naam|contactpersoon""",
    "given_name": """
        first name|firstname|given name|forename|first|contact first name|given|vorname|prenom|nombre de pila
        |voornaam|roepnaam""",
    "middle_name": """
        middle name|additional name|middle|zweiter vorname|deuxieme prenom|segundo nombre|tweede naam""",
    "family_prefix": """
        tussenvoegsel|tussenvoegsels|name particle|namenszusatz""",
    "family_name": """
        last name|lastname|surname|family name|last|contact last name|nachname|familienname|zuname
        |nom de famille|apellido|apellidos|achternaam|familienaam""",
    "email": """
        email|email address|email value|emails|mail|email addresses|contact email|primary email|work email
        |business email|email main|other email|secondary email|additional email|alternate email|alternative email
        |direct email|editorial email|journalist email|email business|email work|mailadresse|email adresse
        |emailadresse|mail adresse|email adressen|email geschaftlich|email dienstlich|courriel|courriels
        |adresse email|adresse mail|adresse courriel|adresse electronique|mel|correo|correo electronico
        |direccion de correo|direccion de correo electronico|email adres|emailadres|mailadres|email correo""",
    "mobile": """
        mobile|mobile phone|mobile number|cell|cell phone|cellphone|mobile phone number|phone mobile|cell number
        |mobil|mobiltelefon|handy|handynummer|mobilnummer|mobil telefon|portable|telephone portable
        |mobile telephone|tel portable|movil|celular|telefono movil|mobiel|mobiele telefoon|mobiel nummer
        |mobiele nummer""",
    "phone": """
        phone|telephone|phone number|tel|work phone|business phone|office phone|direct phone|phone value|phones
        |desk phone|direct line|company main phone|primary phone|contact phone|telephone number|phone numbers
        |office|landline|switchboard|tel no|telefon|telefonnummer|telefon geschaftlich|festnetz|durchwahl
        |rufnummer|tel nr|telefon dienstlich|numero de telephone|tel fixe|telephone fixe|fixe|telephone bureau
        |telefono|telefono fijo|numero de telefono|fijo|telefoon|telefoonnummer|vast nummer|telefoon werk""",
    "outlet": """
        outlet|outlets|media outlet|media outlets|outlet name|publication|publications|publication name
        |media name|media|company|company name|organization|organisation|organization name|organisation name
        |employer|media organization|media organisation|news outlet|newspaper|magazine|publisher|title name
        |primary outlet|org|channel|website name|media title|medium|firma|redaktion|zeitung|unternehmen|verlag
        |medien|publikation|organisation name|titel des mediums|medium name|nom du media|journal|societe
        |entreprise|organe de presse|support|titre de presse|titre du media|organisme|medio|medios
        |medio de comunicacion|empresa|publicacion|organizacion|nombre del medio|periodico|publicatie|bedrijf
        |organisatie|krant|mediumnaam|redactie|naam medium|mediatitel|bedrijfsnaam""",
    "role": """
        role|job title|position|jobtitle|contact title|job|role title|organization title|organisation title
        |job role|occupation|function|job function|titles|media role|contact role|job position|contact job title
        |editorial role|funktion|berufsbezeichnung|rolle|beruf|tatigkeit|stelle|fonction|poste|titre|metier
        |role fonction|qualite|cargo|puesto|funcion|rol|titulo|functie|functietitel|titel|rol functie""",
    "beats": """
        beat|beats|topic|topics|coverage area|coverage areas|covers|subject|subjects|area of coverage
        |areas of coverage|specialism|specialty|specialties|expertise|contact topics|contact subjects
        |subject areas|sector|sectors|industry|interests|focus|contact topic|keywords|section|desk|ressort
        |ressorts|themen|thema|fachgebiet|fachgebiete|themengebiet|themengebiete|schwerpunkt|schwerpunkte
        |interessen|rubrique|rubriques|sujet|sujets|thematique|thematiques|theme|themes|specialite|specialites
        |secteur|domaine|tema|temas|seccion|secciones|especialidad|especialidades|area|areas|rubriek|rubrieken
        |onderwerp|onderwerpen|themas|aandachtsgebied|aandachtsgebieden|specialisatie""",
    "tags": """
        tag|tags|label|labels|group membership|groups|group|categories|category|lists|list|media lists|segments
        |schlagwort|schlagworte|schlagworter|kategorie|kategorien|gruppe|gruppen|etiquette|etiquettes|categorie
        |groupe|groupes|etiqueta|etiquetas|categoria|categorias|grupo|grupos|categorieen|groep|groepen""",
    "outlet_kind": """
        media type|outlet type|medium type|type of media|outlet kind|publication type|media category
        |media outlet type|medienart|mediengattung|medientyp|type de media|tipo de medio|mediatype|soort medium""",
    "outlet_website": """
        outlet website|outlet url|publication url|media website|outlet domain|domain|company website
        |publication website|website des mediums|site du media|sitio del medio|website medium""",
    "country": """
        country|country region|business country|business country region|address country|work country
        |contact country|country name|outlet country|land|staat|pays|pais|land regio""",
    "city": """
        city|town|location|business city|address city|work city|city town|contact city|based in|outlet city|ort
        |stadt|wohnort|ville|ciudad|localidad|poblacion|plaats|stad|woonplaats""",
    "language": """
        language|languages|preferred language|contact language|spoken language|sprache|sprachen|langue|langues
        |idioma|idiomas|lengua|taal|talen""",
    "website": """
        website|web site|web page|url|homepage|web|website value|personal website|blog|site|website url
        |portfolio|author page|webseite|internetseite|internet|site web|site internet|page web|sitio web
        |pagina web|webpagina|profile url|author url""",
    "social": """
        twitter|twitter handle|twitter url|x|x handle|x twitter|twitter x|linkedin|linkedin url|linkedin profile
        |instagram|facebook|mastodon|bluesky|tiktok|youtube|twitter username|instagram handle|social media
        |socials|threads|twitter profile|muck rack url|muck rack|muck rack profile|twitter name""",
    "how_to_pitch": """
        how to pitch|pitching tips|pitching preferences|pitching profile|pitch preferences|preferences
        |pitching notes|contact preferences|preferred contact method|how to contact|pitch notes|pitch tips
        |pitching advice|pitch hinweise|preferences de contact|preferencias|voorkeuren""",
    "notes": """
        notes|note|comment|comments|remarks|description|bio|biography|about|profile|additional information
        |contact notes|notiz|notizen|bemerkung|bemerkungen|anmerkung|anmerkungen|kommentar|beschreibung|hinweise
        |remarque|remarques|commentaire|commentaires|nota|notas|observaciones|comentario|comentarios|notitie
        |notities|opmerking|opmerkingen|biografie""",
    "do_not_contact": """
        do not contact|unsubscribed|opted out|opt out|do not email|do not mail|optout|dnc|blacklisted
        |opted out of email|nicht kontaktieren|abgemeldet|ne pas contacter|desabonne|desinscrit|no contactar
        |dado de baja|niet benaderen|afgemeld""",
}
