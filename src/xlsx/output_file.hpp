#pragma once
/// \file
/// A file that is there whole or not at all.

#include <filesystem>

#include "creneau/model/result.hpp"

namespace creneau::xlsx {

/// Writes beside its target under another name, and takes the target's name when it is whole. What
/// was not kept is removed.
class OutputFile {
 public:
  /// An empty file beside `target`. An error where none can be made there.
  [[nodiscard]] static result<OutputFile> beside(const std::filesystem::path& target);
  OutputFile(OutputFile&& other) noexcept;
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  OutputFile& operator=(OutputFile&&) = delete;
  ~OutputFile();

  /// Takes all that is in the open file `source`, makes it durable and puts it in the target's
  /// place.
  [[nodiscard]] result<void> keep(int source);

 private:
  OutputFile(std::filesystem::path target, std::filesystem::path name, int descriptor)
      : target_(std::move(target)), name_(std::move(name)), descriptor_(descriptor) {}
  [[nodiscard]] Error failed(int number) const;

  std::filesystem::path target_;
  std::filesystem::path name_;
  int descriptor_;
};

}  // namespace creneau::xlsx
