"""The errors a user can fix. Anything else that is raised is a bug."""


class AuditError(Exception):
    """What is wrong with the call or its input: ``where: what is wrong: what was expected``."""

    exit_code = 2


class InputError(AuditError):
    """An input file or folder that is missing, unreadable, or of no use for a verdict."""

    exit_code = 3


class ManifestError(AuditError):
    """Mistakes in the manifest, all of them, a line each."""


class ControlError(AuditError):
    """A control file that breaks the control contract (a fault of the package)."""

    exit_code = 4
