#pragma once
/// \file
/// The names by which vectors call things, and the ids that a storage gave them.

#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "creneau/creneau.hpp"

namespace creneau::vectors {

/// A text of a vector that means nothing: the vector is wrong, not the product.
struct BadVector : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Both ways between names and ids, for each kind of thing.
class Symbols {
 public:
  void name(Subject subject, const std::string& symbol) {
    ids_[{subject.kind, symbol}] = subject.id;
    names_[{subject.kind, subject.id}] = symbol;
  }

  template <class EntityId>
  [[nodiscard]] EntityId id(const std::string& symbol) const {
    const auto found = ids_.find({Subject{EntityId{}}.kind, symbol});
    if (found == ids_.end()) throw BadVector("unknown name: " + symbol);
    return EntityId{found->second};
  }

  /// "session:monday", "slot:monday/1/3", "date:2026-06-15", "departement:93", "category:CE".
  [[nodiscard]] std::string text(const Subject& subject) const {
    switch (subject.kind) {
      case Subject::Kind::date: return "date:" + to_text(Date{std::chrono::days{subject.id}});
      case Subject::Kind::departement:
        return "departement:" +
               std::string(Departement::from_index(static_cast<std::size_t>(subject.id)).code());
      case Subject::Kind::category:
        return "category:" + std::string(code_of(static_cast<Category>(subject.id)));
      case Subject::Kind::slot:
        return "slot:" + called(Subject::Kind::session, subject.id) + "/" +
               std::to_string(subject.plan) + "/" + std::to_string(subject.ordinal);
      case Subject::Kind::line: return "line:" + std::to_string(subject.id);
      default: break;
    }
    constexpr std::array<std::string_view, 10> kKinds{"none",    "office",  "school", "inspector",
                                                      "centre",  "session", "slot",   "reservation",
                                                      "closure", "notice"};
    const auto kind = static_cast<std::size_t>(subject.kind);
    return std::string(kind < kKinds.size() ? kKinds[kind] : "?") + ":" +
           called(subject.kind, subject.id);
  }

 private:
  [[nodiscard]] std::string called(Subject::Kind kind, std::int64_t id) const {
    const auto found = names_.find({kind, id});
    return found == names_.end() ? "?" + std::to_string(id) : found->second;
  }

  std::map<std::pair<Subject::Kind, std::string>, std::int64_t> ids_;
  std::map<std::pair<Subject::Kind, std::int64_t>, std::string> names_;
};

}  // namespace creneau::vectors
