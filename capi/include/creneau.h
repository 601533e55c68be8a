/**
 * \file
 * Creneau for C, and for every language that can call C: commands, previews, queries, texts,
 * files, mails. Ports that a program implements itself stand in creneau_ports.h, the plain types
 * in creneau_types.h.
 *
 * **Handles** are opaque. A function with a `T **` gives one to the caller, who gives it back to
 * `crn_T_destroy`, once; that takes NULL and does nothing. Pointers to handles that a function
 * returns are borrowed: they live as long as the handle they come from, and are never destroyed.
 * An engine keeps the ports that it was made with alive, so handles may be destroyed in any order.
 * What a function is given need live no longer than the call.
 *
 * **Errors**: what can fail returns a crn_status and takes a `crn_error **` last, which may be
 * NULL, and must be no error that the function reads. Where it fails, `*error` becomes a handle of
 * the caller's, which needs nothing else to live; where it succeeds, NULL. What would have been
 * given is NULL or zero where it fails (arrays stay as they were), and nothing was changed, unless
 * the code is CRN_ERROR_UNCONFIRMED or the function says otherwise. Every function may answer
 * CRN_ERROR_BAD_ARGUMENT (a NULL where none is allowed, a number that is no code, a row that is
 * not there; the text names the argument or the field), CRN_ERROR_BAD_TEXT (bytes that are not
 * UTF-8), CRN_ERROR_UNSUPPORTED (fields or flags of a newer library) and CRN_ERROR_NO_MEMORY; the
 * others are named. Functions without a status cannot fail: of a NULL they give nothing.
 *
 * **Threads**: functions may be called from several threads at once on different handles, and on
 * one handle where they take it as const. An engine, a database and a notifier may be used by
 * several at once all the same, but for `_destroy` and what is named. The library starts no
 * thread, reads no environment variable, depends on no locale and prints nothing. A handle is not
 * to be used on the other side of a fork.
 *
 * **Since**: each function says with which release it came.
 */
#ifndef CRENEAU_H
#define CRENEAU_H

#include "creneau_types.h"

#if defined(__GNUC__)
#define CRN_API __attribute__((visibility("default")))
#else
#define CRN_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* ---- Version ----------------------------------------------------------------------------- */

/** The version of this header. */
#define CRN_VERSION_MAJOR 1
#define CRN_VERSION_MINOR 0
#define CRN_VERSION_PATCH 0

/** The version of the library that is loaded: major × 1,000,000 + minor × 1,000 + patch. Since
 * 1.0. */
CRN_API int32_t crn_version(void);

/* ---- Errors and texts -------------------------------------------------------------------- */

/** The name of a code, "slot_taken"; "ok" for CRN_OK, "unknown" for a number that is no code. Lives
 * as long as the library. Since 1.0. */
CRN_API crn_text crn_status_name(crn_status status);
/** What a code means, in English. Lives as long as the library. Since 1.0. */
CRN_API crn_text crn_status_meaning(crn_status status);
/** The class of a code, CRN_CLASS_; zero for CRN_OK and for a number that is no code. Since 1.0. */
CRN_API int32_t crn_status_class(crn_status status);

/** The code; CRN_OK of NULL. Since 1.0. */
CRN_API crn_status crn_error_code(const crn_error* error);
/** The thing, the rule and the way out in one sentence, CRN_LANGUAGE_FRENCH or CRN_LANGUAGE_ENGLISH; things are
 * called by their numbers (crn_engine_explain calls them by their names). Written when it is first
 * asked for; the code's meaning where memory is exhausted. Lives as long as the error. Since
 * 1.0. */
CRN_API crn_text crn_error_message(const crn_error* error, int32_t language);
/** The offending text, or what a foreign system said; may be empty. Since 1.0. */
CRN_API crn_text crn_error_text(const crn_error* error);
/** What the rule allows; an instant where it is a time. Since 1.0. */
CRN_API int64_t crn_error_limit(const crn_error* error);
/** What was asked for, in the unit of the limit. Since 1.0. */
CRN_API int64_t crn_error_actual(const crn_error* error);
/** How many things the error is about. Since 1.0. */
CRN_API size_t crn_error_subject_count(const crn_error* error);
/** Copies subjects `first` to `first + count − 1`. Since 1.0. */
CRN_API crn_status crn_error_subjects(const crn_error* error, size_t first, size_t count,
                                      crn_subject* to, size_t row_size, crn_error** failure);
/** The whole answer of CRN_ERROR_TOO_LATE. CRN_ERROR_BAD_ARGUMENT where the error has none. Since
 * 1.0. */
CRN_API crn_status crn_error_deadline(const crn_error* error, crn_deadline* deadline,
                                      crn_error** failure);
/** Since 1.0. */
CRN_API void crn_error_destroy(crn_error* error);

/** The text, with a NUL behind it. Since 1.0. */
CRN_API crn_text crn_string_text(const crn_string* string);
/** Since 1.0. */
CRN_API void crn_string_destroy(crn_string* string);

/** Lists of codes, for crn_code_name. */
enum {
  CRN_CODES_ROLE = 1,
  CRN_CODES_CATEGORY = 2,
  CRN_CODES_PART = 3,
  CRN_CODES_REASON = 4,
  CRN_CODES_COMMAND = 5,
  CRN_CODES_COUNTING = 6,
  CRN_CODES_NOTICE = 7,
  CRN_CODES_NOTICE_STATUS = 8
};

/** The name of a number of a list, CRN_CODES_: "CE", "off_road", "weather", as files and JSON write
 * it. Empty where it is no code, and for CRN_PART_UNSTATED, CRN_REASON_UNSTATED
 * and CRN_COMMAND_RESERVE_WISH. Lives as long
 * as the library. Since 1.0. */
CRN_API crn_text crn_code_name(int32_t list, int32_t number);
/** The number of a name of a list; −1 where it is none. Since 1.0. */
CRN_API int32_t crn_code_number(int32_t list, crn_text name);
/** A number of a list as people read it, CRN_LANGUAGE_FRENCH or CRN_LANGUAGE_ENGLISH: "circulation",
 * "conditions météorologiques", "off-road". Empty where it is no code, and for CRN_CODES_COUNTING,
 * which crn_engine_deadline_text explains. Lives as long as the library. Since 1.0. */
CRN_API crn_text crn_code_text(int32_t list, int32_t number, int32_t language);

/* ---- Dates and zones --------------------------------------------------------------------- */

/** The date of a year, month and day; zero where there is no such date or it is out of range. Since
 * 1.0. */
CRN_API int32_t crn_date(int32_t year, int32_t month, int32_t day);
/** The year, month and day of a date; zeros where it is out of range. Each may be NULL. Since
 * 1.0. */
CRN_API void crn_date_parts(int32_t date, int32_t* year, int32_t* month, int32_t* day);
/** The Monday of the ISO week in which a date lies; zero where the date is out of range. Since
 * 1.0. */
CRN_API int32_t crn_week_of(int32_t date);
/** The Monday of week `number` of ISO year `year`; zero where that year has no such week or it is
 * out of range. Since 1.0. */
CRN_API int32_t crn_week(int32_t year, int32_t number);
/** The ISO year of the week in which a date lies, and the number of the week in it, 1 to 53; zeros
 * where the date is out of range. Each may be NULL. Since 1.0. */
CRN_API void crn_week_parts(int32_t date, int32_t* year, int32_t* number);
/** How many départements there are. Since 1.0. */
CRN_API size_t crn_departement_count(void);
/** One of them, in the order of their codes; zeros where there is none at that place. Since 1.0. */
CRN_API crn_departement crn_departement_at(size_t place);
/** The time zone of a département by its IANA name, "Europe/Paris"; empty where there is no such
 * département. Lives as long as the library. Since 1.0. */
CRN_API crn_text crn_zone_of(crn_departement departement);
/** Turns local times into instants, in the zone of a département. A time that the clock skips is
 * the moment of the change, one that exists twice its first. CRN_ERROR_BAD_DATE where one is not of
 * 2000 to 2099; nothing is written then. Since 1.0. */
CRN_API crn_status crn_to_instants(crn_departement departement, const int32_t* local_times,
                                   size_t count, int64_t* instants, crn_error** error);
/** Turns instants into local times, rounded down to the minute. CRN_ERROR_BAD_DATE where one is not
 * of 2000 to 2099; nothing is written then. Since 1.0. */
CRN_API crn_status crn_to_local_times(crn_departement departement, const int64_t* instants,
                                      size_t count, int32_t* local_times, crn_error** error);

/** A date as people write it, "lundi 15 juin 2026". CRN_ERROR_BAD_DATE. Since 1.0. */
CRN_API crn_status crn_date_text(int32_t date, int32_t language, crn_string** text,
                                 crn_error** error);
/** A local time as people write it, "lundi 15 juin 2026 à 08 h 30". CRN_ERROR_BAD_DATE. Since
 * 1.0. */
CRN_API crn_status crn_local_time_text(int32_t local_time, int32_t language, crn_string** text,
                                       crn_error** error);

/* ---- Rows -------------------------------------------------------------------------------- */

