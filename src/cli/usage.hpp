#pragma once
/// \file
/// The help and the usage errors of the command line in one language.

#include <CLI/CLI.hpp>
#include <optional>
#include <string>
#include <vector>

#include "creneau/text/language.hpp"

namespace creneau::cli {

/// Makes all help of the program speak one language. Descriptions are written "French / English".
void speak(CLI::App& app, text::Language language);

/// What is wrong with the command line, and where help is.
[[nodiscard]] std::string usage_in_words(CLI::App& app, const CLI::ParseError& error,
                                         text::Language language);

/// The arguments, "--option=" as an option and an empty value.
[[nodiscard]] std::vector<std::string> arguments_of(int argc, const char* const* argv);

/// An option that takes a value and is followed by another option, which CLI11 would take for it.
[[nodiscard]] std::optional<std::string> option_without_value(
    const CLI::App& app, const std::vector<std::string>& arguments);

/// That an option lacks its value, and how one that looks like an option is given.
[[nodiscard]] std::string value_missing(const std::string& option, text::Language language);

}  // namespace creneau::cli
