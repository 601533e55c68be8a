#pragma once
/// \file
/// Names out of the directory, for one rendering.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "creneau/port/directory.hpp"
#include "creneau/text/language.hpp"

namespace creneau::text {

/// One line of text that people can read: line breaks, other control characters and marks that turn
/// the direction of writing become spaces, bytes that are no UTF-8 U+FFFD; cut after `most` bytes,
/// with an ellipsis. O(length).
[[nodiscard]] std::string one_line(std::string_view text, std::size_t most = 300);

/// Looks entries up, each once. An id that the directory does not know is called by its number;
/// so it is where the directory fails, because a text must not fail for want of a name. For one
/// thread; holds a reference to the directory.
class Names {
 public:
  /// Nothing is looked up yet.
  Names(Language language, const Directory& directory)
      : language_(language), directory_(directory) {}

  /// \name Reading many at once
  /// \{

  /// Looks up, in one call, those that are not known yet. The directory's error.
  [[nodiscard]] result<void> read(std::vector<SchoolId> ids);
  [[nodiscard]] result<void> read(std::vector<OfficeId> ids);
  [[nodiscard]] result<void> read(std::vector<CentreId> ids);
  [[nodiscard]] result<void> read(std::vector<InspectorId> ids);
  /// \}

  /// \name Entries
  /// \{

  /// The entry, looked up where it is not known yet; null: there is none, or the directory failed.
  /// Valid as long as this object.
  [[nodiscard]] const School* find(SchoolId id);
  [[nodiscard]] const Office* find(OfficeId id);
  [[nodiscard]] const Centre* find(CentreId id);
  [[nodiscard]] const Inspector* find(InspectorId id);
  /// \}

  /// \name Names
  /// As a sentence calls them. Empty for an id of zero.
  /// \{
  [[nodiscard]] std::string of(SchoolId id);     ///< « Auto-école 93-012 »
  [[nodiscard]] std::string of(OfficeId id);     ///< « BER 93 »
  [[nodiscard]] std::string of(CentreId id);     ///< « Rosny »
  [[nodiscard]] std::string of(InspectorId id);  ///< IPCSR 93-07 (93-07)
                                                 /// \}

 private:
  template <class Row>
  using Table = std::map<std::int64_t, std::optional<Row>>;

  template <class Row, class EntityId>
  const Row* find_in(Table<Row>& table, EntityId id) {
    if (!id) return nullptr;
    auto place = table.find(id.value);
    if (place == table.end()) {
      (void)read(std::vector<EntityId>{id});
      place = table.try_emplace(id.value).first;
    }
    return place->second ? &*place->second : nullptr;
  }
  [[nodiscard]] std::string quoted(std::string_view name) const;
  [[nodiscard]] std::string numbered(std::int64_t id) const;

  Language language_;
  const Directory& directory_;
  Table<School> schools_;
  Table<Office> offices_;
  Table<Centre> centres_;
  Table<Inspector> inspectors_;
};

}  // namespace creneau::text
