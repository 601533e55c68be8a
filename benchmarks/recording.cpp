#include "recording.hpp"

#include <cctype>
#include <charconv>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "creneau/model/content_hash.hpp"

namespace creneau::bench {

namespace {

std::vector<RecordedStatement> recorded;

[[noreturn]] void fail(sqlite3* database) {
  throw std::runtime_error(sqlite3_errmsg(database));
}

/// Takes one literal from the beginning of an expanded text.
std::variant<std::monostate, std::int64_t, std::string> take_literal(std::string_view& text) {
  if (text.starts_with("NULL")) {
    text.remove_prefix(4);
    return std::monostate{};
  }
  if (!text.starts_with('\'')) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{}) throw std::runtime_error("no literal: " + std::string(text));
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
  }
  std::string value;
  for (text.remove_prefix(1);; text.remove_prefix(1)) {
    if (text.starts_with("''"))
      text.remove_prefix(1);
    else if (text.starts_with('\''))
      break;
    value += text.front();
  }
  text.remove_prefix(1);
  return value;
}

/// The values that were bound: the literals of the expanded text where the text has parameters,
/// which are `?` or `?` and a number.
RecordedStatement record_of(std::string_view sql, std::string_view expanded) {
  RecordedStatement it{std::string(sql), {}};
  bool quoted = false;
  std::size_t next = 0;
  while (!sql.empty()) {
    if (quoted || sql.front() != '?') {
      quoted = quoted != (sql.front() == '\'');
      sql.remove_prefix(1);
      expanded.remove_prefix(1);
      continue;
    }
    sql.remove_prefix(1);
    std::size_t place = 0;
    while (!sql.empty() && std::isdigit(static_cast<unsigned char>(sql.front())) != 0) {
      place = place * 10 + static_cast<std::size_t>(sql.front() - '0');
      sql.remove_prefix(1);
    }
    if (place == 0) place = ++next;
    if (it.values.size() < place) it.values.resize(place);
    it.values[place - 1] = take_literal(expanded);
  }
  return it;
}

int on_statement(unsigned, void*, void* statement, void* text) {
  // What a trigger runs is reported as a comment.
  if (std::string_view(static_cast<const char*>(text)).starts_with("--")) return 0;
  auto* const prepared = static_cast<sqlite3_stmt*>(statement);
  char* const expanded = sqlite3_expanded_sql(prepared);
  recorded.push_back(record_of(sqlite3_sql(prepared), expanded));
  sqlite3_free(expanded);
  return 0;
}

int on_connection(sqlite3* database, char**, const struct sqlite3_api_routines*) {
  return sqlite3_trace_v2(database, SQLITE_TRACE_STMT, on_statement, nullptr);
}

}  // namespace

Recorder::Recorder() {
  recorded.clear();
  sqlite3_auto_extension(reinterpret_cast<void (*)()>(on_connection));
}

Recorder::~Recorder() {
  sqlite3_cancel_auto_extension(reinterpret_cast<void (*)()>(on_connection));
}

std::vector<RecordedStatement> Recorder::take() {
  return std::exchange(recorded, {});
}

BareConnection::BareConnection(const std::string& path) {
  sqlite3* database = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &database,
                                   SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
  database_.reset(database);
  if (code != SQLITE_OK) fail(database);
}

sqlite3_stmt* BareConnection::prepared(const std::string& sql) {
  auto& found = statements_[sql];
  if (!found) {
    sqlite3_stmt* statement = nullptr;
    if (sqlite3_prepare_v3(database_.get(), sql.data(), static_cast<int>(sql.size()),
                           SQLITE_PREPARE_PERSISTENT, &statement, nullptr) != SQLITE_OK)
      fail(database_.get());
    found.reset(statement);
  }
  return found.get();
}

void BareConnection::prepare(const std::vector<RecordedStatement>& statements) {
  for (const RecordedStatement& it : statements) (void)prepared(it.sql);
}

void BareConnection::replay(const std::vector<RecordedStatement>& statements) {
  for (const RecordedStatement& it : statements) {
    sqlite3_stmt* const statement = prepared(it.sql);
    for (std::size_t place = 0; place < it.values.size(); ++place) {
      const int parameter = static_cast<int>(place) + 1;
      const auto& value = it.values[place];
      if (const auto* number = std::get_if<std::int64_t>(&value))
        sqlite3_bind_int64(statement, parameter, *number);
      else if (const auto* text = std::get_if<std::string>(&value))
        sqlite3_bind_text(statement, parameter, text->data(), static_cast<int>(text->size()),
                          SQLITE_STATIC);
      else
        sqlite3_bind_null(statement, parameter);
    }
    int step = SQLITE_ROW;
    while (step == SQLITE_ROW) step = sqlite3_step(statement);
    if (step != SQLITE_DONE) fail(database_.get());
    sqlite3_reset(statement);
  }
}

void BareConnection::run(const std::string& sql) {
  if (sqlite3_exec(database_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
    fail(database_.get());
}

std::int64_t BareConnection::number(const std::string& sql) {
  sqlite3_stmt* const statement = prepared(sql);
  const std::int64_t found =
      sqlite3_step(statement) == SQLITE_ROW ? sqlite3_column_int64(statement, 0) : 0;
  sqlite3_reset(statement);
  return found;
}

std::uint64_t BareConnection::digest(const std::string& sql) {
  ContentHasher hasher;
  sqlite3_stmt* const statement = prepared(sql);
  while (sqlite3_step(statement) == SQLITE_ROW)
    for (int column = 0; column < sqlite3_column_count(statement); ++column) {
      const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
      hasher.add(std::string_view(text == nullptr ? "" : text));
    }
  sqlite3_reset(statement);
  return hasher.finish().value;
}

}  // namespace creneau::bench
