#pragma once
/// \file
/// Finding whom and what the cells of a planning mean.

#include <boost/unordered/unordered_flat_map.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "creneau/port/directory.hpp"

namespace creneau::csv {

/// Texts and what they mean. A text as it is written goes before one that is the same but for case,
/// accents and punctuation.
template <class EntityId>
class Meanings {
 public:
  void add(std::string_view scope, std::string_view text, EntityId id);
  /// The ids that `text` may mean, each once; several where it says too little.
  [[nodiscard]] std::vector<EntityId> find(std::string_view scope, std::string_view text) const;

 private:
  using Map = boost::unordered_flat_map<std::string, std::vector<EntityId>>;
  Map exact_;
  Map folded_;
};

/// A directory, read once and searched by what files say.
class PlanningLookup {
 public:
  [[nodiscard]] static result<PlanningLookup> make(const Directory& directory, bool with_schools);

  [[nodiscard]] result<InspectorId> inspector(std::string_view matricule) const;
  /// A centre by its name in the département, its reference, or "Meaux (77)".
  [[nodiscard]] result<CentreId> centre(std::string_view text, Departement departement) const;
  [[nodiscard]] result<SchoolId> school_of_aurige_id(std::string_view aurige_id) const;
  [[nodiscard]] result<SchoolId> school_named(std::string_view name) const;

 private:
  Meanings<InspectorId> inspectors_;
  Meanings<CentreId> centres_;
  Meanings<CentreId> centre_references_;
  Meanings<SchoolId> schools_;
  boost::unordered_flat_map<std::string, SchoolId> aurige_ids_;
};

}  // namespace creneau::csv
