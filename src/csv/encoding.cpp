#include "creneau/csv/encoding.hpp"

#include <iconv.h>

#include <algorithm>
#include <array>

#include "csv/utf8.hpp"

namespace creneau::csv {

std::optional<Encoding> encoding_from_code(std::string_view code) noexcept {
  if (code == "utf-8") return Encoding::utf8;
  if (code == "windows-1252") return Encoding::windows_1252;
  return std::nullopt;
}

result<Decoder> Decoder::make(Encoding encoding) {
  if (encoding == Encoding::utf8) return Decoder{nullptr};
  const iconv_t converter = iconv_open("UTF-8", "WINDOWS-1252");
  if (converter == reinterpret_cast<iconv_t>(-1))
    return Error{ErrorCode::unsupported}.with_text("windows-1252");
  return Decoder{converter};
}

Decoder::~Decoder() {
  if (converter_ != nullptr) iconv_close(converter_);
}

std::optional<std::string> Decoder::decode(std::string_view bytes) const {
  const bool is_ascii = std::all_of(bytes.begin(), bytes.end(), [](char byte) { return byte > 0; });
  if (is_ascii) return std::string(bytes);
  if (converter_ == nullptr)
    return is_utf8(bytes) ? std::optional(std::string(bytes)) : std::nullopt;
  if (bytes.find('\0') != std::string_view::npos) return std::nullopt;
  iconv(converter_, nullptr, nullptr, nullptr, nullptr);
  // No character of Windows-1252 takes more than three bytes in UTF-8.
  std::string text(bytes.size() * 3, '\0');
  char* in = const_cast<char*>(bytes.data());  // iconv only reads it
  char* out = text.data();
  std::size_t in_left = bytes.size();
  std::size_t out_left = text.size();
  if (iconv(converter_, &in, &in_left, &out, &out_left) == static_cast<std::size_t>(-1))
    return std::nullopt;
  text.resize(text.size() - out_left);
  return text;
}

}  // namespace creneau::csv
