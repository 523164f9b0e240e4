"""What DNS says of a sending domain, asked of a real name server with everything that can be wrong in a zone."""

import time

import pytest

from mail.domains import keys, names, spf
from mail.domains.findings import Found, Record
from mail.domains.looking import examine
from mail.domains.names import CannotKnow, Names
from mail.domains.sender import Sender, Signing
from tests.nameserver import GARBAGE, HANG, REFUSED, SERVFAIL, NameServer

DOMAIN, SERVER = "harbourlane.org", "mail.harbourlane.org"
ADDRESS = "93.184.216.40"  # looks public; nothing connects to it
WEAK = (
    "MFwwDQYJKoZIhvcNAQEBBQADSwAwSAJBALsqt/SkWCGSrkZqVAiLTaGi6+nU5sJhzOhpEWFAKTR1tPZK"
    "lkYrWwUDiUF4hT8UXXVXBNMmKkdI04WKBqN6pLcCAwEAAQ=="
)
PAIR = keys.make()


@pytest.fixture
def zone(nameserver: NameServer) -> NameServer:
    """A domain where nothing is wrong; tests spoil it."""
    nameserver.add(SERVER, "A", ADDRESS)
    nameserver.add(DOMAIN, "MX", f"10 {SERVER}.")
    nameserver.text(f"default._domainkey.{DOMAIN}", f"v=DKIM1; p={PAIR.public}")
    return nameserver


def found(subject: str, *servers: str, signing: Signing | None = None, domain: str = DOMAIN) -> Found:
    sender = Sender(domain, servers or (SERVER,), signing)
    return {each.subject: each for each in examine(sender)}[subject]


def spf_of(zone: NameServer, *records: str, server: str = SERVER) -> Found:
    zone.text(DOMAIN, *records)
    return found("SPF", server)


def test_a_good_domain(zone):
    zone.text(DOMAIN, "google-site-verification=x", "v=spf1 mx -all")
    zone.text(f"_dmarc.{DOMAIN}", "v=DMARC1; p=quarantine; adkim=s; aspf=s")
    said = examine(Sender(DOMAIN, (SERVER,)))
    assert [(each.subject, each.tone) for each in said] == [
        ("SPF", "ok"), ("DKIM", "unknown"), ("DMARC", "ok"), ("Replies", "ok"),
    ]  # fmt: skip
    assert said[0].what == f"{DOMAIN} lets {SERVER} send."
    assert "cannot be seen from here" in said[1].what
    assert "SPF and DKIM must fit to the letter" in said[2].what


def test_a_domain_with_nothing(zone):
    said = {each.subject: each for each in examine(Sender("kestrel.org", (SERVER,)))}
    assert list(said) == ["Domain"]
    assert said["Domain"].what.startswith("There is no domain kestrel.org")
    zone.add("kestrel.org", "A", ADDRESS)
    said = {each.subject: each for each in examine(Sender("kestrel.org", (SERVER,)))}
    assert [each.tone for each in said.values()] == ["bad", "bad", "bad", "warn"]
    assert said["SPF"].record == Record("kestrel.org", f"v=spf1 ip4:{ADDRESS} ~all")
    assert said["DMARC"].record == Record("_dmarc.kestrel.org", "v=DMARC1; p=none; rua=mailto:postmaster@kestrel.org")
    assert "publishes no DKIM key" in said["DKIM"].what


@pytest.mark.parametrize(
    ("record", "tone", "words"),
    [
        ("v=spf1 +all", "bad", "everybody in the world"),
        ("v=spf1 all", "bad", "everybody in the world"),
        ("v=spf1 mx", "warn", "does not say what to think"),
        ("v=spf1 mx ?all", "warn", "does not say what to think"),
        ("v=spf1 ipv4:93.184.216.40 -all", "bad", "“ipv4:93.184.216.40” is nothing that SPF knows"),
        ("v=spf1 ip4:93.184.216.400 -all", "bad", "names no network"),
        ("v=spf1 ip4:2001:db8::1 -all", "bad", "names no network"),
        ("v=spf1 a/40 -all", "bad", "cannot be read"),
        ("v=spf1 include: -all", "bad", "names no domain"),
        ("v=spf1 include:nowhere.org -all", "bad", "includes nowhere.org, which has no SPF record"),
        ("v=spf1 include:harbourlane.org -all", "bad", "leads back to itself"),
        ("v=spf1 redirect=a.org redirect=b.org", "bad", "redirect= twice"),
        ("v=spf1 a:x1.org a:x2.org mx:x3.org -all", "bad", "names 3 hosts that do not exist"),
        ("v=spf1 ip4:203.0.113.0/24 -all", "warn", f"does not name {SERVER} ({ADDRESS})"),
        ("v=spf1 -ip4:93.184.216.40 +mx -all", "warn", "does not name"),
        ("v=spf1 exists:%{i}.spf.harbourlane.org -all", "unknown", "cannot be seen from here"),
        ("v=spf1 ip4:93.184.216.0/24 -all", "ok", "lets"),
        ("V=SPF1 IP4:93.184.216.40 ~ALL", "ok", "lets"),
        ("v=spf1 a:mail.harbourlane.org/30 -all", "ok", "lets"),
        ("v=spf1 mx:harbourlane.org exp=explain.org -all", "ok", "lets"),
    ],
)
def test_spf_records(zone, record, tone, words):
    said = spf_of(zone, record)
    assert (said.tone, words in said.what) == (tone, True), said


