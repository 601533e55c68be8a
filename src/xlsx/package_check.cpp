#include "xlsx/package_check.hpp"

#include <unzip.h>
#include <zlib.h>

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

/// Unpacks a part. Its checksum is left out: it was reckoned from the same bytes, and they have not
/// left the memory.
bool unpack(unzFile package, const unz_file_info64& about, Elements& elements) {
  int method = 0;
  if (unzOpenCurrentFile2(package, &method, nullptr, 1) != UNZ_OK || method != Z_DEFLATED)
    return false;
  const auto end = [](z_stream* stream) { inflateEnd(stream); };
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return false;
  const std::unique_ptr<z_stream, decltype(end)> guard(&stream, end);
  std::array<unsigned char, 65536> packed;
  std::array<char, 65536> block;
  int state = Z_OK;
  int read = 0;
  while (state == Z_OK && (read = unzReadCurrentFile(package, packed.data(), packed.size())) > 0) {
    stream.next_in = packed.data();
    stream.avail_in = static_cast<uInt>(read);
    do {
      stream.next_out = reinterpret_cast<unsigned char*>(block.data());
      stream.avail_out = block.size();
      state = inflate(&stream, Z_NO_FLUSH);
      elements.take({block.data(), block.size() - stream.avail_out});
    } while (state == Z_OK && (stream.avail_in > 0 || stream.avail_out == 0));
    if (state == Z_BUF_ERROR) state = Z_OK;  // the block was full to the last byte
  }
  unzCloseCurrentFile(package);
  return state == Z_STREAM_END && stream.total_out == about.uncompressed_size;
}

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
  int step = unzGoToFirstFile(package.get());
  for (; step == UNZ_OK; step = unzGoToNextFile(package.get())) {
    unz_file_info64 about{};
    if (unzGetCurrentFileInfo64(package.get(), &about, name.data(), name.size() - 1, nullptr, 0,
                                nullptr, 0) != UNZ_OK)
      return incomplete(name.data());
    Elements elements;
    const bool unpacked = unpack(package.get(), about, elements);
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
