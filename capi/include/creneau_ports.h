/**
 * \file
 * For those who implement a port of Creneau in C: a storage over tables of their own, a directory
 * that somebody else owns, an outbox, a notifier, a clock. What a storage must do, step by step,
 * is told in docs/implementing-a-storage.md.
 *
 * A port is a table of functions with a `user_data` that each of them gets back. It is checked
 * when it is registered, and copied. `release` runs exactly once, when nothing uses the port any
 * more, on the thread that used it last; it may be NULL. Where registering fails it is not run:
 * `user_data` stays the caller's.
 *
 * **Callbacks** are called on the thread of the function that needs them, several at once where
 * several threads use the engine. Only a storage that sets `joins_commits`, and a directory beside
 * it, are also called on the thread of another caller, who leads and commits for several.
 *
 * They return CRN_OK or an error code, and may say more with crn_answer_set_text and
 * crn_answer_add_subject. The codes CRN_ERROR_STORAGE_FAILED to CRN_ERROR_UNSUPPORTED are passed
 * on, others where the entry names them; any other becomes CRN_ERROR_HOST_ERROR. What a callback
 * that fails had put in is dropped.
 *
 * They must not throw, jump out, call an engine that uses them, destroy anything that they are
 * called by or keep what they were given: builders, needs and filters live as long as the call.
 *
 * Structs that they are given have the size that this library knows: whoever was compiled with a
 * newer header looks at `struct_size`, and whoever finds more than it knows, and not zero, answers
 * CRN_ERROR_UNSUPPORTED. Pages are never NULL, their limit is 1 to 1,000, and periods have both
 * ends.
 *
 * **Builders** are the library's (crn_rows, crn_commit, crn_answer): it allocates what is put in.
 * A row that is refused leaves the builder as it was; a callback that goes on all the same answers
 * without it.
 */
#ifndef CRENEAU_PORTS_H
#define CRENEAU_PORTS_H

#include "creneau.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Takes what a callback says in words. */
typedef struct crn_answer crn_answer;

/** Says why a callback fails, or how a delivery ended; cut after 1,000 bytes, and what is not UTF-8
 * is replaced. The last text counts. Since 1.0. */
CRN_API void crn_answer_set_text(crn_answer* answer, crn_text text);

/** Says what the failure is about; subjects add up. Since 1.0. */
CRN_API void crn_answer_add_subject(crn_answer* answer, crn_subject subject);

/* ---- Giving rows ------------------------------------------------------------------------- */

/** Each of these copies rows in, behind those that are there; all or none. It ends the life of what
 * was borrowed from the rows before, and of the texts of rows that were copied out.
 * CRN_ERROR_BAD_ARGUMENT names the field that makes no sense. Not thread-safe. Since 1.0.
 *
 * This one: sessions, with which of their slots are taken. A snapshot may have those of other
 * départements among `inspector_days`, and may hold one twice. */
CRN_API crn_status crn_rows_add_sessions(crn_rows* rows, const crn_session* from, size_t count,
                                         size_t row_size, crn_error** error);
/** Likewise; `units`, `start` and `end` are not looked at. Since 1.0. */
CRN_API crn_status crn_rows_add_reservations(crn_rows* rows, const crn_reservation* from,
                                             size_t count, size_t row_size, crn_error** error);
/** Likewise. Since 1.0. */
CRN_API crn_status crn_rows_add_blocks(crn_rows* rows, const crn_block* from, size_t count,
                                       size_t row_size, crn_error** error);
/** Likewise; `removed` is not looked at. Since 1.0. */
CRN_API crn_status crn_rows_add_closures(crn_rows* rows, const crn_closure* from, size_t count,
                                         size_t row_size, crn_error** error);
/** Likewise. Since 1.0. */
CRN_API crn_status crn_rows_add_refusals(crn_rows* rows, const crn_refusal* from, size_t count,
                                         size_t row_size, crn_error** error);
/** Likewise. Since 1.0. */
CRN_API crn_status crn_rows_add_rules(crn_rows* rows, const crn_rule* from, size_t count,
                                      size_t row_size, crn_error** error);
