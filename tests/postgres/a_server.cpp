#include "postgres/a_server.hpp"

namespace creneau::testing {

PostgresServer& a_server() {
  static PostgresServer server;
  return server;
}

std::string fresh_database() {
  static const std::string model = [] {
    const std::string name = a_server().make_database();
    const auto database = PostgresDatabase::open(a_server().uri(name), {.create = true}).value();
    (void)database->open_departement(k93).value();
    (void)database->open_departement(k75).value();
    return name;
  }();
  return a_server().uri(a_server().make_database(model));
}

}  // namespace creneau::testing