/** Kinds of rows, for crn_rows_count. */
enum {
  CRN_ROWS_SESSIONS = 1,
  CRN_ROWS_RESERVATIONS = 2,
  CRN_ROWS_BLOCKS = 3,
  CRN_ROWS_CLOSURES = 4,
  CRN_ROWS_EVENTS = 5,
  CRN_ROWS_REFUSALS = 6,
  CRN_ROWS_RULES = 7,
  CRN_ROWS_NOTICES = 8,
  CRN_ROWS_OFFICES = 9,
  CRN_ROWS_SCHOOLS = 10,
  CRN_ROWS_INSPECTORS = 11,
  CRN_ROWS_CENTRES = 12,
  CRN_ROWS_UNITS = 13,
  CRN_ROWS_LISTING_LINES = 14,
  CRN_ROWS_FAULTS = 15,
  CRN_ROWS_FINDINGS = 16
};

/** Empty rows, to put entries of a directory in. Since 1.0. */
CRN_API crn_status crn_rows_create(crn_rows** rows, crn_error** error);
/** Since 1.0. */
CRN_API void crn_rows_destroy(crn_rows* rows);
/** How many rows there are of a kind, CRN_ROWS_; zero of any other number. Since 1.0. */
CRN_API size_t crn_rows_count(const crn_rows* rows, int32_t kind);
/** The commit number of the département when the rows were read; zero where it has none. Since
 * 1.0. */
CRN_API int64_t crn_rows_number(const crn_rows* rows);
/** The version of the rules document, of rows that hold it; zero: the defaults. Since 1.0. */
CRN_API int64_t crn_rows_rules_version(const crn_rows* rows);
/** Where the next page begins. 1: there is one, and `*next` is set; 0: this was the last. Since
 * 1.0. */
CRN_API int32_t crn_rows_next(const crn_rows* rows, crn_cursor* next);

/** Each of these copies rows `first` to `first + count − 1` of its kind, in the order of the list.
 * Their texts live as long as the handle. Where `count` is zero, `to` may be NULL. `row_size` is
 * the size of one row of the array: sizeof. Since 1.0. */
CRN_API crn_status crn_rows_sessions(const crn_rows* rows, size_t first, size_t count,
                                     crn_session* to, size_t row_size, crn_error** error);
/** Likewise. Since 1.0. */
CRN_API crn_status crn_rows_reservations(const crn_rows* rows, size_t first, size_t count,
                                         crn_reservation* to, size_t row_size, crn_error** error);
/** Likewise. Since 1.0. */
CRN_API crn_status crn_rows_blocks(const crn_rows* rows, size_t first, size_t count, crn_block* to,
                                   size_t row_size, crn_error** error);
/** Likewise. Since 1.0. */
CRN_API crn_status crn_rows_closures(const crn_rows* rows, size_t first, size_t count,
                                     crn_closure* to, size_t row_size, crn_error** error);
/** Likewise. Since 1.0. */
CRN_API crn_status crn_rows_refusals(const crn_rows* rows, size_t first, size_t count,
                                     crn_refusal* to, size_t row_size, crn_error** error);
/** Likewise. Since 1.0. */
CRN_API crn_status crn_rows_rules(const crn_rows* rows, size_t first, size_t count, crn_rule* to,
                                  size_t row_size, crn_error** error);
/** Likewise; how each delivery goes. What the notice says: crn_rows_notice. Since 1.0. */
CRN_API crn_status crn_rows_delivery_states(const crn_rows* rows, size_t first, size_t count,
                                            crn_delivery_state* to, size_t row_size,
                                            crn_error** error);
/** Likewise. Since 1.0. */
CRN_API crn_status crn_rows_offices(const crn_rows* rows, size_t first, size_t count,
                                    crn_office* to, size_t row_size, crn_error** error);
/** Likewise. Since 1.0. */
CRN_API crn_status crn_rows_schools(const crn_rows* rows, size_t first, size_t count,
                                    crn_school* to, size_t row_size, crn_error** error);
/** Likewise. Since 1.0. */
CRN_API crn_status crn_rows_inspectors(const crn_rows* rows, size_t first, size_t count,
                                       crn_inspector* to, size_t row_size, crn_error** error);
/** Likewise. Since 1.0. */
CRN_API crn_status crn_rows_centres(const crn_rows* rows, size_t first, size_t count,
                                    crn_centre* to, size_t row_size, crn_error** error);
/** Likewise. Since 1.0. */
CRN_API crn_status crn_rows_units(const crn_rows* rows, size_t first, size_t count, crn_units* to,
                                  size_t row_size, crn_error** error);
/** Likewise. Since 1.0. */
CRN_API crn_status crn_rows_listing_lines(const crn_rows* rows, size_t first, size_t count,
                                          crn_listing_line* to, size_t row_size, crn_error** error);
/** Likewise. Since 1.0. */
CRN_API crn_status crn_rows_faults(const crn_rows* rows, size_t first, size_t count, crn_fault* to,
                                   size_t row_size, crn_error** error);
/** Likewise. Since 1.0. */
CRN_API crn_status crn_rows_findings(const crn_rows* rows, size_t first, size_t count,
                                     crn_finding* to, size_t row_size, crn_error** error);
/** An event, borrowed; NULL where there is none at that place. Since 1.0. */
CRN_API const crn_event* crn_rows_event(const crn_rows* rows, size_t place);
/** A notice, borrowed; NULL where there is none at that place. Since 1.0. */
CRN_API const crn_notice* crn_rows_notice(const crn_rows* rows, size_t place);
/** What is wrong at the place of a fault, borrowed; NULL where there is none. Since 1.0. */
CRN_API const crn_error* crn_rows_fault_error(const crn_rows* rows, size_t place);

/** Each of these copies rows of a directory in, behind those that are there; all or none. It ends
 * the life of what was borrowed from the rows before, and of the texts of rows that were copied
 * out. Whether the rows make sense together, only crn_database_put looks. Not thread-safe. Since
 * 1.0. */
CRN_API crn_status crn_rows_add_offices(crn_rows* rows, const crn_office* from, size_t count,
                                        size_t row_size, crn_error** error);
/** Likewise. Since 1.0. */
CRN_API crn_status crn_rows_add_schools(crn_rows* rows, const crn_school* from, size_t count,
                                        size_t row_size, crn_error** error);
/** Likewise; CRN_ERROR_BAD_DATE where a posting begins or ends out of range. Since 1.0. */
CRN_API crn_status crn_rows_add_inspectors(crn_rows* rows, const crn_inspector* from, size_t count,
                                           size_t row_size, crn_error** error);
/** Likewise. Since 1.0. */
CRN_API crn_status crn_rows_add_centres(crn_rows* rows, const crn_centre* from, size_t count,
                                        size_t row_size, crn_error** error);

/* ---- Databases --------------------------------------------------------------------------- */

/** Keeps plannings; made by a database or by crn_storage_create. */
typedef struct crn_storage crn_storage;
/** Knows offices, schools, inspectors and centres. */
typedef struct crn_directory crn_directory;
/** Keeps notices until they are delivered. */
typedef struct crn_outbox crn_outbox;
/** A storage, a directory and an outbox in one. */
typedef struct crn_database crn_database;

/** How a database is opened by its name, wherever it is. */
typedef struct crn_open_options {
  uint32_t struct_size;
  int32_t create;      /**< not zero: make the file, or the schema in a server's database */
  int32_t read_only;   /**< not zero: never migrate, never write; a server's standby will do */
  int32_t connections; /**< to a server: the most that threads share; zero: 8 */
  int64_t patience_ms; /**< how long a call waits for a server that was lost; zero: 30,000 */
  crn_text where; /**< "postgresql://user@host/database", as libpq reads it, or the path of a SQLite
                  file */
} crn_open_options;

/** How a SQLite file is opened. */
typedef struct crn_sqlite_options {
  uint32_t struct_size;
  int32_t create;    /**< not zero: make the file if it is not there */
  int32_t read_only; /**< not zero: never migrate, never write */
  int32_t reserved_;
  crn_text path;
  crn_text vfs; /**< the SQLite file layer to use; empty: the default */
} crn_sqlite_options;

/** How a database in memory works. */
typedef struct crn_memory_options {
  uint32_t struct_size;
  int32_t no_history; /**< not zero: keep no events, only receipts of commands with a request id */
} crn_memory_options;

/** Opens a database and brings its schema up to date, unless it is opened read-only. Several programs
 * may have it open. Of a file: see crn_database_open_sqlite. Of a server: CRN_ERROR_BAD_ARGUMENT (the
 * connection string cannot be read), CRN_ERROR_STORAGE_UNREACHABLE, CRN_ERROR_STORAGE_DENIED,
 * CRN_ERROR_STORAGE_MISSING (no such database, or it has no schema and none is to be made),
 * CRN_ERROR_STORAGE_NEWER, CRN_ERROR_STORAGE_CORRUPT, CRN_ERROR_STORAGE_READ_ONLY (only servers
 * answer that take no writes), CRN_ERROR_UNSUPPORTED (older than PostgreSQL 15). Since 1.0. */
CRN_API crn_status crn_database_open(const crn_open_options* options, crn_database** database,
                                     crn_error** error);