def test_spf_of_a_server_that_is_not_named_gives_the_record_to_add(zone):
    said = spf_of(zone, "v=spf1 include:_spf.relay.org -all")
    assert said.tone == "bad"  # the include has no record
    zone.text("_spf.relay.org", "v=spf1 ip4:203.0.113.9 ~all")
    said = found("SPF")
    assert said.record == Record(DOMAIN, f"v=spf1 ip4:{ADDRESS} include:_spf.relay.org -all")


def test_spf_twice_is_merged(zone):
    said = spf_of(zone, "v=spf1 mx -all", "v=spf1 include:_spf.google.com mx ~all")
    assert said.tone == "bad"
    assert said.record == Record(DOMAIN, "v=spf1 include:_spf.google.com mx ~all")


def test_spf_includes_and_redirects_are_followed(zone):
    zone.text("_spf.relay.org", "v=spf1 include:_a.relay.org ?all")
    zone.text("_a.relay.org", f"v=spf1 ip4:{ADDRESS} -all")
    assert spf_of(zone, "v=spf1 redirect=_spf.relay.org").tone == "warn"  # ?all
    zone.forget()
    zone.add(SERVER, "A", ADDRESS)
    zone.text("_spf.relay.org", f"v=spf1 ip4:{ADDRESS} -all")
    assert spf_of(zone, "v=spf1 redirect=_spf.relay.org").tone == "ok"


def test_spf_that_fails_in_an_include_does_not_let_send(zone):
    """An include lets nobody send that the included record turns away (RFC 7208, 5.2)."""
    zone.text("_spf.relay.org", f"v=spf1 -ip4:{ADDRESS} +all")
    assert spf_of(zone, "v=spf1 include:_spf.relay.org -all").tone == "warn"


@pytest.mark.parametrize(("links", "tone"), [(10, "ok"), (11, "bad")])
def test_spf_chain_of_lookups(zone, links, tone):
    for link in range(links):
        after = f"include:l{link + 1}.org" if link < links - 1 else f"ip4:{ADDRESS}"
        zone.text(f"l{link}.org", f"v=spf1 {after} -all")
    said = spf_of(zone, "v=spf1 include:l0.org -all")
    assert said.tone == tone
    if tone == "bad":
        assert "takes 11 lookups" in said.what


def test_spf_that_branches_without_end_is_left_alone(zone):
    for link in range(60):
        zone.text(f"l{link}.org", f"v=spf1 include:l{link + 1}.org include:l{link + 2}.org -all")
    begun = time.monotonic()
    said = spf_of(zone, "v=spf1 include:l0.org -all")
    assert (said.tone, "more than 40 lookups" in said.what) == ("bad", True)
    assert time.monotonic() - begun < names.SECONDS
    assert zone.asked.total() < 150


def test_spf_loops_end(zone):
    zone.text("a.org", "v=spf1 include:b.org -all")
    zone.text("b.org", "v=spf1 redirect=a.org")
    assert "leads back to itself" in spf_of(zone, "v=spf1 include:a.org -all").what


def test_spf_of_a_provider_is_known_by_its_include(zone):
    said = spf_of(zone, "v=spf1 mx -all", server="smtp.gmail.com")
    assert (said.tone, said.record) == ("bad", Record(DOMAIN, "v=spf1 include:_spf.google.com mx -all"))
    zone.forget()
    zone.text("_spf.google.com", "v=spf1 ip4:203.0.113.0/24 ~all")
    assert spf_of(zone, "v=spf1 include:_spf.google.com ~all", server="smtp.gmail.com").tone == "ok"


@pytest.mark.parametrize("server", ["127.0.0.1", "10.0.0.5", "relay.internal"])
def test_spf_of_a_server_inside_is_not_to_be_seen(zone, server):
    said = spf_of(zone, "v=spf1 mx -all", server=server)
    assert (said.tone, f"from which address {server} sends" in said.what) == ("unknown", True)


def test_spf_longer_than_a_datagram_comes_by_tcp(zone):
    networks = " ".join(f"ip4:203.0.113.{n}" for n in range(100))
    assert spf_of(zone, f"v=spf1 {networks} ip4:{ADDRESS} -all").tone == "ok"


