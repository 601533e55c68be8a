/**
 * \file
 * A scenario as it runs: the engine over one database, its clock, the names given so far.
 */
#ifndef CRENEAU_VECTOR_RUN_H
#define CRENEAU_VECTOR_RUN_H

#include "creneau_ports.h"
#include "vector_check.h"
#include "vector_symbols.h"

/** Zeros, and the database and the scenario's name set: not begun. */
typedef struct vector_run {
  vector_check check;
  vector_scope life; /**< what lives as long as the run */
  vector_scope step; /**< what lives as long as the step */
  vector_symbols symbols;
  crn_database* database;
  crn_clock* clock;
  crn_engine* engine;
  const char* departement; /**< of what names no other */
  int64_t last_notice;     /**< the last one that was asked for */
} vector_run;

/** Makes the clock and the engine, puts the world into the database and names its entries. */
void vector_run_begin(vector_run* run, json_t* world);

/** Destroys everything, the database too. */
void vector_run_end(vector_run* run);

/** The département of an object, or the scenario's. */
crn_departement vector_run_departement(const vector_run* run, const json_t* object);

/** Somebody who acts: "office:BER 93", "operator". */
crn_actor vector_run_actor(const vector_run* run, const char* text);

/** The operator. */
crn_actor vector_run_operator(void);

/** Somebody who may read the plannings of a département. */
crn_actor vector_run_reader(vector_run* run, crn_departement departement);

#endif
