#include "json/notes.hpp"

namespace creneau::json {

std::string take_notes(Object& changes) {
  Array notes;
  bool is_any = false;
  const auto take = [&](Object& object) {
    Json* note = object.if_contains("note");
    notes.push_back(note == nullptr ? Json("") : std::move(*note));
    is_any = is_any || note != nullptr;
    object.stable_erase("note");
  };
  if (Json* blocks = changes.if_contains("blocks"))
    for (Json& block : blocks->get_array()) take(block.get_object());
  if (Json* closures = changes.if_contains("closures"))
    for (Json& change : closures->get_array()) take(change.get_object()["closure"].get_object());
  return is_any ? serialize(notes) : std::string{};
}

result<void> put_back_notes(std::string_view text, ChangeSet& changes) {
  if (text.empty()) return success();
  BOOST_OUTCOME_TRY(std::vector<std::string> notes, texts_from(text));
  if (notes.size() != changes.blocks.size() + changes.closures_changed.size())
    return Error{ErrorCode::storage_corrupt}.with_text("notes");
  auto note = notes.begin();
  for (BlockChange& change : changes.blocks) change.note = std::move(*note++);
  for (ClosureChange& change : changes.closures_changed) change.closure.note = std::move(*note++);
  return success();
}

}  // namespace creneau::json
