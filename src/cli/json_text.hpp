#pragma once
/// \file
/// JSON as the program prints it.

#include <string>

#include "creneau/json/json.hpp"

namespace creneau::cli {

/// The text of a value, indented by two spaces, and a line feed. Bytes that are no UTF-8 become
/// U+FFFD.
[[nodiscard]] std::string json_text(const json::Json& value);

}  // namespace creneau::cli
