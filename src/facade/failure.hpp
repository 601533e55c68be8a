#pragma once
/// \file
/// An error that its receiver keeps: it needs nothing else to live.

#include <array>
#include <mutex>
#include <string>

#include "creneau/text/language.hpp"
#include "creneau/text/text.hpp"
#include "facade/plain_rows.hpp"

namespace creneau::facade {

/// What a crn_error is.
class Failure {
 public:
  explicit Failure(Error error) noexcept : error_(std::move(error)) {}

  [[nodiscard]] const Error& error() const noexcept { return error_; }
  /// The error in one sentence that calls things by their numbers. Written once, when it is first
  /// asked for; the code's meaning where memory is exhausted. Thread-safe.
  [[nodiscard]] std::string_view message(text::Language language) const noexcept;

 private:
  Error error_;
  mutable std::array<std::once_flag, std::size(text::kLanguages)> written_;
  mutable std::array<std::string, std::size(text::kLanguages)> messages_;
};

/// What a code means, in English; empty for a number that is no code.
[[nodiscard]] std::string_view meaning_of(crn_status status) noexcept;

/// The language of a plain number.
[[nodiscard]] result<text::Language> language_of(std::int32_t number);

}  // namespace creneau::facade
