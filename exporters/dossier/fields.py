"""What is copied into a form, field by field, in its order."""

from exporters.dossier.facts import Facts
from exporters.dossier.forms import Field, Form, forms_of
from exporters.dossier.letters import address_for, name_for
from exporters.dossier.words import Words


def fields_of(form: Form, facts: Facts, words: Words, letter: str) -> tuple[Field, ...]:
    """Return the fields of a form with what the facts say, or marks to fill in."""
    who = facts.standing
    what = words.say("forms", str(form))
    name = name_for(form, facts, words)
    texts = {
        "email": words.fill("email"),
        "profile": address_for(Form.PROFILE, facts, words),
        "publication": name,
        "publication_address": address_for(Form.PUBLICATION, facts, words),
        "subject": words.say("fields", "subject_text", what=f"{what}, {name}"),
        "letter": letter,
        "files": words.say("fields", "files_text"),
    }
    return tuple(
        Field(name=name, label=words.say("fields", name), text=texts[name], to_fill=words.opening in texts[name])
        for name in forms_of(who.platform).fields[form]
    )