/** Opens a SQLite file and brings its schema up to date, unless it is opened read-only. Several
 * processes may have one file open. CRN_ERROR_STORAGE_MISSING, CRN_ERROR_STORAGE_NEWER,
 * CRN_ERROR_STORAGE_CORRUPT (none of ours), CRN_ERROR_STORAGE_READ_ONLY (a schema too old to be
 * read as it is), CRN_ERROR_UNSUPPORTED (a file in WAL mode under a SQLite with the WAL-reset bug),
 * CRN_ERROR_STORAGE_FAILED, CRN_ERROR_STORAGE_FULL. Since 1.0. */
CRN_API crn_status crn_database_open_sqlite(const crn_sqlite_options* options,
                                            crn_database** database, crn_error** error);
/** A database in memory; `options` may be NULL. Nothing survives it. Since 1.0. */
CRN_API crn_status crn_database_create_in_memory(const crn_memory_options* options,
                                                 crn_database** database, crn_error** error);
/** Closes it, once no engine uses it any more. Since 1.0. */
CRN_API void crn_database_destroy(crn_database* database);
/** Its storage, borrowed. Since 1.0. */
CRN_API crn_storage* crn_database_storage(crn_database* database);
/** Its directory, borrowed. Since 1.0. */
CRN_API crn_directory* crn_database_directory(crn_database* database);
/** Its outbox, borrowed. Since 1.0. */
CRN_API crn_outbox* crn_database_outbox(crn_database* database);

/** How many entries a directory took in. */
typedef struct crn_taken {
  uint32_t struct_size;
  int32_t reserved_;
  int64_t added;   /**< that were not there */
  int64_t changed; /**< that were there, whether anything in them differed or not */
} crn_taken;

/** Takes offices, schools, inspectors and centres into the directory, all or none; `taken` may be
 * NULL. An id of zero: the directory finds or makes it, by the natural key (a school's Aurige id,
 * an inspector's matricule, a centre's name and département, an office's name). Entries that are
 * there already are rewritten. CRN_ERROR_BAD_TEXT for control characters, CRN_ERROR_BAD_ADDRESS for
 * a mail that is none, CRN_ERROR_END_BEFORE_START and CRN_ERROR_POSTING_OVERLAP of postings,
 * CRN_ERROR_DUPLICATE_REFERENCE, and the storage's own. In memory every id must
 * be given, references of other systems are not compared, and nobody else may use the database at
 * that moment. With `dry_run` the same answer, and the directory stays as it was. Since 1.0. */
CRN_API crn_status crn_database_put(crn_database* database, const crn_rows* entries,
                                    int32_t dry_run, crn_taken* taken, crn_error** error);
/** "wal" or "truncate"; "server"; "memory". Since 1.0. */
CRN_API crn_status crn_database_journal_mode(const crn_database* database, crn_string** mode,
                                             crn_error** error);
/** Copies everything that the database holds, as it is at one moment and while it is in use, to where
 * nothing is: the path of a file that must not exist, or "postgresql://…", a server's database that
 * is empty or has no schema yet; CRN_ERROR_BAD_ARGUMENT if something is there. The copy goes on as
 * the original would: with the same ids, numbers and history, and it answers the same request ids.
 * CRN_ERROR_STORAGE_DENIED where a server's user does not see everything. In memory:
 * CRN_ERROR_UNSUPPORTED, here and below. Since 1.0. */
CRN_API crn_status crn_database_backup(const crn_database* database, crn_text to,
                                       crn_error** error);
/** Looks for damage and recounts everything derived: CRN_ROWS_FINDINGS, none where all is well.
 * Since 1.0. */
CRN_API crn_status crn_database_check(const crn_database* database, crn_rows** findings,
                                      crn_error** error);

/** What a purge removes. Request ids are never removed. */
typedef struct crn_purge {
  uint32_t struct_size;
  int32_t notices_after_days; /**< mail texts and addresses, after delivery; zero: 30 */
  int64_t now;                /**< instant from which the days count back; needed */
  int64_t history_before;     /**< instant: events and refusals older than this; zero: none */
} crn_purge;

/** How many rows a purge emptied or removed. */
typedef struct crn_purged {
  uint32_t struct_size;
  int32_t reserved_;
  int64_t notices;
  int64_t events;
  int64_t refusals;
} crn_purged;

/** Empties what is older than asked, in one commit; `purged` may be NULL. Since 1.0. */
CRN_API crn_status crn_database_purge(crn_database* database, const crn_purge* purge,
                                      crn_purged* purged, crn_error** error);
/** Empties the notes of one event and their copies. CRN_ERROR_BAD_ARGUMENT if there is no such
 * event. Since 1.0. */
CRN_API crn_status crn_database_redact(crn_database* database, crn_departement departement,
                                       int64_t number, crn_error** error);
/** Waits until the département's commit number is above `after`, or for so many milliseconds, and
 * gives the number of then; what changed is in the history. On a server a change is heard of well
 * within a second, a file is looked at five times a second. Holds nothing that others wait for.
 * Since 1.0. */
CRN_API crn_status crn_database_wait_for_change(const crn_database* database,
                                                crn_departement departement, int64_t after,
                                                int64_t at_most_ms, int64_t* number,
                                                crn_error** error);

/* ---- Engine ------------------------------------------------------------------------------ */

/** Runs commands and answers queries, over ports. */
typedef struct crn_engine crn_engine;
/** Tells the time; see creneau_ports.h. */
typedef struct crn_clock crn_clock;

/** Levels of what is logged. */
enum { CRN_LOG_DEBUG = 1, CRN_LOG_INFO = 2, CRN_LOG_WARNING = 3, CRN_LOG_ERROR = 4 };

/** Is told what an engine does beside its answers, on a thread that is in a call of it: attempts that met a
 * conflict, refusals that could not be journalled, deliveries that failed, failures of the storage.
 * The message is English, one line, and lives as long as the call. Must not throw, nor call an
 * engine: that would wait for itself. `log_data` must live as long as the engine. */
typedef void (*crn_log_function)(void* log_data, int32_t level, crn_text message);

/** What an engine is made of. */
typedef struct crn_engine_options {
  uint32_t struct_size;
  int32_t language;       /**< of mails; CRN_LANGUAGE_NONE: notices carry facts alone */
  crn_database* database; /**< serves for what is NULL of the next three */
  crn_storage* storage;
  crn_directory* directory;
  crn_outbox* outbox;    /**< the database's only together with its storage; may stay NULL: notices
                         cannot be listed or sent */
  crn_clock* clock;      /**< NULL: the machine's */
  uint32_t max_attempts; /**< of one command, when others change the same rows; zero: 16 */
  int32_t no_notices;    /**< not zero: make none; for simulations */
  int32_t no_refusals_journal; /**< not zero: journal none, whatever the rules say */
  int32_t reserved_;
  crn_log_function log; /**< NULL: nothing is logged */
  void* log_data;
} crn_engine_options;

/** An engine over ports, which it keeps alive. CRN_ERROR_BAD_ARGUMENT without a storage or a
 * directory. Since 1.0. */
CRN_API crn_status crn_engine_create(const crn_engine_options* options, crn_engine** engine,
                                     crn_error** error);
/** Since 1.0. */
CRN_API void crn_engine_destroy(crn_engine* engine);

/* ---- Commands ---------------------------------------------------------------------------- */

/** What is to be done with a command. */
enum {
  CRN_MODE_RUN = 0, /**< decide and commit */
  CRN_MODE_PREVIEW =
      1, /**< the same decision and the same errors; nothing is stored or journalled. Its
                        number is zero, unless the request id was run before: then it is the
                        stored receipt */
  CRN_MODE_PROPOSE = 2, /**< a preview that somebody is asked to confirm: a refusal is journalled */
  CRN_MODE_DECIDE = 3 /**< a preview with its notices, for a host that commits it itself, unless its
                        number says that it was done already */
};

/** The envelope of a command. */
typedef struct crn_call {
  uint32_t struct_size;
  int32_t mode;                /**< CRN_MODE_ */
  const crn_actor* actor;      /**< who gives it */
  crn_text request;            /**< at most 100 bytes; the same id again gives the same receipt and
                                    changes nothing, for this actor and département. Empty: a repeated
                                    call is a new command */
  crn_departement departement; /**< whose planning it changes */
  int32_t reserved_;
} crn_call;

/** A session to be created. */
typedef struct crn_new_session {
  int64_t inspector;
  crn_text external_ref;
  crn_hours hours; /**< both zero: those of the half-day, by the rules of its date */
  int32_t date;
  int32_t
      half_day; /**< CRN_HALF_DAY_MORNING or CRN_HALF_DAY_AFTERNOON, where the hours are not given */
} crn_new_session;

/** Creates available sessions. */
typedef struct crn_create_sessions {
  uint32_t struct_size;
  int32_t override_calendar;       /**< not zero: holidays and closures do not refuse */
  const crn_new_session* sessions; /**< at most 1,000 */
  size_t session_size;             /**< sizeof(crn_new_session) */
  size_t session_count;
} crn_create_sessions;

/** Removes available sessions. */
typedef struct crn_remove_sessions {
  uint32_t struct_size;
  int32_t reserved_;
  const int64_t* sessions; /**< at most 1,000 */
  size_t session_count;
  crn_text note; /**< at most 2,000 bytes, as every note */
} crn_remove_sessions;

/** Plans available sessions. */
typedef struct crn_plan_sessions {
  uint32_t struct_size;
  int32_t override_calendar;
  const int64_t* sessions; /**< at most 1,000 */
  size_t session_count;
  int64_t centre;
  int32_t category; /**< needed */
  int32_t part;     /**< CRN_PART_ */
} crn_plan_sessions;

