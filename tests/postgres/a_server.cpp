#include "postgres/a_server.hpp"

#include "support/planning_schema.hpp"

namespace creneau::testing {

PostgresServer& a_server() {
  static PostgresServer server;
  return server;
}

std::string fresh_database() {
  static const std::string model = [] {
    const std::string name = a_server().make_database();
    make_planning_schema(a_server().uri(name));
    return name;
  }();
  return a_server().uri(a_server().make_database(model));
}

}  // namespace creneau::testing
