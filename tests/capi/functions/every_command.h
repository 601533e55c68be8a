/**
 * \file
 * The fifteen commands, each with an example that succeeds, to try on all of them what holds for all.
 */
#ifndef CRENEAU_TESTS_EVERY_COMMAND_H
#define CRENEAU_TESTS_EVERY_COMMAND_H

#include "office_93.h"

enum { COMMAND_COUNT = 15 };

/** The function of a command. */
typedef crn_status command_runner(const crn_engine* engine, const crn_call* call,
                                  const void* command, crn_event** receipt, crn_error** error);

/** One of them, as a batch has it. */
typedef struct any_command {
  const char* name;
  command_runner* run;
  const crn_call* call;
  const void* command;
  size_t size;        /**< of the struct */
  size_t least;       /**< of its fields that the example needs */
  int32_t batch_kind; /**< CRN_COMMAND_; it stands in the place of this number less one */
  int32_t kind;       /**< CRN_COMMAND_, as its event has it */
} any_command;

/** An office, and an example of each command. Its planned session is of IPCSR 93-07 on Monday
 * morning: "RR....x", the reservation is of Auto-école 93-012. IPCSR 93-08 is available then. */
typedef struct busy_office {
  office_93 office;
  int64_t planned;
  int64_t available;
  int64_t reservation;
  int64_t closure;

  crn_slot free_slot;
  crn_slot other_free_slot;
  crn_slot blocked_slot;
  crn_new_session new_session;
  crn_rule rule;
  crn_imported_session imported_session;

  crn_create_sessions create;
  crn_remove_sessions remove;
  crn_plan_sessions plan;
  crn_unplan_sessions unplan;
  crn_change_session change;
  crn_reserve_slots reserve;
  crn_reserve_wish wish;
  crn_cancel_by_office cancel_by_office;
  crn_cancel_by_school cancel_by_school;
  crn_block_slots block;
  crn_block_slots unblock;
  crn_add_closure close;
  crn_remove_closures reopen;
  crn_set_rules set_rules;
  crn_import_planning import;

  any_command all[COMMAND_COUNT];
} busy_office;

/** Those that can be run in one office in this order: what leaves the others something to do comes
 * first. */
enum { ONE_AFTER_THE_OTHER_COUNT = 12 };
extern const int32_t one_after_the_other[ONE_AFTER_THE_OTHER_COUNT];

/** \name For cmocka */
int open_busy_office(void** state);
int close_busy_office(void** state);

/** The preview of its reservation of two slots for Auto-école 93-013; the caller's. */
crn_event* previewed_reservation(const busy_office* busy);
/** What its school hears on 12 June, when it cancels too late; the caller's. */
crn_error* too_late_error(const busy_office* busy);

#endif
