/**
 * \file
 * The plain types of Creneau: what crosses the border to C, Python and Java.
 *
 * **A zeroed field is one that is left out**: no id, no date, no filter, the default. CRN_INIT and
 * CRN_NEW zero a struct and set its size. What is called `reserved_` is room for later: it must be
 * zero, and anything else is CRN_ERROR_UNSUPPORTED.
 *
 * **Texts** are UTF-8 with their length and need no NUL behind them; those that the library gives
 * have one, and live as long as the handle they come from. An empty text has the size 0 and any
 * pointer. Paths of files are such texts.
 *
 * **Times**: a date is days since 1970-01-01, a time of day minutes since local midnight (a
 * session may end at 1440), a local time minutes since 1970-01-01 00:00 local, an instant
 * microseconds since 1970-01-01T00:00:00Z. Local is the zone of the session's département. Dates
 * are those of 2000-01-03 to 2099-12-31.
 *
 * **Ids** are above zero; zero means none. New rows of a preview have ids below zero.
 *
 * **Codes** are numbers of the lists below; more may be added to a list, so that a reader must
 * expect one that it does not know.
 *
 * **Arrays** of which there is nothing may be NULL.
 *
 * **Structs passed by pointer** begin with `struct_size`, the size of the struct as the caller
 * knows it: sizeof, at least 8. Of a smaller one the library takes the rest as zero, of a larger
 * one it takes what it knows and says CRN_ERROR_UNSUPPORTED where the rest is not zero. Where the
 * library fills a struct, it fills it as far as that size goes, a larger one with zeros.
 *
 * **Rows** have no size in them: arrays of them come with the size of one row, and grow likewise.
 *
 * New fields are only ever appended. crn_text, crn_departement, crn_slot, crn_period, crn_hours,
 * crn_cursor, crn_subject and crn_posting are values and never grow.
 */
#ifndef CRENEAU_TYPES_H
#define CRENEAU_TYPES_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Zeroes a struct and sets its struct_size: `crn_call call; CRN_INIT(call);`. Since 1.0. */
#define CRN_INIT(it) (memset(&(it), 0, sizeof(it)), (void)((it).struct_size = (uint32_t)sizeof(it)))

/** Declares a struct inside a function, zeroed and with its size: `CRN_NEW(crn_call, call);`. Since
 * 1.0. */
#define CRN_NEW(type, it) \
  type it;                \
  CRN_INIT(it)

/* ---- Codes ------------------------------------------------------------------------------- */

/** CRN_OK or an error code. What each means, and whether asking again helps: docs/errors.md. */
typedef int32_t crn_status;

