#pragma once
/// \file
/// The encodings in which files come.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "creneau/model/result.hpp"

namespace creneau::csv {

/// How the bytes of a file are to be read. A UTF-8 mark at its beginning overrules this.
enum class Encoding : std::uint8_t { utf8, windows_1252 };

/// The encoding of "utf-8" or "windows-1252"; none for any other text.
[[nodiscard]] std::optional<Encoding> encoding_from_code(std::string_view code) noexcept;

/// Turns cells into UTF-8. Not thread-safe: one for each reading.
class Decoder {
 public:
  /// `unsupported` where the system cannot convert from that encoding.
  [[nodiscard]] static result<Decoder> make(Encoding encoding);
  /// Takes the converter over; the other must not be used any more.
  Decoder(Decoder&& other) noexcept : converter_(other.converter_) { other.converter_ = nullptr; }
  Decoder(const Decoder&) = delete;
  Decoder& operator=(const Decoder&) = delete;
  Decoder& operator=(Decoder&&) = delete;
  ~Decoder();

  /// The cell in UTF-8; none if its bytes are not of the encoding or hold a NUL.
  [[nodiscard]] std::optional<std::string> decode(std::string_view bytes) const;

 private:
  explicit Decoder(void* converter) noexcept : converter_(converter) {}
  void* converter_;  ///< an iconv_t, or null for UTF-8
};

}  // namespace creneau::csv
