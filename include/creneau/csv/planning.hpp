#pragma once
/// \file
/// Plannings as files.
///
/// The columns are those of planning_row.hpp. Offices have files with the first six of them only, a
/// row for each half-hour; the others may be there or not, all but `Début` and `Fin`, which come
/// together. `Date`, `Heure`, `Matricule`, `Centre` and `Departement` must be there.

#include <optional>
#include <string>
#include <string_view>

#include "creneau/csv/encoding.hpp"
#include "creneau/csv/fault.hpp"
#include "creneau/csv/planning_source.hpp"
#include "creneau/csv/writer.hpp"
#include "creneau/engine/import_planning.hpp"
#include "creneau/port/directory.hpp"
#include "creneau/port/storage.hpp"

namespace creneau::csv {

/// What the file does not say.
struct PlanningOptions {
  /// What rows without `Début` and `Fin` are planned with where `Catégorie` and `Épreuve` are empty
  /// or missing; without it they become available sessions with a proposed centre.
  std::optional<Category> category;
  ExamPart part = ExamPart::unstated;  ///< of such rows; unstated: any
  OfficeId office;                     ///< the office that will hear of cancellations
  bool notify = false;                 ///< tell the schools of their reservations
  Encoding encoding = Encoding::utf8;  ///< of the file, unless a UTF-8 mark overrules it
};

/// Where the columns of a planning are, from 1; 0: the file has no such column.
struct PlanningColumns {
  int date = 0;         ///< Date
  int time = 0;         ///< Heure
  int matricule = 0;    ///< Matricule
  int centre = 0;       ///< Centre
  int category = 0;     ///< Catégorie
  int school = 0;       ///< IdAurige, or École where there is none
  int reservation = 0;  ///< Réservation
};

/// A planning read from a file, ready to be run.
struct PlanningFile {
  Departement departement;  ///< of every row
  ImportPlanning command;   ///< its sessions in the order of the file
  PlanningColumns columns;  ///< of the file, for the faults of its sessions
};

/// Reads a planning. Rows without `Début` and `Fin` last as long as a slot of the rules on their
/// date; those of one inspector that follow each other on one date, at one centre and of one
/// category, are one session. Rows with both are slots of that session (or the whole of an
/// available one) and must fill it. Slots with one `Réservation` are one reservation; without it
/// adjacent slots of a school are. Inspectors are found by matricule, centres by name (case and
/// accents do not matter) in the département, by reference, or by name and département, "Meaux
/// (77)"; schools by Aurige id, or by name where there is none.
///
/// With any fault there is no planning: the error is the first fault's, and `faults` has all of
/// them in the order of the file; how rows make sessions is looked at once every row is sound by
/// itself. Thread-safe if the directory is.
[[nodiscard]] result<PlanningFile> read_planning(std::string_view bytes, const Directory& directory,
                                                 const RuleBook& rules,
                                                 const PlanningOptions& options, Faults& faults);

/// What the engine refuses a planning for, all of it: the faults of its sessions among those that
/// are stored, each where its session begins in the file, in the order of the file; they have no
/// cell. Loads and decides as the engine does, but does not ask whether the caller may import: for
/// after a refusal. None: nothing is wrong with the sessions (any more). Errors: the storage's and
/// the directory's own. Thread-safe if both are.
[[nodiscard]] result<Faults> faults_among(const PlanningFile& file, const Call& call,
                                          const Storage& storage, const Directory& directory,
                                          const RuleBook& rules);

/// Everything that is wrong with a planning where a refusal is about its sessions: empty where the
/// refusal is about something else (such as who may import), where `refusal` is a failure, and where
/// they cannot be looked at. Thread-safe if the storage and the directory are.
[[nodiscard]] Faults faults_behind(const Error& refusal, const PlanningFile& file, const Call& call,
                                   const Storage& storage, const Directory& directory,
                                   const RuleBook& rules);

/// Writes a planning; read again it gives the same sessions, slots and reservations. What the
/// columns do not hold is lost: sessions' references, and why slots are unavailable. Begins again
/// where the planning changes meanwhile; `conflict` after kMaxReadings times, `host_error` for
/// sessions of two départements. Thread-safe if the source and the directory are.
[[nodiscard]] result<std::string> write_planning(const PlanningSource& source,
                                                 const Directory& directory,
                                                 const Style& style = {});

}  // namespace creneau::csv
