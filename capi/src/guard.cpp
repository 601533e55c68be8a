#include "guard.hpp"

namespace creneau::capi {

namespace {

/// An error of each code, for when there is no memory for one of the caller's own. Made at first use
/// without a heap, and never destroyed: a program's own static objects may outlive or precede it.
struct BareErrors {
  facade::Failure all[std::size({
#define CRENEAU_ERROR(name, number, kind, meaning) ErrorCode::name,
#include "creneau/model/error_codes.def"
#undef CRENEAU_ERROR
  })]{
#define CRENEAU_ERROR(name, number, kind, meaning) facade::Failure{Error{ErrorCode::name}},
#include "creneau/model/error_codes.def"
#undef CRENEAU_ERROR
  };
};

[[nodiscard]] facade::Failure* bare(ErrorCode code) noexcept {
  alignas(BareErrors) static unsigned char room[sizeof(BareErrors)];
  static auto* const errors = new (room) BareErrors;
  for (facade::Failure& it : errors->all)
    if (it.error().code == code) return &it;
  return nullptr;
}

}  // namespace

crn_status fail(Error error, crn_error** to) noexcept {
  const ErrorCode code = error.code;
  if (to != nullptr) {
    facade::Failure* made = nullptr;
    if (code != ErrorCode::no_memory) made = new (std::nothrow) facade::Failure(std::move(error));
    *to = facade::handle_of<crn_error>(made != nullptr ? made : bare(code));
  }
  return static_cast<crn_status>(code);
}

void give_back(crn_error* error) noexcept {
  facade::Failure* const it = facade::behind(error);
  const bool is_bare = it != nullptr && it == bare(it->error().code);
  if (!is_bare) delete it;
}

}  // namespace creneau::capi