def test_spf_of_a_service_is_not_known_here(zone):
    zone.text(DOMAIN, "v=spf1 include:_spf.google.com -all")
    zone.text("_spf.google.com", "v=spf1 ip4:203.0.113.0/24 ~all")
    said = {each.subject: each for each in examine(Sender(DOMAIN))}["SPF"]
    assert said.tone == "unknown"


@pytest.mark.parametrize(
    ("record", "tone", "words"),
    [
        ("v=DMARC1; p=none", "ok", "to watch"),
        ("v=DMARC1; rua=mailto:x@harbourlane.org", "ok", "to watch"),
        ("v=DMARC1;p=reject;", "ok", "to refuse"),
        ("v=DMARC1; p=Quarantine", "ok", "to put into spam"),
        ("v=DMARC1; p=nothing", "bad", "names no policy (p=nothing)"),
        ("v=DMARC1", "bad", "names no policy"),
        ("v=dmarc1; p=none", "bad", "must begin with v=DMARC1"),
        ("v=DMARC1; p=none; adkim=strict", "bad", "adkim=strict is neither r nor s"),
    ],
)
def test_dmarc_records(zone, record, tone, words):
    zone.text(DOMAIN, "v=spf1 mx -all")
    zone.text(f"_dmarc.{DOMAIN}", record)
    said = found("DMARC")
    assert (said.tone, words in said.what) == (tone, True), said


def test_dmarc_twice_counts_as_none(zone):
    zone.text(f"_dmarc.{DOMAIN}", "v=DMARC1; p=none", "v=DMARC1; p=reject")
    assert found("DMARC").tone == "bad"


def test_dmarc_of_the_domain_above_holds_below(zone):
    zone.add(f"press.{DOMAIN}", "A", ADDRESS)
    zone.text(f"_dmarc.{DOMAIN}", "v=DMARC1; p=none; sp=reject")
    said = found("DMARC", domain=f"press.{DOMAIN}")
    assert f"press.{DOMAIN} asks receivers to refuse" in said.what
    assert f"(the record of {DOMAIN})" in said.what


def test_dmarc_that_refuses_what_nothing_proves_is_told(zone):
    zone.forget()
    zone.add(DOMAIN, "MX", f"10 {SERVER}.")
    zone.text(f"_dmarc.{DOMAIN}", "v=DMARC1; p=reject")
    said = found("DMARC")
    assert (said.tone, "neither SPF nor DKIM proves it" in said.what) == ("bad", True)


@pytest.mark.parametrize(
    ("record", "words"),
    [
        ("v=DKIM1; p=", "withdrawn"),
        ("v=DKIM2; p=abc", "no DKIM key"),
        ("hello", "no DKIM key"),
        ("v=DKIM1; p=!!", "cannot be read"),
        (f"v=DKIM1; p={WEAK}", "has 512 bits, too few"),
        (f"v=DKIM1; h=sha1; p={PAIR.public}", "does not allow SHA-256"),
        (f"v=DKIM1; s=tlsrpt; p={PAIR.public}", "not for mail"),
    ],
)
def test_dkim_keys_that_are_no_good(zone, record, words):
    zone.forget()
    zone.add(DOMAIN, "MX", f"10 {SERVER}.")
    zone.text(f"default._domainkey.{DOMAIN}", record)
    said = found("DKIM")
    assert (said.tone, words in said.what) == ("bad", True), said


def test_dkim_of_a_provider(zone):
    zone.text(DOMAIN, "v=spf1 -all")
    assert found("DKIM", "smtp.gmail.com").tone == "warn"
    zone.add(f"selector1._domainkey.{DOMAIN}", "CNAME", "selector1-x._domainkey.x.onmicrosoft.com.")
    zone.text("selector1-x._domainkey.x.onmicrosoft.com", f"v=DKIM1; k=rsa; p={PAIR.public}")
    said = found("DKIM", "smtp.office365.com")
    assert (said.tone, "Outlook, Microsoft 365 signs with (selector1)" in said.what) == ("ok", True)


def test_dkim_of_ours(zone):
    ours = keys.record_for(DOMAIN, "mediarel", PAIR.public)
    said = found("DKIM", signing=Signing("mediarel", PAIR.public, is_active=True))
    assert (said.tone, said.record) == ("bad", ours)
    assert found("DKIM", signing=Signing("mediarel", PAIR.public, is_active=False)).tone == "warn"
    zone.text(ours.name, ours.value)
    assert found("DKIM", signing=Signing("mediarel", PAIR.public, is_active=True)).tone == "ok"
    assert found("DKIM", signing=Signing("mediarel", keys.make().public, is_active=True)).tone == "bad"


