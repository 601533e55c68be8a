#include "csv/table.hpp"

#include <csv.h>

#include <algorithm>

#include "creneau/csv/writer.hpp"
#include "csv/formula.hpp"
#include "csv/utf8.hpp"

namespace creneau::csv {

namespace {

constexpr std::string_view kSeparators = ",;\t";

/// The next line of `rest` with its end (LF, CR LF or CR), and `rest` moved on.
std::string_view take_line(std::string_view& rest) noexcept {
  std::size_t length = rest.find_first_of("\r\n");
  if (length == std::string_view::npos)
    length = rest.size();
  else
    length += rest.substr(length).starts_with("\r\n") ? 2 : 1;
  const auto line = rest.substr(0, length);
  rest.remove_prefix(length);
  return line;
}

/// Whether nothing but separators stands in a line, as spreadsheets leave them.
bool is_blank(std::string_view line) noexcept {
  return line.find_first_not_of(" ,;\t\"\r\n") == std::string_view::npos;
}

/// The separator that the headings have most of, outside quotes; a comma if they have none.
char separator_of(std::string_view headings) noexcept {
  char best = kSeparators.front();
  std::ptrdiff_t most = 0;
  for (const char separator : kSeparators) {
    bool quoted = false;
    std::ptrdiff_t count = 0;
    for (const char letter : headings) {
      if (letter == '"') quoted = !quoted;
      count += letter == separator && !quoted;
    }
    if (count > most) {
      most = count;
      best = separator;
    }
  }
  return best;
}

std::string_view name_of(Encoding encoding) noexcept {
  return encoding == Encoding::utf8 ? "UTF-8" : "Windows-1252";
}

/// As much of a cell as helps to find it.
std::string shown(std::string_view cell) {
  constexpr std::size_t kMost = 200;
  return repaired(cell.substr(0, kMost));
}

/// Cuts lines into cells and rows.
class Parser {
 public:
  Parser(Table& table, Encoding encoding, Decoder decoder, Faults& faults, std::size_t max_rows)
      : table_(table),
        encoding_(encoding),
        decoder_(std::move(decoder)),
        faults_(faults),
        max_rows_(max_rows) {
    csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&parser_, static_cast<unsigned char>(table.separator));
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  ~Parser() { csv_free(&parser_); }

  /// Takes the next line. False: the rest cannot be read.
  [[nodiscard]] result<bool> take(std::string_view line, int number) {
    line_ = number;
    if (!row_open_) row_line_ = cell_line_ = number;
    row_ended_ = false;
    const std::size_t taken = csv_parse(&parser_, line.data(), line.size(), on_cell, on_row, this);
    if (no_memory_ || (taken != line.size() && csv_error(&parser_) != CSV_EPARSE))
      return Error{ErrorCode::no_memory};
    if (taken != line.size()) {
      misplaced_quote();
      return false;
    }
    row_open_ = !row_ended_ && (row_open_ || line.find_first_not_of(" \t\r\n") != line.npos);
    return !full_;
  }

  [[nodiscard]] result<void> finish() {
    // Cells seen by csv_fini are of the last row, which no line end closed.
    if (csv_fini(&parser_, on_cell, on_row, this) != 0) misplaced_quote();
    if (no_memory_) return Error{ErrorCode::no_memory};
    return success();
  }

 private:
  static void on_cell(void* bytes, std::size_t size, void* self) noexcept {
    static_cast<Parser*>(self)->add_cell({static_cast<const char*>(bytes), size});
  }
  static void on_row(int, void* self) noexcept { static_cast<Parser*>(self)->end_row(); }

  void misplaced_quote() {
    const std::string_view begun{reinterpret_cast<const char*>(parser_.entry_buf),
                                 parser_.entry_pos};
    add_fault(faults_, cell_line_, static_cast<int>(row_.cells.size()) + 1,
              Error{ErrorCode::bad_quote}, shown(begun));
  }

