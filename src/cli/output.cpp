#include "cli/output.hpp"

#include <unistd.h>

#include <cstdio>
#include <iostream>

namespace creneau::cli {

Exit exit_of(const Error& error) noexcept {
  switch (class_of(error.code)) {
    case ErrorClass::refused: return Exit::refused;
    case ErrorClass::input: return Exit::usage;
    case ErrorClass::failed: return Exit::failed;
  }
  return Exit::failed;
}

void Output::text(const std::string& text) const {
  if (!options_.json) std::cout << text << std::flush;
}

void Output::document(const json::Json& document) const {
  if (!options_.json) return;
  std::cout << document.dump(2, ' ', false, json::Json::error_handler_t::replace) << "\n"
            << std::flush;
}

Exit Output::error(const Error& error, Context* context) const {
  std::string sentence;
  if (context != nullptr) {
    const auto departement = context->departement();
    sentence = context->texts().error(
        error, departement ? std::optional(departement.value()) : std::nullopt);
  } else {
    const MemoryDirectory nobody;
    const auto language = text::language_from_code(options_.lang);
    sentence = text::Texts(language.value_or(text::Language::fr), nobody).error(error);
  }
  if (options_.json) {
    json::Json object = json::of(error);
    object["message"] = sentence;
    document({{"error", std::move(object)}});
  } else {
    std::cerr << sentence << "\n";
  }
  return exit_of(error);
}

void Output::receipt(const Receipt& receipt, Context& context) const {
  const auto rules = context.engine().rules();
  const std::string banner = context.texts().banner(receipt, rules ? rules.value() : nullptr);
  if (options_.json) {
    document({{"receipt", json::of(receipt)}, {"message", banner}});
    return;
  }
  text(banner + "\n");
  // The numbers by which later commands name what is new.
  for (const SessionChange& change : receipt.changes.sessions)
    if (!change.before)
      text("  " + std::to_string(change.after->id.value) + "  " +
           text::in_words(context.language(), change.after->start()) + "\n");
  for (const ReservationChange& change : receipt.changes.reservations)
    if (change.slots_before.empty()) text("  # " + std::to_string(change.id.value) + "\n");
  for (const ClosureChange& change : receipt.changes.closures_changed)
    if (change.added) text("  # " + std::to_string(change.closure.id.value) + "\n");
}

void Output::preview(const Receipt& preview, Context& context) const {
  const auto lines = context.texts().listing(preview);
  const std::string question = context.texts().question(preview);
  if (options_.json) {
    json::Json listing = json::Json::array();
    for (const auto& line : lines)
      listing.push_back({{"start", creneau::to_text(line.start)},
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
  const bool french = options_.lang != "en";
  std::cerr << question << (french ? " [o/N] " : " [y/N] ") << std::flush;
  std::string answer;
  if (!std::getline(std::cin, answer)) return false;
  return answer == "o" || answer == "O" || answer == "oui" || answer == "y" || answer == "Y" ||
         answer == "yes";
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