/** Makes planned sessions available again. */
typedef struct crn_unplan_sessions {
  uint32_t struct_size;
  int32_t reason;          /**< CRN_REASON_ */
  const int64_t* sessions; /**< at most 1,000 */
  size_t session_count;
  const int64_t* cascade; /**< the reservations seen, which are cancelled */
  size_t cascade_count;
  int32_t has_cascade; /**< not zero: cancel exactly those; zero: none may be there */
  int32_t reserved_;
  crn_text note;
} crn_unplan_sessions;

/** Replaces the inspector or the centre of a planned session, or moves it. */
typedef struct crn_change_session {
  uint32_t struct_size;
  int32_t override_calendar;
  int64_t session;
  int64_t inspector; /**< zero: as before */
  int64_t centre;    /**< zero: as before */
  int32_t date;      /**< zero: as before */
  int32_t has_start; /**< not zero: it begins at `start` */
  int32_t start;     /**< minutes since local midnight */
  int32_t reason;    /**< CRN_REASON_ */
  crn_text note;
} crn_change_session;

/** Reserves named slots for a school. */
typedef struct crn_reserve_slots {
  uint32_t struct_size;
  int32_t reserved_;
  int64_t school;
  const crn_slot* slots; /**< at most 1,000 */
  size_t slot_count;
  crn_text external_ref; /**< of each reservation */
} crn_reserve_slots;

/** Reserves a number of exams or units; the engine chooses where. */
typedef struct crn_reserve_wish {
  uint32_t struct_size;
  int32_t category; /**< needed */
  int64_t school;
  int32_t part;              /**< needed with `exams` */
  int32_t exams;             /**< either this… */
  int32_t units;             /**< …or this, 1 to 1,000 */
  int32_t half_day;          /**< CRN_HALF_DAY_MORNING, CRN_HALF_DAY_AFTERNOON; zero: any */
  const int64_t* inspectors; /**< none: any */
  size_t inspector_count;
  int64_t centre; /**< zero: any */
  crn_period period;
  crn_text external_ref; /**< of each reservation */
} crn_reserve_wish;

/** Cancels reservations or single slots, for the office. */
typedef struct crn_cancel_by_office {
  uint32_t struct_size;
  int32_t reason;              /**< CRN_REASON_; needed for a correction */
  const int64_t* reservations; /**< whole ones, at most 1,000 */
  size_t reservation_count;
  const crn_slot* slots; /**< one by one, at most 1,000 */
  size_t slot_count;
  int32_t correction; /**< not zero: slots that have begun do not refuse */
  int32_t reserved_;
  crn_text note;
} crn_cancel_by_office;

/** Cancels a school's own reservations or single slots of them. */
typedef struct crn_cancel_by_school {
  uint32_t struct_size;
  int32_t reserved_;
  const int64_t* reservations; /**< whole ones, at most 1,000 */
  size_t reservation_count;
  const crn_slot* slots; /**< one by one, at most 1,000 */
  size_t slot_count;
  crn_text note;
} crn_cancel_by_school;

/** Makes free slots unavailable, or unavailable ones free. */
typedef struct crn_block_slots {
  uint32_t struct_size;
  int32_t reason;        /**< CRN_REASON_ */
  const crn_slot* slots; /**< at most 1,000 */
  size_t slot_count;
  crn_text note;
} crn_block_slots;

/** Adds a closure. */
typedef struct crn_add_closure {
  uint32_t struct_size;
  int32_t scope;  /**< CRN_CLOSURE_ */
  int64_t who;    /**< the inspector, centre or office */
  int32_t from;   /**< local time of the first minute that is closed */
  int32_t to;     /**< local time of the first minute that is open again */
  int32_t reason; /**< CRN_REASON_ */
  int32_t reserved_;
  crn_text note;
} crn_add_closure;

/** Removes closures. */
typedef struct crn_remove_closures {
  uint32_t struct_size;
  int32_t reserved_;
  const int64_t* closures; /**< at most 1,000 */
  size_t closure_count;
} crn_remove_closures;

/** Replaces the whole rules document. */
typedef struct crn_set_rules {
  uint32_t struct_size;
  int32_t reserved_;
  const crn_rule* rules; /**< at most 1,000; none: the defaults */
  size_t rule_size;      /**< sizeof(crn_rule) */
  size_t rule_count;
  crn_text note;
} crn_set_rules;

/** A reservation of a session to be imported. */
typedef struct crn_imported_reservation {
  int64_t school;
  uint64_t slots; /**< bit n: slot n */
  crn_text external_ref;
} crn_imported_reservation;

/** A session to be imported: available, or planned where it has a category. */
typedef struct crn_imported_session {
  int64_t inspector;
  int64_t centre;       /**< proposed, where it has no category */
  uint64_t unavailable; /**< bit n: slot n cannot be reserved */
  crn_text external_ref;
  const crn_imported_reservation* reservations;
  size_t reservation_size; /**< sizeof(crn_imported_reservation) */
  size_t reservation_count;
  int32_t date;
  crn_hours hours;
  int32_t category;
  int32_t part;
  int32_t unit_minutes; /**< of its grid; the three zero: as the rules of its date say */
  int32_t units_of_slot;
  int32_t slot_count;
  int32_t line; /**< of the file, from 1, for messages */
  int32_t reserved_;
} crn_imported_session;

/** Creates sessions as they were elsewhere, with their reservations. */
typedef struct crn_import_planning {
  uint32_t struct_size;
  int32_t notify;                       /**< not zero: tell each school of its reservations */
  int64_t office;                       /**< the office that will hear of cancellations */
  const crn_imported_session* sessions; /**< at most 100,000 */
  size_t session_size;                  /**< sizeof(crn_imported_session) */
  size_t session_count;
} crn_import_planning;

/** Each of these runs one command, all of it or none. The receipt says what was changed, or in the
 * other modes what would be; `receipt` may be NULL.
 *
 * Errors, in this order: CRN_ERROR_TOO_LARGE or CRN_ERROR_BAD_TEXT of the request id or the actor's
 * subject; the storage's and the directory's own (CRN_ERROR_STORAGE_FAILED…, CRN_ERROR_HOST_ERROR);
 * CRN_ERROR_NOT_ALLOWED, CRN_ERROR_UNKNOWN_OFFICE, CRN_ERROR_UNKNOWN_SCHOOL,
 * CRN_ERROR_FOREIGN_DEPARTEMENT; CRN_ERROR_REQUEST_REUSED; those of the command; CRN_ERROR_CONFLICT
 * after `max_attempts`; CRN_ERROR_UNCONFIRMED: ask again with the same request id. Does not return
 * before the commit is durable. Since 1.0.
 *
 * This one: refuses, in this order: CRN_ERROR_NOTHING_TO_DO, CRN_ERROR_TOO_LARGE; then, item by
 * item, CRN_ERROR_BAD_DATE, CRN_ERROR_BAD_TIME, CRN_ERROR_TIME_SKIPPED, CRN_ERROR_PAST,
 * CRN_ERROR_UNKNOWN_INSPECTOR, CRN_ERROR_POSTED_ELSEWHERE or CRN_ERROR_NO_POSTING,
 * CRN_ERROR_BAD_TEXT (the reference), unless overridden CRN_ERROR_HOLIDAY and CRN_ERROR_CLOSED (of
 * the inspector or the office); at last CRN_ERROR_SESSION_OVERLAP, with sessions that are there or
 * among the items. */
CRN_API crn_status crn_engine_create_sessions(const crn_engine* engine, const crn_call* call,
                                              const crn_create_sessions* command,
                                              crn_event** receipt, crn_error** error);
/** Likewise. Refuses, in this order: CRN_ERROR_NOTHING_TO_DO, CRN_ERROR_TOO_LARGE,
 * CRN_ERROR_NAMED_TWICE; CRN_ERROR_BAD_TEXT (the note); then, session by session,
 * CRN_ERROR_UNKNOWN_SESSION, CRN_ERROR_SESSION_NOT_AVAILABLE, CRN_ERROR_PAST. Since 1.0. */
CRN_API crn_status crn_engine_remove_sessions(const crn_engine* engine, const crn_call* call,
                                              const crn_remove_sessions* command,
                                              crn_event** receipt, crn_error** error);
/** Likewise. Refuses, in this order: CRN_ERROR_NOTHING_TO_DO, CRN_ERROR_TOO_LARGE,
 * CRN_ERROR_NAMED_TWICE; then, session by session, CRN_ERROR_UNKNOWN_SESSION,
 * CRN_ERROR_SESSION_NOT_AVAILABLE, CRN_ERROR_PAST, CRN_ERROR_UNKNOWN_INSPECTOR,
 * CRN_ERROR_POSTED_ELSEWHERE or CRN_ERROR_NO_POSTING, CRN_ERROR_UNKNOWN_CENTRE,
 * CRN_ERROR_ZONE_MISMATCH, CRN_ERROR_CATEGORY_NOT_AT_CENTRE, CRN_ERROR_CATEGORY_NOT_EXAMINED,
 * unless overridden CRN_ERROR_HOLIDAY and CRN_ERROR_CLOSED, and CRN_ERROR_GRID_DOES_NOT_FIT (with
 * the minutes of a slot as limit, of the session as actual). Since 1.0. */
