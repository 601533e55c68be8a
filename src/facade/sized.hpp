#pragma once
/// \file
/// Structs and rows of another version: smaller ones are taken as zero beyond their end, larger ones
/// as far as they are known, if the rest is zero.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
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

/// Room for what does not exist yet is zero.
template <class Plain>
[[nodiscard]] result<void> check_room([[maybe_unused]] const Plain& it,
                                      [[maybe_unused]] const char* name) {
  if constexpr (requires { it.reserved_; })
    if (it.reserved_ != 0) return Error{ErrorCode::unsupported}.with_text(name);
  return success();
}

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
  BOOST_OUTCOME_TRY(check_room(to, name));
  if (size <= sizeof(Plain)) return success();
  const auto* const bytes = static_cast<const unsigned char*>(from);
  if (std::any_of(bytes + sizeof(Plain), bytes + size, [](unsigned char it) { return it != 0; }))
    return Error{ErrorCode::unsupported}.with_text(name);
  return success();
}

}  // namespace detail

/// A caller's struct that begins with its size, as this library knows it. One of this version is read
/// where it is; of another version a copy is.
template <class Plain>
class StructIn {
 public:
  /// Where `optional`, it may be NULL: then all of it is left out. `name` must outlive it.
  StructIn(const Plain* from, const char* name, bool optional = false) noexcept
      : it_(from), name_(name), optional_(optional) {}
  StructIn(const StructIn&) = delete;
  StructIn& operator=(const StructIn&) = delete;

  /// To be called once, before anything is read. `bad_argument` for NULL and for a size that makes no
  /// sense, `unsupported` where its tail is not known here; both name it.
  [[nodiscard]] result<void> check() {
    static_assert(offsetof(Plain, struct_size) == 0);
    if (it_ == nullptr && !optional_) return bad_argument(name_);
    if (it_ != nullptr && it_->struct_size == sizeof(Plain)) return detail::check_room(*it_, name_);
    copy_ = Plain{};
    if (it_ != nullptr) {
      BOOST_OUTCOME_TRY(detail::copy_sized(it_, it_->struct_size, copy_, name_));
    }
    it_ = &copy_;
    return success();
  }
  [[nodiscard]] const Plain& operator*() const noexcept { return *it_; }
  [[nodiscard]] const Plain* operator->() const noexcept { return it_; }

 private:
  const Plain* it_;
  const char* name_;
  bool optional_;
  Plain copy_;
};

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
  /// Fills `count` rows from `place` on with `convert(*from)` and what follows, as far as their size
  /// goes. \pre check() held, place + count <= size()
  template <class Iterator, class Convert>
  void put(std::size_t place, Iterator from, std::size_t count, Convert&& convert) const noexcept {
    unsigned char* to = bytes_ + place * size_;
    if (size_ == sizeof(Plain)) {
      // Made where they go: a copy would wait for what was just written.
      for (; count > 0; --count, ++from, to += sizeof(Plain))
        ::new (static_cast<void*>(to)) Plain(convert(*from));
      return;
    }
    for (; count > 0; --count, ++from, to += size_) {
      const Plain row = convert(*from);
      std::memcpy(to, &row, std::min(size_, sizeof(Plain)));
      if (size_ > sizeof(Plain)) std::memset(to + sizeof(Plain), 0, size_ - sizeof(Plain));
    }
  }
  /// Fills one row. \pre check() held, place < size()
  void put(std::size_t place, const Plain& row) const noexcept {
    put(place, &row, 1, [](const Plain& it) { return it; });
  }
  /// Fills all of them from `source`, from `first` on. `bad_argument` where it has not so many.
  template <class Source, class Convert>
  [[nodiscard]] result<void> copy(const Source& source, std::size_t first,
                                  Convert&& convert) const {
    BOOST_OUTCOME_TRY(check());
    if (first > source.size()) return bad_argument("first");
    if (count_ > source.size() - first) return bad_argument("count");
    put(0, source.begin() + static_cast<std::ptrdiff_t>(first), count_, convert);
    return success();
  }

 private:
  unsigned char* bytes_;
  std::size_t size_;
  std::size_t count_;
};

}  // namespace creneau::facade
