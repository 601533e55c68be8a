#pragma once
/// \file
/// A planning as rows: the same in CSV and in the workbook.
///
/// | column | what it says |
/// |---|---|
/// | Date, Heure | where the row begins |
/// | Matricule, Nom | the inspector |
/// | Centre | of the session; of an available one the proposed centre, or nothing |
/// | Departement | of the planning |
/// | Catégorie, Épreuve | of a planned session; nothing while it is available |
/// | Début, Fin | of the whole session, so that sessions that touch stay two |
/// | Unités | of the slot |
/// | Statut | `disponible`, `libre`, `réservé`, `indisponible` or `reste` |
/// | École, IdAurige | who holds a reserved slot |
/// | Réservation | `#` and its number, then the other system's reference if there is one |
///
/// An available session is one row. A planned one has a row for each slot and, where its grid
/// leaves time over, one more for the rest: together they fill it.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "creneau/model/session_detail.hpp"
#include "csv/names.hpp"

namespace creneau::csv {

/// What a row stands for.
enum class RowStatus : std::uint8_t {
  available,    ///< a whole available session
  free,         ///< a slot
  reserved,     ///< a slot
  unavailable,  ///< a slot
  left_over     ///< the time at the end of a planned session that no slot uses
};

/// One row of a planning.
struct PlanningRow {
  Date date{};
  Minutes time{};
  std::string matricule;
  std::string name;
  std::string centre;
  Departement departement;
  std::optional<Category> category;
  ExamPart part = ExamPart::unstated;
  Hours session;
  std::int32_t units = 0;  ///< 0 where the row is no slot
  RowStatus status = RowStatus::available;
  std::string school;
  std::string aurige_id;
  std::string reservation;
};

inline constexpr std::size_t kPlanningColumns = 15;

/// The headings of a planning's columns, in their order.
inline constexpr std::array<std::string_view, kPlanningColumns> kPlanningHeadings{
    "Date",  "Heure", "Matricule", "Nom",    "Centre", "Departement", "Catégorie",  "Épreuve",
    "Début", "Fin",   "Unités",    "Statut", "École",  "IdAurige",    "Réservation"};

/// "libre".
[[nodiscard]] std::string_view to_cell(RowStatus status) noexcept;
/// The status that a cell means, in French or English. None: it means none.
[[nodiscard]] std::optional<RowStatus> row_status_from(std::string_view cell);

/// Appends the rows of a session, by time. Its names must have been learned.
void append_rows(const SessionDetail& session, const Names& names, std::vector<PlanningRow>& rows);

}  // namespace creneau::csv
