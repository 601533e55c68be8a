#include "creneau/policy/entry_texts.hpp"
#include "creneau/policy/name_matching.hpp"
#include "postgres/pool.hpp"
#include "postgres/rows.hpp"

namespace creneau {

using postgres::Connection;
using postgres::Query;
using postgres::Row;
using postgres::Rows;
using postgres::stored;

namespace {

/// Takes entries in, one by one, in the caller's transaction.
class DirectoryWriter {
 public:
  explicit DirectoryWriter(Connection& connection) : connection_(connection) {}

  [[nodiscard]] result<void> put(const Office& office) {
    BOOST_OUTCOME_TRY(
        const std::int64_t id,
        find("office", office.id.value, office.external_ref, office.name,
             Query{"SELECT id FROM creneau.office WHERE name = $1"}.bind(office.name)));
    Query write(
        "INSERT INTO creneau.office (id, name, mail, phone, external_ref)"
        " VALUES ($1::bigint, $2, $3, $4, $5) ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
        " mail = excluded.mail, phone = excluded.phone, external_ref = excluded.external_ref");
    write.bind(id).bind(office.name).bind(office.mail).bind(office.phone).bind(office.external_ref);
    BOOST_OUTCOME_TRY(written(write, office.name));
    Query clear("DELETE FROM creneau.office_departement WHERE office = $1::bigint");
    BOOST_OUTCOME_TRY(connection_.run(clear.bind(id)));
    result<void> inserted = success();
    office.departements.for_each([&](Departement departement) {
      if (!inserted) return;
      Query insert(
          "INSERT INTO creneau.office_departement (office, departement) VALUES ($1::bigint, $2)");
      const auto done = connection_.run(insert.bind(id).bind(departement.code()));
      if (!done) inserted = done.error();
    });
    return inserted;
  }

  [[nodiscard]] result<void> put(const School& school) {
    BOOST_OUTCOME_TRY(
        const std::int64_t id,
        find("school", school.id.value, school.external_ref, school.aurige_id,
             Query{"SELECT id FROM creneau.school WHERE aurige_id = $1"}.bind(school.aurige_id)));
    Query write(
        "INSERT INTO creneau.school (id, name, folded_name, aurige_id, mail, categories, active,"
        " external_ref) VALUES ($1::bigint, $2, $3, $4, $5, $6::bigint, $7::boolean, $8)"
        " ON CONFLICT (id) DO UPDATE SET name = excluded.name, folded_name = excluded.folded_name,"
        " aurige_id = excluded.aurige_id, mail = excluded.mail, categories = excluded.categories,"
        " active = excluded.active, external_ref = excluded.external_ref");
    write.bind(id)
        .bind(school.name)
        .bind(fold_name(school.name))
        .bind(school.aurige_id)
        .bind(school.mail)
        .bind(school.categories.bits())
        .bind(school.active ? "true" : "false")
        .bind(school.external_ref);
    return written(write, school.aurige_id);
  }

  [[nodiscard]] result<void> put(const Inspector& inspector) {
    BOOST_OUTCOME_TRY(
        const std::int64_t id,
        find("inspector", inspector.id.value, inspector.external_ref, inspector.matricule,
             Query{"SELECT id FROM creneau.inspector WHERE matricule = $1"}.bind(
                 inspector.matricule)));
    Query write(
        "INSERT INTO creneau.inspector (id, matricule, name, categories, external_ref)"
        " VALUES ($1::bigint, $2, $3, $4::bigint, $5) ON CONFLICT (id) DO UPDATE SET"
        " matricule = excluded.matricule, name = excluded.name, categories = excluded.categories,"
        " external_ref = excluded.external_ref");
    write.bind(id)
        .bind(inspector.matricule)
        .bind(inspector.name)
        .bind(inspector.categories.bits())
        .bind(inspector.external_ref);
    BOOST_OUTCOME_TRY(written(write, inspector.matricule));
    Query clear("DELETE FROM creneau.posting WHERE inspector = $1::bigint");
    BOOST_OUTCOME_TRY(connection_.run(clear.bind(id)));
    for (const Posting& posting : inspector.postings) {
      Query insert(
          "INSERT INTO creneau.posting (inspector, first_day, last_day, departement)"
          " VALUES ($1::bigint, $2::bigint, $3::bigint, $4)");
      insert.bind(id)
          .bind(stored(posting.period.first))
          .bind(stored(posting.period.last))
          .bind(posting.departement.code());
      const auto inserted = connection_.run(insert);
      if (inserted) continue;
      if (inserted.error().code != ErrorCode::conflict) return inserted.error();
      return Error{ErrorCode::posting_overlap, InspectorId{id}}.with_text(inspector.matricule);
    }
    return success();
  }

