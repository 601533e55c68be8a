#pragma once
/// \file
/// What is wrong with a file, cell by cell.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "creneau/model/error.hpp"

namespace creneau::csv {

/// One thing that is wrong with a file. Lines and columns count from 1, a column being a cell of
/// its row; 0 where the fault is not of one cell. The error's first subject is the same place.
///
/// What the codes mean here:
/// - `empty_file`: there is not even a row of headings;
/// - `unsupported_encoding`: it is UTF-16 (text); nothing else is said of it;
/// - `bad_encoding`: a cell's bytes are not of the encoding that the file is read in (text);
/// - `bad_quote`: a quote is never closed or stands in the middle of a cell; the rest is not read;
/// - `bad_file`: its headings (text) are those of no file that is taken here;
/// - `missing_column`: a heading is missing (text: the heading);
/// - `duplicate_column`: two headings mean the same (text: what; `limit`, `actual`: the columns);
/// - `nameless_column`: something stands under no heading;
/// - `wrong_cell_count`: a row has not as many cells as the headings (`limit`: theirs, `actual`:
///   its own);
/// - `missing_value`: a cell is empty that must not be (text: its column's heading);
/// - `several_departements`: a row of a planning is of another département (`limit`: the line of
///   the first);
/// - `named_twice`: a slot has two rows;
/// - `bad_text`: a NUL, a control character, or longer than the engine takes;
/// - `bad_date`, `bad_time`, `time_skipped`: no such date or time, or the clock skips it there;
/// - `end_before_start`: of a session's hours or of a posting (text: both);
/// - `bad_argument`: a value that its column does not take, or that is not what the session's first
///   row says (text: the heading, `limit`: that row's line);
/// - `bad_address`: not a mail address;
/// - `unknown_inspector`, `unknown_centre`, `unknown_school`, `ambiguous_school`: the directory
///   has no such entry, or several;
/// - `session_overlap`: an inspector has two sessions at one time;
/// - `session_not_planned`: a school, or an unavailable slot, in a session without a category;
/// - `grid_does_not_fit`: the rows of a session do not fill it with slots of one length;
/// - `posting_overlap`: two postings of one inspector overlap (`limit`: the line of the other);
/// - `duplicate_reference`: two entities bear one reference (`limit`: the line of the other);
/// - `too_large`: more rows than one import takes;
/// - what the engine refuses an import for (see `decide` of an ImportPlanning).
struct Fault {
  int line = 0;      ///< from 1; 0 where the fault is not of one row
  int column = 0;    ///< from 1; 0 where the fault is not of one cell
  Error error;       ///< what is wrong; its first subject is the same place
  std::string cell;  ///< the cell as the file has it, valid UTF-8, shortened if it is very long
};

/// What is wrong with one file; from a reading in the order of the file.
using Faults = std::vector<Fault>;

/// Notes a fault; its place becomes the error's first subject.
inline void add_fault(Faults& faults, int line, int column, Error error, std::string cell = {}) {
  error.subjects.insert(error.subjects.begin(),
                        Subject{Subject::Kind::line, line, 0, static_cast<std::uint32_t>(column)});
  faults.push_back({line, column, std::move(error), std::move(cell)});
}

/// The faults in the order of the file.
void sort_by_place(Faults& faults);

/// Faults that say the same of different places.
struct RepeatedFault {
  Fault first;            ///< at the first of the places
  std::size_t count = 1;  ///< how many places there are
};

/// Each thing that is said, once, in the order of the first places. O(faults).
[[nodiscard]] std::vector<RepeatedFault> without_repetitions(const Faults& faults);

}  // namespace creneau::csv
