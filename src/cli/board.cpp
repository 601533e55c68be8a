#include "cli/board.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <map>

#include "cli/table.hpp"
#include "creneau/text/names.hpp"

namespace creneau::cli {

namespace {

constexpr std::size_t kMostNameWidth = 12;

/// How the parts of the board look with colours.
enum class Look { plain, heading, available, planned, reserved, unavailable };

class Painter {
 public:
  explicit Painter(bool colour) : colour_(colour) {}
  [[nodiscard]] std::string operator()(Look look, std::string text) const {
    if (!colour_ || look == Look::plain) return text;
    constexpr std::array<const char*, 6> kCodes{"", "1", "2;36", "1", "97;44", "2"};
    return std::string("\x1B[") + kCodes[static_cast<std::size_t>(look)] + "m" + text + "\x1B[0m";
  }

 private:
  bool colour_;
};

/// The date as fully as a column takes it: "lundi 15 juin 2026", "lundi 15 juin", "lun. 15/06".
std::string day_in(text::Language language, Date date, std::size_t width) {
  const std::string full = text::in_words(language, date);
  if (width_of(full) <= width) return full;
  const std::string without_year = full.substr(0, full.rfind(' '));
  if (width_of(without_year) <= width) return without_year;
  const std::string iso = creneau::to_text(date);
  return full.substr(0, 3) + (language == text::Language::fr ? ". " : " ") + iso.substr(8, 2) +
         "/" + iso.substr(5, 2);
}

/// The lines of one half-day of one inspector, each exactly as wide as its column.
class Cell {
 public:
  Cell(std::size_t width, const Painter& paint) : width_(width), paint_(paint) {}
  void add(Look look, const std::string& text) {
    for (const std::string& line : wrapped(text, width_))
      lines_.push_back(paint_(look, fitted(line, width_)));
  }
  /// Already painted, `used` columns wide.
  void add_painted(const std::string& text, std::size_t used) {
    lines_.push_back(text + std::string(width_ - std::min(width_, used), ' '));
  }
  [[nodiscard]] std::size_t height() const noexcept { return lines_.size(); }
  [[nodiscard]] std::string line(std::size_t place) const {
    return place < lines_.size() ? lines_[place] : std::string(width_, ' ');
  }
  [[nodiscard]] std::size_t width() const noexcept { return width_; }