/** Error codes. Numbers are for ever. Since 1.0. */
enum {
  CRN_OK = 0,
  CRN_ERROR_NOT_ALLOWED = 1,               /**< the role may not do this */
  CRN_ERROR_FOREIGN_DEPARTEMENT = 2,       /**< the département is not the office's */
  CRN_ERROR_FOREIGN_RESERVATION = 3,       /**< the reservation is another school's */
  CRN_ERROR_UNKNOWN_OFFICE = 10,           /**< no such office */
  CRN_ERROR_UNKNOWN_SCHOOL = 11,           /**< no such school */
  CRN_ERROR_UNKNOWN_INSPECTOR = 12,        /**< no such inspector */
  CRN_ERROR_UNKNOWN_CENTRE = 13,           /**< no such centre */
  CRN_ERROR_UNKNOWN_SESSION = 14,          /**< no such session in this département */
  CRN_ERROR_UNKNOWN_SLOT = 15,             /**< the session has no such slot */
  CRN_ERROR_UNKNOWN_RESERVATION = 16,      /**< no such reservation in this département */
  CRN_ERROR_UNKNOWN_CLOSURE = 17,          /**< no such closure in this département */
  CRN_ERROR_UNKNOWN_NOTICE = 18,           /**< no such notice */
  CRN_ERROR_AMBIGUOUS_SCHOOL = 19,         /**< several schools match; they are named */
  CRN_ERROR_SESSION_OVERLAP = 30,          /**< the inspector already has a session at that time */
  CRN_ERROR_SESSION_NOT_AVAILABLE = 31,    /**< the session is planned already */
  CRN_ERROR_SESSION_NOT_PLANNED = 32,      /**< the session is not planned */
  CRN_ERROR_SESSION_HAS_RESERVATIONS = 33, /**< schools hold slots of the session; they are named */
  CRN_ERROR_RESERVATIONS_CHANGED = 34,  /**< the reservations are no longer those that were seen */
  CRN_ERROR_SLOT_OUTDATED = 35,         /**< the session was planned anew since the slot was read */
  CRN_ERROR_SLOT_TAKEN = 36,            /**< the slot is reserved already */
  CRN_ERROR_SLOT_UNAVAILABLE = 37,      /**< the slot is unavailable */
  CRN_ERROR_SLOT_NOT_RESERVED = 38,     /**< the slot is not reserved */
  CRN_ERROR_SLOT_NOT_BLOCKED = 39,      /**< the slot is not unavailable */
  CRN_ERROR_NOT_ENOUGH_SLOTS = 40,      /**< fewer free slots than asked for */
  CRN_ERROR_GRID_DOES_NOT_FIT = 41,     /**< the session is shorter than one slot or has too many */
  CRN_ERROR_PAST = 50,                  /**< it has begun already */
  CRN_ERROR_TOO_LATE = 51,              /**< the deadline for a school's cancellation has passed */
  CRN_ERROR_NOT_YET_OPEN = 52,          /**< the date cannot be reserved yet */
  CRN_ERROR_HOLIDAY = 53,               /**< the date is a public holiday */
  CRN_ERROR_CLOSED = 54,                /**< the inspector, the centre or the office is away */
  CRN_ERROR_INACTIVE_SCHOOL = 60,       /**< the school is not active */
  CRN_ERROR_CATEGORY_NOT_TAUGHT = 61,   /**< the school does not teach the category */
  CRN_ERROR_CATEGORY_NOT_EXAMINED = 62, /**< the inspector may not examine the category */
  CRN_ERROR_CATEGORY_NOT_AT_CENTRE = 63, /**< the centre does not hold exams of the category */
  CRN_ERROR_NO_POSTING = 64,             /**< the inspector has no posting on that date */
  CRN_ERROR_POSTED_ELSEWHERE =
      65,                       /**< the inspector is posted in another département on that date */
  CRN_ERROR_ZONE_MISMATCH = 66, /**< the centre lies in another time zone */
  CRN_ERROR_BAD_ARGUMENT = 80,  /**< an argument makes no sense */
  CRN_ERROR_BAD_DATE = 81,      /**< no such date, or out of range */
  CRN_ERROR_BAD_TIME = 82,      /**< no such time of day, or an end before its start */
  CRN_ERROR_TIME_SKIPPED = 83,  /**< the clock skips that time on that day */
  CRN_ERROR_BAD_TEXT =
      84, /**< a text that is not valid UTF-8, too long, or with control characters */
  CRN_ERROR_BAD_ADDRESS = 85,         /**< not a mail address */
  CRN_ERROR_NOTHING_TO_DO = 86,       /**< the command names nothing */
  CRN_ERROR_NAMED_TWICE = 87,         /**< the command names the same thing twice */
  CRN_ERROR_TOO_LARGE = 88,           /**< more than one command can take */
  CRN_ERROR_REASON_REQUIRED = 89,     /**< a reason is required */
  CRN_ERROR_REQUEST_REUSED = 90,      /**< the request id was used for something else */
  CRN_ERROR_BAD_RULE = 91,            /**< the rules have no such key, or it takes no such value */
  CRN_ERROR_BAD_FILE = 92,            /**< the file cannot be read as what it should be */
  CRN_ERROR_POSTING_OVERLAP = 93,     /**< two postings of one inspector overlap */
  CRN_ERROR_DUPLICATE_REFERENCE = 94, /**< two entities bear the same reference */
  CRN_ERROR_END_BEFORE_START = 95,    /**< an end comes before its start */
  CRN_ERROR_MISSING_FILE = 96,        /**< there is no such file */
  CRN_ERROR_NOT_A_FILE = 97,          /**< a folder stands where a file is asked for */
  CRN_ERROR_UNREADABLE_FILE = 98,     /**< the file may not be read */
  CRN_ERROR_EMPTY_FILE = 99,          /**< the file has no rows, not even headings */
  CRN_ERROR_BAD_ENCODING = 100,       /**< a text is not of the encoding that the file is read in */
  CRN_ERROR_UNSUPPORTED_ENCODING = 101, /**< the file has an encoding that is not read */
  CRN_ERROR_BAD_QUOTE = 102,      /**< a quote is never closed, or stands in the middle of a cell */
  CRN_ERROR_MISSING_COLUMN = 103, /**< the file has no such column */
  CRN_ERROR_DUPLICATE_COLUMN = 104, /**< two columns of the file mean the same */
  CRN_ERROR_NAMELESS_COLUMN = 105,  /**< something stands under no heading */
  CRN_ERROR_WRONG_CELL_COUNT = 106, /**< a row has more or fewer cells than there are headings */
  CRN_ERROR_MISSING_VALUE = 107,    /**< a cell that must not be empty is */
  CRN_ERROR_SEVERAL_DEPARTEMENTS = 108, /**< the file is of more than one département */
  CRN_ERROR_CONFLICT = 110,             /**< others kept changing the same rows; try again */
  CRN_ERROR_UNCONFIRMED = 111,    /**< the outcome is unknown; ask again with the same request id */
  CRN_ERROR_STORAGE_FAILED = 112, /**< the storage failed; nothing was changed */
  CRN_ERROR_STORAGE_FULL = 113,   /**< the storage is full; nothing was changed */
  CRN_ERROR_STORAGE_READ_ONLY = 114,   /**< the storage cannot be written */
  CRN_ERROR_STORAGE_NEWER = 115,       /**< the database was made by a newer version */
  CRN_ERROR_STORAGE_CORRUPT = 116,     /**< the storage does not hold what it should */
  CRN_ERROR_STORAGE_MISSING = 117,     /**< there is no such database */
  CRN_ERROR_HOST_ERROR = 118,          /**< the host's own code failed */
  CRN_ERROR_NO_MEMORY = 119,           /**< memory is exhausted; nothing was changed */
  CRN_ERROR_UNSUPPORTED = 120,         /**< the storage or this build cannot do that */
  CRN_ERROR_DELIVERY_FAILED = 121,     /**< the mail was not accepted */
  CRN_ERROR_DELIVERY_UNCERTAIN = 122,  /**< the line broke before the mail was acknowledged */
  CRN_ERROR_STORAGE_UNREACHABLE = 123, /**< no server of the storage answers; nothing was changed */
  CRN_ERROR_STORAGE_DENIED = 124       /**< the storage does not let this user in, or do that */
};

