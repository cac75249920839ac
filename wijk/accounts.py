from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts have an e-mail address and no password."""

    def is_open_for_signup(self, request):
        return True
