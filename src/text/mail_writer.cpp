#include "creneau/text/mail_writer.hpp"

#include <algorithm>
#include <boost/move/algo/adaptive_sort.hpp>
#include <kainjow/mustache.hpp>
#include <new>

#include "creneau/policy/cancellation.hpp"
#include "creneau/text/mail_address.hpp"
#include "creneau/text/names.hpp"
#include "creneau/text/text.hpp"
#include "text/contact.hpp"
#include "text/fill.hpp"
#include "text/keys.hpp"
#include "text/templates.hpp"

namespace creneau::text {

namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;

/// The bar and the title of a mail: blue for what comes, orange for what moves, red for what goes.
const char* colour_of(NoticeKind kind) {
  switch (kind) {
    case NoticeKind::reserved: return "#000091";
    case NoticeKind::changed: return "#9a4a00";
    case NoticeKind::cancelled_by_office:
    case NoticeKind::cancelled_by_school: return "#b3120b";
    case NoticeKind::cancellation_confirmed: break;
  }
  return "#3a4653";
}

/// Both templates, parsed once for all notices of a call.
struct Templates {
  mustache html{std::string(k_notice_html_mustache)};
  mustache text{std::string(k_notice_txt_mustache)};

  Templates() {
    text.set_custom_escape([](const std::string& value) { return value; });
  }
};

/// Sets a value of a template; an empty one is absent.
void set(data& object, const char* name, const std::string& value) {
  if (!value.empty()) object.set(name, value);
}

/// Parts of the template that are left out leave blank lines behind: one at most stays.
std::string without_gaps(const std::string& text) {
  std::string tight;
  for (const char letter : text)
    if (letter != '\n' || !tight.ends_with("\n\n")) tight.push_back(letter);
  return tight;
}

class Writer {
 public:
  Writer(Language language, const Directory& directory, const RuleBook* rules)
      : language_(language), rules_(rules), names_(language, directory) {}

  /// Reads every name that the notices need, in a few calls.
  [[nodiscard]] result<void> read(const std::vector<Notice>& notices) {
    std::vector<SchoolId> schools;
    std::vector<OfficeId> offices;
    std::vector<CentreId> centres;
    std::vector<InspectorId> inspectors;
    for (const Notice& notice : notices) {
      schools.push_back(notice.to_school);
      offices.push_back(notice.to_office ? notice.to_office : notice.from_office);
      for (const NoticeLine& line : notice.lines) {
        centres.push_back(line.centre);
        if (!notice.to_office) continue;
        schools.push_back(line.school);
        inspectors.push_back(line.inspector);
      }
    }
    BOOST_OUTCOME_TRY(names_.read(std::move(schools)));
    BOOST_OUTCOME_TRY(names_.read(std::move(offices)));
    BOOST_OUTCOME_TRY(names_.read(std::move(centres)));
    BOOST_OUTCOME_TRY(names_.read(std::move(inspectors)));
    return success();
  }

  void write(Notice& notice) {
    const Office* office = names_.find(notice.to_office ? notice.to_office : notice.from_office);
    const School* school = names_.find(notice.to_school);
    const std::string mail = notice.to_office ? (office != nullptr ? office->mail : std::string{})
                             : school != nullptr ? school->mail
                                                 : std::string{};
    notice.address = is_mail_address(mail) ? mail : std::string{};
    notice.reply_to = notice.to_school && office != nullptr && is_mail_address(office->mail)
                          ? office->mail
                          : std::string{};
    for (NoticeLine& line : notice.lines) write_calendar_texts(notice, line);
    write_message(notice, office);
  }

 private:
  [[nodiscard]] std::string say(Key key, const Values& values = {}) const {
    return fill(language_, pattern(key, language_), values);
  }

  [[nodiscard]] std::string exam_of(const NoticeLine& line, Key key,
                                    std::string school = {}) const {
    return say(key, {{"category", std::string(code_of(line.category))},
                     {"part", line.part == ExamPart::unstated
                                  ? std::string{}
                                  : std::string(in_words(language_, line.part))},
                     {"school", std::move(school)}});
  }

