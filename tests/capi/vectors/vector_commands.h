/**
 * \file
 * The commands of a vector as the library takes them; names become ids.
 */
#ifndef CRENEAU_VECTOR_COMMANDS_H
#define CRENEAU_VECTOR_COMMANDS_H

#include "vector_symbols.h"

/** The arguments of one command. */
typedef union vector_arguments {
  crn_create_sessions create_sessions;
  crn_remove_sessions remove_sessions;
  crn_plan_sessions plan_sessions;
  crn_unplan_sessions unplan_sessions;
  crn_change_session change_session;
  crn_reserve_slots reserve_slots;
  crn_reserve_wish reserve_wish;
  crn_cancel_by_office cancel_by_office;
  crn_cancel_by_school cancel_by_school;
  crn_block_slots block_slots;
  crn_block_slots unblock_slots;
  crn_add_closure add_closure;
  crn_remove_closures remove_closures;
  crn_set_rules set_rules;
  crn_import_planning import_planning;
} vector_arguments;

/** A command; what it points to lives as long as the scope that it was read with. */
typedef struct vector_command {
  const struct vector_command_kind* kind;
  vector_arguments as;
} vector_command;

/** Reads a command, "reserve_slots" and its arguments. */
vector_command vector_command_read(const vector_symbols* symbols, vector_scope* scope,
                                   const char* name, json_t* arguments);

/** Gives it to an engine. */
crn_status vector_command_run(const vector_command* command, const crn_engine* engine,
                              const crn_call* call, crn_event** receipt, crn_error** error);

#endif
