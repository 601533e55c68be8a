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

/// BER, bureau de l'éducation routière: plans the exams of its départements. Texts are UTF-8.
struct Office {
  OfficeId id;        ///< given by the directory; never zero in it
  std::string name;   ///< as people call it: "BER 93"
  std::string mail;   ///< a plain address; empty: notices to it are undeliverable
  std::string phone;  ///< as people read it; given to schools that are too late
  /// Whose plannings it may read and change; several offices may share one.
  DepartementSet departements;
  std::string external_ref;  ///< another system's id of it, opaque; empty: none
  friend bool operator==(const Office&, const Office&) = default;
};

/// AE, auto-école: a driving school. Texts are UTF-8.
struct School {
  SchoolId id;               ///< given by the directory; never zero in it
  std::string name;          ///< raison sociale
  std::string aurige_id;     ///< opaque text, unique
  std::string mail;          ///< a plain address; empty: notices to it are undeliverable
  CategorySet categories;    ///< which it teaches; empty: not stated, nothing is refused for it
  bool active = true;        ///< false: it keeps what it holds and can reserve nothing more
  std::string external_ref;  ///< another system's id of it, opaque; empty: none
  friend bool operator==(const School&, const School&) = default;
};

/// Affectation: an inspector's stay in a département, first and last day included. Those of one
/// inspector never overlap, so that on any date an inspector belongs to one département.
struct Posting {
  Departement departement;  ///< where the inspector works
  Period period;            ///< local days; by default open at both ends
  friend bool operator==(const Posting&, const Posting&) = default;
};

/// IPCSR, inspecteur: examines. Texts are UTF-8.
struct Inspector {
  InspectorId id;          ///< given by the directory; never zero in it
  std::string matricule;   ///< unique
  std::string name;        ///< as people call them
  CategorySet categories;  ///< which they may examine; empty: not stated, nothing is refused for it
  std::vector<Posting> postings;  ///< by date
  std::string external_ref;       ///< another system's id of it, opaque; empty: none
  friend bool operator==(const Inspector&, const Inspector&) = default;
};

/// Centre d'examen: where exams begin. Texts are UTF-8.
struct Centre {
  CentreId id;               ///< given by the directory; never zero in it
  std::string name;          ///< as people call it; unique in its département
  std::string place;         ///< address, as people read it
  Departement departement;   ///< where it lies; its zone must be that of the sessions planned in it
  CategorySet categories;    ///< whose exams it holds; empty: not stated, nothing is refused for it
  std::string external_ref;  ///< another system's id of it, opaque; empty: none
  friend bool operator==(const Centre&, const Centre&) = default;
};

/// Entries of a directory, as a file brings them. An id of zero: the directory that takes them in
/// finds or makes it, by the natural key (a school's Aurige id, an inspector's matricule, a
/// centre's name and département, an office's name).
struct DirectoryRows {
  std::vector<Office> offices;        ///< in the order of the file
  std::vector<School> schools;        ///< in the order of the file
  std::vector<Inspector> inspectors;  ///< with their postings; in the order of the file
  std::vector<Centre> centres;        ///< in the order of the file
};

}  // namespace creneau
