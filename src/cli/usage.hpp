#pragma once
/// \file
/// The help and the usage errors of the command line in one language.

#include <CLI/CLI.hpp>
#include <string>

#include "creneau/text/language.hpp"

namespace creneau::cli {

/// Makes all help of the program speak one language. Descriptions are written "French / English".
void speak(CLI::App& app, text::Language language);

/// What is wrong with the command line, and where help is.
[[nodiscard]] std::string usage_in_words(CLI::App& app, const CLI::ParseError& error,
                                         text::Language language);

}  // namespace creneau::cli
