// Sending notices.
#include "facade/engine.hpp"
#include "guard.hpp"

using namespace creneau;        // NOLINT: the functions themselves are global
using namespace creneau::capi;  // NOLINT
using facade::behind;

crn_status crn_notifier_create_smtp(const crn_smtp_options* options, crn_notifier** notifier,
                                    crn_error** error) {
  return giving(notifier, "notifier", error, [&] { return facade::smtp_notifier(options); });
}

crn_status crn_notifier_create_folder(crn_text folder, const crn_identity* identity,
                                      crn_notifier** notifier, crn_error** error) {
  return giving(notifier, "notifier", error,
                [&] { return facade::folder_notifier(folder, identity); });
}

void crn_notifier_destroy(crn_notifier* notifier) {
  delete behind(notifier);
}

crn_status crn_engine_send(const crn_engine* engine, const crn_actor* actor, crn_notifier* notifier,
                           const crn_send_options* options, crn_sent* sent, crn_error** error) {
  return guarded(error, [&]() -> result<void> {
    if (sent != nullptr) {
      BOOST_OUTCOME_TRY(facade::check_struct(sent, "sent"));
      facade::write_struct(crn_sent{}, sent);
    }
    BOOST_OUTCOME_TRY(const auto* const it, given(engine, "engine"));
    BOOST_OUTCOME_TRY(auto* const to, given(notifier, "notifier"));
    crn_sent done{};
    result<void> ran = it->send(actor, *to->it, options, done);
    if (sent != nullptr) facade::write_struct(done, sent);
    return ran;
  });
}

crn_status crn_engine_notices(const crn_engine* engine, const crn_actor* actor, int32_t status,
                              int64_t after, size_t limit, crn_rows** rows, crn_error** error) {
  return giving(rows, "rows", error, [&]() -> result<std::unique_ptr<facade::Rows>> {
    BOOST_OUTCOME_TRY(const auto* const it, given(engine, "engine"));
    return it->notices(actor, status, after, limit);
  });
}

crn_status crn_engine_retry(const crn_engine* engine, const crn_actor* actor,
                            const int64_t* notices, size_t count, crn_text address,
                            crn_error** error) {
  return guarded(error, [&]() -> result<void> {
    BOOST_OUTCOME_TRY(const auto* const it, given(engine, "engine"));
    return it->retry(actor, notices, count, address);
  });
}
