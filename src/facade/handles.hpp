#pragma once
/// \file
/// What stands behind the opaque handles.

#include <memory>

#include "creneau_ports.h"
#include "facade/delegates.hpp"

namespace creneau::facade {

class Database;
class Engine;
class PlanningFile;

/// Ports, kept alive by whoever uses them.
/// \{
struct StoragePort {
  std::shared_ptr<Storage> it;
  bool is_databases = false;  ///< part of a Database, and not to be given up by itself
};
struct DirectoryPort {
  std::shared_ptr<const Directory> it;
  bool is_databases = false;
};
struct OutboxPort {
  std::shared_ptr<Outbox> it;
  bool is_databases = false;
};
struct NotifierPort {
  std::shared_ptr<Notifier> it;
};
class ClockPort;
/// \}

/// The type behind a handle.
template <class Handle>
struct Behind;
template <>
struct Behind<crn_error> {
  using type = Failure;
};
template <>
struct Behind<crn_string> {
  using type = std::string;
};
template <>
struct Behind<crn_rows> {
  using type = Rows;
};
template <>
struct Behind<crn_event> {
  using type = Event;
};
template <>
struct Behind<crn_notice> {
  using type = Notice;
};
template <>
struct Behind<crn_storage> {
  using type = StoragePort;
};
template <>
struct Behind<crn_directory> {
  using type = DirectoryPort;
};
template <>
struct Behind<crn_outbox> {
  using type = OutboxPort;
};
template <>
struct Behind<crn_notifier> {
  using type = NotifierPort;
};
template <>
struct Behind<crn_clock> {
  using type = ClockPort;
};
template <>
struct Behind<crn_database> {
  using type = Database;
};
template <>
struct Behind<crn_engine> {
  using type = Engine;
};
template <>
struct Behind<crn_planning_file> {
  using type = PlanningFile;
};
template <>
struct Behind<crn_commit> {
  using type = CommitBuilder;
};
template <>
struct Behind<crn_answer> {
  using type = Answer;
};

/// What stands behind a handle; null of null.
/// \{
template <class Handle>
[[nodiscard]] typename Behind<Handle>::type* behind(Handle* handle) noexcept {
  return reinterpret_cast<typename Behind<Handle>::type*>(handle);
}
template <class Handle>
[[nodiscard]] const typename Behind<Handle>::type* behind(const Handle* handle) noexcept {
  return reinterpret_cast<const typename Behind<Handle>::type*>(handle);
}
/// \}

/// The handle of something.
/// \{
template <class Handle>
[[nodiscard]] Handle* handle_of(typename Behind<Handle>::type* it) noexcept {
  return reinterpret_cast<Handle*>(it);
}
template <class Handle>
[[nodiscard]] const Handle* handle_of(const typename Behind<Handle>::type* it) noexcept {
  return reinterpret_cast<const Handle*>(it);
}
/// \}

}  // namespace creneau::facade
