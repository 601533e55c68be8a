#include "fingerprint.hpp"

#include <algorithm>
#include <concepts>
#include <cstring>

#include "planning.hpp"
#include "world.hpp"

namespace creneau::fuzz {

namespace {

/// Rows as lines of a text.
class Lines {
 public:
  template <class... Field>
  void add(const Field&... fields) {
    (append(fields), ...);
    text_ += '\n';
  }
  [[nodiscard]] std::string take() noexcept { return std::move(text_); }

 private:
  void append(std::integral auto number) { (text_ += std::to_string(number)) += ' '; }
  void append(crn_text text) { ((text_ += '"') += view(text)) += "\" "; }
  void append(crn_departement it) {
    text_.append(it.code, strnlen(it.code, sizeof it.code)) += ' ';
  }

  std::string text_;
};

/// Notices, those of a département together: an outbox counts them as it likes.
struct Notices {
  explicit Notices(const crn_engine* engine) {
    const crn_actor actor = an_operator();
    must([&](crn_error** error) {
      return crn_engine_notices(engine, &actor, 0, 0, 0, rows.out(), error);
    });
    states = all<crn_delivery_state>(rows);
    for (std::size_t place = 0; place < states.size(); ++place) {
      must([&](crn_error** error) {
        return crn_notice_get(crn_rows_notice(rows, place), &facts.emplace_back(),
                              sizeof(crn_notice_facts), error);
      });
      places.push_back(place);
    }
    std::sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
      const auto order =
          std::memcmp(&facts[a].departement, &facts[b].departement, sizeof(crn_departement));
      return order != 0 ? order < 0 : a < b;
    });
  }

  Rows rows;
  std::vector<crn_delivery_state> states;
  std::vector<crn_notice_facts> facts;
  std::vector<std::size_t> places;
};

/// What a notice says, and how its delivery goes; ids and tokens are the outbox's own.
void add(Lines& lines, const crn_notice* notice, const crn_notice_facts& facts,
         const crn_delivery_state& state) {
  lines.add(facts.to_school, facts.to_office, facts.from_office, facts.at, facts.note,
            facts.address, facts.reply_to, facts.title, facts.text, facts.html, facts.departement,
            facts.kind, facts.reason, state.next_attempt, state.last_error, state.status,
            state.attempts, state.uncertain);
  std::vector<crn_notice_line> told(static_cast<std::size_t>(facts.line_count));
  must([&](crn_error** error) {
    return crn_notice_lines(notice, 0, told.size(), told.data(), sizeof(crn_notice_line), error);
  });
  for (const crn_notice_line& line : told)
    lines.add(line.reservation, line.school, line.centre, line.inspector, line.sequence,
              line.summary, line.location, line.category, line.part, line.start, line.end,
              line.units, line.still_held, line.held_start, line.held_end);
}

std::string planning_of(const crn_engine* engine) {
  Lines lines;
  for (const crn_departement departement : kDepartements) {
    const Planning planning(engine, departement);
    for (const crn_session& it : planning.sessions)
      lines.add(it.id, it.inspector, it.revision, it.proposed_centre, it.centre, it.planned_by,
                it.reserved, it.unavailable, it.external_ref, it.departement, it.date, it.start,
                it.end, it.plan, it.category, it.part, it.unit_minutes, it.units_of_slot,
                it.slot_count);
    for (const crn_reservation& it : planning.reservations)
      lines.add(it.id, it.school, it.session, it.revision, it.slots, it.external_ref, it.plan);
    for (const crn_block& it : planning.blocks)
      lines.add(it.slot.session, it.slot.plan, it.slot.ordinal, it.reason, it.note);
    for (const crn_closure& it : planning.closures)
      lines.add(it.id, it.who, it.note, it.departement, it.scope, it.from, it.to, it.reason);
  }
  return lines.take();
}

std::string history_of(const crn_engine* engine, Numbers after) {
  std::string text;
  for (std::size_t place = 0; place < after.size(); ++place)
    for (const std::string& event : events_of(engine, kDepartements[place], after[place]))
      text += event;
  return text;
}

std::string notices_of(const crn_engine* engine) {
  Lines lines;
  const Notices notices(engine);
  for (const std::size_t place : notices.places)
    add(lines, crn_rows_notice(notices.rows, place), notices.facts[place], notices.states[place]);
  return lines.take();
}

std::string rules_of(const crn_engine* engine) {
  Lines lines;
  Rows rows;
  must([&](crn_error** error) { return crn_engine_rules(engine, rows.out(), error); });
  lines.add(crn_rows_rules_version(rows));
  for (const crn_rule& it : all<crn_rule>(rows)) lines.add(it.from, it.key, it.value);
  return lines.take();
}

