#include "vector_slots.h"

#include "vector_json.h"
#include "vector_stop.h"

/** Adjacent slots of one plan. */
typedef struct run_of_slots {
  int64_t session;
  uint32_t plan;
  uint32_t from;
  uint32_t to;
} run_of_slots;

/** The last place of a letter before `end`; NULL: there is none. */
static const char* last_before(const char* text, const char* end, char letter) {
  while (end != text)
    if (*--end == letter) return end;
  return NULL;
}

/** The number that stands between two places of a text, and nothing else. */
static uint32_t number_between(const char* from, const char* to) {
  uint32_t number = 0;
  if (from == to) vector_stop("a number is missing before \"%s\"", to);
  for (; from != to; ++from) {
    if (*from < '0' || *from > '9' || number > 1000000) vector_stop("no number: %s", from);
    number = number * 10 + (uint32_t)(*from - '0');
  }
  return number;
}

static run_of_slots run_of(const vector_symbols* symbols, const char* text) {
  const char* end = text + strlen(text);
  const char* second = last_before(text, end, '/');
  const char* first = second == NULL ? NULL : last_before(text, second, '/');
  if (first == NULL) vector_stop("no slot: %s", text);
  const char* dash = strchr(second, '-');
  run_of_slots run;
  run.session = vector_symbols_id_of(symbols, CRN_SUBJECT_SESSION, text, (size_t)(first - text));
  run.plan = number_between(first + 1, second);
  run.from = number_between(second + 1, dash == NULL ? end : dash);
  run.to = dash == NULL ? run.from : number_between(dash + 1, end);
  if (run.to < run.from) vector_stop("no slots: %s", text);
  return run;
}

static void write_slots(const run_of_slots* run, crn_slot* slots) {
  for (uint32_t ordinal = run->from; ordinal <= run->to; ++ordinal, ++slots) {
    slots->session = run->session;
    slots->plan = run->plan;
    slots->ordinal = ordinal;
  }
}

const crn_slot* vector_slots_read(const vector_symbols* symbols, vector_scope* scope,
                                  const json_t* texts, size_t* count) {
  const size_t run_count = json_array_size(texts);
  run_of_slots* runs = vector_scope_memory(scope, run_count, sizeof *runs);
  *count = 0;
  for (size_t place = 0; place < run_count; ++place) {
    runs[place] = run_of(symbols, vector_json_text(json_array_get(texts, place)));
    *count += runs[place].to - runs[place].from + 1;
  }
  crn_slot* slots = vector_scope_memory(scope, *count, sizeof *slots);
  crn_slot* next = slots;
  for (size_t place = 0; place < run_count; ++place) {
    write_slots(&runs[place], next);
    next += runs[place].to - runs[place].from + 1;
  }
  return slots;
}

uint64_t vector_slots_bits(const json_t* ordinals) {
  uint64_t slots = 0;
  for (size_t place = 0; place < json_array_size(ordinals); ++place)
    slots |=
        (uint64_t)1 << vector_json_number(json_array_get(ordinals, place), VECTOR_MOST_SLOTS - 1);
  return slots;
}

json_t* vector_slots_ordinals(vector_scope* scope, uint64_t slots) {
  json_t* ordinals = vector_scope_json(scope, json_array());
  for (int ordinal = 0; ordinal < VECTOR_MOST_SLOTS; ++ordinal)
    if ((slots >> ordinal & 1) != 0) vector_json_add(ordinals, json_integer(ordinal));
  return ordinals;
}

int64_t vector_slots_count(uint64_t slots) {
  int64_t count = 0;
  for (; slots != 0; slots &= slots - 1) ++count;
  return count;
}
