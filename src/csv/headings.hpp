#pragma once
/// \file
/// What the columns of a file are called, and which kind of file that makes it.

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "creneau/csv/fault.hpp"
#include "csv/table.hpp"

namespace creneau::csv {

/// A column that a file may have.
enum class Heading : std::uint8_t {
  date,
  time,
  matricule,
  name,
  centre,
  departement,
  category,
  part,
  start,
  end,
  units,
  status,
  school,
  aurige_id,
  reservation,
  id,
  mail,
  phone,
  active,
  from,
  to,
  place,
  reference
};

inline constexpr std::size_t kHeadingCount = 23;

/// The heading as it is written in faults: "Matricule".
[[nodiscard]] std::string_view name_of(Heading heading) noexcept;

/// The column that a heading means: case, accents, spaces and punctuation do not matter, and it may
/// be one of the other names seen in files ("Inspecteur", "Non", "Raison sociale", English ones).
[[nodiscard]] std::optional<Heading> heading_from(std::string_view text);

/// Where the columns of a file are. Refers to the headings.
class Columns {
 public:
  /// Finds them. Faults: two headings of one meaning. Headings that mean nothing are passed over.
  Columns(const Row& headings, Faults& faults);

  [[nodiscard]] bool has(Heading heading) const noexcept { return place(heading) != 0; }
  /// The column, from 1; 0 if the file has none.
  [[nodiscard]] int place(Heading heading) const noexcept {
    return places_[static_cast<std::size_t>(heading)];
  }
  /// Columns that are called nothing.
  [[nodiscard]] const std::vector<int>& nameless() const noexcept { return nameless_; }
  /// What the file calls a column that it has.
  [[nodiscard]] const std::string& title(Heading heading) const noexcept {
    return headings_.cells[static_cast<std::size_t>(place(heading)) - 1];
  }
  /// Adds a fault if there is no such column; `name` is what it should be called.
  void require(Heading heading, Faults& faults, std::string_view name) const;
  void require(Heading heading, Faults& faults) const {
    require(heading, faults, name_of(heading));
  }

 private:
  const Row& headings_;
  std::array<int, kHeadingCount> places_{};
  std::vector<int> nameless_;
};

/// What a file is a list of.
enum class FileKind : std::uint8_t { planning, offices, schools, inspectors, centres };

/// The kind that the columns make: a date or a time is a planning's, an Aurige id a school's, a
/// matricule an inspector's, a mail or a telephone an office's, a place (or a name and a
/// département alone) a centre's. None: they are of no kind.
[[nodiscard]] std::optional<FileKind> kind_of(const Columns& columns) noexcept;

/// The kind of a file. `bad_file` if its headings are of no kind or it cannot be read.
[[nodiscard]] result<FileKind> kind_of_file(std::string_view bytes,
                                            Encoding encoding = Encoding::utf8);

}  // namespace creneau::csv
