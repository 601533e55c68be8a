#include "xlsx/package_check.hpp"

#include <unzip.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <memory>
#include <string_view>

namespace creneau::xlsx {

namespace {

Error incomplete(std::string_view part) {
  return Error{ErrorCode::storage_full}.with_text(std::string(part));
}

/// Counts the tags of an XML text as it comes. Angle brackets of its words are escaped.
class Tags {
 public:
  /// Room for the next block of the text.
  [[nodiscard]] std::span<char> block() noexcept { return std::span(letters_).subspan(kAhead); }
  /// The block's first `size` letters are there.
  void take(std::size_t size) noexcept {
    // Short runs, so that the counters of one fit a byte, and are added up many at once.
    for (std::size_t first = 0; first < size; first += kRun)
      count(letters_.data() + first, std::min(kRun, size - first));
    std::copy_n(letters_.data() + size, kAhead, letters_.data());
  }
  /// The text has ended.
  void end() noexcept {
    std::fill_n(block().data(), kAhead, '\0');
    take(kAhead);
  }
  /// Whether everything that was opened was closed, and something was.
  [[nodiscard]] bool whole() const noexcept {
    return begun_ == ended_ && opened_ == closed_ && opened_ > 0;
  }
  [[nodiscard]] std::uint64_t cells() const noexcept { return cells_; }

 private:
  /// A tag is known by three letters: those two that follow the last one counted are kept.
  static constexpr std::size_t kAhead = 2;
  static constexpr std::size_t kRun = 255;

  void count(const char* letters, std::size_t size) noexcept {
    std::uint8_t begun = 0;
    std::uint8_t ended = 0;
    std::uint8_t opened = 0;
    std::uint8_t closed = 0;
    std::uint8_t cells = 0;
    for (std::size_t place = 0; place < size; ++place) {
      const char first = letters[place];
      const char second = letters[place + 1];
      const char third = letters[place + 2];
      const bool begins = first == '<';
      begun = static_cast<std::uint8_t>(begun + begins);
      ended = static_cast<std::uint8_t>(ended + (first == '>'));
      opened = static_cast<std::uint8_t>(opened + (begins & (second != '/') & (second != '?')));
      closed = static_cast<std::uint8_t>(
          closed + ((begins & (second == '/')) | ((first == '/') & (second == '>'))));
      cells = static_cast<std::uint8_t>(cells + (begins & (second == 'c') & (third == ' ')));
    }
    begun_ += begun;
    ended_ += ended;
    opened_ += opened;
    closed_ += closed;
    cells_ += cells;
  }

  std::array<char, kAhead + 65536> letters_{};
  std::uint64_t begun_ = 0;
  std::uint64_t ended_ = 0;
  std::uint64_t opened_ = 0;
  std::uint64_t closed_ = 0;
  std::uint64_t cells_ = 0;
};

/// Unpacks a part. Its checksum is left out: it was reckoned from the same bytes, and they have not
/// left the memory.
bool unpack(unzFile package, const unz_file_info64& about, Tags& tags) {
  int method = 0;
  if (unzOpenCurrentFile2(package, &method, nullptr, 1) != UNZ_OK || method != Z_DEFLATED)
    return false;
  const auto end = [](z_stream* stream) { inflateEnd(stream); };
  z_stream stream{};
  if (inflateInit2(&stream, -MAX_WBITS) != Z_OK) return false;
  const std::unique_ptr<z_stream, decltype(end)> guard(&stream, end);
  std::array<unsigned char, 65536> packed;
  const std::span<char> block = tags.block();
  int state = Z_OK;
  int read = 0;
  while (state == Z_OK && (read = unzReadCurrentFile(package, packed.data(), packed.size())) > 0) {
    stream.next_in = packed.data();
    stream.avail_in = static_cast<uInt>(read);
    do {
      stream.next_out = reinterpret_cast<unsigned char*>(block.data());
      stream.avail_out = static_cast<uInt>(block.size());
      state = inflate(&stream, Z_NO_FLUSH);
      tags.take(block.size() - stream.avail_out);
    } while (state == Z_OK && (stream.avail_in > 0 || stream.avail_out == 0));
    if (state == Z_BUF_ERROR) state = Z_OK;  // the block was full to the last byte
  }
  tags.end();
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
    Tags tags;
    const bool unpacked = unpack(package.get(), about, tags);
    const std::size_t sheet = sheet_number(name.data());
    const bool all_cells =
        sheet == 0 || (sheet <= cells.size() && cells[sheet - 1] == tags.cells());
    if (!unpacked || !tags.whole() || !all_cells) return incomplete(name.data());
    sheets += sheet != 0;
  }
  if (step != UNZ_END_OF_LIST_OF_FILE || sheets != cells.size()) return incomplete(file);
  return success();
}

}  // namespace creneau::xlsx
