#include "facade/engine.hpp"

namespace creneau::facade {

result<std::string> Engine::explain(const Failure* what, crn_departement departement,
                                    std::int32_t language) const {
  BOOST_OUTCOME_TRY(const text::Language in, language_of(language));
  BOOST_OUTCOME_TRY(const auto where, optional_departement_of(departement));
  if (what == nullptr) return std::string{};
  return text::Texts(in, *directory_).error(what->error(), where);
}

result<std::string> Engine::banner(const Event& receipt, std::int32_t language) const {
  BOOST_OUTCOME_TRY(const text::Language in, language_of(language));
  BOOST_OUTCOME_TRY(const RuleBook* const rules, engine_->rules());
  return text::Texts(in, *directory_).banner(receipt, rules);
}

result<std::string> Engine::question(const Event& preview, std::int32_t language) const {
  BOOST_OUTCOME_TRY(const text::Language in, language_of(language));
  return text::Texts(in, *directory_).question(preview);
}

result<std::unique_ptr<Rows>> Engine::listing(const Event& receipt, std::int32_t language) const {
  BOOST_OUTCOME_TRY(const text::Language in, language_of(language));
  auto rows = std::make_unique<Rows>();
  rows->listing_lines = text::Texts(in, *directory_).listing(receipt);
  return rows;
}

}  // namespace creneau::facade
