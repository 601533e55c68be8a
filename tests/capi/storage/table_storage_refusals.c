/**
 * \file
 * The journal of refusals. Nothing ever leaves it: the place in the table is that in the list.
 */
#include "table_storage_private.h"

static crn_status note_refusal(struct table_storage* storage, const crn_refusal* refusal) {
  crn_status status = CRN_OK;
  crn_refusal row = *refusal;
  row.subject = text_copy(refusal->subject, &status);
  row.request = text_copy(refusal->request, &status);
  crn_slot* slots = room_for(refusal->slot_count, sizeof *slots, &status);
  if (slots != NULL && refusal->slot_count > 0)
    memcpy(slots, refusal->slots, refusal->slot_count * sizeof *slots);
  row.slots = slots;
  return table_take(&storage->tables[REFUSALS], &row, status);
}

crn_status storage_record(void* user_data, const crn_refusal* refusal, crn_answer* answer) {
  struct table_storage* storage = user_data;
  (void)answer;
  pthread_mutex_lock(&storage->mutex);
  const crn_status status = note_refusal(storage, refusal);
  pthread_mutex_unlock(&storage->mutex);
  return status;
}

crn_status list_refusals(const struct table_storage* storage, crn_departement departement,
                         crn_cursor after, struct table* listed) {
  const struct table* refusals = &storage->tables[REFUSALS];
  crn_status status = CRN_OK;
  for (size_t place = 0; status == CRN_OK && place < refusals->count; ++place) {
    const crn_refusal* row = table_at(refusals, place);
    if (is_same_departement(row->departement, departement))
      status = list_row(listed, after, (int64_t)place + 1, 0, place);
  }
  return status;
}
