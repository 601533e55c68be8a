"""Everything that the C ABI can do, Python can do: each exported name, and where it is."""

from __future__ import annotations

import enum
import pathlib
import re

import creneau
from creneau import _native, errors

NAMES = pathlib.Path(__file__).parents[2] / "capi/abi/names.txt"

# What C needs and Python has in itself: making and giving up objects, lists, texts, dates.
LANGUAGE = re.compile(
    r"crn_(\w+_destroy|\w+_create\w*|rows_\w+|string_text|text_of|date|date_parts|week|week_of|week_parts|"
    r"departement_of|answer_\w+|commit_count|error_\w+|notice_get|notice_lines|event_get|event_relied_on)$"
)
PLACES = {
    "crn_check_rules": "check_rules",
    "crn_clock_set": "Clock.now",
    "crn_code_name": "Category",
    "crn_code_number": "Category",
    "crn_code_text": "words.text_of",
    "crn_commit_assign": "ports.ChangeSet.assign",
    "crn_commit_conflict": "ports.ChangeSet.conflict",
    "crn_commit_done": "ports.ChangeSet.done",
    "crn_commit_event": "ports.ChangeSet.event",
    "crn_commit_failed": "ports.ChangeSet.failed",
    "crn_commit_replayed": "ports.ChangeSet.replayed",
    "crn_database_backup": "Database.backup",
    "crn_database_check": "Database.check",
    "crn_database_directory": "OperatorActor.directory_csv",
    "crn_database_journal_mode": "Database.journal_mode",
    "crn_database_open": "connect",
    "crn_database_open_sqlite": "connect",
    "crn_database_outbox": "OperatorActor.notices",
    "crn_database_purge": "Database.purge",
    "crn_database_put": "Database.put",
    "crn_database_redact": "Database.redact",
    "crn_database_storage": "Database.office",
    "crn_database_wait_for_change": "Database.wait_for_change",
    "crn_date_text": "words.date_text",
    "crn_departement_at": "zones.departements",
    "crn_departement_count": "zones.departements",
    "crn_engine_add_closure": "OfficeActor.close",
    "crn_engine_banner": "OfficeActor.banner",
    "crn_engine_block_slots": "OfficeActor.block",
    "crn_engine_cancel_by_office": "OfficeActor.cancel",
    "crn_engine_cancel_by_school": "SchoolActor.cancel",
    "crn_engine_change_session": "OfficeActor.change",
    "crn_engine_closures": "OfficeActor.closures",
    "crn_engine_create_sessions": "OfficeActor.create",
    "crn_engine_deadline": "OfficeActor.deadline",
    "crn_engine_deadline_text": "OfficeActor.deadline_text",
    "crn_engine_deadlines": "OfficeActor.deadlines",
    "crn_engine_entries": "OfficeActor.schools",
    "crn_engine_exams": "SchoolActor.exams",
    "crn_engine_explain": "Error",
    "crn_engine_find_schools": "OfficeActor.find_schools",
    "crn_engine_history": "OfficeActor.history",
    "crn_engine_import_file": "OperatorActor.import_planning",
    "crn_engine_import_planning": "OperatorActor.import_sessions",
    "crn_engine_is_holiday": "OfficeActor.is_holiday",
    "crn_engine_listing": "OfficeActor.listing",
    "crn_engine_notices": "OperatorActor.notices",
    "crn_engine_opening": "OfficeActor.opening",
    "crn_engine_plan_sessions": "OfficeActor.plan",
    "crn_engine_planning": "OfficeActor.slots",
    "crn_engine_question": "OfficeActor.question",
    "crn_engine_read_planning": "OperatorActor.check_planning",
    "crn_engine_refusals": "OperatorActor.refusals",
    "crn_engine_remove_closures": "OfficeActor.reopen",
    "crn_engine_remove_sessions": "OfficeActor.remove",
    "crn_engine_reserve_slots": "OfficeActor.reserve",
    "crn_engine_reserve_wish": "OfficeActor.reserve",
    "crn_engine_retry": "OperatorActor.retry",
    "crn_engine_rules": "OfficeActor.rules",
    "crn_engine_rules_on": "OfficeActor.rules_on",
    "crn_engine_run_batch": "OfficeActor.reserve_many",
    "crn_engine_school_named": "OfficeActor.school_named",
    "crn_engine_send": "OperatorActor.send",
    "crn_engine_sessions": "OfficeActor.sessions",
    "crn_engine_set_rules": "OperatorActor.set_rules",
    "crn_engine_unblock_slots": "OfficeActor.unblock",
    "crn_engine_unplan_sessions": "OfficeActor.unplan",
    "crn_engine_week": "OfficeActor.week",
    "crn_engine_write_csv": "OfficeActor.csv",
    "crn_engine_write_workbook": "OfficeActor.export",
    "crn_event_blocks": "Receipt.blocks",
    "crn_event_closures": "Receipt.closures",
    "crn_event_json": "Receipt.to_json",
    "crn_event_matches": "ports.event_matches",
    "crn_event_notice": "ports.ChangeSet.notices",
    "crn_event_remarks": "Receipt.remarks",
    "crn_event_reservations": "Receipt.reservations",
    "crn_event_rules": "ports.ChangeSet.rules",
    "crn_event_sessions": "Receipt.sessions",
    "crn_local_time_text": "words.local_time_text",
    "crn_name_matches": "ports.name_matches",
    "crn_notice_mail": "OperatorActor.mail",
    "crn_planning_file_departement": "OperatorActor.check_planning",
    "crn_planning_file_session_count": "OperatorActor.check_planning",
    "crn_preset_rules": "preset_rules",
    "crn_read_entries": "Database.put_directory",
    "crn_status_class": "errors.Refused",
    "crn_status_meaning": "errors.of_number",
    "crn_status_name": "Error.code",
    "crn_to_instants": "zones.instants",
    "crn_to_local_times": "zones.local_times",
    "crn_units_offered": "Units.offered",
    "crn_units_unassigned": "Units.unassigned",
    "crn_version": "__version__",
    "crn_write_entries": "OperatorActor.directory_csv",
    "crn_zone_of": "zones.zone_of",
}


