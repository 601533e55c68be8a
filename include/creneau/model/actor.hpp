#pragma once
/// \file
/// Who acts. Authentication is the host's.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "creneau/model/ids.hpp"

namespace creneau {

/// In which capacity somebody acts; what each may do is in `policy/authorization.hpp`.
///
/// - office: plans the exams of its départements;
/// - school: reads and cancels what is its own;
/// - inspector: reads its own sessions;
/// - reader: reads the plannings of an office's départements;
/// - operator_ (code "operator"): runs the system: imports, rules, notices.
///
/// The numbers are stored: new roles are appended.
enum class Role : std::uint8_t { office, school, inspector, reader, operator_ };

namespace detail {
inline constexpr std::array<std::string_view, 5> kRoleCodes{"office", "school", "inspector",
                                                            "reader", "operator"};
}

/// The role's name, as files, JSON and options write it. Lives as long as the program.
[[nodiscard]] constexpr std::string_view code_of(Role role) noexcept {
  return detail::kRoleCodes[static_cast<std::size_t>(role)];
}

/// The role of a code such as "office"; none for any other text.
[[nodiscard]] constexpr std::optional<Role> role_from_code(std::string_view code) noexcept {
  for (std::size_t index = 0; index < detail::kRoleCodes.size(); ++index)
    if (detail::kRoleCodes[index] == code) return static_cast<Role>(index);
  return std::nullopt;
}

/// Who acts, in which role. `subject` is the host's opaque pseudonym; it is kept in the history.
struct Actor {
  Role role = Role::reader;  ///< the least that there is, unless stated
  std::int64_t who =
      0;                ///< the OfficeId (office, reader), SchoolId or InspectorId; 0 for operators
  std::string subject;  ///< names no person by itself; empty: not stated

  /// An office.
  [[nodiscard]] static Actor of_office(OfficeId id, std::string subject = {}) {
    return {Role::office, id.value, std::move(subject)};
  }
  /// A school.
  [[nodiscard]] static Actor of_school(SchoolId id, std::string subject = {}) {
    return {Role::school, id.value, std::move(subject)};
  }
  /// An inspector.
  [[nodiscard]] static Actor of_inspector(InspectorId id, std::string subject = {}) {
    return {Role::inspector, id.value, std::move(subject)};
  }
  /// A reader of an office's départements.
  [[nodiscard]] static Actor of_reader(OfficeId id, std::string subject = {}) {
    return {Role::reader, id.value, std::move(subject)};
  }
  /// An operator.
  [[nodiscard]] static Actor of_operator(std::string subject = {}) {
    return {Role::operator_, 0, std::move(subject)};
  }

  /// The office that acts or whose reader acts; zero in other roles.
  [[nodiscard]] OfficeId office() const noexcept {
    return role == Role::office || role == Role::reader ? OfficeId{who} : OfficeId{};
  }
  /// The school that acts; zero in other roles.
  [[nodiscard]] SchoolId school() const noexcept {
    return role == Role::school ? SchoolId{who} : SchoolId{};
  }
  /// The inspector who acts; zero in other roles.
  [[nodiscard]] InspectorId inspector() const noexcept {
    return role == Role::inspector ? InspectorId{who} : InspectorId{};
  }
  friend bool operator==(const Actor&, const Actor&) = default;
};

}  // namespace creneau
