#pragma once
/// \file
/// A Python exception on its way through the engine: raised in a port, it ends the call as itself.

#include <pybind11/pybind11.h>

#include "creneau/model/error.hpp"
#include "creneau_types.h"
#include "facade/delegates.hpp"

namespace creneau::python::pending {

/// Forgets what is pending on this thread. With or without the GIL.
void forget() noexcept;
/// Keeps an exception, if none is kept yet, and says its status: a `creneau.Error`'s own code, or
/// `host_error`. With the GIL.
[[nodiscard]] crn_status keep(pybind11::error_already_set& error, facade::Answer& answer);
/// What an outer call keeps, set aside while Python code of a port runs, which may call engines of
/// its own. With the GIL.
class Aside {
 public:
  Aside() noexcept;
  Aside(const Aside&) = delete;
  Aside& operator=(const Aside&) = delete;
  /// Puts it back; what was kept meanwhile is then dropped.
  ~Aside();

 private:
  PyObject* before_;
};

/// Throws what is pending on this thread, if anything is: of a call that ended with this code, or
/// was done all the same (no code). With the GIL.
void rethrow(ErrorCode code = {});

/// Whether what is pending is why a call ended with this code. With the GIL.
[[nodiscard]] bool explains(ErrorCode code);
/// Makes what is pending, if anything is, the context of another exception. With the GIL.
void give_context(const pybind11::object& exception);

}  // namespace creneau::python::pending
