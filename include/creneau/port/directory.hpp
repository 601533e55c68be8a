#pragma once
/// \file
/// Port: the directory of offices, schools, inspectors and centres. Read only, because in an
/// existing system somebody else owns them.

#include <optional>
#include <string>
#include <vector>

#include "creneau/model/change_set.hpp"
#include "creneau/model/directory.hpp"
#include "creneau/model/result.hpp"

namespace creneau {

/// Which facts a decision needs. Ids that do not exist are simply missing from the answer; zero
/// means none.
struct DirectoryNeeds {
  OfficeId office;                         ///< the office that acts, or of which an import speaks
  SchoolId school;                         ///< the school that acts, or for which is reserved
  std::vector<SchoolId> more_schools;      ///< those of which an import speaks
  SmallVector<CentreId, 2> centres;        ///< may name one twice
  SmallVector<InspectorId, 2> inspectors;  ///< may name one twice
  /// Every inspector posted in this département at any time, for ordering by matricule.
  std::optional<Departement> inspectors_of;
};

/// The facts of a school that decisions look at.
struct SchoolFacts {
  SchoolId id;             ///< never zero
  bool active = false;     ///< whether it may reserve
  CategorySet categories;  ///< which it teaches; empty: not stated
};

/// The facts of an office that authorization looks at.
struct OfficeFacts {
  OfficeId id;                  ///< never zero
  DepartementSet departements;  ///< whose plannings it may read and change
};

/// The facts of a centre that decisions look at.
struct CentreFacts {
  CentreId id;              ///< never zero
  Departement departement;  ///< tells its time zone
  CategorySet categories;   ///< whose exams it holds; empty: not stated
};

/// The facts of an inspector that decisions look at.
struct InspectorFacts {
  InspectorId id;                    ///< never zero
  CategorySet categories;            ///< which they may examine; empty: not stated
  SmallVector<Posting, 1> postings;  ///< all of them, past ones too; never overlapping
  std::string matricule;             ///< may stay empty unless `inspectors_of` was asked for
};

/// What the directory knew when it was asked.
struct DirectoryFacts {
  std::optional<OfficeFacts> office;      ///< empty: there is no such office, or none was asked for
  std::optional<SchoolFacts> school;      ///< empty: there is no such school, or none was asked for
  std::vector<SchoolFacts> more_schools;  ///< those that exist, in any order
  SmallVector<CentreFacts, 1> centres;    ///< those that exist, in any order
  std::vector<InspectorFacts> inspectors;  ///< those that exist, in any order
};

/// Read access to the directory. Every method must be callable from several threads at once, and
/// what it says may be slightly old: a decision does not expect the directory to stand still.
///
/// Errors are the directory's own: `storage_failed`, `storage_corrupt`, `storage_missing`, `storage_unreachable`,
/// `no_memory`, or `host_error` where it is the host's. What is not there is no error.
class Directory {
 public:
  virtual ~Directory() = default;

  /// Adds to `facts` what `needs` asks for; one call for each command. Any order. Errors: the
  /// directory's own; `facts` is then not used. Thread-safe.
  [[nodiscard]] virtual result<void> look_up(const DirectoryNeeds& needs,
                                             DirectoryFacts& facts) const = 0;

  /// Whole offices, for texts and lists: those with these ids that exist; no ids: all of them. By
  /// id, each once. Errors: the directory's own. Thread-safe.
  [[nodiscard]] virtual result<std::vector<Office>> offices(std::vector<OfficeId> ids) const = 0;
  /// Whole schools, for texts and lists: those with these ids that exist; no ids: all of them. By
  /// id, each once. Errors: the directory's own. Thread-safe.
  [[nodiscard]] virtual result<std::vector<School>> schools(std::vector<SchoolId> ids) const = 0;
  /// Whole inspectors, for texts and lists: those with these ids that exist; no ids: all of them.
  /// By id, each once, their postings by date. Errors: the directory's own. Thread-safe.
  [[nodiscard]] virtual result<std::vector<Inspector>> inspectors(
      std::vector<InspectorId> ids) const = 0;
  /// Whole centres, for texts and lists: those with these ids that exist; no ids: all of them. By
  /// id, each once. Errors: the directory's own. Thread-safe.
  [[nodiscard]] virtual result<std::vector<Centre>> centres(std::vector<CentreId> ids) const = 0;

  /// Schools whose name matches `text` (see `policy/name_matching.hpp`), at most `limit`, by name,
  /// then id; an empty text matches all, one of punctuation alone none. A school whose Aurige id is
  /// exactly `text` comes alone. None found is no error.
  /// Errors: the directory's own. Thread-safe.
  [[nodiscard]] virtual result<std::vector<School>> find_schools(std::string_view text,
                                                                 std::size_t limit) const = 0;
};

}  // namespace creneau
