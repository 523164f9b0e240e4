"""What mail servers say when they refuse a message: their own words and codes, as each of them writes them.

`{to}` stands for the address we wrote to, `{local}` and `{domain}` for its halves. The groups say what the refusal means
for the address. Measured as a set in test_incoming_dialects.py.
"""

HARD = """
550 5.1.1 <{to}>: Recipient address rejected: User unknown in virtual mailbox table
550 5.1.1 <{to}>: Recipient address rejected: User unknown in relay recipient table
550 5.1.1 <{to}>: Recipient address rejected: undeliverable address: unknown user: "{local}"
550 5.1.1 The email account that you tried to reach does not exist. Please try double-checking the recipient's email address for typos or unnecessary spaces. For more information, go to https://support.google.com/mail/?p=NoSuchUser x1-20020a05 - gsmtp
550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1 double-checking the recipient's email address for typos or 550-5.1.1 unnecessary spaces. 550 5.1.1 gsmtp
550 5.2.1 The email account that you tried to reach is inactive. For more information, go to https://support.google.com/mail/?p=DisabledUser - gsmtp
550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient {to} not found by SMTP address lookup
550 5.1.1 RESOLVER.ADR.RecipNotFound; not found
550 5.1.1 RESOLVER.ADR.ExRecipNotFound; not found
550 5.4.1 Recipient address rejected: Access denied. [AM6EUR05FT010.eop-eur05.prod.protection.outlook.com]
550 5.4.1 [{to}]: Recipient address rejected: Access denied
550 5.4.310 DNS domain {domain} does not exist [Message=InfoDomainNonexistent] [LastAttemptedServerName={domain}]
550 5.5.0 Requested action not taken: mailbox unavailable. [BL2NAM06FT003.Eop-nam06.prod.protection.outlook.com]
550 5.5.0 Requested action not taken: mailbox unavailable (S2017062302)
550 Requested action not taken: mailbox unavailable
550 5.1.1 <{to}> User unknown; rejecting
554 delivery error: dd This user doesn't have a yahoo.com account ({to}) [0] - mta1020.mail.gq1.yahoo.com
552 1 Requested mail action aborted, mailbox not found
554 30 Sorry, your message to {to} cannot be delivered. This mailbox is disabled (554.30).
550 5.1.1 <{to}>: user does not exist
550 5.1.1 unknown or illegal alias: {to}
550 5.1.1 <{to}>: inactive user
550 5.1.6 recipient no longer on server: {to}
550 5.2.1 <{to}>: recipient disabled
550 #5.1.0 Address rejected. {to}
550 5.1.1 <{to}> recipient does not exist here
550 5.1.1 Mailbox for {to} does not exist
550 Invalid recipient {to} (#5.1.1)
550 Invalid Recipient - https://community.mimecast.com/docs/DOC-1369#550 [x0p4]
550 5.1.1 <{to}>... User unknown
550 5.1.1 <{to}>... No such user here
550 No such user - psmtp
550 5.1.1 No such user - pp
550 unknown user <{to}>
550 No such recipient {to}
550-5.1.1 {to} 550 5.1.1 This user does not exist.
550 5.1.1 Unknown user: {to}
550 Unrouteable address
550 unrouteable mail domain "{domain}"
550 Unknown recipient
550 Mailbox unknown
550 Mailbox not found
550 <{to}> No such user here
550 No Such User Here"
550 5.7.1 No such user!
550 non-local recipient verification failed: no such user
550-Verification failed for <{to}> 550-No Such User Here 550 Recipient verify failed
553 5.3.0 <{to}>... Addressee unknown, relay=[192.0.2.4]
551 5.1.1 User not local; please try <{to}>
550 sorry, no mailbox here by that name (#5.1.1 - chkuser)
511 sorry, no mailbox here by that name (#5.1.1 - chkuser)
553 sorry, this recipient is not in my validrcptto list (#5.7.1)
550 sorry, the user does not exist here (#5.1.1)
Sorry, I couldn't find any host named {domain}. (#5.1.2)
Sorry, I couldn't find a mail exchanger or IP address. (#5.4.4)
550 5.1.2 <{to}>... Host unknown (Name server: {domain}: host not found)
550 Host unknown
Host or domain name not found. Name service error for name={domain} type=A: Host not found
Host or domain name not found. Name service error for name={domain} type=AAAA: Host not found
Domain {domain} does not accept mail (nullMX)
556 5.1.10 Recipient address has null MX
550 5.1.2 Bad destination system address: {domain}
550 Requested action not taken: mailbox unavailable For explanation visit https://postmaster.gmx.net/en/case?c=r0101
550 Requested action not taken: mailbox unavailable invalid DNS MX or A/AAAA resource record for recipient
550 <{to}> user unknown / Benutzer unbekannt
550 5.1.1 <{to}>: Empfaenger unbekannt / recipient unknown
550 user unknown / Empfänger existiert nicht
550 5.1.1 <{to}>: Empfängeradresse existiert nicht
550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. OFR204_416 [416]
550 5.5.0 Mail rejete. Compte inconnu.
550 5.1.1 <{to}>: Utilisateur inconnu
550 5.1.1 <{to}> Adresse inexistante
550 5.1.1 <{to}>: Usuario desconocido
550 5.1.1 La cuenta de correo no existe
550 5.1.1 <{to}> utente sconosciuto
550 5.1.1 <{to}> casella inesistente
550 5.1.1 <{to}>: Utilizador desconhecido
550 5.1.1 Usuário inexistente
550 5.1.1 <{to}> gebruiker onbekend
550 5.1.1 <{to}>: Odbiorca nieznany
550 5.1.1 <{to}> Nieznany uzytkownik / unknown user
550 5.1.1 <{to}>: Okänd mottagare
550 5.1.1 <{to}>: Ukendt modtager
550 5.1.1 <{to}>: Uživatel neexistuje
550 Message was not accepted -- invalid mailbox. Local mailbox {to} is unavailable: user not found
550 Message was not accepted -- invalid mailbox. Local mailbox {to} is unavailable: account is disabled
550 5.7.1 No such user!; 1700000000-abc
550 Нет такого пользователя
550 Mailbox not found. http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000728
550 Mailbox unavailable or access denied [MXf4d2]. https://open.work.weixin.qq.com/help
550 User not found: {to}
550 5.1.1 <{to}> 用户不存在 User unknown
550 5.1.1 宛先のメールアドレスが存在しません User unknown
550 5.1.1 Recipient Unknown <{to}> 
554 5.1.1 Recipient address rejected: user invalid
550 invalid user
550 Unknown address error 550-'5.1.1 <{to}>... User unknown'
550 5.1.1 unknown user / Teilnehmer existiert nicht
User {local} ({to}) not listed in Domino Directory
User {local} ({to}) not listed in public Name & Address Book
No MX or A records for {domain}
DNS Error: DNS type 'mx' lookup of {domain} responded with code NXDOMAIN Domain name not found: {domain}
The recipient server did not accept our requests to connect. Domain name not found
DNS Error: Domain name not found
550 5.1.1 The user account {to} does not exist at {domain}
550 #5.1.1 Your message could not be delivered because the recipient address was not recognized
550 Rejected: recipient address does not exist
550 RCPT TO:<{to}> User unknown
550 permanent failure for one or more recipients ({to}:550 5.1.1 User unknown)
550 Address unknown
553 5.1.3 <{to}> invalid address
501 5.1.3 Bad recipient address syntax
550 5.1.0 <{to}> User doesn't exist
550 5.1.1 sorry, no such address here
550 5.0.350 Remote server returned an error -> 550 5.1.1 User unknown
550 #5.1.0 Address rejected.
550 Account closed
550 5.2.1 This mailbox has been deactivated
550 5.1.1 Account disabled
550 The mailbox {to} has been closed
551 not our customer
550 5.1.1 That user is no longer with this organisation
The mail address {to} is no longer valid
550 5.1.8 user has moved; new address is elsewhere@{domain}
551 5.1.6 Recipient has moved; please try <new@{domain}>
550 5.1.1 User has left the company
550 5.1.1 alias expired or does not exist
550 5.1.1 Mailbox does not exist! (S6)
550 5.1.1 <{to}> does not exist, or is not allowed to receive mail
550 5.1.1 The recipient could not be found
550 Mail is rejected by recipient system: No such mailbox
550 Address {to} does not exist on this server
550 User {local} not known
Remote host said: 550 5.1.1 No mailbox by that name is currently available
550 No account by that name here
554 rejected due to invalid address
550 RESOLVER.ADR.InvalidInSmtp; Invalid SMTP address
550 4.2.1 unknown user account
550 5.1.1 RCP-P2 http://postmaster.facebook.com/response_codes?ip=192.0.2.3#rcp Refused due to recipient preferences
550 5.1.351 Remote server returned unknown recipient or mailbox unavailable -> 550 #5.1.0 Address rejected.
The user(s) account is disabled.
550 <{to}>: User unknown
UNDELIVERABLE MAIL <<< 550 User unknown.
Unknown local user: {to}
Recipient address is not listed
ユーザー {local} ({to}) は Domino ディレクトリに見つかりません
550 - Requested action not taken: no such user here
550 5.1.1 <{to}> is not a valid mailbox
User does not exist: {to}
550 5.1.1 {to} is not our customer
550 5.1.1 Adressat unbekannt
550 5.1.1 sorry, that mailbox does not exist here
550 5.1.1 Account not available
550 Account does not exist
Unknown Recipient: {to}
550 #5.1.1 bad user
550 RCPT ERROR. Mailbox doesn't exist
550 Sorry, user not found
550 5.1.1 unable to find recipient
DNS failure: no such host {domain}
554 5.4.4 unable to look up host {domain}: Name or service not known
550 5.1.2 unknown host or domain: {domain}
550 5.4.4 Invalid arguments (in reply to domain lookup)
unable to lookup host {domain}: Non-existent domain
550 The domain {domain} could not be found
{domain}: host unknown
512 5.1.2 {domain} has no MX record
550 5.1.6 address is no longer valid; the person has left the company
550 5.1.1 {to} no longer works here
550 5.1.1 Mailbox {to} is not available on this system
550 user {to} is not registered here
550 5.1.1 This address no longer accepts mail.
550 The recipient's e-mail address was not found at the recipient's e-mail system
The e-mail account does not exist at the organization this message was sent to.
The e-mail address could not be found. Perhaps the recipient moved to a different e-mail organization
Recipient not found
550 5.1.1 Delivery not possible: recipient unknown
550 5.1.0 MAILBOX NOT FOUND
550 no mailbox by that name
554 5.1.1 <{to}> permanent error: unknown account
550 5.1.1 Kein Benutzer mit diesem Namen / No such person at this address
550 5.1.1 Empfänger nicht gefunden
550 5.1.1 Diese E-Mail-Adresse ist nicht vergeben
550 5.1.1 Ce destinataire n'est pas connu
550 5.1.1 La dirección no es válida
550 5.1.1 indirizzo non valido
550 5.1.1 Destinatário não encontrado
550 5.1.1 adres nie został odnaleziony
550 5.1.1 Adres onbekend
""".strip().splitlines()

