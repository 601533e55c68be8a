#pragma once
/// \file
/// What is wrong with a file, cell by cell.

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
/// - `bad_file`: it is no table: a quote is never closed or stands in the middle of a cell (text
///   `"`), it is UTF-16 (text `utf-16`), a heading is missing (text: the heading), a row has not
///   as many cells as the headings (`limit`: theirs, `actual`: its own);
/// - `named_twice`: two headings mean the same; a slot has two rows;
/// - `bad_text`: not valid UTF-8 (text `utf-8`: save the file as UTF-8, or say which encoding it
///   has), a NUL, a control character, or longer than the engine takes;
/// - `bad_date`, `bad_time`, `time_skipped`: no such date or time, or the clock skips it there;
/// - `bad_argument`: a value that its column does not take;
/// - `bad_address`: not a mail address;
/// - `unknown_inspector`, `unknown_centre`, `unknown_school`, `ambiguous_school`: the directory
///   has no such entry, or several;
/// - `session_overlap`: an inspector has two sessions at one time;
/// - `session_not_planned`: a school, or an unavailable slot, in a session without a category;
/// - `grid_does_not_fit`: the rows of a session do not fill it with slots of one length;
/// - `posting_overlap`: two postings of one inspector overlap (`limit`: the line of the other);
/// - `duplicate_reference`: two entities bear one reference (`limit`: the line of the other);
/// - `too_large`: more rows than one import takes.
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

}  // namespace creneau::csv
