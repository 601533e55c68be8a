#pragma once
/// \file
/// What every storage must do, as cases that know the port alone. A storage that leaves one check
/// out fails a case. Run it over a storage of your own: see docs/implementing-a-storage.md.

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "creneau/creneau.hpp"

namespace creneau::contract {

/// An empty storage that a case may use up.
class Subject {
 public:
  virtual ~Subject() = default;
  [[nodiscard]] virtual Storage& storage() = 0;
  /// Where it keeps notices; null: elsewhere, and the cases of the outbox do not apply.
  [[nodiscard]] virtual Outbox* outbox() { return nullptr; }
  /// Closes and opens it again, as after a crash. False: nothing survives it, by design.
  [[nodiscard]] virtual bool reopen() { return false; }
};

/// Collects what a case finds wrong.
class Findings {
 public:
  /// Notes `what` unless it holds.
  bool expect(bool holds, std::string what) {
    if (!holds) found_.push_back(std::move(what));
    return holds;
  }
  [[nodiscard]] const std::vector<std::string>& all() const noexcept { return found_; }

 private:
  std::vector<std::string> found_;
};

struct Case {
  const char* name;
  void (*run)(Subject& subject, Findings& findings);
};

/// All cases.
[[nodiscard]] std::vector<Case> cases();

}  // namespace creneau::contract
