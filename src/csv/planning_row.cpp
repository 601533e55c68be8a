#include "csv/planning_row.hpp"

#include "creneau/policy/name_matching.hpp"

namespace creneau::csv {

namespace {

constexpr std::array<std::string_view, 5> kStatuses{"disponible", "libre", "réservé",
                                                    "indisponible", "reste"};

std::string reservation_cell(const Reservation& reservation) {
  std::string cell = "#" + std::to_string(reservation.id.value);
  if (!reservation.external_ref.empty()) cell += " " + reservation.external_ref;
  return cell;
}

RowStatus row_status(SlotStatus status) noexcept {
  switch (status) {
    case SlotStatus::reserved: return RowStatus::reserved;
    case SlotStatus::unavailable: return RowStatus::unavailable;
    case SlotStatus::free: break;
  }
  return RowStatus::free;
}

}  // namespace

std::string_view to_cell(RowStatus status) noexcept {
  return kStatuses[static_cast<std::size_t>(status)];
}

std::optional<RowStatus> row_status_from(std::string_view cell) {
  const std::string word = fold_name(cell);
  if (word == "disponible" || word == "available") return RowStatus::available;
  if (word == "libre" || word == "free") return RowStatus::free;
  if (word == "reserve" || word == "reservee" || word == "reserved") return RowStatus::reserved;
  if (word == "indisponible" || word == "indispo" || word == "unavailable")
    return RowStatus::unavailable;
  if (word == "reste" || word == "left over") return RowStatus::left_over;
  return std::nullopt;
}

void append_rows(const SessionDetail& detail, const Names& names, std::vector<PlanningRow>& rows) {
  const Session& session = detail.state.session;
  PlanningRow row;
  row.date = session.date;
  row.time = session.hours.start;
  row.matricule = names.matricule(session.inspector);
  row.name = names.name(session.inspector);
  row.departement = session.departement;
  row.session = session.hours;
  if (!session.planning) {
    row.centre = names.name(session.proposed_centre, session.departement);
    rows.push_back(std::move(row));
    return;
  }
  const Planning& planning = *session.planning;
  row.centre = names.name(planning.centre, session.departement);
  row.category = planning.category;
  row.part = planning.part;
  for (unsigned ordinal = 0; ordinal < planning.grid.slot_count; ++ordinal) {
    PlanningRow& slot = rows.emplace_back(row);
    slot.units = planning.grid.units_of_slot;
    slot.status = row_status(detail.status(ordinal));
    if (const Reservation* held = detail.holder(ordinal)) {
      slot.school = names.name(held->school);
      slot.aurige_id = names.aurige_id(held->school);
      slot.reservation = reservation_cell(*held);
    }
    row.time += planning.grid.slot_length();
  }
  if (row.time < session.hours.end) {
    row.status = RowStatus::left_over;
    rows.push_back(std::move(row));
  }
}

}  // namespace creneau::csv