/** Likewise; only inspector, planned, unavailable, assigned and reservable are looked at. Since
 * 1.0. */
CRN_API crn_status crn_rows_add_units(crn_rows* rows, const crn_units* from, size_t count,
                                      size_t row_size, crn_error** error);
/** Adds an event: the envelope that crn_event_get gave, and the JSON that crn_event_json gave; the
 * counts of the head are not looked at. An empty JSON: the changes were purged.
 * CRN_ERROR_STORAGE_CORRUPT for any other JSON. Since 1.0. */
CRN_API crn_status crn_rows_add_event(crn_rows* rows, const crn_event_head* head, crn_text json,
                                      crn_error** error);
/** Adds a notice, its lines, and how its delivery goes. The sizes are those of one row. Since
 * 1.0. */
CRN_API crn_status crn_rows_add_notice(crn_rows* rows, const crn_notice_facts* facts,
                                       size_t facts_size, const crn_notice_line* lines,
                                       size_t line_count, size_t line_size,
                                       const crn_delivery_state* state, size_t state_size,
                                       crn_error** error);
/** Sets the département's commit number at the moment of reading. Since 1.0. */
CRN_API void crn_rows_set_number(crn_rows* rows, int64_t number);
/** Sets where the next page begins; without it, or with zeros, the page is the last. Since 1.0. */
CRN_API void crn_rows_set_next(crn_rows* rows, crn_cursor next);
/** Of a snapshot or of the rules: the version of the rules document. Since 1.0. */
CRN_API void crn_rows_set_rules_version(crn_rows* rows, int64_t version);
/** Of a snapshot: the number of the commit that last changed a closure. Since 1.0. */
CRN_API void crn_rows_set_closures_revision(crn_rows* rows, int64_t number);
/** Of a snapshot: candidates were left out. Since 1.0. */
CRN_API void crn_rows_set_more_candidates(crn_rows* rows);

/* ---- Storage ----------------------------------------------------------------------------- */

/** A request id and its scope: the same text from another actor or in another département is
 * another request. */
typedef struct crn_request {
  uint32_t struct_size;
  int32_t role; /**< CRN_ROLE_ */
  int64_t who;
  crn_text request; /**< empty: there is none */
} crn_request;

/** What a decision needs to see of one département's planning, all of one moment. What is not there
 * is left out of the answer. */
typedef struct crn_needs {
  uint32_t struct_size;
  crn_departement departement;
  const crn_request* request; /**< not NULL: where it was seen, answer its event and nothing else */
  const int64_t* sessions;    /**< with their taken slots; may name one twice */
  size_t session_count;
  const int64_t* reservations; /**< and their sessions */
  size_t reservation_count;
  const int64_t* day_inspectors; /**< where `inspector_days`; none: the inspectors of `sessions` */
  size_t day_inspector_count;
  const crn_session_filter* candidates; /**< not NULL: these sessions, by local start… */
  size_t enough; /**< …at least so many, and all that start with the last; perhaps SIZE_MAX */
  const int64_t* closures; /**< these closures, whatever their days */
  size_t closure_count;
  crn_period days; /**< of `inspector_days`, where `has_days`; else: the days of `sessions` */
  crn_period closures_within; /**< where `has_closures_within`: closures that touch these days */
  int32_t reservations_of_sessions; /**< not zero: every reservation of `sessions` */
  int32_t blocks_of_sessions;       /**< not zero: every unavailable slot of them */
  int32_t inspector_days;           /**< not zero: the sessions of these inspectors on these days */
  int32_t closures_of_sessions; /**< not zero: closures that touch the days of the sessions found */
  int32_t has_days;
  int32_t has_closures_within;
  int32_t rules; /**< not zero: the rules document itself */
  int32_t reserved_;
} crn_needs;

/** Change sets of one département that are to be committed. */
typedef struct crn_commit crn_commit;

