#pragma once
/// \file
/// An engine, a database and a notifier as Java holds them. What a message holds, and its answer, say
/// `fr.creneau.internal` and the functions' bodies. Each answer begins with a status: CRN_OK, or the
/// code of an error that follows.

#include <cstdint>
#include <memory>
#include <vector>

#include "message.hpp"
#include "upcalls.hpp"

namespace creneau {
class Notifier;
namespace facade {
class Database;
class Engine;
}  // namespace facade
}  // namespace creneau

namespace creneau::java {

/// Whole numbers of a Java array, which a call copies in or out in one go.
struct Longs {
  std::vector<std::int64_t> it;
};
struct Ints {
  std::vector<std::int32_t> it;
};

/// A planning database. Not opened until `open` or `inMemory` succeeded.
class Database {
 public:
  Database();
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  Bytes open(const Bytes& options);
  Bytes inMemory(const Bytes& options);
  Bytes put(const Bytes& entries);
  Bytes putCsv(const Bytes& csv);
  Bytes journalMode() const;
  Bytes backup(const Bytes& to) const;
  Bytes check() const;
  Bytes purge(const Bytes& what);
  Bytes redact(const Bytes& what);
  Bytes waitForChange(const Bytes& what) const;

 private:
  friend class Engine;
  std::shared_ptr<facade::Database> it_;
};

/// Delivers notices. Nothing until one of its functions was called.
class Notifier {
 public:
  Notifier();
  ~Notifier();
  Notifier(const Notifier&) = delete;
  Notifier& operator=(const Notifier&) = delete;

  Bytes smtp(const Bytes& options);
  Bytes folder(const Bytes& options);
  /// Takes the upcall over.
  void of(NotifierUpcall* upcall);

 private:
  friend class Engine;
  std::shared_ptr<creneau::Notifier> it_;
};

/// An engine. Nothing until `start` succeeded. Thread-safe if its ports are.
class Engine {
 public:
  Engine();
  ~Engine();
  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  /// Takes the upcalls over, however it ends; all but the options may be NULL.
  Bytes start(const Bytes& options, const Database* database, StorageUpcall* storage,
              DirectoryUpcall* directory, OutboxUpcall* outbox, ClockUpcall* clock, LogUpcall* log);

  Bytes run(const Bytes& command) const;
  Bytes runAll(const Bytes& commands) const;
  Bytes importCsv(const Bytes& planning) const;
  Bytes checkCsv(const Bytes& planning) const;
  /// \name Batches
  /// One command for each place; the outcomes are of the same length.
  /// \{
  Bytes reserveMany(const Bytes& call, const Longs& schools, const Longs& sessions,
                    const Ints& plans, const Ints& ordinals, Longs& numbers, Longs& reservations,
                    Ints& codes) const;
  Bytes cancelMany(const Bytes& call, const Longs& reservations, Longs& numbers, Ints& codes) const;
  Bytes deadlines(const Bytes& departement, const Ints& starts, Longs& closesAt) const;
  /// \}

  Bytes sessions(const Bytes& query) const;
  Bytes planning(const Bytes& query) const;
  Bytes weeks(const Bytes& query) const;
  Bytes exams(const Bytes& query) const;
  Bytes findSchools(const Bytes& query) const;
  Bytes schoolNamed(const Bytes& query) const;
  Bytes closures(const Bytes& query) const;
  Bytes history(const Bytes& query) const;
  Bytes refusals(const Bytes& query) const;
  Bytes entries(const Bytes& query) const;

  Bytes rules() const;
  Bytes rulesOn(const Bytes& date) const;
  Bytes isHoliday(const Bytes& query) const;
  Bytes deadline(const Bytes& query) const;
  Bytes deadlineText(const Bytes& query) const;
  Bytes opening(const Bytes& query) const;

  Bytes banner(const Bytes& receipt) const;
  Bytes question(const Bytes& preview) const;
  Bytes listing(const Bytes& receipt) const;

  Bytes send(const Bytes& options, const Notifier& notifier) const;
  Bytes notices(const Bytes& query) const;
  Bytes retry(const Bytes& query) const;
  Bytes mail(const Bytes& query) const;

  Bytes writeWorkbook(const Bytes& query) const;
  Bytes writeCsv(const Bytes& query) const;
  Bytes entriesCsv(const Bytes& query) const;

 private:
  std::unique_ptr<LogUpcall> log_;  ///< outlives the engine
  std::unique_ptr<facade::Engine> it_;
};

}  // namespace creneau::java