/** Classes of error codes: a rule says no; the request itself is wrong; storage, delivery or host
 * failed. */
enum { CRN_CLASS_REFUSED = 1, CRN_CLASS_INPUT = 2, CRN_CLASS_FAILED = 3 };

/** Languages of texts. CRN_LANGUAGE_NONE: none is to be written. */
enum { CRN_LANGUAGE_NONE = -1, CRN_LANGUAGE_FRENCH = 0, CRN_LANGUAGE_ENGLISH = 1 };

/** Who acts, as the host authenticated them. */
enum {
  CRN_ROLE_OFFICE = 1,    /**< plans the exams of its départements */
  CRN_ROLE_SCHOOL = 2,    /**< reads and cancels what is its own */
  CRN_ROLE_INSPECTOR = 3, /**< reads its own sessions */
  CRN_ROLE_READER = 4,    /**< reads the plannings of an office's départements */
  CRN_ROLE_OPERATOR = 5   /**< runs the system: imports, rules, notices */
};

/** Licence categories (code de la route, article R221-4). */
enum {
  CRN_CATEGORY_AM = 1,
  CRN_CATEGORY_A1 = 2,
  CRN_CATEGORY_A2 = 3,
  CRN_CATEGORY_A = 4,
  CRN_CATEGORY_B1 = 5,
  CRN_CATEGORY_B = 6,
  CRN_CATEGORY_BE = 7,
  CRN_CATEGORY_C1 = 8,
  CRN_CATEGORY_C1E = 9,
  CRN_CATEGORY_C = 10,
  CRN_CATEGORY_CE = 11,
  CRN_CATEGORY_D1 = 12,
  CRN_CATEGORY_D1E = 13,
  CRN_CATEGORY_D = 14,
  CRN_CATEGORY_DE = 15
};

/** Bit of a category in a set of them: `CRN_BIT(CRN_CATEGORY_C) | CRN_BIT(CRN_CATEGORY_CE)`. */
#define CRN_BIT(number) ((uint32_t)1 << (number))

/** Parts of the practical exam; zero: the session serves any. */
enum {
  CRN_PART_UNSTATED = 0,
  CRN_PART_OFF_ROAD = 1, /**< plateau */
  CRN_PART_ON_ROAD = 2,  /**< circulation */
  CRN_PART_COMPLETE = 3  /**< both */
};

/** Half-days. */
enum { CRN_HALF_DAY_MORNING = 1, CRN_HALF_DAY_AFTERNOON = 2 };

/** Why an office cancels, blocks or closes. */
enum {
  CRN_REASON_UNSTATED = 0,
  CRN_REASON_LATE_SCHOOL_REQUEST = 1,
  CRN_REASON_INSPECTOR_ABSENT = 2,
  CRN_REASON_CENTRE_CLOSED = 3,
  CRN_REASON_WEATHER = 4,
  CRN_REASON_VEHICLE = 5,
  CRN_REASON_ERROR = 6,
  CRN_REASON_OTHER = 7
};

