#pragma once
/// \file
/// A school's exams as a list: by date and time, with the units that it holds at each.

#include "cli/context.hpp"
#include "cli/output.hpp"
#include "cli/table.hpp"

namespace creneau::cli {

struct ExamList {
  Table table;
  json::Array rows;  ///< `units_at_start`: what the school holds at that date and time
};

/// The list of one page of what `actor` asked for.
[[nodiscard]] result<ExamList> exam_list(Context& context, const Output& output, const Actor& actor,
                                         const ExamQuery& query, const Page<ReservedSession>& page);

}  // namespace creneau::cli
