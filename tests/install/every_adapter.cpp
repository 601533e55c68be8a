// A consumer that takes something of every adapter.
#include <creneau/csv/directory.hpp>
#include <creneau/csv/planning.hpp>
#include <creneau/json/json.hpp>
#include <creneau/mail/eml_folder.hpp>
#include <creneau/memory/memory_directory.hpp>
#include <creneau/smtp/smtp_notifier.hpp>
#include <creneau/sqlite/sqlite.hpp>
#include <creneau/text/text.hpp>
#include <creneau/xlsx/workbook.hpp>
#include <cstdio>
#include <filesystem>

using namespace creneau;

int main() {
  std::string path = (std::filesystem::temp_directory_path() / "creneau-XXXXXX").string();
  if (mkdtemp(path.data()) == nullptr) return 1;
  int passed = 0;
  const auto expect = [&](bool holds, const char* what) {
    if (holds)
      ++passed;
    else
      std::printf("%s\n", what);
  };

  MemoryDirectory people;
  const auto database = SqliteDatabase::open(path + "/planning.db", {.create = true});
  expect(database && database.value()->check().value().empty(), "sqlite");
  const text::Texts texts(text::Language::fr, people);
  expect(!texts.error(Error{ErrorCode::past}).empty(), "text");
  const mail::Identity identity{"ber93@example.org", "BER 93", "example.org"};
  expect(mail::EmlFolder::create(path, identity).has_value(), "mail");
  smtp::SmtpOptions options;
  options.identity = identity;
  options.host = "localhost";
  expect(smtp::SmtpNotifier::create(options).has_value(), "smtp");
  csv::Faults faults;
  const auto rows = csv::read_directory("Nom,Lieu,Departement\nRosny,parking,93\n", faults);
  expect(rows && rows.value().centres.size() == 1, "csv");
  expect(json::of(Error{ErrorCode::past}).at("code") == "past", "json");
  xlsx::WorkbookOptions workbook;
  workbook.period = Week::of(2026, 25).period();
  const auto nothing = [](const Cursor&) -> result<Page<SessionDetail>> {
    return Page<SessionDetail>{};
  };
  expect(xlsx::write_workbook(path + "/planning.xlsx", workbook, nothing, people).has_value(),
         "xlsx");
  std::filesystem::remove_all(path);
  std::printf("%d of 7\n", passed);
  return passed == 7 ? 0 : 1;
}