  // Called through C: an exception must not leave.
  void add_cell(std::string_view bytes) noexcept {
    try {
      const int column = static_cast<int>(row_.cells.size()) + 1;
      cell_line_ = line_;
      if (auto text = decoder_.decode(bytes)) {
        row_.cells.emplace_back(without_guard(*text));
        return;
      }
      const bool has_nul = bytes.find('\0') != std::string_view::npos;
      add_fault(row_faults_, row_line_, column,
                has_nul ? Error{ErrorCode::bad_text}.with_text("NUL")
                        : Error{ErrorCode::bad_encoding}.with_text(std::string(name_of(encoding_))),
                shown(bytes));
      row_.cells.push_back(shown(bytes));
    } catch (const std::bad_alloc&) {
      no_memory_ = true;
    }
  }

  void end_row() noexcept {
    try {
      row_ended_ = true;
      row_.line = row_line_;
      finish_row();
      row_ = Row{};
      row_faults_.clear();
    } catch (const std::bad_alloc&) {
      no_memory_ = true;
    }
  }

  void finish_row() {
    const bool empty = std::all_of(row_.cells.begin(), row_.cells.end(),
                                   [](const std::string& cell) { return cell.empty(); });
    if (empty) return;
    const bool sound = row_faults_.empty();
    std::move(row_faults_.begin(), row_faults_.end(), std::back_inserter(faults_));
    if (table_.headings.cells.empty()) {
      table_.headings = std::move(row_);
      table_.headings_are_sound = sound;
      return;
    }
    const std::size_t expected = table_.headings.cells.size();
    const std::size_t found = row_.cells.size();
    if (found != expected) {
      add_fault(faults_, row_line_, static_cast<int>(std::min(found, expected)) + 1,
                Error{ErrorCode::wrong_cell_count}.with_limit(static_cast<std::int64_t>(expected),
                                                              static_cast<std::int64_t>(found)),
                found > expected ? row_.cells[expected] : std::string{});
      return;
    }
    if (++rows_ > max_rows_) {
      if (!full_)
        add_fault(faults_, row_line_, 0,
                  Error{ErrorCode::too_large}.with_limit(static_cast<std::int64_t>(max_rows_),
                                                         static_cast<std::int64_t>(rows_)));
      full_ = true;
      return;
    }
    if (sound) table_.rows.push_back(std::move(row_));
  }

  Table& table_;
  Encoding encoding_;
  Decoder decoder_;
  Faults& faults_;
  std::size_t max_rows_;
  csv_parser parser_{};
  Row row_;
  Faults row_faults_;
  std::size_t rows_ = 0;
  int line_ = 0;
  int row_line_ = 0;
  int cell_line_ = 0;
  bool row_open_ = false;
  bool row_ended_ = false;
  bool full_ = false;
  bool no_memory_ = false;
};

}  // namespace

result<Table> read_table(std::string_view bytes, Encoding encoding, Faults& faults,
                         std::size_t max_rows) {
  Table table;
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    add_fault(faults, 1, 0, Error{ErrorCode::unsupported_encoding}.with_text("UTF-16"));
    return table;
  }
  if (bytes.starts_with(kUtf8Mark)) {
    bytes.remove_prefix(kUtf8Mark.size());
    encoding = Encoding::utf8;
  }
  int number = 0;
  std::string_view rest = bytes;
  std::string_view line;
  do {
    line = take_line(rest);
    ++number;
  } while (!line.empty() && is_blank(line));
  if (line.empty()) {
    add_fault(faults, 1, 0, Error{ErrorCode::empty_file});
    return table;
  }
  table.separator = separator_of(line);
  BOOST_OUTCOME_TRY(auto decoder, Decoder::make(encoding));
  Parser parser(table, encoding, std::move(decoder), faults, max_rows);
  while (!line.empty()) {
    BOOST_OUTCOME_TRY(const bool readable, parser.take(line, number));
    if (!readable) return table;
    line = take_line(rest);
    ++number;
  }
  BOOST_OUTCOME_TRY(parser.finish());
  if (table.headings.cells.empty() && faults.empty())
    add_fault(faults, 1, 0, Error{ErrorCode::empty_file});
  return table;
}

}  // namespace creneau::csv
