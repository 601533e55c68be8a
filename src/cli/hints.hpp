#pragma once
/// \file
/// What to type instead.

#include <string>

#include "creneau/model/error.hpp"
#include "creneau/text/language.hpp"

namespace creneau::cli {

/// The way out of an error in terms of this program's options; empty where the error says it all.
/// An option that was typed wrongly, or is missing, is the beginning of the error's text.
[[nodiscard]] std::string hint(const Error& error, text::Language language);

/// Whether the error is that an option is missing: its text is the option and no more.
[[nodiscard]] bool is_missing_option(const Error& error);

}  // namespace creneau::cli
