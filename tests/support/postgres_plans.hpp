#pragma once
/// \file
/// The plans by which a server ran what it was asked, as it logs them.

#include <functional>

#include "support/postgres_server.hpp"

namespace creneau::testing {

/// The plans of all statements of `work`, also of those inside functions. `work` opens its connections
/// itself.
inline std::string plans_of(const PostgresServer& server, const std::string& database,
                            const std::function<void()>& work) {
  for (const char* setting :
       {"session_preload_libraries = 'auto_explain'", "auto_explain.log_min_duration = 0",
        "auto_explain.log_nested_statements = on"})
    server.run("ALTER DATABASE " + database + " SET " + setting);
  const std::size_t before = server.log().size();
  work();
  for (const char* name : {"session_preload_libraries", "auto_explain.log_min_duration",
                           "auto_explain.log_nested_statements"})
    server.run("ALTER DATABASE " + database + " RESET " + name);
  return server.log().substr(before);
}

}  // namespace creneau::testing
