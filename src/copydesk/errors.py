"""The error tree. Everything copydesk raises on purpose is a `CopydeskError`."""


class CopydeskError(Exception):
    """The root. Its message is one line that says what went wrong and what to do."""


class InputError(CopydeskError):
    """An input that was named does not exist or cannot be used at all."""


class UsageError(CopydeskError):
    """The call's arguments do not go together."""


class DamagedWeightsError(CopydeskError):
    """A model file is missing or its hash is not the one it was published with."""


class DeskError(CopydeskError):
    """A desk's file cannot be read or written: it is damaged, the disk is full, or another process keeps it."""