def test_every_function_has_a_place() -> None:
    functions = [it.split()[1] for it in NAMES.read_text().splitlines() if it.startswith("function ")]
    missing = [it for it in functions if it not in PLACES and not LANGUAGE.match(it)]
    assert missing == []
    assert set(PLACES) <= set(functions)


def test_every_place_is_there() -> None:
    for place in PLACES.values():
        it: object = creneau
        for name in place.split("."):
            if name == "code" and it is errors.Error:
                break
            it = getattr(it, name)


def test_every_code_has_an_enumerator() -> None:
    constants = [it.split()[1] for it in NAMES.read_text().splitlines() if it.startswith("constant ")]
    enums: dict[str, type[enum.Enum]] = {
        "CATEGORY": creneau.Category,
        "REASON": creneau.Reason,
        "ROLE": creneau.Role,
        "PART": creneau.ExamPart,
        "COUNTING": creneau.Counting,
        "NOTICE_STATUS": creneau.NoticeStatus,
        "DELIVERY": creneau.ports.Delivery,
        "LANGUAGE": creneau.Language,
        "EXAMS": creneau.When,
        "HALF_DAY": creneau.HalfDay,
        "SECURITY": creneau.notify.Security,
        "JOURNAL": creneau.RefusalJournal,
    }
    for prefix, kind in enums.items():
        names = {it.removeprefix(f"CRN_{prefix}_") for it in constants if it.startswith(f"CRN_{prefix}_")}
        assert names - {"UNSTATED", "NONE"} <= set(kind.__members__), prefix
    statuses = {it.removeprefix("CRN_ERROR_").lower() for it in constants if it.startswith("CRN_ERROR_")}
    assert statuses == {name for name, *_ in _native.codes()}
