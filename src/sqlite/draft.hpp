#pragma once
/// \file
/// A database file that comes to its place whole or not at all. Internal to the adapter.

#include <string>
#include <utility>

#include "creneau/model/result.hpp"

namespace creneau::sqlite {

/// A file beside its place, under another name. Gone again unless it is kept, with what SQLite put
/// beside it.
class Draft {
 public:
  /// Makes nothing yet. `bad_argument` if something stands at `path`, or a journal beside it: that
  /// would be rolled into what comes to stand there.
  [[nodiscard]] static result<Draft> beside(const std::string& path);
  Draft(const Draft&) = delete;
  Draft& operator=(const Draft&) = delete;
  Draft(Draft&& other) noexcept
      : path_(std::move(other.path_)), name_(std::exchange(other.name_, {})) {}
  Draft& operator=(Draft&&) = delete;
  ~Draft();

  /// What nobody else has. \pre it was not kept
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  /// Puts the file in its place, for good when this returns. \pre nobody has it open
  [[nodiscard]] result<void> keep();

 private:
  Draft(std::string path, std::string name) : path_(std::move(path)), name_(std::move(name)) {}
  std::string path_;
  std::string name_;  ///< empty: there is nothing to remove
};

}  // namespace creneau::sqlite