/** Whom a closure concerns. */
enum { CRN_CLOSURE_INSPECTOR = 1, CRN_CLOSURE_CENTRE = 2, CRN_CLOSURE_OFFICE = 3 };

/** What a command is to authorization, history and texts. */
enum {
  CRN_COMMAND_CREATE_SESSIONS = 1,
  CRN_COMMAND_REMOVE_SESSIONS = 2,
  CRN_COMMAND_PLAN_SESSIONS = 3,
  CRN_COMMAND_UNPLAN_SESSIONS = 4,
  CRN_COMMAND_CHANGE_SESSION = 5,
  CRN_COMMAND_RESERVE_SLOTS = 6, /**< named slots, or a wish */
  CRN_COMMAND_CANCEL_BY_OFFICE = 7,
  CRN_COMMAND_CANCEL_BY_SCHOOL = 8,
  CRN_COMMAND_BLOCK_SLOTS = 9,
  CRN_COMMAND_UNBLOCK_SLOTS = 10,
  CRN_COMMAND_ADD_CLOSURE = 11,
  CRN_COMMAND_REMOVE_CLOSURES = 12,
  CRN_COMMAND_SET_RULES = 13,
  CRN_COMMAND_IMPORT_PLANNING = 14,
  CRN_COMMAND_RESERVE_WISH = 15 /**< in batches; elsewhere it is CRN_COMMAND_RESERVE_SLOTS */
};

/** Ways of counting the days before an exam (see docs/rules.md). */
enum {
  CRN_COUNTING_CALENDAR = 1,
  CRN_COUNTING_CLEAR_DAYS = 2,
  CRN_COUNTING_MON_SAT = 3,
  CRN_COUNTING_MON_FRI = 4,
  CRN_COUNTING_ELAPSED_HOURS = 5
};

/** What a slot is. */
enum { CRN_SLOT_FREE = 1, CRN_SLOT_RESERVED = 2, CRN_SLOT_UNAVAILABLE = 3 };

/** Whose refusals by a rule are journalled. */
enum { CRN_JOURNAL_NONE = 1, CRN_JOURNAL_SCHOOL_CANCELLATIONS = 2, CRN_JOURNAL_ALL = 3 };

/** What a notice tells, and whom. */
enum {
  CRN_NOTICE_RESERVED = 1,              /**< to the school */
  CRN_NOTICE_CHANGED = 2,               /**< to the school */
  CRN_NOTICE_CANCELLED_BY_OFFICE = 3,   /**< to the school */
  CRN_NOTICE_CANCELLED_BY_SCHOOL = 4,   /**< to the office that planned the session */
  CRN_NOTICE_CANCELLATION_CONFIRMED = 5 /**< to the school */
};

/** What became of a notice so far. */
enum {
  CRN_NOTICE_STATUS_PENDING = 1,
  CRN_NOTICE_STATUS_DELIVERED = 2,
  CRN_NOTICE_STATUS_UNDELIVERABLE = 3, /**< the recipient has no address */
  CRN_NOTICE_STATUS_DEAD = 4           /**< given up after the last attempt; can be sent again */
};

/** How an attempt to deliver ended. */
enum {
  CRN_DELIVERY_DELIVERED = 1,
  CRN_DELIVERY_FAILED = 2,   /**< surely not delivered; worth another try */
  CRN_DELIVERY_REFUSED = 3,  /**< surely not delivered, and never will be */
  CRN_DELIVERY_UNCERTAIN = 4 /**< perhaps delivered; will be tried again with the same bytes */
};

/** What is remarked in a receipt, and what its amount counts. */
enum {
  CRN_REMARK_MINUTES_LEFT_OVER = 1, /**< the grid leaves so many minutes of the session unused */
  CRN_REMARK_ORPHAN_UNITS = 2,      /**< exams of the session's category leave so many units over */
  CRN_REMARK_SESSION_IN_CLOSURE = 3, /**< the session has so many reserved units */
  CRN_REMARK_UNDELIVERABLE = 4       /**< the recipient has no mail address */
};

/** What the subject of an error or a remark is. */
enum {
  CRN_SUBJECT_NONE = 0,
  CRN_SUBJECT_OFFICE = 1,
  CRN_SUBJECT_SCHOOL = 2,
  CRN_SUBJECT_INSPECTOR = 3,
  CRN_SUBJECT_CENTRE = 4,
  CRN_SUBJECT_SESSION = 5,
  CRN_SUBJECT_SLOT = 6, /**< id: the session, with plan and ordinal */
  CRN_SUBJECT_RESERVATION = 7,
  CRN_SUBJECT_CLOSURE = 8,
  CRN_SUBJECT_NOTICE = 9,
  CRN_SUBJECT_DEPARTEMENT = 10, /**< its code in `departement` */
  CRN_SUBJECT_DATE = 11,        /**< id: days since 1970-01-01 */
  CRN_SUBJECT_CATEGORY = 12,    /**< id: CRN_CATEGORY_ */
  CRN_SUBJECT_LINE = 13         /**< id: a line from 1; ordinal: the column from 1, or 0 */
};