/** How many there are. Since 1.0. */
CRN_API size_t crn_commit_count(const crn_commit* commit);
/** One of them, borrowed, in the order in which they are to be committed. New rows have fresh ids,
 * −1, −2… of each kind, until crn_commit_assign. Its notices go into the outbox: those without an
 * address as CRN_NOTICE_STATUS_UNDELIVERABLE, the others as CRN_NOTICE_STATUS_PENDING and due at once. What was
 * copied from it before crn_commit_assign stays valid. NULL where there is none. Since 1.0. */
CRN_API const crn_event* crn_commit_event(const crn_commit* commit, size_t place);
/** Gives a change set its commit number and the ids of its new rows, in the order of their fresh
 * ones; as many as its head says. From then on the event has them in all its rows, its notices and
 * its JSON, and the number as its own and as the revision of the rows that it writes.
 * CRN_ERROR_BAD_ARGUMENT for a number or an id that is not above zero, another count of ids, or a
 * second time. Since 1.0. */
CRN_API crn_status crn_commit_assign(crn_commit* commit, size_t place, int64_t number,
                                     const int64_t* sessions, size_t session_count,
                                     const int64_t* reservations, size_t reservation_count,
                                     const int64_t* closures, size_t closure_count,
                                     crn_error** error);
/** Answers: committed and durable, under what was assigned. The last answer for a place counts.
 * CRN_ERROR_BAD_ARGUMENT where nothing was assigned. Since 1.0. */
CRN_API crn_status crn_commit_done(crn_commit* commit, size_t place, crn_error** error);
/** Whether an event passes a filter, whatever its département and number: 1 or 0. For storages that
 * keep nothing beside the JSON. Since 1.0. */
CRN_API crn_status crn_event_matches(const crn_event* event, const crn_event_filter* filter,
                                     int32_t* matches, crn_error** error);
/** Answers: the request id was committed before; its event, as for crn_rows_add_event. Since
 * 1.0. */
CRN_API crn_status crn_commit_replayed(crn_commit* commit, size_t place, const crn_event_head* head,
                                       crn_text json, crn_error** error);
/** Answers: something that the decision relied on no longer holds; nothing was changed. Since
 * 1.0. */
CRN_API crn_status crn_commit_conflict(crn_commit* commit, size_t place, crn_error** error);
/** Answers: failed, and nothing was changed unless `status` is CRN_ERROR_UNCONFIRMED;
 * CRN_ERROR_CONFLICT is a conflict. Since 1.0. */
CRN_API crn_status crn_commit_failed(crn_commit* commit, size_t place, crn_status status,
                                     crn_text text, crn_error** error);

/** Keeps plannings, history and notices. Every entry but `release` is required. */
typedef struct crn_storage_port {
  uint32_t struct_size;
  int32_t joins_commits; /**< not zero: `commit` gains from several change sets at once, and the
                              storage and a directory of one's own may be called on the thread of
                              another caller */
  void* user_data;
  void (*release)(void* user_data);
  /** Fills an empty snapshot: sessions, reservations, blocks, closures, rules, the seen event, the
   * commit number, the rules' version, the closures' revision. */
  crn_status (*load)(void* user_data, const crn_needs* needs, crn_rows* snapshot,
                     crn_answer* answer);
  /** Commits each change set, whole or not at all, in their order, and answers for each. Those
   * without an answer failed with the code that it returns (CRN_ERROR_CONFLICT among them); where
   * that is CRN_OK or no code that a port may say, nobody knows: CRN_ERROR_UNCONFIRMED. */
  crn_status (*commit)(void* user_data, crn_commit* commit, crn_answer* answer);
  /** Notes a refusal behind those noted before. */
  crn_status (*record)(void* user_data, const crn_refusal* refusal, crn_answer* answer);
  /** The rules document with its version. */
  crn_status (*rules)(void* user_data, crn_rows* rows, crn_answer* answer);
  /** \name Lists: a page each, with the number and where the next one begins */
  crn_status (*sessions)(void* user_data, const crn_session_filter* filter, const crn_page* page,
                         crn_rows* rows, crn_answer* answer);
  /** For each reservation its session in the same place. */
  crn_status (*reservations)(void* user_data, const crn_reservation_filter* filter,
                             const crn_page* page, crn_rows* rows, crn_answer* answer);
  crn_status (*closures)(void* user_data, const crn_closure_filter* filter, const crn_page* page,
                         crn_rows* rows, crn_answer* answer);
  crn_status (*events)(void* user_data, const crn_event_filter* filter, const crn_page* page,
                       crn_rows* rows, crn_answer* answer);
  crn_status (*refusals)(void* user_data, crn_departement departement, const crn_page* page,
                         crn_rows* rows, crn_answer* answer);
  /** A row for each inspector with a planned session in the week, by id. `now` is the local time:
   * slots that start at or before it are not reservable. The week is a Monday, and one week. */
  crn_status (*week_units)(void* user_data, const crn_week_query* query, int32_t now,
                           crn_rows* rows, crn_answer* answer);
} crn_storage_port;

