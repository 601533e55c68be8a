#include "xlsx/week_sheet.hpp"

#include <algorithm>
#include <vector>

#include "csv/values.hpp"
#include "xlsx/page_setup.hpp"
#include "xlsx/week_layout.hpp"

namespace creneau::xlsx {

namespace {

constexpr RowNumber kHeadingRows = 4;
constexpr double kInspectorWidth = 13;
constexpr double kTimeWidth = 5.5;
constexpr double kTextWidth = 14.5;
constexpr double kLineHeight = 13;  ///< points of a line of text

/// Letters of bold text that fit beside each other.
constexpr std::size_t kLettersOfText = 17;
constexpr std::size_t kLettersOfSession = 25;

Column time_column(std::size_t half_day) noexcept {
  return static_cast<Column>(1 + 2 * half_day);
}
Column text_column(std::size_t half_day) noexcept {
  return static_cast<Column>(2 + 2 * half_day);
}

/// "15/06/2026".
std::string in_full(Date date) {
  return csv::to_cell(date).insert(6, "20");
}

/// The look of the time beside a slot of this look.
Look look_of_time(Look slot) noexcept {
  return static_cast<Look>(static_cast<std::uint8_t>(slot) - 1);
}

/// How much of a page's height is left for rows, in points of the sheet.
double page_points(std::size_t days) noexcept {
  constexpr double kPointsOfLetter = 5.25;  // a letter of 7 pixels at 96 to the inch
  constexpr double kPointsOfEdge = 3.75;    // what Excel adds to a column: 5 pixels
  const double wide =
      (kInspectorWidth + static_cast<double>(2 * days) * (kTimeWidth + kTextWidth)) *
          kPointsOfLetter +
      static_cast<double>(1 + 4 * days) * kPointsOfEdge;
  const double scale = std::min(1.0, (kPageWidth - 2 * kSideMargin) * 72 / wide);
  return (kPageHeight - kTopMargin - kBottomMargin) * 72 / scale;
}

class WeekWriter {
 public:
  WeekWriter(Sheet& sheet, const WeekLayout& layout, const Labels& labels, const Styles& styles)
      : sheet_(sheet), layout_(layout), labels_(labels), styles_(styles) {}

  void write(const WeekHeading& heading) {
    set_columns();
    write_title(heading);
    write_days(heading.week);
    if (layout_.blocks.empty()) {
      sheet_.begin_row(kLineHeight * 2);
      sheet_.text(0, labels_.no_session, styles_.of(Look::subtitle));
    }
    const double page = page_points(layout_.days);
    double used = heading_points_;
    for (const WeekBlock& block : layout_.blocks) {
      const double points = points_of(block);
      if (used > heading_points_ && used + points > page) {
        breaks_.push_back(sheet_.row() + 1);
        used = heading_points_;
      }
      used += points;
      write_block(block);
    }
    if (breaks_.empty()) return;
    breaks_.push_back(0);  // ends the list
    worksheet_set_h_pagebreaks(sheet_.raw(), breaks_.data());
  }

 private:
  [[nodiscard]] Column last_column() const noexcept { return text_column(2 * layout_.days - 1); }

  void set_columns() {
    worksheet_set_column(sheet_.raw(), 0, 0, kInspectorWidth, nullptr);
    for (std::size_t half_day = 0; half_day < 2 * layout_.days; ++half_day) {
      worksheet_set_column(sheet_.raw(), time_column(half_day), time_column(half_day), kTimeWidth,
                           nullptr);
      worksheet_set_column(sheet_.raw(), text_column(half_day), text_column(half_day), kTextWidth,
                           nullptr);
    }
    worksheet_repeat_columns(sheet_.raw(), 0, 0);
  }

  void begin_heading(double points) {
    heading_points_ += points;
    sheet_.begin_row(points);
  }

  void write_title(const WeekHeading& heading) {
    const Week week = heading.week;
    const auto last = week.monday() + std::chrono::days{layout_.days - 1};
    begin_heading(28);
    const Column figure = time_column(2 * layout_.days - 4);
    sheet_.merge(0, static_cast<Column>(figure - 1), styles_.of(Look::title));
    sheet_.text(0, title_of(week, last) + " · " + heading.planning, styles_.of(Look::title));
    sheet_.merge(figure, last_column(), styles_.of(Look::figure));
    sheet_.text(figure,
                std::string(labels_.unassigned) + std::string(labels_.colon) +
                    std::to_string(heading.units.unassigned().value),
                styles_.of(Look::figure));
    begin_heading(18);
    const UnitCount& units = heading.units;
    std::string figures;
    for (const auto& [label, count] :
         {std::pair{labels_.units[0], units.planned},
          std::pair{labels_.units[1], units.unavailable},
          std::pair{labels_.units[2], units.offered()}, std::pair{labels_.units[3], units.assigned},
          std::pair{labels_.units[5], units.reservable}}) {
      if (!figures.empty()) figures += "   ·   ";
      figures += std::string(label) + std::string(labels_.colon) + std::to_string(count.value);
    }
    sheet_.text(0, labels_.units_sheet, styles_.of(Look::subtitle));
    sheet_.merge(1, last_column(), styles_.of(Look::subtitle));
    sheet_.text(1, figures, styles_.of(Look::subtitle));
  }

