#include "database/a_database.hpp"

#include "postgres/a_server.hpp"

namespace creneau::testing {

namespace {

class OnAServer final : public ADatabase {
 public:
  Database& operator*() override { return *database_; }

  std::vector<std::string> places_of(std::string_view text) override {
    // Of whole tables, which have the rows of their partitions.
    const TextRows columns = a_server().run(
        "SELECT c.relname || '.' || a.attname, format('SELECT count(*) FROM creneau.%I WHERE"
        " strpos(%I::text, ''" +
            std::string(text) +
            "'') > 0', c.relname, a.attname)"
            " FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0"
            " WHERE c.relnamespace = 'creneau'::regnamespace AND c.relkind IN ('r', 'p')"
            " AND NOT c.relispartition",
        name_);
    std::vector<std::string> places;
    for (const auto& it : columns) {
      const int count = std::stoi(a_server().run(it[1], name_)[0][0]);
      for (int row = 0; row < count; ++row) places.push_back(it[0]);
    }
    return places;
  }

 private:
  std::string uri_ = fresh_database();
  std::string name_ = uri_.substr(uri_.rfind('/') + 1);
  std::unique_ptr<PostgresDatabase> database_ = PostgresDatabase::open(uri_).value();
};

}  // namespace

std::unique_ptr<ADatabase> a_database() {
  return std::make_unique<OnAServer>();
}

}  // namespace creneau::testing
