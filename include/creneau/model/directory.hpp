#pragma once
/// \file
/// The people and places that plannings speak of. Often owned by another system.

#include <string>
#include <vector>

#include "creneau/model/category.hpp"
#include "creneau/model/departement.hpp"
#include "creneau/model/ids.hpp"
#include "creneau/model/time.hpp"

namespace creneau {

/// BER: plans the exams of its départements.
struct Office {
  OfficeId id;
  std::string name;
  std::string mail;
  std::string phone;
  DepartementSet departements;
  std::string external_ref;
  friend bool operator==(const Office&, const Office&) = default;
};

/// AE: a driving school.
struct School {
  SchoolId id;
  std::string name;       ///< raison sociale
  std::string aurige_id;  ///< opaque text, unique
  std::string mail;       ///< empty: notices to it are undeliverable
  CategorySet categories;
  bool active = true;
  std::string external_ref;
  friend bool operator==(const School&, const School&) = default;
};

/// An inspector's stay in a département, `[from, to]`. Those of one inspector never overlap.
struct Posting {
  Departement departement;
  Period period;
  friend bool operator==(const Posting&, const Posting&) = default;
};

/// IPCSR.
struct Inspector {
  InspectorId id;
  std::string matricule;  ///< unique
  std::string name;
  CategorySet categories;
  std::vector<Posting> postings;  ///< by date
  std::string external_ref;
  friend bool operator==(const Inspector&, const Inspector&) = default;
};

/// Where exams begin.
struct Centre {
  CentreId id;
  std::string name;
  std::string place;  ///< address, as people read it
  Departement departement;
  CategorySet categories;
  std::string external_ref;
  friend bool operator==(const Centre&, const Centre&) = default;
};

/// Entries of a directory, as a file brings them. An id of zero: the directory that takes them in
/// finds or makes it, by the natural key (a school's Aurige id, an inspector's matricule, a
/// centre's name and département, an office's name).
struct DirectoryRows {
  std::vector<Office> offices;
  std::vector<School> schools;
  std::vector<Inspector> inspectors;
  std::vector<Centre> centres;
};

}  // namespace creneau
