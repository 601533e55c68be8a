#pragma once
/// \file
/// Change sets and notices as bytes, for what is kept and seldom read. Only this library's own
/// process reads them again: the form is none to be stored.

#include <algorithm>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <span>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include "creneau/model/change_set.hpp"

namespace creneau::memory {

template <class T, class Row>
concept Of = std::same_as<std::remove_const_t<T>, Row>;

/// \name The fields of each row, to be written or read
/// \{
auto fields_of(Of<Actor> auto& it) {
  return std::tie(it.role, it.who, it.subject);
}
auto fields_of(Of<Hours> auto& it) {
  return std::tie(it.start, it.end);
}
auto fields_of(Of<Grid> auto& it) {
  return std::tie(it.unit_minutes, it.units_of_slot, it.slot_count);
}
auto fields_of(Of<Planning> auto& it) {
  return std::tie(it.centre, it.category, it.part, it.grid, it.planned_by);
}
auto fields_of(Of<Session> auto& it) {
  return std::tie(it.id, it.departement, it.inspector, it.date, it.hours, it.proposed_centre,
                  it.plan, it.revision, it.planning, it.external_ref);
}
auto fields_of(Of<SessionChange> auto& it) {
  return std::tie(it.before, it.after);
}
auto fields_of(Of<ReservationChange> auto& it) {
  return std::tie(it.id, it.school, it.session, it.plan_before, it.plan_after, it.slots_before,
                  it.slots_after, it.revision_before, it.external_ref);
}
auto fields_of(Of<BlockChange> auto& it) {
  return std::tie(it.session, it.plan, it.slots, it.blocked, it.reason, it.note);
}
auto fields_of(Of<Closure> auto& it) {
  return std::tie(it.id, it.departement, it.scope, it.who, it.from, it.to, it.reason, it.note);
}
auto fields_of(Of<ClosureChange> auto& it) {
  return std::tie(it.closure, it.added);
}
auto fields_of(Of<RuleEntry> auto& it) {
  return std::tie(it.from, it.key, it.value);
}
auto fields_of(Of<RulesChange> auto& it) {
  return std::tie(it.before, it.after);
}
auto fields_of(Of<Subject> auto& it) {
  return std::tie(it.kind, it.id, it.plan, it.ordinal);
}
auto fields_of(Of<Remark> auto& it) {
  return std::tie(it.kind, it.subject, it.amount);
}
/// All but the notices, which a storage keeps by themselves.
auto fields_of(Of<ChangeSet> auto& it) {
  return std::tie(it.command, it.departement, it.actor, it.at, it.request, it.content, it.reason,
                  it.note, it.rules, it.closures, it.relied_on, it.sessions, it.reservations,
                  it.blocks, it.closures_changed, it.rules_changed, it.remarks);
}
auto fields_of(Of<NoticeLine> auto& it) {
  return std::tie(it.reservation, it.school, it.centre, it.inspector, it.category, it.part,
                  it.start, it.end, it.units, it.still_held, it.held_start, it.held_end,
                  it.sequence, it.summary, it.location);
}
auto fields_of(Of<Message> auto& it) {
  return std::tie(it.subject, it.text, it.html);
}
auto fields_of(Of<Notice> auto& it) {
  return std::tie(it.id, it.departement, it.kind, it.to_school, it.to_office, it.from_office, it.at,
                  it.reason, it.note, it.lines, it.address, it.reply_to, it.message);
}
/// \}

/// Writes values behind each other, small numbers as one byte.
class ByteWriter {
 public:
  /// What was written so far.
  [[nodiscard]] std::span<const std::uint8_t> bytes() const noexcept {
    return {room_.data(), next_};
  }
  /// Forgets what was written, and keeps the room.
  void clear() noexcept { next_ = room_.data(); }

