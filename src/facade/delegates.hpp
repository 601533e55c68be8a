#pragma once
/// \file
/// Ports that somebody else's code implements: in C by a table of functions, in Python and Java by a
/// class. Called on the thread of the call that needs them; what they are given lives as long as the
/// call. `host_ports.hpp` makes ports of them.

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "creneau_ports.h"
#include "facade/rows.hpp"

namespace creneau::facade {

/// What a callback says beside its status.
class Answer {
 public:
  /// The last text counts; shortened, and made valid UTF-8.
  void set_text(std::string_view text);
  /// Subjects add up.
  void add_subject(const crn_subject& subject);
  [[nodiscard]] const std::string& text() const noexcept { return text_; }
  [[nodiscard]] const std::vector<Subject>& subjects() const noexcept { return subjects_; }

 private:
  std::string text_;
  std::vector<Subject> subjects_;
};

/// A code that any port may say: `storage_failed` to `unsupported`.
[[nodiscard]] constexpr bool is_ports_own(ErrorCode code) noexcept {
  return ErrorCode::storage_failed <= code && code <= ErrorCode::unsupported;
}
/// The code that a callback's status says: one that any port may say or one of `also`; any other is
/// `host_error`.
[[nodiscard]] ErrorCode code_said(crn_status status,
                                  std::initializer_list<ErrorCode> also = {}) noexcept;
/// The same with what the callback said beside it.
[[nodiscard]] Error said(ErrorCode code, const Answer& answer);
[[nodiscard]] Error said(crn_status status, const Answer& answer,
                         std::initializer_list<ErrorCode> also = {});

/// Change sets that somebody else's storage commits, and its answers.
class CommitBuilder {
 public:
  explicit CommitBuilder(std::vector<Event> events);

  [[nodiscard]] std::size_t size() const noexcept { return places_.size(); }
  /// \pre place < size()
  [[nodiscard]] const Event& event(std::size_t place) const noexcept {
    return places_[place].event;
  }

  /// New ids, in the order of the fresh ones.
  struct NewIds {
    std::span<const std::int64_t> sessions;
    std::span<const std::int64_t> reservations;
    std::span<const std::int64_t> closures;
  };
  /// Gives a change set its number and the ids of its new rows. `bad_argument` as the port says.
  [[nodiscard]] result<void> assign(std::size_t place, std::int64_t number, const NewIds& ids);
  /// \name Answers
  /// The last one for a place counts. `bad_argument` for a place that is none.
  /// \{
  [[nodiscard]] result<void> done(std::size_t place);
  [[nodiscard]] result<void> replayed(std::size_t place, const crn_event_head* head, crn_text json);
  [[nodiscard]] result<void> conflict(std::size_t place);
  [[nodiscard]] result<void> failed(std::size_t place, crn_status status, std::string_view text);
  /// \}

  /// Moves the change set of a place and its answer out. False: it has no answer.
  [[nodiscard]] bool take(std::size_t place, ChangeSet& changes, Commit& answer) noexcept;

 private:
  struct Place {
    Event event;
    bool assigned = false;
    bool answered = false;
    Commit answer;
  };
  [[nodiscard]] result<Place*> at(std::size_t place);

  std::vector<Place> places_;
};

/// Keeps plannings, in somebody else's code.
class StorageDelegate {
 public:
  virtual ~StorageDelegate() = default;
  [[nodiscard]] virtual bool joins_commits() const noexcept = 0;
  virtual crn_status load(const crn_needs& needs, Rows& snapshot, Answer& answer) = 0;
  virtual crn_status commit(CommitBuilder& commit, Answer& answer) = 0;
  virtual crn_status record(const crn_refusal& refusal, Answer& answer) = 0;
  virtual crn_status rules(Rows& rows, Answer& answer) = 0;
  virtual crn_status sessions(const crn_session_filter& filter, const crn_page& page, Rows& rows,
                              Answer& answer) = 0;
  virtual crn_status reservations(const crn_reservation_filter& filter, const crn_page& page,
                                  Rows& rows, Answer& answer) = 0;
  virtual crn_status closures(const crn_closure_filter& filter, const crn_page& page, Rows& rows,
                              Answer& answer) = 0;
  virtual crn_status events(const crn_event_filter& filter, const crn_page& page, Rows& rows,
                            Answer& answer) = 0;
  virtual crn_status refusals(crn_departement departement, const crn_page& page, Rows& rows,
                              Answer& answer) = 0;
  virtual crn_status week_units(const crn_week_query& query, std::int32_t now, Rows& rows,
                                Answer& answer) = 0;
};

/// Knows offices, schools, inspectors and centres, in somebody else's code.
class DirectoryDelegate {
 public:
  virtual ~DirectoryDelegate() = default;
  virtual crn_status look_up(const crn_directory_needs& needs, Rows& rows, Answer& answer) = 0;
  virtual crn_status offices(std::span<const std::int64_t> ids, Rows& rows, Answer& answer) = 0;
  virtual crn_status schools(std::span<const std::int64_t> ids, Rows& rows, Answer& answer) = 0;
  virtual crn_status inspectors(std::span<const std::int64_t> ids, Rows& rows, Answer& answer) = 0;
  virtual crn_status centres(std::span<const std::int64_t> ids, Rows& rows, Answer& answer) = 0;
  virtual crn_status find_schools(std::string_view text, std::size_t limit, Rows& rows,
                                  Answer& answer) = 0;
};

/// Keeps notices until they are delivered, in somebody else's code.
class OutboxDelegate {
 public:
  virtual ~OutboxDelegate() = default;
  virtual crn_status lease(std::int64_t now, std::int64_t until, std::size_t limit, Rows& rows,
                           Answer& answer) = 0;
  virtual crn_status report(const crn_delivery_report& report, bool& recorded, Answer& answer) = 0;
  virtual crn_status notices(std::int32_t status, std::int64_t after, std::size_t limit, Rows& rows,
                             Answer& answer) = 0;
  virtual crn_status retry(std::span<const std::int64_t> notices, std::string_view address,
                           std::int64_t now, Answer& answer) = 0;
};

/// Delivers notices, in somebody else's code.
class NotifierDelegate {
 public:
  virtual ~NotifierDelegate() = default;
  /// CRN_DELIVERY_
  virtual std::int32_t deliver(const Notice& notice, Answer& answer) = 0;
};

/// Tells the time, in somebody else's code.
class ClockDelegate {
 public:
  virtual ~ClockDelegate() = default;
  virtual std::int64_t now() noexcept = 0;
};

}  // namespace creneau::facade
