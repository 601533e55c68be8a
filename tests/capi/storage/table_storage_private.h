/**
 * \file
 * The tables of the storage, and what its parts have in common.
 */
#ifndef TABLE_STORAGE_PRIVATE_H
#define TABLE_STORAGE_PRIVATE_H

#include <pthread.h>

#include "table_storage.h"

/* ---- Texts ------------------------------------------------------------------------------- */

/** A copy, to be given to text_free. Where `*status` is no longer CRN_OK, or becomes
 * CRN_ERROR_NO_MEMORY, it is empty: whatever was copied so, can be freed. */
crn_text text_copy(crn_text text, crn_status* status);
void text_free(crn_text text);
int text_equal(crn_text a, crn_text b);

/* ---- Tables ------------------------------------------------------------------------------ */

/** What the rows of a table are. */
struct table_kind {
  size_t row_size;
  /** By their keys, with which rows begin; NULL: rows have none and stay in the order of coming. */
  int (*compare)(const void* row, const void* key);
  /** Frees what a row owns; NULL: nothing. */
  void (*clear)(void* row);
};

/** A growable array of rows, sorted by their keys. */
struct table {
  const struct table_kind* kind;
  void* rows;
  size_t count;
  size_t room;
};

struct table table_of(const struct table_kind* kind);
void table_free(struct table* table);
/** Frees all its rows. */
void table_clear(struct table* table);
/** The row at a place, from 0. */
void* table_at(const struct table* table, size_t place);
/** The place of the first row whose key is not smaller. */
size_t table_place(const struct table* table, const void* key);
/** The row with a key; NULL where there is none. */
void* table_find(const struct table* table, const void* key);
/** Makes room for more rows. */
crn_status table_reserve(struct table* table, size_t more);
/** Takes a row in, and what it owns with it; clears it where that fails, or where `status` says
 * that making it failed. */
crn_status table_take(struct table* table, void* row, crn_status status);
/** Adds a row behind the others, to be sorted with them by table_sort. */
crn_status table_append(struct table* table, const void* row);
void table_sort(struct table* table);
/** Frees the row with a key, if it is there. */
void table_drop(struct table* table, const void* key);
/** Moves all rows into another table, in which there is room for them. */
void table_move(struct table* to, struct table* from);

/* ---- Rows -------------------------------------------------------------------------------- */

/** The tables that are kept. */
enum {
  DEPARTEMENTS,
  SESSIONS,     /**< crn_session; which slots are taken stands in SLOTS alone */
  RESERVATIONS, /**< crn_reservation */
  SLOTS,
  CLOSURES, /**< crn_closure */
  RULES,    /**< crn_rule, in the document's order */
  EVENTS,   /**< in the order of the commits */
  REQUESTS,
  NOTICES,
  REFUSALS, /**< crn_refusal, in the order in which they were noted */
  TABLE_COUNT
};

struct departement_row {
  crn_departement departement;
  int64_t number;   /**< of the last commit */
  int64_t closures; /**< of the last commit that changed a closure */
};

/** A slot that is taken, by a reservation or, where that is zero, as unavailable. The key makes a
 * double booking impossible. */
struct slot_row {
  crn_slot slot;
  int64_t reservation;
  crn_text note;
  int32_t reason;
};

/** Neighbours in the table of slots: `[begin, end)`. */
struct slot_rows {
  const struct slot_row* begin;
  const struct slot_row* end;
};

/** A row that an event changed: a reservation, or a session alone. */
struct touched {
  int64_t session;
  int64_t reservation;
  int64_t school;
};

struct event_row {
  crn_event_head head;
  crn_text json;
  struct touched* touched;
  size_t touched_count;
};

/** A request id that was seen, and the place of its event. */
struct request_row {
  crn_departement departement;
  int32_t role;
  int64_t who;
  crn_text request;
  size_t event;
};

struct notice_row {
  crn_notice_facts facts;
  crn_notice_line* lines;
  crn_delivery_state state;
  int64_t leased_until; /**< instant; zero: nobody has it */
};

/** A row of a list: where it stands there, and its place in its own table. */
struct listed {
  crn_cursor at;
  size_t place;
};

extern const struct table_kind kept_kinds[TABLE_COUNT];
/** Of crn_slot, and of struct listed. */
extern const struct table_kind slot_kind, listed_kind;
/** For kinds of rows that begin with an id. */
int compare_ids(const void* row, const void* key);

/* ---- The storage ------------------------------------------------------------------------- */

struct table_storage {
  pthread_mutex_t mutex; /**< around all of the rest */
  int uses;
  int64_t rules_version;
  int64_t last_session; /**< the last id that was given; likewise below */
  int64_t last_reservation;
  int64_t last_closure;
  int64_t last_notice;
  int64_t last_lease;
  struct table tables[TABLE_COUNT];
};

void tables_init(struct table tables[TABLE_COUNT]);
void tables_free(struct table tables[TABLE_COUNT]);

int is_same_departement(crn_departement a, crn_departement b);
/** Its row; one of zeros where nothing was committed yet. */
struct departement_row departement_of(const struct table_storage* storage,
                                      crn_departement departement);
/** A row of this département; NULL where there is none. */
const crn_session* find_session(const struct table_storage* storage, int64_t id,
                                crn_departement departement);
const crn_reservation* find_reservation(const struct table_storage* storage, int64_t id,
                                        crn_departement departement);
const crn_session* session_of(const struct table_storage* storage,
                              const crn_reservation* reservation);
const crn_closure* find_closure(const struct table_storage* storage, int64_t id,
                                crn_departement departement);