/** A storage of one's own. CRN_ERROR_BAD_ARGUMENT names the entry that is missing. Since 1.0. */
CRN_API crn_status crn_storage_create(const crn_storage_port* port, crn_storage** storage,
                                      crn_error** error);
/** Gives up a storage of one's own; a database's is borrowed. Since 1.0. */
CRN_API void crn_storage_destroy(crn_storage* storage);

/* ---- Directory --------------------------------------------------------------------------- */

/** Which facts a decision needs. What does not exist is left out of the answer. */
typedef struct crn_directory_needs {
  uint32_t struct_size;
  crn_departement inspectors_of; /**< not zeros: every inspector ever posted there */
  int64_t office;
  const int64_t* schools;
  size_t school_count;
  const int64_t* centres; /**< may name one twice, as the others */
  size_t centre_count;
  const int64_t* inspectors;
  size_t inspector_count;
} crn_directory_needs;

/** Knows offices, schools, inspectors and centres. Every entry but `release` is required. */
typedef struct crn_directory_port {
  uint32_t struct_size;
  int32_t reserved_;
  void* user_data;
  void (*release)(void* user_data);
  /** Entries for a decision, in any order. Of an office its départements count, of the others the
   * categories, of a school whether it is inactive, of a centre the département, of an inspector the
   * postings, all of them, and the matricule. */
  crn_status (*look_up)(void* user_data, const crn_directory_needs* needs, crn_rows* rows,
                        crn_answer* answer);
  /** \name Whole entries: those with these ids that exist; no ids: all. By id, each once */
  crn_status (*offices)(void* user_data, const int64_t* ids, size_t count, crn_rows* rows,
                        crn_answer* answer);
  crn_status (*schools)(void* user_data, const int64_t* ids, size_t count, crn_rows* rows,
                        crn_answer* answer);
  crn_status (*inspectors)(void* user_data, const int64_t* ids, size_t count, crn_rows* rows,
                           crn_answer* answer);
  crn_status (*centres)(void* user_data, const int64_t* ids, size_t count, crn_rows* rows,
                        crn_answer* answer);
  /** Schools whose name matches a text (crn_name_matches), by name, then id; an empty text matches
   * all. A school whose Aurige id is exactly the text comes alone. */
  crn_status (*find_schools)(void* user_data, crn_text text, size_t limit, crn_rows* rows,
                             crn_answer* answer);
} crn_directory_port;

/** A directory of one's own. CRN_ERROR_BAD_ARGUMENT names the entry that is missing. Since 1.0. */
CRN_API crn_status crn_directory_create(const crn_directory_port* port, crn_directory** directory,
                                        crn_error** error);
/** Gives up a directory of one's own; a database's is borrowed. Since 1.0. */
CRN_API void crn_directory_destroy(crn_directory* directory);
/** Whether a name matches what somebody typed: 1 or 0. Case, accents, ligatures and punctuation do
 * not matter, part of a word will do. CRN_ERROR_BAD_TEXT. Since 1.0. */
CRN_API crn_status crn_name_matches(crn_text name, crn_text typed, int32_t* matches,
                                    crn_error** error);

/* ---- Outbox, notifier, clock ------------------------------------------------------------- */

