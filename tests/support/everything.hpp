#pragma once
/// \file
/// All that a database holds, as rows of its tables and as what its ports list.

#include <algorithm>
#include <string>
#include <vector>

#include "creneau/json/json.hpp"
#include "creneau/port/database.hpp"
#include "random/picture.hpp"
#include "support/history.hpp"

namespace creneau::testing {

/// The rows of every table as text, in an order that does not depend on the database. Without the ids
/// of refusals, which say no more than their order, and without départements where nothing was done.
inline std::vector<std::string> everything(const Database& database) {
  std::vector<std::string> lines;
  (void)database
      .read_everything([&](const Table& table, std::span<const TableRow> rows) -> result<void> {
        for (const TableRow& row : rows) {
          std::string line(table.name);
          bool is_any = table.name != "departement";
          for (std::size_t place = 0; place < row.size(); ++place) {
            if (table.name == "refusal" && table.columns[place].name == "id") continue;
            line += " | ";
            if (const auto* number = std::get_if<std::int64_t>(&row[place])) {
              line += std::to_string(*number);
              is_any = is_any || *number != 0;
            } else if (const auto* text = std::get_if<std::string>(&row[place])) {
              line += "\"" + *text + "\"";
            }
          }
          if (is_any) lines.push_back(std::move(line));
        }
        return success();
      })
      .value();
  std::sort(lines.begin(), lines.end());
  return lines;
}

/// How many lines of `everything` are of a table.
inline std::size_t rows_of(const std::vector<std::string>& lines, std::string_view table) {
  const std::string begin = std::string(table) + " |";
  return static_cast<std::size_t>(std::count_if(
      lines.begin(), lines.end(), [&](const std::string& it) { return it.starts_with(begin); }));
}

/// What can be listed of a database, line by line.
inline std::vector<std::string> listed(const Database& database) {
  std::vector<std::string> lines;
  const auto add = [&](const auto& rows) {
    for (const auto& row : rows) lines.push_back(serialize(json::of(row)));
  };
  const auto pages = [&](const auto& read) { add(all_pages(1000, read)); };
  for (std::size_t index = 0; index < Departement::kCount; ++index) {
    const Departement departement = Departement::from_index(index);
    SessionFilter of_sessions;
    of_sessions.departement = departement;
    const auto sessions = all_pages(
        1000, [&](const PageRequest& page) { return database.sessions(of_sessions, page); });
    add(sessions);
    ReservationFilter of_reservations;
    of_reservations.departement = departement;
    pages([&](const PageRequest& page) { return database.reservations(of_reservations, page); });
    pages([&](const PageRequest& page) { return database.closures({departement, {}}, page); });
    pages([&](const PageRequest& page) { return database.refusals(departement, page); });
    add(history(database, departement));
    Needs needs;
    needs.departement = departement;
    needs.blocks_of_sessions = true;
    for (const SessionState& it : sessions) needs.sessions.push_back(it.session.id);
    Snapshot snapshot;
    (void)database.load(needs, snapshot).value();
    std::vector<std::string> blocks;
    for (const BlockedSlot& it : snapshot.blocks)
      blocks.push_back(serialize(json::of(it.slot)) + std::string(code_of(it.reason)) + it.note);
    std::sort(blocks.begin(), blocks.end());
    lines.insert(lines.end(), blocks.begin(), blocks.end());
    lines.push_back(std::to_string(snapshot.number.value) + " " +
                    std::to_string(snapshot.closures_revision.value));
  }
  const Storage::Rules rules = database.rules().value();
  lines.push_back(std::to_string(rules.version.value));
  add(rules.entries);
  add(database.notices({}, {}, 10'000).value());
  add(database.schools({}).value());
  const auto offices = database.offices({}).value();
  for (const Office& it : offices) {
    lines.push_back(it.name + "|" + it.mail + "|" + it.phone + "|" + it.external_ref);
    it.departements.for_each([&](Departement of) { lines.emplace_back(of.code()); });
  }
  const auto inspectors = database.inspectors({}).value();
  for (const Inspector& it : inspectors) {
    lines.push_back(it.matricule + "|" + it.name + "|" + it.external_ref);
    for (const Posting& at : it.postings)
      lines.push_back(std::string(at.departement.code()) + to_text(at.period.first) +
                      to_text(at.period.last));
  }
  const auto centres = database.centres({}).value();
  for (const Centre& it : centres)
    lines.push_back(it.name + "|" + it.place + "|" + std::string(it.departement.code()));
  return lines;
}

/// The first lines in which two lists differ; empty: they are equal.
inline std::string difference(const std::vector<std::string>& seen,
                              const std::vector<std::string>& expected) {
  const auto [it, other] =
      std::mismatch(seen.begin(), seen.end(), expected.begin(), expected.end());
  if (it == seen.end() && other == expected.end()) return {};
  return "\n  seen:     " + (it == seen.end() ? "nothing more" : *it) +
         "\n  expected: " + (other == expected.end() ? "nothing more" : *other);
}

/// The same of all that two databases hold and list.
inline std::string difference(const Database& seen, const Database& expected) {
  std::string text = difference(everything(seen), everything(expected));
  return text.empty() ? difference(listed(seen), listed(expected)) : text;
}

}  // namespace creneau::testing
