#pragma once
/// \file
/// The desk of an office: a folder, and a database that was made by the program alone, on 1 June
/// 2026. It is a file of the folder; under with_postgres_server it is on the server.

#include <gmock/gmock.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "cli/running.hpp"
#include "support/temporary_folder.hpp"
#include "support/test_database.h"

namespace creneau::cli_tests {

using Json = nlohmann::json;
using Words = std::vector<std::string>;

class Desk : public ::testing::Test {
 protected:
  ~Desk() override {
    for (const test_database& it : on_server_) drop_test_database(&it);
  }

  [[nodiscard]] static bool is_on_a_server() { return is_beside_a_server() != 0; }
  /// Where no planning is yet: the name of a file, or a server's empty database.
  [[nodiscard]] std::string new_place() {
    if (is_on_a_server()) return on_server_.emplace_back(make_empty_test_database()).uri;
    return places_++ == 0 ? "planning.db" : "planning-" + std::to_string(places_) + ".db";
  }

  [[nodiscard]] std::filesystem::path folder() const { return folder_.path(); }

  void write(const std::string& name, const std::string& bytes) const {
    std::ofstream(folder() / name, std::ios::binary) << bytes;
  }
  [[nodiscard]] std::string read(const std::string& name) const {
    std::ifstream file(folder() / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  /// The program on this desk's database and day.
  [[nodiscard]] Ran creneau(const Words& words, RunOptions options = {}) const {
    options.folder = folder();
    Words all{"--db", db, "--now", now};
    all.insert(all.end(), words.begin(), words.end());
    return run_program(all, options);
  }
  /// The same as somebody.
  [[nodiscard]] Ran as(const std::string& who, const Words& words, RunOptions options = {}) const {
    Words all{"--as", who};
    all.insert(all.end(), words.begin(), words.end());
    return creneau(all, options);
  }
  [[nodiscard]] Ran office(const Words& words, RunOptions options = {}) const {
    return as("office:1", words, std::move(options));
  }
  [[nodiscard]] Ran run_operator(const Words& words, RunOptions options = {}) const {
    return as("operator", words, std::move(options));
  }

  /// One valid JSON document, whatever the exit code.
  [[nodiscard]] Json json(const std::string& who, const Words& words) const {
    Words all{"--json"};
    all.insert(all.end(), words.begin(), words.end());
    const Ran ran = as(who, all);
    EXPECT_EQ(ran.err, "");
    Json document = Json::parse(ran.out, nullptr, false);
    EXPECT_FALSE(document.is_discarded()) << ran.out;
    return document;
  }

  /// An office, two inspectors, two centres and three schools.
  void open_office() const {
    write("bureaux.csv",
          "Id,Nom,Mail,Telephone,Departements\n"
          "1,BER 93,ber93@example.org,01 00 00 00 93,93\n");
    write("inspecteurs.csv",
          "Matricule,Nom,Categories,Departement,Du,Au\n"
          "93-07,IPCSR 93-07,,93,01/01/2026,\n93-08,IPCSR 93-08,C CE,93,01/01/2026,\n");
    write("centres.csv",
          "Nom,Lieu,Departement,Categories\nRosny,\"Rosny-sous-Bois, aire d'examen\",93,\n"
          "Bobigny,\"Bobigny, parking nord\",93,\n");
    write("ecoles.csv",
          "RaisonSociale,IdAurige,Mail,Categories,Actif\n"
          "Auto-école 93-012,AE93012,ecole012@example.org,,Oui\n"
          "Auto-école 93-013,AE93013,,,Oui\n"
          "Auto-école 93-014,AE93014,ecole014@example.org,,Non\n");
    ASSERT_EQ(creneau({"init"}).exit, 0);
    const Ran imported = run_operator(
        {"import", "directory", "bureaux.csv", "inspecteurs.csv", "centres.csv", "ecoles.csv"});
    ASSERT_EQ(imported.exit, 0) << imported.err;
  }

  /// A planned half-day; the words by which its slots are called, without the ordinal.
  std::string planned(const std::string& date = "2026-06-15",
                      const std::string& half_day = "morning",
                      const std::string& inspector = "93-07") const {
    const Json created = json("office:1", {"sessions", "create", "--inspector", inspector, "--from",
                                           date, "--half-day", half_day});
    const std::string id = std::to_string(created.at("receipt")
                                              .at("changes")
                                              .at("sessions")
                                              .at(0)
                                              .at("after")
                                              .at("session")
                                              .get<int>());
    const Ran plan = office({"sessions", "plan", id, "--centre", "Rosny", "--category", "CE"});
    EXPECT_EQ(plan.exit, 0) << plan.err;
    return id;
  }
  [[nodiscard]] static std::string slot(const std::string& session, const std::string& ordinals) {
    return session + "/1/" + ordinals;
  }
  /// A reservation's number.
  std::string reserve(const std::string& session, const std::string& ordinals,
                      const std::string& school = "AE93012") const {
    const Json done =
        json("office:1", {"slots", "reserve", slot(session, ordinals), "--school", school});
    return std::to_string(
        done.at("receipt").at("changes").at("reservations").at(0).at("reservation").get<int>());
  }
  /// How many commits there were: what a refused command must not change.
  [[nodiscard]] std::size_t commits() const {
    return json("office:1", {"history", "--limit", "1000"}).at("rows").size();
  }

 private:
  testing::TemporaryFolder folder_;
  std::vector<test_database> on_server_;
  int places_ = 0;

 protected:
  std::string db = new_place();
  std::string now = "2026-06-01T08:00:00Z";
};

}  // namespace creneau::cli_tests