  template <class T>
  void write(const T& value) {
    if constexpr (std::is_enum_v<T>) {
      write_number(static_cast<std::uint64_t>(value));
    } else if constexpr (std::unsigned_integral<T>) {
      write_number(value);
    } else if constexpr (std::signed_integral<T>) {
      // Those next to zero, on either side, become small.
      const auto wide = static_cast<std::int64_t>(value);
      write_number((static_cast<std::uint64_t>(wide) << 1) ^
                   static_cast<std::uint64_t>(wide >> 63));
    } else if constexpr (std::same_as<T, Departement>) {
      write_number(value.index());
    } else if constexpr (std::same_as<T, SlotSet>) {
      write_number(value.bits());
    } else if constexpr (requires { value.time_since_epoch(); }) {
      write(value.time_since_epoch());
    } else if constexpr (requires { typename T::period; }) {
      write(value.count());
    } else if constexpr (requires { fields_of(value); }) {
      std::apply([this](const auto&... fields) { (this->write(fields), ...); }, fields_of(value));
    } else if constexpr (requires { *value; }) {
      write(value.has_value());
      if (value) write(*value);
    } else if constexpr (std::same_as<T, std::string>) {
      write_text(value);
    } else if constexpr (requires { value.size(); }) {
      write_number(value.size());
      for (const auto& element : value) write(element);
    } else {
      write(value.value);
    }
  }

 private:
  [[gnu::always_inline]] void write_number(std::uint64_t number) {
    constexpr std::ptrdiff_t kLongest = 10;  // bytes of a number
    if (end_ - next_ < kLongest) grow();
    std::uint8_t* next = next_;
    for (; number >= 0x80; number >>= 7) *next++ = static_cast<std::uint8_t>(number | 0x80);
    *next++ = static_cast<std::uint8_t>(number);
    next_ = next;
  }
  void write_text(const std::string& text) {
    write_number(text.size());
    while (static_cast<std::size_t>(end_ - next_) < text.size()) grow();
    next_ = std::copy(text.begin(), text.end(), next_);
  }
  void grow() {
    const std::size_t used = bytes().size();
    room_.resize(2 * room_.size() + 128);
    next_ = room_.data() + used;
    end_ = room_.data() + room_.size();
  }

  std::vector<std::uint8_t> room_;
  std::uint8_t* next_ = nullptr;
  std::uint8_t* end_ = nullptr;
};

/// Reads what a ByteWriter wrote, in the same order, into fresh values.
class ByteReader {
 public:
  explicit ByteReader(const std::uint8_t* bytes) : next_(bytes) {}

  template <class T>
  void read(T& value) {
    if constexpr (std::is_enum_v<T> || std::unsigned_integral<T>) {
      value = static_cast<T>(read_number());
    } else if constexpr (std::signed_integral<T>) {
      const std::uint64_t number = read_number();
      value = static_cast<T>(static_cast<std::int64_t>(number >> 1) ^
                             -static_cast<std::int64_t>(number & 1));
    } else if constexpr (std::same_as<T, Departement>) {
      value = Departement::from_index(read_number());
    } else if constexpr (std::same_as<T, SlotSet>) {
      value = SlotSet{read_number()};
    } else if constexpr (requires { typename T::clock; }) {
      value = T{read_new<typename T::duration>()};
    } else if constexpr (requires { typename T::period; }) {
      value = T{read_new<typename T::rep>()};
    } else if constexpr (requires { fields_of(value); }) {
      std::apply([this](auto&... fields) { (this->read(fields), ...); }, fields_of(value));
    } else if constexpr (requires { *value; }) {
      if (read_new<bool>()) read(value.emplace());
    } else if constexpr (std::same_as<T, std::string>) {
      value.resize(read_number());
      std::copy_n(next_, value.size(), value.begin());
      next_ += value.size();
    } else if constexpr (requires { value.size(); }) {
      value.resize(read_number());
      for (auto& element : value) read(element);
    } else {
      read(value.value);
    }
  }

 private:
  template <class T>
  [[nodiscard]] T read_new() {
    T value{};
    read(value);
    return value;
  }
  [[nodiscard]] std::uint64_t read_number() {
    std::uint64_t number = 0;
    for (unsigned shift = 0;; shift += 7) {
      const std::uint8_t byte = *next_++;
      number |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return number;
    }
  }
  const std::uint8_t* next_;
};

}  // namespace creneau::memory
