#pragma once
/// \file
/// Events, errors and rows as messages.

#include "creneau/model/change_set.hpp"
#include "facade/rows.hpp"
#include "message.hpp"
#include "plain_fields.hpp"

namespace creneau::java {

/// An event: its head and its rows for Java to read, and the whole of it packed, for Java to give back.
void put(Writer& to, const Event& event);
/// The event that Java gives back.
[[nodiscard]] Event event_of(std::string_view packed);

/// What a notice says.
void put(Writer& to, const Notice& notice);

/// An error, with its sentence in English and in French. `faults`: of the file that it speaks of.
void put(Writer& to, const Error& error, const facade::Rows* faults = nullptr);

/// The rows of one kind.
template <class Rows>
void put_rows(Writer& to, const Rows& rows) {
  to.each(rows, [&](const auto& row) { to(facade::plain(row)); });
}
void put_rows(Writer& to, const std::vector<facade::OfficeRow>& rows);
void put_rows(Writer& to, const std::vector<facade::InspectorRow>& rows);
void put_rows(Writer& to, const std::vector<facade::RefusalRow>& rows);
void put_rows(Writer& to, const std::vector<Event>& rows);
void put_rows(Writer& to, const std::vector<OutboxEntry>& rows);
void put_rows(Writer& to, const std::vector<ReservedSession>& rows);
void put_rows(Writer& to, const std::vector<text::ListingLine>& rows);

/// Takes the rows of one kind that come next into the rows. `name` is that of the list.
template <class Row>
[[nodiscard]] result<void> add(Reader& reader, facade::Rows& rows, const char* name) {
  const Row* list = nullptr;
  std::size_t count = 0;
  reader.list(list, count);
  return rows.add(facade::RowsIn<Row>{list, sizeof(Row), count, name});
}

/// The beginning of an answer that gives something.
[[nodiscard]] inline Writer done() {
  Writer answer;
  answer(std::int32_t{CRN_OK});
  return answer;
}
/// An answer that gives nothing.
[[nodiscard]] inline Bytes done(const result<void>& outcome) {
  if (outcome) return done().take();
  Writer answer;
  put(answer, outcome.assume_error());
  return answer.take();
}
/// An answer: what `write(answer, value)` puts in, or the error.
template <class T, class Write>
[[nodiscard]] Bytes answer_of(const result<T>& outcome, Write&& write,
                              const facade::Rows* faults = nullptr) {
  if (outcome) {
    Writer answer = done();
    write(answer, outcome.assume_value());
    return answer.take();
  }
  Writer answer;
  put(answer, outcome.assume_error(), faults);
  return answer.take();
}

}  // namespace creneau::java
