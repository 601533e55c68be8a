#pragma once
/// \file
/// What plannings call people and places.

#include <boost/unordered/unordered_flat_map.hpp>
#include <span>
#include <string>

#include "creneau/model/session_detail.hpp"
#include "creneau/port/directory.hpp"

namespace creneau::csv {

/// The names of what the sessions learned so far refer to, asked of a directory once. Something
/// that the directory does not know (any more) is called "#" and its id. Not thread-safe; the
/// directory must outlive it.
class Names {
 public:
  explicit Names(const Directory& directory) : directory_(directory) {}

  /// Asks for what is new in these sessions. After an error the names are of no use.
  [[nodiscard]] result<void> learn(std::span<const SessionDetail> sessions);

  /// \name Of something learned; empty for an id of zero. Valid until the next `learn`.
  /// \{
  [[nodiscard]] const std::string& matricule(InspectorId id) const;
  [[nodiscard]] const std::string& name(InspectorId id) const;
  /// The centre's name; of one in another département with that in parentheses: "Meaux (77)".
  [[nodiscard]] std::string name(CentreId id, Departement seen_from) const;
  [[nodiscard]] const std::string& name(SchoolId id) const;
  [[nodiscard]] const std::string& aurige_id(SchoolId id) const;
  /// \}

 private:
  template <class Entity>
  using Known = boost::unordered_flat_map<std::int64_t, Entity>;

  const Directory& directory_;
  Known<Inspector> inspectors_;
  Known<Centre> centres_;
  Known<School> schools_;
};

}  // namespace creneau::csv
