#include "creneau/model/error.hpp"

#include "creneau/policy/zones.hpp"
#include "creneau/text/names.hpp"
#include "creneau/text/text.hpp"
#include "text/contact.hpp"
#include "text/deadline.hpp"
#include "text/fill.hpp"
#include "text/keys.hpp"

namespace creneau::text {

namespace {

/// Turns one error into the values of its pattern.
class ErrorValues {
 public:
  ErrorValues(Language language, const Directory& directory, const Error& error,
              std::optional<Departement> departement)
      : language_(language),
        names_(language, directory),
        error_(error),
        departement_(departement) {}

  [[nodiscard]] Values values() {
    for (const Subject& subject : error_.subjects) put_first(subject);
    put_lists();
    put_figures();
    put_deadline();
    values_.put("text", one_line(error_.text));
    return std::move(values_);
  }

 private:
  /// How a subject is called after the word for its kind.
  [[nodiscard]] std::string name_of(const Subject& subject) {
    switch (subject.kind) {
      case Subject::Kind::none: return {};
      case Subject::Kind::office: return names_.of(OfficeId{subject.id});
      case Subject::Kind::school: return names_.of(SchoolId{subject.id});
      case Subject::Kind::inspector: return names_.of(InspectorId{subject.id});
      case Subject::Kind::centre: return names_.of(CentreId{subject.id});
      case Subject::Kind::session:
      case Subject::Kind::reservation:
      case Subject::Kind::closure:
      case Subject::Kind::notice:
      case Subject::Kind::line: return std::to_string(subject.id);
      case Subject::Kind::slot:
        return std::to_string(subject.id) + "/" + std::to_string(subject.plan) + "/" +
               std::to_string(subject.ordinal);
      case Subject::Kind::departement: {
        const auto index = static_cast<std::uint64_t>(subject.id);
        return index < Departement::kCount ? std::string(Departement::from_index(index).code())
                                           : std::string{};
      }
      case Subject::Kind::date: return in_words(language_, Date{std::chrono::days{subject.id}});
      case Subject::Kind::category: {
        const auto index = static_cast<std::uint64_t>(subject.id);
        return index < kCategoryCount ? std::string(code_of(static_cast<Category>(index)))
                                      : std::string{};
      }
    }
    return {};
  }

  /// The first subject of each kind has a value of its own; the first of all is also the `thing`.
  void put_first(const Subject& subject) {
    struct Place {
      std::string_view name;
      Key thing;
    };
    static constexpr std::array<Place, 14> kPlaces{{{"", Key::thing_office},
                                                    {"office", Key::thing_office},
                                                    {"school", Key::thing_school},
                                                    {"inspector", Key::thing_inspector},
                                                    {"centre", Key::thing_centre},
                                                    {"session", Key::thing_session},
                                                    {"slot", Key::thing_slot},
                                                    {"reservation", Key::thing_reservation},
                                                    {"closure", Key::thing_closure},
                                                    {"notice", Key::thing_notice},
                                                    {"departement", Key::thing_departement},
                                                    {"date", Key::thing_date},
                                                    {"category", Key::thing_category},
                                                    {"line", Key::thing_line}}};
    const auto kind = static_cast<std::size_t>(subject.kind);
    if (kind == 0 || kind >= kPlaces.size()) return;
    const Place& place = kPlaces[kind];
    if (values_.text(place.name) != nullptr) return;
    const std::string name = name_of(subject);
    if (name.empty()) return;
    values_.put(place.name, name);
    if (subject.kind == Subject::Kind::line) {
      if (subject.ordinal != 0) values_.put("column", std::to_string(subject.ordinal));
    } else if (values_.text("thing") == nullptr && subject.kind != Subject::Kind::date) {
      values_.put("thing", fill(language_, pattern(place.thing, language_), {{"id", name}}));
    }
  }

  static void append(std::string& list, std::string_view item) {
    if (!list.empty()) list += ", ";
    list += item;
  }

  void put_lists() {
    std::string schools;
    std::string sessions;
    std::string holders;
    std::int64_t reservation = 0;
    for (const Subject& subject : error_.subjects) {
      if (subject.kind == Subject::Kind::reservation) reservation = subject.id;
      if (subject.kind == Subject::Kind::session) append(sessions, std::to_string(subject.id));
      if (subject.kind != Subject::Kind::school) continue;
      const School* school = names_.find(SchoolId{subject.id});
      const std::string name = names_.of(SchoolId{subject.id});
      append(schools,
             fill(language_, pattern(Key::school_of_aurige, language_),
                  {{"school", name},
                   {"aurige", school == nullptr ? std::string{} : one_line(school->aurige_id)}}));
      append(holders, fill(language_, pattern(Key::holder, language_),
                           {{"school", name}, {"reservation", std::to_string(reservation)}}));
    }
    values_.put("schools", schools).put("sessions", sessions);
    if (reservation != 0) values_.put("holders", holders);
  }

  void put_figures() {
    if (error_.limit == 0 && error_.actual == 0) return;
    values_.put("actual", error_.actual);
    if (error_.limit != 0 || error_.code != ErrorCode::grid_does_not_fit)
      values_.put("limit", error_.limit);
    values_.put("start", in_words(language_, Minutes{error_.limit}));
    values_.put("end", in_words(language_, Minutes{error_.actual}));
    if (error_.code == ErrorCode::not_yet_open) put_opening();
  }

  void put_opening() {
    const Instant opens{std::chrono::microseconds{error_.limit}};
    const ZoneId zone = zone_of(departement_.value_or(Departement{}));
    const LocalTime local = departement_
                                ? to_local(zone, opens)
                                : LocalTime{std::chrono::floor<Minutes>(opens).time_since_epoch()};
    const std::string moment = in_words(language_, local);
    values_.put("opens", departement_
                             ? moment
                             : fill(language_, pattern(Key::utc, language_), {{"moment", moment}}));
  }

  void put_deadline() {
    for (const Subject& subject : error_.subjects)
      if (subject.kind == Subject::Kind::office)
        values_.put("contact", contact(language_, names_, OfficeId{subject.id}));
    if (error_.deadline == nullptr) return;
    values_.put("until", until(language_, *error_.deadline));
    values_.put("detail", deadline_detail(language_, *error_.deadline));
  }

  Language language_;
  Names names_;
  const Error& error_;
  std::optional<Departement> departement_;
  Values values_;
};

}  // namespace

std::string Texts::error(const Error& error, std::optional<Departement> departement) const {
  const Values values = ErrorValues(language_, directory_, error, departement).values();
  std::string text;
  if (values.text("line") != nullptr)
    text = fill(language_, pattern(Key::at_line, language_), values);
  return text + fill(language_, pattern(key_of(error.code), language_), values);
}

}  // namespace creneau::text
