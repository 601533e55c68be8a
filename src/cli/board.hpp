#pragma once
/// \file
/// The week of an office drawn in a terminal, as on its screen: inspectors × half-days, the
/// centre's name on planned sessions, reserved slots in blue with the school.

#include <string>
#include <vector>

#include "cli/context.hpp"

namespace creneau::cli {

struct BoardStyle {
  bool colour = true;
  std::size_t width = 120;  ///< columns of the terminal
};

/// The style of what watches standard output. `colour`: "always", "never", "auto": where a terminal
/// watches; `width`: 0: the terminal's.
[[nodiscard]] BoardStyle terminal_style(const std::string& colour = "auto", int width = 0);

[[nodiscard]] std::string draw_board(Context& context, Week week,
                                     const std::vector<SessionDetail>& planning,
                                     const WeekSummary& summary, const BoardStyle& style);

/// The units of a week as a table.
[[nodiscard]] result<std::string> week_table(Context& context, const WeekSummary& summary);

}  // namespace creneau::cli