CRN_API crn_status crn_engine_plan_sessions(const crn_engine* engine, const crn_call* call,
                                            const crn_plan_sessions* command, crn_event** receipt,
                                            crn_error** error);
/** Likewise. Refuses, in this order: CRN_ERROR_NOTHING_TO_DO, CRN_ERROR_TOO_LARGE,
 * CRN_ERROR_NAMED_TWICE (the sessions); CRN_ERROR_BAD_TEXT (the note); then, session by session,
 * CRN_ERROR_UNKNOWN_SESSION, CRN_ERROR_SESSION_NOT_PLANNED, CRN_ERROR_PAST; at last
 * CRN_ERROR_SESSION_HAS_RESERVATIONS (without `cascade`) or CRN_ERROR_RESERVATIONS_CHANGED (it does
 * not name exactly those held), each with all reservations held and their schools as subjects.
 * Since 1.0. */
CRN_API crn_status crn_engine_unplan_sessions(const crn_engine* engine, const crn_call* call,
                                              const crn_unplan_sessions* command,
                                              crn_event** receipt, crn_error** error);
/** Likewise. Refuses, in this order: CRN_ERROR_BAD_TEXT (the note); CRN_ERROR_UNKNOWN_SESSION,
 * CRN_ERROR_SESSION_NOT_PLANNED, CRN_ERROR_PAST (the session as it is); CRN_ERROR_NOTHING_TO_DO;
 * then, of the session as it becomes, CRN_ERROR_BAD_DATE, CRN_ERROR_BAD_TIME,
 * CRN_ERROR_TIME_SKIPPED, CRN_ERROR_PAST, CRN_ERROR_UNKNOWN_INSPECTOR, CRN_ERROR_POSTED_ELSEWHERE
 * or CRN_ERROR_NO_POSTING, CRN_ERROR_UNKNOWN_CENTRE, CRN_ERROR_ZONE_MISMATCH,
 * CRN_ERROR_CATEGORY_NOT_AT_CENTRE, CRN_ERROR_CATEGORY_NOT_EXAMINED, unless overridden
 * CRN_ERROR_HOLIDAY and CRN_ERROR_CLOSED, and CRN_ERROR_SESSION_OVERLAP. Since 1.0. */
CRN_API crn_status crn_engine_change_session(const crn_engine* engine, const crn_call* call,
                                             const crn_change_session* command, crn_event** receipt,
                                             crn_error** error);
/** Likewise. Refuses, in this order: CRN_ERROR_NOTHING_TO_DO, CRN_ERROR_TOO_LARGE,
 * CRN_ERROR_NAMED_TWICE (the slots); CRN_ERROR_BAD_TEXT (the reference); then, slot by slot,
 * CRN_ERROR_UNKNOWN_SESSION, CRN_ERROR_SESSION_NOT_PLANNED, CRN_ERROR_SLOT_OUTDATED,
 * CRN_ERROR_UNKNOWN_SLOT, once for each session CRN_ERROR_UNKNOWN_SCHOOL,
 * CRN_ERROR_INACTIVE_SCHOOL, CRN_ERROR_CATEGORY_NOT_TAUGHT and CRN_ERROR_NOT_YET_OPEN (with the
 * opening and now in microseconds UTC as limit and actual), CRN_ERROR_SLOT_TAKEN,
 * CRN_ERROR_SLOT_UNAVAILABLE, CRN_ERROR_PAST (it has begun), CRN_ERROR_CLOSED. Since 1.0. */
CRN_API crn_status crn_engine_reserve_slots(const crn_engine* engine, const crn_call* call,
                                            const crn_reserve_slots* command, crn_event** receipt,
                                            crn_error** error);
/** Likewise. Refuses, in this order: CRN_ERROR_NOTHING_TO_DO (neither exams nor units, or both);
 * CRN_ERROR_TOO_LARGE; CRN_ERROR_BAD_ARGUMENT (exams of an unstated part); CRN_ERROR_BAD_TEXT (the
 * reference); CRN_ERROR_UNKNOWN_SCHOOL, CRN_ERROR_INACTIVE_SCHOOL, CRN_ERROR_CATEGORY_NOT_TAUGHT;
 * CRN_ERROR_NOT_ENOUGH_SLOTS (with what could be had and what was asked for as limit and actual);
 * CRN_ERROR_TOO_LARGE (the slots chosen). Slots that have begun, are closed or cannot be reserved
 * yet are passed over. Since 1.0. */
CRN_API crn_status crn_engine_reserve_wish(const crn_engine* engine, const crn_call* call,
                                           const crn_reserve_wish* command, crn_event** receipt,
                                           crn_error** error);
/** Likewise. Refuses, in this order: CRN_ERROR_NOTHING_TO_DO, CRN_ERROR_TOO_LARGE,
 * CRN_ERROR_NAMED_TWICE (of the reservations, then of the slots); CRN_ERROR_UNKNOWN_RESERVATION;
 * slot by slot CRN_ERROR_UNKNOWN_SESSION, CRN_ERROR_SESSION_NOT_PLANNED, CRN_ERROR_SLOT_OUTDATED,
 * CRN_ERROR_UNKNOWN_SLOT, CRN_ERROR_SLOT_NOT_RESERVED, CRN_ERROR_NAMED_TWICE (with its
 * reservation); CRN_ERROR_TOO_LARGE (all slots together); CRN_ERROR_BAD_TEXT (the note);
 * CRN_ERROR_REASON_REQUIRED (a correction without one); then, reservation by reservation,
 * CRN_ERROR_PAST (the first slot to be cancelled has begun, unless it is a correction). Since
 * 1.0. */
CRN_API crn_status crn_engine_cancel_by_office(const crn_engine* engine, const crn_call* call,
                                               const crn_cancel_by_office* command,
                                               crn_event** receipt, crn_error** error);
/** Likewise. Refuses, in this order: CRN_ERROR_NOTHING_TO_DO, CRN_ERROR_TOO_LARGE,
 * CRN_ERROR_NAMED_TWICE (of the reservations, then of the slots); CRN_ERROR_UNKNOWN_RESERVATION;
 * slot by slot CRN_ERROR_UNKNOWN_SESSION, CRN_ERROR_SESSION_NOT_PLANNED, CRN_ERROR_SLOT_OUTDATED,
 * CRN_ERROR_UNKNOWN_SLOT, CRN_ERROR_SLOT_NOT_RESERVED, CRN_ERROR_NAMED_TWICE (with its
 * reservation); CRN_ERROR_TOO_LARGE (all slots together); CRN_ERROR_BAD_TEXT (the note); then,
 * reservation by reservation, CRN_ERROR_FOREIGN_RESERVATION (another school's), CRN_ERROR_TOO_LATE
 * (with the reservation, the exam's date and the planning office as subjects, `closes_at` and now
 * in microseconds UTC as limit and actual, and the whole Deadline). The deadline is that of the
 * first slot to be cancelled. CRN_ERROR_TOO_LATE comes with its deadline: crn_error_deadline. Since
 * 1.0. */
CRN_API crn_status crn_engine_cancel_by_school(const crn_engine* engine, const crn_call* call,
                                               const crn_cancel_by_school* command,
                                               crn_event** receipt, crn_error** error);
/** Likewise: free slots become unavailable. Refuses, in this order: CRN_ERROR_NOTHING_TO_DO,
 * CRN_ERROR_TOO_LARGE, CRN_ERROR_NAMED_TWICE (the slots); CRN_ERROR_BAD_TEXT (the note); then, slot
 * by slot, CRN_ERROR_UNKNOWN_SESSION, CRN_ERROR_SESSION_NOT_PLANNED, CRN_ERROR_SLOT_OUTDATED,
 * CRN_ERROR_UNKNOWN_SLOT, CRN_ERROR_SLOT_TAKEN, CRN_ERROR_SLOT_UNAVAILABLE, CRN_ERROR_PAST (it has
 * begun). Since 1.0. */
CRN_API crn_status crn_engine_block_slots(const crn_engine* engine, const crn_call* call,
                                          const crn_block_slots* command, crn_event** receipt,
                                          crn_error** error);
/** Likewise: unavailable slots become free. Refuses, in this order: CRN_ERROR_NOTHING_TO_DO,
 * CRN_ERROR_TOO_LARGE, CRN_ERROR_NAMED_TWICE (the slots); CRN_ERROR_BAD_TEXT (the note); then, slot
 * by slot, CRN_ERROR_UNKNOWN_SESSION, CRN_ERROR_SESSION_NOT_PLANNED, CRN_ERROR_SLOT_OUTDATED,
 * CRN_ERROR_UNKNOWN_SLOT, CRN_ERROR_SLOT_NOT_BLOCKED, CRN_ERROR_PAST (it has begun). Since 1.0. */
CRN_API crn_status crn_engine_unblock_slots(const crn_engine* engine, const crn_call* call,
                                            const crn_block_slots* command, crn_event** receipt,
                                            crn_error** error);
/** Likewise. Refuses, in this order: CRN_ERROR_BAD_DATE (a day out of range); CRN_ERROR_BAD_TIME
 * (an end that is not after the start); CRN_ERROR_TIME_SKIPPED (the clock has no such start or
 * end); CRN_ERROR_BAD_TEXT (the note); CRN_ERROR_UNKNOWN_INSPECTOR, CRN_ERROR_UNKNOWN_CENTRE, or
 * CRN_ERROR_NOT_ALLOWED (another office's). Since 1.0. */