  [[nodiscard]] result<void> put(const Centre& centre) {
    BOOST_OUTCOME_TRY(
        const std::int64_t id,
        find("centre", centre.id.value, centre.external_ref, centre.name,
             Query{"SELECT id FROM creneau.centre WHERE name = $1 AND departement = $2"}
                 .bind(centre.name)
                 .bind(centre.departement.code())));
    Query write(
        "INSERT INTO creneau.centre (id, name, place, departement, categories, external_ref)"
        " VALUES ($1::bigint, $2, $3, $4, $5::bigint, $6) ON CONFLICT (id) DO UPDATE SET"
        " name = excluded.name, place = excluded.place, departement = excluded.departement,"
        " categories = excluded.categories, external_ref = excluded.external_ref");
    write.bind(id)
        .bind(centre.name)
        .bind(centre.place)
        .bind(centre.departement.code())
        .bind(centre.categories.bits())
        .bind(centre.external_ref);
    return written(write, centre.name);
  }

  [[nodiscard]] const DirectoryTaken& taken() const noexcept { return taken_; }

 private:
  /// The id of an entry: as stated, or of the row with its natural key, or a new one. Another row has
  /// its key or reference: `duplicate_reference`.
  [[nodiscard]] result<std::int64_t> find(std::string_view table, std::int64_t stated,
                                          const std::string& reference, const std::string& key,
                                          const Query& by_key) {
    if (stated < 0) return Error{ErrorCode::bad_argument}.with_text(std::to_string(stated));
    const std::string from = " FROM creneau." + std::string(table);
    BOOST_OUTCOME_TRY(const Rows with_key, connection_.run(by_key));
    const bool has_key = !with_key.empty();
    const std::int64_t known = has_key ? Row(with_key, 0).number(0) : 0;
    const std::int64_t id = stated != 0 ? stated : known;
    if (has_key && known != id) return Error{ErrorCode::duplicate_reference}.with_text(key);
    if (!reference.empty()) {
      Query by_reference("SELECT" + from +
                         " WHERE external_ref = $1 AND external_ref <> ''"
                         " AND id <> $2::bigint LIMIT 1");
      BOOST_OUTCOME_TRY(const Rows taken, connection_.run(by_reference.bind(reference).bind(id)));
      if (!taken.empty()) return Error{ErrorCode::duplicate_reference}.with_text(reference);
    }
    Query by_id("SELECT EXISTS (SELECT" + from +
                " WHERE id = $1::bigint), (SELECT"
                " coalesce(max(id), 0) + 1" +
                from + ")");
    BOOST_OUTCOME_TRY(const Rows found, connection_.run(by_id.bind(id)));
    const Row row(found, 0);
    ++(row.flag(0) ? taken_.changed : taken_.added);
    return id != 0 ? id : row.number(1);
  }

  /// Another row has that key: `duplicate_reference`.
  [[nodiscard]] result<void> written(const Query& write, const std::string& key) {
    const auto done = connection_.run(write);
    if (done) return success();
    if (done.error().code != ErrorCode::conflict) return done.error();
    return Error{ErrorCode::duplicate_reference}.with_text(key);
  }

  Connection& connection_;
  DirectoryTaken taken_;
};

}  // namespace

result<DirectoryTaken> PostgresDatabase::put(const DirectoryRows& rows, bool keep) {
  BOOST_OUTCOME_TRY(check_entry_texts(rows));
  return pool_->with_connection([&](Connection& connection) -> result<DirectoryTaken> {
    DirectoryTaken taken;
    const auto body = [&]() -> result<void> {
      // New ids follow the greatest one: one writer at a time.
      BOOST_OUTCOME_TRY(connection.run_script(
          "LOCK TABLE creneau.office, creneau.school, creneau.inspector, creneau.centre"
          " IN SHARE ROW EXCLUSIVE MODE"));
      DirectoryWriter writer(connection);
      for (const Office& office : rows.offices) {
        BOOST_OUTCOME_TRY(writer.put(office));
      }
      for (const School& school : rows.schools) {
        BOOST_OUTCOME_TRY(writer.put(school));
      }
      for (const Inspector& inspector : rows.inspectors) {
        BOOST_OUTCOME_TRY(writer.put(inspector));
      }
      for (const Centre& centre : rows.centres) {
        BOOST_OUTCOME_TRY(writer.put(centre));
      }
      taken = writer.taken();
      return success();
    };
    BOOST_OUTCOME_TRY(keep ? connection.in_transaction(body) : connection.rehearse(body));
    // What this process changes itself it sees at once.
    pool_->known().remember_directory(0);
    return taken;
  });
}

}  // namespace creneau
