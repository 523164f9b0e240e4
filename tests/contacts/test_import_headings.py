import pytest

from contacts.importing.headings import guess, normal, signature, unique

EXPORTS = {
    "muck rack": """
        First Name = given_name | Last Name = family_name | Title = role | Outlet = outlet | Email = email |
        Phone = phone | Twitter = social | Beats = beats | Location = city | Notes = notes""",
    "cision": """
        Contact Name = name | Contact Title = role | Outlet Name = outlet | Media Type = outlet_kind |
        Contact Email = email | Phone = phone | Contact Topics = beats""",
    "prowly": """
        Name = name | Media outlet = outlet | Position = role | Email address 1 = email |
        Email address 2 = email | Phone number 1 = phone | Tags = tags | Language = language""",
    "google": """
        First Name = given_name | Middle Name = middle_name | Last Name = family_name |
        Organization 1 - Name = outlet | Organization 1 - Title = role | Labels = tags | E-mail 1 - Label = – |
        E-mail 1 - Value = email | E-mail 2 - Label = – | E-mail 2 - Value = email | Phone 1 - Label = – |
        Phone 1 - Value = phone | Address 1 - City = city | Website 1 - Value = website""",
    "outlook": """
        Title = – | First Name = given_name | Middle Name = middle_name | Last Name = family_name |
        Suffix = – | Company = outlet | Department = – | Job Title = role | Business Phone = phone |
        Home Phone = – | Mobile Phone = mobile | E-mail Address = email | E-mail Type = – |
        E-mail Display Name = – | E-mail 2 Address = email | Business City = city |
        Business Country/Region = country | Web Page = website | Categories = tags""",
    "german": """
        Vorname = given_name | Nachname = family_name | E-Mail-Adresse = email | Telefon = phone |
        Handy = mobile | Medium = outlet | Funktion = role | Ressort(s) = beats | Ort = city | Land = country""",
    "french": """
        Prénom = given_name | Nom = family_name | Courriel = email | Téléphone = phone | Média = outlet |
        Fonction = role | Rubriques = beats | Ville = city | Pays = country | Langue = language""",
    "french, whole name": """
        Nom = name | Adresse e-mail = email | Publication = outlet""",
    "spanish": """
        Nombre = given_name | Apellidos = family_name | Correo electrónico = email | Teléfono = phone |
        Medio = outlet | Cargo = role | Sección = beats | Ciudad = city | País = country""",
    "dutch": """
        Voornaam = given_name | Tussenvoegsel = family_prefix | Achternaam = family_name |
        E-mailadres = email | Telefoonnummer = phone | Medium = outlet | Functie = role | Rubriek = beats""",
    "by hand": """
        Journalist = name | PUBLICATION = outlet | e-mail = email | Beat(s) = beats |
        Do not contact? = do_not_contact | How to pitch = how_to_pitch | Outlet website = outlet_website""",
}
"""Each heading, and the field it means (–: none)."""


@pytest.mark.parametrize("export", EXPORTS)
def test_guess_reads_the_headings_of_exports(export):
    columns = [column.split(" = ") for column in " ".join(EXPORTS[export].split()).split(" | ")]
    expected = {}
    for heading, field in columns:
        if field != "–":
            expected.setdefault(field, []).append(heading)

    assert guess([heading for heading, _ in columns]) == expected


def test_guess_leaves_unknown_and_private_columns_alone():
    assert guess(["Shoe size", "Home Phone", "Fax", "Email status", "E-mail 1 - Type"]) == {}


def test_guess_finds_addresses_where_no_heading_names_them():
    samples = [["Ann Lee", "ann@a.example"], ["Bo Ek", "bo@b.example"], ["Cy Dahl", ""]]

    assert guess(["Column A", "Column B"], samples) == {"email": ["Column B"]}


def test_guess_takes_the_first_of_two_columns_where_a_field_has_one_value():
    found = guess(["Outlet", "Company", "Email", "Work e-mail"])

    assert found == {"outlet": ["Outlet"], "email": ["Email", "Work e-mail"]}


def test_normal_folds_spelling():
    assert normal("E-Mail 1 - Value ") == normal("e‑mail value") == normal("Email_Value") == "email value"


def test_unique_names_every_column():
    assert unique(["Email", "", "email", "Email"]) == ["Email", "Column B", "email (2)", "Email (3)"]


def test_signature_ignores_case_and_keeps_order():
    assert signature(["Name", "Email"]) == signature(["NAME", "email"]) != signature(["Email", "Name"])
