#pragma once
/// \file
/// Ports over what Java implements.

#include <memory>

#include "facade/handles.hpp"
#include "upcalls.hpp"

namespace creneau::java {

[[nodiscard]] std::shared_ptr<Storage> storage_over(std::unique_ptr<StorageUpcall> upcall);
[[nodiscard]] std::shared_ptr<const Directory> directory_over(
    std::unique_ptr<DirectoryUpcall> upcall);
[[nodiscard]] std::shared_ptr<Outbox> outbox_over(std::unique_ptr<OutboxUpcall> upcall);
[[nodiscard]] std::shared_ptr<creneau::Notifier> notifier_over(
    std::unique_ptr<NotifierUpcall> upcall);
[[nodiscard]] std::shared_ptr<const Clock> clock_over(std::unique_ptr<ClockUpcall> upcall);

}  // namespace creneau::java
