#include "engine.hpp"
#include "events.hpp"
#include "facade/engine.hpp"
#include "ports.hpp"

namespace creneau::java {

Notifier::Notifier() = default;
Notifier::~Notifier() = default;

namespace {

[[nodiscard]] Bytes keep(const result<std::unique_ptr<facade::NotifierPort>>& made,
                         std::shared_ptr<creneau::Notifier>& to) {
  if (!made) return done(made.assume_error());
  to = made.assume_value()->it;
  return done(success());
}

}  // namespace

Bytes Notifier::smtp(const Bytes& message) {
  Reader reader(message);
  const auto options = reader.take<crn_smtp_options>();
  return keep(facade::smtp_notifier(&options), it_);
}

Bytes Notifier::folder(const Bytes& message) {
  Reader reader(message);
  const auto folder = reader.take<crn_text>();
  const auto identity = reader.take<crn_identity>();
  return keep(facade::folder_notifier(folder, &identity), it_);
}

void Notifier::of(NotifierUpcall* upcall) {
  it_ = notifier_over(std::unique_ptr<NotifierUpcall>(upcall));
}

}  // namespace creneau::java
