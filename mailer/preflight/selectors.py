"""Names under which DKIM keys commonly lie; there is no way to ask the DNS which ones a domain has (RFC 6376, 3.1)."""

COMMON_SELECTORS = (
    "google",  # Google Workspace
    "selector1",  # Microsoft 365, both
    "selector2",
    "fm1",  # Fastmail, all three
    "fm2",
    "fm3",
    "protonmail",  # Proton Mail, all three
    "protonmail2",
    "protonmail3",
    "sig1",  # iCloud with a domain of one’s own
    "resend",
    "pm",  # Postmark, as people rename it; its own begin with the day they were made
    "k1",  # Mailgun and Mailchimp, all three
    "k2",
    "k3",
    "mx",  # Mailgun
    "mailo",
    "pic",
    "krs",
    "s1",  # SendGrid, both; Mailgun
    "s2",
    "brevo1",  # Brevo, both
    "brevo2",
    "mail",  # Brevo before, and many a server of one’s own
    "mailjet",
    "zoho",
    "zmail",
    "ghost",
    "beehiiv",
    "default",
    "dkim",
    "email",
    "smtp",
)
"""From the set-up pages of the providers and public lists of them. Amazon SES makes three random names for each domain,
and Postmark one with a date: those cannot be guessed."""
