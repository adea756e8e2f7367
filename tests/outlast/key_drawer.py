"""A key store in memory, in the place of the computer's own."""

import keyring.backend
import keyring.errors


class Drawer(keyring.backend.KeyringBackend):
    """A key store in memory; `stuck`: it takes secrets and gives none of them up."""

    priority = 1

    def __init__(self, *, stuck=False):
        super().__init__()
        self.held = {}
        self.stuck = stuck

    def get_password(self, service, username):
        return self.held.get((service, username))

    def set_password(self, service, username, password):
        self.held[service, username] = password

    def delete_password(self, service, username):
        if self.stuck:
            raise keyring.errors.PasswordDeleteError("no")
        del self.held[service, username]
