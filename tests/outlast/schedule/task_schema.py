"""The elements of a task's XML as [MS-TSCH] 2.5 documents them, as far as Outlast writes them: names, order, values."""

import re
import xml.etree.ElementTree as ET

NAMESPACE = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"
BOOLEAN, DURATION, TEXT = r"true|false", r"P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?", r"[\s\S]*"

# 2.5.2 … 2.5.7. A tuple is xs:sequence (order counts), a dictionary xs:all (it does not).
TASK = {"RegistrationInfo", "Triggers", "Principals", "Settings", "Data", "Actions"}
CALENDAR_TRIGGER = (  # 2.5.3.1 triggerBaseType, then 2.5.3.9
    ("Enabled", BOOLEAN),
    ("StartBoundary", r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}"),
    ("EndBoundary", r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}"),
    ("Repetition", None),
    ("ExecutionTimeLimit", DURATION),
    ("RandomDelay", DURATION),
    ("ScheduleByDay", None),
)
REPETITION = {"Interval": DURATION, "Duration": DURATION, "StopAtDurationEnd": BOOLEAN}
PRINCIPAL = {
    "UserId": TEXT,
    "LogonType": r"S4U|Password|InteractiveToken",
    "GroupId": TEXT,
    "DisplayName": TEXT,
    "RunLevel": r"LeastPrivilege|HighestAvailable",
}
SETTINGS = {  # 2.5.4
    "AllowStartOnDemand": BOOLEAN,
    "RestartOnFailure": None,
    "MultipleInstancesPolicy": r"Parallel|Queue|IgnoreNew|StopExisting",
    "DisallowStartIfOnBatteries": BOOLEAN,
    "StopIfGoingOnBatteries": BOOLEAN,
    "AllowHardTerminate": BOOLEAN,
    "StartWhenAvailable": BOOLEAN,
    "NetworkProfileName": TEXT,
    "RunOnlyIfNetworkAvailable": BOOLEAN,
    "WakeToRun": BOOLEAN,
    "Enabled": BOOLEAN,
    "Hidden": BOOLEAN,
    "DeleteExpiredTaskAfter": DURATION,
    "IdleSettings": None,
    "NetworkSettings": None,
    "ExecutionTimeLimit": DURATION,
    "Priority": r"10|[0-9]",
    "RunOnlyIfIdle": BOOLEAN,
}
EXEC = {"Command": TEXT, "Arguments": TEXT, "WorkingDirectory": TEXT}


def faults(root: ET.Element) -> list[str]:
    """Return what does not fit the documented elements."""
    found = [] if root.tag == f"{NAMESPACE}Task" and re.fullmatch(r"1\.\d", root.get("version", "")) else ["Task"]
    found += [f"unknown {_name(one)}" for one in root if _name(one) not in TASK]
    for trigger in _all(root, "Triggers/CalendarTrigger"):
        order = [name for name, _ in CALENDAR_TRIGGER]
        places = [order.index(_name(one)) if _name(one) in order else -1 for one in trigger]
        if places != sorted(set(places)) or -1 in places:
            found.append(f"order of {[_name(one) for one in trigger]}")
        found += _unfit(trigger, dict(CALENDAR_TRIGGER))
    for path, known in (
        ("Triggers/CalendarTrigger/Repetition", REPETITION),
        ("Triggers/CalendarTrigger/ScheduleByDay", {"DaysInterval": r"[1-9]\d?|[12]\d\d|3[0-5]\d|36[0-5]"}),
        ("RegistrationInfo", {"Author": TEXT, "Description": TEXT}),
        ("Principals/Principal", PRINCIPAL),
        ("Settings", SETTINGS),
        ("Actions/Exec", EXEC),
    ):
        elements = _all(root, path)
        if not elements:
            found.append(f"no {path}")
        for element in elements:
            found += _unfit(element, known)
            names = [_name(one) for one in element]
            found += [f"{name} twice" for name in set(names) if names.count(name) > 1]
    context = root.find(f"{NAMESPACE}Actions").get("Context")
    if context not in [one.get("id") for one in _all(root, "Principals/Principal")]:
        found.append("the actions run as nobody that is described")
    return found


def _unfit(parent: ET.Element, known: dict[str, str | None]) -> list[str]:
    found = []
    for one in parent:
        name, pattern = _name(one), known.get(_name(one), "")
        if pattern == "":
            found.append(f"unknown {name} in {_name(parent)}")
        elif pattern is not None and not re.fullmatch(pattern, one.text or ""):
            found.append(f"{name} is {one.text!r}")
    return found


def _all(root: ET.Element, path: str) -> list[ET.Element]:
    return root.findall("/".join(NAMESPACE + part for part in path.split("/")))


def _name(element: ET.Element) -> str:
    return element.tag.removeprefix(NAMESPACE)