CRN_API crn_status crn_engine_add_closure(const crn_engine* engine, const crn_call* call,
                                          const crn_add_closure* command, crn_event** receipt,
                                          crn_error** error);
/** Likewise. Refuses, in this order: CRN_ERROR_NOTHING_TO_DO, CRN_ERROR_TOO_LARGE,
 * CRN_ERROR_NAMED_TWICE; CRN_ERROR_UNKNOWN_CLOSURE. Since 1.0. */
CRN_API crn_status crn_engine_remove_closures(const crn_engine* engine, const crn_call* call,
                                              const crn_remove_closures* command,
                                              crn_event** receipt, crn_error** error);
/** Likewise. Refuses, in this order: CRN_ERROR_BAD_TEXT (the note); CRN_ERROR_TOO_LARGE;
 * CRN_ERROR_BAD_RULE (with the entry's line from 1 as subject, its key and value as text);
 * CRN_ERROR_NOTHING_TO_DO (the document is this one already). Since 1.0. */
CRN_API crn_status crn_engine_set_rules(const crn_engine* engine, const crn_call* call,
                                        const crn_set_rules* command, crn_event** receipt,
                                        crn_error** error);
/** Likewise. Refuses, in this order: CRN_ERROR_NOTHING_TO_DO, CRN_ERROR_TOO_LARGE; then, session by
 * session, CRN_ERROR_BAD_DATE, CRN_ERROR_BAD_TIME, CRN_ERROR_TIME_SKIPPED,
 * CRN_ERROR_UNKNOWN_INSPECTOR, CRN_ERROR_POSTED_ELSEWHERE or CRN_ERROR_NO_POSTING,
 * CRN_ERROR_BAD_TEXT (the reference); of an available one CRN_ERROR_UNKNOWN_CENTRE; of a planned
 * one CRN_ERROR_UNKNOWN_OFFICE, CRN_ERROR_FOREIGN_DEPARTEMENT (of the office),
 * CRN_ERROR_UNKNOWN_CENTRE, CRN_ERROR_ZONE_MISMATCH, CRN_ERROR_CATEGORY_NOT_AT_CENTRE,
 * CRN_ERROR_CATEGORY_NOT_EXAMINED, CRN_ERROR_GRID_DOES_NOT_FIT; of a reservation
 * CRN_ERROR_UNKNOWN_SCHOOL, CRN_ERROR_BAD_TEXT (the reference), CRN_ERROR_SLOT_TAKEN (without
 * slots, or with one that is unavailable or reserved twice); CRN_ERROR_UNKNOWN_SLOT (outside the
 * grid); at last CRN_ERROR_SESSION_OVERLAP (with a session that is there, as a subject, or with
 * another item: `limit` its line). All but the first two have the item's line as their last
 * subject. Since 1.0. */
CRN_API crn_status crn_engine_import_planning(const crn_engine* engine, const crn_call* call,
                                              const crn_import_planning* command,
                                              crn_event** receipt, crn_error** error);

/** One command of a batch. */
typedef struct crn_batch_item {
  const crn_call* call;
  const void* command; /**< the struct that `kind` names */
  int32_t kind;        /**< CRN_COMMAND_; a wish is CRN_COMMAND_RESERVE_WISH */
  int32_t reserved_;
} crn_batch_item;

/** What became of it. */
typedef struct crn_batch_outcome {
  int64_t number;      /**< of the commit; zero where there is none */
  int64_t reservation; /**< the first reservation that it made; zero: none */
  crn_status status;
  int32_t reserved_;
} crn_batch_outcome;

/** Runs commands one after the other, each all or nothing by itself; one that is refused does not
 * stop the next. The reservation of a preview is below zero. `receipts` and `errors` may be NULL;
 * otherwise each has room for `count` handles of the caller's: of a command that succeeds a receipt,
 * of one that fails an error, and NULL in the other. Fails, before anything is run, only where the
 * arrays themselves are wrong. Since 1.0. */
CRN_API crn_status crn_engine_run_batch(const crn_engine* engine, const crn_batch_item* items,
                                        size_t count, size_t item_size, crn_batch_outcome* outcomes,
                                        size_t outcome_size, crn_event** receipts,
                                        crn_error** errors, crn_error** error);

/* ---- Receipts and events ----------------------------------------------------------------- */

/** Which side of a change. */
enum { CRN_SIDE_BEFORE = 1, CRN_SIDE_AFTER = 2 };

/** The envelope of an event, and how many rows it has of each kind. Since 1.0. */
CRN_API crn_status crn_event_get(const crn_event* event, crn_event_head* head, crn_error** error);
/** Copies one side of its session rows, CRN_SIDE_BEFORE or CRN_SIDE_AFTER; an id of zero where there is no
 * row on that side. The bits of `reserved` and `unavailable` are not set. Since 1.0. */
CRN_API crn_status crn_event_sessions(const crn_event* event, int32_t side, size_t first,
                                      size_t count, crn_session* to, size_t row_size,
                                      crn_error** error);
/** Copies the sessions that the decision relied on without writing them. Since 1.0. */
CRN_API crn_status crn_event_relied_on(const crn_event* event, size_t first, size_t count,
                                       crn_session* to, size_t row_size, crn_error** error);
/** Copies its changes of reservations. Since 1.0. */
CRN_API crn_status crn_event_reservations(const crn_event* event, size_t first, size_t count,
                                          crn_reservation_change* to, size_t row_size,
                                          crn_error** error);
/** Copies its changes of unavailable slots. Since 1.0. */
CRN_API crn_status crn_event_blocks(const crn_event* event, size_t first, size_t count,
                                    crn_block_change* to, size_t row_size, crn_error** error);
/** Copies the closures that were added or removed. Since 1.0. */
CRN_API crn_status crn_event_closures(const crn_event* event, size_t first, size_t count,
                                      crn_closure* to, size_t row_size, crn_error** error);
/** Copies the rules document on one side of the change, CRN_SIDE_BEFORE or CRN_SIDE_AFTER. Since 1.0. */
CRN_API crn_status crn_event_rules(const crn_event* event, int32_t side, size_t first, size_t count,
                                   crn_rule* to, size_t row_size, crn_error** error);
/** Copies what is remarked beside the changes. Since 1.0. */
CRN_API crn_status crn_event_remarks(const crn_event* event, size_t first, size_t count,
                                     crn_remark* to, size_t row_size, crn_error** error);
/** A notice of a change set that is not committed yet, borrowed; NULL where there is none at that
 * place. Since 1.0. */
CRN_API const crn_notice* crn_event_notice(const crn_event* event, size_t place);
/** The changes as JSON, without the envelope: what a storage may keep, and gives back with
 * crn_rows_add_event. Since 1.0. */
CRN_API crn_status crn_event_json(const crn_event* event, crn_string** json, crn_error** error);
/** Since 1.0. */
CRN_API void crn_event_destroy(crn_event* event);

/* ---- Queries ----------------------------------------------------------------------------- */

/** Each of these reads through the same authorization as the commands: CRN_ERROR_NOT_ALLOWED,
 * CRN_ERROR_FOREIGN_RESERVATION, CRN_ERROR_UNKNOWN_OFFICE, CRN_ERROR_UNKNOWN_SCHOOL,
 * CRN_ERROR_FOREIGN_DEPARTEMENT, CRN_ERROR_TOO_LARGE (a page of more than 1,000), and the storage's
 * and the directory's own. `page` may be NULL: the first 1,000. Since 1.0.
 *
 * This one: sessions by local start, then id. An inspector must name itself alone. */
CRN_API crn_status crn_engine_sessions(const crn_engine* engine, const crn_actor* actor,
                                       const crn_session_filter* filter, const crn_page* page,
                                       crn_rows** rows, crn_error** error);
/** Likewise: the same, with the reservations and blocks of each session, in the order of the
 * sessions, all of one moment; `units`, `start` and `end` of the reservations are not filled.
 * CRN_ERROR_CONFLICT where others never stop writing. Since 1.0. */
CRN_API crn_status crn_engine_planning(const crn_engine* engine, const crn_actor* actor,
                                       const crn_session_filter* filter, const crn_page* page,
                                       crn_rows** rows, crn_error** error);

/** Whose units of which weeks. */
typedef struct crn_week_query {
  uint32_t struct_size;
  crn_departement departement; /**< needed */
  int32_t week;                /**< any date of the first week; needed */
  uint32_t week_count;         /**< how many weeks; zero: one */
  int32_t category;            /**< of sessions planned for it; zero: of all */
  int32_t reserved_;
  int64_t inspector; /**< zero: all */
} crn_week_query;

/** Likewise: the units of weeks, a row for each week and inspector with a planned session, and in
 * `total` (may be NULL) their sum. Writes at most `capacity` rows into the caller's array, which
 * may be NULL where that is zero; `*count` says how many there are, perhaps more. CRN_ERROR_BAD_DATE,
 * CRN_ERROR_TOO_LARGE (more than 5,220 weeks). Since 1.0. */
