#include "cli/output.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <iostream>

#include "cli/hints.hpp"
#include "cli/json_text.hpp"
#include "creneau/policy/name_matching.hpp"
#include "creneau/text/names.hpp"

namespace creneau::cli {

Exit exit_of(const Error& error) noexcept {
  switch (class_of(error.code)) {
    case ErrorClass::refused: return Exit::refused;
    case ErrorClass::input: return Exit::usage;
    case ErrorClass::failed: return Exit::failed;
  }
  return Exit::failed;
}

void Output::print(const std::string& text) const {
  errno = 0;
  std::cout << text << std::flush;
  if (!std::cout && broken_ == 0) broken_ = errno;
}

void Output::text(const std::string& text) const {
  if (!options_.json) print(text);
}

void Output::document(json::Object document) const {
  if (options_.json) print(json_text(std::move(document)));
}

Table Output::columns(std::initializer_list<std::pair<const char*, const char*>> headings) const {
  std::vector<std::string> row;
  for (const auto& [french_heading, english_heading] : headings)
    row.emplace_back(french() ? french_heading : english_heading);
  return Table(std::move(row));
}

void Output::table(const Table& table) const {
  text(table.empty() ? say("Rien à montrer.", "Nothing to show.") + "\n" : table.text());
}

Exit Output::usage_error(const std::string& sentence) const {
  document({{"error", {{"code", "bad_argument"}, {"class", "input"}, {"message", sentence}}}});
  if (!options_.json) std::cerr << text::one_line(sentence, 2000) << "\n";
  return Exit::usage;
}

Exit Output::declined() const {
  const std::string sentence = say("Rien n'a été changé.", "Nothing was changed.");
  document({{"receipt", nullptr}, {"message", sentence}});
  text(sentence + "\n");
  return Exit::refused;
}

Exit Output::error(const Error& error, Context* context) const {
  std::string sentence;
  if (context != nullptr) {
    const auto departement = context->departement();
    sentence = context->texts().error(
        error, departement ? std::optional(departement.value()) : std::nullopt);
  } else {
    const MemoryDirectory nobody;
    sentence = text::Texts(french() ? text::Language::fr : text::Language::en, nobody).error(error);
  }
  const auto language = french() ? text::Language::fr : text::Language::en;
  if (is_missing_option(error))
    sentence = hint(error, language);
  else if (const std::string way_out = hint(error, language); !way_out.empty())
    sentence += " " + way_out;
  if (options_.json) {
    json::Object object = json::of(error);
    object["message"] = sentence;
    document({{"error", std::move(object)}});
  } else {
    std::cerr << sentence << "\n";
  }
  return exit_of(error);
}

std::string Output::done_unseen() const {
  if (done_ == Revision{}) return {};
  const std::string number = std::to_string(done_.value);
  return say("La commande est faite, sous le numéro " + number + " de l'historique. ",
             "The command is done, as number " + number + " of the history. ");
}

void Output::receipt(const Receipt& receipt, Context& context) const {
  done_ = receipt.number;
  const auto rules = context.engine().rules();
  const std::string banner = context.texts().banner(receipt, rules ? rules.value() : nullptr);
  if (options_.json) {
    document({{"receipt", json::of(receipt)}, {"message", banner}});
    return;
  }
  text(banner + "\n");
  // The numbers by which later commands name what is new.
  const auto numbered = [&](std::string french_name, std::string english_name, std::int64_t id) {
    text("  " + say(std::move(french_name), std::move(english_name)) + " " + std::to_string(id) +
         "\n");
  };
  text::Names names(context.language(), context.database());
  for (const SessionChange& change : receipt.changes.sessions) {
    if (change.before) continue;
    const Inspector* inspector = names.find(change.after->inspector);
    text("  " + std::to_string(change.after->id.value) + "  " +
         (inspector != nullptr ? inspector->matricule + "  " : std::string{}) +
         text::in_words(context.language(), change.after->start()) + "\n");
  }
  for (const ReservationChange& change : receipt.changes.reservations)
    if (change.slots_before.empty()) numbered("Réservation", "Reservation", change.id.value);
  for (const ClosureChange& change : receipt.changes.closures_changed)
    if (change.added) numbered("Fermeture", "Closure", change.closure.id.value);
}

void Output::preview(const Receipt& preview, Context& context) const {
  const auto lines = context.texts().listing(preview);
  const std::string question = context.texts().question(preview);
  if (options_.json) {
    json::Array listing;
    for (const auto& line : lines)
      listing.push_back(json::Object{{"start", creneau::to_text(line.start)},
                                     {"centre", line.centre},
                                     {"inspector", line.inspector},
                                     {"school", line.school},
                                     {"units", line.units.value},
                                     {"sentence", line.sentence}});
    document(
        {{"preview", json::of(preview)}, {"listing", std::move(listing)}, {"question", question}});
    return;
  }
  for (const auto& line : lines) text("  " + line.sentence + "\n");
  for (const Remark& remark : preview.changes.remarks)
    text("  " + context.texts().remark(remark) + "\n");
  text(question + "\n");
}

result<bool> Output::confirm(const Receipt& preview, Context& context) const {
  if (isatty(STDIN_FILENO) == 0) return confirm(std::string{});
  for (const auto& line : context.texts().listing(preview))
    std::cerr << "  " << line.sentence << "\n";
  return confirm(context.texts().question(preview));
}

result<bool> Output::confirm(const std::string& question) const {
  if (options_.yes) return true;
  if (isatty(STDIN_FILENO) == 0) return Error{ErrorCode::bad_argument}.with_text("--yes");
  std::cerr << question << (french() ? " [o/N] " : " [y/N] ") << std::flush;
  std::string answer;
  if (!std::getline(std::cin, answer)) {
    std::cerr << "\n";
    return false;
  }
  answer = fold_name(answer);
  return answer == "o" || answer == "oui" || answer == "y" || answer == "yes";
}

result<std::optional<Exit>> Output::ask(const std::string& question) const {
  if (options_.preview) {
    document({{"question", question}});
    text(question + "\n");
    return Exit::done;
  }
  BOOST_OUTCOME_TRY(const bool wanted, confirm(question));
  return wanted ? std::optional<Exit>{} : declined();
}

Progress::Progress(const Options& options, std::string what, std::size_t total)
    : what_(std::move(what)),
      total_(total),
      shown_(!options.json && !options.quiet && isatty(STDERR_FILENO) != 0) {
  if (shown_) draw();
}

Progress::~Progress() {
  if (shown_) std::fputs("\r\x1B[K", stderr);
}

void Progress::advance(std::size_t by) {
  const std::size_t before = total_ == 0 ? 0 : done_ * 100 / total_;
  done_ += by;
  if (shown_ && total_ != 0 && done_ * 100 / total_ != before) draw();
}

void Progress::draw() const {
  constexpr std::size_t kWidth = 30;
  const std::size_t full = total_ == 0 ? kWidth : std::min(done_ * kWidth / total_, kWidth);
  std::string bar;
  for (std::size_t place = 0; place < kWidth; ++place) bar += place < full ? "█" : "░";
  std::fprintf(stderr, "\r%s %s %zu/%zu\x1B[K", what_.c_str(), bar.c_str(), done_, total_);
  std::fflush(stderr);
}

}  // namespace creneau::cli
