#pragma once
/// \file
/// Structs and rows of another version: smaller ones are taken as zero beyond their end, larger ones
/// as far as they are known, if the rest is zero.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <type_traits>

#include "creneau/model/result.hpp"

namespace creneau::facade {

/// An argument that makes no sense, by its name.
[[nodiscard]] inline Error bad_argument(std::string name) {
  return Error{ErrorCode::bad_argument}.with_text(std::move(name));
}

/// A size that a version of a plain type may have: all of them hold more than a size, none ends in
/// the middle of a field, and none is so large that only a struct that nobody zeroed claims it.
template <class Plain>
[[nodiscard]] constexpr bool is_plain_size(std::size_t size) noexcept {
  constexpr std::size_t kLargest = 1U << 16U;
  return size >= 8 && size <= kLargest && size % alignof(Plain) == 0;
}

namespace detail {

/// Copies `size` bytes of something that should be a Plain.
template <class Plain>
[[nodiscard]] result<void> copy_sized(const void* from, std::size_t size, Plain& to,
                                      const char* name) {
  static_assert(std::is_trivially_copyable_v<Plain>);
  if (!is_plain_size<Plain>(size)) return bad_argument(name);
  if (size == sizeof(Plain))
    std::memcpy(&to, from, sizeof(Plain));
  else
    std::memcpy(&to, from, std::min(size, sizeof(Plain)));
  // Room for what does not exist yet.
  if constexpr (requires { to.reserved_; })
    if (to.reserved_ != 0) return Error{ErrorCode::unsupported}.with_text(name);
  if (size <= sizeof(Plain)) return success();
  const auto* const bytes = static_cast<const unsigned char*>(from);
  if (std::any_of(bytes + sizeof(Plain), bytes + size, [](unsigned char it) { return it != 0; }))
    return Error{ErrorCode::unsupported}.with_text(name);
  return success();
}

}  // namespace detail

/// A struct that begins with its size, as this library knows it. `bad_argument` for NULL and for a
/// size that makes no sense, `unsupported` where its tail is not known here; both name it.
template <class Plain>
[[nodiscard]] result<Plain> read_struct(const Plain* from, const char* name) {
  if (from == nullptr) return bad_argument(name);
  std::uint32_t size = 0;
  std::memcpy(&size, from, sizeof size);
  Plain to{};
  BOOST_OUTCOME_TRY(detail::copy_sized(from, size, to, name));
  return to;
}

/// The same of one that may be NULL: then all of it is left out.
template <class Plain>
[[nodiscard]] result<Plain> read_optional_struct(const Plain* from, const char* name) {
  if (from == nullptr) return Plain{};
  return read_struct(from, name);
}

/// Fills the caller's struct as far as its size goes; its size stays. Call `check_struct` first.
template <class Plain>
void write_struct(Plain value, Plain* to) noexcept {
  std::uint32_t size = 0;
  std::memcpy(&size, to, sizeof size);
  std::memset(to, 0, size);
  std::memcpy(&value, &size, sizeof size);
  std::memcpy(to, &value, std::min<std::size_t>(size, sizeof(Plain)));
}

/// Whether a caller's struct can be filled. `bad_argument` where not.
template <class Plain>
[[nodiscard]] result<void> check_struct(const Plain* to, const char* name) {
  if (to == nullptr) return bad_argument(name);
  std::uint32_t size = 0;
  std::memcpy(&size, to, sizeof size);
  if (!is_plain_size<Plain>(size)) return bad_argument(name);
  return success();
}

/// An array of a caller's rows.
template <class Plain>
class RowsIn {
 public:
  /// Of `count` rows of `size` bytes. `name` must outlive it.
  RowsIn(const Plain* rows, std::size_t size, std::size_t count, const char* name) noexcept
      : bytes_(reinterpret_cast<const unsigned char*>(rows)),
        size_(size),
        count_(count),
        name_(name) {}

  /// `bad_argument` for an array that is not there and for a size that makes no sense.
  [[nodiscard]] result<void> check() const {
    if (count_ > 0 && (bytes_ == nullptr || !is_plain_size<Plain>(size_)))
      return bad_argument(name_);
    return success();
  }
  /// One row. \pre check() held, place < count
  [[nodiscard]] result<Plain> at(std::size_t place) const {
    Plain row{};
    BOOST_OUTCOME_TRY(detail::copy_sized(bytes_ + place * size_, size_, row, name_));
    return row;
  }
  /// Calls `take(row)`, which returns result<void>, for each row, until one fails.
  template <class Take>
  [[nodiscard]] result<void> for_each(Take&& take) const {
    BOOST_OUTCOME_TRY(check());
    for (std::size_t place = 0; place < count_; ++place) {
      BOOST_OUTCOME_TRY(const Plain row, at(place));
      BOOST_OUTCOME_TRY(take(row));
    }
    return success();
  }

 private:
  const unsigned char* bytes_;
  std::size_t size_;
  std::size_t count_;
  const char* name_;
};

/// Where a caller wants rows.
template <class Plain>
class RowsOut {
 public:
  /// Room for `count` rows of `size` bytes.
  RowsOut(Plain* rows, std::size_t size, std::size_t count) noexcept
      : bytes_(reinterpret_cast<unsigned char*>(rows)), size_(size), count_(count) {}

  /// `bad_argument` for an array that is not there and for a size that makes no sense.
  [[nodiscard]] result<void> check() const {
    if (count_ > 0 && bytes_ == nullptr) return bad_argument("to");
    if (count_ > 0 && !is_plain_size<Plain>(size_)) return bad_argument("row_size");
    return success();
  }
  [[nodiscard]] std::size_t size() const noexcept { return count_; }
  /// Fills one row as far as its size goes. \pre check() held, place < size()
  void put(std::size_t place, const Plain& row) const noexcept {
    unsigned char* const to = bytes_ + place * size_;
    if (size_ == sizeof(Plain)) {
      std::memcpy(to, &row, sizeof(Plain));
      return;
    }
    std::memcpy(to, &row, std::min(size_, sizeof(Plain)));
    if (size_ > sizeof(Plain)) std::memset(to + sizeof(Plain), 0, size_ - sizeof(Plain));
  }
  /// Fills all of them from `source`, from `first` on. `bad_argument` where it has not so many.
  template <class Source, class Convert>
  [[nodiscard]] result<void> copy(const Source& source, std::size_t first,
                                  Convert&& convert) const {
    BOOST_OUTCOME_TRY(check());
    if (first > source.size()) return bad_argument("first");
    if (count_ > source.size() - first) return bad_argument("count");
    for (std::size_t place = 0; place < count_; ++place) put(place, convert(source[first + place]));
    return success();
  }

 private:
  unsigned char* bytes_;
  std::size_t size_;
  std::size_t count_;
};

}  // namespace creneau::facade
