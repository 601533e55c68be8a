#pragma once
/// \file
/// A directory in memory: for tests, simulations and hosts that load theirs once.

#include <algorithm>
#include <array>
#include <boost/unordered/unordered_flat_map.hpp>
#include <string>
#include <vector>

#include "creneau/memory/packed.hpp"
#include "creneau/policy/name_matching.hpp"
#include "creneau/port/directory.hpp"

namespace creneau {

/// Holds everything in memory. Reading is thread-safe; adding is not, neither with reading.
class MemoryDirectory final : public Directory {
 public:
  /// Takes an office in; one with the same id is replaced. O(1).
  void add(Office office) { offices_.put(std::move(office)); }
  /// Takes a school in; one with the same id is replaced. O(length of its name).
  void add(School school) {
    folded_names_[school.id.value] = fold_name(school.name);
    schools_.put(std::move(school));
  }
  /// Takes an inspector in; one with the same id is replaced. Sorts the postings by date; whether
  /// they overlap is not checked.
  void add(Inspector inspector) {
    std::sort(inspector.postings.begin(), inspector.postings.end(),
              [](const Posting& a, const Posting& b) { return a.period.first < b.period.first; });
    const InspectorId id = inspector.id;
    const std::vector<Posting> postings = inspector.postings;
    inspectors_.put(std::move(inspector));
    for (const Posting& it : postings) {
      auto& known = posted_in_[it.departement.index()];
      if (std::find(known.begin(), known.end(), id) == known.end()) known.push_back(id);
    }
  }
  /// Takes a centre in; one with the same id is replaced. O(1).
  void add(Centre centre) { centres_.put(std::move(centre)); }

  [[nodiscard]] result<void> look_up(const DirectoryNeeds& needs,
                                     DirectoryFacts& facts) const override {
    if (const Office* office = offices_.find(needs.office))
      facts.office = OfficeFacts{office->id, office->departements};
    if (const School* school = schools_.find(needs.school)) facts.school = facts_of(*school);
    for (const SchoolId id : needs.more_schools)
      if (const School* school = schools_.find(id)) facts.more_schools.push_back(facts_of(*school));
    for (const CentreId id : needs.centres)
      if (const Centre* centre = centres_.find(id))
        facts.centres.push_back({centre->id, centre->departement, centre->categories});
    for (const InspectorId id : needs.inspectors)
      if (const Inspector* inspector = inspectors_.find(id))
        facts.inspectors.push_back(facts_of(*inspector));
    if (needs.inspectors_of) {
      const auto& posted = posted_in_[needs.inspectors_of->index()];
      facts.inspectors.reserve(facts.inspectors.size() + posted.size());
      for (const InspectorId id : posted)
        if (const Inspector* inspector = inspectors_.find(id);
            inspector != nullptr &&
            std::any_of(inspector->postings.begin(), inspector->postings.end(),
                        [&](const Posting& it) { return it.departement == *needs.inspectors_of; }))
          facts.inspectors.push_back(facts_of(*inspector));
    }
    return success();
  }

  [[nodiscard]] result<std::vector<Office>> offices(std::vector<OfficeId> ids) const override {
    return offices_.some(std::move(ids));
  }
  [[nodiscard]] result<std::vector<School>> schools(std::vector<SchoolId> ids) const override {
    return schools_.some(std::move(ids));
  }
  [[nodiscard]] result<std::vector<Inspector>> inspectors(
      std::vector<InspectorId> ids) const override {
    return inspectors_.some(std::move(ids));
  }
  [[nodiscard]] result<std::vector<Centre>> centres(std::vector<CentreId> ids) const override {
    return centres_.some(std::move(ids));
  }

  [[nodiscard]] result<std::vector<School>> find_schools(std::string_view text,
                                                         std::size_t limit) const override {
    std::vector<School> found;
    for (const School& school : schools_.rows())
      if (!text.empty() && school.aurige_id == text) return std::vector<School>{school};
    const std::string folded = fold_name(text);
    if (folded.empty() && !text.empty()) return found;
    for (const School& school : schools_.rows())
      if (name_matches(folded_names_.at(school.id.value), folded)) found.push_back(school);
    std::sort(found.begin(), found.end(), [](const School& a, const School& b) {
      return a.name != b.name ? a.name < b.name : a.id < b.id;
    });
    if (found.size() > limit) found.resize(limit);
    return found;
  }

 private:
  /// Rows in the order in which they came, found by id.
  template <class Row>
  class Table {
   public:
    using RowId = decltype(Row::id);
    void put(Row row) {
      const std::size_t number = *numbers_.intern(row.id);
      if (number >= rows_.size()) rows_.resize(number + 1);
      rows_[number] = std::move(row);
    }
    [[nodiscard]] const Row* find(RowId id) const noexcept {
      if (!id) return nullptr;
      const auto number = numbers_.find(id);
      return number && *number < rows_.size() ? &rows_[*number] : nullptr;
    }
    [[nodiscard]] std::vector<Row> some(std::vector<RowId> ids) const {
      std::vector<Row> found;
      if (ids.empty()) {
        found = rows_;
      } else {
        for (const RowId id : ids)
          if (const Row* row = find(id)) found.push_back(*row);
      }
      std::sort(found.begin(), found.end(), [](const Row& a, const Row& b) { return a.id < b.id; });
      found.erase(std::unique(found.begin(), found.end(),
                              [](const Row& a, const Row& b) { return a.id == b.id; }),
                  found.end());
      return found;
    }
    [[nodiscard]] const std::vector<Row>& rows() const noexcept { return rows_; }

   private:
    std::vector<Row> rows_;
    memory::Interned<RowId, std::hash<RowId>, std::uint32_t> numbers_;
  };

  [[nodiscard]] static SchoolFacts facts_of(const School& school) noexcept {
    return {school.id, school.active, school.categories};
  }
  [[nodiscard]] static InspectorFacts facts_of(const Inspector& inspector) {
    InspectorFacts facts{inspector.id, inspector.categories, {}, inspector.matricule};
    facts.postings.assign(inspector.postings.begin(), inspector.postings.end());
    return facts;
  }

  Table<Office> offices_;
  Table<School> schools_;
  Table<Inspector> inspectors_;
  Table<Centre> centres_;
  boost::unordered_flat_map<std::int64_t, std::string> folded_names_;
  /// Whoever was ever posted there, by département.
  std::array<std::vector<InspectorId>, Departement::kCount> posted_in_;
};

}  // namespace creneau
