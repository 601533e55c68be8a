#pragma once
/// \file
/// Connection strings as texts. Internal.

#include <string>
#include <string_view>

namespace creneau::postgres {

/// Whether a text names a PostgreSQL database: "postgresql://…" or "postgres://…".
[[nodiscard]] bool is_connection_uri(std::string_view where) noexcept;

/// The connection string without its password, for messages.
[[nodiscard]] std::string without_password(const std::string& where);

}  // namespace creneau::postgres