  [[nodiscard]] std::string title_of(Week week, Date last) const {
    std::string title(labels_.week);
    title += " " + std::to_string(week.number()) + " ";
    title += labels_.from;
    title += " " + in_full(week.monday()) + " ";
    title += labels_.to;
    return title + " " + in_full(last);
  }

  void write_days(Week week) {
    lxw_format* const day_format = styles_.of(Look::day);
    begin_heading(20);
    sheet_.text(0, labels_.inspector, day_format);
    for (std::size_t day = 0; day < layout_.days; ++day) {
      const Column first = time_column(2 * day);
      sheet_.merge(first, static_cast<Column>(first + 3), day_format);
      sheet_.date(first, week.monday() + std::chrono::days{day}, day_format);
    }
    lxw_format* const half_day_format = styles_.of(Look::half_day);
    begin_heading(16);
    sheet_.blank(0, half_day_format);
    for (std::size_t half_day = 0; half_day < 2 * layout_.days; ++half_day) {
      sheet_.merge(time_column(half_day), text_column(half_day), half_day_format);
      sheet_.text(time_column(half_day), half_day % 2 == 0 ? labels_.morning : labels_.afternoon,
                  half_day_format);
    }
  }

  /// The height of one line of a block: that of its longest text.
  [[nodiscard]] double points_of(const WeekBlock& block, std::size_t line) const {
    std::size_t lines = 1;
    for (std::size_t half_day = 0; half_day < 2 * layout_.days; ++half_day) {
      const auto& column = block.half_days[half_day];
      if (line >= column.size()) continue;
      const std::size_t width = column[line].time ? kLettersOfText : kLettersOfSession;
      lines = std::max(lines, lines_of(column[line].text, width));
    }
    return kLineHeight * static_cast<double>(lines) + 5;
  }
  [[nodiscard]] double points_of(const WeekBlock& block) const {
    double points = 0;
    for (std::size_t line = 0; line < height_of(block); ++line) points += points_of(block, line);
    return points;
  }
  /// A block has room for the name beside it.
  [[nodiscard]] static std::size_t height_of(const WeekBlock& block) {
    return std::max<std::size_t>(block.height(), 2);
  }

  void write_block(const WeekBlock& block) {
    const RowNumber first = sheet_.row() + 1;
    lxw_format* const inspector = styles_.of(Look::inspector, true);
    for (std::size_t line = 0; line < height_of(block); ++line) {
      const bool at_top = line == 0;
      sheet_.begin_row(points_of(block, line));
      if (at_top)
        sheet_.text(0, block.matricule + "\n" + block.name, inspector);
      else
        sheet_.blank(0, inspector);
      for (std::size_t half_day = 0; half_day < 2 * layout_.days; ++half_day)
        write_line(block.half_days[half_day], line, half_day, at_top);
    }
    sheet_.merge_up(first, 0, inspector);
  }

  void write_line(const std::vector<WeekLine>& lines, std::size_t line, std::size_t half_day,
                  bool at_top) {
    const Column time = time_column(half_day);
    const Column text = text_column(half_day);
    if (line >= lines.size()) {
      sheet_.blank(time, styles_.of(Look::empty_time, at_top));
      sheet_.blank(text, styles_.of(Look::empty, at_top));
      return;
    }
    const WeekLine& it = lines[line];
    lxw_format* const format = styles_.of(it.look, at_top);
    if (it.time) {
      sheet_.time(time, *it.time, styles_.of(look_of_time(it.look), at_top));
      sheet_.text(text, it.text, format);
    } else {
      sheet_.merge(time, text, format);
      sheet_.text(time, it.text, format);
    }
  }

  Sheet& sheet_;
  const WeekLayout& layout_;
  const Labels& labels_;
  const Styles& styles_;
  double heading_points_ = 0;
  std::vector<lxw_row_t> breaks_;
};

}  // namespace

void write_week(Sheet& sheet, const WeekHeading& heading, std::span<const SessionDetail> sessions,
                const csv::Names& names, const Labels& labels, const Styles& styles) {
  const WeekLayout layout = lay_out_week(sessions, names, labels);
  set_up_page(sheet.raw(), heading.planning, labels.page, kHeadingRows, 1);
  WeekWriter(sheet, layout, labels, styles).write(heading);
}

}  // namespace creneau::xlsx