CRN_API crn_status crn_engine_week(const crn_engine* engine, const crn_actor* actor,
                                   const crn_week_query* query, crn_units* to, size_t capacity,
                                   size_t row_size, size_t* count, crn_units* total,
                                   crn_error** error);

/** Which of a school's exams, by now. */
enum { CRN_EXAMS_UPCOMING = 0, CRN_EXAMS_PAST = 1, CRN_EXAMS_ALL = 2 };

/** Which of a school's exams. */
typedef struct crn_exam_query {
  uint32_t struct_size;
  crn_departement departement; /**< zeros: in all of them (schools only) */
  int64_t school;
  int32_t category; /**< zero: all */
  int32_t when;     /**< CRN_EXAMS_ */
  crn_period period;
} crn_exam_query;

/** Likewise: a school's reservations by date and time, and in the same places their sessions, each
 * once for each reservation. CRN_ERROR_BAD_ARGUMENT where anybody but a school names no
 * département. A page may have fewer rows than its limit and yet not be the last. Since 1.0. */
CRN_API crn_status crn_engine_exams(const crn_engine* engine, const crn_actor* actor,
                                    const crn_exam_query* query, const crn_page* page,
                                    crn_rows** rows, crn_error** error);
/** Likewise: schools by a part of their name (case and accents do not matter) or by Aurige id, at
 * most `limit` (zero: 20), by name. Since 1.0. */
CRN_API crn_status crn_engine_find_schools(const crn_engine* engine, const crn_actor* actor,
                                           crn_departement departement, crn_text text, size_t limit,
                                           crn_rows** rows, crn_error** error);
/** Likewise: the one school that a text means. CRN_ERROR_UNKNOWN_SCHOOL, or
 * CRN_ERROR_AMBIGUOUS_SCHOOL with the first 20 candidates as subjects. Since 1.0. */
CRN_API crn_status crn_engine_school_named(const crn_engine* engine, const crn_actor* actor,
                                           crn_departement departement, crn_text text,
                                           crn_rows** rows, crn_error** error);
/** Likewise: closures by local start, then id. Since 1.0. */
CRN_API crn_status crn_engine_closures(const crn_engine* engine, const crn_actor* actor,
                                       const crn_closure_filter* filter, const crn_page* page,
                                       crn_rows** rows, crn_error** error);
/** Likewise: the history by number; `filter.after` is what changed since. Since 1.0. */
CRN_API crn_status crn_engine_history(const crn_engine* engine, const crn_actor* actor,
                                      const crn_event_filter* filter, const crn_page* page,
                                      crn_rows** rows, crn_error** error);
/** Likewise: the journal of refusals in its order; operators only. Since 1.0. */
CRN_API crn_status crn_engine_refusals(const crn_engine* engine, const crn_actor* actor,
                                       crn_departement departement, const crn_page* page,
                                       crn_rows** rows, crn_error** error);
/** Offices, schools, inspectors or centres (`kind`: CRN_ROWS_OFFICES…) with these ids that exist,
 * or all of them where there is no id; by id. The directory's own errors; nobody's authorization.
 * Since 1.0. */
CRN_API crn_status crn_engine_entries(const crn_engine* engine, int32_t kind, const int64_t* ids,
                                      size_t count, crn_rows** rows, crn_error** error);

/* ---- Rules ------------------------------------------------------------------------------- */

/* Everything below that looks at the rules may answer the storage's own errors, and
 * CRN_ERROR_BAD_RULE where the storage holds a document that does not pass. */

/** The rules in force on one date. */
typedef struct crn_rules {
  uint32_t struct_size;
  int32_t unit_minutes; /**< 1 to 240 */
  int64_t version;      /**< of the document; zero: the defaults */
  crn_hours morning;
  crn_hours afternoon;
  int32_t units_of_slot;       /**< 1 to 16 */
  int32_t cancellation_days;   /**< 0 to 60 */
  int32_t counting;            /**< CRN_COUNTING_ */
  int32_t back_to_working_day; /**< not zero: the last day moves back to a working day */
  int32_t school_leaves;       /**< CRN_SLOT_FREE or CRN_SLOT_UNAVAILABLE */
  int32_t office_leaves;       /**< the same */
  int32_t days_ahead;          /**< how far ahead may be reserved; zero: any time */
  int32_t opens_at;            /**< minutes since local midnight on that day */
  int32_t journal;             /**< CRN_JOURNAL_ */
  uint8_t exam_units[32][4];   /**< units of an exam, by CRN_CATEGORY_ and CRN_PART_ */
  int32_t reserved_;
} crn_rules;

/** The rules document, CRN_ROWS_RULES with its version; everybody may read it. Since 1.0. */
CRN_API crn_status crn_engine_rules(const crn_engine* engine, crn_rows** rows, crn_error** error);
/** The rules in force on a date. CRN_ERROR_BAD_DATE. Since 1.0. */
CRN_API crn_status crn_engine_rules_on(const crn_engine* engine, int32_t date, crn_rules* rules,
                                       crn_error** error);
/** Presets of rules, for crn_preset_rules. */
enum {
  CRN_PRESET_OFF_ROAD_ONE_UNIT = 1,  /**< every off-road exam counts one unit */
  CRN_PRESET_TWENTY_MINUTE_UNITS = 2 /**< a unit is 20 minutes */
};

/** The entries of a preset from a date on, CRN_ROWS_RULES, to put into a document.
 * CRN_ERROR_BAD_DATE. Since 1.0. */
CRN_API crn_status crn_preset_rules(int32_t preset, int32_t from, crn_rows** rows,
                                    crn_error** error);
/** The instant from which on exams of a date may be reserved; INT64_MIN where no rule says
 * otherwise. CRN_ERROR_BAD_DATE. Since 1.0. */
CRN_API crn_status crn_engine_opening(const crn_engine* engine, crn_departement departement,
                                      int32_t date, int64_t* opens_at, crn_error** error);
/** Whether a date is a public holiday in a département, by law or by the rules: 1 or 0.
 * CRN_ERROR_BAD_DATE. Since 1.0. */
CRN_API crn_status crn_engine_is_holiday(const crn_engine* engine, crn_departement departement,
                                         int32_t date, int32_t* holiday, crn_error** error);
/** Checks a rules document without storing it: CRN_ERROR_BAD_RULE with its line as subject. Since
 * 1.0. */
CRN_API crn_status crn_check_rules(const crn_rule* rules, size_t count, size_t rule_size,
                                   crn_error** error);
/** Until when a school may cancel an exam that starts at a local time. CRN_ERROR_BAD_DATE. Since
 * 1.0. */
CRN_API crn_status crn_engine_deadline(const crn_engine* engine, crn_departement departement,
                                       int32_t exam_start, crn_deadline* deadline,
                                       crn_error** error);
/** The same in full: local time and UTC, zone, way of counting, days that were not counted.
 * CRN_ERROR_BAD_DATE. Since 1.0. */
CRN_API crn_status crn_engine_deadline_text(const crn_engine* engine, crn_departement departement,
                                            int32_t exam_start, int32_t language, crn_string** text,
                                            crn_error** error);
/** Until when a school may cancel each of many exams: only `closes_at`, as instants. Nothing is written where one is
 * CRN_ERROR_BAD_DATE. Since 1.0. */
CRN_API crn_status crn_engine_deadlines(const crn_engine* engine, crn_departement departement,
                                        const int32_t* exam_starts, size_t count,
                                        int64_t* closes_at, crn_error** error);

/* ---- Words ------------------------------------------------------------------------------- */

/** Why something was not done, in one sentence that calls things by their names. `departement`:
 * whose local times; zeros: UTC. A NULL error gives an empty text. Since 1.0. */
CRN_API crn_status crn_engine_explain(const crn_engine* engine, const crn_error* what,
                                      crn_departement departement, int32_t language,
                                      crn_string** text, crn_error** error);
/** The confirmation: what a command did, with its reason and remarks, and until when a school may
 * cancel. Since 1.0. */
CRN_API crn_status crn_engine_banner(const crn_engine* engine, const crn_event* receipt,
                                     int32_t language, crn_string** text, crn_error** error);
/** The question to ask before a command is run, out of its preview. Since 1.0. */
CRN_API crn_status crn_engine_question(const crn_engine* engine, const crn_event* preview,
                                       int32_t language, crn_string** text, crn_error** error);
/** What a receipt or a preview is about, line by line: CRN_ROWS_LISTING_LINES. Since 1.0. */
CRN_API crn_status crn_engine_listing(const crn_engine* engine, const crn_event* receipt,
                                      int32_t language, crn_rows** lines, crn_error** error);

/* ---- Notices ----------------------------------------------------------------------------- */

/** Delivers notices; see creneau_ports.h for one's own. */
typedef struct crn_notifier crn_notifier;

/** In whose name an installation sends. */
typedef struct crn_identity {
  uint32_t struct_size;
  int32_t reserved_;
  crn_text address; /**< From, and the organizer of the calendar entries */
  crn_text name;    /**< shown with the address; may be empty */
  crn_text domain;  /**< ends Message-IDs and the UIDs of calendar entries: must never change */
} crn_identity;

/** How the line to a mail server is kept private. */
enum {
  CRN_SECURITY_STARTTLS = 0,          /**< STARTTLS, or nothing is sent */
  CRN_SECURITY_TLS = 1,               /**< encrypted from the first byte */
  CRN_SECURITY_STARTTLS_IF_THERE = 2, /**< no protection from an attacker */
  CRN_SECURITY_NONE = 3               /**< never encrypted */
};

