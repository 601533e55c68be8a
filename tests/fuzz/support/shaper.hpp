#pragma once
/// \file
/// Makes arguments of the input: structs of any size, rows of any size, texts that are none. What is
/// pointed to is there and is exactly as long as it says, so that a sanitizer sees whoever reads on.

#include <fuzzer/FuzzedDataProvider.h>

#include <cstring>
#include <memory>
#include <vector>

#include "world.hpp"

namespace creneau::fuzz {

class Shaper {
 public:
  explicit Shaper(FuzzedDataProvider& input) : input_(input) {}
  Shaper(const Shaper&) = delete;
  Shaper& operator=(const Shaper&) = delete;

  /// Numbers that an argument may mean: ids of the world and of its planning.
  void know(std::vector<std::int64_t> ids) { ids_ = std::move(ids); }

  [[nodiscard]] std::uint32_t below(std::uint32_t end) {
    return input_.ConsumeIntegralInRange<std::uint32_t>(0, end - 1);
  }
  /// True once in `times`.
  [[nodiscard]] bool rarely(std::uint32_t times = 8) { return below(times) == times - 1; }
  /// Mostly zero or small; a date, or anything.
  [[nodiscard]] std::uint32_t word();
  [[nodiscard]] std::int32_t code() { return static_cast<std::int32_t>(word()); }
  /// Mostly one that there is.
  [[nodiscard]] std::int64_t id();
  [[nodiscard]] std::int64_t instant() { return input_.ConsumeIntegral<std::int64_t>(); }
  [[nodiscard]] crn_departement departement();
  /// Clean, not UTF-8, or nothing: with NULL, whatever its size.
  [[nodiscard]] crn_text text();

  /// A struct, or NULL.
  template <class Plain>
  [[nodiscard]] const Plain* in() {
    if (rarely(32)) return nullptr;
    Plain it{};
    fill(it);
    const std::uint32_t size = struct_size(sizeof(Plain));
    it.struct_size = size;
    return static_cast<const Plain*>(exactly(&it, sizeof it, honest(size, sizeof it)));
  }
  /// Room for a struct, or NULL.
  template <class Plain>
  [[nodiscard]] Plain* out() {
    if (rarely(32)) return nullptr;
    const std::uint32_t size = struct_size(sizeof(Plain));
    return static_cast<Plain*>(exactly(&size, sizeof size, honest(size, sizeof(Plain))));
  }
  /// At most three rows.
  template <class Plain>
  void rows(const Plain*& to, std::size_t& size, std::size_t& count) {
    size = row_size(sizeof(Plain));
    count = below(4);
    to = nullptr;
    if (rarely(32)) return;
    std::vector<unsigned char> bytes(size * count);
    for (std::size_t place = 0; place < count; ++place) {
      Plain it{};
      fill(it);
      if (size > 0) std::memcpy(bytes.data() + place * size, &it, std::min(size, sizeof it));
    }
    if (size > sizeof(Plain) && count > 0 && rarely()) bytes.back() = 1;
    to = static_cast<const Plain*>(exactly(bytes.data(), bytes.size(), bytes.size()));
  }
  /// Room for rows.
  template <class Plain>
  void room(Plain*& to, std::size_t& size, std::size_t& count) {
    size = row_size(sizeof(Plain));
    count = below(8);
    to = rarely(32) ? nullptr : static_cast<Plain*>(exactly(nullptr, 0, size * count));
  }
  /// A few values.
  template <class Value, class One>
  void array(const Value*& to, std::size_t& count, One&& one) {
    count = below(4);
    to = nullptr;
    if (rarely(32)) return;
    std::vector<Value> values;
    for (std::size_t left = count; left > 0; --left) values.push_back(one());
    to = static_cast<const Value*>(
        exactly(values.data(), count * sizeof(Value), count * sizeof(Value)));
  }
  void ids(const std::int64_t*& to, std::size_t& count) {
    array(to, count, [&] { return id(); });
  }
  void slots(const crn_slot*& to, std::size_t& count) {
    array(to, count, [&] { return crn_slot{id(), below(4), word()}; });
  }

 private:
  /// Fills a struct or a row: every number is one of `word()`, every pointer points somewhere.
  template <class Plain>
  void fill(Plain& it) {
    std::vector<std::uint32_t> words(sizeof(Plain) / sizeof(std::uint32_t));
    for (std::uint32_t& each : words) each = word();
    std::memcpy(&it, words.data(), sizeof it);
    point(it);
  }

  void point(crn_actor& it);
  void point(crn_page& it);
  void point(crn_session_filter& it);
  void point(crn_closure_filter& it);
  void point(crn_event_filter& it);
  void point(crn_exam_query& it);
  void point(crn_week_query& it);
  void point(crn_call& it);
  void point(crn_create_sessions& it);
  void point(crn_new_session& it);
  void point(crn_remove_sessions& it);
  void point(crn_plan_sessions& it);
  void point(crn_unplan_sessions& it);
  void point(crn_change_session& it);
  void point(crn_reserve_slots& it);
  void point(crn_reserve_wish& it);
  void point(crn_cancel_by_office& it);
  void point(crn_cancel_by_school& it);
  void point(crn_block_slots& it);
  void point(crn_add_closure& it);
  void point(crn_remove_closures& it);
  void point(crn_set_rules& it);
  void point(crn_rule& it);
  void point(crn_import_planning& it);
  void point(crn_imported_session& it);
  void point(crn_imported_reservation& it);
  void point(crn_planning_options& it);
  void point(crn_csv_style& it);
  void point(crn_workbook& it);
  void point(crn_send_options& it);
  void point(crn_identity& it);
  void point(crn_smtp_options& it);
  void point(crn_sqlite_options& it);
  void point(crn_memory_options& it);
  void point(crn_session& it);
  void point(crn_reservation& it);
  void point(crn_block& it);
  void point(crn_closure& it);
  void point(crn_refusal& it);
  void point(crn_units& it);
  void point(crn_office& it);
  void point(crn_school& it);
  void point(crn_inspector& it);
  void point(crn_centre& it);
  void point(crn_event_head& it);
  void point(crn_notice_facts& it);
  void point(crn_notice_line& it);
  void point(crn_delivery_state& it);

  /// What a struct says of its size: mostly the truth.
  [[nodiscard]] std::uint32_t struct_size(std::size_t of);
  /// What a row says of its size.
  [[nodiscard]] std::size_t row_size(std::size_t of);
  /// How long a struct is that says so: as long, unless nobody could believe it.
  [[nodiscard]] static std::size_t honest(std::uint32_t said, std::size_t of) {
    constexpr std::uint32_t kBelievable = 1U << 16U;
    return said > kBelievable ? of : std::max<std::size_t>(said, sizeof said);
  }
  /// A copy of `size` bytes that is `length` long, filled up with zeros or, rarely, something else.
  [[nodiscard]] void* exactly(const void* bytes, std::size_t size, std::size_t length);

  FuzzedDataProvider& input_;
  std::vector<std::int64_t> ids_;
  std::vector<std::unique_ptr<unsigned char[]>> kept_;
};

}  // namespace creneau::fuzz
