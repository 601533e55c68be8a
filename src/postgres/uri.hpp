#pragma once
/// \file
/// Connection strings as texts. Internal.

#include <string>
#include <string_view>

namespace creneau::postgres {

/// Whether a text is meant to name a PostgreSQL database: "postgresql://…", "postgres://…", also where
/// that is misspelt; what is wrong with it libpq says.
[[nodiscard]] bool is_connection_uri(std::string_view where) noexcept;
/// The same, or keywords and values: "host=db1 dbname=planning".
[[nodiscard]] bool is_connection_string(std::string_view where) noexcept;

/// The connection string without its password, and without what may be one, for messages.
[[nodiscard]] std::string without_password(const std::string& where);

}  // namespace creneau::postgres