  void write_calendar_texts(const Notice& notice, NoticeLine& line) {
    line.summary = notice.to_office ? exam_of(line, Key::calendar_summary_school,
                                              plain(names_.find(line.school)))
                                    : exam_of(line, Key::calendar_summary);
    line.location = plain(names_.find(line.centre));
    const std::string place = place_of(line.centre);
    if (!place.empty()) line.location += (line.location.empty() ? "" : ", ") + place;
  }

  /// A name without quotation marks.
  template <class Row>
  [[nodiscard]] static std::string plain(const Row* row) {
    return row == nullptr ? std::string{} : one_line(row->name);
  }
  [[nodiscard]] std::string place_of(CentreId id) {
    const Centre* centre = names_.find(id);
    return centre == nullptr || centre->place == centre->name ? std::string{}
                                                              : one_line(centre->place);
  }

  [[nodiscard]] std::string times(LocalTime start, LocalTime end) const {
    const auto date = std::chrono::floor<std::chrono::days>(start);
    return in_words(language_, Hours{start - date, end - date});
  }

  /// What else a line says: what is left of the reservation, and until when it can be cancelled.
  [[nodiscard]] std::vector<std::string> more_of(const Notice& notice,
                                                 const NoticeLine& line) const {
    std::vector<std::string> more;
    if (!line.still_held) return more;
    const bool is_whole = line.held_start == line.start && line.held_end == line.end;
    if (!is_whole)
      more.push_back(say(Key::still_held, {{"times", times(line.held_start, line.held_end)}}));
    if (rules_ == nullptr || !notice.to_school) return more;
    const Deadline deadline = cancellation_deadline(notice.departement, line.held_start, *rules_);
    more.push_back(notice.at < deadline.closes_at
                       ? say(Key::you_may_cancel, {{"until", until(language_, deadline)}})
                       : say(Key::you_may_not_cancel));
    return more;
  }

  [[nodiscard]] data data_of(const Notice& notice, const NoticeLine& line) {
    data row;
    const auto date = std::chrono::floor<std::chrono::days>(line.start);
    set(row, "date", in_words(language_, date));
    set(row, "times", times(line.start, line.end));
    set(row, "exam", exam_of(line, Key::exam));
    const std::string centre = plain(names_.find(line.centre));
    set(row, "centre", centre.empty() ? names_.of(line.centre) : centre);
    set(row, "place", place_of(line.centre));
    set(row, "units", std::to_string(line.units.value));
    set(row, "unit_count", say(Key::unit_count, Values{}.put("units", line.units.value)));
    if (notice.to_office) {
      set(row, "school", names_.of(line.school));
      set(row, "inspector", names_.of(line.inspector));
    }
    data more{data::type::list};
    for (const std::string& text : more_of(notice, line)) more << data{text};
    row.set("more", more);
    return row;
  }

  [[nodiscard]] data remarks_of(const Notice& notice) const {
    data remarks{data::type::list};
    const auto add = [&](Key label, const data& rows) {
      data remark;
      const std::string word = say(label);
      remark.set("label", word);
      remark.set("label_line", say(Key::labelled, {{"label", word}}));
      remark.set("rows", rows);
      remarks << remark;
    };
    if (notice.reason != Reason::unstated) {
      data rows{data::type::list};
      rows << data{std::string(in_words(language_, notice.reason))};
      add(Key::label_reason, rows);
    }
    if (!notice.note.empty()) {
      data rows{data::type::list};
      for (std::string_view note = notice.note; !note.empty();) {
        const auto row = note.substr(0, note.find('\n'));
        rows << data{one_line(row, note.size())};
        note.remove_prefix(std::min(note.size(), row.size() + 1));
      }
      add(Key::label_note, rows);
    }
    return remarks;
  }

