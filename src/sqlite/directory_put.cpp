#include "creneau/policy/entry_texts.hpp"
#include "creneau/policy/name_matching.hpp"
#include "sqlite/pool.hpp"
#include "sqlite/rows.hpp"

namespace creneau {

using sqlite::Connection;
using sqlite::stored;
using sqlite::Transaction;

namespace {

/// Takes entries in, one by one, in the caller's transaction.
class DirectoryWriter {
 public:
  explicit DirectoryWriter(Connection& connection) : connection_(connection) {}

  [[nodiscard]] result<void> put(const Office& office) {
    constexpr Kind kKind{"SELECT 1 FROM office WHERE id = ?",
                         "SELECT id FROM office WHERE name = ?",
                         "SELECT 1 FROM office WHERE external_ref = ? AND id <> ?"};
    BOOST_OUTCOME_TRY(const std::int64_t id,
                      find(kKind, office.id.value, office.external_ref, office.name));
    BOOST_OUTCOME_TRY(
        auto write,
        connection_.statement("INSERT INTO office (id, name, mail, phone, external_ref)"
                              " VALUES (nullif(?, 0), ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                              " name = excluded.name, mail = excluded.mail, phone = excluded.phone,"
                              " external_ref = excluded.external_ref RETURNING id"));
    write.bind(id).bind(office.name).bind(office.mail).bind(office.phone).bind(office.external_ref);
    BOOST_OUTCOME_TRY(const std::int64_t row, written(write, office.name));
    BOOST_OUTCOME_TRY(auto clear,
                      connection_.statement("DELETE FROM office_departement WHERE office = ?"));
    BOOST_OUTCOME_TRY(clear.bind(row).run());
    BOOST_OUTCOME_TRY(auto insert,
                      connection_.statement("INSERT INTO office_departement (office, departement)"
                                            " VALUES (?, ?)"));
    result<void> inserted = success();
    office.departements.for_each([&](Departement departement) {
      if (inserted) inserted = insert.again().bind(row).bind(departement.code()).run();
    });
    return inserted;
  }

  [[nodiscard]] result<void> put(const School& school) {
    constexpr Kind kKind{"SELECT 1 FROM school WHERE id = ?",
                         "SELECT id FROM school WHERE aurige_id = ?",
                         "SELECT 1 FROM school WHERE external_ref = ? AND external_ref <> ''"
                         " AND id <> ?"};
    BOOST_OUTCOME_TRY(const std::int64_t id,
                      find(kKind, school.id.value, school.external_ref, school.aurige_id));
    BOOST_OUTCOME_TRY(
        auto write,
        connection_.statement(
            "INSERT INTO school (id, name, folded_name, aurige_id, mail, categories, active,"
            " external_ref) VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET name = excluded.name,"
            " folded_name = excluded.folded_name, aurige_id = excluded.aurige_id,"
            " mail = excluded.mail, categories = excluded.categories, active = excluded.active,"
            " external_ref = excluded.external_ref RETURNING id"));
    const std::string folded = fold_name(school.name);
    write.bind(id)
        .bind(school.name)
        .bind(folded)
        .bind(school.aurige_id)
        .bind(school.mail)
        .bind(school.categories.bits())
        .bind(school.active ? 1 : 0)
        .bind(school.external_ref);
    BOOST_OUTCOME_TRY(written(write, school.aurige_id));
    return success();
  }

  [[nodiscard]] result<void> put(const Inspector& inspector) {
    constexpr Kind kKind{"SELECT 1 FROM inspector WHERE id = ?",
                         "SELECT id FROM inspector WHERE matricule = ?",
                         "SELECT 1 FROM inspector WHERE external_ref = ? AND id <> ?"};
    BOOST_OUTCOME_TRY(const std::int64_t id,
                      find(kKind, inspector.id.value, inspector.external_ref, inspector.matricule));
    BOOST_OUTCOME_TRY(auto write,
                      connection_.statement(
                          "INSERT INTO inspector (id, matricule, name, categories, external_ref)"
                          " VALUES (nullif(?, 0), ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
                          " matricule = excluded.matricule, name = excluded.name,"
                          " categories = excluded.categories, external_ref = excluded.external_ref"
                          " RETURNING id"));
    write.bind(id)
        .bind(inspector.matricule)
        .bind(inspector.name)
        .bind(inspector.categories.bits())
        .bind(inspector.external_ref);
    BOOST_OUTCOME_TRY(const std::int64_t row, written(write, inspector.matricule));
    BOOST_OUTCOME_TRY(auto clear, connection_.statement("DELETE FROM posting WHERE inspector = ?"));
    BOOST_OUTCOME_TRY(clear.bind(row).run());
    BOOST_OUTCOME_TRY(auto insert,
                      connection_.statement("INSERT INTO posting (inspector, first_day, last_day,"
                                            " departement) VALUES (?, ?, ?, ?)"));
    for (const Posting& posting : inspector.postings) {
      insert.again()
          .bind(row)
          .bind(stored(posting.period.first))
          .bind(stored(posting.period.last))
          .bind(posting.departement.code());
      const auto inserted = insert.run();
      if (inserted) continue;
      if (inserted.error().code != ErrorCode::conflict) return inserted.error();
      return Error{ErrorCode::posting_overlap, InspectorId{row}}.with_text(inspector.matricule);
    }
    return success();
  }