/* ---- Values ------------------------------------------------------------------------------ */

/** A text: UTF-8 bytes and how many. */
typedef struct crn_text {
  const char* data;
  size_t size;
} crn_text;

/** The text of a literal or of any string that ends with NUL; NULL is the empty text. Since 1.0. */
static inline crn_text crn_text_of(const char* string) {
  crn_text text;
  text.data = string;
  text.size = string == NULL ? 0 : strlen(string);
  return text;
}

/** A département's official code, "93", "2A", "974", filled up with NUL. */
typedef struct crn_departement {
  char code[4];
} crn_departement;

/** The département of a code; a longer text is cut, and is then none that there is. Since 1.0. */
static inline crn_departement crn_departement_of(const char* code) {
  crn_departement departement;
  size_t place = 0;
  memset(&departement, 0, sizeof departement);
  while (code != NULL && code[place] != 0 && place < sizeof departement.code) {
    departement.code[place] = code[place];
    ++place;
  }
  return departement;
}

/** A slot: the `ordinal`-th block, from 0, of the `plan`-th planning of a session. */
typedef struct crn_slot {
  int64_t session;
  uint32_t plan;
  uint32_t ordinal;
} crn_slot;

/** Local days `[first, last]`; a zero leaves that end open. */
typedef struct crn_period {
  int32_t first;
  int32_t last;
} crn_period;

/** A part of a local day, `[start, end)`, in minutes since midnight. */
typedef struct crn_hours {
  int32_t start;
  int32_t end;
} crn_hours;

/** A place in a list, behind which its next page begins; zeros: its beginning. Made by the storage
 * that reads it. */
typedef struct crn_cursor {
  int64_t major;
  int64_t minor;
} crn_cursor;

/* ---- Handles ----------------------------------------------------------------------------- */

/** Why something was not done. */
typedef struct crn_error crn_error;
/** A text of its own. */
typedef struct crn_string crn_string;
/** Rows that were read at one moment, or that are to be given: sessions, reservations, schools… */
typedef struct crn_rows crn_rows;
/** A change set with its number: the receipt of a command, an entry of the history. */
typedef struct crn_event crn_event;
/** What a school or an office is told. */
typedef struct crn_notice crn_notice;

/* ---- Rows of a planning ------------------------------------------------------------------ */

/** One inspector's half-day, and which of its slots are taken. */
typedef struct crn_session {
  int64_t id;
  int64_t inspector;
  int64_t revision;        /**< number of the commit that last wrote it */
  int64_t proposed_centre; /**< of an available session that was imported with one */
  int64_t centre;     /**< zero: it is available, and what planning gives is zero, but for `plan` */
  int64_t planned_by; /**< the office that hears of a school's cancellation */
  uint64_t reserved;  /**< bit n: slot n is reserved */
  uint64_t unavailable;  /**< bit n: slot n cannot be reserved */
  crn_text external_ref; /**< another system's id of it */
  crn_departement departement;
  int32_t date;
  int32_t start;         /**< minutes since local midnight */
  int32_t end;           /**< the same, exclusive */
  uint32_t plan;         /**< rises each time it is planned or changed; 0: never */
  int32_t category;      /**< CRN_CATEGORY_ */
  int32_t part;          /**< CRN_PART_ */
  int32_t unit_minutes;  /**< of the grid that was frozen when it was planned, 1 to 240 */
  int32_t units_of_slot; /**< 1 to 16 */
  int32_t slot_count;    /**< 1 to 64 */
} crn_session;

/** One school's slots of one session. */
typedef struct crn_reservation {
  int64_t id;
  int64_t school;
  int64_t session;
  int64_t revision;      /**< number of the commit that last wrote it */
  uint64_t slots;        /**< bit n: it holds slot n; never zero */
  crn_text external_ref; /**< another system's id of it */
  uint32_t plan;         /**< of the session, of which its slots are */
  int32_t units;         /**< filled where the session is known, in lists of reservations */
  int32_t start;         /**< local time of its first slot; likewise */
  int32_t end;           /**< local time at which its last slot ends; likewise */
} crn_reservation;

/** A slot that cannot be reserved, and why. */
typedef struct crn_block {
  crn_slot slot;
  int32_t reason; /**< CRN_REASON_ */
  int32_t reserved_;
  crn_text note;
} crn_block;