@pytest.mark.parametrize(
    ("mx", "tone", "words"),
    [
        (["0 ."], "bad", "takes no mail at all"),
        (["10 gone.harbourlane.org."], "bad", "has no address"),
        (["20 gone.harbourlane.org.", f"10 {SERVER}."], "ok", f"takes mail at {SERVER}"),
        ([], "bad", "neither replies nor bounces arrive"),
    ],
)
def test_replies(zone, mx, tone, words):
    zone.forget()
    zone.add(SERVER, "A", ADDRESS)
    if mx:
        zone.add(DOMAIN, "MX", *mx)
    said = found("Replies")
    assert (said.tone, words in said.what) == (tone, True), said


@pytest.mark.parametrize("mood", [SERVFAIL, REFUSED, GARBAGE])
def test_name_servers_in_trouble_are_told_once(zone, mood, monkeypatch):
    monkeypatch.setattr(names, "SECONDS", 1.0)
    zone.misbehave(DOMAIN, mood)
    (said,) = examine(Sender(DOMAIN, (SERVER,)))
    assert (said.tone, said.subject) == ("unknown", "Domain")
    assert said.what.startswith(f"{DOMAIN} could not be looked up: ")


def test_name_servers_that_hang_do_not_hang_us(zone, monkeypatch):
    monkeypatch.setattr(names, "SECONDS", 0.5)
    zone.misbehave(DOMAIN, HANG)
    begun = time.monotonic()
    (said,) = examine(Sender(DOMAIN, (SERVER,)))
    assert time.monotonic() - begun < 1.5
    assert said.tone == "unknown"


def test_one_that_hangs_spoils_not_the_others(zone, monkeypatch):
    monkeypatch.setattr(names, "SECONDS", 0.5)
    zone.text(DOMAIN, "v=spf1 include:slow.org -all")
    zone.text(f"_dmarc.{DOMAIN}", "v=DMARC1; p=none")
    zone.misbehave("slow.org", HANG)
    said = {each.subject: each.tone for each in examine(Sender(DOMAIN, (SERVER,)))}
    assert said == {"SPF": "unknown", "DKIM": "unknown", "DMARC": "ok", "Replies": "ok"}


def test_no_name_server_answers(settings, monkeypatch):
    monkeypatch.setattr(names, "SECONDS", 0.3)
    settings.DNS_SERVERS = [("127.0.0.1", 9)]
    (said,) = examine(Sender(DOMAIN, (SERVER,)))
    assert said.tone == "unknown"


@pytest.mark.parametrize("domain", ["localhost", "mailhost", "intranet."])
def test_a_name_inside_is_no_domain(domain):
    (said,) = examine(Sender(domain, (SERVER,)))
    assert (said.tone, "nobody outside can look it up" in said.what) == ("unknown", True)


@pytest.mark.parametrize("domain", ["a..b.org", f"{'x' * 70}.org", ".".join(["abcdefgh"] * 40), "_.org"])
def test_names_that_cannot_be(domain):
    assert [each.subject for each in examine(Sender(domain, (SERVER,)))] == ["Domain"]


def test_each_question_is_asked_once(zone):
    zone.text(DOMAIN, "v=spf1 mx a:mail.harbourlane.org include:a.org include:b.org -all")
    for name in ("a.org", "b.org"):
        zone.text(name, "v=spf1 include:c.org -all")
    zone.text("c.org", f"v=spf1 ip4:{ADDRESS} -all")
    found("SPF")
    assert zone.asked["c.org", "TXT"] == 1


def test_texts_of_several_strings_are_joined(zone):
    zone.add("long.org", "TXT", '"v=spf1 ip4:192.0" ".2.1 -all"')
    assert Names().texts("long.org") == ["v=spf1 ip4:192.0.2.1 -all"]
    zone.misbehave("long.org", SERVFAIL)
    with pytest.raises(CannotKnow):
        Names().texts("long.org")


def test_findings_keep():
    one = Found("SPF", "bad", "x", "y", Record("a.org", "v=spf1 ~all"))
    assert Found.from_json(one.as_json()) == one
    assert Found.from_json(Found("SPF", "ok", "x").as_json()) == Found("SPF", "ok", "x")


def test_a_long_record_is_cut_for_a_zone_file():
    line = keys.record_for(DOMAIN, "mediarel", PAIR.public).zone_line
    strings = line.partition("IN TXT ")[2].split('" "')
    assert [len(each.strip('"')) <= 255 for each in strings] == [True, True]
    assert "".join(each.strip('"') for each in strings) == f"v=DKIM1; k=rsa; p={PAIR.public}"


def test_spf_is_read_without_a_network():
    assert spf.read("v=spf1 mx -all").rest == "-"
    assert spf.read("v=spf1 mx").rest == ""
