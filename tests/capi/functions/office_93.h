/**
 * \file
 * A small world: Seine-Saint-Denis on Monday 1 June 2026 at 08:00 UTC, and an engine to work with.
 *
 * BER 93 has the inspectors 93-07, 93-08 and 93-09, the centres Rosny, Bobigny and Gonesse and five
 * schools; BER 75 and BER 974 have an inspector and a centre each. IPCSR 93-09 examines C and CE
 * alone, Gonesse holds D alone, Auto-école 93-015 teaches D alone, Auto-école 93-014 is not active,
 * Auto-école 93-016 has no mail.
 */
#ifndef CRENEAU_TESTS_OFFICE_93_H
#define CRENEAU_TESTS_OFFICE_93_H

#include "creneau_ports.h"
#include "expect.h"
#include "support/test_database.h"
#include "temporary_folder.h"

enum { BER_93 = 1, BER_75 = 2, BER_974 = 3 };
enum { IPCSR_07 = 7, IPCSR_08 = 8, IPCSR_09 = 9, IPCSR_OF_75 = 5, IPCSR_OF_974 = 4 };
enum { ROSNY = 1, BOBIGNY = 2, PARIS_NORD = 3, SAINT_DENIS = 4, GONESSE = 6 };
enum {
  SCHOOL_012 = 12,
  SCHOOL_013 = 13,
  INACTIVE_SCHOOL = 14,
  SCHOOL_OF_D = 15,
  SCHOOL_WITHOUT_MAIL = 16
};
enum { NOBODY = 999999 };

/* Days since 1970-01-01. */
enum { FIRST_DATE = 10959, LAST_DATE = 47481 };
enum { FIRST_OF_JUNE = 20605, MONDAY = 20619, TUESDAY = MONDAY + 1, SUNDAY = MONDAY - 1 };

#define TEXT(literal) {literal, sizeof(literal) - 1}

/** An office at work. */
typedef struct office_93 {
  crn_database* database;
  crn_clock* clock;
  crn_engine* engine;
  crn_actor ber_93;
  crn_actor ber_75;
  crn_actor ber_974;
  crn_actor school_012;
  crn_actor school_013;
  crn_actor ipcsr_07;
  crn_actor reader;
  crn_actor the_operator;
  crn_departement in_93;
  crn_call by_office;
  crn_call by_school;
  crn_call by_operator;
  temporary_folder folder; /**< of the database file, where there is one */
  test_database server;    /**< on a server, where it is there */
} office_93;

/** \name For cmocka: `*state` becomes an office */
int open_office_in_memory(void** state);
int open_office_on_file(void** state);
/** On a file; beside a server, on it. */
int open_kept_office(void** state);
/** In memory; beside a server, on it. */
int open_office(void** state);
int close_office(void** state);

/** As open_office has it. */
void start_new_office(office_93* office);
/** Stops it, and removes what it was kept in. */
void end_office(office_93* office);

/** Makes its database, clock and engine. */
void start_office(office_93* office, crn_database* database);
void stop_office(office_93* office);
crn_engine_options engine_options_of(const office_93* office);

/** The entries of this world. */
void add_world(crn_rows* rows);
crn_database* new_memory(void);
crn_database* new_file(const temporary_folder* folder);
/** Where an office is kept: the path of its file, or its server's connection string. */
file_path place_of(const office_93* office);
void remove_place(const office_93* office);
/** Opens what it is kept in once more. */
crn_database* open_again(const office_93* office);

crn_actor actor_of(int32_t role, int64_t who);
crn_call call_of(const crn_actor* actor, const char* departement);

/** \name Times */
int64_t utc(int32_t date, int32_t hour, int32_t minute, int32_t second);
int32_t at(int32_t date, int32_t hour, int32_t minute);
void set_clock(const office_93* office, int64_t now);

/** \name Commands that must succeed; they give the id of what they made */
int64_t create_session(const office_93* office, int64_t inspector, int32_t date, int32_t half_day);
void plan_session(const office_93* office, int64_t session);
int64_t planned_session(const office_93* office, int64_t inspector, int32_t date, int32_t half_day);
/** Monday morning of IPCSR 93-07 at Rosny for CE: seven slots of one unit, plan 1. */
int64_t planned_morning(const office_93* office);
int64_t reserve(const office_93* office, int64_t session, uint32_t first, uint32_t count,
                int64_t school);
void block(const office_93* office, int64_t session, uint32_t ordinal);
int64_t close_for_the_day(const office_93* office, int32_t scope, int64_t who, int32_t date);
/** Replaces the rules document by one line that always holds. */
void set_rule(const office_93* office, const char* key, const char* value);

crn_slot slot_of(int64_t session, uint32_t ordinal);

/** \name What there is now */
crn_session session_now(const office_93* office, int64_t session);
/** "R.x....": reserved, free, unavailable; "available" without slots; empty: no such session. */
const char* slots_now(const office_93* office, int64_t session);
size_t reservations_of(const office_93* office, int64_t school);
size_t notices_now(const office_93* office, int32_t status);
/** The whole of its département. */
crn_session_filter all_sessions(void);

#endif
