/**
 * \file
 * A storage and an outbox in plain C, over tables in memory such as a planning system might have: a
 * row for each session, for each reservation and for each slot that is taken. Nothing survives it.
 */
#ifndef TABLE_STORAGE_H
#define TABLE_STORAGE_H

#include "creneau_ports.h"

#ifdef __cplusplus
extern "C" {
#endif

/** Plannings, history and notices, behind one mutex. It lives until it was given up and both of its
 * ports were released, in whatever order. */
typedef struct table_storage table_storage;

/** An empty storage; NULL where memory is exhausted. */
table_storage* table_storage_create(void);

/** Gives it up, once; takes NULL and does nothing. */
void table_storage_free(table_storage* storage);

/** A port for crn_storage_create. Each one holds the storage until its `release` is called: by the
 * library, or by the caller where registering it failed. */
crn_storage_port table_storage_port(table_storage* storage);

/** Likewise, for crn_outbox_create. */
crn_outbox_port table_storage_outbox_port(table_storage* storage);

#ifdef __cplusplus
}
#endif

#endif
