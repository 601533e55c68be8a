#include <pybind11/stl.h>

#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "caller.hpp"
#include "facade/handles.hpp"
#include "frames.hpp"
#include "small_ports.hpp"

namespace creneau::python {

namespace {

using NotifierKept = std::shared_ptr<Notifier>;
/// Address, name, domain.
using Identity = std::tuple<std::string, std::string, std::string>;

[[nodiscard]] crn_identity plain(const Identity& from) {
  CRN_NEW(crn_identity, it);
  it.address = text_of(std::get<0>(from));
  it.name = text_of(std::get<1>(from));
  it.domain = text_of(std::get<2>(from));
  return it;
}

[[nodiscard]] NotifierKept smtp(const Identity& identity, const std::string& host,
                                std::int32_t port, std::int32_t security, const std::string& user,
                                const std::string& password, const std::string& ca_file,
                                std::int32_t timeout_ms) {
  const crn_identity who = plain(identity);
  CRN_NEW(crn_smtp_options, options);
  options.identity = &who;
  options.host = text_of(host);
  options.port = port;
  options.security = security;
  options.user = text_of(user);
  options.password = text_of(password);
  options.ca_file = text_of(ca_file);
  options.timeout_ms = timeout_ms;
  return need(facade::smtp_notifier(&options))->it;
}

[[nodiscard]] NotifierKept folder(const std::string& path, const Identity& identity) {
  const crn_identity who = plain(identity);
  return need(facade::folder_notifier(text_of(path), &who))->it;
}

/// Sends what is due; delivered, failed, uncertain, dead, lost, left.
[[nodiscard]] py::tuple send(const Caller& caller, const NotifierKept& notifier,
                             std::uint32_t batch, std::int32_t max_attempts) {
  const crn_actor actor = caller.actor();
  CRN_NEW(crn_send_options, options);
  options.batch = batch;
  options.max_attempts = max_attempts;
  crn_sent sent{};
  auto done = without_gil([&] { return caller.engine().send(&actor, *notifier, &options, sent); });
  // What a notifier of Python's raised ended one delivery; the others went on.
  pending::rethrow(ErrorCode::delivery_uncertain);
  need(std::move(done));
  return py::make_tuple(sent.delivered, sent.failed, sent.uncertain, sent.dead, sent.lost,
                        sent.left);
}

[[nodiscard]] std::vector<OutboxEntry> outbox_entries(const Caller& caller, std::int32_t status,
                                                      std::int64_t after, std::size_t limit) {
  const crn_actor actor = caller.actor();
  return std::move(need(without_gil([&] {
                     return caller.engine().notices(&actor, status, after, limit);
                   }))->notices);
}

[[nodiscard]] std::shared_ptr<Frame> notices(const Caller& caller, const std::string& status) {
  const std::int32_t which = code_of(CRN_CODES_NOTICE_STATUS, status);
  std::vector<OutboxEntry> all;
  for (std::int64_t after = 0;;) {
    std::vector<OutboxEntry> page = outbox_entries(caller, which, after, kMaxPage);
    if (page.empty()) break;
    after = page.back().notice.id.value;
    all.insert(all.end(), std::make_move_iterator(page.begin()),
               std::make_move_iterator(page.end()));
  }
  return notices_frame(all);
}

void retry(const Caller& caller, const std::vector<std::int64_t>& ids, const std::string& address) {
  const crn_actor actor = caller.actor();
  need(without_gil(
      [&] { return caller.engine().retry(&actor, ids.data(), ids.size(), text_of(address)); }));
}

[[nodiscard]] py::bytes mail(const Caller& caller, std::int64_t notice, const Identity& identity) {
  const auto found = outbox_entries(caller, 0, notice - 1, 1);
  if (found.empty() || found.front().notice.id.value != notice)
    fail(Error{ErrorCode::unknown_notice, NoticeId{notice}});
  const crn_identity who = plain(identity);
  return need(without_gil([&] { return facade::mail_of(found.front().notice, &who); }));
}

}  // namespace

void bind_notices(py::module_& module, py::class_<Caller>& caller) {
  py::class_<Notifier, NotifierKept>(module, "Notifier")
      .def_static("smtp", &smtp)
      .def_static("folder", &folder)
      .def_static("of", [](const py::object& it) -> NotifierKept { return notifier_of(it); });
  caller.def("send", &send).def("notices", &notices).def("retry", &retry).def("mail", &mail);
}

}  // namespace creneau::python
