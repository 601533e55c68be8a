#include "vector_text.h"

#include <inttypes.h>

#include "vector_stop.h"

enum { kMinutesOfDay = 1440 };

static const int64_t kSecond = 1000000;
static const int64_t kMinute = 60 * (int64_t)1000000;

/** Reads so many digits and moves on; below zero: there are not so many. */
static int32_t take_digits(const char** at, int width) {
  int32_t number = 0;
  for (; width > 0; --width, ++*at) {
    if (**at < '0' || **at > '9') return -1;
    number = number * 10 + (**at - '0');
  }
  return number;
}

static int take_letter(const char** at, char letter) {
  if (**at != letter) return 0;
  ++*at;
  return 1;
}

/** Zero: there is none. */
static int32_t take_date(const char** at) {
  const int32_t year = take_digits(at, 4);
  if (year < 0 || !take_letter(at, '-')) return 0;
  const int32_t month = take_digits(at, 2);
  if (month < 0 || !take_letter(at, '-')) return 0;
  const int32_t day = take_digits(at, 2);
  return day < 0 ? 0 : crn_date(year, month, day);
}

/** Below zero: there is none. */
static int32_t take_time(const char** at) {
  const int32_t hours = take_digits(at, 2);
  if (hours < 0 || !take_letter(at, ':')) return -1;
  const int32_t minutes = take_digits(at, 2);
  if (minutes < 0 || minutes > 59 || hours * 60 + minutes > kMinutesOfDay) return -1;
  return hours * 60 + minutes;
}

/** The digits behind a point, in microseconds; below zero: there are none, or more than six. */
static int64_t take_decimals(const char** at) {
  const char* first = *at;
  int64_t micros = 0;
  for (int64_t unit = kSecond / 10; **at >= '0' && **at <= '9'; unit /= 10) {
    if (unit == 0) return -1;
    micros += (*(*at)++ - '0') * unit;
  }
  return *at == first ? -1 : micros;
}

/** ":59.999999", where it is written; below zero: there is no such time. */
static int64_t take_seconds(const char** at) {
  if (!take_letter(at, ':')) return 0;
  const int32_t seconds = take_digits(at, 2);
  if (seconds < 0 || seconds > 59) return -1;
  const int64_t decimals = take_letter(at, '.') ? take_decimals(at) : 0;
  return decimals < 0 ? -1 : seconds * kSecond + decimals;
}

int32_t vector_date(const char* text) {
  const char* at = text;
  const int32_t date = take_date(&at);
  if (date == 0 || *at != 0) vector_stop("no such date: %s", text);
  return date;
}

int32_t vector_time(const char* text) {
  const char* at = text;
  const int32_t time = take_time(&at);
  if (time < 0 || *at != 0) vector_stop("no such time: %s", text);
  return time;
}

int32_t vector_local_time(const char* text) {
  const char* at = text;
  const int32_t date = take_date(&at);
  const int32_t time = take_letter(&at, 'T') ? take_time(&at) : 0;
  if (date == 0 || time < 0 || *at != 0) vector_stop("no such local time: %s", text);
  return date * kMinutesOfDay + time;
}

int32_t vector_week(const char* text) {
  const char* at = text;
  const int32_t year = take_digits(&at, 4);
  const int is_week = year >= 0 && take_letter(&at, '-') && take_letter(&at, 'W');
  const int32_t number = is_week ? take_digits(&at, 2) : -1;
  const int32_t monday = number < 0 || *at != 0 ? 0 : crn_week(year, number);
  if (monday == 0) vector_stop("no such week: %s", text);
  return monday;
}

int64_t vector_instant(const char* text) {
  const char* at = text;
  const int32_t date = take_date(&at);
  const int32_t time = date != 0 && take_letter(&at, 'T') ? take_time(&at) : -1;
  const int64_t part = time < 0 ? -1 : take_seconds(&at);
  const int is_whole = part >= 0 && take_letter(&at, 'Z') && *at == 0;
  if (!is_whole || (time == kMinutesOfDay && part != 0)) vector_stop("no such instant: %s", text);
  return ((int64_t)date * kMinutesOfDay + time) * kMinute + part;
}

const char* vector_date_text(vector_scope* scope, int32_t date) {
  if (crn_week_of(date) == 0) vector_stop("day %" PRId32 " is out of range", date);
  int32_t year = 2000;
  while (crn_date(year + 1, 1, 1) != 0 && crn_date(year + 1, 1, 1) <= date) ++year;
  int32_t month = 1;
  while (month < 12 && crn_date(year, month + 1, 1) <= date) ++month;
  /* Of every month the library knows the 28th. */
  const int32_t day = date - crn_date(year, month, 28) + 28;
  return vector_scope_print(scope, "%04" PRId32 "-%02" PRId32 "-%02" PRId32, year, month, day);
}

const char* vector_local_time_text(vector_scope* scope, int32_t time) {
  const int32_t minutes = time % kMinutesOfDay;
  return vector_scope_print(scope, "%sT%02" PRId32 ":%02" PRId32,
                            vector_date_text(scope, time / kMinutesOfDay), minutes / 60,
                            minutes % 60);
}

const char* vector_instant_text(vector_scope* scope, int64_t instant) {
  const char* minute = vector_local_time_text(scope, (int32_t)(instant / kMinute));
  const int64_t seconds = instant % kMinute / kSecond;
  const int64_t micros = instant % kSecond;
  if (micros == 0) return vector_scope_print(scope, "%s:%02" PRId64 "Z", minute, seconds);
  return vector_scope_print(scope, "%s:%02" PRId64 ".%06" PRId64 "Z", minute, seconds, micros);
}
