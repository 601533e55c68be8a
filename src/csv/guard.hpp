#pragma once
/// \file
/// Where exceptions end.

#include <new>
#include <utility>

#include "creneau/model/result.hpp"

namespace creneau::csv {

/// What `body` returns; `no_memory` if memory runs out in it.
template <class Body>
[[nodiscard]] auto guarded(Body&& body) -> decltype(body()) {
  try {
    return std::forward<Body>(body)();
  } catch (const std::bad_alloc&) {
    return Error{ErrorCode::no_memory};
  }
}

}  // namespace creneau::csv
