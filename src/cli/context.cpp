#include "cli/context.hpp"

#include "cli/values.hpp"
#include "creneau/policy/name_matching.hpp"

namespace creneau::cli {

Error naming(const std::string& where, Error error) {
  const std::string name = without_password(where);
  if (error.text != name) error.text = name + (error.text.empty() ? "" : ": ") + error.text;
  return error;
}

result<std::unique_ptr<Context>> Context::open(const Options& options, bool create) {
  std::unique_ptr<Context> it(new Context(options));
  const auto language = text::language_from_code(options.lang);
  if (!language) return Error{ErrorCode::bad_argument}.with_text("--lang " + options.lang);
  it->language_ = *language;
  if (options.now.empty()) {
    it->clock_ = std::make_unique<SystemClock>();
  } else {
    const auto now = parse_instant(options.now);
    if (!now) return Error{ErrorCode::bad_argument}.with_text("--now " + options.now);
    it->clock_ = std::make_unique<ManualClock>(*now);
  }
  auto database = open_database(options.db, {.create = create});
  if (!database) return naming(options.db, std::move(database).assume_error());
  it->database_ = std::move(database).assume_value();
  Context* raw = it.get();
  it->writer_ = std::make_unique<text::MailWriter>(*language, *it->database_,
                                                   [raw] { return raw->engine_->rules(); });
  it->engine_ = std::make_unique<Engine>(*it->database_, *it->database_, *it->clock_,
                                         EngineOptions{}, it->writer_.get());
  it->queries_ = std::make_unique<Queries>(*it->engine_);
  it->texts_ = std::make_unique<text::Texts>(*language, *it->database_);
  BOOST_OUTCOME_TRY(it->find_actor());
  return it;
}

result<void> Context::find_actor() {
  const std::string& as = options_.as;
  const auto colon = as.find(':');
  const auto role = role_from_code(as.substr(0, colon));
  const auto bad = [&] {
    return Error{ErrorCode::bad_argument}.with_text(as.empty() ? "--as" : "--as " + as);
  };
  if (!role) return bad();
  if (*role == Role::operator_) {
    if (colon != std::string::npos) return bad();
    actor_ = Actor::of_operator(options_.subject);
    return success();
  }
  if (colon == std::string::npos) return bad();
  const std::string who = as.substr(colon + 1);
  switch (*role) {
    case Role::office:
    case Role::reader: {
      const auto id = parse_id(who);
      if (!id) return bad();
      actor_ = *role == Role::office ? Actor::of_office({*id}, options_.subject)
                                     : Actor::of_reader({*id}, options_.subject);
      return success();
    }
    case Role::school: {
      BOOST_OUTCOME_TRY(const auto found, database_->find_schools(who, 1));
      if (found.empty() || found.front().aurige_id != who)
        return Error{ErrorCode::unknown_school}.with_text(who);
      actor_ = Actor::of_school(found.front().id, options_.subject);
      return success();
    }
    case Role::inspector: {
      BOOST_OUTCOME_TRY(const InspectorId id, inspector(who));
      actor_ = Actor::of_inspector(id, options_.subject);
      return success();
    }
    case Role::operator_: break;
  }
  return bad();
}

result<Departement> Context::departement() const {
  if (!options_.departement.empty()) {
    const auto departement = Departement::from_code(options_.departement);
    if (!departement)
      return Error{ErrorCode::bad_argument}.with_text("--departement " + options_.departement);
    return *departement;
  }
  // Not stated: the only one that can be meant, or none.
  BOOST_OUTCOME_TRY(const auto all, possible_departements());
  if (all.size() == 1) return all.front();
  return Error{ErrorCode::bad_argument}.with_text("--departement");
}

result<Departement> Context::first_departement() const {
  if (!options_.departement.empty()) return departement();
  BOOST_OUTCOME_TRY(const auto all, possible_departements());
  if (!all.empty()) return all.front();
  return Error{ErrorCode::bad_argument}.with_text("--departement");
}

result<std::vector<Departement>> Context::possible_departements() const {
  DepartementSet possible;
  if (actor_.office()) {
    DirectoryNeeds needs;
    needs.office = actor_.office();
    DirectoryFacts facts;
    BOOST_OUTCOME_TRY(database_->look_up(needs, facts));
    if (!facts.office) return Error{ErrorCode::unknown_office, actor_.office()};
    possible = facts.office->departements;
  } else {
    BOOST_OUTCOME_TRY(const auto offices, database_->offices({}));
    for (const Office& office : offices)
      office.departements.for_each([&](Departement it) { possible.insert(it); });
  }
  std::vector<Departement> all;
  possible.for_each([&](Departement it) { all.push_back(it); });
  return all;
}

result<std::optional<Event>> Context::done_before(Departement departement) const {
  if (options_.request.empty()) return std::nullopt;
  Needs needs;
  needs.departement = departement;
  needs.request = RequestKey{departement, actor_.role, actor_.who, options_.request};
  Snapshot snapshot;
  BOOST_OUTCOME_TRY(database_->load(needs, snapshot));
  return std::move(snapshot.seen);
}

result<InspectorId> Context::inspector(const std::string& matricule) const {
  BOOST_OUTCOME_TRY(const auto all, database_->inspectors({}));
  for (const Inspector& it : all)
    if (it.matricule == matricule) return it.id;
  return Error{ErrorCode::unknown_inspector}.with_text(matricule);
}

result<CentreId> Context::centre(const std::string& name, Departement departement) const {
  BOOST_OUTCOME_TRY(const auto all, database_->centres({}));
  const auto id = parse_id(name);
  const std::string folded = fold_name(name);
  CentreId found;
  for (const Centre& it : all) {
    if (id && it.id.value == *id) return it.id;
    if (fold_name(it.name) != folded) continue;
    if (it.departement == departement) return it.id;
    found = it.id;
  }
  if (found) return found;
  return Error{ErrorCode::unknown_centre}.with_text(name);
}

result<School> Context::school(const std::string& text, Departement departement) const {
  return queries_->school_named(actor_, departement, text);
}

}  // namespace creneau::cli