/** The event of a request that was seen; NULL where it was not, or the request is empty. */
const struct event_row* find_request(const struct table_storage* storage,
                                     crn_departement departement, int32_t role, int64_t who,
                                     crn_text request);
/** The taken slots of a plan of a session. */
struct slot_rows slots_in(const struct table_storage* storage, int64_t session, uint32_t plan);

/** The session with which of its slots are taken. */
crn_session with_slots(const struct table_storage* storage, const crn_session* session);
int is_planned(const crn_session* session);
int32_t start_of(const crn_session* session);
int32_t end_of(const crn_session* session);
/** Local time at which a slot of it begins. */
int32_t slot_start(const crn_session* session, uint32_t ordinal);
/** All slots of its grid; none where it is available. */
uint64_t slots_of(const crn_session* session);
int has_slot(uint64_t slots, uint32_t ordinal);
uint32_t first_slot(uint64_t slots);

int is_in_period(crn_period period, int32_t date);
int is_closed_in(const crn_closure* closure, crn_period period);
int is_among(const int64_t* ids, size_t count, int64_t id);

/* ---- Change sets ------------------------------------------------------------------------- */

/** A change set that is to be committed: its rows, with the ids that new ones get, and what becomes
 * of the tables. */
struct change {
  crn_commit* commit;
  size_t place;
  const crn_event* event;
  crn_event_head head;
  int64_t number; /**< of the commit */

  crn_session* before;
  crn_session* after;
  crn_session* relied_on;
  crn_reservation_change* reservations;
  crn_block_change* blocks;
  crn_closure* closures;
  crn_rule* rules;

  struct table slots_that_go;    /**< crn_slot */
  struct table sessions_that_go; /**< ids, of those that are rewritten, too */
  struct table come[TABLE_COUNT];
};

/** Reads a change set. It must be freed whatever comes of that. */
crn_status change_read(struct change* change, const struct table_storage* storage,
                       crn_commit* commit, size_t place);
void change_free(struct change* change);
/** Checks everything that it relies on, and lays out what goes and what comes of sessions,
 * reservations, slots and closures. CRN_ERROR_CONFLICT where something no longer holds. */
crn_status change_draft(struct change* change, const struct table_storage* storage);
/** Room for so many rows, at least one, zeroed; NULL where `*status` is not CRN_OK any more. */
void* room_for(size_t count, size_t size, crn_status* status);

/* ---- Lists ------------------------------------------------------------------------------- */

/** Each of these lists the rows of a filter behind a cursor, in the list's order: sessions by local
 * start, then id. */
crn_status list_sessions(const struct table_storage* storage, const crn_session_filter* filter,
                         crn_cursor after, struct table* listed);
/** Likewise: by the local start of their first slot, then id. */
crn_status list_reservations(const struct table_storage* storage,
                             const crn_reservation_filter* filter, crn_cursor after,
                             struct table* listed);
/** Likewise: by local start, then id. */
crn_status list_closures(const struct table_storage* storage, const crn_closure_filter* filter,
                         crn_cursor after, struct table* listed);
/** Likewise: by number. */
crn_status list_events(const struct table_storage* storage, const crn_event_filter* filter,
                       crn_cursor after, struct table* listed);
/** Likewise: in the order in which they were noted. */
crn_status list_refusals(const struct table_storage* storage, crn_departement departement,
                         crn_cursor after, struct table* listed);
/** Lists a row, unless it stands before the cursor or at it. */
crn_status list_row(struct table* listed, crn_cursor after, int64_t major, int64_t minor,
                    size_t place);
/** The row of a table that stands at a place of a list. */
const void* listed_row(const struct table* table, const struct table* listed, size_t place);

/* ---- Callbacks, as the ports have them --------------------------------------------------- */

crn_status storage_load(void* user_data, const crn_needs* needs, crn_rows* snapshot,
                        crn_answer* answer);
crn_status storage_commit(void* user_data, crn_commit* commit, crn_answer* answer);
crn_status storage_record(void* user_data, const crn_refusal* refusal, crn_answer* answer);
crn_status storage_rules(void* user_data, crn_rows* rows, crn_answer* answer);
crn_status storage_sessions(void* user_data, const crn_session_filter* filter, const crn_page* page,
                            crn_rows* rows, crn_answer* answer);
crn_status storage_reservations(void* user_data, const crn_reservation_filter* filter,
                                const crn_page* page, crn_rows* rows, crn_answer* answer);
crn_status storage_closures(void* user_data, const crn_closure_filter* filter, const crn_page* page,
                            crn_rows* rows, crn_answer* answer);
crn_status storage_events(void* user_data, const crn_event_filter* filter, const crn_page* page,
                          crn_rows* rows, crn_answer* answer);
crn_status storage_refusals(void* user_data, crn_departement departement, const crn_page* page,
                            crn_rows* rows, crn_answer* answer);
crn_status storage_week_units(void* user_data, const crn_week_query* query, int32_t now,
                              crn_rows* rows, crn_answer* answer);

crn_status outbox_lease(void* user_data, int64_t now, int64_t until, size_t limit, crn_rows* rows,
                        crn_answer* answer);
crn_status outbox_report(void* user_data, const crn_delivery_report* report, int32_t* recorded,
                         crn_answer* answer);
crn_status outbox_notices(void* user_data, int32_t status, int64_t after, size_t limit,
                          crn_rows* rows, crn_answer* answer);
crn_status outbox_retry(void* user_data, const int64_t* notices, size_t count, crn_text address,
                        int64_t now, crn_answer* answer);

#endif
