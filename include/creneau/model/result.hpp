#pragma once
/// \file
/// The outcome of everything that can fail.

#include <boost/outcome/basic_result.hpp>
#include <boost/outcome/policy/throw_bad_result_access.hpp>
#include <boost/outcome/success_failure.hpp>
#include <boost/outcome/try.hpp>

#include "creneau/model/error.hpp"

namespace creneau {

namespace outcome = BOOST_OUTCOME_V2_NAMESPACE;

/// A T, or the Error why there is none. Cannot be ignored (`[[nodiscard]]`). `value()` on an error
/// throws `bad_result_access_with<Error>`; test with `if (r)` or use BOOST_OUTCOME_TRY.
template <class T>
using result =
    outcome::basic_result<T, Error, outcome::policy::throw_bad_result_access<Error, void>>;

/// Makes a failed result of an error.
using outcome::failure;
/// Makes a successful result: `return success();`.
using outcome::success;

}  // namespace creneau
