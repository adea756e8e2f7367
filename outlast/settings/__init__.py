"""The settings of `outlast.toml`: what there is to set, what is set, and who says so."""

from outlast.settings.alert import AlertSetting
from outlast.settings.load import (
    Account,
    ScheduleSettings,
    Settings,
    load_settings,
    look_at_settings,
    remove_settings,
    set_setting,
    set_settings,
    starting_text,
)
from outlast.settings.look import Given, Look, Origin, WrongSetting
from outlast.settings.mail import MailSettings

__all__ = [
    "Account",
    "AlertSetting",
    "Given",
    "Look",
    "MailSettings",
    "Origin",
    "ScheduleSettings",
    "Settings",
    "WrongSetting",
    "load_settings",
    "look_at_settings",
    "remove_settings",
    "set_setting",
    "set_settings",
    "starting_text",
]
