"""Providers at whose domains anybody may have an address, free or with the telephone line.

The list is ours, from what these providers write on their pages for mail programs, and never whole: a domain that is
missing is looked at as if it were the writer's own.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FreeMail:
    """A provider of free mail."""

    name: str
    domains: frozenset[str]
    servers: tuple[str, ...]
    """How the names of its own servers for sending end; a name of one's own below them counts too. Empty: it has none,
    and takes letters from its own programs only."""
    bridge: bool = False
    """Whether its mail is sent through a program on the writer's computer."""


_YAHOO = """
    yahoo.com ymail.com rocketmail.com myyahoo.com yahoo.at yahoo.be yahoo.ca yahoo.co.id yahoo.co.in yahoo.co.nz
    yahoo.co.th yahoo.co.uk yahoo.co.za yahoo.com.ar yahoo.com.au yahoo.com.br yahoo.com.co yahoo.com.hk yahoo.com.mx
    yahoo.com.my yahoo.com.ph yahoo.com.sg yahoo.com.tr yahoo.com.tw yahoo.com.vn yahoo.de yahoo.dk yahoo.es yahoo.fi
    yahoo.fr yahoo.gr yahoo.ie yahoo.in yahoo.it yahoo.nl yahoo.no yahoo.pl yahoo.pt yahoo.ro yahoo.se
"""
_OUTLOOK = """
    outlook.com hotmail.com live.com msn.com passport.com windowslive.com
    outlook.at outlook.be outlook.cl outlook.co.id outlook.co.th outlook.com.ar outlook.com.au outlook.com.br
    outlook.com.gr outlook.com.tr outlook.com.vn outlook.cz outlook.de outlook.dk outlook.es outlook.fr outlook.hu
    outlook.ie outlook.in outlook.it outlook.jp outlook.kr outlook.lv outlook.my outlook.ph outlook.pt outlook.sa
    outlook.sg outlook.sk
    hotmail.be hotmail.ca hotmail.ch hotmail.co.jp hotmail.co.nz hotmail.co.uk hotmail.com.ar hotmail.com.au
    hotmail.com.br hotmail.com.tr hotmail.de hotmail.dk hotmail.es hotmail.fi hotmail.fr hotmail.gr hotmail.it
    hotmail.nl hotmail.no hotmail.se
    live.at live.be live.ca live.cl live.cn live.co.uk live.com.ar live.com.au live.com.mx live.com.pt live.de live.dk
    live.fi live.fr live.ie live.in live.it live.jp live.nl live.no live.se
"""
_FASTMAIL = """
    fastmail.com fastmail.fm fastmail.cn fastmail.co.uk fastmail.com.au fastmail.de fastmail.es fastmail.fr fastmail.im
    fastmail.in fastmail.jp fastmail.mx fastmail.net fastmail.nl fastmail.org fastmail.se fastmail.to fastmail.tw
    fastmail.uk fastmail.us 123mail.org airpost.net allmail.net eml.cc f-m.fm fea.st fmail.co.uk imap.cc mailbolt.com
    mailcan.com mm.st myfastmail.com ownmail.net sent.as sent.at sent.com speedymail.org the-fastest.net warpmail.net
    xsmail.com
"""
_ROWS: tuple[tuple[str, str, str], ...] = (
    ("Gmail", "gmail.com googlemail.com", "gmail.com google.com"),
    ("Yahoo", _YAHOO, "yahoo.com"),
    ("Yahoo! Japan", "yahoo.co.jp ymail.ne.jp", "yahoo.co.jp"),
    ("AOL", "aol.com aim.com aol.co.uk aol.de aol.fr aol.it love.com netscape.net", "aol.com yahoo.com"),
    ("Outlook", _OUTLOOK, "outlook.com office365.com"),
    ("iCloud", "icloud.com me.com mac.com", "me.com icloud.com"),
    ("Tuta", "tuta.com tuta.io tutamail.com tutanota.com tutanota.de keemail.me", ""),
    ("Fastmail", _FASTMAIL, "fastmail.com messagingengine.com"),
    ("Zoho", "zohomail.com zohomail.eu zohomail.in zoho.com", "zoho.com zoho.eu zoho.in"),
    ("Hey", "hey.com", ""),
    ("mail.com", "mail.com email.com europe.com post.com usa.com writeme.com", "mail.com"),
    ("Hushmail", "hushmail.com hush.com hush.ai", "hushmail.com"),
    ("Mailo", "mailo.com net-c.com netc.fr", "mailo.com net-c.com"),
    ("Riseup", "riseup.net", "riseup.net"),
    ("Runbox", "runbox.com", "runbox.com"),
    # Germany, Austria, Switzerland
    (
        "GMX",
        "gmx.de gmx.net gmx.com gmx.at gmx.ch gmx.biz gmx.co.uk gmx.es gmx.eu gmx.fr gmx.info gmx.it gmx.org gmx.us",
        "gmx.net gmx.com",
    ),
    ("WEB.DE", "web.de email.de", "web.de"),
    ("T-Online", "t-online.de magenta.de", "t-online.de"),
    ("freenet", "freenet.de", "freenet.de"),
    ("Vodafone", "arcor.de vodafone.de vodafonemail.de", "arcor.de vodafone.de vodafonemail.de"),
    ("Posteo", "posteo.de posteo.net posteo.at posteo.ch posteo.eu posteo.org", "posteo.de"),
    ("mailbox.org", "mailbox.org", "mailbox.org"),
    ("A1", "a1.net aon.at", "a1.net"),
    ("Bluewin", "bluewin.ch", "bluewin.ch"),
    # France, Belgium, the Netherlands
    ("Orange", "orange.fr wanadoo.fr", "orange.fr wanadoo.fr"),
    ("La Poste", "laposte.net", "laposte.net"),
    ("SFR", "sfr.fr neuf.fr cegetel.net club-internet.fr numericable.fr 9online.fr", "sfr.fr"),
    ("Free", "free.fr aliceadsl.fr", "free.fr"),
    ("Bouygues Telecom", "bbox.fr", "bbox.fr"),
    ("Proximus", "proximus.be skynet.be", "proximus.be skynet.be"),
    ("Telenet", "telenet.be", "telenet.be"),
    ("KPN", "kpnmail.nl kpnplanet.nl planet.nl hetnet.nl", "kpnmail.nl kpn.com"),
    ("Ziggo", "ziggo.nl home.nl", "ziggo.nl"),
    # Italy, Spain, Portugal, Brazil
    ("Libero", "libero.it blu.it giallo.it inwind.it iol.it", "libero.it"),
    ("TIM", "virgilio.it alice.it tim.it tin.it", "virgilio.it alice.it tim.it tin.it"),
    ("Tiscali", "tiscali.it", "tiscali.it"),
    ("Fastweb", "fastwebnet.it", "fastwebnet.it"),
    ("Movistar", "telefonica.net movistar.es", "telefonica.net movistar.es"),
    ("SAPO", "sapo.pt", "sapo.pt"),
    ("Terra", "terra.com.br terra.com terra.es", "terra.com.br terra.com"),
    ("UOL", "uol.com.br bol.com.br", "uol.com.br bol.com.br"),
    ("iG", "ig.com.br", "ig.com.br"),
    ("Globo", "globo.com globomail.com", "globo.com"),
    # Great Britain, Australia, New Zealand
    ("BT", "btinternet.com btopenworld.com talk21.com", "btinternet.com"),
    ("Sky", "sky.com", "sky.com yahoo.com"),
    ("Virgin Media", "virginmedia.com virgin.net blueyonder.co.uk ntlworld.com", "virginmedia.com"),
    ("TalkTalk", "talktalk.net tiscali.co.uk", "talktalk.net"),
    ("Telstra", "bigpond.com bigpond.net.au", "telstra.com bigpond.com"),
    ("Optus", "optusnet.com.au", "optusnet.com.au"),
    ("iiNet", "iinet.net.au", "iinet.net.au"),
    ("Spark", "xtra.co.nz", "xtra.co.nz"),
    # The United States and Canada
    ("Comcast", "comcast.net", "comcast.net"),
    ("AT&T", "att.net ameritech.net bellsouth.net pacbell.net sbcglobal.net snet.net swbell.net", "att.net yahoo.com"),
    ("Verizon", "verizon.net", "verizon.net aol.com yahoo.com"),
    ("Cox", "cox.net", "cox.net yahoo.com"),
    ("Spectrum", "charter.net spectrum.net twc.com roadrunner.com", "charter.net spectrum.net twc.com rr.com"),
    ("EarthLink", "earthlink.net mindspring.com", "earthlink.net"),
    ("Optimum", "optonline.net optimum.net", "optonline.net optimum.net"),
    ("Frontier", "frontier.com frontiernet.net", "frontier.com yahoo.com"),
    ("CenturyLink", "centurylink.net embarqmail.com q.com", "centurylink.net"),
    ("Juno and NetZero", "juno.com netzero.com netzero.net", "juno.com netzero.com netzero.net"),
    ("Shaw", "shaw.ca", "shaw.ca"),
    ("Rogers", "rogers.com", "rogers.com yahoo.com"),
    ("Bell", "bell.net sympatico.ca", "bell.net sympatico.ca"),
    ("Telus", "telus.net", "telus.net google.com gmail.com"),
    ("Vidéotron", "videotron.ca", "videotron.ca"),
    # Russia, Ukraine, middle Europe
    ("Mail.ru", "mail.ru bk.ru inbox.ru internet.ru list.ru xmail.ru", "mail.ru"),
    (
        "Yandex",
        "yandex.ru yandex.com ya.ru yandex.by yandex.com.tr yandex.kz yandex.ua narod.ru",
        "yandex.ru yandex.com",
    ),
    ("Rambler", "rambler.ru lenta.ru autorambler.ru myrambler.ru ro.ru", "rambler.ru"),
    ("UKR.NET", "ukr.net", "ukr.net"),
    ("I.UA", "i.ua", "i.ua"),
    ("Seznam", "seznam.cz email.cz post.cz", "seznam.cz"),
    ("Centrum", "centrum.cz atlas.cz volny.cz centrum.sk", "centrum.cz"),
    ("WP", "wp.pl", "wp.pl"),
    ("o2", "o2.pl go2.pl tlen.pl", "o2.pl tlen.pl"),
    ("Onet", "onet.pl onet.eu op.pl vp.pl poczta.onet.pl", "onet.pl"),
    ("Interia", "interia.pl interia.eu poczta.fm", "interia.pl"),
    ("Gazeta", "gazeta.pl", "gazeta.pl"),
    ("Freemail", "freemail.hu", "freemail.hu"),
    ("ABV", "abv.bg", "abv.bg"),
    ("Inbox.lv", "inbox.lv", "inbox.lv"),
    # India, China, Korea, Israel
    ("Rediffmail", "rediffmail.com rediff.com", "rediffmail.com rediffmailpro.com"),
    ("QQ", "qq.com foxmail.com vip.qq.com", "qq.com"),
    ("NetEase", "163.com 126.com yeah.net", "163.com 126.com yeah.net"),
    ("Sina", "sina.com sina.cn", "sina.com sina.cn"),
    ("Sohu", "sohu.com", "sohu.com"),
    ("China Mobile", "139.com", "139.com"),
    ("China Telecom", "189.cn", "189.cn"),
    ("Aliyun", "aliyun.com", "aliyun.com"),
    ("Naver", "naver.com", "naver.com"),
    ("Daum and Kakao", "daum.net hanmail.net kakao.com", "daum.net kakao.com"),
    ("Nate", "nate.com", "nate.com"),
    ("Walla", "walla.co.il walla.com", "walla.co.il walla.com"),
)
FREE_MAIL = (
    FreeMail(
        name="Proton",
        domains=frozenset({"proton.me", "protonmail.com", "protonmail.ch", "pm.me"}),
        servers=("protonmail.ch", "proton.me"),
        bridge=True,
    ),
    *(
        FreeMail(name=name, domains=frozenset(domains.split()), servers=tuple(servers.split()))
        for name, domains, servers in _ROWS
    ),
)
