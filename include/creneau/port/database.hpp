#pragma once
/// \file
/// A database of the library's own: storage, outbox and directory in one, and its upkeep.

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "creneau/port/directory.hpp"
#include "creneau/port/outbox.hpp"
#include "creneau/port/storage.hpp"
#include "creneau/port/tables.hpp"

namespace creneau {

/// What `Database::check` found to be wrong.
struct Finding {
  std::string what;   ///< "reservation_slots", "overlap", "integrity"…
  std::string where;  ///< the row concerned, or what the database says
};

/// What `Database::purge` removes. Request ids are never removed.
struct Purge {
  Instant now{};  ///< UTC; from which `notices_after` counts back
  /// Mail texts and addresses: after delivery, or, where the mail was given up or has no address,
  /// after the last attempt or the command.
  std::chrono::days notices_after{30};
  std::optional<Instant> history_before;  ///< UTC; events and refusals older than this. Empty: none
};

/// How many rows a purge emptied or removed.
struct Purged {
  std::int64_t notices = 0;   ///< whose texts and addresses were emptied
  std::int64_t events = 0;    ///< removed
  std::int64_t refusals = 0;  ///< removed
};

/// How many entries a directory took in.
struct DirectoryTaken {
  std::int64_t added = 0;    ///< that were not there
  std::int64_t changed = 0;  ///< that were there, whether anything in them differed or not
};

/// A database that the library keeps itself. Thread-safe; several objects and processes may use the
/// same one at once.
///
/// Errors of every method: `storage_failed` and its kin and `no_memory`, with the database's words as
/// text, and those named here.
class Database : public Storage, public Outbox, public Directory {
 public:
  /// Takes entries into the directory, all or none; entries that are there already (by id, or by
  /// their natural key) are rewritten, an inspector's postings replaced. `bad_text` (see
  /// `policy/entry_texts.hpp`), `posting_overlap`, `duplicate_reference` (another entry has that key
  /// or reference), `bad_argument` for an id below zero. Without `keep` the same answer, and the
  /// directory stays as it was.
  [[nodiscard]] virtual result<DirectoryTaken> put(const DirectoryRows& rows, bool keep) = 0;
  /// The same, and keeps them.
  [[nodiscard]] result<DirectoryTaken> put(const DirectoryRows& rows) { return put(rows, true); }

  /// How it makes a commit durable: SQLite's "wal" or "truncate", or "server".
  [[nodiscard]] virtual result<std::string> journal_mode() const = 0;
  /// Gives everything that it holds at one moment, table by table in the order of `kTables`, in pages
  /// of at most `kMostTableRows` rows; only tables that have any. Others may go on meanwhile; who
  /// writes to a SQLite file that is read so waits. `storage_denied` where the user does not see
  /// everything; the errors of `take`, which end it.
  [[nodiscard]] virtual result<void> read_everything(const TakeRows& take) const = 0;
  /// Looks for damage and recounts everything derived, at one moment. Empty: all is well. Reads
  /// everything.
  [[nodiscard]] virtual result<std::vector<Finding>> check() const = 0;
  /// Empties what is older than asked of notices that are not to be sent (texts, addresses, lines),
  /// and removes old history; all in one commit. A dead or undeliverable notice that was emptied is
  /// unknown to `retry`. A request id whose event was removed still gives a receipt, with its number
  /// and no changes.
  [[nodiscard]] virtual result<Purged> purge(const Purge& what) = 0;
  /// Empties the notes of one event and their copies: of the slots and closures that it changed, of
  /// those slots on later plans, in later events that took the slots along or removed the closure,
  /// and in the command's notices. The rendered texts of a notice go, too, if it was delivered; one
  /// that may still be sent keeps them until it is delivered or purged. `bad_argument` if there is
  /// no such event.
  [[nodiscard]] virtual result<void> redact(Departement departement, Revision number) = 0;

  /// Waits until the département's commit number is above `after`, or for `at_most`; gives the
  /// number of then. What changed is in `events` after `after`. On a server a change is heard of
  /// well within a second; a file is looked at five times a second. Thread-safe; holds nothing that
  /// others wait for.
  [[nodiscard]] virtual result<Revision> wait_for_change(
      Departement departement, Revision after, std::chrono::milliseconds at_most) const = 0;
};

}  // namespace creneau
