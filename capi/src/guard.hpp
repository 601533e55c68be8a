#pragma once
/// \file
/// The edge of the library: every function body runs inside `guarded`, where results and exceptions
/// become codes. Nothing leaves it in any other way.

#include <exception>
#include <memory>
#include <new>
#include <string>
#include <utility>

#include "facade/handles.hpp"

namespace creneau::capi {

/// Gives the caller an error: one of its own, or the bare code's where there is no memory for it.
crn_status fail(Error error, crn_error** to) noexcept;

/// Gives an error back.
void give_back(crn_error* error) noexcept;

/// Runs a body that returns result<void>.
template <class Body>
crn_status guarded(crn_error** error, Body&& body) noexcept {
  if (error != nullptr) *error = nullptr;
  try {
    result<void> done = body();
    if (done) return CRN_OK;
    return fail(std::move(done.assume_error()), error);
  } catch (const std::bad_alloc&) {
    return fail(Error{ErrorCode::no_memory}, error);
  } catch (const std::exception& thrown) {
    try {
      return fail(Error{ErrorCode::host_error}.with_text(thrown.what()), error);
    } catch (...) {
      return fail(Error{ErrorCode::host_error}, error);
    }
  } catch (...) {
    return fail(Error{ErrorCode::host_error}, error);
  }
}

/// What stands behind a handle that must be there.
template <class Handle>
[[nodiscard]] auto given(Handle* handle, const char* name)
    -> result<decltype(facade::behind(handle))> {
  if (handle == nullptr) return facade::bad_argument(name);
  return facade::behind(handle);
}

/// Runs a body that returns result<std::unique_ptr<…>>, and gives the caller its handle.
template <class Handle, class Body>
crn_status giving(Handle** to, const char* name, crn_error** error, Body&& body) noexcept {
  if (to != nullptr) *to = nullptr;
  return guarded(error, [&]() -> result<void> {
    if (to == nullptr) return facade::bad_argument(name);
    BOOST_OUTCOME_TRY(auto made, body());
    *to = facade::handle_of<Handle>(made.release());
    return success();
  });
}

/// Runs a body that returns result<std::string>, and gives the caller the text.
template <class Body>
crn_status giving_text(crn_string** to, const char* name, crn_error** error, Body&& body) noexcept {
  return giving(to, name, error, [&]() -> result<std::unique_ptr<std::string>> {
    BOOST_OUTCOME_TRY(auto text, body());
    return std::make_unique<std::string>(std::move(text));
  });
}

/// Runs a body that returns a result of a plain struct, and fills the caller's. Where `optional`, the
/// caller may not want it.
template <class Plain, class Body>
crn_status filling(Plain* to, const char* name, bool optional, crn_error** error,
                   Body&& body) noexcept {
  return guarded(error, [&]() -> result<void> {
    if (to != nullptr || !optional) {
      BOOST_OUTCOME_TRY(facade::check_struct(to, name));
      facade::write_struct(Plain{}, to);
    }
    BOOST_OUTCOME_TRY(const Plain value, body());
    if (to != nullptr) facade::write_struct(value, to);
    return success();
  });
}

}  // namespace creneau::capi