/** An interval in which an inspector, a centre or an office is away. */
typedef struct crn_closure {
  int64_t id;
  int64_t who; /**< inspector, centre or office, by scope */
  crn_text note;
  crn_departement departement;
  int32_t scope;   /**< CRN_CLOSURE_ */
  int32_t from;    /**< local time of the first minute that is closed */
  int32_t to;      /**< local time of the first minute that is open again */
  int32_t reason;  /**< CRN_REASON_ */
  int32_t removed; /**< of an event: not zero where it was removed, zero where it was added */
} crn_closure;

/** One line of the dated rules document. */
typedef struct crn_rule {
  int32_t from; /**< the first local date on which it holds */
  int32_t reserved_;
  crn_text key; /**< see docs/rules.md */
  crn_text value;
} crn_rule;

/** A command that a rule refused. */
typedef struct crn_refusal {
  int64_t at;  /**< instant */
  int64_t who; /**< the actor's id, by role */
  int64_t limit;
  int64_t actual;
  crn_text subject;      /**< the actor's, the host's pseudonym */
  crn_text request;      /**< its request id */
  const crn_slot* slots; /**< what it asked for, as slots */
  size_t slot_count;
  crn_departement departement;
  int32_t command; /**< CRN_COMMAND_ */
  int32_t role;    /**< CRN_ROLE_ */
  crn_status code; /**< which rule refused it */
} crn_refusal;

/** Units counted. Schools can have crn_units_offered; of those, crn_units_unassigned are free. */
typedef struct crn_units {
  int64_t inspector;   /**< whose; zero: of all */
  int32_t planned;     /**< of all slots of the sessions counted */
  int32_t unavailable; /**< of slots that cannot be reserved */
  int32_t assigned;    /**< of reserved slots */
  int32_t reservable;  /**< unassigned and not yet begun */
  int32_t week;        /**< the Monday, as a date */
  int32_t reserved_;
} crn_units;

/** What schools can have or have: planned − unavailable. Thread-safe. Since 1.0. */
static inline int32_t crn_units_offered(crn_units units) {
  return units.planned - units.unavailable;
}

/** Of free slots, begun or not: offered − assigned. Thread-safe. Since 1.0. */
static inline int32_t crn_units_unassigned(crn_units units) {
  return crn_units_offered(units) - units.assigned;
}

/** A thing that an error or a remark is about. */
typedef struct crn_subject {
  int64_t id;
  int32_t kind; /**< CRN_SUBJECT_ */
  uint32_t plan;
  uint32_t ordinal;
  crn_departement departement;
} crn_subject;

/* ---- Rows of an event -------------------------------------------------------------------- */

/** A reservation made (`slots_before` zero), ended (`slots_after` zero), shrunk, or taken along to
 * another plan of its session. */
typedef struct crn_reservation_change {
  int64_t id; /**< below zero: fresh, not committed yet */
  int64_t school;
  int64_t session;
  int64_t revision_before; /**< an expectation, where `slots_before` is not zero */
  uint64_t slots_before;
  uint64_t slots_after;
  uint64_t leaves; /**< slot rows of `plan_before` that must be this reservation's, and go */
  uint64_t enters; /**< slot rows of `plan_after` that must not be there, and come */
  crn_text external_ref;
  uint32_t plan_before;
  uint32_t plan_after;
} crn_reservation_change;

/** Slots that become unavailable or cease to be. */
typedef struct crn_block_change {
  int64_t session;
  uint64_t slots;
  crn_text note;
  uint32_t plan;
  int32_t blocked;     /**< not zero: the rows come; zero: they go */
  int32_t reason;      /**< CRN_REASON_ */
  int32_t taken_along; /**< they go to another plan: reason and note are an expectation */
} crn_block_change;

/** Something that a receipt says beside the changes. */
typedef struct crn_remark {
  crn_subject subject; /**< the session, or the recipient */
  int64_t amount;
  int32_t kind; /**< CRN_REMARK_ */
  int32_t reserved_;
} crn_remark;

/* ---- Rows of a directory ----------------------------------------------------------------- */

/** BER, bureau de l'éducation routière. */
typedef struct crn_office {
  int64_t id;
  crn_text name;
  crn_text mail;
  crn_text phone;
  const crn_departement* departements;
  size_t departement_count;
  crn_text external_ref;
} crn_office;

/** AE, auto-école. */
typedef struct crn_school {
  int64_t id;
  crn_text name;      /**< raison sociale */
  crn_text aurige_id; /**< opaque, unique */
  crn_text mail;      /**< empty: notices to it are undeliverable */
  crn_text external_ref;
  uint32_t categories; /**< CRN_BIT of each that it teaches; zero: not stated */
  int32_t inactive;    /**< not zero: it keeps what it holds and can reserve nothing more */
} crn_school;

