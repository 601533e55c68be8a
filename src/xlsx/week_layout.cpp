#include "xlsx/week_layout.hpp"

#include <algorithm>
#include <boost/move/algo/adaptive_sort.hpp>
#include <map>

#include "creneau/model/iso_text.hpp"

namespace creneau::xlsx {

namespace {

constexpr Minutes kNoon{720};

std::string joined(std::string_view first, std::string_view between, std::string_view second) {
  std::string text(first);
  if (!first.empty() && !second.empty()) text += between;
  text += second;
  return text;
}

/// Why a slot is unavailable. A note is the first of its kind alone: it is long, and the slots of
/// one command all bear it.
std::string reason_of(const SessionDetail& detail, unsigned ordinal, const Labels& labels) {
  const BlockedSlot* before = nullptr;
  for (const BlockedSlot& block : detail.blocks) {
    if (block.slot.ordinal == ordinal) {
      const auto reason = labels.reasons[static_cast<std::size_t>(block.reason)];
      const bool said = before != nullptr && before->slot.ordinal + 1 == ordinal &&
                        before->reason == block.reason && before->note == block.note;
      return said && !reason.empty() ? std::string(reason) : joined(reason, " – ", block.note);
    }
    before = &block;
  }
  return {};
}

WeekLine line_of_slot(const SessionDetail& detail, unsigned ordinal, const csv::Names& names,
                      const Labels& labels) {
  const Session& session = detail.state.session;
  WeekLine line;
  line.time = session.hours.start + ordinal * session.planning->grid.slot_length();
  switch (detail.status(ordinal)) {
    case SlotStatus::free:
      line.look = Look::free;
      line.text = labels.statuses[static_cast<std::size_t>(csv::RowStatus::free)];
      break;
    case SlotStatus::reserved:
      line.look = Look::reserved;
      if (const Reservation* held = detail.holder(ordinal)) line.text = names.name(held->school);
      break;
    case SlotStatus::unavailable:
      line.look = Look::unavailable;
      line.text = reason_of(detail, ordinal, labels);
      if (line.text.empty())
        line.text = labels.statuses[static_cast<std::size_t>(csv::RowStatus::unavailable)];
      break;
  }
  return line;
}

void add_planned(const SessionDetail& detail, const csv::Names& names, const Labels& labels,
                 std::vector<WeekLine>& lines) {
  const Session& session = detail.state.session;
  const Planning& planning = *session.planning;
  const auto exam = joined(code_of(planning.category), " ",
                           labels.parts[static_cast<std::size_t>(planning.part)]);
  lines.push_back({Look::session, std::nullopt,
                   joined(names.name(planning.centre, session.departement), " · ", exam)});
  for (unsigned ordinal = 0; ordinal < planning.grid.slot_count; ++ordinal)
    lines.push_back(line_of_slot(detail, ordinal, names, labels));
  const Minutes end = session.hours.start + planning.grid.slot_count * planning.grid.slot_length();
  if (end < session.hours.end)
    lines.push_back(
        {Look::left_over, end,
         std::string(labels.statuses[static_cast<std::size_t>(csv::RowStatus::left_over)])});
}

void add_available(const Session& session, const csv::Names& names, const Labels& labels,
                   std::vector<WeekLine>& lines) {
  const auto available = labels.statuses[static_cast<std::size_t>(csv::RowStatus::available)];
  lines.push_back({Look::available, std::nullopt,
                   to_text(session.hours.start) + " – " + to_text(session.hours.end) + " " +
                       std::string(available)});
  const auto centre = names.name(session.proposed_centre, session.departement);
  if (!centre.empty())
    lines.push_back({Look::available, std::nullopt, joined(labels.proposed, " ", centre)});
}

}  // namespace

std::size_t WeekBlock::height() const noexcept {
  std::size_t height = 0;
  for (const auto& lines : half_days) height = std::max(height, lines.size());
  return height;
}

WeekLayout lay_out_week(std::span<const SessionDetail> sessions, const csv::Names& names,
                        const Labels& labels) {
  WeekLayout layout;
  std::map<std::pair<std::string_view, InspectorId>, WeekBlock> blocks;
  std::vector<const SessionDetail*> by_start;
  for (const SessionDetail& detail : sessions) by_start.push_back(&detail);
  boost::movelib::adaptive_sort(by_start.begin(), by_start.end(), [](const auto* a, const auto* b) {
    return a->state.session.start() < b->state.session.start();
  });
  for (const SessionDetail* detail : by_start) {
    const Session& session = detail->state.session;
    const std::string& matricule = names.matricule(session.inspector);
    WeekBlock& block = blocks[{matricule, session.inspector}];
    block.matricule = matricule;
    block.name = names.name(session.inspector);
    const auto day =
        static_cast<std::size_t>((session.date - Week::of(session.date).monday()).count());
    layout.days = std::max(layout.days, day + 1);
    auto& lines = block.half_days[day * 2 + (session.hours.start < kNoon ? 0 : 1)];
    if (session.is_planned())
      add_planned(*detail, names, labels, lines);
    else
      add_available(session, names, labels, lines);
  }
  for (auto& [key, block] : blocks) layout.blocks.push_back(std::move(block));
  return layout;
}

std::size_t lines_of(std::string_view text, std::size_t width) noexcept {
  std::size_t lines = 1;
  std::size_t used = 0;
  while (!text.empty()) {
    const auto word = text.substr(0, text.find(' '));
    const auto letters =
        static_cast<std::size_t>(std::count_if(word.begin(), word.end(), [](char byte) {
          return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
        }));
    if (used > 0 && used + 1 + letters > width) {
      ++lines;
      used = 0;
    }
    used += (used > 0 ? 1 : 0) + letters;
    lines += used > width ? (used - 1) / width : 0;
    used = used > width ? (used - 1) % width + 1 : used;
    text.remove_prefix(std::min(text.size(), word.size() + 1));
  }
  return lines;
}

}  // namespace creneau::xlsx
