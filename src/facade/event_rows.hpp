#pragma once
/// \file
/// The rows of an event, for those who read receipts and the history, and for storages.

#include "facade/plain_rows.hpp"

namespace creneau::facade {

/// Which side of a change a plain number means, CRN_SIDE_BEFORE or CRN_SIDE_AFTER: true is after.
[[nodiscard]] result<bool> is_after(std::int32_t side);

/// \name Copying out
/// `bad_argument` where there are not so many from `first` on.
/// \{

/// One side of its session rows; an id of zero where there is none on that side.
[[nodiscard]] result<void> copy_sessions(const Event& event, bool after, std::size_t first,
                                         const RowsOut<crn_session>& to);
[[nodiscard]] result<void> copy_relied_on(const Event& event, std::size_t first,
                                          const RowsOut<crn_session>& to);
[[nodiscard]] result<void> copy_reservations(const Event& event, std::size_t first,
                                             const RowsOut<crn_reservation_change>& to);
[[nodiscard]] result<void> copy_blocks(const Event& event, std::size_t first,
                                       const RowsOut<crn_block_change>& to);
[[nodiscard]] result<void> copy_closures(const Event& event, std::size_t first,
                                         const RowsOut<crn_closure>& to);
[[nodiscard]] result<void> copy_rules(const Event& event, bool after, std::size_t first,
                                      const RowsOut<crn_rule>& to);
[[nodiscard]] result<void> copy_remarks(const Event& event, std::size_t first,
                                        const RowsOut<crn_remark>& to);
[[nodiscard]] result<void> copy_lines(const Notice& notice, std::size_t first,
                                      const RowsOut<crn_notice_line>& to);
[[nodiscard]] result<void> copy_subjects(const Error& error, std::size_t first,
                                         const RowsOut<crn_subject>& to);
/// \}

/// The changes of an event as JSON, without its envelope.
[[nodiscard]] std::string json_of(const Event& event);

}  // namespace creneau::facade
