"""Sends a mail to the writer through the writer's own mail server (SMTP: RFC 5321; submission: RFC 6409, RFC 8314)."""

import hashlib
import smtplib
import socket
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime
from typing import ClassVar

from outlast.alerts._base import Alert, Ask
from outlast.alerts._words import body, one_line, said
from outlast.errors import AlertFailed
from outlast.telling.news import News

_FOOT = "-- \nOutlast on your own computer wrote this to you. Settings: outlast alerts list\n"
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Email(Alert):
    """A mail from the writer's mail server to the writer."""

    kind = "email"
    asks: ClassVar = (
        Ask(setting="to", question="Your e-mail address"),
        Ask(setting="server", question="Your mail server for sending, like smtp.example.org:587"),
        Ask(setting="user", question="The name you sign in there with (Enter: none)", required=False),
        Ask(setting="secret", question="The password there (many services want an “app password”)", required=False),
    )

    def send(self, news: News) -> str:
        """Hand the mail over once. See `Alert.send`."""
        host, _, port = self.needed("server").rpartition(":")
        host = host.strip("[]")
        security = self.setting.security or ("tls" if port == "465" else "starttls")
        message = self.message(news)
        try:
            with self._connection(host, int(port), security) as connection:
                return self._hand_over(connection, message, host)
        except smtplib.SMTPRecipientsRefused as error:
            code, text = next(iter(error.recipients.values()))
            raise _refused(host, "does not take mail for your address", code, text) from None
        except smtplib.SMTPAuthenticationError as error:
            raise _refused(host, "did not accept name and password", error.smtp_code, error.smtp_error) from None
        except smtplib.SMTPNotSupportedError as error:
            what = f"{host} does not offer what is needed: {said(str(error))}"
            raise AlertFailed(what, permanent=True) from None
        except smtplib.SMTPResponseException as error:
            raise _refused(host, "refused", error.smtp_code, error.smtp_error) from None
        except smtplib.SMTPException as error:
            if isinstance(error.__context__, TimeoutError):
                raise self._silent(host, port) from None
            what = f"{host} broke off: {said(str(error)) or type(error).__name__}"
            raise AlertFailed(what, permanent=False) from None
        except ssl.SSLCertVerificationError as error:
            what = f"{host} could not prove that it is who it should be: {error.verify_message}. Nothing was sent."
            raise AlertFailed(what, permanent=False) from None
        except TimeoutError:
            raise self._silent(host, port) from None
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or type(error).__name__
            raise AlertFailed(f"{host}, port {port}, cannot be reached ({reason}).", permanent=False) from None

    def message(self, news: News) -> EmailMessage:
        """Return the mail. A second try of the same news has the same Message-ID, so that it counts once."""
        receiver = self.needed("to")
        sender = self.setting.sender or receiver
        token = hashlib.sha256(
            f"{self.setting.name}\0{news.told_as}\0{news.account}\0{news.incident}\0{news.when.isoformat()}".encode()
        ).hexdigest()[:32]
        message = EmailMessage()
        message["From"] = f"Outlast <{sender}>"
        message["To"] = receiver
        message["Subject"] = one_line(f"Outlast: {news.title}")
        message["Date"] = format_datetime(self.means.clock())
        message["Message-ID"] = f"<{token}@{sender.rpartition('@')[2]}>"
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday answer comes back
        message.set_content(f"{body(news)}\n\n{_FOOT}")
        return message

    def _silent(self, host: str, port: str) -> AlertFailed:
        what = f"{host}, port {port}, did not answer in {self.means.patience:.0f} seconds."
        return AlertFailed(what, permanent=False)

    def _connection(self, host: str, port: int, security: str) -> smtplib.SMTP:
        context = self.means.tls or ssl.create_default_context()
        name = socket.gethostname().partition(".")[0] or "localhost"
        patience = self.means.patience
        if security == "tls":
            return smtplib.SMTP_SSL(host, port, local_hostname=name, timeout=patience, context=context)
        connection = smtplib.SMTP(host, port, local_hostname=name, timeout=patience)
        if security == "starttls":
            try:
                connection.starttls(context=context)
            except BaseException:
                with suppress(smtplib.SMTPException, OSError):
                    connection.close()
                raise
        elif self.setting.user and host not in _LOOPBACK:
            connection.close()
            raise AlertFailed(
                f"The password would go to {host} in the clear, so nothing was sent.",
                permanent=True,
                next=f"Set security: outlast config set alerts.{self.setting.name}.security starttls",
            )
        return connection

    def _hand_over(self, connection: smtplib.SMTP, message: EmailMessage, host: str) -> str:
        if self.setting.user:
            connection.login(self.setting.user, self.needed_secret().reveal())
        receiver, sender = self.needed("to"), self.setting.sender or self.needed("to")
        connection.ehlo_or_helo_if_needed()
        wide = ["SMTPUTF8"] if not (receiver + sender).isascii() else []
        code, text = connection.mail(sender, wide)
        if code != 250:
            raise smtplib.SMTPSenderRefused(code, text, sender)
        code, text = connection.rcpt(receiver)
        if code not in (250, 251):
            raise smtplib.SMTPRecipientsRefused({receiver: (code, text)})
        code, text = connection.data(message.as_bytes(policy=SMTPUTF8 if wide else SMTP))
        if code != 250:
            raise smtplib.SMTPDataError(code, text)
        return f"{host} answered: {code} {_text(text)}"


def _text(answer: bytes | str) -> str:
    return said(answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer)


def _refused(host: str, what: str, code: int, answer: bytes | str) -> AlertFailed:
    """Return the error for an answer of the server; 4yz means "later", 5yz "never like this" (RFC 5321, 4.2.1)."""
    return AlertFailed(f"{host} {what}: {code} {_text(answer)}", permanent=code >= 500)


ALERT = Email