  [[nodiscard]] result<void> put(const Centre& centre) {
    constexpr Kind kKind{"SELECT 1 FROM centre WHERE id = ?",
                         "SELECT id FROM centre WHERE name = ? AND departement = ?",
                         "SELECT 1 FROM centre WHERE external_ref = ? AND id <> ?"};
    BOOST_OUTCOME_TRY(const std::int64_t id, find(kKind, centre.id.value, centre.external_ref,
                                                  centre.name, centre.departement.code()));
    BOOST_OUTCOME_TRY(
        auto write,
        connection_.statement(
            "INSERT INTO centre (id, name, place, departement, categories, external_ref)"
            " VALUES (nullif(?, 0), ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET"
            " name = excluded.name, place = excluded.place,"
            " departement = excluded.departement, categories = excluded.categories,"
            " external_ref = excluded.external_ref RETURNING id"));
    write.bind(id)
        .bind(centre.name)
        .bind(centre.place)
        .bind(centre.departement.code())
        .bind(centre.categories.bits())
        .bind(centre.external_ref);
    BOOST_OUTCOME_TRY(written(write, centre.name));
    return success();
  }

  [[nodiscard]] const DirectoryTaken& taken() const noexcept { return taken_; }

 private:
  /// How entries of one kind are found: by id, by their natural key, by reference among others.
  struct Kind {
    const char* by_id;
    const char* by_key;
    const char* by_reference;
  };

  /// The id of an entry: as stated, or of the row with its natural key, or zero for a new one.
  /// Another row has its key or reference: `duplicate_reference`.
  template <class... Parts>
  [[nodiscard]] result<std::int64_t> find(const Kind& kind, std::int64_t stated,
                                          const std::string& reference, const std::string& key,
                                          const Parts&... more_of_key) {
    if (stated < 0) return Error{ErrorCode::bad_argument}.with_text(std::to_string(stated));
    BOOST_OUTCOME_TRY(auto by_key, connection_.statement(kind.by_key));
    by_key.bind(key);
    (by_key.bind(more_of_key), ...);
    BOOST_OUTCOME_TRY(const bool has_key, by_key.next());
    const std::int64_t with_key = has_key ? by_key.number(0) : 0;
    const std::int64_t id = stated != 0 ? stated : with_key;
    if (has_key && with_key != id) return Error{ErrorCode::duplicate_reference}.with_text(key);
    if (!reference.empty()) {
      BOOST_OUTCOME_TRY(auto by_reference, connection_.statement(kind.by_reference));
      BOOST_OUTCOME_TRY(const bool taken, by_reference.bind(reference).bind(id).next());
      if (taken) return Error{ErrorCode::duplicate_reference}.with_text(reference);
    }
    BOOST_OUTCOME_TRY(auto by_id, connection_.statement(kind.by_id));
    BOOST_OUTCOME_TRY(const bool is_there, by_id.bind(id).next());
    ++(is_there ? taken_.changed : taken_.added);
    return id;
  }

  /// The id of the row that a statement wrote. Another row with that key: `duplicate_reference`.
  [[nodiscard]] static result<std::int64_t> written(sqlite::Statement& write,
                                                    const std::string& key) {
    const auto row = write.next();
    if (!row) {
      if (row.error().code != ErrorCode::conflict) return row.error();
      return Error{ErrorCode::duplicate_reference}.with_text(key);
    }
    const std::int64_t id = write.number(0);
    BOOST_OUTCOME_TRY(write.run());
    return id;
  }

  Connection& connection_;
  DirectoryTaken taken_;
};

}  // namespace

result<DirectoryTaken> SqliteDatabase::put(const DirectoryRows& rows, bool keep) {
  BOOST_OUTCOME_TRY(check_entry_texts(rows));
  BOOST_OUTCOME_TRY(auto connection, pool_->lease());
  BOOST_OUTCOME_TRY(auto transaction, Transaction::begin(*connection, Transaction::Kind::write));
  DirectoryWriter writer(*connection);
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
  if (keep) {
    BOOST_OUTCOME_TRY(transaction.commit());
  }
  return writer.taken();
}

}  // namespace creneau
