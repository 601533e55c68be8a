#pragma once
/// \file
/// What went wrong: a code, the things concerned, figures. No wording: `creneau::text` writes it.

#include <boost/container/small_vector.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "creneau/model/ids.hpp"
#include "creneau/model/slot.hpp"
#include "creneau/model/time.hpp"

namespace creneau {

struct Deadline;  // policy/cancellation.hpp

/// What went wrong: see `error_codes.def` (or docs/errors.md) for the meaning of each. Names and
/// numbers are for ever.
enum class ErrorCode : std::int32_t {
#define CRENEAU_ERROR(name, number, kind, meaning) name = number,
#include "creneau/model/error_codes.def"
#undef CRENEAU_ERROR
};

/// Who is to mend it: the caller by another wish, because a rule says no (refused); the caller by
/// another request, because it is wrong in itself (input); or whoever runs the system: storage,
/// delivery, host (failed).
enum class ErrorClass : std::uint8_t { refused, input, failed };

/// The class of a code, out of `error_codes.def`; `failed` for a number that is no code.
[[nodiscard]] constexpr ErrorClass class_of(ErrorCode code) noexcept {
  switch (code) {
#define CRENEAU_ERROR(name, number, kind, meaning) \
  case ErrorCode::name: return ErrorClass::kind;
#include "creneau/model/error_codes.def"
#undef CRENEAU_ERROR
  }
  return ErrorClass::failed;
}

/// The code's name as written in `error_codes.def`; "unknown" for a number that is no code.
[[nodiscard]] constexpr std::string_view name_of(ErrorCode code) noexcept {
  switch (code) {
#define CRENEAU_ERROR(name, number, kind, meaning) \
  case ErrorCode::name: return #name;
#include "creneau/model/error_codes.def"
#undef CRENEAU_ERROR
  }
  return "unknown";
}

/// One thing that an error or a remark is about.
struct Subject {
  /// What `id` is.
  enum class Kind : std::uint8_t {
    none,
    office,
    school,
    inspector,
    centre,
    session,
    slot,
    reservation,
    closure,
    notice,
    departement,
    date,
    category,
    line
  };
  Kind kind = Kind::none;  ///< what the subject is
  std::int64_t id = 0;     ///< the entity's id; of a slot the session; days since 1970-01-01 of a
      ///< date; the index of a département; the category's number; a line, from 1
  std::uint32_t plan = 0;     ///< of a slot
  std::uint32_t ordinal = 0;  ///< of a slot; of a line the column, from 1, or 0

  /// No subject.
  constexpr Subject() noexcept = default;
  /// A subject of any kind; the numbers mean what the fields say.
  constexpr Subject(Kind what, std::int64_t which, std::uint32_t plan_number = 0,
                    std::uint32_t place = 0) noexcept
      : kind(what), id(which), plan(plan_number), ordinal(place) {}
  /// An office.
  constexpr Subject(OfficeId it) noexcept : Subject(Kind::office, it.value) {}
  /// A school.
  constexpr Subject(SchoolId it) noexcept : Subject(Kind::school, it.value) {}
  /// An inspector.
  constexpr Subject(InspectorId it) noexcept : Subject(Kind::inspector, it.value) {}
  /// A centre.
  constexpr Subject(CentreId it) noexcept : Subject(Kind::centre, it.value) {}
  /// A session.
  constexpr Subject(SessionId it) noexcept : Subject(Kind::session, it.value) {}
  /// A reservation.
  constexpr Subject(ReservationId it) noexcept : Subject(Kind::reservation, it.value) {}
  /// A closure.
  constexpr Subject(ClosureId it) noexcept : Subject(Kind::closure, it.value) {}
  /// A notice.
  constexpr Subject(NoticeId it) noexcept : Subject(Kind::notice, it.value) {}
  /// A slot of one plan of its session.
  constexpr Subject(const SlotId& it) noexcept
      : Subject(Kind::slot, it.session.value, it.plan.value, it.ordinal) {}
  /// A local date.
  constexpr Subject(Date it) noexcept : Subject(Kind::date, it.time_since_epoch().count()) {}

  friend constexpr bool operator==(const Subject&, const Subject&) noexcept = default;
};

/// Why something was not done. Nothing was changed, unless the code is `unconfirmed`.
struct Error {
  ErrorCode code = ErrorCode::bad_argument;  ///< what went wrong
  boost::container::small_vector<Subject, 2>
      subjects;             ///< the things concerned, the first one first
  std::int64_t limit = 0;   ///< what the rule allows; an instant in microseconds where it is a time
  std::int64_t actual = 0;  ///< what was asked for
  std::string text;         ///< the offending text, or what a foreign system said
  std::shared_ptr<const Deadline> deadline;  ///< the whole answer, where the code is `too_late`

  /// A `bad_argument` about nothing, to be filled in.
  Error() = default;
  /// An error about nothing in particular.
  explicit Error(ErrorCode what) noexcept : code(what) {}
  /// An error about one thing.
  Error(ErrorCode what, Subject subject) : code(what), subjects{subject} {}
  /// An error about two things, the first one first.
  Error(ErrorCode what, Subject first, Subject second) : code(what), subjects{first, second} {}

  /// The same error about one more thing.
  [[nodiscard]] Error&& about(Subject subject) && {
    subjects.push_back(subject);
    return std::move(*this);
  }
  /// The same error with the figures: what the rule allows and what was asked for, in one unit.
  [[nodiscard]] Error&& with_limit(std::int64_t allowed, std::int64_t asked) && noexcept {
    limit = allowed;
    actual = asked;
    return std::move(*this);
  }
  /// The same error with the offending text, or a foreign system's words.
  [[nodiscard]] Error&& with_text(std::string what) && noexcept {
    text = std::move(what);
    return std::move(*this);
  }
  /// Compares all but `deadline`.
  friend bool operator==(const Error& a, const Error& b) {
    return a.code == b.code && a.subjects == b.subjects && a.limit == b.limit &&
           a.actual == b.actual && a.text == b.text;
  }
};

}  // namespace creneau