/** Affectation: an inspector's stay in a département, first and last day included. */
typedef struct crn_posting {
  crn_departement departement;
  crn_period period;
} crn_posting;

/** IPCSR, inspecteur. */
typedef struct crn_inspector {
  int64_t id;
  crn_text matricule; /**< unique */
  crn_text name;
  const crn_posting* postings; /**< by date; they never overlap */
  size_t posting_count;
  crn_text external_ref;
  uint32_t categories; /**< CRN_BIT of each that they may examine; zero: not stated */
  int32_t reserved_;
} crn_inspector;

/** Centre d'examen. */
typedef struct crn_centre {
  int64_t id;
  crn_text name;  /**< unique in its département */
  crn_text place; /**< address, as people read it */
  crn_text external_ref;
  crn_departement departement; /**< tells its time zone */
  uint32_t categories;         /**< CRN_BIT of each whose exams it holds; zero: not stated */
} crn_centre;

/* ---- Rows of notices --------------------------------------------------------------------- */

/** One reservation that a notice tells of, with what the recipient's calendar needs. */
typedef struct crn_notice_line {
  int64_t reservation;
  int64_t school; /**< whose reservation it is, whoever the recipient is */
  int64_t centre;
  int64_t inspector;
  int64_t sequence;   /**< of the calendar entry: rises with each change of the reservation */
  crn_text summary;   /**< rendered: the calendar entry's title */
  crn_text location;  /**< rendered: the centre's name and place */
  int32_t category;   /**< CRN_CATEGORY_ */
  int32_t part;       /**< CRN_PART_ */
  int32_t start;      /**< local time of the first slot told of */
  int32_t end;        /**< local time at which the last one ends */
  int32_t units;      /**< of the slots told of */
  int32_t still_held; /**< not zero: something of the reservation remains */
  int32_t held_start; /**< local times of what remains */
  int32_t held_end;
} crn_notice_line;

/** What a notice says and to whom, but for its lines. */
typedef struct crn_notice_facts {
  int64_t id;          /**< given by the outbox; zero before the commit */
  int64_t to_school;   /**< the recipient is this school… */
  int64_t to_office;   /**< …or this office */
  int64_t from_office; /**< to a school: where to turn to */
  int64_t at;          /**< instant of the command */
  crn_text note;       /**< the command's */
  crn_text address;    /**< the recipient's mail; empty: undeliverable */
  crn_text reply_to;   /**< the office's mail, or empty */
  crn_text title;      /**< rendered: the mail's subject */
  crn_text text;       /**< rendered: the mail as plain text */
  crn_text html;       /**< rendered: the same as HTML */
  crn_departement departement;
  int32_t kind;       /**< CRN_NOTICE_ */
  int32_t reason;     /**< CRN_REASON_, the command's */
  int32_t line_count; /**< how many lines it has; not looked at where a notice is given */
} crn_notice_facts;

/** How the delivery of a notice goes. */
typedef struct crn_delivery_state {
  int64_t next_attempt; /**< instant; not to be sent before, while it is pending */
  int64_t lease;        /**< fencing token of the current lease; rises with each one */
  crn_text last_error;  /**< what the other side said last */
  int32_t status;       /**< CRN_NOTICE_STATUS_ */
  int32_t attempts;     /**< how many were reported since it was made or retried */
  int32_t uncertain;    /**< attempts after which nobody knows whether the mail arrived */
  int32_t reserved_;
} crn_delivery_state;

/* ---- Rows of texts, files and checks ----------------------------------------------------- */

/** One line of what a receipt or a preview is about, in words. Columns that do not apply are
 * empty. */
typedef struct crn_listing_line {
  crn_text date;
  crn_text times;
  crn_text centre;
  crn_text inspector;
  crn_text school;
  crn_text category;
  crn_text sentence; /**< all of it in one line */
  int32_t start;     /**< local time */
  int32_t units;     /**< zero where nothing is counted */
} crn_listing_line;

/** One thing that is wrong with a file. */
typedef struct crn_fault {
  crn_text cell;  /**< as the file has it */
  int32_t line;   /**< from 1; 0: not of one row */
  int32_t column; /**< from 1; 0: not of one cell */
  crn_status code;
  int32_t reserved_;
} crn_fault;

/** What a check of a database found to be wrong. */
typedef struct crn_finding {
  crn_text what;
  crn_text where;
} crn_finding;

/* ---- Envelopes and filters --------------------------------------------------------------- */

/** Who acts. */
typedef struct crn_actor {
  uint32_t struct_size;
  int32_t role;     /**< CRN_ROLE_; zero is CRN_ERROR_BAD_ARGUMENT */
  int64_t who;      /**< the office (of a reader, too), school or inspector; zero of an operator */
  crn_text subject; /**< the host's pseudonym; kept in the history; may be empty */
} crn_actor;