  /// When it all is: the day and times of one line, or the days of several.
  [[nodiscard]] std::string when_of(const std::vector<const NoticeLine*>& lines) const {
    if (lines.empty()) return {};
    const NoticeLine& first = *lines.front();
    const auto day = [](LocalTime time) { return std::chrono::floor<std::chrono::days>(time); };
    if (lines.size() == 1)
      return say(Key::when_one, {{"date", in_words(language_, day(first.start))},
                                 {"times", times(first.start, first.end)}});
    const Period days{day(first.start), day(lines.back()->start)};
    return days.first == days.last ? in_words(language_, days.first) : in_words(language_, days);
  }

  void write_message(Notice& notice, const Office* office) {
    std::vector<const NoticeLine*> lines;
    std::int64_t total = 0;
    for (const NoticeLine& line : notice.lines) {
      lines.push_back(&line);
      total += line.units.value;
    }
    boost::movelib::adaptive_sort(
        lines.begin(), lines.end(),
        [](const NoticeLine* a, const NoticeLine* b) { return a->start < b->start; });
    const std::string school =
        notice.to_office && !lines.empty() ? names_.of(lines.front()->school) : std::string{};
    const auto& [title, intro] = keys_of(notice.kind);
    notice.message.subject = say(
        Key::mail_subject, {{"title", say(title)}, {"when", when_of(lines)}, {"school", school}});

    data root;
    set(root, "lang", std::string(code_of(language_)));
    set(root, "subject", notice.message.subject);
    set(root, "colour", colour_of(notice.kind));
    set(root, "title", say(title));
    Values introduced{{"school", school}};
    introduced.put("lines", static_cast<std::int64_t>(lines.size()));
    set(root, "intro", say(intro, introduced));
    for (const auto& [name, key] :
         {std::pair{"column_date", Key::column_date}, std::pair{"column_exam", Key::column_exam},
          std::pair{"column_centre", Key::column_centre},
          std::pair{"column_units", Key::column_units}, std::pair{"label_total", Key::label_total},
          std::pair{"hint", Key::mail_calendar_hint}})
      set(root, name, say(key));
    data rows{data::type::list};
    for (const NoticeLine* line : lines) rows << data_of(notice, *line);
    root.set("lines", rows);
    if (lines.size() > 1) root.set("several", data{true});
    set(root, "total", std::to_string(total));
    set(root, "total_line",
        say(Key::total_line, {{"units", say(Key::unit_count, Values{}.put("units", total))}}));
    root.set("remarks", remarks_of(notice));
    if (office != nullptr) {
      set(root, "office", plain(office));
      if (notice.to_school)
        set(root, "contact",
            say(Key::your_office, {{"contact", contact(language_, names_, office->id)}}));
    }
    if (notice.to_office && !lines.empty()) {
      const School* from = names_.find(lines.front()->school);
      if (from != nullptr)
        set(root, "contact", say(Key::contact, {{"name", school}, {"mail", one_line(from->mail)}}));
    }
    set(root, "footer",
        say(Key::mail_footer, {{"departement", std::string(notice.departement.code())}}));
    notice.message.html = templates_.html.render(root);
    notice.message.text = without_gaps(templates_.text.render(root));
  }

  Language language_;
  const RuleBook* rules_;
  Names names_;
  Templates templates_;
};

}  // namespace

result<void> MailWriter::write(std::vector<Notice>& notices) const {
  try {
    const RuleBook* rules = nullptr;
    if (rules_) {
      BOOST_OUTCOME_TRY(rules, rules_());
    }
    Writer writer(language_, directory_, rules);
    BOOST_OUTCOME_TRY(writer.read(notices));
    for (Notice& notice : notices) writer.write(notice);
    return success();
  } catch (const std::bad_alloc&) {
    return Error{ErrorCode::no_memory};
  } catch (const std::exception& thrown) {
    return Error{ErrorCode::host_error}.with_text(thrown.what());
  }
}

}  // namespace creneau::text
