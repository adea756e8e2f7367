"""What can be known of a letter before it goes out: will it be believed, does it keep the rules, is it in good form."""