/** Which page of a list. */
typedef struct crn_page {
  uint32_t struct_size;
  uint32_t limit; /**< 1 to 1,000; zero: 1,000 */
  crn_cursor after;
} crn_page;

/** Which sessions, by local start, then id. */
typedef struct crn_session_filter {
  uint32_t struct_size;
  crn_departement departement; /**< needed */
  crn_period period;           /**< of their dates */
  const int64_t* inspectors;   /**< of any of these; none: of all */
  size_t inspector_count;
  int64_t centre;          /**< planned there */
  int32_t category;        /**< planned for it */
  int32_t has_part;        /**< not zero: planned for exactly `part`, CRN_PART_UNSTATED included */
  int32_t part;            /**< CRN_PART_ */
  int32_t planned;         /**< not zero: planned ones only */
  int32_t available;       /**< not zero: available ones only; both or neither: all */
  int32_t with_free_slots; /**< not zero: planned, and at least one slot is free, begun or not */
  crn_hours hours;         /**< sessions that lie within; both zero: any */
} crn_session_filter;

/** Which reservations, by the local start of their first slot, then id. */
typedef struct crn_reservation_filter {
  uint32_t struct_size;
  crn_departement departement; /**< zeros: in all of them */
  crn_period period;           /**< of their sessions' dates */
  int64_t school;
  int64_t centre;
  const int64_t* inspectors;
  size_t inspector_count;
  int32_t category;
  int32_t reserved_;
} crn_reservation_filter;

/** Which closures, by their local start, then id. */
typedef struct crn_closure_filter {
  uint32_t struct_size;
  crn_departement departement; /**< needed */
  crn_period period;           /**< that they touch */
} crn_closure_filter;

/** Which part of the history, by number. Filters must all hold for one row that the event
 * changed. */
typedef struct crn_event_filter {
  uint32_t struct_size;
  crn_departement departement; /**< needed */
  int64_t after;               /**< events with a greater number */
  int64_t session;
  int64_t reservation;
  int64_t school; /**< whose reservations were changed */
} crn_event_filter;

/** The envelope of an event, and how many rows it has of each kind. */
typedef struct crn_event_head {
  uint32_t struct_size;
  int32_t command;  /**< CRN_COMMAND_ */
  int64_t number;   /**< of the commit; zero: of a preview, or not committed yet */
  int64_t at;       /**< instant of the command */
  int64_t who;      /**< the actor's id, by role */
  uint64_t content; /**< hash of the command's content; zero without a request id */
  int64_t rules;    /**< the version of the rules that decided */
  int64_t closures; /**< number of the commit that last changed a closure, where relied on */
  crn_text subject; /**< the actor's */
  crn_text request; /**< the caller's request id; empty: none */
  crn_text note;
  crn_departement departement;
  int32_t role;               /**< CRN_ROLE_ */
  int32_t reason;             /**< CRN_REASON_ */
  int32_t relies_on_closures; /**< not zero: `closures` is an expectation */
  int32_t
      changes_rules; /**< not zero: the rules document is replaced, and its version rises by one */
  uint32_t session_count;   /**< session rows made, removed or rewritten */
  uint32_t relied_on_count; /**< sessions that the decision relied on without writing them */
  uint32_t reservation_count;
  uint32_t block_count;
  uint32_t closure_count;
  uint32_t rule_count_before;
  uint32_t rule_count_after;
  uint32_t remark_count;
  uint32_t notice_count; /**< of a change set that is not committed yet */
  uint32_t new_sessions; /**< how many of the sessions have fresh ids, in their order… */
  uint32_t new_reservations;
  uint32_t new_closures;
  uint32_t reserved_;
} crn_event_head;

/** The deadline of a school's cancellation, and why it is what it is. It may cancel while now <
 * `closes_at`. */
typedef struct crn_deadline {
  uint32_t struct_size;
  int32_t closes_at_local; /**< local time, rounded down to the minute */
  int64_t closes_at;       /**< instant, exclusive */
  crn_text zone;           /**< IANA name; lives as long as the library */
  int32_t last_day;        /**< the last local date on which cancelling is (in part) allowed */
  int32_t days;            /**< the rule's */
  int32_t counting;        /**< CRN_COUNTING_ */
  int32_t back_to_working_day;
  uint32_t skipped_count; /**< days that were not counted; may be more than `skipped` holds */
  int32_t skipped[64];    /**< those days, latest first */
  uint32_t reserved_;
} crn_deadline;

#ifdef __cplusplus
}
#endif

#endif