SOFT = """
452 4.2.2 The email account that you tried to reach is over quota. Please direct the recipient to https://support.google.com/mail/?p=OverQuotaTemp - gsmtp
552 5.2.2 The email account that you tried to reach is over quota and inactive. Please direct the recipient to https://support.google.com/mail/?p=OverQuotaPerm - gsmtp
552 5.2.2 <{to}>: Recipient address rejected: Mailbox full
552-5.2.2 The recipient's inbox is out of storage space and inactive. 552 5.2.2 gsmtp
452 4.2.2 The recipient's inbox is out of storage space
554 5.2.2 mailbox full
554 5.2.2 STOREDRV.Deliver; mailbox full. The following information should help identify the cause of this issue
554 5.2.2 STOREDRV.Deliver.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded; Failed to process message due to a permanent exception
550 5.2.2 Mailbox quota exceeded
550 mailbox is full (MAILBOX_FULL)
552 Requested mail action aborted: exceeded storage allocation For explanation visit https://postmaster.gmx.net/
552 5.7.1 <{to}> Over quota
552 Quota exceeded
550 User account is overquota
550 5.1.1 <{to}>: Benutzer hat zuviele Mails auf dem Server
552 5.2.2 <{to}> Postfach voll
552 5.2.2 Das Postfach des Empfängers ist voll
552 5.2.2 La boîte du destinataire est pleine
552 5.1.1 Mailbox delivery failure policy error: quota
552 5.2.2 Buzón lleno
552 5.2.2 casella piena
552 5.2.2 Caixa de correio cheia
552 5.2.2 Przepelniona skrzynka / mailbox full
550 5.2.2 Почтовый ящик переполнен
550 Mailbox is full / Blokkad till användaren: brevlådan full
554 Message refused: mailbox {to} over limit
550 Mailbox size limit exceeded
422 The recipient's mailbox is over its storage limit
554 5.2.3 message size exceeds fixed maximum message size
552 5.3.4 Message size exceeds fixed limit
552-5.2.3 Your message exceeded Google's message size limits. Please visit 552 5.2.3 gsmtp
550 5.2.3 RESOLVER.RST.RecipSizeLimit; message too large for this recipient
452 4.3.1 Insufficient system resources
452 4.3.1 Out of memory
552 Message size exceeds maximum permitted
450 4.2.0 <{to}>: Recipient address rejected: Greylisted, see http://postgrey.schweikert.ch/help/{domain}.html
451 4.7.1 Greylisting in action, please come back in 00:04:59
450 4.7.1 <{to}>: Recipient address rejected: Policy Rejection- Please try again later
451 Temporary local problem - please try later
451 4.7.500 Server busy. Please try again later from [192.0.2.3]. (S77719)
421 4.7.0 [TSS04] Messages from 192.0.2.3 temporarily deferred due to unexpected volume or user complaints - 4.16.55.1; see https://postmaster.yahooinc.com/error-codes
421 4.7.28 Gmail has detected an unusual rate of unsolicited mail originating from your IP address.
450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages from being delivered. - gsmtp
550 5.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages from being delivered.
452 Too many recipients received this hour
421 Too many connections
450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.3]
450 4.1.8 <pr@studio.example>: Sender address rejected: Domain not found
550 5.1.8 <pr@studio.example>: Sender address rejected: Domain not found
550 5.1.0 <pr@studio.example>: Sender rejected
550 5.7.1 <pr@studio.example>: Sender address rejected: not logged in
550 5.1.7 Invalid sender
553 5.1.8 <pr@studio.example>... Domain of sender address pr@studio.example does not exist
550 Sender verify failed
550-Verification failed for <pr@studio.example> 550-Unrouteable address 550 Sender verify failed
553 sorry, your envelope sender domain must exist (#5.7.1)
550 5.7.1 Service unavailable; Client host [192.0.2.3] blocked using zen.spamhaus.org; https://www.spamhaus.org/query/ip/192.0.2.3
554 5.7.1 Service unavailable; client [192.0.2.3] blocked using Barracuda Reputation
550 5.7.1 Service unavailable, Client host [192.0.2.3] blocked using Spamhaus. To request removal from this list see https://www.spamhaus.org/lookup.lasso (S3130)
550 5.7.606 Access denied, banned sending IP [192.0.2.3]. To request removal from this list please visit https://sender.office.com/
550 5.7.1 Unfortunately, messages from [192.0.2.3] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3140).
550 5.7.1 [192.0.2.3 12] Our system has detected that this message is likely unsolicited mail. To reduce the amount of spam sent to Gmail, this message has been blocked. - gsmtp
550-5.7.26 This mail has been blocked because the sender is unauthenticated. 550-5.7.26 Gmail requires all senders to authenticate with either SPF or DKIM. gsmtp
550-5.7.26 Unauthenticated email from studio.example is not accepted due to domain's 550-5.7.26 DMARC policy. Please contact the administrator of studio.example domain
550 5.7.23 The message was rejected because of Sender Policy Framework violation -> 550 5.7.1 SPF check failed
550 5.7.1 SPF unauthorized mail is prohibited.
550 5.7.509 Access denied, sending domain studio.example does not pass DMARC verification and has a DMARC policy of reject.
550 5.7.1 Email rejected per DMARC policy for studio.example
550 5.7.1 TRANSPORT.RULES.RejectMessage; the message was rejected by organization policy
550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required; Delivery restriction check failed because the sender was not authenticated when sending to this group
550 5.7.1 RESOLVER.RST.NotAuthorized; not authorized
550 5.7.124 RESOLVER.RST.SenderNotInAllowedList; not authorized
550 5.7.193 UserAccessDenied; TenantInboundBlock
550 5.7.1 Recipient not authorized, your IP has been found on a block list
550 Administrative prohibition - envelope blocked - https://community.mimecast.com/docs/DOC-1369#550
550 Rejected by header based Anti-Spoofing policy: pr@studio.example - https://community.mimecast.com/docs/DOC-1369#550
554 Email rejected due to security policies - https://community.mimecast.com/docs/DOC-1369#554
554 Denied [CS] [192.0.2.3] {to}
554 5.7.1 Message blocked due to spam content in the message
550 5.7.0 Local Policy Violation
550 High probability of spam
550 Message was identified as spam (#5.7.1)
550 permanent failure for one or more recipients ({to}:blocked)
554 5.7.0 Blocked - see https://ipcheck.proofpoint.com/?ip=192.0.2.3
554 IP=192.0.2.3 - A problem occurred. (Ask your postmaster for help or to contact tosa@rx.t-online.de to clarify.)
554 5.7.1 [CS01] Message rejected due to local policy. Please visit https://support.apple.com/en-us/HT204137
550 5.7.1 [HM08] Message rejected due to local policy.
554 Transaction failed Reject due to policy restrictions. For explanation visit https://postmaster.gmx.net/en/case?c=hi
554 Nemesis ESMTP Service not available. No SMTP service. Bad DNS PTR resource record.
550 Spam message discarded/rejected. Please visit https://help.mail.ru/
550 5.7.1 Message rejected under suspicion of SPAM; https://ya.cc/1IrBc 1700000000
554 5.7.1 Message rejected under suspicion of SPAM; https://ya.cc/1IrBc
550 Mail content denied. http://service.mail.qq.com/cgi-bin/help?subtype=1&&id=20022&&no=1000726
550 MI:SPB 163 mx10, Y8CowABH 1700000000 http://mail.163.com/help/help_spam_16.htm
554 DT:SPM 163 mx10
553 Requested action not taken: NO SPAM. https://mail.naver.com
421 4.4.5 Too many SMTP sessions for this host
554 5.7.1 <{to}>: Relay access denied
550 relay not permitted
550 5.7.1 Unable to relay for {to}
550 5.7.64 TenantAttribution; Relay Access Denied [ValidationStatus of 'EmptyCertificate']
553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)
454 4.7.1 Relay access denied
550 5.7.1 Relaying denied. IP name lookup failed
550 authentication required
530 5.7.1 Authentication required
550 5.7.1 Client was not authenticated
503 5.5.1 Bad sequence of commands
500 5.5.1 Command unrecognized
connect to mx.{domain}[192.0.2.9]:25: Connection timed out
connect to mx.{domain}[192.0.2.9]:25: Connection refused
delivery temporarily suspended: lost connection with mx.{domain}[192.0.2.9] while receiving the initial server greeting
conversation with mx.{domain}[192.0.2.9] timed out while sending end of data -- message may be sent more than once
Host or domain name not found. Name service error for name={domain} type=MX: Host not found, try again
retry timeout exceeded
retry time not reached for any host after a long failure period
all relevant MX records point to non-existent hosts or (invalidly) to IP addresses: retry timeout exceeded
all hosts for '{domain}' have been failing for a long time (and retry time not reached)
550 4.4.7 QUEUE.Expired; message expired
550 4.4.7 Message expired after 2 days: unable to connect
550 5.4.300 Message expired -> 451 4.4.1 Connection refused
550 5.4.317 Message expired, cannot connect to remote server
550 5.4.316 Message expired, connection refused(Socket error code 10061)
554 5.4.7 Message expired
554 5.4.6 Hop count exceeded - possible mail loop
554 5.4.0 Error: too many hops
554 5.4.14 Hop count exceeded - possible mail loop ATTR34
mail for {domain} loops back to myself
554 5.3.5 Local configuration error
451 4.3.0 Temporary lookup failure
451 4.3.5 Server configuration problem
450 4.1.1 <{to}>: Recipient address rejected: unverified address: connect to mx timed out
450 4.2.1 <{to}>: Recipient address rejected: Mailbox temporarily disabled
550 5.2.1 <{to}>: Mailbox temporarily suspended
432 4.3.2 STOREDRV.Storage; mailbox server is too busy
432 4.2.0 STOREDRV.ClientSubmit; mailbox is locked
550 5.3.5 System incorrectly configured
554 5.6.0 Corrupt message content
550 5.6.1 Message contains 8-bit characters in header
552 5.7.0 This message was blocked because its content presents a potential security issue. - gsmtp
554 5.6.0 Message contains a virus
550 5.7.1 Attachment type not allowed
550 Your message does not conform to RFC 5322: multiple From headers
554 5.7.5 Permanent error evaluating DMARC policy
451 4.7.0 Your message could not be processed because TLS is required
550 5.7.10 TLS required by recipient; STARTTLS not offered
454 4.7.5 Certificate validation failure
554 Transaction failed
550 5.0.0 Administrative prohibition
550 5.7.1 You are not allowed to send to this recipient
550 You are not on the recipient's list of allowed senders
550 5.7.0 Recipient requires confirmation of the sender; visit https://{domain}/confirm
554 5.0.0 Service unavailable
421 4.3.2 Service shutting down
550 Access denied - Invalid HELO name (See RFC2821 4.1.1.1)
550 5.7.1 Helo command rejected: need fully-qualified hostname
550 5.7.1 Client host rejected: Access denied
554 5.7.1 The sending IP has a poor reputation
550 rejected because 192.0.2.3 is in a black list at bl.spamcop.net
550 5.7.511 Access denied, banned sender [192.0.2.3]
554 Your access to this mail system has been rejected due to the sending MTA's poor reputation.
550 The content of this message looked like spam.
550 5.7.1 Nachricht wurde als Spam eingestuft
550 5.7.1 Votre message a été considéré comme spam
550 5.7.1 Mensaje rechazado por política local
421 Le serveur est temporairement indisponible
421 OFR_102 [102] Too many connections, slow down
550 5.7.1 OFR_506 [506] Message rejected for spam reasons
The user(s) account is temporarily limited.
Delivery failed: As their mailbox is full
{to}: Mail quota exceeded
Mailbox has exceeded the limit
550 5.2.2 <{to}>: user quota exceeded
Recipient's mailbox is full, message returned to sender. (#5.2.2)
The users mailfolder is over the allowed quota (size). (#5.2.2)
552 #5.1.1 Mailbox is over quota
554 5.2.2 Disc quota exceeded
mailbox space not enough
550 5.7.1 TRANSPORT.RULES.RejectMessage; Unable to deliver to external
550 5.7.1 Rule imposed mailbox access for {to}: refused
554 Blocked by antispam
550 Junk mail rejected - your host is on RBL
550 5.7.1 Our spam filter says no
571 Message Refused
550 5.7.1 Requested action not taken: message refused
554 The message was rejected because it contains prohibited virus or spam content
550 5.7.1 DT:SPM mx1
550 5.0.0 Your message was considered unsolicited bulk e-mail
554 5.7.1 Sorry, message was deemed unacceptable (URL reputation)
552 Spam Message Rejected
554 5.7.9 Message not accepted for policy reasons. See https://postmaster.yahooinc.com/error-codes
553 5.7.2 [TSS09] All messages from 192.0.2.3 will be permanently deferred; Retrying will NOT succeed.
550 5.7.1 Message contains spam or virus or sender is blocked
421 RP-001 (BAY004) Unfortunately, some messages from 192.0.2.3 weren't sent. Please try again
550 OU-002 Mail rejected by Windows Live Hotmail for policy reasons
550 SC-001 (COL004) Unfortunately, messages from 192.0.2.3 weren't sent
550 DY-001 Mail rejected by Outlook.com for policy reasons. Dynamic IP
552 5.3.4 Error: message file too big
552 sorry, that message size exceeds my databytes limit (#5.3.4)
The message was larger than the recipient's size limit
5.3.0 - Other mail system problem 554-'Message size limit exceeded'
Connection timed out while connecting to mail server
451 4.4.2 Timeout while waiting for command
Could not establish connection: connection refused
The message has been in the queue too long
4.4.7 Message delayed
Unable to deliver message after multiple retries, giving up
Message could not be delivered for 5 days; Message will be deleted from queue
550 Host {domain} is not responding
421 4.3.0 collect: Cannot write ./dfxxxx: No space left on device
451 Could not complete sender verify callout
451 4.1.8 Possibly forged hostname for 192.0.2.3
550 Error: too many recipients from 192.0.2.3
452 4.5.3 Too many recipients
550 5.7.1 Mail from 192.0.2.3 denied: no reverse DNS
550 We only accept mail from our users; authentication failed
550 5.6.0 M2MCVT.StorageError; storage error in content conversion
554 5.6.1 Body type not supported by Remote Host
550 5.6.2 Conversion required but prohibited
550 5.6.11 SMTPSEND.BareLinefeedsAreIllegal; message contains bare linefeeds
451 4.7.1 Temporarily rejected. Try again later.
450 Server configuration error
553 malformed address: <pr@studio.example>: may not be empty
550 5.7.1 This system has been configured to reject your mail
554 5.7.1 The user has moved your domain to their block list
550 5.7.25 The IP address sending this message does not have a PTR record setup
550-5.7.1 Gmail has detected this message exceeded its quota for sending messages with the same Message-ID
550 5.7.1 Daily sending quota exceeded
550 5.4.5 Daily user sending limit exceeded. gsmtp
Delivery temporarily suspended: unknown mail transport error
unable to deliver: mail system full
554 5.3.0 unknown mailer error 1
""".strip().splitlines()
