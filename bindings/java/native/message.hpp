#pragma once
/// \file
/// Messages between Java and C++: values one behind the other, numbers as short as they can be, texts
/// behind their length, lists behind their count. `fr.creneau.internal.MessageReader` and
/// `MessageWriter` are the other side.

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <cstring>
#include <memory_resource>
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>

#include "creneau_ports.h"

namespace creneau::java {

/// A message, or a part of one that Java keeps without looking into it.
struct Bytes {
  std::string it;
};

/// A plain type that has fields of its own (`plain_fields.hpp`).
template <class Side, class Row>
concept HasFields = requires(Side& side, Row& row) { fields(side, row); };

/// Writes values behind each other.
class Writer {
 public:
  /// What was written.
  [[nodiscard]] Bytes take() {
    bytes_.resize(used_);
    return {std::move(bytes_)};
  }

  template <class... Values>
  Writer& operator()(const Values&... values) {
    (write(values), ...);
    return *this;
  }
  /// An array and its count.
  template <class Row, class Count>
  void list(const Row* rows, Count count) {
    write_number(static_cast<std::uint64_t>(count));
    for (Count place = 0; place < count; ++place) write(rows[place]);
  }
  /// How many rows there are, and each of them by `put(row)`.
  template <class Rows, class Put>
  void each(const Rows& rows, Put&& put) {
    write_number(rows.size());
    for (const auto& row : rows) put(row);
  }
  /// Something that may be NULL.
  template <class Row>
  void maybe(const Row* row) {
    write(row != nullptr);
    if (row != nullptr) write(*row);
  }

 private:
  template <class T>
  void write(const T& value) {
    if constexpr (std::same_as<T, bool>) {
      write_number(value ? 1 : 0);
    } else if constexpr (std::unsigned_integral<T>) {
      write_number(value);
    } else if constexpr (std::signed_integral<T>) {
      // Those next to zero, on either side, become short.
      const auto wide = static_cast<std::int64_t>(value);
      write_number((static_cast<std::uint64_t>(wide) << 1) ^
                   static_cast<std::uint64_t>(wide >> 63));
    } else if constexpr (std::same_as<T, crn_text>) {
      write_text({value.data, value.size});
    } else if constexpr (std::same_as<T, crn_departement>) {
      write_text({value.code, strnlen(value.code, sizeof value.code)});
    } else if constexpr (std::convertible_to<const T&, std::string_view>) {
      write_text(value);
    } else {
      static_assert(HasFields<Writer, const T>);
      fields(*this, value);
    }
  }
  void write_text(std::string_view text) {
    write_number(text.size());
    make_room(text.size());
    text.copy(bytes_.data() + used_, text.size());
    used_ += text.size();
  }
  void write_number(std::uint64_t number) {
    constexpr std::size_t kLongest = 10;  // bytes of a number
    make_room(kLongest);
    char* next = bytes_.data() + used_;
    for (; number >= 0x80; number >>= 7) *next++ = static_cast<char>(number | 0x80);
    *next++ = static_cast<char>(number);
    used_ = static_cast<std::size_t>(next - bytes_.data());
  }
  void make_room(std::size_t more) {
    if (bytes_.size() - used_ < more)
      bytes_.resize(std::max(2 * bytes_.size(), used_ + more + 256));
  }

  std::string bytes_;
  std::size_t used_ = 0;
};

/// Reads what a MessageWriter of Java wrote, in the same order. Texts and arrays live as long as the
/// reader and its message. \throw std::out_of_range where the message ends too early
class Reader {
 public:
  explicit Reader(const Bytes& message) noexcept
      : next_(message.it.data()), end_(next_ + message.it.size()) {}
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  template <class... Values>
  void operator()(Values&... values) {
    (read(values), ...);
  }
  /// The next value.
  template <class T>
  [[nodiscard]] T take() {
    T value{};
    read(value);
    return value;
  }
  /// An array and its count.
  template <class Row, class Count>
  void list(const Row*& rows, Count& count) {
    static_assert(std::is_trivially_copyable_v<Row>);
    const std::uint64_t many = read_number();
    // Each row has a byte at least.
    if (many > static_cast<std::uint64_t>(end_ - next_)) throw std::out_of_range("message");
    auto* const room = static_cast<Row*>(
        arena_.allocate(static_cast<std::size_t>(many) * sizeof(Row) + 1, alignof(Row)));
    for (std::uint64_t place = 0; place < many; ++place) room[place] = take<Row>();
    rows = room;
    count = static_cast<Count>(many);
  }
  /// Something that may be NULL.
  template <class Row>
  void maybe(const Row*& row) {
    row = nullptr;
    if (!take<bool>()) return;
    auto* const room = static_cast<Row*>(arena_.allocate(sizeof(Row), alignof(Row)));
    *room = take<Row>();
    row = room;
  }

 private:
  template <class T>
  void read(T& value) {
    if constexpr (std::same_as<T, bool>) {
      value = read_byte() != 0;
    } else if constexpr (std::unsigned_integral<T>) {
      value = static_cast<T>(read_number());
    } else if constexpr (std::signed_integral<T>) {
      const std::uint64_t number = read_number();
      value = static_cast<T>(static_cast<std::int64_t>(number >> 1) ^
                             -static_cast<std::int64_t>(number & 1));
    } else if constexpr (std::same_as<T, crn_text>) {
      const std::string_view text = read_text();
      value = {text.data(), text.size()};
    } else if constexpr (std::same_as<T, std::string_view>) {
      value = read_text();
    } else if constexpr (std::same_as<T, crn_departement>) {
      const std::string_view code = read_text();
      value = crn_departement{};
      // What is too long to be a code stays one that there is not.
      if (code.size() <= sizeof value.code)
        code.copy(value.code, sizeof value.code);
      else
        value.code[0] = '?';
    } else {
      static_assert(HasFields<Reader, T>);
      if constexpr (requires { value.struct_size; }) value.struct_size = sizeof(T);
      fields(*this, value);
    }
  }
  [[nodiscard]] std::uint8_t read_byte() {
    if (next_ == end_) throw std::out_of_range("message");
    return static_cast<std::uint8_t>(*next_++);
  }
  [[nodiscard]] std::uint64_t read_number() {
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const std::uint8_t byte = read_byte();
      number |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return number;
    }
    throw std::out_of_range("message");
  }
  [[nodiscard]] std::string_view read_text() {
    const std::uint64_t size = read_number();
    if (size > static_cast<std::uint64_t>(end_ - next_)) throw std::out_of_range("message");
    const std::string_view text(next_, static_cast<std::size_t>(size));
    next_ += size;
    return text;
  }

  const char* next_;
  const char* end_;
  std::pmr::monotonic_buffer_resource arena_;
};

}  // namespace creneau::java
