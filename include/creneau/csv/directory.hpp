#pragma once
/// \file
/// Directories as files: offices, schools, inspectors with their postings, centres.
///
/// | file | headings |
/// |---|---|
/// | offices | `Id,Nom,Mail,Telephone,Departements,Reference` |
/// | schools | `Id,RaisonSociale,IdAurige,Mail,Categories,Actif,Reference` |
/// | inspectors | `Id,Matricule,Nom,Categories,Departement,Du,Au,Reference` |
/// | centres | `Id,Nom,Lieu,Departement,Categories,Reference` |
///
/// Inspectors have a row for each posting. `Id` is a number from 1; empty or without its column the
/// directory finds or makes it. Without `Reference` (another system's id), `Mail`, `Telephone`,
/// `Categories`, `Lieu` or `Actif` these are empty, and schools active. Lists stand in one cell,
/// between spaces or `/`: "C CE D". Dates are `15/06/26`, `15/06/2026` or `2026-06-15`; an empty
/// `Du` or `Au` leaves the posting open there, an inspector without a posting has a row without all
/// three. `Actif` is Oui or Non, 1 or 0, true or false.

#include <span>
#include <string>
#include <string_view>

#include "creneau/csv/encoding.hpp"
#include "creneau/csv/fault.hpp"
#include "creneau/csv/writer.hpp"
#include "creneau/model/directory.hpp"

namespace creneau::csv {

/// Reads one file of offices, schools, inspectors or centres, whichever its headings say. With any
/// fault there are no rows: the error is the first fault's, and `faults` has all of them in the
/// order of the file. Entities come in the order of the file, postings by date. Thread-safe.
[[nodiscard]] result<DirectoryRows> read_directory(std::string_view bytes, Faults& faults,
                                                   Encoding encoding = Encoding::utf8);

/// \name Writing
/// What `read_directory` reads back as it was, but for control characters, which no directory
/// should hold. Headings first, then the entries in the order given. Thread-safe.
/// \{

/// A file of offices.
[[nodiscard]] std::string write_offices(std::span<const Office> offices, const Style& style = {});
/// A file of schools.
[[nodiscard]] std::string write_schools(std::span<const School> schools, const Style& style = {});
/// A file of inspectors: a row for each posting, or one without.
[[nodiscard]] std::string write_inspectors(std::span<const Inspector> inspectors,
                                           const Style& style = {});
/// A file of centres.
[[nodiscard]] std::string write_centres(std::span<const Centre> centres, const Style& style = {});
/// \}

}  // namespace creneau::csv