 private:
  std::size_t width_;
  const Painter& paint_;
  std::vector<std::string> lines_;
};

/// One character for each slot.
void add_slots(Cell& cell, const Painter& paint, const SessionDetail& detail) {
  std::string marks;
  std::size_t used = 0;
  for (const unsigned ordinal : detail.state.session.planning->grid.slots()) {
    if (used == cell.width()) break;
    switch (detail.status(ordinal)) {
      case SlotStatus::free: marks += paint(Look::planned, "□"); break;
      case SlotStatus::reserved: marks += paint(Look::reserved, "■"); break;
      case SlotStatus::unavailable: marks += paint(Look::unavailable, "×"); break;
    }
    ++used;
  }
  cell.add_painted(marks, used);
}

void add_session(Cell& cell, const Painter& paint, text::Names& names, const SessionDetail& detail,
                 bool french) {
  const Session& session = detail.state.session;
  const std::string start = creneau::to_text(session.hours.start);
  if (!session.is_planned()) {
    const Centre* proposed = names.find(session.proposed_centre);
    cell.add(Look::available, start + (french ? " disponible" : " available"));
    if (proposed != nullptr) cell.add(Look::available, "(" + proposed->name + ")");
    return;
  }
  const Centre* centre = names.find(session.planning->centre);
  cell.add(Look::planned,
           std::string(code_of(session.planning->category)) + " " +
               (centre != nullptr ? centre->name : std::to_string(session.planning->centre.value)));
  add_slots(cell, paint, detail);
  for (const Reservation& reservation : detail.reservations) {
    const School* school = names.find(reservation.school);
    const LocalTime begin = session.start_of(reservation.slots.front());
    cell.add(Look::reserved, creneau::to_text(Minutes{begin - session.date}) + " " +
                                 (school != nullptr ? school->name : std::string("?")));
  }
}

}  // namespace

BoardStyle terminal_style(const std::string& colour, int width) {
  const bool watched = isatty(STDOUT_FILENO) != 0;
  BoardStyle style;
  style.colour = colour == "always" || (colour == "auto" && watched);
  winsize size{};
  if (width > 0)
    style.width = static_cast<std::size_t>(width);
  else if (watched && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    style.width = size.ws_col;
  return style;
}

std::string draw_board(Context& context, Week week, const std::vector<SessionDetail>& planning,
                       const WeekSummary& summary, const BoardStyle& style) {
  const bool french = context.language() == text::Language::fr;
  const Painter paint(style.colour);
  text::Names names(context.language(), context.database());

  int days = 5;
  for (const SessionDetail& detail : planning)
    days =
        std::max(days, static_cast<int>((detail.state.session.date - week.monday()).count()) + 1);
  std::size_t name_width = 0;
  for (const SessionDetail& detail : planning)
    if (const Inspector* it = names.find(detail.state.session.inspector))
      name_width = std::max(name_width, std::min(width_of(it->matricule), kMostNameWidth));
  constexpr std::size_t kLeast = 12;  // "lun. 15/06", "14:00 Auto-"
  const std::size_t width =
      std::max(kLeast + 1, (style.width - name_width) / static_cast<std::size_t>(days)) - 1;

  std::string text =
      paint(Look::heading, (french ? "Semaine " : "Week ") + creneau::to_text(week) +
                               (french ? " · unités non attribuées : " : " · unassigned units: ") +
                               std::to_string(summary.total.unassigned().value)) +
      "\n";
  std::string heading(name_width, ' ');
  for (int day = 0; day < days; ++day)
    heading +=
        " " + paint(Look::heading, fitted(day_in(context.language(),
                                                 week.monday() + std::chrono::days{day}, width),
                                          width));
  while (heading.ends_with(' ')) heading.pop_back();
  text += heading + "\n";
  if (planning.empty())
    text += french ? "Aucune session cette semaine.\n" : "There are no sessions in this week.\n";

  struct Key {
    std::string matricule;
    InspectorId inspector;
    auto operator<=>(const Key&) const = default;
  };
  std::map<Key, std::vector<const SessionDetail*>> by_inspector;
  for (const SessionDetail& detail : planning) {
    const Inspector* inspector = names.find(detail.state.session.inspector);
    by_inspector[{inspector != nullptr ? inspector->matricule : std::string("?"),
                  detail.state.session.inspector}]
        .push_back(&detail);
  }
  for (const auto& [key, sessions] : by_inspector) {
    bool first = true;
    for (const bool afternoon : {false, true}) {
      std::vector<Cell> cells;
      std::size_t height = 0;
      for (int day = 0; day < days; ++day) {
        Cell& cell = cells.emplace_back(width, paint);
        for (const SessionDetail* detail : sessions) {
          const Session& session = detail->state.session;
          if (session.date != week.monday() + std::chrono::days{day} ||
              (session.hours.start >= Minutes{720}) != afternoon)
            continue;
          add_session(cell, paint, names, *detail, french);
        }
        height = std::max(height, cell.height());
      }
      for (std::size_t place = 0; place < height; ++place) {
        std::string line = first ? paint(Look::heading, fitted(key.matricule, name_width))
                                 : std::string(name_width, ' ');
        first = false;
        for (const Cell& cell : cells) line += " " + cell.line(place);
        while (!line.empty() && line.back() == ' ') line.pop_back();
        text += line + "\n";
      }
    }
  }
  text += french ? "□ libre  " : "□ free  ";
  text += paint(Look::reserved, french ? "■ réservé" : "■ reserved") + "  ";
  text += paint(Look::unavailable, french ? "× indisponible" : "× unavailable") + "\n";
  return text;
}

}  // namespace creneau::cli
