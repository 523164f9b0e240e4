"""The domains that mailboxes send from: what DNS says of them, and the keys that sign their mail.

names      asks name servers within a few seconds
spf        reads an SPF policy and follows it
keys       DKIM keys: made or pasted, and the record that publishes one
sender     who sends, as far as it is known
spf_check, dkim_check, dmarc_check, receiving: one examination each
looking    all of them side by side: `examine(sender)`
"""
