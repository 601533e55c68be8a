#include "xlsx/package_check.hpp"

#include <unzip.h>

#include <array>
#include <charconv>
#include <memory>
#include <string_view>

namespace creneau::xlsx {

namespace {

Error incomplete(std::string_view part) {
  return Error{ErrorCode::storage_full}.with_text(std::string(part));
}

/// Follows the elements of an XML text as it comes.
class Elements {
 public:
  void take(std::string_view text) {
    for (const char letter : text) take(letter);
  }
  /// Whether everything that was opened was closed, and something was.
  [[nodiscard]] bool whole() const noexcept { return sound_ && !in_tag_ && depth_ == 0 && any_; }
  [[nodiscard]] std::uint64_t cells() const noexcept { return cells_; }

 private:
  void take(char letter) {
    if (!in_tag_) {
      in_tag_ = letter == '<';
      if (letter == '>') sound_ = false;
      first_ = second_ = last_ = '\0';
      return;
    }
    if (letter == '<') sound_ = false;
    if (letter == '>') {
      in_tag_ = false;
      close_tag();
      return;
    }
    if (first_ == '\0')
      first_ = letter;
    else if (second_ == '\0')
      second_ = letter;
    last_ = letter;
  }

  void close_tag() {
    if (first_ == '?') return;
    cells_ += first_ == 'c' && second_ == ' ';
    any_ = true;
    if (first_ == '/')
      --depth_;
    else if (last_ != '/')
      ++depth_;
    if (depth_ < 0) sound_ = false;
  }

  bool in_tag_ = false;
  bool sound_ = true;
  bool any_ = false;
  char first_ = '\0';
  char second_ = '\0';
  char last_ = '\0';
  std::int64_t depth_ = 0;
  std::uint64_t cells_ = 0;
};

/// The number of the sheet that a part is, from 1; 0 if it is none.
std::size_t sheet_number(std::string_view part) noexcept {
  constexpr std::string_view kBefore = "xl/worksheets/sheet";
  if (!part.starts_with(kBefore) || !part.ends_with(".xml")) return 0;
  std::size_t number = 0;
  std::from_chars(part.data() + kBefore.size(), part.data() + part.size(), number);
  return number;
}

}  // namespace

result<void> check_package(const char* file, std::span<const std::uint64_t> cells) {
  const auto close = [](unzFile open) { unzClose(open); };
  const std::unique_ptr<void, decltype(close)> package(unzOpen64(file), close);
  if (!package) return incomplete(file);
  std::size_t sheets = 0;
  std::array<char, 256> name{};
  std::array<char, 65536> block;
  int step = unzGoToFirstFile(package.get());
  for (; step == UNZ_OK; step = unzGoToNextFile(package.get())) {
    if (unzGetCurrentFileInfo64(package.get(), nullptr, name.data(), name.size() - 1, nullptr, 0,
                                nullptr, 0) != UNZ_OK ||
        unzOpenCurrentFile(package.get()) != UNZ_OK)
      return incomplete(name.data());
    Elements elements;
    int read = 0;
    while ((read = unzReadCurrentFile(package.get(), block.data(), block.size())) > 0)
      elements.take({block.data(), static_cast<std::size_t>(read)});
    const bool unpacked = unzCloseCurrentFile(package.get()) == UNZ_OK && read == 0;
    const std::size_t sheet = sheet_number(name.data());
    const bool all_cells =
        sheet == 0 || (sheet <= cells.size() && cells[sheet - 1] == elements.cells());
    if (!unpacked || !elements.whole() || !all_cells) return incomplete(name.data());
    sheets += sheet != 0;
  }
  if (step != UNZ_END_OF_LIST_OF_FILE || sheets != cells.size()) return incomplete(file);
  return success();
}

}  // namespace creneau::xlsx
