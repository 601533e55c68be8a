#pragma once
/// \file
/// Words for tests that read files.

#include <gmock/gmock.h>

#include <string>

#include "creneau/csv/fault.hpp"
#include "creneau/csv/planning.hpp"
#include "support/departement_93.hpp"

namespace creneau::csv {

inline void PrintTo(const Fault& fault, std::ostream* out) {
  *out << "line " << fault.line << ", column " << fault.column << ": " << name_of(fault.error.code)
       << " \"" << fault.error.text << "\", cell \"" << fault.cell << '"';
}

}  // namespace creneau::csv

namespace creneau::testing {

/// A fault of one code at one place, whose error names the same place.
MATCHER_P3(FaultAt, line, column, code, "") {
  const Subject place{Subject::Kind::line, line, 0, static_cast<std::uint32_t>(column)};
  return arg.line == line && arg.column == column && arg.error.code == code &&
         !arg.error.subjects.empty() && arg.error.subjects.front() == place;
}

/// Reads plannings of Seine-Saint-Denis under the default rules.
class PlanningFileOf93 : public ::testing::Test {
 protected:
  /// The sessions of a file that has no fault.
  std::vector<ImportPlanning::Item> sessions_of(const std::string& bytes) {
    const auto file = csv::read_planning(bytes, directory, rules, options, faults);
    EXPECT_THAT(faults, ::testing::IsEmpty());
    return file ? file.assume_value().command.sessions : std::vector<ImportPlanning::Item>{};
  }
  /// The faults of a file that gives nothing else.
  csv::Faults faults_of(const std::string& bytes) {
    const auto file = csv::read_planning(bytes, directory, rules, options, faults);
    EXPECT_FALSE(file) << "it was read";
    if (!file && !faults.empty()) {
      EXPECT_EQ(file.assume_error(), faults.front().error);
    }
    return faults;
  }

  MemoryDirectory directory = memory_directory();
  RuleBook rules;
  csv::PlanningOptions options;
  csv::Faults faults;
};

inline Hours hours(int start_hour, int start_minute, int end_hour, int end_minute) {
  return {Minutes{start_hour * 60 + start_minute}, Minutes{end_hour * 60 + end_minute}};
}

}  // namespace creneau::testing
