from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts have an e-mail address and no password."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "incorrect_code": "Deze code klopt niet. Kijk in de nieuwste mail, of vraag een nieuwe code aan.",
    }

    def is_open_for_signup(self, request):
        return True