/** What the sender tells the outbox about an attempt. */
typedef struct crn_delivery_report {
  uint32_t struct_size;
  int32_t delivery; /**< CRN_DELIVERY_ */
  int64_t notice;
  int64_t lease;        /**< the token under which it was sent */
  int64_t at;           /**< instant at which it ended */
  int64_t next_attempt; /**< instant; where the notice stays pending */
  crn_text error;       /**< what the other side said */
  int32_t status;       /**< CRN_NOTICE_STATUS_: what the notice becomes */
  int32_t reserved_;
} crn_delivery_report;

/** Keeps notices until they are delivered. Every entry but `release` is required. */
typedef struct crn_outbox_port {
  uint32_t struct_size;
  int32_t reserved_;
  void* user_data;
  void (*release)(void* user_data);
  /** Takes up to `limit` pending notices that are due at `now`, for nobody else until `until`
   * (instants); the longest due first, then by id; each under a new fencing token. */
  crn_status (*lease)(void* user_data, int64_t now, int64_t until, size_t limit, crn_rows* rows,
                      crn_answer* answer);
  /** Records how an attempt ended, and ends the lease. `*recorded` zero: the lease is no longer the
   * caller's. CRN_ERROR_UNKNOWN_NOTICE. */
  crn_status (*report)(void* user_data, const crn_delivery_report* report, int32_t* recorded,
                       crn_answer* answer);
  /** Notices of one status (zero: all) with an id above `after`, by id. */
  crn_status (*notices)(void* user_data, int32_t status, int64_t after, size_t limit,
                        crn_rows* rows, crn_answer* answer);
  /** Makes dead or undeliverable notices pending again, due at `now` and with no attempts, all or
   * none, to this address where it is not empty. CRN_ERROR_UNKNOWN_NOTICE, CRN_ERROR_BAD_ADDRESS. */
  crn_status (*retry)(void* user_data, const int64_t* notices, size_t count, crn_text address,
                      int64_t now, crn_answer* answer);
} crn_outbox_port;

/** An outbox of one's own. CRN_ERROR_BAD_ARGUMENT names the entry that is missing. Since 1.0. */
CRN_API crn_status crn_outbox_create(const crn_outbox_port* port, crn_outbox** outbox,
                                     crn_error** error);
/** Gives up an outbox of one's own; a database's is borrowed. Since 1.0. */
CRN_API void crn_outbox_destroy(crn_outbox* outbox);

/** Delivers notices. `deliver` is required. */
typedef struct crn_notifier_port {
  uint32_t struct_size;
  int32_t reserved_;
  void* user_data;
  void (*release)(void* user_data);
  /** Delivers one notice, and returns CRN_DELIVERY_ when it is known how that ended; any other
   * number counts as uncertain. The same notice may come again. */
  int32_t (*deliver)(void* user_data, const crn_notice* notice, crn_answer* answer);
} crn_notifier_port;

/** A notifier of one's own. CRN_ERROR_BAD_ARGUMENT names the entry that is missing. Since 1.0. */
CRN_API crn_status crn_notifier_create(const crn_notifier_port* port, crn_notifier** notifier,
                                       crn_error** error);

/** Tells the time. `now` is required. */
typedef struct crn_clock_port {
  uint32_t struct_size;
  int32_t reserved_;
  void* user_data;
  void (*release)(void* user_data);
  /** The present instant. Cannot fail; may jump, also backwards. */
  int64_t (*now)(void* user_data);
} crn_clock_port;

/** A clock of one's own. CRN_ERROR_BAD_ARGUMENT names the entry that is missing. Since 1.0. */
CRN_API crn_status crn_clock_create(const crn_clock_port* port, crn_clock** clock,
                                    crn_error** error);
/** A clock that stands where it is put, for tests and simulations. Since 1.0. */
CRN_API crn_status crn_clock_create_manual(int64_t now, crn_clock** clock, crn_error** error);
/** Puts a clock of crn_clock_create_manual to an instant; of any other CRN_ERROR_BAD_ARGUMENT. Safe
 * while others read it. Since 1.0. */
CRN_API crn_status crn_clock_set(crn_clock* clock, int64_t now, crn_error** error);
/** Since 1.0. */
CRN_API void crn_clock_destroy(crn_clock* clock);

#ifdef __cplusplus
}
#endif

#endif
