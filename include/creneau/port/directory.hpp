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

/// Which facts a decision needs. Ids that do not exist are simply missing from the answer.
struct DirectoryNeeds {
  OfficeId office;
  SchoolId school;
  SmallVector<CentreId, 2> centres;
  SmallVector<InspectorId, 2> inspectors;
  /// Every inspector posted in this département at any time, for ordering by matricule.
  std::optional<Departement> inspectors_of;
};

/// The facts of a school that decisions look at.
struct SchoolFacts {
  SchoolId id;
  bool active = false;
  CategorySet categories;
};

struct OfficeFacts {
  OfficeId id;
  DepartementSet departements;
};

struct CentreFacts {
  CentreId id;
  Departement departement;
  CategorySet categories;
};

struct InspectorFacts {
  InspectorId id;
  CategorySet categories;
  SmallVector<Posting, 1> postings;
  std::string matricule;  ///< may stay empty unless `inspectors_of` was asked for
};

struct DirectoryFacts {
  std::optional<OfficeFacts> office;
  std::optional<SchoolFacts> school;
  SmallVector<CentreFacts, 1> centres;
  std::vector<InspectorFacts> inspectors;
};

/// Read access to the directory. Implementations must be callable from several threads at once, and
/// what they say may be slightly old: a decision does not expect the directory to stand still.
class Directory {
 public:
  virtual ~Directory() = default;

  /// Adds to `facts` what `needs` asks for; one call for each command.
  [[nodiscard]] virtual result<void> look_up(const DirectoryNeeds& needs,
                                             DirectoryFacts& facts) const = 0;

  /// Whole entries, for texts and lists. Empty ids: all of them. Order: by id.
  [[nodiscard]] virtual result<std::vector<Office>> offices(std::vector<OfficeId> ids) const = 0;
  [[nodiscard]] virtual result<std::vector<School>> schools(std::vector<SchoolId> ids) const = 0;
  [[nodiscard]] virtual result<std::vector<Inspector>> inspectors(
      std::vector<InspectorId> ids) const = 0;
  [[nodiscard]] virtual result<std::vector<Centre>> centres(std::vector<CentreId> ids) const = 0;

  /// Schools whose Aurige id is `text` or whose name matches it (see `policy/name_matching.hpp`),
  /// at most `limit`, by name. A school with exactly that Aurige id comes alone.
  [[nodiscard]] virtual result<std::vector<School>> find_schools(std::string_view text,
                                                                 std::size_t limit) const = 0;
};

}  // namespace creneau