std::string refusals_of(const crn_engine* engine, crn_departement departement) {
  Lines lines;
  const crn_actor actor = an_operator();
  each_page(
      [&](const crn_page* page, crn_rows** rows, crn_error** error) {
        return crn_engine_refusals(engine, &actor, departement, page, rows, error);
      },
      [&](const Rows& rows) {
        for (const crn_refusal& it : all<crn_refusal>(rows)) {
          lines.add(it.at, it.who, it.limit, it.actual, it.subject, it.request, it.departement,
                    it.command, it.role, it.code);
          for (std::size_t place = 0; place < it.slot_count; ++place)
            lines.add(it.slots[place].session, it.slots[place].plan, it.slots[place].ordinal);
        }
      });
  return lines.take();
}

}  // namespace

Fingerprint fingerprint(const crn_engine* engine, Numbers after) {
  return {planning_of(engine),
          history_of(engine, after),
          notices_of(engine),
          rules_of(engine),
          {refusals_of(engine, k93), refusals_of(engine, k974)}};
}

std::vector<std::int64_t> notice_ids(const crn_engine* engine) {
  std::vector<std::int64_t> ids;
  const Notices notices(engine);
  for (const std::size_t place : notices.places) ids.push_back(notices.facts[place].id);
  return ids;
}

std::string entries_of(const crn_rows* rows, std::int32_t kind) {
  Lines lines;
  const auto wanted = [&](std::int32_t of) { return kind == 0 || kind == of; };
  if (wanted(CRN_ROWS_OFFICES))
    for (const crn_office& it : all<crn_office>(rows)) {
      lines.add(it.id, it.name, it.mail, it.phone, it.external_ref);
      for (std::size_t place = 0; place < it.departement_count; ++place)
        lines.add(it.departements[place]);
    }
  if (wanted(CRN_ROWS_SCHOOLS))
    for (const crn_school& it : all<crn_school>(rows))
      lines.add(it.id, it.name, it.aurige_id, it.mail, it.external_ref, it.categories, it.inactive);
  if (wanted(CRN_ROWS_INSPECTORS))
    for (const crn_inspector& it : all<crn_inspector>(rows)) {
      lines.add(it.id, it.matricule, it.name, it.external_ref, it.categories);
      for (std::size_t place = 0; place < it.posting_count; ++place)
        lines.add(it.postings[place].departement, it.postings[place].period.first,
                  it.postings[place].period.last);
    }
  if (wanted(CRN_ROWS_CENTRES))
    for (const crn_centre& it : all<crn_centre>(rows))
      lines.add(it.id, it.name, it.place, it.external_ref, it.departement, it.categories);
  return lines.take();
}

std::string directory_of(const crn_engine* engine) {
  std::string text;
  for (std::int32_t kind = CRN_ROWS_OFFICES; kind <= CRN_ROWS_CENTRES; ++kind) {
    Rows rows;
    must([&](crn_error** error) {
      return crn_engine_entries(engine, kind, nullptr, 0, rows.out(), error);
    });
    text += entries_of(rows);
  }
  return text;
}

std::vector<std::string> events_of(const crn_engine* engine, crn_departement departement,
                                   std::int64_t after) {
  std::vector<std::string> texts;
  const crn_actor actor = office_of(departement);
  crn_event_filter filter;
  CRN_INIT(filter);
  filter.departement = departement;
  filter.after = after;
  each_page(
      [&](const crn_page* page, crn_rows** rows, crn_error** error) {
        return crn_engine_history(engine, &actor, &filter, page, rows, error);
      },
      [&](const Rows& rows) {
        for (std::size_t place = 0; place < crn_rows_count(rows, CRN_ROWS_EVENTS); ++place)
          texts.push_back(text_of(crn_rows_event(rows, place)));
      });
  return texts;
}

std::string text_of(const crn_event* event) {
  crn_event_head it;
  CRN_INIT(it);
  must([&](crn_error** error) { return crn_event_get(event, &it, error); });
  String json;
  must([&](crn_error** error) { return crn_event_json(event, json.out(), error); });
  Lines lines;
  lines.add(it.command, it.number, it.at, it.who, it.content, it.rules, it.closures, it.subject,
            it.request, it.note, it.departement, it.role, it.reason, it.relies_on_closures,
            it.changes_rules, it.notice_count, crn_string_text(json));
  return lines.take();
}

void require_unchanged(const Fingerprint& before, const Fingerprint& after, bool may_journal) {
  require_same(before.planning, after.planning, "the planning is as it was");
  require_same(before.history, after.history, "the history is as it was");
  require_same(before.notices, after.notices, "the notices are as they were");
  require_same(before.rules, after.rules, "the rules are as they were");
  for (std::size_t place = 0; place < before.refusals.size(); ++place) {
    const std::string& journal = before.refusals[place];
    const std::size_t kept = may_journal ? journal.size() : std::string::npos;
    require_same(journal, after.refusals[place].substr(0, kept), "the journal is as it was");
  }
}

}  // namespace creneau::fuzz