/** Which mail server mails are handed to, and how. */
typedef struct crn_smtp_options {
  uint32_t struct_size;
  int32_t port; /**< zero: 587 */
  const crn_identity* identity;
  crn_text host;
  crn_text user; /**< empty: no authentication */
  crn_text password;
  crn_text ca_file;           /**< PEM; trusted in place of the system's authorities */
  crn_text hello_name;        /**< what EHLO says; empty: the identity's domain */
  int32_t security;           /**< CRN_SECURITY_ */
  int32_t connect_timeout_ms; /**< zero: 10,000 */
  int32_t timeout_ms;         /**< of one mail as a whole; zero: 60,000 */
  int32_t reserved_;
} crn_smtp_options;

/** Sends each notice as one mail. CRN_ERROR_BAD_ADDRESS or CRN_ERROR_BAD_TEXT for an identity that
 * cannot stand in headers, CRN_ERROR_BAD_ARGUMENT with the option's name for options that make no
 * sense. Since 1.0. */
CRN_API crn_status crn_notifier_create_smtp(const crn_smtp_options* options,
                                            crn_notifier** notifier, crn_error** error);
/** Writes each notice into a folder as one .eml file, which only its owner may read.
 * CRN_ERROR_BAD_ADDRESS, CRN_ERROR_BAD_TEXT. Since 1.0. */
CRN_API crn_status crn_notifier_create_folder(crn_text folder, const crn_identity* identity,
                                              crn_notifier** notifier, crn_error** error);
/** Since 1.0. */
CRN_API void crn_notifier_destroy(crn_notifier* notifier);

/** What a notice says and to whom. Since 1.0. */
CRN_API crn_status crn_notice_get(const crn_notice* notice, crn_notice_facts* facts,
                                  size_t facts_size, crn_error** error);
/** Copies its lines, one for each reservation told of. Since 1.0. */
CRN_API crn_status crn_notice_lines(const crn_notice* notice, size_t first, size_t count,
                                    crn_notice_line* to, size_t row_size, crn_error** error);
/** The mail of a notice as the bytes of RFC 5322, with a calendar entry for each line. The same
 * notice gives the same bytes. CRN_ERROR_BAD_ADDRESS, CRN_ERROR_BAD_TEXT. Since 1.0. */
CRN_API crn_status crn_notice_mail(const crn_notice* notice, const crn_identity* identity,
                                   crn_string** bytes, crn_error** error);

/** How notices are sent. */
typedef struct crn_send_options {
  uint32_t struct_size;
  uint32_t batch;                   /**< notices of one lease; zero: 50 */
  int32_t lease_seconds;            /**< how long a sender may take for a batch; zero: 300 */
  int32_t longest_delivery_seconds; /**< for one notice; zero: 120 */
  int32_t max_attempts;             /**< then the notice is dead; zero: 10 */
  int32_t first_delay_seconds;      /**< after the first failure, doubles each time; zero: 60 */
  int32_t longest_delay_seconds;    /**< zero: 21,600 */
  int32_t reserved_;
} crn_send_options;

/** What a sending did, in notices. */
typedef struct crn_sent {
  uint32_t struct_size;
  int32_t reserved_;
  uint64_t delivered;
  uint64_t failed;    /**< to be tried again */
  uint64_t uncertain; /**< perhaps delivered, to be tried again */
  uint64_t dead;      /**< given up */
  uint64_t lost;      /**< the lease had passed to another sender: not recorded */
  uint64_t left;      /**< to a later run, because their lease was running out */
} crn_sent;

/** Sends all notices that are due; operators only (CRN_ERROR_NOT_ALLOWED). `options` and `sent` may
 * be NULL. It is not all or nothing: where it fails midway, what was delivered stays delivered, and
 * `sent` says how much that was. Several senders may work on one outbox. CRN_ERROR_UNSUPPORTED for
 * an engine without an outbox, here and below; the outbox's own. Since 1.0. */
CRN_API crn_status crn_engine_send(const crn_engine* engine, const crn_actor* actor,
                                   crn_notifier* notifier, const crn_send_options* options,
                                   crn_sent* sent, crn_error** error);
/** Notices of one status (zero: all) with an id above `after`, by id, at most `limit` (zero:
 * 1,000; more are CRN_ERROR_TOO_LARGE); operators only. Since 1.0. */
CRN_API crn_status crn_engine_notices(const crn_engine* engine, const crn_actor* actor,
                                      int32_t status, int64_t after, size_t limit, crn_rows** rows,
                                      crn_error** error);
/** Makes dead or undeliverable notices pending again, all or none, to this address where it is not
 * empty; operators only; none named: nothing is done. CRN_ERROR_UNKNOWN_NOTICE,
 * CRN_ERROR_BAD_ADDRESS. Since 1.0. */
CRN_API crn_status crn_engine_retry(const crn_engine* engine, const crn_actor* actor,
                                    const int64_t* notices, size_t count, crn_text address,
                                    crn_error** error);

/* ---- Files ------------------------------------------------------------------------------- */

/** A planning read from a file, ready to be imported. */
typedef struct crn_planning_file crn_planning_file;

/** Encodings of files. A UTF-8 mark at the beginning overrules this. */
enum { CRN_ENCODING_UTF_8 = 0, CRN_ENCODING_WINDOWS_1252 = 1 };

/** How CSV is written. */
typedef struct crn_csv_style {
  uint32_t struct_size;
  int32_t utf8_mark; /**< not zero: Excel takes the file for UTF-8 only with it */
  int32_t separator; /**< ',', ';' or a tab; zero: ',' */
  int32_t reserved_;
} crn_csv_style;

/** What a workbook shows. */
typedef struct crn_workbook {
  uint32_t struct_size;
  int32_t language;                 /**< of headings, sheets and statuses */
  crn_text path;                    /**< replaced once the workbook is whole */
  crn_text owner;                   /**< whose planning it is; shown on every page */
  const crn_session_filter* filter; /**< its period must be closed: at most 106 weeks */
} crn_workbook;

/** What a planning file does not say. */
typedef struct crn_planning_options {
  uint32_t struct_size;
  int32_t category; /**< of rows that name none; zero: they become available sessions */
  int64_t office;   /**< the office that will hear of cancellations */
  int32_t part;     /**< of such rows */
  int32_t notify;   /**< not zero: tell the schools of their reservations */
  int32_t encoding; /**< CRN_ENCODING_UTF_8… */
  int32_t reserved_;
} crn_planning_options;

/** Writes the sessions of a filter as an Excel workbook. The errors of crn_engine_planning,
 * CRN_ERROR_TOO_LARGE, CRN_ERROR_CONFLICT, and CRN_ERROR_STORAGE_FULL, CRN_ERROR_STORAGE_READ_ONLY
 * or CRN_ERROR_STORAGE_FAILED where the file cannot be written. Since 1.0. */
CRN_API crn_status crn_engine_write_workbook(const crn_engine* engine, const crn_actor* actor,
                                             const crn_workbook* workbook, crn_error** error);
/** The same planning as CSV; `style` may be NULL. Since 1.0. */
CRN_API crn_status crn_engine_write_csv(const crn_engine* engine, const crn_actor* actor,
                                        const crn_session_filter* filter,
                                        const crn_csv_style* style, crn_string** bytes,
                                        crn_error** error);
/** Reads a planning of CSV. With any fault there is none: the error is the first one's, and
 * `*faults` (may be NULL; the caller's in this case alone) has all of them: CRN_ROWS_FAULTS. Since
 * 1.0. */
CRN_API crn_status crn_engine_read_planning(const crn_engine* engine, crn_text bytes,
                                            const crn_planning_options* options,
                                            crn_planning_file** file, crn_rows** faults,
                                            crn_error** error);
/** The département of every row. Since 1.0. */
CRN_API crn_departement crn_planning_file_departement(const crn_planning_file* file);
/** How many sessions it has. Since 1.0. */
CRN_API size_t crn_planning_file_session_count(const crn_planning_file* file);
/** Since 1.0. */
CRN_API void crn_planning_file_destroy(crn_planning_file* file);
/** Imports a planning that was read, as crn_engine_import_planning does; the call's département is
 * the file's where it is left out. Where it is refused, `*faults` (may be NULL) has everything that
 * is wrong, line by line. Since 1.0. */
CRN_API crn_status crn_engine_import_file(const crn_engine* engine, const crn_call* call,
                                          const crn_planning_file* file, crn_event** receipt,
                                          crn_rows** faults, crn_error** error);
/** Reads a CSV file of offices, schools, inspectors or centres, whichever its headings say;
 * `faults` as above. Since 1.0. */
CRN_API crn_status crn_read_entries(crn_text bytes, int32_t encoding, crn_rows** entries,
                                    crn_rows** faults, crn_error** error);
/** Writes the offices, schools, inspectors or centres (`kind`: CRN_ROWS_OFFICES…) among rows as
 * CSV; `style` may be NULL. Since 1.0. */
CRN_API crn_status crn_write_entries(const crn_rows* entries, int32_t kind,
                                     const crn_csv_style* style, crn_string** bytes,
                                     crn_error** error);

#ifdef __cplusplus
}
#endif

#endif
